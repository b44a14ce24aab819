"""Nodes alone and in clusters: a name, a line about its state, and a mark that does not rely on colour."""

from __future__ import annotations

from itertools import pairwise

from explainsite.picture.drawing import SMALLEST, Drawing, Setting
from explainsite.picture.fitting import LEADING, Block, block_of
from explainsite.picture.icons import draw_icon
from explainsite.picture.keys import BOX, join
from explainsite.picture.shapes import Box, Curve, Dot, Label, Point, Rect, Shape
from explainsite.picture.typeface import width
from explainsite.picture.views.common import OPACITY, caption_more, label_above
from explainsite.picture.views.rounds import around
from explainsite.picture.views.view import View
from explainsite.storyboard.state import Actor, Part

NODE_W, NODE_H = 300.0, 148.0
NAME_SIZE, NOTE_SIZE = 44.0, 36.0
CLUSTER_HEAD = 56.0
LABEL_GAP = 36.0
"""Px from the middle of a cluster's label to what is below it."""
PAD = 14.0
"""Px between a node's edge and its words, above and below."""
NAME_AT, NOTE_AT, NOTE_GAP = -25.0, 33.0, 14.0
"""Px from the middle of a node, of one line each; px between them when there are more lines."""


def node_height(actor: Actor) -> float:
    """A node is as tall as any other."""
    return NODE_H


def cluster_height(actor: Actor) -> float | None:
    """A row is as tall as a node, a column as its nodes with room between; a ring takes all there is."""
    head = CLUSTER_HEAD if actor.label else 0.0
    if actor.spec.shape == "row":
        return NODE_H + head
    return (NODE_H + 76) * len(actor.parts) + head if actor.spec.shape == "column" else None


def cluster_more(actor: Actor, wide: float) -> float:
    """A second line of its label; a row keeps to the middle, so that those side by side stand on one line."""
    more = caption_more(actor.label, wide)
    return 2 * more if actor.spec.shape == "row" else more


