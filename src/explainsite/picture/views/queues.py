"""A queue: places between two rails, filled from the front; an arrow shows where entries leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.fitting import wrap
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
from explainsite.picture.views.view import View
from explainsite.storyboard.selectors import ENTRANCE
from explainsite.storyboard.state import Actor, Part

TALL = 96.0
WIDEST = 230.0
GAP = 12.0
TEXT = 32.0
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
    shapes: list[Shape] = [*_rails(actor, lane), _arrow(actor, lane), *_name(actor, lane)]
    free = list(enumerate(lane.places))[len(actor.parts) :]
    shapes += [slot(actor, str(i), rect, opacity=0.6 * opacity) for i, rect in free]
    anchors = {part.id: rect for part, rect in zip(actor.parts, lane.places, strict=False)}
    problems: tuple[str, ...] = ()
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
    count, door = actor.spec.capacity, DOOR if actor.spec.overflow == "reject" else 0.0
    room = area.w - setting.gutter - 2 * END - ARROW
    step = min(WIDEST + GAP, (room + GAP) / (count + door))
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


def _name(actor: Actor, lane: _Lane) -> list[Label]:
    """The name over the left end, and over the right end how many entries there are."""
    count, most, whole = len(actor.parts), actor.spec.capacity, lane.whole
    full, opacity, y = count == most, actor_opacity(actor), lane.whole.y - 34
    labels = [Label(key=join(actor.id, "count"), x=whole.right, y=y, size=28.0, face="mono", anchor="end",
                    text=f"full: {count} of {most}" if full else f"{count} of {most}",
                    weight=600 if full else 450, colour="warn" if full else "muted", opacity=opacity,
                    z=-1)]  # fmt: skip
    if actor.label:
        label = Label(key=join(actor.id, "label"), x=whole.x, y=y, text=actor.label, size=LABEL_SIZE,
                      colour="muted", anchor="start", opacity=opacity, z=-1)  # fmt: skip
        counted = width(f"full: {most} of {most}", "mono", 600, labels[0].size)
        labels += wrap(label, whole.w - counted - GUTTER_GAP, most=1)
    return labels


def _entry(actor: Actor, part: Part, rect: Rect) -> tuple[Shape, ...]:
    role = part.role or actor.spec.role
    return chip(actor, part, rect, fill=f"{role}@0.18", stroke=role, ink="ink", face="mono", size=TEXT)


QUEUE = View(draw_queue, queue_height)
