"""Direct paths: from the edge of one rectangle to that of another, whatever stands between."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot, inf

from explainsite.picture.paths import Path, line
from explainsite.picture.shapes import Point, Rect

GAP = 12.0
"""Px between a line's end and the shape that it points at."""
CORNER = 0.1
"""Share of an edge that is too near to a corner for a line to one of several parts."""
TURN = 0.3
"""How far a curve swings out that leaves and comes on one side, as a share of the way."""


def direct_path(start: Rect, end: Rect, *, straight: bool, fan: float = 0.0, offset: float = 0.0) -> Path:
    """A cubic from `start` to `end`: a straight line between nodes, an S between rows above each other.

    An S sets out `fan` px beside the middle of its start. The whole runs `offset` px to its right.
    """
    if straight or are_level(start, end):
        return _straight(start, end, offset)
    return _s_curve(start, end, fan, offset)


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


def are_beside(one: Rect, other: Rect) -> bool:
    """Whether there is room for a line between two shapes, to the right of one of them."""
    return one.right + 2 * GAP < other.x or other.right + 2 * GAP < one.x


_RIGHT, _LEFT = (True, True), (False, False)
_Port = tuple[Point, Point]
"""Where a curve begins, and the direction in which it leaves."""


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


def pill_path(
    start: Rect, end: Rect, wide: float, high: float, *, straight: bool, offset: float = 0.0
) -> Path:
    """The path of the middle of a pill of this size, so that it stays clear of both ends by the gap."""
    around = [rect.inset(-wide / 2, -high / 2) for rect in (start, end)]
    pill = direct_path(around[0], around[1], straight=straight, offset=offset)
    if leads_on(pill, start, end):
        return pill
    return direct_path(start, end, straight=straight, offset=offset)


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


def _s_curve(start: Rect, end: Rect, fan: float, offset: float) -> Path:
    down = end.centre[1] > start.centre[1]
    y0 = start.bottom + GAP if down else start.y - GAP
    y1 = end.y - GAP if down else end.bottom + GAP
    bend = (y1 - y0) * 0.55
    right = -offset if down else offset
    x0, x1 = start.centre[0] + fan + right, end.centre[0] + right
    return ((x0, y0), (x0, y0 + bend), (x1, y1 - bend), (x1, y1))


def _straight(start: Rect, end: Rect, offset: float) -> Path:
    (x0, y0), (x1, y1) = start.centre, end.centre
    far = hypot(x1 - x0, y1 - y0)
    if offset and far:
        shift = (-(y1 - y0) / far * offset, (x1 - x0) / far * offset)
        return line(_shifted_port(start, end.centre, shift), _shifted_port(end, start.centre, shift))
    return line(port(start, end.centre), port(end, start.centre))


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
