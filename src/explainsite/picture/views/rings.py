"""Hash rings: a band whose arcs have the colours of their nodes, and the keys inside it.

The keys are dots on a circle within the band; where they are dense, some are farther in. Names stand outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, degrees, pi, radians, sin

from explainsite.picture.arcs import around
from explainsite.picture.drawing import Drawing, Reach, Setting, most
from explainsite.picture.fitting import block_of
from explainsite.picture.keys import join
from explainsite.picture.paths import Path, line
from explainsite.picture.shapes import Arc, Curve, Dot, Label, Point, Rect, Shape, union
from explainsite.picture.typeface import width
from explainsite.picture.views.common import LABEL_SIZE, OPACITY, actor_opacity
from explainsite.picture.views.view import View
from explainsite.storyboard.actors.ring import (
    KEY,
    keys_on,
    nodes_on,
    owner_of,
    places_on,
    position,
)
from explainsite.storyboard.state import Actor, Part

COLOURS = ("accent", "data-2", "data-3", "data-4", "data-5", "data-6")
NAME_SIZE, NOTE_SIZE, KEY_SIZE = 44.0, 38.0, 36.0
NOTE_STEP = 48.0
BAND, LIT_BAND = 26.0, 36.0
MARKER, RIM = 20.0, 7.0
"""The radius of the disc where a node stands, and of ground around it."""
FEW = 9
"""Places of nodes up to which they have large discs; more have small ones."""
SMALL = 0.66
DOT, LIT_DOT = 11.0, 15.0
INSIDE, LEVEL = 50.0, 30.0
"""Px from the middle of the band to the keys, and from one circle of them to the next one in."""
BETWEEN = 7.0
"""Px between two keys of one circle, at least."""
NAME_GAP = 16.0
"""Px between a disc and its name."""
DEEPEST = 4
LEAST, LEAST_NAMED, LEAST_FULL, MANY = 165.0, 190.0, 235.0, 20
"""Px of the radius, at least; of a ring with names of keys; and of one with many places or so many keys."""
TRACK, SLANT = 25.0, 1.8
"""Px from the middle of the band to the way of a key, which runs between band and keys; and how far it goes
along the circle for each px outwards until it is there."""
SHIFTS = (0.0, 5.0, -5.0, 10.0, -10.0, 16.0, -16.0, 22.0, -22.0)
"""Degrees by which a name may stand aside of its disc, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Circle:
    """Where a ring is, in px."""

    actor: Actor
    centre: Point
    r: float
    levels: Mapping[str, int]
    """How far in each key is."""

    def angle(self, at: float) -> float:
        """The angle of a position."""
        return 360.0 * at / float(self.actor.spec.max)

    @property
    def marker(self) -> float:
        """The radius of a node's disc."""
        return MARKER * (1.0 if len(places_on(self.actor)) <= FEW else SMALL)

    def key_r(self, key: Part) -> float:
        """How far from the centre a key is."""
        return self.r - INSIDE - LEVEL * self.levels[key.id]

    @property
    def inner(self) -> float:
        """The radius within the keys."""
        deepest = max(self.levels.values(), default=-1)
        return self.r - INSIDE - LEVEL * deepest


def ring_height(actor: Actor) -> float | None:
    """A ring takes the height that there is."""
    return None


def ring_reach(actor: Actor) -> Reach:
    """How far names stand out above, below, to the left and to the right of the band's middle."""
    circle = _Circle(actor=actor, centre=(0.0, 0.0), r=LEAST_FULL, levels={})
    rects = [Rect(-r, -r, 2 * r, 2 * r) for r in (circle.r + circle.marker + RIM,)]
    whole = union([*rects, *_name_places(circle)[0].values()])
    return (-whole.y - circle.r, whole.bottom - circle.r, -whole.x - circle.r, whole.right - circle.r)


def _wide_name(node: Part) -> float:
    return width(node.text, "sans", 600, NAME_SIZE)


