"""A matrix: every pairing of what the rows name with what the columns name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from explainsite.picture.drawing import SMALLEST, Drawing, Reach, Setting
from explainsite.picture.fitting import LEADING, Block, block_of, pieces
from explainsite.picture.keys import join
from explainsite.picture.shapes import Label, Rect, Shape
from explainsite.picture.typeface import width
from explainsite.picture.views.common import (
    CHIP_PAD,
    EDGE,
    GUTTER_WIDEST,
    HEAD,
    LABEL_SIZE,
    OPACITY,
    actor_opacity,
    chip,
    too_long,
)
from explainsite.picture.views.view import Standing, View
from explainsite.storyboard.actors.matrix import heads
from explainsite.storyboard.state import Actor, Part

HIGH, GAP = 104.0, 14.0
WIDEST = 2.0
"""The most width of a cell, in heights."""
HEADS, ACROSS = 64.0, 58.0
"""Px for the names of the columns, and for what they are."""
HEAD_SIZE, TEXT_SIZE = 34.0, 52.0
HEAD_GAP = 20.0
"""Px between the names of two columns."""
PADDING = 20.0
"""Px beside the longest words of a cell."""
HALVES = 0.6
"""What the longer of two lines takes of a text, mostly."""
EM = 1000.0
"""Px at which texts are measured."""


def matrix_height(actor: Actor) -> float:
    """The cells and what stands above them."""
    return float(_top(actor) + (HIGH + GAP) * actor.spec.height - GAP)


def matrix_more(actor: Actor, wide: float) -> float:
    """What the names of columns take beyond their first line."""
    return _more(actor, _across(actor, wide - matrix_gutter(actor)))


def matrix_reach(actor: Actor) -> Reach:
    """The widths of the longest text and of the longest word of all cells, in ems."""
    texts = [part.text for part in actor.parts if part.id.isdigit() and part.text]
    return _widest(texts), _widest([word for text in texts for word in pieces(text)])


def _widest(texts: list[str]) -> float:
    return max((width(text, "sans", 500, EM) / EM for text in texts), default=0.0)


def _top(actor: Actor) -> float:
    """Px above the cells where the names of columns have a line each: also for names of all of them."""
    return HEADS + (ACROSS if actor.spec.column_label else 0.0) + (HEAD if actor.label else 0.0)


def _across(actor: Actor, room: float) -> float:
    """The width of a cell that is as high as it likes to be, in a matrix that has `room` px."""
    return float(min(WIDEST * HIGH, (room + GAP) / actor.spec.width - GAP))


def _more(actor: Actor, wide: float) -> float:
    """Px of the lines after the first in the names above cells that are so wide."""
    return max(_head_words(part.text, wide).more for part in heads(actor)[1])


def _head_words(text: str, wide: float) -> Block:
    return block_of(text, wide + GAP - HEAD_GAP, size=HEAD_SIZE, face="mono", weight=500, most=2)


def _row_words(text: str) -> Block:
    return block_of(text, GUTTER_WIDEST, size=HEAD_SIZE, face="mono", weight=500, most=2)


def _cell_size(actor: Actor, room: float, high: float) -> tuple[float, float]:
    """The width and height of a cell: as wide as there is room, up to twice its height, and never narrow."""
    widest = _across(actor, room)
    down = (high - _top(actor) - _more(actor, widest) + GAP) / actor.spec.height - GAP
    tall = min(HIGH, down, widest)
    return min(widest, WIDEST * tall), tall


def draw_matrix(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Cells with a name before each row and above each column."""
    wide, high = _cell_size(actor, area.w - setting.gutter, area.h)
    left, top = matrix_gutter(actor), _top(actor) + _more(actor, wide)
    span, tall = (wide + GAP) * actor.spec.width - GAP, (high + GAP) * actor.spec.height - GAP
    grid = Rect(setting.span(area, span), area.y + (area.h - top - tall) / 2 + top, span, tall)
    anchors = {
        str(i): Rect(
            grid.x + i % actor.spec.width * (wide + GAP),
            grid.y + i // actor.spec.width * (high + GAP),
            wide,
            high,
        )
        for i in range(actor.spec.width * actor.spec.height)
    }
    shapes: list[Shape] = [*_titles(actor, grid, top), *_heads(actor, anchors)]
    size = _text_size(setting.reach or matrix_reach(actor), anchors["0"])
    problems = [text for part in heads(actor)[1] for text in _head_words(part.text, wide).problems]
    for part in actor.parts:
        if part.id in anchors:
            shapes += _cell(actor, part, anchors[part.id], size)
            problems += too_long(part, anchors[part.id], size=size)
    whole = Rect(grid.x - left, grid.y - top, left + span, top + tall)
    return Drawing(shapes=tuple(shapes), anchors={**anchors, "": whole}, problems=tuple(problems))


