"""A film as the renderer needs it: what its storyboard came to, and the memory of it.

A storyboard is a pure function of its file, its values, its own actors and our code. So a sound film is
worked out once, kept beside the rendered films, and read back for as long as those are the same.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from explainsite.content.spec import Piece
from explainsite.diagnostics import Diagnostic, Span
from explainsite.fingerprint import Surroundings
from explainsite.renderjob import canonical_json


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatScript:
    """One beat: its length in seconds, what is seen in words, and its picture script."""

    id: str
    seconds: float
    sentences: tuple[str, ...]
    picture: dict[str, Any]
    """The payload of the beat's render jobs; see `picture.script`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmScript:
    """All beats of a film without errors, in order, and what should be said of it all the same."""

    beats: tuple[BeatScript, ...]
    problems: tuple[Diagnostic, ...] = ()
    packages: tuple[str, ...] = ()
    """The installed packages whose actors it shows."""


class Shelf(Protocol):
    """Where small texts are kept by name; `rendering.store.Store` is one."""

    def read_text(self, name: str) -> str | None: ...
    def write_text(self, name: str, text: str) -> None: ...


@dataclass(frozen=True)
class Memory:
    """The film scripts that have no errors, one for each slug. A damaged one counts as forgotten."""

    shelf: Shelf
    surroundings: Surroundings = field(default_factory=Surroundings)

    def recall(self, piece: Piece) -> FilmScript | None:
        """The script of this very film, if it is known."""
        text = self.shelf.read_text(_name(piece))
        try:
            kept = json.loads(text) if text else {}
            if kept.get("key") != self._key(piece) or kept["digest"] != _digest(kept["film"]):
                return None
            script = _film(kept["film"])
            return script if kept["packages"] == self._packages(script) else None
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, piece: Piece, script: FilmScript) -> None:
        """Remember the script; a shelf that cannot be written costs only time."""
        film = {
            "beats": [{name: getattr(beat, name) for name in BeatScript.__slots__} for beat in script.beats],
            "problems": [problem.as_json() for problem in script.problems],
            "packages": list(script.packages),
        }
        with suppress(OSError):
            packages = self._packages(script)
            kept = {"key": self._key(piece), "digest": _digest(film), "film": film, "packages": packages}
            self.shelf.write_text(_name(piece), canonical_json(kept))

    def _key(self, piece: Piece) -> str:
        source, code = piece.body.source, piece.actors
        own = [code.source.text, self.surroundings.files_beside(code.file)] if code else []
        return _digest([source.path, source.text, dict(piece.values), own, self.surroundings.checking_code])

    def _packages(self, script: FilmScript) -> dict[str, str]:
        """The code of the packages that a film takes actors from, as it is now."""
        return {name: self.surroundings.package_code(name) for name in script.packages}


def _name(piece: Piece) -> str:
    return f"scripts/{piece.slug}.json"


def _film(values: dict[str, Any]) -> FilmScript:
    return FilmScript(
        beats=tuple(
            BeatScript(**{**beat, "sentences": tuple(beat["sentences"])}) for beat in values["beats"]
        ),
        problems=tuple(
            Diagnostic(**{**problem, "span": problem["span"] and Span(**problem["span"])})
            for problem in values["problems"]
        ),
        packages=tuple(values["packages"]),
    )


def _digest(value: object) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
