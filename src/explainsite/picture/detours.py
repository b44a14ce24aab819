"""Ways around what stands between two ends.

A way that is clear is left alone. Otherwise bows are tried, low ones first, to the side with more room; then
lines with rounded corners through the gaps between what stands there. The first that keeps its distance wins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from itertools import chain, pairwise
from math import hypot, inf

from explainsite.picture.paths import Path, Point, cut, length, rounded, samples
from explainsite.picture.routes import GAP, leave
from explainsite.picture.shapes import Rect

FIELD = Rect(96, 54, 1728, 876)
"""Where ways may run: 5 % from the edges, and above the room for captions."""
LINE_DISTANCES = (44.0, 20.0, 10.0)
"""Px from a new line to what is beside it, tried in order. The first leaves room for messages along it."""
PILL_DISTANCES = (18.0, 8.0)
ENOUGH = 6.0
"""Px at which a way counts as clear as it is."""
_RISE, _STEP = 0.14, 30.0
"""The height of the lowest bow as a share of its length, and how much higher the next one is."""
_SPREADS = {0.3: 0.0, 0.16: 40.0, 0.04: 160.0}
"""How far along a bow its controls stand, and its price in px; the first is round, the last is flat."""
_PORT = 0.32
"""Share of an edge to either side of its middle where bows begin and end."""
_NARROW = 1.25
"""The price of a px beside something, where one half-way between two things costs 1."""
_TURN = 160.0
"""The price of a corner, in px."""


@dataclass(frozen=True, slots=True)
class Trip:
    """A way to find: its ends, what stands around, and half the size of what passes (nothing for a line)."""

    start: Rect
    end: Rect
    others: tuple[Rect, ...]
    half: tuple[float, float] = (0.0, 0.0)


@lru_cache(maxsize=8192)
def is_clear(way: Path, trip: Trip, distance: float = ENOUGH) -> bool:
    """Whether a way passes everything at a distance; less near its ends, where others may stand closer."""
    return not _met(way, trip, distance)


def _met(way: Path, trip: Trip, distance: float) -> bool:
    pill = passed(way, trip)
    return (
        _touches(samples(way), trip, (0.0, 0.0), distance)
        or _crosses_ends(way, trip)
        or (trip.half != (0.0, 0.0) and _touches(samples(pill), trip, trip.half, distance))
    )


def pill_is_clear(way: Path, trip: Trip) -> bool:
    """Whether what passes on a way is clear of everything that stands around."""
    return not _touches(samples(way), trip, trip.half, ENOUGH)


def _touches(points: Sequence[Point], trip: Trip, half: tuple[float, float], distance: float) -> bool:
    zones = [*_zones(trip, half, distance)]
    return any(z.x < x < z.right and z.y < y < z.bottom for x, y in _dense(points) for z in zones)


def _dense(points: Sequence[Point]) -> Iterator[Point]:
    """Points so near each other that nothing slips through between them."""
    (px, py) = points[0]
    yield points[0]
    for x, y in points[1:]:
        steps = int(hypot(x - px, y - py) // 10) + 1
        for i in range(1, steps + 1):
            yield (px + (x - px) * i / steps, py + (y - py) * i / steps)
        px, py = x, y


def _crosses_ends(way: Path, trip: Trip) -> bool:
    return any(
        end.x < x < end.right and end.y < y < end.bottom
        for end in (trip.start, trip.end)
        for x, y in _dense(samples(way))
    )


def apart(a: Rect, b: Rect) -> float:
    """How far two rectangles are apart, on the axis on which they are farthest; below 0 they meet."""
    return max(a.x - b.right, b.x - a.right, a.y - b.bottom, b.y - a.bottom)


def passed(way: Path, trip: Trip) -> Path:
    """The piece of a way on which the middle of a pill runs, so that it stays clear of both ends."""
    if trip.half == (0.0, 0.0):
        return way
    zones = [rect.inset(-trip.half[0] - GAP, -trip.half[1] - GAP) for rect in (trip.start, trip.end)]
    fine = 96
    points = samples(way, fine)
    outside = [not (zones[0].x < x < zones[0].right and zones[0].y < y < zones[0].bottom) for x, y in points]
    before = [not (zones[1].x < x < zones[1].right and zones[1].y < y < zones[1].bottom) for x, y in points]
    first = next((i for i, out in enumerate(outside) if out), 0)
    last = next((i for i in range(len(points) - 1, -1, -1) if before[i]), len(points) - 1)
    return cut(way, first / fine, last / fine) if last > first else way


@lru_cache(maxsize=2048)
def detour(trip: Trip, lane: float = 0.0) -> Path | None:
    """A way around what stands between; None when there is none. Its bow is `lane` px to the right."""
    distances = LINE_DISTANCES if trip.half == (0.0, 0.0) else PILL_DISTANCES
    bows = (_bowed(trip, distance, lane) for distance in distances)
    corners = (_angled(trip, distance) for distance in distances[-2:])
    return next((way for way in chain(bows, corners) if way is not None), None)


def _bowed(trip: Trip, distance: float, lane: float) -> Path | None:
    """The best of the lowest bows that are clear. Round ones are better than flat ones."""
    bows = [bow for flat in _SPREADS if (bow := _lowest(trip, distance, flat, lane)) is not None]
    return min(bows, key=lambda bow: bow[0], default=(0.0, None))[1]


def _lowest(trip: Trip, distance: float, spread: float, lane: float) -> tuple[float, Path] | None:
    """The lowest bow of a form that is clear, with its price. Far ends have higher bows: they nest."""
    (x0, y0), (x1, y1) = trip.start.centre, trip.end.centre
    least = _RISE * hypot(x1 - x0, y1 - y0)
    sides = _sides(trip)
    for step in range(30):
        for side in sides:
            if _fits(_bow(trip, side * (least + step * _STEP), spread), trip, distance):
                heights = [side * (least + step * _STEP + raised) for raised in (0.0, abs(lane))]
                bows = [_bow(trip, height, spread, lane) for height in heights]
                best = next((bow for bow in bows if _fits(bow, trip, distance)), None)
                return (length(best) + _SPREADS[spread], best) if best else None
    return None


def _sides(trip: Trip) -> tuple[int, int]:
    """The two sides of the line from start to end, the one with more room first; else the upper one."""
    (x0, y0), (x1, y1) = trip.start.centre, trip.end.centre
    normal = (y0 - y1, x1 - x0)
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    rooms = [_room(middle, (normal[0] * side, normal[1] * side)) for side in (1, -1)]
    if abs(rooms[0] - rooms[1]) < 120:
        first = 1 if (normal[1], -normal[0]) < (0.0, 0.0) else -1
    else:
        first = 1 if rooms[0] > rooms[1] else -1
    return (first, -first)


def _room(at: Point, way: Point) -> float:
    """Px from a point to the field's edge in a direction."""
    far = hypot(*way) or 1.0
    dx, dy = way[0] / far, way[1] / far
    rooms = [
        ((FIELD.right if dx > 0 else FIELD.x) - at[0]) / dx if abs(dx) > 1e-9 else float("inf"),
        ((FIELD.bottom if dy > 0 else FIELD.y) - at[1]) / dy if abs(dy) > 1e-9 else float("inf"),
    ]
    return min(rooms)


