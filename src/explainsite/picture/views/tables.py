"""A table: headings, a line, and rows that can be lit one by one."""

from __future__ import annotations

from explainsite.picture.drawing import Drawing, Reach, Setting
from explainsite.picture.fitting import Block, block_of, wrap
from explainsite.picture.keys import BOX, join
from explainsite.picture.shapes import Box, Curve, Label, Rect, Shape
from explainsite.picture.typeface import width
from explainsite.picture.views.common import HEAD, LABEL_SIZE, OPACITY, actor_opacity
from explainsite.picture.views.view import View, at_right, on_edge
from explainsite.storyboard.actors.table import SEPARATOR
from explainsite.storyboard.state import Actor, Part

ROW_H = 72.0
SIZE, HEAD_SIZE = 36.0, 34.0
"""Of what stands in a cell, and of a column's heading."""
PADDING = 28.0


def table_height(actor: Actor) -> float:
    """The label, the heading and a step for each row."""
    return ROW_H * float(max(actor.spec.slots, len(actor.parts)) + 1) + _room_for_label(actor)


def _room_for_label(actor: Actor) -> float:
    return HEAD if actor.label else 0.0


def draw_table(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Columns as wide as their widest text in the film, so that they stay; centred in the area."""
    count = max(actor.spec.slots, len(actor.parts)) + 1
    head = _room_for_label(actor)
    step = min(ROW_H, (area.h - head) / count)
    widths = _shrunk(setting.reach or table_reach(actor), area.w)
    left, top = area.centre[0] - sum(widths) / 2, area.centre[1] + (head - step * count) / 2
    edges = [left + sum(widths[:i]) for i in range(len(widths))]
    shapes: list[Shape] = [
        *_label(actor, left, top - head / 2, area.right - left - PADDING),
        *_heading(actor, edges, widths, top + step / 2),
        _rule(actor, left, left + sum(widths), top + step),
    ]
    anchors: dict[str, Rect] = {"": Rect(left, top - head, sum(widths), step * count + head)}
    problems: tuple[str, ...] = ()
    for i, part in enumerate(actor.parts, 1):
        rect = anchors[part.id] = Rect(left, top + step * i, sum(widths), step)
        shapes += _row(actor, part, rect, edges)
        for text, room in zip(part.text.split(SEPARATOR), widths, strict=False):
            problems += _words(text, room).problems
    return Drawing(shapes=tuple(shapes), anchors=anchors, problems=problems)


def table_reach(actor: Actor) -> Reach:
    """The width that each column needs for its heading and for what stands in it."""
    rows = [part.text.split(SEPARATOR) for part in actor.parts]
    texts = [[row[i] for row in rows if i < len(row)] for i in range(len(actor.spec.columns))]
    heads = [width(head, "sans", 450, HEAD_SIZE) for head in actor.spec.columns]
    return tuple(
        max([head, *(width(text, "mono", 450, SIZE) for text in column)]) + 2 * PADDING
        for head, column in zip(heads, texts, strict=True)
    )


def _shrunk(widths: Reach, room: float) -> list[float]:
    """Widths that are no more together than there is room for."""
    shrink = min(1.0, room / sum(widths))
    return [wide * shrink for wide in widths]


def _label(actor: Actor, left: float, y: float, room: float) -> tuple[Label, ...]:
    """The table's name, on the edge of its first column."""
    if not actor.label:
        return ()
    opacity = actor_opacity(actor)
    label = Label(key=join(actor.id, "label"), x=left + PADDING, y=y, text=actor.label, size=LABEL_SIZE,
                  weight=600, anchor="start", opacity=opacity)  # fmt: skip
    return wrap(label, room, most=1)


def _heading(actor: Actor, edges: list[float], widths: list[float], y: float) -> list[Label]:
    opacity = actor_opacity(actor)
    heads = [
        Label(key=join(actor.id, f"head-{i}"), x=x + PADDING, y=y, text=text, size=HEAD_SIZE, colour="muted",
              anchor="start", opacity=opacity)
        for i, (text, x) in enumerate(zip(actor.spec.columns, edges, strict=True))
    ]  # fmt: skip
    return [
        line for head, wide in zip(heads, widths, strict=True) for line in wrap(head, wide - PADDING, most=1)
    ]


def _rule(actor: Actor, left: float, right: float, y: float) -> Curve:
    third = (right - left) / 3
    points = ((left, y), (left + third, y), (right - third, y), (right, y))
    return Curve(key=join(actor.id, "rule"), points=points, stroke="line", opacity=actor_opacity(actor))


def _row(actor: Actor, part: Part, rect: Rect, edges: list[float]) -> list[Shape]:
    opacity = OPACITY[part.emphasis]
    key = join(actor.id, part.id)
    shapes: list[Shape] = []
    role = part.role or ("accent" if part.emphasis == "lit" else None)
    if role:
        ground = rect.inset(4, 5)
        shapes.append(Box(key=join(key, BOX), x=ground.x, y=ground.y, w=ground.w, h=ground.h, radius=10,
                          fill=f"{role}@0.18", stroke=role, opacity=opacity, z=-1))  # fmt: skip
    limits = [*edges[1:], rect.right]
    for i, (text, x) in enumerate(zip(part.text.split(SEPARATOR), edges, strict=False)):
        pattern = Label(key=join(key, str(i)), x=x + PADDING, y=rect.centre[1], text=text, face="mono",
                        anchor="start", opacity=opacity, z=1)  # fmt: skip
        shapes += _words(text, limits[i] - x).labels(pattern)
    return shapes


def _words(text: str, wide: float) -> Block:
    """Rows keep one height, so that the eye finds its line, and so cells keep to one line."""
    return block_of(text, wide - PADDING, size=SIZE, face="mono", most=1)


TABLE = View(draw_table, table_height, table_reach, sign_at=on_edge, notes_at=at_right)
