"""Where nodes stand around a ring, and how large they can be there without touching each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
from math import atan2, cos, inf, pi, sin
from typing import NamedTuple

from explainsite.picture.shapes import Point

APART = 36.0
"""Px between two nodes, at least."""
ROUND = 1.7
"""How many times as wide as high a ring is at most, unless its nodes get larger on a wider one."""
SHARES = (1.0, 0.9, 0.8, 0.7, 0.6)
"""Heights of the nodes that are tried, as shares of the full one."""
SPREADS = (1.0, 1.2, 0.83, 1.5, 0.67, 2.0, 0.5, 3.0, 0.33)
"""How far nodes keep to the sides of the ring, or if less than 1 to its top and bottom, the least first."""
STEPS = 20
"""Nodes that differ in size by less than one in so many are equally large."""
NARROWEST = 40.0
"""Px of a node whose words do not fit in any case, which says more than a node that cannot be drawn."""


class Round(NamedTuple):
    """The size of the nodes, and their middles from the middle of the ring, clockwise from the top."""

    size: tuple[float, float]
    middles: tuple[Point, ...]


@lru_cache(maxsize=1024)
def around(count: int, wide: float, high: float, full: tuple[float, float]) -> Round:
    """`count` nodes on an ellipse in `wide` by `high` px, of the full size if they can be.

    Evenly around a ring that is not much wider than high, if they are as large there as anywhere.
    """
    fullest = (min(full[0], wide), min(full[1], high))
    choices = _choices(count, wide, high, fullest)
    return max(choices, key=lambda ring: round(STEPS * _share(ring.size, full)))


def _share(size: tuple[float, float], full: tuple[float, float]) -> float:
    return min(size[0] / full[0], size[1] / full[1])


def _choices(count: int, wide: float, high: float, full: tuple[float, float]) -> Iterator[Round]:
    for spread, roundness, share in product(SPREADS, (ROUND, inf), SHARES):
        tall = full[1] * share
        ry = (high - tall) / 2
        units, widest = _units(count, spread), ry * roundness
        beside = [abs(ax - bx) for (ax, ay), (bx, by) in combinations(units, 2)
                  if ry * abs(ay - by) < tall + APART]  # fmt: skip
        node = max(NARROWEST, min(full[0], _room(beside, wide, widest)))
        rx = max(0.0, min((wide - node) / 2, widest))
        yield Round((node, tall), tuple((rx * x, ry * y) for x, y in units))


def _room(beside: Sequence[float], wide: float, widest: float) -> float:
    """Px for each node, if those that are side by side are so far apart on a ring that leaves them room."""
    rooms = (min((wide * x / 2 - APART) / (1 + x / 2), widest * x - APART) for x in beside)
    return min(rooms, default=inf)


def _units(count: int, spread: float) -> list[Point]:
    """Places clockwise from the top, the farthest of them at 1 from the middle to each side."""
    turns = [2 * pi * i / count for i in range(count)]
    angles = [atan2(spread * sin(turn), cos(turn)) for turn in turns]
    xs, ys = ([sin(angle) for angle in angles], [-cos(angle) for angle in angles])
    return list(zip(_filling(xs), _filling(ys), strict=True))


def _filling(places: Sequence[float]) -> list[float]:
    """Places on a line, moved and drawn out until they reach from -1 to 1."""
    middle, half = (max(places) + min(places)) / 2, (max(places) - min(places)) / 2
    return [(place - middle) / half if half > 0.01 else 0.0 for place in places]
