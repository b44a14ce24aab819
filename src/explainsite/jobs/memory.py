"""Results that take time to work out, kept for as long as what they depend on is the same.

They lie beside the rendered films, in one file for each sort of result, to which a new result is added at the
end: its name, the key of what it depends on, the digest of the result, the result as JSON. The last of a name
counts. What is damaged counts as forgotten, and a place that cannot be written costs only time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from explainsite.jobs.fingerprint import Surroundings

_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False)
"""Not as other keys are made: mappings keep their order, because a picture may show it."""
REMEMBERED = "remembered"
"""The folder in the store."""
BEGIN = b"\x1e"
"""What a record begins with, and JSON never holds: after a torn record the next one is found again."""
WASTE = 100
"""Records that a file may have beyond twice those that count, before it is written anew."""


class Files(Protocol):
    """Where small files are kept by name; `rendering.store.Store` is one."""

    def read_bytes(self, name: str) -> bytes | None: ...
    def write_bytes(self, name: str, content: bytes) -> None: ...
    def append_bytes(self, name: str, content: bytes) -> None: ...


class _Record(NamedTuple):
    """A kept result: the key of what it depends on, its digest, and its JSON."""

    key: str
    digest: str
    value: bytes


@dataclass(frozen=True)
class Memory:
    """What was worked out before. Values and what they depend on are plain, as JSON has them."""

    store: Files
    surroundings: Surroundings = field(default_factory=Surroundings)
    code: str = ""
    """The digest of the code that works things out, if that is not all of ours."""
    _read: dict[str, dict[str, _Record]] = field(default_factory=dict)
    """The records of each file that was read, by name."""

    def recall(self, name: str, depends: object) -> Any:
        """The value that was kept under this name for just these dependencies and this code; or None.

        What stands before the first slash of a name is the sort of result.
        """
        record = self._records(file_of(name)).get(name)
        with suppress(ValueError):  # what depends on an infinity was never kept
            if record and record.key == self._key(depends) and record.digest == _digest(record.value):
                return json.loads(record.value.decode())  # bytes would be looked at for their encoding
        return None

    def keep(self, name: str, depends: object, value: object) -> None:
        """Remember a value in place of the one before. What JSON cannot hold (an infinity) is not kept."""
        with suppress(OSError, ValueError):
            content = _ENCODER.encode(value).encode()
            record = _Record(key=self._key(depends), digest=_digest(content), value=content)
            line = _written(name, record)
            self._records(file_of(name))[name] = record
            self.store.append_bytes(file_of(name), line)

    def reread(self, sort: str) -> None:
        """Find what other processes have remembered of a sort since it was read."""
        self._read.pop(file_of(sort), None)

    def digest(self, sort: str) -> str | None:
        """The digest of a sort's file; None if another process has added to what is known here."""
        content = self.store.read_bytes(file_of(sort)) or b""
        return _digest(content) if _records(content)[0] == self._records(file_of(sort)) else None

    def forget(self, is_gone: Callable[[str, str], bool]) -> None:
        """Forget results by their sort and the rest of their name, of those sorts that were asked for."""
        for file, records in self._read.items():
            gone = [name for name in records if is_gone(*name.partition("/")[::2])]
            for name in gone:
                del records[name]
            if gone:
                self._write(file)

    def _key(self, depends: object) -> str:
        return _digest(_ENCODER.encode([depends, self.code or self.surroundings.checking_code]).encode())

    def _records(self, file: str) -> dict[str, _Record]:
        if file not in self._read:
            records, written = _records(self.store.read_bytes(file) or b"")
            self._read[file] = records
            if written > 2 * len(records) + WASTE:
                self._write(file)
        return self._read[file]

    def _write(self, file: str) -> None:
        """Write a file anew, with what counts in it."""
        records = self._read[file]
        with suppress(OSError):
            self.store.write_bytes(file, b"".join(map(_written, records, records.values())))


def file_of(name: str) -> str:
    """The file in which results of the sort that a name begins with are kept."""
    return f"{REMEMBERED}/{name.partition('/')[0]}.jsonl"


def _written(name: str, record: _Record) -> bytes:
    if "\t" in name or "\n" in name:
        raise ValueError(f"{name!r} cannot be told from what stands beside it")
    return BEGIN + f"{name}\t{record.key}\t{record.digest}\n".encode() + record.value + b"\n"


def _records(content: bytes) -> tuple[dict[str, _Record], int]:
    """The records that count in a file, and how many there are in all."""
    parts = content.split(BEGIN)
    return dict(filter(None, map(_parsed, parts))), len(parts)


def _parsed(text: bytes) -> tuple[str, _Record] | None:
    """The name and the record that a text begins with; None for what is left of a torn one."""
    head, _, value = text.partition(b"\n")
    try:
        name, key, digest = head.decode().split("\t")
    except ValueError:
        return None
    return name, _Record(key=key, digest=digest, value=value[:-1])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
