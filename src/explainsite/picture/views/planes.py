"""Planes: points with their names, arrows, angles, circles of neighbours, trails on contour lines.

A unit is as long on both axes, so angles and distances are true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, cos, floor, hypot, radians, sin
from typing import Literal

from explainsite.picture.arcs import around
from explainsite.picture.contours import Polyline, contours, simplified
from explainsite.picture.drawing import Drawing, Reach, Setting
from explainsite.picture.keys import join
from explainsite.picture.paths import line
from explainsite.picture.placing import CLEAR, LineSegment, Room, crosses, places_along, places_around
from explainsite.picture.scales import tick_step
from explainsite.picture.shapes import Arc, Box, Curve, Dot, Label, Outline, Rect, Shape, Trail, bounds
from explainsite.picture.typeface import width
from explainsite.picture.views.axes import TICK_SIZE, Axis, spaced_texts, tick_texts, tick_width
from explainsite.picture.views.common import OPACITY, across, actor_opacity, label_above
from explainsite.picture.views.view import View
from explainsite.storyboard.actors.curves import AxisSpec
from explainsite.storyboard.actors.plane import shown_angle
from explainsite.storyboard.actors.points import (
    ORIGIN,
    PlaneAxisSpec,
    arrows_of,
    clock_of,
    distance,
    ends_at,
    levels_of,
    neighbours,
    place_of,
    tail_of,
    tip_of,
    turn_of,
    vector_of,
)
from explainsite.storyboard.state import Actor, Part, Point

HEAD, NAME, FOOT = 66.0, 52.0, 46.0
"""Px for the label of the plane, the name of its upright axis, and the numbers below it."""
NAME_SIZE, POINT_SIZE, NOTE_SIZE = 38.0, 44.0, 38.0
TICK_GAP, WORD_GAP = 18.0, 10.0
POINT, WALKER, LIT, RING = 11.0, 14.0, 4.0, 5.0
"""Px of the radius of a point and of what walks a trail, by how much they grow in the light, and of the ring
of ground around a walker."""
SHORT = 9.0
"""Px between a point and an arrow that begins or ends there."""
NOMINAL, TRIED = Rect(110.0, 80.0, 1700.0, 740.0), 12
"""The area for which the places of names are found out, and how many of them for each point."""
CAPS = 0.74
"""The height of words, as a share of their size."""
BEYOND = 15.0
"""Px by which a circle reaches beyond the farthest point that it holds."""
WIDEST_ANGLE, ANGLE_SHARE = 110.0, 0.45
"""Px of the radius of an angle, and its share of the shorter arrow, at the most."""
NEAR_ORIGIN = 0.4
"""How far the origin may be from what is on the plane to be seen too, as a share of its size."""
MARGIN = 0.07
"""What stays free around what is on the plane, as a share of its size."""
FARTHER = (34.0, 70.0, 110.0)
"""Px from a dot at which its name may stand where it has no room near by."""
LEAST_FIELD = 220.0
MOST_TICKS = 9
CYCLE = ("accent", "data-2", "data-3", "data-4", "data-5", "data-6")
STRONG, DEEP = (0.9, 0.35), (0.24, 0.04)
"""The opacity of the lowest contour line and of the highest; the tint of the region below the lowest, and of
that below the highest."""
PRECISE = 0.15
"""Px that a contour line may be beside where it is."""


def plane_height(actor: Actor) -> float | None:
    """A plane takes all the height there is."""
    return None


def plane_reach(actor: Actor) -> Reach:
    """How far a state goes to the left, to the right, down and up; the plane takes in all of a film.

    Then for each point at which places its name would lie on a line: as these are the most of all states, a
    name stands where no line will come, and does not move aside for one.
    """
    extent = _extent(actor)
    plane = _plane(actor, NOMINAL, extent)
    lines = [segment for part in actor.parts if part.filled for segment in _segments(plane, part)]
    points = [part for part in actor.parts if part.sort == "point"]
    return (*extent, *(flag for part in points for flag in _covered(plane, part, lines)))


def _extent(actor: Actor) -> Reach:
    points = [*_places(actor), *_contour_points(actor)] or [(0.0, 0.0)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (-min(xs), max(xs), -min(ys), max(ys))


def _covered(plane: _Plane, part: Part, lines: Sequence[LineSegment]) -> Iterator[float]:
    """1 for each of the places nearest to a point at which words would lie on a line, and 0 for others."""
    wide, high = _size(_block(plane, part))
    for rect in _around(_dot_room(plane, part), wide, high)[:TRIED]:
        yield float(any(crosses(line, rect.inset(-CLEAR, -CLEAR)) for line in lines))


def _places(actor: Actor) -> Iterator[Point]:
    for part in actor.parts:
        yield from part.points
        if part.sort == "arrow":
            yield from (tail_of(actor, part), tip_of(actor, part))
        elif part.sort == "circle":
            (x, y), r = place_of(actor, actor.spec.circles[part.id].around), _radius(actor, part)
            yield from ((x - r, y - r), (x + r, y + r))


def _radius(actor: Actor, circle: Part) -> float:
    """How far the farthest point is that a circle holds."""
    middle = place_of(actor, actor.spec.circles[circle.id].around)
    return max((distance(middle, part.points[0]) for part in neighbours(actor, circle)), default=0.0)


def _contour_points(actor: Actor) -> Iterator[Point]:
    contours = actor.spec.contours
    if contours is not None and contours.values:
        yield from zip(contours.x, contours.y, strict=True)
    elif contours is not None:
        yield from (point for each in contours.lines for point in each.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plane:
    """A plane in px: its field, and its axes."""

    actor: Actor
    field: Rect
    x: Axis
    y: Axis

    def at(self, point: Point) -> Point:
        """The px of a point."""
        return (self.x.at(point[0]), self.y.at(point[1]))

    @property
    def unit(self) -> float:
        """Px of one unit."""
        return (self.x.end - self.x.begin) / (self.x.high - self.x.low)


def draw_plane(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Axes or contour lines, circles, angles, arrows, trails and points; words where they cover nothing."""
    reach = setting.reach or plane_reach(actor)
    plane = _plane(actor, area, reach[:4])
    shown = [part for part in actor.parts if part.filled]
    shapes: list[Shape] = [*label_above(actor, area, Setting(has_rail=True), area.y + 20)]
    axes = [*_axes(plane)]
    shapes += [*axes, *_contours(plane)]
    for part in shown:
        shapes += _DRAW[part.sort](plane, part)
    words, problems = _words(plane, area, axes, reach[4:])
    problems += (
        ("there is too little room for a plane",) if min(plane.field.w, plane.field.h) < LEAST_FIELD else ()
    )
    anchors = {part.id: _anchor(plane, part) for part in actor.parts}
    return Drawing(
        shapes=(*shapes, *words), anchors={**anchors, "": plane.field}, straight=True, problems=problems
    )


