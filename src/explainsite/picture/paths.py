"""Paths: chains of cubic Bézier curves, and lines with rounded corners.

A path is its first point, then three points for each cubic, all in px.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import hypot

from explainsite.picture.shapes import Point

Path = tuple[Point, ...]

_SAMPLES = 24
"""Points that stand for one cubic where its shape matters."""


def cubics(path: Path) -> Iterator[Path]:
    """The cubics of a path."""
    for i in range(0, len(path) - 1, 3):
        yield path[i : i + 4]


def point_at(cubic: Path, t: float) -> Point:
    """The point of a single cubic at its parameter `t`."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = cubic
    u = 1 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return (a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)


def samples(path: Path, count: int = _SAMPLES) -> list[Point]:
    """Points along a path, `count` steps for each cubic, both ends included."""
    points = [path[0]]
    for cubic in cubics(path):
        points += [point_at(cubic, i / count) for i in range(1, count + 1)]
    return points


def dense(points: Sequence[Point]) -> Iterator[Point]:
    """Points so near each other that nothing slips through between them."""
    (px, py) = points[0]
    yield points[0]
    for x, y in points[1:]:
        steps = int(hypot(x - px, y - py) // 10) + 1
        for i in range(1, steps + 1):
            yield (px + (x - px) * i / steps, py + (y - py) * i / steps)
        px, py = x, y


def length(path: Path) -> float:
    """The length of a path."""
    return _measured(path)[1][-1]


@lru_cache(maxsize=256)
def _measured(path: Path) -> tuple[list[Point], list[float]]:
    """Points along a path, and the length up to each of them."""
    points = samples(path)
    return points, [0.0, *accumulate(_far(a, b) for a, b in pairwise(points))]


def along(path: Path, share: float) -> Point:
    """The point after a share of a path's length."""
    points, reached = _measured(path)
    wanted = share * reached[-1]
    for (a, b), (begin, end) in zip(pairwise(points), pairwise(reached), strict=True):
        if wanted <= end and end > begin:
            part = (wanted - begin) / (end - begin)
            return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
    return points[-1]


def middle(path: Path) -> Point:
    """The point half-way along a path."""
    return point_at(path, 0.5) if len(path) == 4 else along(path, 0.5)


def cut(path: Path, first: float, last: float) -> Path:
    """The piece of a path between two parameters; each cubic counts as 1."""
    kept: list[Point] = []
    for i, cubic in enumerate(cubics(path)):
        a, b = max(0.0, first - i), min(1.0, last - i)
        if a < b:
            piece = _piece(cubic, a, b)
            kept += piece if not kept else piece[1:]
    return tuple(kept)


def alike(one: Path, other: Path) -> tuple[Path, Path]:
    """Both paths in equally many cubics, so that one can become the other point by point."""
    count = max(len(one), len(other)) // 3
    return _in_cubics(one, count), _in_cubics(other, count)


def _in_cubics(path: Path, count: int) -> Path:
    """The same path in more cubics: its longest are halved."""
    found = list(cubics(path))
    while len(found) < count:
        at = max(range(len(found)), key=lambda i: length(found[i]))
        found[at : at + 1] = [_piece(found[at], 0.0, 0.5), _piece(found[at], 0.5, 1.0)]
    return (path[0], *(p for cubic in found for p in cubic[1:]))


def _piece(cubic: Path, a: float, b: float) -> Path:
    """The part of one cubic between two parameters: the values of its blossom (polar form) there."""
    return tuple(_blossom(cubic, *at) for at in ((a, a, a), (a, a, b), (a, b, b), (b, b, b)))


def _blossom(cubic: Path, r: float, s: float, t: float) -> Point:
    """De Casteljau's algorithm with a parameter of its own for each step."""
    points: Sequence[Point] = cubic
    for at in (r, s, t):
        points = [((1 - at) * p[0] + at * q[0], (1 - at) * p[1] + at * q[1]) for p, q in pairwise(points)]
    return points[0]


def line(a: Point, b: Point) -> Path:
    """A straight line."""
    third = ((b[0] - a[0]) / 3, (b[1] - a[1]) / 3)
    return (a, (a[0] + third[0], a[1] + third[1]), (b[0] - third[0], b[1] - third[1]), b)


def rounded(corners: Sequence[Point], radius: float) -> Path:
    """Straight lines from corner to corner, each corner rounded as far as its neighbours leave room."""
    path: list[Point] = [corners[0]]
    for before, here, after in zip(corners, corners[1:], corners[2:], strict=False):
        r = min(radius, _far(before, here) / 2, _far(here, after) / 2)
        begin, end = _towards(here, before, r), _towards(here, after, r)
        path += line(path[-1], begin)[1:]
        path += [_towards(here, before, r * 0.45), _towards(here, after, r * 0.45), end]
    return (*path, *line(path[-1], corners[-1])[1:])


def _towards(a: Point, b: Point, px: float) -> Point:
    share = px / (_far(a, b) or 1.0)
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _far(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])
