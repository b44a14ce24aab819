"""A queue: places between two rails, filled from the front; an arrow shows where entries leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.fitting import Block, block_of
from explainsite.picture.keys import join
from explainsite.picture.shapes import Curve, Label, Rect, Shape, union
from explainsite.picture.typeface import width
from explainsite.picture.views.common import (
    GUTTER_GAP,
    LABEL_SIZE,
    across,
    actor_opacity,
    chip,
    slot,
    too_long,
)
from explainsite.picture.views.view import View, below
from explainsite.storyboard.selectors import ENTRANCE
from explainsite.storyboard.state import Actor, Part

TALL = 96.0
WIDEST = 230.0
GAP = 12.0
TEXT, COUNT = 36.0, 34.0
NAME_ROOM = 66.0
RAIL = 16.0
"""Px between the entries and the rails above and below them."""
END = 26.0
"""Px by which the rails reach beyond the first and the last place."""
ARROW = 64.0
"""Px beyond the front for the arrow."""
DOOR = 0.9
"""Room before the back of a queue that turns entries away, as a share of a place."""


def queue_height(actor: Actor) -> float:
    """The entries between their rails, and the name."""
    return TALL + 2 * RAIL + NAME_ROOM


def queue_more(actor: Actor, wide: float) -> float:
    """What further lines of the name take above; as much below keeps it level with its neighbours."""
    words, lift = _name_words(actor, _step(actor, wide) * actor.spec.capacity - GAP + 2 * END)
    return 2 * (words.more + lift)


@dataclass(frozen=True, slots=True)
class _Lane:
    """Where a queue stands: its places from the front, what the rails enclose, whence entries come."""

    places: tuple[Rect, ...]
    whole: Rect
    entrance: Rect
    outwards: Literal[1, -1]
    """1 for a queue that moves to the right, -1 for one that moves to the left."""


def draw_queue(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The places from back to front, the entries on those nearest to the front."""
    lane = _lane(actor, area, setting)
    opacity = actor_opacity(actor)
    words, lift = _name_words(actor, lane.whole.w)
    shapes: list[Shape] = [*_rails(actor, lane), _arrow(actor, lane), *_name(actor, lane, words, lift)]
    free = list(enumerate(lane.places))[len(actor.parts) :]
    shapes += [slot(actor, str(i), rect, opacity=opacity) for i, rect in free]
    anchors = {part.id: rect for part, rect in zip(actor.parts, lane.places, strict=False)}
    problems = words.problems
    for part in actor.parts:
        shapes += _entry(actor, part, anchors[part.id])
        problems += too_long(part, anchors[part.id], face="mono", size=TEXT)
    behind = lane.places[min(len(actor.parts), len(lane.places) - 1)]
    return Drawing(
        shapes=tuple(shapes),
        anchors={**anchors, "next": behind, ENTRANCE: lane.entrance, "": lane.whole},
        problems=problems,
    )


def _lane(actor: Actor, area: Rect, setting: Setting) -> _Lane:
    count, door = actor.spec.capacity, _door(actor)
    step = _step(actor, area.w - setting.gutter)
    left = setting.span(area, step * (count + door) - GAP + 2 * END + ARROW)
    height = min(TALL, area.h - 2 * RAIL - NAME_ROOM)
    top = area.y + (area.h - height - 2 * RAIL - NAME_ROOM) / 2 + NAME_ROOM + RAIL
    rightwards = actor.spec.front == "right"
    first = left + END + (door * step if rightwards else ARROW)
    places = [Rect(first + i * step, top, step - GAP, height) for i in range(count)]
    whole = union(places).inset(-END, -RAIL)
    far = max(door, 0.5) * step
    entrance = Rect(whole.x - far if rightwards else whole.right + far, top, 0.0, height)
    if rightwards:
        return _Lane(tuple(reversed(places)), whole, entrance, 1)
    return _Lane(tuple(places), whole, entrance, -1)


def _door(actor: Actor) -> float:
    return DOOR if actor.spec.overflow == "reject" else 0.0


def _step(actor: Actor, wide: float) -> float:
    """Px from one place to the next."""
    room = wide - 2 * END - ARROW
    count: int = actor.spec.capacity
    return min(WIDEST + GAP, (room + GAP) / (count + _door(actor)))


def _rails(actor: Actor, lane: _Lane) -> list[Curve]:
    left, right, opacity = lane.whole.x, lane.whole.right, actor_opacity(actor)
    return [
        across(join(actor.id, f"rail-{i}"), left, right, y, role="line", wide=3.0, opacity=opacity)
        for i, y in enumerate((lane.whole.y, lane.whole.bottom))
    ]


def _arrow(actor: Actor, lane: _Lane) -> Curve:
    """Out of the front."""
    edge = lane.whole.right if lane.outwards > 0 else lane.whole.x
    start, third = edge + lane.outwards * 4, lane.outwards * (ARROW - 18) / 3
    y = lane.whole.centre[1]
    points = ((start, y), (start + third, y), (start + 2 * third, y), (start + 3 * third, y))
    return Curve(key=join(actor.id, "arrow"), points=points, stroke="muted", width=3.0, arrow=True,
                 opacity=actor_opacity(actor))  # fmt: skip


def _name(actor: Actor, lane: _Lane, words: Block, lift: float) -> list[Label]:
    """The name over the left end, and over the right end how many entries there are."""
    full, opacity, y = len(actor.parts) == actor.spec.capacity, actor_opacity(actor), lane.whole.y - 34
    count = Label(key=join(actor.id, "count"), x=lane.whole.right, y=y, size=COUNT, face="mono", anchor="end",
                  text=_counted(actor, len(actor.parts)), weight=600 if full else 450,
                  colour="warn" if full else "muted", opacity=opacity, z=-1)  # fmt: skip
    label = Label(key=join(actor.id, "label"), x=lane.whole.x, y=y - lift, text=actor.label, size=LABEL_SIZE,
                  colour="muted", anchor="start", opacity=opacity, z=-1)  # fmt: skip
    return [count, *(words.labels(label, "up") if actor.label else ())]


def _name_words(actor: Actor, wide: float) -> tuple[Block, float]:
    """The name beside the count, or above it where it has no room; and the px by which it is higher then.

    There is room for the count of a full queue, so that the name never moves.
    """
    counted = width(_counted(actor, actor.spec.capacity), "mono", 600, COUNT)
    beside = block_of(actor.label, max(0.0, wide - counted - GUTTER_GAP), size=LABEL_SIZE, most=2)
    if not beside.problems:
        return beside, 0.0
    above = block_of(actor.label, wide, size=LABEL_SIZE, most=2)
    return above, above.step


def _counted(actor: Actor, count: int) -> str:
    most = actor.spec.capacity
    return f"full: {count} of {most}" if count == most else f"{count} of {most}"


def _entry(actor: Actor, part: Part, rect: Rect) -> tuple[Shape, ...]:
    role = part.role or actor.spec.role
    return chip(actor, part, rect, fill=f"{role}@0.18", stroke=role, ink="ink", face="mono", size=TEXT)


QUEUE = View(draw_queue, queue_height, more=queue_more, notes_at=below)