# --- The field


def _plane(actor: Actor, area: Rect, reach: Reach) -> _Plane:
    """As large as there is room for; where an axis has no bounds of its own, it fills what is left."""
    spec = actor.spec
    top = area.y + (HEAD if actor.label else 0.0) + (NAME if spec.y.label else 0.0)
    below = spec.y.opposite or (spec.x.label and not spec.x.opposite)
    foot = (FOOT if spec.axes == "numbers" else 0.0) + (NAME_SIZE + 14 if below else 0.0)
    xs, ys = _span(spec.x, (-reach[0], reach[1])), _span(spec.y, (-reach[2], reach[3]))
    if spec.axes != "none" and spec.contours is None:
        xs, ys = _to_origin(spec.x, xs), _to_origin(spec.y, ys)
    longest = max(xs[1] - xs[0], ys[1] - ys[0])
    margin = 0.0 if spec.contours is not None else MARGIN * longest
    xs, ys = _free(spec.x, xs, margin), _free(spec.y, ys, margin)
    step = tick_step(max(xs[1] - xs[0], ys[1] - ys[0]), MOST_TICKS)
    gutter = _gutter(actor, ys, step) if spec.axes == "numbers" else 0.0
    room = Rect(area.x + gutter, top, area.w - gutter, area.bottom - foot - top)
    unit = min(room.w / (xs[1] - xs[0]), room.h / (ys[1] - ys[0]))
    if spec.contours is None:
        xs = _free(spec.x, xs, (room.w / unit - (xs[1] - xs[0])) / 2)
        ys = _free(spec.y, ys, (room.h / unit - (ys[1] - ys[0])) / 2)
    wide, high = (xs[1] - xs[0]) * unit, (ys[1] - ys[0]) * unit
    field = Rect(room.centre[0] - wide / 2, room.centre[1] - high / 2, wide, high)
    return _Plane(
        actor=actor,
        field=field,
        x=Axis(spec=spec.x, low=xs[0], high=xs[1], begin=field.x, end=field.right, ticks=_ticks(xs, step)),
        y=Axis(spec=spec.y, low=ys[0], high=ys[1], begin=field.bottom, end=field.y, ticks=_ticks(ys, step)),
    )


