"""Arcs and spirals as paths of cubics. Angles are in degrees, clockwise, 0 at the top, as on a clock."""

from __future__ import annotations

from math import ceil, cos, radians, sin, tan

Point = tuple[float, float]
_LONGEST = 45.0
"""Degrees that one cubic stands for at the most."""


def around(centre: Point, r: float, angle: float) -> Point:
    """The point at an angle, `r` px from a centre."""
    return (centre[0] + r * sin(radians(angle)), centre[1] - r * cos(radians(angle)))


def arc_path(
    centre: Point, r: float, begin: float, end: float, *, pitch: float = 0.0, pieces: int = 0
) -> tuple[Point, ...]:
    """An arc from one angle to another, each full turn `pitch` px farther in, in so many cubics."""
    count = pieces or max(1, ceil(abs(end - begin) / _LONGEST))
    step = (end - begin) / count
    pull = 4 / 3 * tan(radians(step) / 4)
    inwards = -pitch * abs(step) / 360 / (radians(step) or 1.0)
    path = [around(centre, r, begin)]
    for i in range(count):
        a, b = begin + step * i, begin + step * (i + 1)
        (p, out), (q, into) = (
            _with_tangent(centre, r - pitch * abs(angle - begin) / 360, inwards, angle) for angle in (a, b)
        )
        path += [
            (p[0] + pull * out[0], p[1] + pull * out[1]),
            (q[0] - pull * into[0], q[1] - pull * into[1]),
            q,
        ]
    return tuple(path)


def _with_tangent(centre: Point, r: float, inwards: float, angle: float) -> tuple[Point, Point]:
    """A point of a spiral, and how fast it goes on with each radian."""
    s, c = sin(radians(angle)), cos(radians(angle))
    return around(centre, r, angle), (r * c + inwards * s, r * s - inwards * c)