def _bow(trip: Trip, height: float, spread: float, lane: float = 0.0) -> Path:
    """A bow over the line from start to end; its controls stand `height` and `lane` px to the line's right.

    In an outer lane it begins and ends farther out than in an inner one.
    """
    out = lane / 2 if height > 0 else -lane / 2
    height += lane
    (x0, y0), (x1, y1) = trip.start.centre, trip.end.centre
    dx, dy = x1 - x0, y1 - y0
    far = hypot(dx, dy) or 1.0
    nx, ny = -dy / far * height, dx / far * height
    one = (x0 + dx * spread + nx, y0 + dy * spread + ny)
    other = (x1 - dx * spread + nx, y1 - dy * spread + ny)
    return (_port(trip.start, one, out), one, other, _port(trip.end, other, out))


def _port(rect: Rect, towards: Point, out: float) -> Point:
    """Where a bow leaves a shape: beside the middle of one of its edges, never near a corner.

    `out` px farther from the other end than another bow, or nearer to it.
    """
    x, y = leave(rect, towards)
    (cx, cy) = rect.centre
    if rect.x < x < rect.right:
        return (_within(x, cx, rect.w * _PORT, out), y)
    return (x, _within(y, cy, rect.h * _PORT, out))


def _within(at: float, middle: float, most: float, out: float) -> float:
    aside = min(abs(at - middle), most)
    aside = max(0.0, aside - out) if out else aside
    return middle + (aside if at > middle else -aside)


