"""Where lines and messages run: from the edge of one shape to the edge of another, with an equal gap."""

from __future__ import annotations

from explainsite.picture.shapes import Rect

Point = tuple[float, float]
Cubic = tuple[Point, Point, Point, Point]

GAP = 12.0
"""Px between a line's end and the shape that it points at."""


def route(start: Rect, end: Rect, *, straight: bool, aside: float = 0.0) -> Cubic:
    """A cubic from `start` to `end`: a straight line between nodes, an S between rows above each other.

    An S sets out `aside` px beside the middle of its start.
    """
    apart = end.y > start.bottom + 8 or start.y > end.bottom + 8
    if straight or not apart:
        return _straight(start, end)
    return _s_curve(start, end, aside)


def message_route(start: Rect, end: Rect, wide: float, high: float, *, straight: bool) -> Cubic:
    """Where the middle of a pill of this size runs, so that it stays clear of both ends by the gap."""
    around = [rect.inset(-wide / 2, -high / 2) for rect in (start, end)]
    pill = route(around[0], around[1], straight=straight)
    there = (end.centre[0] - start.centre[0], end.centre[1] - start.centre[1])
    along = (pill[3][0] - pill[0][0], pill[3][1] - pill[0][1])
    if along[0] * there[0] + along[1] * there[1] > 0:
        return pill
    return route(start, end, straight=straight)


def carry_route(start: Rect, end: Rect, *, beside: bool) -> Cubic:
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


def _s_curve(start: Rect, end: Rect, aside: float) -> Cubic:
    down = end.centre[1] > start.centre[1]
    y0 = start.bottom + GAP if down else start.y - GAP
    y1 = end.y - GAP if down else end.bottom + GAP
    bend = (y1 - y0) * 0.55
    x0, x1 = start.centre[0] + aside, end.centre[0]
    return ((x0, y0), (x0, y0 + bend), (x1, y1 - bend), (x1, y1))


def _straight(start: Rect, end: Rect) -> Cubic:
    a, b = _leave(start, end.centre), _leave(end, start.centre)
    third = ((b[0] - a[0]) / 3, (b[1] - a[1]) / 3)
    return (a, (a[0] + third[0], a[1] + third[1]), (b[0] - third[0], b[1] - third[1]), b)


def _leave(rect: Rect, towards: Point) -> Point:
    """The point on a rectangle's edge, `GAP` px outside, on the line from its centre to `towards`."""
    cx, cy = rect.centre
    dx, dy = towards[0] - cx, towards[1] - cy
    if dx == dy == 0:
        return (cx, cy)
    half_w, half_h = rect.w / 2 + GAP, rect.h / 2 + GAP
    scale = min(half_w / abs(dx) if dx else float("inf"), half_h / abs(dy) if dy else float("inf"))
    return (cx + dx * scale, cy + dy * scale)


def middle(cubic: Cubic) -> Point:
    """The point half-way along a cubic."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = cubic
    return ((ax + 3 * bx + 3 * cx + dx) / 8, (ay + 3 * by + 3 * cy + dy) / 8)
