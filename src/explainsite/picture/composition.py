"""How the stills of a film are composed: whether each fills the frame, around its middle, with something new.

What is judged is the box around all that a still shows, in the safe area. How densely that is filled is not:
empty space within a picture is a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from explainsite.content.spec import Beat
from explainsite.diagnostics import Report
from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.layout import FILLED, SAFE, share_filled
from explainsite.picture.shapes import Label, Rect, Shape, bounds, union
from explainsite.storyboard.board import BoardBeat, Storyboard
from explainsite.storyboard.state import Stage
from explainsite.storyboard.words import listed

ASIDE = 0.12
"""The share of the frame by which the middle of a picture may be off that of the frame."""
REACH = 0.06
"""The share of the frame by which what stands in one half may reach into the other."""


def lint_composition(beats: tuple[Beat, ...], board: Storyboard, report: Report) -> None:
    """Report stills that are empty, that lean to a side, or that equal the one before.

    A film of few beats is small on purpose, or still being written: it is for the caller not to ask then.
    """
    before: Picture | None = None
    for beat, written, pictures in zip(board.beats, beats, pictures_of(board), strict=True):
        number = len(beat.steps) - 1 if beat.still is None else beat.still
        still = (pictures.opening, *pictures.steps)[number + 1]
        travels = beat.still is not None and beat.steps[number].travels
        if before is not None and not travels and _looks_like(still, before):
            report.add(
                "same-still",
                f"`{beat.id}` ends in the same picture as the beat before it",
                written.span,
                hint="let it end on what has changed, with a `mark` or a `note`; or make one beat of the two",
            )
        else:
            _place(beat, written, still, report)
        before = still


def _looks_like(one: Picture, other: Picture) -> bool:
    return frozenset(one.shapes) == frozenset(other.shapes)


def _place(beat: BoardBeat, written: Beat, still: Picture, report: Report) -> None:
    box = union([bounds(shape) for shape in still.shapes if _is_seen(shape)])
    if not still.shapes:
        message = f"nothing is on screen when `{beat.id}` ends"
        report.add("empty-frame", message, written.span, hint="show something in it, or leave it out")
    elif side := _side(box):
        message = f"all that is on screen when `{beat.id}` ends stands in {side} of the frame"
        report.add("off-centre", message, written.span, hint=_hint(beat.closing))
    elif share_filled(box) < FILLED:
        wide, high = f"{box.w / SAFE.w:.0%}".replace("%", " %"), f"{box.h / SAFE.h:.0%}".replace("%", " %")
        message = (
            f"`{beat.id}` ends in a picture that fills {wide} of the frame's width and {high} of its height"
        )
        report.add("empty-frame", message, written.span, hint=_hint(beat.closing))


def _is_seen(shape: Shape) -> bool:
    return not isinstance(shape, Label) or bool(shape.text)


def _side(box: Rect) -> str:
    """The half or the corner in which a box stands; empty if it stands in the middle."""
    across = _half((box.x - SAFE.x) / SAFE.w, (box.right - SAFE.x) / SAFE.w, ("left", "right"))
    down = _half((box.y - SAFE.y) / SAFE.h, (box.bottom - SAFE.y) / SAFE.h, ("upper", "lower"))
    what = "corner" if across and down else "half"
    return f"the {' '.join(filter(None, (down, across)))} {what}" if across or down else ""


def _half(begin: float, end: float, names: tuple[str, str]) -> str:
    """The half of the frame in which something stands that begins and ends at these shares of it."""
    if abs((begin + end) / 2 - 0.5) <= ASIDE:
        return ""
    return names[0] if end < 0.5 + REACH else names[1] if begin > 0.5 - REACH else ""


def _hint(stage: Stage) -> str:
    """What helps: to take the room that is kept for what is not there, or else to show more."""
    shown = [f"`{actor.id}`" for actor in stage.actors if actor.shown]
    if any(_waiting(stage)):
        return (
            f"give the beat a `layout` of its own with {listed(shown)}; what is not there yet takes room too"
        )
    return f"show beside {listed(shown)} what that is about, or let `- focus:` bring it nearer"


def _waiting(stage: Stage) -> Iterator[str]:
    """The actors that have an area but are not shown."""
    for name, _ in stage.grid.areas:
        actor = stage.actor(name)
        if actor is not None and not actor.shown:
            yield name
