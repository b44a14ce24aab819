"""Results that take time to work out, kept for as long as what they depend on is the same.

They lie beside the rendered films, one file for each name. What is damaged counts as forgotten, and a place
that cannot be written costs only time.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from explainsite.fingerprint import Surroundings
from explainsite.renderjob import canonical_json


class Shelf(Protocol):
    """Where small texts are kept by name; `rendering.store.Store` is one."""

    def read_text(self, name: str) -> str | None: ...
    def write_text(self, name: str, text: str) -> None: ...


@dataclass(frozen=True)
class Memory:
    """What was worked out before. Values and what they depend on are plain, as JSON has them."""

    shelf: Shelf
    surroundings: Surroundings = field(default_factory=Surroundings)

    def recall(self, name: str, depends: object) -> Any:
        """The value that was kept under this name for just these dependencies and this code; or None."""
        text = self.shelf.read_text(_file(name))
        try:
            kept = json.loads(text) if text else {}
            known = kept.get("key") == self._key(depends) and kept["digest"] == _digest(kept["value"])
            return kept["value"] if known else None
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, name: str, depends: object, value: object) -> None:
        """Remember a value in place of the one before. What JSON cannot hold (an infinity) is not kept."""
        with suppress(OSError, ValueError):
            kept = {"key": self._key(depends), "digest": _digest(value), "value": value}
            self.shelf.write_text(_file(name), canonical_json(kept))

    def _key(self, depends: object) -> str:
        return _digest([depends, self.surroundings.checking_code])


def _file(name: str) -> str:
    return f"{REMEMBERED}/{name}.json"


REMEMBERED = "remembered"
"""The folder on the shelf."""


def _digest(value: object) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