def _angled(trip: Trip, distance: float) -> Path | None:
    """The shortest way of level and upright lines with rounded corners, each corner at a price."""
    corners = _Grid.of(trip, distance).shortest()
    if corners is None:
        return None
    first, last = leave(trip.start, corners[1]), leave(trip.end, corners[-2])
    way = rounded([first, *corners[1:-1], last], 1.2 * distance + 4)
    return way if _fits(way, trip, min(distance, ENOUGH)) else None


@dataclass(frozen=True, slots=True)
class _Grid:
    """The places where a way may turn, and the zones that it keeps out of."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    calm: tuple[frozenset[float], frozenset[float]]
    """The lines half-way between what stands to either side, upright and level ones."""
    ends: tuple[Point, Point]
    shut: frozenset[tuple[int, int]]
    """Fields between the lines of the doubled grid: (2i, 2j) is a place, odd numbers are between two."""

    @classmethod
    def of(cls, trip: Trip, distance: float) -> _Grid:
        homes = [end.inset(-trip.half[0] - GAP, -trip.half[1] - GAP) for end in (trip.start, trip.end)]
        zones = [*_zones(trip, trip.half, distance)]
        rects = [*homes, *zones]
        (x0, y0), (x1, y1) = trip.start.centre, trip.end.centre
        field = FIELD.inset(*trip.half)
        calm = (_halfway([(z.x, z.right) for z in zones]), _halfway([(z.y, z.bottom) for z in zones]))
        edges = (
            {edge for r in rects for edge in (r.x, r.right)},
            {edge for r in rects for edge in (r.y, r.bottom)},
        )
        xs = _lines({x0, x1}, calm[0] | edges[0], (field.x, field.right))
        ys = _lines({y0, y1}, calm[1] | edges[1], (field.y, field.bottom))
        shut: set[tuple[int, int]] = set()
        for zone in zones:
            shut |= _inside(zone, xs, ys)
        for home in homes:
            shut -= _inside(home, xs, ys)
        for zone in _zones(trip, (0.0, 0.0), distance):
            shut |= _inside(zone, xs, ys)
        return cls(xs, ys, calm, (trip.start.centre, trip.end.centre), frozenset(shut))

    def shortest(self) -> list[Point] | None:
        """The corners of the cheapest way from end to end, both included; None when there is no way."""
        (x0, y0), (x1, y1) = self.ends
        start, goal = (self.xs.index(x0), self.ys.index(y0)), (self.xs.index(x1), self.ys.index(y1))
        queue: list[tuple[float, int, int, int]] = [(0.0, *start, 0), (0.0, *start, 1)]
        best = {(*start, 0): 0.0, (*start, 1): 0.0}
        came: dict[tuple[int, int, int], tuple[int, int, int]] = {}
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

    def _next(self, i: int, j: int) -> Iterator[tuple[int, int, int]]:
        for di, dj in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            to = (i + di, j + dj)
            inside = 0 <= to[0] < len(self.xs) and 0 <= to[1] < len(self.ys)
            if (
                inside
                and (2 * i + di, 2 * j + dj) not in self.shut
                and (2 * to[0], 2 * to[1]) not in self.shut
            ):
                yield (*to, abs(dj))

    def _corners(
        self, came: dict[tuple[int, int, int], tuple[int, int, int]], last: tuple[int, int, int]
    ) -> list[Point]:
        states = [last]
        while states[-1] in came:
            states.append(came[states[-1]])
        states.reverse()
        turns = [a for a, b in pairwise(states) if a[2] != b[2] and a != states[0]]
        places = [states[0], *turns, last]
        return [(self.xs[i], self.ys[j]) for i, j, _ in places]


def _zones(trip: Trip, half: tuple[float, float], distance: float) -> Iterator[Rect]:
    """What the middle of something keeps out of; smaller near the ends, where others may stand closer."""
    for other in trip.others:
        near = min(apart(other, trip.start), apart(other, trip.end))
        if near > 0:
            margin = min(distance, near / 2)
            yield other.inset(-half[0] - margin, -half[1] - margin)


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


def _fits(way: Path, trip: Trip, distance: float) -> bool:
    """Whether a new way is inside the field and clear."""
    half = trip.half
    inside = all(
        FIELD.x + half[0] <= x <= FIELD.right - half[0] and FIELD.y + half[1] <= y <= FIELD.bottom - half[1]
        for x, y in samples(passed(way, trip))
    )
    return inside and not _met(way, trip, distance)
