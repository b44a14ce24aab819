"""Lint on drawn frames: what only pixels tell of a storyboard's film, without encoding it.

    check_frames(films, ("dark", "light"), report, memory=memory, make_executor=make_executor)

Looks at every settled picture in each palette for texts with too little contrast, and at some moments of each
motion, in the first palette, for texts that something passes over and for what leaves the frame. Manim scenes
are not looked at: nobody but their author knows what they mean.

What was seen of a picture script is remembered, so each is looked at once, and told of in every run after
that, at the line where its step is written then. Commands that render look at the films that they rendered;
`check --frames` looks at all that nobody has looked at yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from typing import Any

from explainsite.checking.allowances import report_needless, report_unless_allowed
from explainsite.checking.filmscript import BeatScript, FilmScript
from explainsite.content.spec import Piece
from explainsite.diagnostics import Report
from explainsite.jobs.memory import Memory
from explainsite.jobs.renderjob import Palette
from explainsite.rendering.film import Film
from explainsite.rendering.plan import Plan
from explainsite.rendering.renderer import can_draw, stop
from explainsite.rendering.task import watch_beat

Finding = dict[str, Any]
Seen = dict[str, list[Finding]]
"""What was seen, by what was looked at; nothing wrong is an empty list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One beat in one palette."""

    piece: Piece
    beat: BeatScript
    palette: Palette
    moves: bool
    key: str
    """What decides what is seen, but for our code."""


def rendered_now(plan: Plan, films: Mapping[str, Film]) -> frozenset[str]:
    """The slugs of the films of which a run rendered something, and did not fail."""
    return frozenset(film.request.slug for film in plan.films if film.missing) & films.keys()


def check_frames(
    films: Iterable[tuple[Piece, FilmScript]],
    palettes: Sequence[Palette],
    report: Report,
    *,
    memory: Memory | None,
    make_executor: Callable[[], Executor],
    only: AbstractSet[str] | None = None,
) -> None:
    """Report what is wrong in the frames of films, as far as it is known or can be seen.

    What nobody has looked at is looked at now, in the films whose slugs are in `only`, or in all. When there
    is nothing to look at, no process is started.
    """
    if memory is not None:
        memory = replace(memory, code=memory.surroundings.looking_code)
    looks = {piece.slug: _looks(piece, script, palettes) for piece, script in films}
    seen = {slug: _recalled(slug, memory) for slug in looks}
    new = {
        slug: [look for look in looks[slug] if look.key not in seen[slug]]
        for slug in looks
        if only is None or slug in only
    }
    if any(new.values()) and can_draw(report):
        _look_at(new, seen, report, memory, make_executor)
    for slug, of_film in looks.items():
        _tell(of_film, seen[slug], report)


def _looks(piece: Piece, script: FilmScript, palettes: Sequence[Palette]) -> list[_Look]:
    return [look for beat in script.beats for look in _looks_at(beat, piece, palettes)]


def _looks_at(beat: BeatScript, piece: Piece, palettes: Sequence[Palette]) -> Iterator[_Look]:
    picture = hashlib.sha256(beat.picture.encode()).hexdigest()
    for palette in palettes:
        moves = palette == palettes[0]
        key = f"{palette}{' moving' if moves else ''} {picture}"
        yield _Look(piece=piece, beat=beat, palette=palette, moves=moves, key=key)


def _recalled(slug: str, memory: Memory | None) -> Seen:
    return (memory.recall(_name(slug), None) if memory else None) or {}


def _name(slug: str) -> str:
    return f"frames/{slug}"


def _look_at(
    looks: Mapping[str, Sequence[_Look]],
    seen: Mapping[str, Seen],
    report: Report,
    memory: Memory | None,
    make_executor: Callable[[], Executor],
) -> None:
    """Add to what was seen, and remember it film by film."""
    executor = make_executor()
    try:
        watched = {
            slug: [
                (look, executor.submit(watch_beat, look.beat.picture, look.palette, look.moves))
                for look in of_film
            ]
            for slug, of_film in looks.items()
        }
        for slug, of_film in watched.items():
            for look, found in of_film:
                seen[slug].update(_findings(look, found, report))
            if memory and of_film:
                memory.keep(_name(slug), None, seen[slug])
    finally:
        stop(executor)


def _findings(look: _Look, found: Future[list[Finding]], report: Report) -> Seen:
    try:
        return {look.key: found.result()}
    except Exception as error:  # noqa: BLE001  whatever a worker dies of, its author is told
        message = f"the frames of `{look.beat.id}` could not be drawn: {type(error).__name__}: {error}"
        report.add("unseen-frames", message, look.piece.span)
        return {}


def _tell(looks: Sequence[_Look], seen: Seen, report: Report) -> None:
    """What was seen of one film; a text that is wrong in several pictures is told once."""
    own, told = Report(), set[tuple[str, str]]()
    for look, finding in _all_findings(looks, seen):
        about = (finding["code"], finding["text"] or look.beat.id)
        if about not in told:
            told.add(about)
            span = look.beat.steps[finding["step"]]
            own.add(finding["code"], _message(finding, look), span, hint=_HINTS[finding["code"]])
    piece = looks[0].piece
    used = report_unless_allowed(piece, own, report)
    if all(look.key in seen for look in looks):
        report_needless(piece, used, report, in_frames=True)


def _all_findings(looks: Sequence[_Look], seen: Seen) -> Iterator[tuple[_Look, Finding]]:
    return ((look, finding) for look in looks for finding in seen.get(look.key, ()))


_HINTS = {
    "low-contrast": "give it another colour role, or stand it elsewhere",
    "covered-text": "leave a free row or column in `layout` for what moves, or let it set out from elsewhere",
    "cut-off": "give it more room in `layout`, or let it set out from nearer by",
}


def _message(finding: Finding, look: _Look) -> str:
    if finding["code"] == "low-contrast":
        return (
            f"“{finding['text']}” has a contrast of {finding['ratio']:.1f}:1 in the {look.palette} film of"
            f" `{look.beat.id}`; it needs {finding['needed']:.1f}:1"
        )
    if finding["code"] == "covered-text":
        return f"something passes over “{finding['text']}”, {finding['second']:.1f} s into this motion"
    return f"something is cut off by the edge of the frame, {finding['second']:.1f} s into this motion"
