"""A matrix: every pairing of what the rows name with what the columns name."""

from __future__ import annotations

from dataclasses import replace

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.keys import join
from explainsite.picture.shapes import Label, Rect, Shape
from explainsite.picture.typeface import width
from explainsite.picture.views.common import HEAD, LABEL_SIZE, OPACITY, actor_opacity, chip, chip_size
from explainsite.picture.views.view import Standing, View
from explainsite.storyboard.actors.matrix import heads
from explainsite.storyboard.state import Actor, Part

SIDE, GAP = 124.0, 14.0
TOP = 118.0
"""Px for what the columns are, and their names."""
HEAD_SIZE, TEXT_SIZE = 34.0, 52.0


def matrix_height(actor: Actor) -> float:
    """The cells and what stands above them."""
    return float(_top(actor) + (SIDE + GAP) * actor.spec.height - GAP)


def _top(actor: Actor) -> float:
    """Px above the cells: for a name of the whole too, when it has one."""
    return TOP + (HEAD if actor.label else 0.0)


def draw_matrix(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Cells with a name before each row and above each column."""
    left, top = matrix_gutter(actor), _top(actor)
    side = _side(actor, area.w - setting.gutter, area.h)
    step = side + GAP
    x = setting.span(area, step * actor.spec.width - GAP)
    y = area.y + (area.h - top - step * actor.spec.height + GAP) / 2 + top
    anchors = {
        str(i): Rect(x + i % actor.spec.width * step, y + i // actor.spec.width * step, side, side)
        for i in range(actor.spec.width * actor.spec.height)
    }
    shapes: list[Shape] = [*_titles(actor, x, y, step)]
    rows, columns = heads(actor)
    shapes += [_head(actor, part, x - 26, y + i * step + side / 2, end=True) for i, part in enumerate(rows)]
    shapes += [
        _head(actor, part, x + i * step + side / 2, y - 34, end=False) for i, part in enumerate(columns)
    ]
    cells = [part for part in actor.parts if part.id in anchors]
    size = chip_size((part.text for part in cells if part.text), anchors["0"], TEXT_SIZE)
    for part in cells:
        shapes += _cell(actor, part, anchors[part.id], size)
    whole = Rect(
        x - left, y - top, left + step * actor.spec.width - GAP, top + step * actor.spec.height - GAP
    )
    return Drawing(shapes=tuple(shapes), anchors={**anchors, "": whole})


def matrix_width(actor: Actor, room: float, high: float) -> float:
    """What the cells take up of the width and the height that there is."""
    return float((_side(actor, room, high) + GAP) * actor.spec.width - GAP)


def _side(actor: Actor, room: float, high: float) -> float:
    across, down = actor.spec.width, actor.spec.height
    return float(min(SIDE, (room + GAP) / across - GAP, (high - _top(actor) + GAP) / down - GAP))


def matrix_gutter(actor: Actor) -> float:
    """The room before the cells: for what the rows are, and their names."""
    rows, _ = heads(actor)
    widest = max(width(part.text, "mono", 500, HEAD_SIZE) for part in rows)
    return (
        max(widest, 2 * width("M", "mono", 500, HEAD_SIZE))
        + width(actor.spec.row_label, "sans", 450, LABEL_SIZE)
        + 54
    )


def _titles(actor: Actor, x: float, y: float, step: float) -> tuple[Label, ...]:
    opacity = actor_opacity(actor)
    across = Label(
        key=join(actor.id, "across"),
        x=x + (step * actor.spec.width - GAP) / 2,
        y=y - 92,
        opacity=opacity,
        text=actor.spec.column_label,
        size=LABEL_SIZE,
        colour="muted",
    )
    down = Label(
        key=join(actor.id, "down"),
        x=x - matrix_gutter(actor),
        y=y + (step * actor.spec.height - GAP) / 2,
        text=actor.spec.row_label,
        size=LABEL_SIZE,
        colour="muted",
        anchor="start",
        opacity=opacity,
    )
    whole = replace(
        across,
        key=join(actor.id, "label"),
        y=y - TOP - HEAD / 2 - 4,
        text=actor.label,
        colour="ink",
        weight=600,
    )
    return tuple(label for label in (whole, across, down) if label.text)


def _head(actor: Actor, part: Part, x: float, y: float, *, end: bool) -> Label:
    return Label(
        key=join(actor.id, part.id, "text"),
        x=x,
        y=y,
        text=part.text,
        size=HEAD_SIZE,
        face="mono",
        weight=500,
        anchor="end" if end else "middle",
        opacity=OPACITY[part.emphasis],
    )


def _cell(actor: Actor, part: Part, rect: Rect, size: float) -> tuple[Shape, ...]:
    role = part.role or actor.spec.roles.get(part.text)
    if role is None:
        return chip(actor, part, rect, fill="surface", stroke="line", ink="muted", size=size)
    return chip(actor, part, rect, fill=f"{role}@0.20", stroke=role, ink=role, size=size)


MATRIX = View(
    draw_matrix,
    matrix_height,
    standing=Standing(gutter=matrix_gutter, width=matrix_width),
    notes_at=lambda _: "gaps",
)