def _wide_note(node: Part) -> float:
    return width(node.note, "sans", 450, NOTE_SIZE) if node.note else 0.0


def draw_ring(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The band with its arcs, the nodes and their names, the keys, and the label in the middle."""
    circle = _circle(actor, area, most(setting.reach, ring_reach(actor)))
    names, crowded = _name_places(circle)
    shapes: list[Shape] = [_ground(circle), *_label(circle)]
    for node in nodes_on(actor):
        if node.filled:
            shapes += _node(circle, node, names)
    for key in keys_on(actor):
        if key.filled:
            shapes += _key(circle, key)
    small = ("there is too little room for its ring",) if circle.r < _least(actor) else ()
    problems = (*small, *(f"“{name}” has no room at its place" for name in crowded))
    return Drawing(shapes=tuple(shapes), anchors=_anchors(circle, names), straight=True, problems=problems)


def _least(actor: Actor) -> float:
    """Px of the radius with which all on the ring can be told apart."""
    if len(places_on(actor)) > FEW or len(keys_on(actor)) > MANY:
        return LEAST_FULL
    return LEAST_NAMED if any(key.text for key in keys_on(actor)) else LEAST


def _circle(actor: Actor, area: Rect, out: Reach) -> _Circle:
    """As large as the area lets it be with names around it, and in the middle with them."""
    above, below, left, right = out
    r = max(1.0, min((area.h - above - below) / 2, (area.w - left - right) / 2))
    centre = (area.centre[0] + (left - right) / 2, area.centre[1] + (above - below) / 2)
    return _Circle(actor=actor, centre=centre, r=r, levels=_levels(actor, r))


def _levels(actor: Actor, r: float) -> dict[str, int]:
    """Each key as far out as those before it let it be; they keep that place through the film."""
    levels: dict[str, int] = {}
    ends: dict[int, float] = {}
    for key in sorted(keys_on(actor), key=position):
        angle = 2 * pi * position(key) / float(actor.spec.max)
        rooms = [(angle - ends.get(i, -9.0)) * (r - INSIDE - LEVEL * i) for i in range(DEEPEST)]
        free = [i for i, room in enumerate(rooms) if room >= 2 * DOT + BETWEEN]
        levels[key.id] = free[0] if free else rooms.index(max(rooms))
        ends[levels[key.id]] = angle
    return levels


def _role(actor: Actor, node: Part) -> str:
    return node.role or COLOURS[nodes_on(actor).index(node) % len(COLOURS)]


def _ground(circle: _Circle) -> Arc:
    x, y = circle.centre
    return Arc(key=join(circle.actor.id, "ground"), x=x, y=y, r=circle.r, begin=0.0, end=360.0, stroke="line",
               width=BAND, opacity=actor_opacity(circle.actor), z=-4)  # fmt: skip


def _label(circle: _Circle) -> Iterator[Label]:
    """The actor's name in the middle."""
    actor, (x, y) = circle.actor, circle.centre
    if actor.label:
        pattern = Label(key=join(actor.id, "label"), x=x, y=y, text=actor.label, size=LABEL_SIZE,
                        colour="muted", opacity=actor_opacity(actor))  # fmt: skip
        room = max(60.0, 2 * circle.inner - 120)
        yield from block_of(actor.label, room, size=LABEL_SIZE, most=3).labels(pattern)


# --- Nodes


def _node(circle: _Circle, node: Part, names: Mapping[tuple[str, int], Rect]) -> Iterator[Shape]:
    """The arcs of a node, each from the place before it to its own, and a disc and a name at each place."""
    actor, opacity, role = circle.actor, OPACITY[node.emphasis], _role(circle.actor, node)
    places = places_on(actor)
    x, y = circle.centre
    for order, (at, name, index) in enumerate(places):
        if name != node.id:
            continue
        key = join(actor.id, node.id, str(index))
        before = places[order - 1][0]
        end = circle.angle(at)
        begin = circle.angle(before) - (360.0 if before >= at else 0.0)
        yield Arc(key=join(key, "arc"), x=x, y=y, r=circle.r, begin=begin, end=end, stroke=role,
                  width=LIT_BAND if node.emphasis == "lit" else BAND, opacity=opacity, z=-3)  # fmt: skip
        px, py = around(circle.centre, circle.r, end)
        yield Dot(key=join(key, "rim"), x=px, y=py, r=circle.marker + RIM, fill="ground", z=1)
        yield Dot(key=join(key, "dot"), x=px, y=py, r=circle.marker, fill=role, opacity=opacity, z=2)
        rect = names.get((node.id, index))
        if rect is not None:
            yield from _name(circle, node, index, rect)


def _name(circle: _Circle, node: Part, index: int, rect: Rect) -> Iterator[Label]:
    key, opacity, x = join(circle.actor.id, node.id, str(index)), OPACITY[node.emphasis], rect.centre[0]
    yield Label(key=join(key, "name"), x=x, y=rect.y + NAME_SIZE / 2, text=node.text, size=NAME_SIZE,
                weight=600, opacity=opacity, z=3)  # fmt: skip
    if node.note and index == 0:
        yield Label(key=join(key, "note"), x=x, y=rect.y + NAME_SIZE / 2 + NOTE_STEP, text=node.note,
                    size=NOTE_SIZE, colour="muted", opacity=opacity, z=3)  # fmt: skip


def _name_places(circle: _Circle) -> tuple[dict[tuple[str, int], Rect], tuple[str, ...]]:
    """Where names stand: one for each node, and more at its other places as far as there is room.

    Those at the ends of long arcs come first.
    """
    actor = circle.actor
    nodes = {node.id: node for node in nodes_on(actor)}
    places = sorted(places_on(actor), key=lambda place: (place[2], place[0]))
    found: dict[tuple[str, int], Rect] = {}
    crowded: list[str] = []
    for at, name, index in places:
        node = nodes[name]
        wide, high = _wide_name(node), NAME_SIZE
        if index == 0 and node.note:
            wide, high = max(wide, _wide_note(node)), high + NOTE_STEP
        choices = [
            _outside(circle, circle.angle(at) + shift, wide, high)
            for shift in (SHIFTS if index == 0 else (0.0,))
        ]
        free = [rect for rect in choices if not any(_meet(rect, other) for other in found.values())]
        if free or index == 0:
            found[name, index] = free[0] if free else choices[0]
            crowded += [] if free else [node.text]
    return found, tuple(crowded)


def _outside(circle: _Circle, angle: float, wide: float, high: float) -> Rect:
    """Words beside the band at an angle, at an equal gap from a disc there."""
    s, c = sin(radians(angle)), cos(radians(angle))
    out = circle.r + circle.marker + NAME_GAP
    x, y = circle.centre[0] + out * s + s * wide / 2, circle.centre[1] - out * c - c * high / 2
    return Rect(x - wide / 2, y - high / 2, wide, high)


def _meet(a: Rect, b: Rect) -> bool:
    return a.x < b.right + 8 and b.x < a.right + 8 and a.y < b.bottom and b.y < a.bottom


# --- Keys


def _key(circle: _Circle, key: Part) -> Iterator[Shape]:
    """A dot in the colour of its node, its name farther in, and in the light the way to its node."""
    actor = circle.actor
    name, index = owner_of(actor, position(key))
    node = next(node for node in nodes_on(actor) if node.id == name)
    role = key.role or _role(actor, node)
    lit = key.emphasis == "lit"
    opacity = _opacity(actor, key, node)
    x, y = around(circle.centre, circle.key_r(key), circle.angle(position(key)))
    group = join(actor.id, key.id)
    yield Dot(key=join(group, "dot"), x=x, y=y, r=LIT_DOT if lit else DOT, fill=role, opacity=opacity, z=1)
    words = key.note or key.text
    if words:
        rect = _within(circle, key, words)
        yield Label(key=join(group, "text"), x=rect.centre[0], y=rect.centre[1], text=words, size=KEY_SIZE,
                    colour=key.role or "ink", opacity=opacity, z=2)  # fmt: skip
    if lit and node.emphasis == "lit":
        yield Curve(key=join(group, "way"), points=_way(circle, key, node.points[index][0]), stroke="ink",
                    width=5.0, arrow=True, grows=True, z=2)  # fmt: skip


def _opacity(actor: Actor, key: Part, node: Part) -> float:
    """A node in the light takes its keys with it, unless the light is on a key."""
    alone = any(other.emphasis == "lit" for other in actor.parts if other.sort == KEY)
    return 1.0 if node.emphasis == "lit" and not alone else OPACITY[key.emphasis]


def _within(circle: _Circle, key: Part, words: str) -> Rect:
    """The name of a key: between its dot and the centre."""
    angle = circle.angle(position(key))
    s, c = sin(radians(angle)), cos(radians(angle))
    wide, high = width(words, "sans", 450, KEY_SIZE), KEY_SIZE
    r = circle.key_r(key) - DOT - 12
    x, y = circle.centre[0] + r * s - s * wide / 2, circle.centre[1] - r * c + c * high / 2
    return Rect(x - wide / 2, y - high / 2, wide, high)


def _way(circle: _Circle, key: Part, to: float) -> Path:
    """From a key to the track along the band, and clockwise on it to the place of its node."""
    begin, end = circle.angle(position(key)), circle.angle(to)
    end += 360.0 if end < begin else 0.0
    track, first = circle.r - TRACK, circle.key_r(key)
    begin += degrees((LIT_DOT + 4) / first)
    end -= degrees((circle.marker + 7) / track)
    if end - begin < 3.0:
        return line(around(circle.centre, first, begin), around(circle.centre, track, max(end, begin + 1.0)))
    ease = min(degrees(SLANT * (track - first) / track), (end - begin) / 2)
    steps = max(12, round((end - begin) / 3))
    points: list[Point] = []
    for i in range(steps + 1):
        angle = begin + (end - begin) * i / steps
        far = min(1.0, (angle - begin) / ease)
        points.append(around(circle.centre, first + (track - first) * far * far * (3 - 2 * far), angle))
    return _smooth(points)


def _smooth(points: Sequence[Point]) -> Path:
    """A smooth path through points: a Catmull-Rom spline as cubics."""
    path = [points[0]]
    for i in range(len(points) - 1):
        before, a, b, after = (points[min(max(j, 0), len(points) - 1)] for j in (i - 1, i, i + 1, i + 2))
        path += [
            (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6),
            (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6),
            b,
        ]
    return tuple(path)


def _anchors(circle: _Circle, names: Mapping[tuple[str, int], Rect]) -> dict[str, Rect]:
    """Discs and dots; of a node with its name, at its first place."""
    (x, y), r = circle.centre, circle.r + circle.marker
    anchors = {"": Rect(x - r, y - r, 2 * r, 2 * r)}
    for node in (node for node in nodes_on(circle.actor) if node.filled):
        disc = _disc(around(circle.centre, circle.r, circle.angle(node.points[0][0])), circle.marker)
        anchors[node.id] = union([disc, names.get((node.id, 0), disc)])
    for key in (key for key in keys_on(circle.actor) if key.filled):
        at = around(circle.centre, circle.key_r(key), circle.angle(position(key)))
        anchors[key.id] = _disc(at, DOT)
    return anchors


def _disc(at: Point, r: float) -> Rect:
    return Rect(at[0] - r, at[1] - r, 2 * r, 2 * r)


RING = View(draw_ring, ring_height, ring_reach)