def draw_node(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """One node at the middle of its area."""
    part = actor.parts[0]
    rect = _around(area.centre, _node_size(actor, area.w, area.h))
    return Drawing(
        shapes=_node(actor, part, rect), anchors={"": rect}, straight=True, problems=_problems(part, rect)
    )


def draw_cluster(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Nodes on an ellipse that begins at the top, in a row, or in a column."""
    is_row, more = actor.spec.shape == "row", caption_more(actor.label, area.w)
    head = CLUSTER_HEAD + (0.0 if is_row else more) if actor.label else 0.0
    field = Rect(area.x, area.y + head, area.w, area.h - head)
    places = _PLACES[actor.spec.shape](field, len(actor.parts))
    anchors = {part.id: place for part, place in zip(actor.parts, places, strict=True)}
    below = min(rect.y for rect in anchors.values()) if is_row else field.y
    shapes: list[Shape] = [*label_above(actor, area, Setting(), below - LABEL_GAP, most=2)]
    for part in actor.parts:
        shapes += _node(actor, part, anchors[part.id])
    problems = tuple(problem for part in actor.parts for problem in _problems(part, anchors[part.id]))
    advice = (
        f"let its nodes stand in a column (`shape: column`), or give `{actor.id}` more columns in `layout`"
    )
    return Drawing(
        shapes=tuple(shapes),
        anchors={**anchors, "": field},
        straight=True,
        problems=problems,
        advice=advice if problems and is_row else "",
    )


def _ring(field: Rect, count: int) -> list[Rect]:
    (cx, cy), ring = field.centre, around(count, field.w, field.h, (NODE_W, NODE_H))
    return [_around((cx + x, cy + y), ring.size) for x, y in ring.middles]


def _row(field: Rect, count: int) -> list[Rect]:
    size = min(NODE_W, field.w / count - 28), min(NODE_H, field.h)
    return [_around((field.x + field.w * (i + 0.5) / count, field.centre[1]), size) for i in range(count)]


def _column(field: Rect, count: int) -> list[Rect]:
    size = min(NODE_W, field.w), min(NODE_H, field.h / count - 24)
    return [_around((field.centre[0], field.y + field.h * (i + 0.5) / count), size) for i in range(count)]


_PLACES = {"ring": _ring, "row": _row, "column": _column}


def _node_size(actor: Actor, room_w: float, room_h: float) -> tuple[float, float]:
    part = actor.parts[0]
    wide = max(
        width(part.text, "sans", 600, NAME_SIZE) + 90, width(part.note, "mono", 450, NOTE_SIZE) + 50, NODE_W
    )
    return (min(wide, room_w), min(NODE_H, room_h))


def _around(centre: tuple[float, float], size: tuple[float, float]) -> Rect:
    return Rect(centre[0] - size[0] / 2, centre[1] - size[1] / 2, *size)


def _node(actor: Actor, part: Part, rect: Rect) -> tuple[Shape, ...]:
    key, opacity = join(actor.id, part.id), OPACITY[part.emphasis]
    stroke = part.role or "line"
    body = 0.55 if part.down and part.emphasis != "dim" else opacity
    lit = part.emphasis == "lit"
    box = Box(key=join(key, BOX), x=rect.x, y=rect.y, w=rect.w, h=rect.h, radius=18, fill="surface",
              stroke="accent" if lit and stroke == "line" else stroke, dashed=part.down,
              stroke_width=5.0 if lit else 3.5 if part.role else 2.5, opacity=body)  # fmt: skip
    name, note = _words(part, rect)
    x, y = rect.centre
    above, below = _heights(name, note, rect.h) if part.note else (0.0, 0.0)
    return (
        box,
        *_name(actor, part, name, (x, y + above), body),
        *_note(actor, part, note, (x, y + below), body),
    )


def _words(part: Part, rect: Rect) -> tuple[Block, Block]:
    """The name and the note, which share the height; a note that needs two lines gets them."""
    if not part.note:
        return _shared(part, rect, 0.0)
    blocks = _shared(part, rect, NOTE_GAP + NOTE_SIZE)
    is_full = any(block.problems for block in blocks)
    return _shared(part, rect, NOTE_GAP + SMALLEST * (1 + LEADING)) if is_full else blocks


def _shared(part: Part, rect: Rect, kept: float) -> tuple[Block, Block]:
    """The name in what is left of the height when so much is kept for the note, and the note in the rest.

    Where there is no room for a line of each, both are smaller.
    """
    room = rect.h - 2 * PAD
    least = NAME_SIZE + (NOTE_GAP + NOTE_SIZE if part.note else 0.0)
    share = max(SMALLEST / NOTE_SIZE, min(1.0, room / least))
    name = block_of(part.text, rect.w - 84, room - kept, size=NAME_SIZE * share, weight=600, most=2)
    rest = room - name.size - name.more - NOTE_GAP
    return name, block_of(part.note, rect.w - 36, rest, size=NOTE_SIZE * share, face="mono", most=2)


def _problems(part: Part, rect: Rect) -> tuple[str, ...]:
    return tuple(problem for block in _words(part, rect) for problem in block.problems)


def _heights(name: Block, note: Block, high: float) -> tuple[float, float]:
    """Where the name and the first line of the note stand, from the middle of their node."""
    if name.more == note.more == 0:
        share = min(1.0, high / NODE_H)
        return NAME_AT * share, NOTE_AT * share
    apart = (name.size + note.size) / 2 + NOTE_GAP
    above = -(apart + note.more) / 2
    return above, above + name.more / 2 + apart


def _name(actor: Actor, part: Part, name: Block, at: Point, opacity: float) -> tuple[Shape, ...]:
    key, x, y = join(actor.id, part.id), at[0] + 18, at[1]
    left = x - name.wide / 2
    mark = draw_icon(actor.spec.icon, join(key, "icon"), left - 30, y, opacity) or (
        _mark(part, key, left - 26, y, opacity),
    )
    pattern = Label(key=join(key, "name"), x=x, y=y, text=part.text, weight=600, opacity=opacity, z=1)
    return (*mark, *name.labels(pattern))


def _mark(part: Part, key: str, x: float, y: float, opacity: float) -> Shape:
    """A dot for a node that lives, a cross for one that is down: told apart without colour."""
    if part.down:
        return cross(join(key, "cross"), x, y, 11.0, role="bad", opacity=opacity)
    return Dot(key=join(key, "dot"), x=x, y=y, r=9.0, fill=part.role or "muted", opacity=opacity, z=1)


def cross(key: str, x: float, y: float, r: float, *, role: str, opacity: float = 1.0) -> Curve:
    """An × of one stroke, so that it moves and fades as one thing."""
    corners = ((x - r, y - r), (x + r, y + r), (x, y), (x + r, y - r), (x - r, y + r))
    points: list[tuple[float, float]] = [corners[0]]
    for here, there in pairwise(corners):
        points += [_between(here, there, 1 / 3), _between(here, there, 2 / 3), there]
    return Curve(key=key, points=tuple(points), stroke=role, width=5.0, opacity=opacity, z=2)


def _between(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _note(actor: Actor, part: Part, note: Block, at: Point, opacity: float) -> tuple[Label, ...]:
    if not part.note:
        return ()
    colour = part.role if part.role and not part.down else "muted"
    pattern = Label(key=join(actor.id, part.id, "note"), x=at[0], y=at[1], text=part.note, face="mono",
                    colour=colour, opacity=opacity, z=1)  # fmt: skip
    return note.labels(pattern, "down")


NODE = View(draw_node, node_height)
CLUSTER = View(draw_cluster, cluster_height, more=cluster_more)
