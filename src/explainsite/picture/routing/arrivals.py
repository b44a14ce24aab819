"""Where messages to one place come to rest beside it: side by side, so that no pill covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from explainsite.picture.paths import Path, cut, line
from explainsite.picture.routing.direct import GAP
from explainsite.picture.routing.router import Route
from explainsite.picture.shapes import Point, Rect

APART = 12.0
"""Px between two pills at rest."""
CORNER = 16.0
"""Px from a corner of what they arrive at, within which no line ends that has been moved."""

BEYOND = 0.6
"""How far beyond a side the middle of a pill may come to rest, as a share of what a pill needs."""
BEND = 0.3
"""How much of its last piece a path of several bends on, to end elsewhere."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message: where its pill runs, how large that is, and what it arrives at."""

    route: Route
    size: Point
    goal: Rect

    @property
    def rest(self) -> Point:
        """Where the middle of the pill comes to rest."""
        return self.route.pill[-1]


def side_by_side(arrivals: Sequence[Arrival]) -> list[Route]:
    """The routes of messages to one place. Those that end on the same side of it keep apart along that side.

    Those above and below find their places first, and those beside it keep clear of them at the corners.
    """
    now = list(arrivals)
    sides = [_side(arrival) for arrival in arrivals]
    for side in sorted(set(sides)):
        axis, _ = side
        there = sorted((i for i, other in enumerate(sides) if other == side), key=lambda i: now[i].rest[axis])
        others = [now[i] for i, other in enumerate(sides) if other[0] < axis]
        for i, route in zip(there, _spread([now[i] for i in there], axis, others), strict=True):
            now[i] = replace(now[i], route=route)
    return [arrival.route for arrival in now]


def _side(arrival: Arrival) -> tuple[int, bool]:
    """The axis along which a side runs, 0 for x and 1 for y, and whether it is the right or the lower one."""
    goal, (x, y), (wide, high) = arrival.goal, arrival.rest, arrival.size
    across = max(goal.x - x, x - goal.right) - wide / 2
    beside = across > max(goal.y - y, y - goal.bottom) - high / 2
    return (1, x > goal.right) if beside else (0, y > goal.centre[1])


def _spread(row: list[Arrival], axis: int, others: list[Arrival]) -> list[Route]:
    """Routes that end on one side, in their order there, as far from each other as the side has room for."""
    need = max(arrival.size[axis] for arrival in row) + APART
    low, high = _room(row, axis, others, need)
    at = [arrival.rest[axis] for arrival in row]
    if low <= at[0] and at[-1] <= high and all(after - before >= need for before, after in pairwise(at)):
        return [arrival.route for arrival in row]
    gaps = len(row) - 1
    step = min(need, (high - low) / max(gaps, 1))
    first = min(max(sum(at) / len(at) - step * gaps / 2, low), high - step * gaps)
    return [_moved(arrival, axis, first + i * step) for i, arrival in enumerate(row)]


def _room(row: list[Arrival], axis: int, others: list[Arrival], need: float) -> tuple[float, float]:
    """From where to where the middles of pills may stand along a side."""
    goal, across = row[0].goal, 1 - axis
    middle, reach = goal.centre[axis], (goal.w, goal.h)[axis] / 2 + GAP + BEYOND * need
    low, high = middle - reach, middle + reach
    for other in others:
        if any(abs(other.rest[across] - a.rest[across]) < _wide(a, other)[across] for a in row):
            if other.rest[axis] < middle:
                low = max(low, other.rest[axis] + need)
            else:
                high = min(high, other.rest[axis] - need)
    return low, max(low, high)


def _wide(one: Arrival, other: Arrival) -> Point:
    """How far apart the middles of two pills are when they just keep apart, along x and along y."""
    return ((one.size[0] + other.size[0]) / 2 + APART, (one.size[1] + other.size[1]) / 2 + APART)


def _moved(arrival: Arrival, axis: int, to: float) -> Route:
    route, goal = arrival.route, arrival.goal
    half = (goal.w, goal.h)[axis] / 2 - CORNER
    end = route.line[-1][axis] + to - arrival.rest[axis]
    end = min(max(end, goal.centre[axis] - half), goal.centre[axis] + half)
    return replace(route, pill=_ending(route.pill, axis, to), line=_ending(route.line, axis, end))


def _ending(path: Path, axis: int, to: float) -> Path:
    """The path with another end: a line turns, a curve is another curve, a longer path bends at its end."""
    last = path[-1]
    end = (to, last[1]) if axis == 0 else (last[0], to)
    if path == line(path[0], last):
        return line(path[0], end)
    cubics = len(path) // 3
    bent = (*cut(path, 0, cubics - BEND), *cut(path, cubics - BEND, cubics)[1:]) if cubics > 1 else path
    *start, before, _ = bent
    return (*start, (before[0] + end[0] - last[0], before[1] + end[1] - last[1]), end)