def _span(axis: AxisSpec, reach: Point) -> Point:
    """From where to where an axis goes at the least."""
    low = reach[0] if axis.begin is None else axis.begin
    high = reach[1] if axis.to is None else axis.to
    return (low, high) if low < high else (low - 1.0, high + 1.0)


def _to_origin(axis: PlaneAxisSpec, span: Point) -> Point:
    """A span that goes on to 0 if that is near, so that the other axis is seen; or to both named ends."""
    if axis.opposite:
        far = max(-span[0], span[1])
        return (-far if axis.begin is None else span[0], far if axis.to is None else span[1])
    near = NEAR_ORIGIN * (span[1] - span[0])
    low = 0.0 if axis.begin is None and 0 < span[0] <= near else span[0]
    high = 0.0 if axis.to is None and -near <= span[1] < 0 else span[1]
    return (low, high)


def _free(axis: AxisSpec, span: Point, more: float) -> Point:
    """A span that is longer at the ends that the author has not set."""
    return (span[0] - (more if axis.begin is None else 0.0), span[1] + (more if axis.to is None else 0.0))


def _ticks(span: Point, step: float) -> tuple[float, ...]:
    """Multiples of a step, so that the grid has squares."""
    first, last = ceil(span[0] / step - 1e-9), floor(span[1] / step + 1e-9)
    return tuple(round(i * step, 9) for i in range(first, last + 1))


def _gutter(actor: Actor, span: Point, step: float) -> float:
    """The px that the numbers of the upright axis take."""
    axis = Axis(spec=actor.spec.y, low=span[0], high=span[1], begin=1.0, end=0.0, ticks=_ticks(span, step))
    return TICK_GAP + max((tick_width(text) for _, text in tick_texts(axis)), default=0.0)


def _axes(plane: _Plane) -> Iterator[Shape]:
    """A faint grid with the two axes through the origin; with contour lines, a frame alone."""
    spec, field, key = plane.actor.spec, plane.field, plane.actor.id
    opacity = actor_opacity(plane.actor)
    if spec.contours is not None:
        yield Box(key=join(key, "axis", "frame"), x=field.x, y=field.y, w=field.w, h=field.h, radius=6.0,
                  stroke="line", opacity=opacity, z=-6)  # fmt: skip
    elif spec.axes != "none":
        yield from _grid(plane, opacity)
    if spec.axes == "numbers":
        for tick, text in spaced_texts(plane.x):
            yield _note(plane, f"x-{tick:g}-text", (plane.x.at(tick), field.bottom + 30), text, "middle")
        for tick, text in tick_texts(plane.y):
            yield _note(plane, f"y-{tick:g}-text", (field.x - TICK_GAP, plane.y.at(tick)), text, "end")
    yield from _names(plane)


