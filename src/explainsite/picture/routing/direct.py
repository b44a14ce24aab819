"""Direct paths: from the edge of one rectangle to that of another, whatever stands between."""

from __future__ import annotations

from math import hypot, inf

from explainsite.picture.paths import Path, line
from explainsite.picture.shapes import Point, Rect

GAP = 12.0
"""Px between a line's end and the shape that it points at."""


def direct_path(start: Rect, end: Rect, *, straight: bool, fan: float = 0.0, offset: float = 0.0) -> Path:
    """A cubic from `start` to `end`: a straight line between nodes, an S between rows above each other.

    An S sets out `fan` px beside the middle of its start. The whole runs `offset` px to its right.
    """
    apart = end.y > start.bottom + 8 or start.y > end.bottom + 8
    if straight or not apart:
        return _straight(start, end, offset)
    return _s_curve(start, end, fan, offset)


def pill_path(
    start: Rect, end: Rect, wide: float, high: float, *, straight: bool, offset: float = 0.0
) -> Path:
    """The path of the middle of a pill of this size, so that it stays clear of both ends by the gap."""
    around = [rect.inset(-wide / 2, -high / 2) for rect in (start, end)]
    pill = direct_path(around[0], around[1], straight=straight, offset=offset)
    there = (end.centre[0] - start.centre[0], end.centre[1] - start.centre[1])
    along = (pill[3][0] - pill[0][0], pill[3][1] - pill[0][1])
    if along[0] * there[0] + along[1] * there[1] > 0:
        return pill
    return direct_path(start, end, straight=straight, offset=offset)


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
