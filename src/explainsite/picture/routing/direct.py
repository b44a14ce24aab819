"""Direct paths: from the edge of one rectangle to that of another, whatever stands between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot, inf

from explainsite.picture.paths import Path, line
from explainsite.picture.shapes import Point, Rect

GAP = 12.0
"""Px between a line's end and the shape that it points at."""
CORNER = 0.1
"""Share of an edge that is too near to a corner for a line to end there."""
TURN = 0.3
"""How far a curve swings out that leaves and comes on one side, as a share of the way."""

Side = tuple[int, int]
"""A side of a rectangle, by the direction that leads out of it."""
LEFT, RIGHT, TOP, BOTTOM = (-1, 0), (1, 0), (0, -1), (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """How a direct path joins two rectangles: where it leaves and enters, and whether it is straight."""

    sides: tuple[Side, Side] | None = None
    """The sides at which it leaves and enters; without them it is a ray, from middle to middle."""
    shifts: tuple[float, float] = (0.0, 0.0)
    """Px from the middles of its sides, to the right or down."""
    is_curved: bool = False
    alone: tuple[bool, bool] = (True, True)
    """Whether no other path leaves on its first side, or enters on its last one."""


RAY = Joint()


def direct_path(start: Rect, end: Rect, joint: Joint, *, offset: float = 0.0) -> Path:
    """A cubic from `start` to `end`, straight or a single curve; the whole runs `offset` px to its right."""
    if joint.sides is None:
        return _ray(start, end, offset)
    (dx, dy), _ = joint.sides
    right = (-dy * offset, dx * offset)
    one, other = (
        _port_on(rect, side, shift, right)
        for rect, side, shift in zip((start, end), joint.sides, joint.shifts, strict=True)
    )
    return _turning(one, other) if joint.is_curved else line(one[0], other[0])


def side_paths(start: Rect, end: Rect, aside: tuple[bool, bool], *, fan: float = 0.0, offset: float = 0.0
               ) -> Iterator[Path]:  # fmt: skip
    """Curves that join the ends that say so `aside`, at the left or right edge; the shortest comes first.

    Another end is joined from above or below, as by an S.
    """
    down, right = end.centre[1] > start.centre[1], end.centre[0] > start.centre[0]
    sides = ((right, not right), (not right, right)) if are_beside(start, end) else (_RIGHT, _LEFT)
    for first, last in sides:
        one = _side_port(start, offset, right=first)
        other = _side_port(end, -offset, right=last)
        yield _turning(
            one if aside[0] else _level_port(start, offset, fan, down=down),
            other if aside[1] else _level_port(end, -offset, down=not down),
        )


def ends_at(point: Point, rect: Rect) -> bool:
    """Whether a line that ends there clearly points at this shape: before an edge, not at a corner."""
    x, y = point
    dx, dy = rect.w * CORNER, rect.h * CORNER
    return rect.x + dx < x < rect.right - dx or rect.y + dy < y < rect.bottom - dy


def apart(a: Rect, b: Rect) -> float:
    """How far two rectangles are apart, on the axis on which they are farthest; below 0 they meet."""
    return max(a.x - b.right, b.x - a.right, a.y - b.bottom, b.y - a.bottom)


def gap(one: Rect, other: Rect, side: Side) -> float:
    """Px from this side of `one` to `other`; less than 0 if that is not there."""
    dx, dy = side
    if dx:
        return other.x - one.right if dx > 0 else one.x - other.right
    return other.y - one.bottom if dy > 0 else one.y - other.bottom


def side_of(at: Point, rect: Rect) -> Side:
    """The side of a rectangle before which a point stands."""
    (x, y) = at
    outs = {LEFT: rect.x - x, RIGHT: x - rect.right, TOP: rect.y - y, BOTTOM: y - rect.bottom}
    return max(outs, key=outs.__getitem__)


def are_beside(one: Rect, other: Rect) -> bool:
    """Whether there is room for a line between two shapes, to the right of one of them."""
    return one.right + 2 * GAP < other.x or other.right + 2 * GAP < one.x


_RIGHT, _LEFT = (True, True), (False, False)
_Port = tuple[Point, Point]
"""Where a curve begins, and the direction in which it leaves."""


def _port_on(rect: Rect, side: Side, shift: float, aside: Point) -> _Port:
    """Where a path leaves a side: `shift` px from its middle, and so far aside, but not at a corner."""
    (cx, cy), (dx, dy) = rect.centre, side
    if dx:
        x, y = (rect.right if dx > 0 else rect.x) + dx * GAP, cy + _inner(shift + aside[1], rect.h)
    else:
        x, y = cx + _inner(shift + aside[0], rect.w), (rect.bottom if dy > 0 else rect.y) + dy * GAP
    return (x, y), (float(dx), float(dy))


def _inner(at: float, edge: float) -> float:
    most = edge * (0.5 - CORNER)
    return max(-most, min(most, at))


def _side_port(rect: Rect, offset: float, *, right: bool) -> _Port:
    out, most = (1.0 if right else -1.0), rect.h / 3
    x, y = rect.right if right else rect.x, rect.centre[1]
    return (x + out * GAP, y + max(-most, min(most, out * offset))), (out, 0.0)


def _level_port(rect: Rect, offset: float, fan: float = 0.0, *, down: bool) -> _Port:
    out = 1.0 if down else -1.0
    return (rect.centre[0] + fan - out * offset, (rect.bottom if down else rect.y) + out * GAP), (0.0, out)


def _turning(one: _Port, other: _Port) -> Path:
    """A cubic that leaves both ports in their directions, farther where it has to turn back."""
    ((x0, y0), (dx0, dy0)), ((x1, y1), (dx1, dy1)) = one, other
    wide, high = x1 - x0, y1 - y0
    least = TURN * hypot(wide, high) + GAP if (dx0, dy0) == (dx1, dy1) else 0.0
    first, last = max(0.55 * (wide * dx0 + high * dy0), least), max(-0.55 * (wide * dx1 + high * dy1), least)
    return ((x0, y0), (x0 + dx0 * first, y0 + dy0 * first), (x1 + dx1 * last, y1 + dy1 * last), (x1, y1))


def are_level(one: Rect, other: Rect) -> bool:
    """Whether neither stands wholly above the other."""
    return other.y <= one.bottom + 8 and one.y <= other.bottom + 8


def pill_path(start: Rect, end: Rect, wide: float, high: float, joint: Joint, *, offset: float = 0.0
              ) -> Path | None:  # fmt: skip
    """The path of the middle of a pill of this size, clear of both ends by the gap; None without room."""
    around = [rect.inset(-wide / 2, -high / 2) for rect in (start, end)]
    pill = direct_path(around[0], around[1], joint, offset=offset)
    return pill if leads_on(pill, start, end) else None


def leads_on(path: Path, start: Rect, end: Rect) -> bool:
    """Whether a path ends nearer to `end` than it begins: between shapes that almost meet it turns back."""
    there = (end.centre[0] - start.centre[0], end.centre[1] - start.centre[1])
    along = (path[-1][0] - path[0][0], path[-1][1] - path[0][1])
    return along[0] * there[0] + along[1] * there[1] > 0


def value_path(start: Rect, end: Rect, *, beside: bool) -> Path:
    """From middle to middle: an S between rows or between columns, an arc below within one row."""
    (x0, y0), (x1, y1) = start.centre, end.centre
    if beside:
        bend = (x1 - x0) * 0.5
        return ((x0, y0), (x0 + bend, y0), (x1 - bend, y1), (x1, y1))
    if abs(y1 - y0) < 8:
        dip = max(start.h, end.h) * 1.5
        return ((x0, y0), (x0, y0 + dip), (x1, y1 + dip), (x1, y1))
    bend = (y1 - y0) * 0.5
    return ((x0, y0), (x0, y0 + bend), (x1, y1 - bend), (x1, y1))


def _ray(start: Rect, end: Rect, offset: float) -> Path:
    (x0, y0), (x1, y1) = start.centre, end.centre
    far = hypot(x1 - x0, y1 - y0)
    if offset and far:
        shift = (-(y1 - y0) / far * offset, (x1 - x0) / far * offset)
        return line(_shifted_port(start, end.centre, shift), _shifted_port(end, start.centre, shift))
    return line(_ray_port(start, end.centre), _ray_port(end, start.centre))


def _ray_port(rect: Rect, towards: Point) -> Point:
    """As `port`, but not at a corner."""
    x, y = port(rect, towards)
    (cx, cy) = rect.centre
    if abs(x - cx) * (rect.h / 2 + GAP) < abs(y - cy) * (rect.w / 2 + GAP) - 1e-6:
        return cx + _inner(x - cx, rect.w), y
    return x, cy + _inner(y - cy, rect.h)


def _shifted_port(rect: Rect, towards: Point, shift: Point) -> Point:
    """As `port`, for a line beside the one from the centre; no farther aside than a third of the shape."""
    limit = min(rect.w, rect.h) / 3
    share = min(1.0, limit / hypot(*shift))
    dx, dy = shift[0] * share, shift[1] * share
    (cx, cy), (tx, ty) = rect.centre, towards
    wx, wy = tx - cx, ty - cy
    half_w, half_h = rect.w / 2 + GAP, rect.h / 2 + GAP
    out = min(
        (half_w - dx * (1 if wx > 0 else -1)) / abs(wx) if wx else inf,
        (half_h - dy * (1 if wy > 0 else -1)) / abs(wy) if wy else inf,
    )
    return (cx + dx + wx * out, cy + dy + wy * out)


def port(rect: Rect, towards: Point) -> Point:
    """Where a line leaves a rectangle: `GAP` px off its edge, on the line from its centre to `towards`."""
    cx, cy = rect.centre
    dx, dy = towards[0] - cx, towards[1] - cy
    if dx == dy == 0:
        return (cx, cy)
    half_w, half_h = rect.w / 2 + GAP, rect.h / 2 + GAP
    scale = min(half_w / abs(dx) if dx else inf, half_h / abs(dy) if dy else inf)
    return (cx + dx * scale, cy + dy * scale)