def _names(plane: _Plane) -> Iterator[Label]:
    """What the axes mean: beside the field, or at both ends of an axis if both have a name."""
    spec, field = plane.actor.spec, plane.field
    above = field.y - NAME + 22
    below = field.bottom + (FOOT if spec.axes == "numbers" else 0.0) + NAME_SIZE / 2 + 12
    over = min(max(plane.y.at(0.0), field.y), field.bottom) - NAME_SIZE / 2 - 12
    middle = min(max(plane.x.at(0.0), field.x), field.right)
    if spec.x.opposite:
        yield _note(plane, "x-name", (field.right, over), spec.x.label, "end")
        yield _note(plane, "x-opposite-name", (field.x, over), spec.x.opposite, "start")
    elif spec.x.label:
        yield _note(plane, "x-name", (field.right, below), spec.x.label, "end")
    if spec.y.opposite:
        yield _note(plane, "y-name", (middle, above), spec.y.label, "middle")
        yield _note(plane, "y-opposite-name", (middle, below), spec.y.opposite, "middle")
    elif spec.y.label:
        yield _note(plane, "y-name", (field.x, above), spec.y.label, "start")


def _grid(plane: _Plane, opacity: float) -> Iterator[Shape]:
    field, key = plane.field, join(plane.actor.id, "axis")
    for tick in plane.y.ticks:
        is_axis = tick == 0
        yield across(join(key, f"y-{tick:g}"), field.x, field.right, plane.y.at(tick),
                     role="muted" if is_axis else "line", wide=2.5 if is_axis else 1.5,
                     opacity=opacity if is_axis else 0.6 * opacity)  # fmt: skip
    for tick in plane.x.ticks:
        is_axis, x = tick == 0, plane.x.at(tick)
        yield Curve(key=join(key, f"x-{tick:g}"), points=line((x, field.bottom), (x, field.y)),
                    stroke="muted" if is_axis else "line", width=2.5 if is_axis else 1.5,
                    opacity=opacity if is_axis else 0.6 * opacity, z=-7)  # fmt: skip


Anchor = Literal["start", "middle", "end"]


def _note(plane: _Plane, name: str, at: Point, text: str, anchor: Anchor) -> Label:
    size = NAME_SIZE if name.endswith("-name") else TICK_SIZE
    return Label(key=join(plane.actor.id, "axis", name), x=at[0], y=at[1], text=text, size=size,
                 colour="muted", anchor=anchor, opacity=actor_opacity(plane.actor), z=-7)  # fmt: skip


# --- Contour lines


def _contours(plane: _Plane) -> Iterator[Shape]:
    """Lines that are the stronger the lower they are, over regions that get deeper towards the lowest."""
    spec = plane.actor.spec.contours
    if spec is None:
        return
    levels, opacity, key = levels_of(spec), actor_opacity(plane.actor), join(plane.actor.id, "contours")
    for index, (lines, region) in enumerate(_traced(plane, levels)):
        share = index / max(1, len(levels) - 1)
        sides = tuple(_path(each) for each in region if len(each) > 3)
        if sides:
            yield Outline(key=join(key, f"region-{index}"), contours=sides,
                          fill=f"muted@{_graded(DEEP, share):.2f}", opacity=opacity,
                          z=-9 - index)  # fmt: skip
        for number, each in enumerate(lines):
            yield Curve(key=join(key, f"line-{index}-{number}"), points=_path(each), stroke="muted",
                        width=2.0, opacity=_graded(STRONG, share) * opacity, z=-8)  # fmt: skip


def _graded(span: tuple[float, float], share: float) -> float:
    return span[0] + (span[1] - span[0]) * share


def _path(points: Sequence[Point]) -> tuple[Point, ...]:
    """Straight lines from point to point."""
    return (points[0], *(point for a, b in pairwise(points) for point in line(a, b)[1:]))


