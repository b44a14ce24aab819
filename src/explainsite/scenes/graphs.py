"""Graphs in motion: drawn from left to right, going on where they become longer, bent into another course.

Dots move along them, and along other lines.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from math import dist

from explainsite.picture import paths
from explainsite.picture.keys import group_of
from explainsite.picture.shapes import Curve, Dot, Graph, Point, Shape, Trail
from explainsite.scenes.trails import aside

Points = tuple[Point, ...]
SETTLES = 8.0
"""Px by which the last piece of a smooth graph may settle where it goes on."""
RIDE_STEPS = 48
"""Places of a ride: so many that between two of them a graph is as good as straight."""


def height_at(points: Points, x: float) -> float:
    """The height of a graph at `x`, or at its nearer end."""
    if x <= points[0][0]:
        return points[0][1]
    if x >= points[-1][0]:
        return points[-1][1]
    at = bisect_left(points, x, key=lambda point: point[0])
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def cut(graph: Graph, x: float) -> Graph:
    """The part of a graph to the left of `x`."""
    kept = tuple(point for point in graph.points if point[0] < x)
    return replace(graph, points=(*(kept or graph.points[:1]), (x, height_at(graph.points, x))))


def goes_on(before: Graph, after: Graph) -> bool:
    """Whether a graph only becomes longer at its end."""
    same = zip(before.points, after.points, strict=False)
    return len(after.points) > len(before.points) and all(
        x0 == x1 and abs(y0 - y1) <= SETTLES for (x0, y0), (x1, y1) in same
    )


def resampled(before: Graph, after: Graph) -> tuple[Graph, Graph]:
    """Two graphs with points at the same shares of their widths, so that one bends into the other."""
    shares = sorted({round(share, 6) for graph in (before, after) for share in _shares(graph)})
    return _resampled(before, shares), _resampled(after, shares)


def _shares(graph: Graph) -> list[float]:
    left, right = graph.points[0][0], graph.points[-1][0]
    return [(x - left) / (right - left) for x, _ in graph.points]


def _resampled(graph: Graph, shares: list[float]) -> Graph:
    left, right = graph.points[0][0], graph.points[-1][0]
    xs = [left + (right - left) * share for share in shares]
    return replace(graph, points=tuple((x, height_at(graph.points, x)) for x in xs))


def rides(before: dict[str, Shape], after: dict[str, Shape]) -> dict[str, Points]:
    """The parts that move along a line, and how far from the straight way they are, in px, step by step.

    A part whose graph bends at the same time goes straight: it is on the graph when both arrive. One that
    comes along a curve goes to its nearer end first, and from the other one to its place.
    """
    found: dict[str, Points] = {}
    for key, new in after.items():
        old = before.get(key)
        line = after.get(new.on) if isinstance(new, Dot) and new.on else None
        if not isinstance(new, Dot) or not isinstance(old, Dot) or old == new:
            continue
        ends = ((old.x, old.y), (new.x, new.y))
        if isinstance(line, Curve) and (ends[0] != ends[1] or old.on != new.on):
            found[group_of(key)] = _around(line, *ends)
        if isinstance(line, Trail) and (way := aside(before.get(new.on), line, new)):
            found[group_of(key)] = way
        is_on = isinstance(line, Graph) and old.x != new.x
        if isinstance(line, Graph) and is_on and all(abs(height_at(line.points, x) - y) < 1 for x, y in ends):
            found[group_of(key)] = _aside(line, *ends)
    return found


def _aside(graph: Graph, start: Point, end: Point) -> Points:
    (x0, y0), (x1, y1) = start, end
    shares = [i / RIDE_STEPS for i in range(RIDE_STEPS + 1)]
    return tuple(
        (0.0, height_at(graph.points, x0 + (x1 - x0) * share) - (y0 + (y1 - y0) * share)) for share in shares
    )


def _around(curve: Curve, start: Point, end: Point) -> Points:
    """How far a dot is from the straight way that goes along a curve between two places, at even speed."""
    (x0, y0), (x1, y1) = start, end
    nearer_first = dist(start, curve.points[0]) <= dist(start, curve.points[-1])
    way = curve.points if nearer_first else curve.points[::-1]
    whole = (*paths.line(start, way[0]), *way[1:], *paths.line(way[-1], end)[1:])
    places = (paths.along(whole, i / RIDE_STEPS) for i in range(RIDE_STEPS + 1))
    return tuple(
        (x - (x0 + (x1 - x0) * i / RIDE_STEPS), y - (y0 + (y1 - y0) * i / RIDE_STEPS))
        for i, (x, y) in enumerate(places)
    )
