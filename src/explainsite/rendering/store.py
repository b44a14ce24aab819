"""The content-addressed store of rendered films.

    renders/<2 letters>/<key>/     an entry: files, and `manifest.json` with the digest of each
    renders/.drafts/<random>/      an entry that is being written; locked by the process that writes it
    renders/sizes.json             how large each entry is (see `upkeep.py`)
    renders/history/<slug>.json    what each beat was last rendered from (see `history.py`)
    renders/remembered/            what was worked out of specs and data files (see `jobs/memory.py`)

An entry appears whole or not at all: it is written as a draft on the same file system, synced, and put in
place by an atomic rename. It is verified against its manifest whenever it is used; a torn or altered entry is
removed and counts as absent. Several processes may use one store. A draft's writer holds a lock on it, which
the kernel releases when the writer dies, so the drafts of a killed build are recognised without guessing.
In the same way whoever relies on entries holds a lock that they share, and who prunes holds it alone.

When an entry was last used is the time of its folder: of its writing, or of a later `mark_used`. Nothing
depends on it but the order in which entries are pruned.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explainsite.jobs.canonical import canonical_json
from explainsite.jobs.memory import REMEMBERED

RENDERS = "renders"
"""The folder of a project's store."""
MANIFEST = "manifest.json"
DRAFTS = ".drafts"
HISTORY = "history"
SIZES = "sizes.json"
TIMELINE = "timeline.json"
"""The file that every film has and nothing else in the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A whole, verified entry. `digest` names its content: equal digests, equal bytes."""

    key: str
    path: Path
    names: tuple[str, ...]
    meta: Mapping[str, Any]
    digest: str

    def file(self, name: str) -> Path:
        """The path of one of the entry's files."""
        if name not in self.names:
            raise KeyError(f"{name!r} is not a file of entry {self.key}")
        return self.path / name