def _traced(plane: _Plane, levels: tuple[float, ...]) -> Iterator[tuple[list[Polyline], list[Polyline]]]:
    """The lines at each level in px, and the outlines of the region below it where that is known."""
    spec = plane.actor.spec.contours
    if spec.values is None:
        for level in levels:
            yield [tuple(map(plane.at, each.points)) for each in spec.lines if each.level == level], []
        return
    (left, bottom), (right, top) = (plane.at(corner) for corner in zip(spec.x, spec.y, strict=True))

    def placed(line: Polyline) -> Polyline:
        points = tuple((left + (right - left) * x, bottom + (top - bottom) * y) for x, y in line)
        return simplified(points, PRECISE)

    for each in contours(spec.values, levels):
        yield [placed(line) for line in each.lines], [placed(line) for line in each.region]


# --- What is on it


def _role(actor: Actor, part: Part) -> str:
    """The role of a part: its own, that of a circle which holds it, or that of its place among its like."""
    if part.role:
        return part.role
    if part.sort == "point":
        held = (c for c in actor.parts if c.sort == "circle" and c.filled and part in neighbours(actor, c))
        circle = next(held, None)
        return _role(actor, circle) if circle else "ink"
    if part.sort == "angle":
        return "ink"
    like = [one.id for one in actor.parts if one.sort == part.sort]
    first = 1 if part.sort == "circle" else 0  # of another colour than the first arrow
    return CYCLE[(first + like.index(part.id)) % len(CYCLE)]


def _is_held(actor: Actor, part: Part) -> bool:
    return any(c.sort == "circle" and c.filled and part in neighbours(actor, c) for c in actor.parts)


def _point(plane: _Plane, part: Part) -> Iterator[Shape]:
    (x, y), role = plane.at(part.points[0]), _role(plane.actor, part)
    grown = LIT if part.emphasis == "lit" or _is_held(plane.actor, part) else 0.0
    yield Dot(key=join(plane.actor.id, part.id, "dot"), x=x, y=y, r=POINT + grown, fill=role,
              opacity=OPACITY[part.emphasis], z=4)  # fmt: skip


def _arrow(plane: _Plane, part: Part) -> Iterator[Shape]:
    """A line with a head, a little short of the points that it joins."""
    yield Curve(key=join(plane.actor.id, part.id, "line"), points=line(*_shaft(plane, part)),
                stroke=_role(plane.actor, part), width=7.0 if part.emphasis == "lit" else 5.0,
                arrow=True, grows=True, opacity=OPACITY[part.emphasis], z=3)  # fmt: skip


def _shaft(plane: _Plane, part: Part) -> tuple[Point, Point]:
    """The ends of an arrow in px."""
    actor = plane.actor
    tail, tip = tail_of(actor, part), tip_of(actor, part)
    (x0, y0), (x1, y1) = plane.at(tail), plane.at(tip)
    long = hypot(x1 - x0, y1 - y0) or 1.0
    along = ((x1 - x0) / long, (y1 - y0) / long)
    first, last = ((POINT + SHORT if ends_at(actor, end) else 0.0) for end in (tail, tip))
    if first + last > long * 0.7:
        first = last = 0.0
    return (x0 + along[0] * first, y0 + along[1] * first), (x1 - along[0] * last, y1 - along[1] * last)


def _angle(plane: _Plane, part: Part) -> Iterator[Shape]:
    (x, y), r = _corner(plane, part)
    first, _ = arrows_of(plane.actor, part)
    begin, role = clock_of(vector_of(plane.actor, first)), _role(plane.actor, part)
    yield Arc(key=join(plane.actor.id, part.id, "arc"), x=x, y=y, r=r, begin=begin,
              end=begin + turn_of(plane.actor, part), stroke=role, width=4.0, fill=f"{role}@0.10",
              opacity=OPACITY[part.emphasis], z=1)  # fmt: skip


