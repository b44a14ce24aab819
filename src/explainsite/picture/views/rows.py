"""Rows of tokens and grids of cells, on one rhythm of columns: what stands above belongs to what is below."""

from __future__ import annotations

from dataclasses import replace

from explainsite.picture.drawing import Drawing, Reach, Setting
from explainsite.picture.keys import INDEX, join
from explainsite.picture.shapes import Box, Label, Rect, Shape, union
from explainsite.picture.typeface import Face, width
from explainsite.picture.views.common import CHIP_PAD, OPACITY, chip, gutter_label, slot, too_long
from explainsite.picture.views.view import Standing, View, below
from explainsite.storyboard.state import Actor, Part

GAP = 14.0
TALLEST = 108.0
WIDEST = 280.0
TOKEN_SIZE, CELL_SIZE = 38.0, 36.0
LARGER, ROOMY = 1.3, 0.8
"""How much larger words are where the longest of the film leaves a fifth of its slot free."""
EM = 1000.0
"""Px at which texts are measured."""
INDEX_ROOM = 46.0
"""Px above a token for its position."""


def tokens_reach(actor: Actor) -> Reach:
    """The width of its longest text, in ems."""
    return _longest(actor, "sans")


def cells_reach(actor: Actor) -> Reach:
    """The width of its longest text, in ems."""
    return _longest(actor, "mono")


def _longest(actor: Actor, face: Face) -> Reach:
    return (max((width(_text(part), face, 500, EM) / EM for part in actor.parts), default=0.0),)


def _size(base: float, slots: list[tuple[float, float]], setting: Setting) -> float:
    """The size of all words of a row: larger than usual if those of the whole film are short."""
    room, longest = slots[0][1] - 2 * CHIP_PAD, max(setting.reach, default=0.0)
    return min(LARGER * base, max(base, ROOMY * room / longest)) if longest else base


def cell_step(count: int, room: float) -> float:
    """From one cell to the next in a row of so many, when it has `room` px for itself."""
    return min(WIDEST + GAP, (room + GAP) / count)


def row_width(count: int, room: float) -> float:
    """What a row of so many cells takes of the width that there is."""
    return min((WIDEST + GAP) * count, room + GAP) - GAP


def column_count(actor: Actor) -> int:
    """How many slots a row has."""
    return actor.spec.columns or max(len(actor.parts), 1)


def tokens_height(actor: Actor) -> float:
    """A token and its position."""
    return TALLEST + _above(actor)


def cells_height(actor: Actor) -> float:
    """All rows of cells, each with its positions above it."""
    return float((TALLEST + _above(actor) + GAP) * actor.spec.rows - GAP)


def _above(actor: Actor) -> float:
    """Px above a row for the positions of what is in it."""
    return INDEX_ROOM if actor.spec.index else 0.0


def columns(area: Rect, setting: Setting, count: int, gap: float = GAP) -> list[tuple[float, float]]:
    """(x, width) of each of `count` columns in an area, beginning behind the gutter."""
    room = area.w - setting.gutter
    step = min(WIDEST + GAP, (room + gap) / count, setting.step)
    return [(area.x + setting.gutter + i * step, step - gap) for i in range(count)]


def draw_tokens(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Tokens side by side; with `index` each has its position above it."""
    slots = columns(area, setting, column_count(actor))
    above = _above(actor)
    height = min(TALLEST, area.h - above)
    top = area.y + above + (area.h - above - height) / 2
    shapes: list[Shape] = [*gutter_label(actor, area, setting, top + height / 2)]
    anchors: dict[str, Rect] = {}
    problems: tuple[str, ...] = ()
    size = _size(TOKEN_SIZE, slots, setting)
    for part, (x, w) in zip(actor.parts, slots, strict=False):
        rect = anchors[part.id] = Rect(x, top, w, height)
        shapes += _token(actor, part, rect, size)
        if actor.spec.index:
            shapes.append(_index(actor, part, rect))
        problems += too_long(part, rect, size=size)
    anchors[""] = _whole(anchors, slots, top, height)
    anchors["next"] = Rect(slots[min(len(actor.parts), len(slots) - 1)][0], top, slots[0][1], height)
    return Drawing(shapes=tuple(shapes), anchors=anchors, problems=problems)


def _token(actor: Actor, part: Part, rect: Rect, size: float) -> tuple[Shape, ...]:
    if part.role:
        return chip(actor, part, rect, fill=part.role, stroke=part.role, ink=f"on:{part.role}", size=size)
    return chip(actor, part, rect, fill="surface", stroke="line", ink="ink", size=size)


def _index(actor: Actor, part: Part, rect: Rect) -> Label:
    return Label(key=join(actor.id, part.id, INDEX), x=rect.centre[0], y=rect.y - 28, text=part.id,
                 size=32.0, face="mono", colour="muted", opacity=OPACITY[part.emphasis], z=-1)  # fmt: skip


def draw_cells(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """A grid of cells: empty ones dashed, full ones in their role, deeper the larger their amount."""
    spec = actor.spec
    slots = columns(area, setting, spec.columns)
    above = _above(actor)
    step = min(TALLEST + above + GAP, (area.h + GAP) / spec.rows)
    height = step - above - GAP
    top = area.y + above + (area.h - (step * spec.rows - GAP)) / 2
    shapes: list[Shape] = [*gutter_label(actor, area, setting, top + (step * spec.rows - above - GAP) / 2)]
    anchors: dict[str, Rect] = {}
    size = _size(CELL_SIZE, slots, setting)
    for i, part in enumerate(actor.parts):
        x, w = slots[i % spec.columns]
        rect = anchors[part.id] = Rect(x, top + i // spec.columns * step, w, height)
        if part.filled:
            shapes += _cell(actor, part, rect, size)
        else:
            shapes.append(slot(actor, part.id, rect, opacity=OPACITY[part.emphasis]))
        if spec.index:
            shapes.append(_index(actor, part, rect))
    anchors[""] = union(list(anchors.values()))
    return Drawing(shapes=tuple(shapes), anchors=anchors)


def _whole(anchors: dict[str, Rect], slots: list[tuple[float, float]], top: float, height: float) -> Rect:
    """What a row takes up: its tokens, or the place of the first while it has none."""
    return union(list(anchors.values()) or [Rect(slots[0][0], top, slots[0][1], height)])


def _text(part: Part) -> str:
    """What stands in a cell or a token."""
    return f"{part.value:.2f}" if part.value is not None and not part.text else part.text


def _cell(actor: Actor, part: Part, rect: Rect, size: float) -> tuple[Box | Label, ...]:
    role = part.role or actor.traits.role_of(actor)
    if role is None:
        return chip(actor, replace(part, text=_text(part)), rect, fill="surface", stroke="line", ink="ink",
                    face="mono", size=size)  # fmt: skip
    share = 0.16 if part.value is None else 0.06 + 0.32 * min(1.0, abs(part.value) / actor.spec.max)
    shown, fill = replace(part, text=_text(part)), f"{role}@{share:.2f}"
    return chip(actor, shown, rect, fill=fill, stroke=role, ink=f"on:{fill}", face="mono", size=size)


TOKENS = View(draw_tokens, tokens_height, tokens_reach, standing=Standing(cells=column_count), notes_at=below)
CELLS = View(
    draw_cells,
    cells_height,
    cells_reach,
    standing=Standing(cells=column_count),
    notes_at=lambda actor: "below" if actor.spec.rows == 1 else "gaps",
)
