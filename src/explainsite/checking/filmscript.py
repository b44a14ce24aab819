"""A film as the renderer needs it: what its storyboard came to, and the memory of it.

A storyboard is a pure function of its front matter, its values, its own actors and our code. So a sound film
is worked out once, kept beside the rendered films, and read back for as long as those are the same.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from explainsite.content.spec import Piece
from explainsite.diagnostics import Diagnostic, Span
from explainsite.jobs.memory import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatScript:
    """One beat: its length in seconds, what is seen in words, and its picture script."""

    id: str
    seconds: float
    sentences: tuple[str, ...]
    picture: str
    """The payload of the beat's render jobs: `picture.script` in its lane's colours, as canonical JSON."""
    steps: tuple[tuple[Span, ...], ...] = ()
    """Where each step of the picture script is written, part by part if it is a gesture of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmScript:
    """All beats of a film without errors, in order, and what should be said of it all the same."""

    beats: tuple[BeatScript, ...]
    problems: tuple[Diagnostic, ...] = ()
    needed: tuple[int, ...] = ()
    """The lines of the allowances that lint needed: for a rule on frames too, none of them is needless."""
    packages: tuple[str, ...] = ()
    """The installed packages whose actors it shows."""


def recall_film(memory: Memory, piece: Piece) -> FilmScript | None:
    """The script of this very film, if it is known."""
    kept = memory.recall(_name(piece), _depends(piece, memory))
    if kept is None:
        return None
    script = _film(kept["film"])
    return script if kept["packages"] == _packages(script, memory) else None


def keep_film(memory: Memory, piece: Piece, script: FilmScript) -> None:
    """Remember a film that has no errors."""
    film = {
        "beats": [_values(beat) for beat in script.beats],
        "problems": [problem.as_json() for problem in script.problems],
        "needed": list(script.needed),
        "packages": list(script.packages),
    }
    kept = {"film": film, "packages": _packages(script, memory)}
    memory.keep(_name(piece), _depends(piece, memory), kept)


def _values(beat: BeatScript) -> dict[str, Any]:
    values = {name: getattr(beat, name) for name in BeatScript.__slots__}
    return {**values, "steps": [list(map(asdict, spans)) for spans in beat.steps]}


def _name(piece: Piece) -> str:
    return f"films/{piece.slug}"


def _depends(piece: Piece, memory: Memory) -> object:
    source, code = piece.body.source, piece.actors
    own = [code.source.text, memory.surroundings.files_beside(code.file)] if code else []
    return [source.path, piece.body.above, dict(piece.values), piece.accent, own]


def _packages(script: FilmScript, memory: Memory) -> dict[str, str]:
    """The code of the packages that a film takes actors from, as it is now."""
    return {name: memory.surroundings.package_code(name) for name in script.packages}


def _film(values: dict[str, Any]) -> FilmScript:
    return FilmScript(
        beats=tuple(_beat(beat) for beat in values["beats"]),
        problems=tuple(map(Diagnostic.from_json, values["problems"])),
        needed=tuple(values["needed"]),
        packages=tuple(values["packages"]),
    )


def _beat(values: dict[str, Any]) -> BeatScript:
    steps = tuple(tuple(Span(**span) for span in spans) for spans in values["steps"])
    return BeatScript(**{**values, "sentences": tuple(values["sentences"]), "steps": steps})
