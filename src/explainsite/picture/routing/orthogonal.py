"""Orthogonal paths: Dijkstra's algorithm on a grid of level and upright lines along the obstacles' edges.

The grid is an orthogonal visibility graph: its lines run along the edges of what is to be passed, and
half-way between obstacles. The price of a path is its length, with more for each corner and where it
runs close to something.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import inf

from explainsite.picture.paths import Path, rounded
from explainsite.picture.routing.clearance import ENOUGH, Connector, end_zones, fits, zones
from explainsite.picture.routing.direct import port
from explainsite.picture.shapes import Point, Rect

_NARROW = 1.25
"""The price of a px beside something, where one half-way between two things costs 1."""
_TURN = 160.0
"""The price of a corner, in px."""

_State = tuple[int, int, int]
"""A place of the grid by its column and its row, and whether the path came to it upright (1) or level (0)."""


def orthogonal_path(connector: Connector, distance: float) -> Path | None:
    """The cheapest path of level and upright lines with rounded corners, if it is clear."""
    corners = _Grid.of(connector, distance).shortest()
    if corners is None:
        return None
    first, last = port(connector.start, corners[1]), port(connector.end, corners[-2])
    path = rounded([first, *corners[1:-1], last], 1.2 * distance + 4)
    return path if fits(path, connector, min(distance, ENOUGH)) else None


@dataclass(frozen=True, slots=True)
class _Grid:
    """The places where a path may turn, and the zones that it keeps out of."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    calm: tuple[frozenset[float], frozenset[float]]
    """The lines half-way between what stands to either side, upright and level ones."""
    ends: tuple[Point, Point]
    shut: frozenset[tuple[int, int]]
    """Fields between the lines of the doubled grid: (2i, 2j) is a place, odd numbers are between two."""

    @classmethod
    def of(cls, connector: Connector, distance: float) -> _Grid:
        homes = end_zones(connector)
        around = [*zones(connector, connector.half, distance)]
        rects = [*homes, *around]
        (x0, y0), (x1, y1) = connector.start.centre, connector.end.centre
        field = connector.field.inset(*connector.half)
        calm = (_halfway([(z.x, z.right) for z in around]), _halfway([(z.y, z.bottom) for z in around]))
        edges = (
            {edge for r in rects for edge in (r.x, r.right)},
            {edge for r in rects for edge in (r.y, r.bottom)},
        )
        xs = _lines({x0, x1}, calm[0] | edges[0], (field.x, field.right))
        ys = _lines({y0, y1}, calm[1] | edges[1], (field.y, field.bottom))
        shut: set[tuple[int, int]] = set()
        for zone in around:
            shut |= _inside(zone, xs, ys)
        for home in homes:
            shut -= _inside(home, xs, ys)
        for zone in zones(connector, (0.0, 0.0), distance):
            shut |= _inside(zone, xs, ys)
        return cls(xs, ys, calm, (connector.start.centre, connector.end.centre), frozenset(shut))

    def shortest(self) -> list[Point] | None:
        """The corners of the cheapest path from end to end, both included; None when there is no path."""
        (x0, y0), (x1, y1) = self.ends
        start, goal = (self.xs.index(x0), self.ys.index(y0)), (self.xs.index(x1), self.ys.index(y1))
        queue: list[tuple[float, int, int, int]] = [(0.0, *start, 0), (0.0, *start, 1)]
        best: dict[_State, float] = {(*start, 0): 0.0, (*start, 1): 0.0}
        came: dict[_State, _State] = {}
        while queue:
            price, i, j, upright = heappop(queue)
            if (i, j) == goal:
                return self._corners(came, (i, j, upright))
            for i2, j2, upright2 in self._next(i, j):
                step = abs(self.xs[i2] - self.xs[i]) + abs(self.ys[j2] - self.ys[j])
                step *= 1.0 if self._is_calm(i, j, upright2) else _NARROW
                total = price + step + (_TURN if upright2 != upright else 0.0)
                if total < best.get((i2, j2, upright2), inf):
                    best[i2, j2, upright2] = total
                    came[i2, j2, upright2] = (i, j, upright)
                    heappush(queue, (total, i2, j2, upright2))
        return None

    def _is_calm(self, i: int, j: int, upright: int) -> bool:
        return self.xs[i] in self.calm[0] if upright else self.ys[j] in self.calm[1]

    def _next(self, i: int, j: int) -> Iterator[_State]:
        for di, dj in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            to = (i + di, j + dj)
            inside = 0 <= to[0] < len(self.xs) and 0 <= to[1] < len(self.ys)
            if (
                inside
                and (2 * i + di, 2 * j + dj) not in self.shut
                and (2 * to[0], 2 * to[1]) not in self.shut
            ):
                yield (*to, abs(dj))

    def _corners(self, came: dict[_State, _State], last: _State) -> list[Point]:
        states = [last]
        while states[-1] in came:
            states.append(came[states[-1]])
        states.reverse()
        turns = [a for a, b in pairwise(states) if a[2] != b[2] and a != states[0]]
        places = [states[0], *turns, last]
        return [(self.xs[i], self.ys[j]) for i, j, _ in places]


def _halfway(spans: list[tuple[float, float]]) -> frozenset[float]:
    """Half-way between what is left and right of each gap, or above and below it."""
    found: set[float] = set()
    reached = inf
    for first, last in sorted(spans):
        if first > reached:
            found.add((reached + first) / 2)
        reached = last if reached == inf else max(reached, last)
    return frozenset(found)


def _lines(
    through: set[float], edges: frozenset[float] | set[float], limits: tuple[float, float]
) -> tuple[float, ...]:
    return tuple(sorted(through | {at for at in edges if limits[0] <= at <= limits[1]}))


def _inside(zone: Rect, xs: tuple[float, ...], ys: tuple[float, ...]) -> set[tuple[int, int]]:
    """The fields of the doubled grid inside a zone; its edges are outside."""
    across, down = _doubled(xs, zone.x, zone.right), _doubled(ys, zone.y, zone.bottom)
    return {(i, j) for i in across for j in down}


def _doubled(lines: tuple[float, ...], first: float, last: float) -> range:
    """The numbers of what is between two places: lines are even, what is between two of them is odd."""
    return range(max(0, 2 * bisect_right(lines, first) - 1), 2 * bisect_left(lines, last))
