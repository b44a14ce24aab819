"""A smooth curve through points that never goes beyond them: monotone cubic interpolation.

F. N. Fritsch and J. Butland, “A method for constructing local monotone piecewise cubic interpolants”, SIAM J.
Sci. Stat. Comput. 5 (1984). Between two points it rises or falls as they do, so it invents no turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from explainsite.storyboard.state import Point

STEPS = 12
"""Straight pieces between two points: so many that no corner is seen."""


@lru_cache(maxsize=256)
def smoothed(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points and those between them on the smooth curve; two points have a straight line."""
    if len(points) < 3:
        return points
    found = [points[0]]
    for (a, b), (m, n) in zip(pairwise(points), pairwise(_slopes(points)), strict=True):
        found += [_between(a, b, m, n, step / STEPS) for step in range(1, STEPS)]
        found.append(b)
    return tuple(found)


def _between(a: Point, b: Point, m: float, n: float, t: float) -> Point:
    """Cubic Hermite interpolation: from `a` with the slope `m` to `b` with the slope `n`."""
    wide = b[0] - a[0]
    y = (
        (1 + 2 * t) * (1 - t) ** 2 * a[1]
        + t * (1 - t) ** 2 * wide * m
        + t * t * (3 - 2 * t) * b[1]
        + t * t * (t - 1) * wide * n
    )
    return (a[0] + wide * t, y)


def _slopes(points: Sequence[Point]) -> list[float]:
    """The slope at each point: none at a turn, else between those of the lines to its neighbours."""
    lines = [((b[1] - a[1]) / (b[0] - a[0]), b[0] - a[0]) for a, b in pairwise(points)]
    inner = [_mean(*one, *other) for one, other in pairwise(lines)]
    return [_end(lines[0][0], inner[0]), *inner, _end(lines[-1][0], inner[-1])]


def _mean(one: float, one_wide: float, other: float, other_wide: float) -> float:
    """The weighted harmonic mean of two slopes; 0 if one rises and the other falls."""
    if one * other <= 0:
        return 0.0
    first, last = 2 * other_wide + one_wide, other_wide + 2 * one_wide
    return (first + last) / (first / one + last / other)


def _end(line: float, next_to_it: float) -> float:
    """The slope at an end, so that the curve bends one way in its last piece, and no farther than it may."""
    slope = (3 * line - next_to_it) / 2
    return min(max(slope, 0.0), 3 * line) if line > 0 else max(min(slope, 0.0), 3 * line)