def _text_size(reach: Reach, cell: Rect) -> float:
    """The size at which every text of the film fits into a cell, on one line or on two."""
    longest, word = reach
    wide, high = cell.w - 2 * PADDING, cell.h - 2 * CHIP_PAD
    if longest == 0.0:
        return TEXT_SIZE
    on_two = min(wide / max(word, HALVES * longest), high / (1 + LEADING))
    return max(SMALLEST, min(TEXT_SIZE, max(wide / longest, on_two)))


def matrix_width(actor: Actor, room: float, high: float) -> float:
    """What the cells take up of the width and the height that there is."""
    return float((_cell_size(actor, room, high)[0] + GAP) * actor.spec.width - GAP)


def matrix_gutter(actor: Actor) -> float:
    """The room before the cells: for what the rows are, and their names."""
    rows, _ = heads(actor)
    widest = max(_row_words(part.text).wide for part in rows)
    down = width(actor.spec.row_label, "sans", 450, LABEL_SIZE)
    return max(widest, 2 * width("M", "mono", 500, HEAD_SIZE)) + (down + 28 if down else 0.0) + 26


def _titles(actor: Actor, grid: Rect, top: float) -> tuple[Label, ...]:
    """What the columns and the rows are, and what the whole is called."""
    opacity = actor_opacity(actor)
    down = Label(
        key=join(actor.id, "down"),
        x=grid.x - matrix_gutter(actor),
        y=grid.centre[1],
        text=actor.spec.row_label,
        size=LABEL_SIZE,
        colour="muted",
        anchor="start",
        opacity=opacity,
    )
    above = replace(down, x=grid.centre[0], anchor="middle")
    head = grid.y - top + (HEAD if actor.label else 0.0)
    across = replace(
        above, key=join(actor.id, "across"), y=head + ACROSS / 2 - 3, text=actor.spec.column_label
    )
    whole = replace(
        above,
        key=join(actor.id, "label"),
        y=head - HEAD / 2 - 4,
        text=actor.label,
        colour="ink",
        weight=600,
    )
    return tuple(label for label in (whole, across, down) if label.text)


def _heads(actor: Actor, cells: Mapping[str, Rect]) -> Iterator[Label]:
    """The name before each row and above each column."""
    rows, columns = heads(actor)
    for i, part in enumerate(rows):
        cell = cells[str(i * actor.spec.width)]
        pattern = replace(_head(actor, part), x=cell.x - 26, y=cell.centre[1], anchor="end")
        yield from _row_words(part.text).labels(pattern)
    for i, part in enumerate(columns):
        cell = cells[str(i)]
        pattern = replace(_head(actor, part), x=cell.centre[0], y=cell.y - 34)
        yield from _head_words(part.text, cell.w).labels(pattern, "up")


def _head(actor: Actor, part: Part) -> Label:
    return Label(
        key=join(actor.id, part.id, "text"),
        x=0.0,
        y=0.0,
        text=part.text,
        size=HEAD_SIZE,
        face="mono",
        weight=500,
        opacity=OPACITY[part.emphasis],
    )


def _cell(actor: Actor, part: Part, rect: Rect, size: float) -> tuple[Shape, ...]:
    role = part.role or actor.spec.roles.get(part.text)
    if role is None:
        return chip(actor, part, rect, fill="surface", stroke=EDGE, ink="ink", size=size)
    return chip(actor, part, rect, fill=f"{role}@0.20", stroke=role, ink=role, size=size)


MATRIX = View(
    draw_matrix,
    matrix_height,
    matrix_reach,
    more=matrix_more,
    standing=Standing(gutter=matrix_gutter, width=matrix_width),
    notes_at=lambda _: "gaps",
)