def _corner(plane: _Plane, part: Part) -> tuple[Point, float]:
    """Where an angle is, and its radius in px."""
    arrows = arrows_of(plane.actor, part)
    shorter = min(hypot(*vector_of(plane.actor, arrow)) for arrow in arrows) * plane.unit
    return plane.at(tail_of(plane.actor, arrows[0])), min(WIDEST_ANGLE, ANGLE_SHARE * shorter)


def _circle(plane: _Plane, part: Part) -> Iterator[Shape]:
    rect, role = _ring(plane, part), _role(plane.actor, part)
    yield Box(key=join(plane.actor.id, part.id, "ground"), x=rect.x, y=rect.y, w=rect.w, h=rect.h,
              radius=rect.w / 2, fill=f"{role}@0.10", opacity=OPACITY[part.emphasis], z=-5)  # fmt: skip
    yield Box(key=join(plane.actor.id, part.id, "ring"), x=rect.x, y=rect.y, w=rect.w, h=rect.h,
              radius=rect.w / 2, stroke=role, stroke_width=3.0, opacity=OPACITY[part.emphasis],
              z=-4)  # fmt: skip


def _ring(plane: _Plane, part: Part) -> Rect:
    x, y = plane.at(place_of(plane.actor, plane.actor.spec.circles[part.id].around))
    r = _radius(plane.actor, part) * plane.unit + POINT + LIT + BEYOND
    return Rect(x - r, y - r, 2 * r, 2 * r)


def _trail(plane: _Plane, part: Part) -> Iterator[Shape]:
    """What has been walked, and who walks it."""
    key, role, opacity = join(plane.actor.id, part.id), _role(plane.actor, part), OPACITY[part.emphasis]
    points = tuple(map(plane.at, part.points))
    walked = join(key, "trail")
    yield Trail(key=walked, points=points, stroke=role, width=6.0 if part.emphasis == "lit" else 5.0,
                opacity=opacity, z=2)  # fmt: skip
    (x, y), r = points[-1], WALKER + (LIT if part.emphasis == "lit" else 0)
    yield Dot(key=join(key, "ground"), x=x, y=y, r=r + RING, fill="ground", on=walked, z=5)
    yield Dot(key=join(key, "walker"), x=x, y=y, r=r, fill=role, opacity=opacity, on=walked, z=6)


_DRAW: dict[str, Callable[[_Plane, Part], Iterator[Shape]]] = {
    "point": _point,
    "arrow": _arrow,
    "angle": _angle,
    "circle": _circle,
    "trail": _trail,
}


# --- Words


def _words(
    plane: _Plane, area: Rect, axes: Sequence[Shape], covered: Sequence[float]
) -> tuple[list[Label], tuple[str, ...]]:
    """Names where they cover nothing; those that come later have their places too."""
    parts = sorted(plane.actor.parts, key=lambda part: _FIRST.index(part.sort))
    room = _room(plane, area, axes)
    labels: list[Label] = []
    problems: list[str] = []
    for index, part in enumerate(parts):
        block = _block(plane, part)
        if not block:
            continue
        choices = _choices(plane, part, *_size(block))
        if part.sort == "point":
            choices = _clear_first(choices, covered[index * TRIED : (index + 1) * TRIED])
        if part.sort == "angle":
            choices = tuple(filter(room.is_clear, choices)) or choices
        place = room.best(choices)
        is_clear, room = replace(room, lines=()).is_clear(place), room.taken(place)
        if part.filled:
            problems += [] if is_clear else [f"“{block[0].text}” has no room beside its {part.sort}"]
            top = place.y + block[0].size * CAPS / 2
            labels += [replace(label, x=place.centre[0], y=top + label.y) for label in block]
    return labels, tuple(problems)


