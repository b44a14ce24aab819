"""Notes beside actors and parts, with a fine line to what each is about, where views draw none themselves.

They stand outside their actor, on one side of it, in the margin that it has for them (`margins.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from explainsite.picture.drawing import Drawing, Margin, NotesAt
from explainsite.picture.fitting import Block, block_of
from explainsite.picture.keys import CALLOUT, is_within, join, name_of
from explainsite.picture.shapes import Curve, Dot, Label, Point, Rect, Shape, bounds, union
from explainsite.picture.verdicts import SIGN
from explainsite.picture.views.common import OPACITY, actor_opacity
from explainsite.storyboard.state import Actor, Part

SIZE = 36.0
WIDEST = 400.0
"""Px of a note's lines."""
AWAY = 44.0
"""Px from an actor to the words beside it."""
GAP = 28.0
"""Px between two notes."""
NEAR, END, LINE = 10.0, 4.5, 2.0
"""Px from the line to the words, the radius of the dot at its other end, and its width."""
_BETWEEN = 7.0
"""Px below a cell of a grid, in the middle of the gap to the next row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """A note: the group of what it is about, where that stands, its words and how they are seen."""

    group: str
    about: Rect
    words: Block
    role: str
    opacity: float

    @property
    def high(self) -> float:
        """The height of its lines."""
        return self.words.more + self.words.size


def callout_margin(actor: Actor, at: NotesAt) -> Margin:
    """What the notes of an actor take beside it."""
    blocks = [_words(text) for text in _texts(actor, at)]
    if not blocks:
        return Margin()
    if at in {"below", "whole"}:
        return Margin(below=AWAY + max(block.more + block.size for block in blocks))
    return Margin(right=AWAY + max(block.wide for block in blocks))


def with_callouts(actor: Actor, drawing: Drawing, area: Rect, at: NotesAt, beyond: Margin) -> Drawing:
    """The drawing with notes beside it, outside of what stands there else."""
    notes = _notes(actor, drawing, at)
    if not notes:
        return drawing
    extent = union([*drawing.anchors.values(), *map(bounds, drawing.shapes)])
    if at in {"below", "whole"}:
        shapes, problems = _below(notes, extent.bottom + beyond.below + AWAY, area)
    else:
        left = extent.right + beyond.right + AWAY
        shapes, problems = _beside(notes, left, area, extent.right if at == "gaps" else 0.0)
    return replace(drawing, shapes=(*drawing.shapes, *shapes), problems=(*drawing.problems, *problems))


def _texts(actor: Actor, at: NotesAt) -> list[str]:
    return [note for note in (actor.note, *(part.note for part in _parts(actor, at))) if note]


def _parts(actor: Actor, at: NotesAt) -> tuple[Part, ...]:
    """The parts whose notes are not drawn by their view."""
    return () if at == "whole" else actor.parts


def _words(text: str) -> Block:
    return block_of(text, WIDEST, size=SIZE, most=2)


def _notes(actor: Actor, drawing: Drawing, at: NotesAt) -> list[_Note]:
    found = []
    if actor.note:
        rect = drawing.anchors[""]
        found.append(_Note(group=actor.id, about=rect, words=_words(actor.note), role="ink",
                           opacity=actor_opacity(actor)))  # fmt: skip
    for part in _parts(actor, at):
        if part.note and part.id in drawing.anchors:
            group = join(actor.id, part.id)
            found.append(_Note(group=group, about=_extent(drawing, group, part.id), words=_words(part.note),
                               role=part.role or "ink", opacity=OPACITY[part.emphasis]))  # fmt: skip
    return found


def _extent(drawing: Drawing, group: str, part: str) -> Rect:
    """What a part takes up: with its name or number, from which a line keeps away, and without a sign."""
    own = [shape for shape in drawing.shapes if is_within(shape.key, group)]
    place = drawing.anchors[part]
    whole = union([place, *(bounds(s) for s in own if not name_of(s.key).startswith(SIGN))])
    right, below = (
        NEAR if px > 1 else 0.0 for px in (whole.right - place.right, whole.bottom - place.bottom)
    )
    return Rect(whole.x, whole.y, whole.w + right, whole.h + below)


Drawn = tuple[list[Shape], tuple[str, ...]]


def _below(notes: Sequence[_Note], top: float, area: Rect) -> Drawn:
    """Notes side by side, each below what it is about as far as others leave it room."""
    ordered = sorted(notes, key=lambda note: note.about.centre[0])
    spans = [(note.about.centre[0], note.words.wide) for note in ordered]
    shapes: list[Shape] = []
    for note, x in zip(ordered, spread(spans, GAP, area.x, area.right), strict=True):
        shapes += _leader(note, [(note.about.centre[0], note.about.bottom), (x, top - NEAR)])
        shapes += _label(note, (x, top + note.words.size / 2), "middle")
    return shapes, _too_many(ordered, sum(wide for _, wide in spans), area.w)


def _beside(notes: Sequence[_Note], left: float, area: Rect, edge: float) -> Drawn:
    """Notes below each other, each beside what it is about as far as others leave it room.

    To what ends before the right `edge` of a grid, the line runs in the gap below it.
    """
    ways = {note.group: _way(note, edge) for note in notes}
    ordered = sorted(notes, key=lambda note: ways[note.group][-1][1])
    spans = [(ways[note.group][-1][1], note.high) for note in ordered]
    shapes: list[Shape] = []
    for note, y in zip(ordered, spread(spans, GAP / 2, area.y - GAP, area.bottom + GAP), strict=True):
        shapes += _leader(note, [*ways[note.group], (left - NEAR, y)])
        shapes += _label(note, (left, y - note.words.more / 2), "start")
    return shapes, _too_many(ordered, sum(high for _, high in spans), area.h)


def _way(note: _Note, edge: float) -> list[Point]:
    """The corners of a line from what a note is about, on the way to the right."""
    about = note.about
    if about.right > edge - 1:
        return [(about.right, about.centre[1])]
    x, y = about.centre[0], about.bottom
    return [(x, y), (x, y + _BETWEEN), (edge + _BETWEEN, y + _BETWEEN)]


def _too_many(notes: Sequence[_Note], needed: float, room: float) -> tuple[str, ...]:
    if needed <= room + 1:
        return ()
    return (f"the note “{' '.join(notes[-1].words.lines)}” has no room beside the others",)


def _leader(note: _Note, corners: Sequence[Point]) -> list[Shape]:
    """A fine line along some points, with a dot where it begins."""
    points = [corners[0]]
    for (x0, y0), (x1, y1) in pairwise(corners):
        dx, dy = (x1 - x0) / 3, (y1 - y0) / 3
        points += [(x0 + dx, y0 + dy), (x1 - dx, y1 - dy), (x1, y1)]
    line = Curve(key=_key(note, "line"), points=tuple(points), stroke="muted", width=LINE, grows=True,
                 opacity=note.opacity, z=2)  # fmt: skip
    x, y = corners[0]
    return [line, Dot(key=_key(note, "end"), x=x, y=y, r=END, fill="muted", opacity=note.opacity, z=2)]


def _label(note: _Note, at: Point, anchor: str) -> Iterable[Shape]:
    """The words, of which the first line is in the middle at a height."""
    label = Label(key=_key(note, "text"), x=at[0], y=at[1], text="", colour=note.role, opacity=note.opacity,
                  anchor="middle" if anchor == "middle" else "start", z=1)  # fmt: skip
    return note.words.labels(label, "down")


def _key(note: _Note, name: str) -> str:
    return join(note.group, f"{CALLOUT}-{name}")


def spread(spans: Sequence[tuple[float, float]], gap: float, low: float, high: float) -> list[float]:
    """Middles of spans in order, each `(middle, length)`, moved as far as it takes to be `gap` apart."""
    middles: list[float] = []
    end = low
    for middle, length in spans:
        middles.append(max(middle, end + length / 2))
        end = middles[-1] + length / 2 + gap
    end = high
    for at in reversed(range(len(spans))):
        length = spans[at][1]
        middles[at] = min(middles[at], end - length / 2)
        end = middles[at] - length / 2 - gap
    return middles
