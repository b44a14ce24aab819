"""Where lines and messages run: from the edge of one shape to the edge of another, with an equal gap."""

from __future__ import annotations

from math import hypot

from explainsite.picture.paths import Path, Point, line
from explainsite.picture.shapes import Rect

GAP = 12.0
"""Px between a line's end and the shape that it points at."""


def route(start: Rect, end: Rect, *, straight: bool, aside: float = 0.0, lane: float = 0.0) -> Path:
    """A cubic from `start` to `end`: a straight line between nodes, an S between rows above each other.

    An S sets out `aside` px beside the middle of its start. The whole runs `lane` px to its right.
    """
    apart = end.y > start.bottom + 8 or start.y > end.bottom + 8
    if straight or not apart:
        return _straight(start, end, lane)
    return _s_curve(start, end, aside, lane)


def message_route(
    start: Rect, end: Rect, wide: float, high: float, *, straight: bool, lane: float = 0.0
) -> Path:
    """Where the middle of a pill of this size runs, so that it stays clear of both ends by the gap."""
    around = [rect.inset(-wide / 2, -high / 2) for rect in (start, end)]
    pill = route(around[0], around[1], straight=straight, lane=lane)
    there = (end.centre[0] - start.centre[0], end.centre[1] - start.centre[1])
    along = (pill[3][0] - pill[0][0], pill[3][1] - pill[0][1])
    if along[0] * there[0] + along[1] * there[1] > 0:
        return pill
    return route(start, end, straight=straight, lane=lane)


def carry_route(start: Rect, end: Rect, *, beside: bool) -> Path:
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


def _s_curve(start: Rect, end: Rect, aside: float, lane: float) -> Path:
    down = end.centre[1] > start.centre[1]
    y0 = start.bottom + GAP if down else start.y - GAP
    y1 = end.y - GAP if down else end.bottom + GAP
    bend = (y1 - y0) * 0.55
    right = -lane if down else lane
    x0, x1 = start.centre[0] + aside + right, end.centre[0] + right
    return ((x0, y0), (x0, y0 + bend), (x1, y1 - bend), (x1, y1))


def _straight(start: Rect, end: Rect, lane: float) -> Path:
    (x0, y0), (x1, y1) = start.centre, end.centre
    far = hypot(x1 - x0, y1 - y0)
    if lane and far:
        shift = (-(y1 - y0) / far * lane, (x1 - x0) / far * lane)
        return line(_leave_beside(start, end.centre, shift), _leave_beside(end, start.centre, shift))
    return line(leave(start, end.centre), leave(end, start.centre))


def _leave_beside(rect: Rect, towards: Point, shift: Point) -> Point:
    """As `leave`, for a line beside the one from the centre; no farther aside than a third of the shape."""
    limit = min(rect.w, rect.h) / 3
    share = min(1.0, limit / hypot(*shift))
    dx, dy = shift[0] * share, shift[1] * share
    (cx, cy), (tx, ty) = rect.centre, towards
    wx, wy = tx - cx, ty - cy
    half_w, half_h = rect.w / 2 + GAP, rect.h / 2 + GAP
    out = min(
        (half_w - dx * (1 if wx > 0 else -1)) / abs(wx) if wx else float("inf"),
        (half_h - dy * (1 if wy > 0 else -1)) / abs(wy) if wy else float("inf"),
    )
    return (cx + dx + wx * out, cy + dy + wy * out)


def leave(rect: Rect, towards: Point) -> Point:
    """The point on a rectangle's edge, `GAP` px outside, on the line from its centre to `towards`."""
    cx, cy = rect.centre
    dx, dy = towards[0] - cx, towards[1] - cy
    if dx == dy == 0:
        return (cx, cy)
    half_w, half_h = rect.w / 2 + GAP, rect.h / 2 + GAP
    scale = min(half_w / abs(dx) if dx else float("inf"), half_h / abs(dy) if dy else float("inf"))
    return (cx + dx * scale, cy + dy * scale)