def _room(plane: _Plane, area: Rect, axes: Sequence[Shape]) -> Room:
    """What words must not cover, and on what they had better not lie."""
    parts = plane.actor.parts
    dots = [_dot_room(plane, part) for part in parts if part.sort in {"point", "trail"}]
    notes = [bounds(shape) for shape in axes if isinstance(shape, Label)]
    lines = tuple(segment for part in parts if part.filled for segment in _segments(plane, part))
    grid = tuple((s.points[0], s.points[-1]) for s in axes if isinstance(s, Curve))
    field = Rect(area.x, plane.field.y, area.w, area.bottom - plane.field.y)
    return Room(field=field, things=(*dots, *notes), lines=lines, faint=grid)


def _clear_first(places: Sequence[Rect], covered: Sequence[float]) -> tuple[Rect, ...]:
    """Those on which no line ever comes before the others."""
    flags = [*covered, *([0.0] * (len(places) - len(covered)))]
    order = sorted(range(len(places)), key=lambda i: flags[i])
    return tuple(places[i] for i in order)


_FIRST = ("point", "angle", "trail", "arrow", "circle")
"""What gets its place first: what stays where it is."""


def _block(plane: _Plane, part: Part) -> list[Label]:
    """The words at a part, line by line, as if it were at the top: its name and its note, or its angle."""
    if part.sort == "circle":
        return []
    key, role, opacity = join(plane.actor.id, part.id), _role(plane.actor, part), OPACITY[part.emphasis]
    text = shown_angle(plane.actor, part) if part.sort == "angle" else part.text
    name = Label(key=join(key, "text"), x=0.0, y=0.0, text=text, size=POINT_SIZE, weight=600, colour=role,
                 opacity=opacity, z=7)  # fmt: skip
    if part.sort == "angle" and plane.actor.spec.measure == "degrees":
        name = replace(name, number=abs(turn_of(plane.actor, part)), format=".0f\0°")
    if not part.note:
        return [name]
    note = replace(name, key=join(key, "note"), text=part.note, size=NOTE_SIZE, weight=450, colour="muted")
    return [name, replace(note, y=POINT_SIZE * 1.02)]


def _size(block: Sequence[Label]) -> tuple[float, float]:
    """How wide and how high the words at a part are."""
    wide = max(width(label.text, label.face, label.weight, label.size) for label in block)
    return wide, block[-1].y + (block[0].size + block[-1].size) / 2 * CAPS


def _choices(plane: _Plane, part: Part, wide: float, high: float) -> tuple[Rect, ...]:
    """Places for the words of a part, liked best first."""
    if part.sort == "angle":
        return _inside_angle(plane, part, wide, high)
    if part.sort == "arrow":
        shaft = _shaft(plane, part)
        tip = Rect(shaft[1][0] - SHORT, shaft[1][1] - SHORT, 2 * SHORT, 2 * SHORT)
        at_tip = (_ahead(shaft, wide, high), *_around(tip, wide, high))
        beside = places_along(shaft, wide, high, WORD_GAP)
        is_vector = tail_of(plane.actor, part) == ORIGIN and not ends_at(
            plane.actor, tip_of(plane.actor, part)
        )
        return (*at_tip, *beside) if is_vector else (*beside, *at_tip)
    dot = _dot_room(plane, part)
    if part.sort == "trail" and len(part.points) > 1:
        return (_beyond(plane, part, wide, high), *_around(dot, wide, high))
    return _around(dot, wide, high)


def _beyond(plane: _Plane, trail: Part, wide: float, high: float) -> Rect:
    """The place to which a trail has led lately: a name there does not lie on what was walked."""
    *walked, (x1, y1) = map(plane.at, trail.points)
    away = (point for point in reversed(walked) if distance(point, (x1, y1)) >= wide)
    x0, y0 = next(away, walked[0])
    long = hypot(x1 - x0, y1 - y0) or 1.0
    across, down = (x1 - x0) / long, (y1 - y0) / long
    apart = _dot_room(plane, trail).w / 2 + WORD_GAP
    reach = min((wide / 2 + apart) / (abs(across) or 1e-9), (high / 2 + apart) / (abs(down) or 1e-9))
    return Rect(x1 + across * reach - wide / 2, y1 + down * reach - high / 2, wide, high)