class Store:
    """The entries under one directory."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def get(self, key: str) -> Entry | None:
        """The entry, verified byte for byte; None if it is absent. A broken entry is removed."""
        path = self._path(key)
        if not path.is_dir():
            return None
        entry = _read(key, path)
        if entry is None:
            self._discard(key)
        return entry

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """A new directory on the store's file system, removed at the end unless `commit` took it."""
        path, lock = self._begin_draft()
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)
            os.close(lock)

    def commit(self, key: str, draft: Path, meta: Mapping[str, Any]) -> Entry:
        """Make a draft's files the entry `key`. If another process was faster, its entry stands."""
        _write_manifest(draft, meta)
        _sync_tree(draft)
        path = self._path(key)
        with self._exclusive():
            existing = _read(key, path) if path.is_dir() else None
            if existing is None:
                self._remove(path)
                path.parent.mkdir(parents=True, exist_ok=True)
                draft.rename(path)
                _sync(path.parent)
                _sync(self.root)
        entry = existing or _read(key, path)
        if entry is None:
            raise OSError(f"the entry {key} could not be read back from {self.root}")
        return entry

    def read_text(self, name: str) -> str | None:
        """A small file beside the entries, or None."""
        try:
            return (self.root / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def write_text(self, name: str, text: str) -> None:
        """Replace a small file beside the entries, by an atomic rename."""
        self.write_bytes(name, text.encode())

    def write_bytes(self, name: str, content: bytes) -> None:
        """Replace a file beside the entries, by an atomic rename."""
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with self.draft() as draft:
            (draft / target.name).write_bytes(content)
            _sync_tree(draft)
            (draft / target.name).replace(target)

    def read_bytes(self, name: str) -> bytes | None:
        """A file of small results beside the entries, or None."""
        try:
            return (self.root / name).read_bytes()
        except OSError:
            return None

    def append_bytes(self, name: str, content: bytes) -> None:
        """Add to the end of a file beside the entries, in one write. A power failure may lose it."""
        target = self.root / name
        try:
            file = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            os.write(file, content)
        finally:
            os.close(file)

    def sweep(self) -> None:
        """Remove the drafts of writers that have died."""
        for path in self._drafts():
            lock = _try_lock(path)
            if lock is not None:
                shutil.rmtree(path, ignore_errors=True)
                os.close(lock)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Rely on entries: nobody prunes meanwhile, and what is being pruned is waited for."""
        with suppress(OSError):
            self.root.mkdir(parents=True, exist_ok=True)
        with self._claimed(fcntl.LOCK_SH):
            yield

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether nobody relies on entries; if so, who would begin to waits for the end of this."""
        with self._claimed(_AT_ONCE) as is_alone:
            yield is_alone

    def keys(self) -> tuple[str, ...]:
        """The keys of all entries, whole or not, sorted."""
        return tuple(sorted(entry.name for entry in self._entries()))

    def last_used(self) -> dict[str, float]:
        """When each entry was last used, as far as it was noted, in seconds since 1970."""
        times = {}
        for entry in self._entries():
            with suppress(FileNotFoundError):  # another process has just removed it
                times[entry.name] = entry.stat().st_mtime
        return times

    def mark_used(self, keys: Iterable[str], now: float) -> None:
        """Note that entries are used now."""
        for key in keys:
            with suppress(FileNotFoundError, PermissionError):
                os.utime(self._path(key), (now, now))

    def files(self, key: str) -> dict[str, int]:
        """The sizes in bytes of an entry's files, by their names; none if the entry is absent."""
        with suppress(FileNotFoundError):
            return {file.name: file.stat().st_size for file in _listed(self._path(key))}
        return {}

    def remove(self, keys: Iterable[str]) -> None:
        """Remove entries. Each is moved away by an atomic rename, so that nobody sees it half deleted."""
        with self.draft() as trash, self._exclusive():
            for key in keys:
                with suppress(FileNotFoundError):
                    self._path(key).rename(trash / key)

    def clean(self) -> None:
        """Remove everything that the store made; files of others, such as a README, stay."""
        self.remove(self.keys())
        self.sweep()
        (self.root / SIZES).unlink(missing_ok=True)
        for beside in ("history", REMEMBERED):
            shutil.rmtree(self.root / beside, ignore_errors=True)
        for path in self.root.glob("??"):
            _remove_if_empty(path)
        _remove_if_empty(self.root / DRAFTS)

    def _path(self, key: str) -> Path:
        if len(key) != 64 or not set(key) <= set("0123456789abcdef"):
            raise ValueError(f"{key!r} is not a key of the store")
        return self.root / key[:2] / key

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        for folder in _listed(self.root):
            if len(folder.name) == 2:
                yield from (entry for entry in _listed(folder.path) if len(entry.name) == 64)

    def _drafts(self) -> list[Path]:
        return [path for path in self.root.glob(f"{DRAFTS}/*") if path.is_dir()]

    def _begin_draft(self) -> tuple[Path, int]:
        drafts = self.root / DRAFTS
        while True:
            drafts.mkdir(parents=True, exist_ok=True)
            path = drafts / os.urandom(8).hex()
            path.mkdir()
            lock = _try_lock(path)
            if lock is not None:
                return path, lock
            # A sweep of another process caught the directory in the moment before its lock.

    def _discard(self, key: str) -> None:
        path = self._path(key)
        # In a store that cannot be written it stays, and counts as absent.
        with suppress(PermissionError), self._exclusive():
            if path.is_dir() and _read(key, path) is None:
                self._remove(path)

    def _remove(self, path: Path) -> None:
        """Move an entry away by an atomic rename, then delete it: nobody sees it half deleted."""
        if not path.exists():
            return
        with self.draft() as trash:
            path.rename(trash / "entry")

    @contextmanager
    def _claimed(self, how: int) -> Iterator[bool]:
        """Hold the lock of those who rely on entries, shared or alone; False if it cannot be had."""
        lock = None
        with suppress(OSError):  # a store that cannot be written cannot be pruned either
            (self.root / DRAFTS).mkdir(exist_ok=True)
            lock = _try_lock(self.root / DRAFTS, how)
        try:
            yield lock is not None
        finally:
            if lock is not None:
                os.close(lock)

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        """Hold the store's lock: for the moment of a rename, never while rendering."""
        self.root.mkdir(parents=True, exist_ok=True)
        lock = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


_AT_ONCE = fcntl.LOCK_EX | fcntl.LOCK_NB


def _try_lock(path: Path, how: int = _AT_ONCE) -> int | None:
    """A descriptor that holds the directory's lock, or None if another holds it or the directory is gone."""
    try:
        lock = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, how)
        if os.path.samestat(os.fstat(lock), path.stat()):
            return lock
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(lock)
    return None


def _listed(directory: Path | str) -> list[os.DirEntry[str]]:
    """What a directory holds; nothing if it is none."""
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(directory) as found:
        return list(found)
    return []


def _write_manifest(draft: Path, meta: Mapping[str, Any]) -> None:
    files = {path.name: _digest(path) for path in sorted(draft.iterdir())}
    content = {"files": files, "meta": dict(meta)}
    text = canonical_json({**content, "digest": _digest_of(content)})
    (draft / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _read(key: str, path: Path) -> Entry | None:
    """The entry if every file is there with its digest, and nothing else is."""
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        content = {"files": manifest["files"], "meta": manifest["meta"]}
        whole = manifest["digest"] == _digest_of(content)
        whole = whole and {file.name for file in _listed(path)} == {MANIFEST, *content["files"]}
        whole = whole and all(_digest(f"{path}/{name}") == known for name, known in content["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if not whole:
        return None
    names = tuple(sorted(content["files"]))
    return Entry(key=key, path=path, names=names, meta=content["meta"], digest=manifest["digest"])


def _digest(path: Path | str) -> str:
    with os.fdopen(os.open(path, os.O_RDONLY), "rb", buffering=0) as file:
        return hashlib.sha256(file.read()).hexdigest()


def _digest_of(value: object) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def _sync_tree(directory: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor  # most builds write nothing

    with ThreadPoolExecutor() as threads:  # what is asked for at once, the file system can write at once
        for synced in [threads.submit(_sync, path) for path in directory.iterdir()]:
            synced.result()
    _sync(directory)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_if_empty(path: Path) -> None:
    with suppress(OSError):  # It holds something of another's, or is not there.
        path.rmdir()
