"""Golden films: what a few lines of a film mean, or how they are refused, as text (see `fixturetext.py`).

What comes of a film are the sentences of the transcript and the state of the actors that changed, or else the
diagnostics, each with the words that it points at.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from explainsite.content.spec import StageNodes
from explainsite.diagnostics import Diagnostic, Report
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.staging import read_stage
from explainsite.storyboard.state import Actor, Part, Stage
from storyboard.filmscript import Film, read_film

CASES = Path(__file__).parent / "cases"
#: What the data file of every case gives.
VALUES = {
    "n": 3,
    "x": 0.25,
    "list": [1, 2, 3],
    "rows": [[1, 2], [3, 4]],
    "nan": float("nan"),
    "big": 1e300,
    "yes": True,
    "dict": {"a": 5},
    "of": {
        "word": "cat",
        "places": [3, 1],
        "pair": ["words.0", "words.2"],
        "deep": [[0, 1], [2, 3]],
        "none": [],
    },
}


def outcome(text: str) -> str:
    """What comes of a film."""
    film = read_film(text, VALUES)
    lines = [line for diagnostic in film.found for line in _told(diagnostic)]
    if film.board is not None:
        lines += film.sentences
        lines += _changes(_declared(film), film.board.beats[-1].closing)
    return "".join(f"{line}\n" for line in lines)


def _declared(film: Film) -> Stage:
    """The stage before the film; its first picture may already show what its first step does."""
    assert isinstance(film.piece.film, StageNodes)
    read = read_stage(film.piece.film, VALUES, Report(), KINDS)
    assert read is not None
    return read.stage


def _told(diagnostic: Diagnostic) -> Iterator[str]:
    assert diagnostic.span is not None
    start = diagnostic.span.column - 1
    at = diagnostic.span.excerpt[start : start + diagnostic.span.length]
    yield f"{diagnostic.severity}[{diagnostic.code}] {diagnostic.message}"
    yield f"  at: {at}"
    yield f"  hint: {diagnostic.hint}"


def _changes(before: Stage, after: Stage) -> Iterator[str]:
    for old, new in zip(before.actors, after.actors, strict=True):
        if (old.parts, old.label) != (new.parts, new.label):
            yield f"{new.id}{_label(old, new)}: {' '.join(map(_part, new.parts)) or 'empty'}"
    if before.grid != after.grid:
        yield f"grid: {after.grid.rows} by {after.grid.columns}"
    for link in after.links:
        weight = "" if link.weight is None else f" {link.weight:.2f}"
        yield f"link: {link.start} to {link.end}{weight}"


def _label(old: Actor, new: Actor) -> str:
    return f" “{new.label}”" if new.label != old.label else ""


def _part(part: Part) -> str:
    name = f"{part.id}=" if part.id else ""
    holds = (
        part.text if part.value is None else f"{part.text}:{part.value:g}" if part.text else f"{part.value:g}"
    )
    marks = [
        part.role or "",
        f"“{part.note}”" if part.note else "",
        "down" if part.down else "",
        {"lit": "lit", "dim": "dim"}.get(part.emphasis, ""),
        {"chosen": "chosen", "out": "out"}.get(part.choice, ""),
        part.match,
    ]
    tail = ",".join(filter(None, marks))
    return f"{name}{holds if part.filled else '-'}" + (f"[{tail}]" if tail else "")