def _ahead(shaft: tuple[Point, Point], wide: float, high: float) -> Rect:
    """The place beyond the tip of an arrow to which it points."""
    (x0, y0), (x1, y1) = shaft
    long = hypot(x1 - x0, y1 - y0) or 1.0
    across, down = (x1 - x0) / long, (y1 - y0) / long
    reach = WORD_GAP + SHORT + min(wide / 2 / (abs(across) or 1e-9), high / 2 / (abs(down) or 1e-9))
    return Rect(x1 + across * reach - wide / 2, y1 + down * reach - high / 2, wide, high)


def _around(rect: Rect, wide: float, high: float) -> tuple[Rect, ...]:
    """Above a dot, beside it, below it, then at its corners and farther away."""
    over = places_around(rect, wide, high, WORD_GAP)
    near = _compass(rect, wide, high, WORD_GAP)
    far = (place for gap in FARTHER for place in _compass(rect, wide, high, gap))
    return (over[0], near[0], over[3], near[1], *over, *far)


def _compass(rect: Rect, wide: float, high: float, gap: float) -> tuple[Rect, ...]:
    """Places to the right and to the left of a thing, above and below it, and at its corners."""
    x, y = rect.centre[0] - wide / 2, rect.centre[1] - high / 2
    right, left = rect.right + gap, rect.x - gap - wide
    above, below = rect.y - gap - high, rect.bottom + gap
    places = ((right, y), (left, y), (x, above), (x, below), (right, above), (left, above), (right, below))
    return tuple(Rect(at_x, at_y, wide, high) for at_x, at_y in (*places, (left, below)))


def _inside_angle(plane: _Plane, part: Part, wide: float, high: float) -> tuple[Rect, ...]:
    """Beyond the arc of an angle in the middle between its arrows, as near as there is room, or around it."""
    centre, r = _corner(plane, part)
    first, _ = arrows_of(plane.actor, part)
    begin, turn = clock_of(vector_of(plane.actor, first)), turn_of(plane.actor, part)
    middle = radians(begin + turn / 2)
    least = r + WORD_GAP + abs(sin(middle)) * wide / 2 + abs(cos(middle)) * high / 2
    middles = [around(centre, least + more, begin + turn / 2) for more in range(0, 400, 20)]
    inside = [Rect(x - wide / 2, y - high / 2, wide, high) for x, y in middles]
    return (*inside, *_compass(Rect(centre[0] - r, centre[1] - r, 2 * r, 2 * r), wide, high, WORD_GAP))


def _rim(plane: _Plane, part: Part) -> Iterator[LineSegment]:
    """The outline of a circle as straight lines."""
    rect = _ring(plane, part)
    corners = [around(rect.centre, rect.w / 2, 15.0 * i) for i in range(25)]
    yield from pairwise(corners)


def _dot_room(plane: _Plane, part: Part) -> Rect:
    """What a dot takes up when it is largest."""
    (x, y), r = plane.at(part.points[-1]), (WALKER + RING if part.sort == "trail" else POINT) + LIT
    return Rect(x - r, y - r, 2 * r, 2 * r)


def _segments(plane: _Plane, part: Part) -> Iterator[LineSegment]:
    """The lines on which no words must lie."""
    if part.sort == "arrow":
        yield _shaft(plane, part)
    elif part.sort == "trail":
        yield from pairwise(map(plane.at, part.points))
    elif part.sort == "circle":
        yield from _rim(plane, part)


def _anchor(plane: _Plane, part: Part) -> Rect:
    if part.sort in {"point", "trail"}:
        return _dot_room(plane, part)
    if part.sort == "circle":
        return _ring(plane, part)
    if part.sort == "angle":
        (x, y), r = _corner(plane, part)
        return Rect(x - r, y - r, 2 * r, 2 * r)
    (x0, y0), (x1, y1) = _shaft(plane, part)
    return Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


PLANE = View(draw_plane, plane_height, plane_reach)
