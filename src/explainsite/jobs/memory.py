"""Results that take time to work out, kept for as long as what they depend on is the same.

They lie beside the rendered films, one file for each name: the key of what the result depends on, the digest
of the result, the result as JSON. What is damaged counts as forgotten, and a place that cannot be written
costs only time.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from explainsite.jobs.fingerprint import Surroundings
from explainsite.jobs.renderjob import canonical_json


class TextStore(Protocol):
    """Where small texts are kept by name; `rendering.store.Store` is one."""

    def read_text(self, name: str) -> str | None: ...
    def write_text(self, name: str, text: str) -> None: ...


@dataclass(frozen=True)
class Memory:
    """What was worked out before. Values and what they depend on are plain, as JSON has them."""

    store: TextStore
    surroundings: Surroundings = field(default_factory=Surroundings)
    code: str = ""
    """The digest of the code that works things out, if that is not all of ours."""

    def recall(self, name: str, depends: object) -> Any:
        """The value that was kept under this name for just these dependencies and this code; or None."""
        text = self.store.read_text(_file(name)) or ""
        key, _, rest = text.partition("\n")
        digest, _, value = rest.partition("\n")
        with suppress(ValueError):  # what depends on an infinity was never kept
            if key == self._key(depends) and digest == _digest(value):
                return json.loads(value)
        return None

    def keep(self, name: str, depends: object, value: object) -> None:
        """Remember a value in place of the one before. What JSON cannot hold (an infinity) is not kept."""
        with suppress(OSError, ValueError):
            text = canonical_json(value)
            self.store.write_text(_file(name), f"{self._key(depends)}\n{_digest(text)}\n{text}")

    def _key(self, depends: object) -> str:
        return _digest(canonical_json([depends, self.code or self.surroundings.checking_code]))


def _file(name: str) -> str:
    return f"{REMEMBERED}/{name}"


REMEMBERED = "remembered"
"""The folder in the store."""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
