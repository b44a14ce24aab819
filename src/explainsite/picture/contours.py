"""LevelSet lines of a function that is known on a grid: marching squares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, hypot, inf

Point = tuple[float, float]
Polyline = tuple[Point, ...]
Values = Sequence[Sequence[float]]

_CELLS = 120
"""The columns or rows that a grid is refined to: then straight pieces look round."""
_CASES: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 6: ((0, 2),), 7: ((3, 2),), 8: ((2, 3),),
    9: ((2, 0),), 11: ((2, 1),), 12: ((1, 3),), 13: ((1, 0),), 14: ((0, 3),),
}  # fmt: skip
"""From which side to which a line crosses a square, by which of its corners are below the level.

Sides and corners count from the lower left one, counterclockwise; what is below is on the right of a line.
"""
_SADDLES = {
    (5, True): ((3, 2), (1, 0)), (5, False): ((3, 0), (1, 2)),
    (10, True): ((0, 3), (2, 1)), (10, False): ((0, 1), (2, 3)),
}  # fmt: skip
"""The same where corners alternate, by whether the middle is below the level."""


@dataclass(frozen=True, slots=True)
class LevelSet:
    """What is at a level, in shares of the grid's width and height: its lines, and the region below it."""

    lines: tuple[Polyline, ...]
    region: tuple[Polyline, ...]


@lru_cache(maxsize=8)
def contours(values: tuple[tuple[float, ...], ...], levels: tuple[float, ...]) -> tuple[LevelSet, ...]:
    """The contours of a function that is known on a grid, row by row; it is smooth between its values."""
    fine = finer(values, max(1, ceil(_CELLS / max(len(values), len(values[0])))))
    xs, ys = (_shares(len(side)) for side in (fine[0], fine))
    return tuple(
        LevelSet(tuple(contour(fine, xs, ys, level)), tuple(region(fine, xs, ys, level))) for level in levels
    )


def _shares(count: int) -> list[float]:
    return [i / (count - 1) for i in range(count)]


def finer(values: Values, times: int) -> list[list[float]]:
    """A grid with so many steps for each step, on cubics through its values (Catmull-Rom)."""
    rows = [_finer(row, times) for row in values]
    columns = [_finer(column, times) for column in zip(*rows, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)]


def _finer(row: Sequence[float], times: int) -> list[float]:
    padded = [2 * row[0] - row[1], *row, 2 * row[-1] - row[-2]]
    found = []
    for p, a, b, q in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for t in (i / times for i in range(times)):
            bend = (2 * p - 5 * a + 4 * b - q) * t * t + (3 * a - p - 3 * b + q) * t * t * t
            found.append(a + ((b - p) * t + bend) / 2)
    return [*found, row[-1]]


def contour(values: Values, xs: Sequence[float], ys: Sequence[float], level: float) -> list[Polyline]:
    """The lines at a level, closed ones with their first point at both ends.

    `values` has a row for each of `ys`, with a value for each of `xs`.
    """
    finite = [value for row in values for value in row if value < inf]
    level += 1e-9 * (max(finite) - min(finite))  # at no corner, where several lines would meet
    following = {start: end for start, end in _segments(values, xs, ys, level) if start != end}
    lines = [_chain(following, start) for start in sorted(following.keys() - set(following.values()))]
    while following:
        lines.append(_chain(following, next(iter(following))))
    return [line for line in lines if len(line) > 1]


def region(values: Values, xs: Sequence[float], ys: Sequence[float], level: float) -> list[Polyline]:
    """The closed outlines of all that is below a level; holes run the other way round."""
    wide = [(inf,) * (len(xs) + 2)]
    around = [*wide, *((inf, *row, inf) for row in values), *wide]
    return contour(around, (xs[0], *xs, xs[-1]), (ys[0], *ys, ys[-1]), level)


def _segments(
    values: Values, xs: Sequence[float], ys: Sequence[float], level: float
) -> Iterator[tuple[Point, Point]]:
    below = [[value < level for value in row] for row in values]
    for j, (low, high) in enumerate(pairwise(below)):
        cases = (a + 2 * b + 4 * c + 8 * d for a, b, c, d in zip(low, low[1:], high[1:], high, strict=False))
        for i, case in enumerate(cases):
            if case not in {0, 15}:
                yield from _square(values, xs, ys, level, (i, j, case))


def _square(
    values: Values, xs: Sequence[float], ys: Sequence[float], level: float, at: tuple[int, int, int]
) -> Iterator[tuple[Point, Point]]:
    """The pieces of lines in a square, by its column, its row and its case."""
    i, j, case = at
    corners = [(xs[m], ys[n], values[n][m]) for m, n in ((i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1))]
    middle = sum(value for *_, value in corners) / 4 < level
    for start, end in _SADDLES.get((case, middle), _CASES.get(case, ())):
        yield _crossing(corners, start, level), _crossing(corners, end, level)


def _crossing(corners: Sequence[tuple[float, float, float]], side: int, level: float) -> Point:
    """Where the level is reached on a side. Both squares at it get the very same point."""
    (ax, ay, a), (bx, by, b) = sorted((corners[side], corners[(side + 1) % 4]))
    if inf in {a, b}:
        return (ax, ay) if b == inf else (bx, by)
    share = (level - a) / (b - a)
    return (ax + (bx - ax) * share, ay + (by - ay) * share)


def _chain(following: dict[Point, Point], start: Point) -> Polyline:
    line = [start]
    while line[-1] in following:
        line.append(following.pop(line[-1]))
    return tuple(line)


def simplified(line: Polyline, tolerance: float) -> Polyline:
    """A line with fewer points, from which those left out are no farther than that (Douglas-Peucker)."""
    if len(line) < 3:
        return line
    far, at = max((_distance(point, line[0], line[-1]), i) for i, point in enumerate(line[1:-1], 1))
    if far <= tolerance:
        return (line[0], line[-1])
    return (*simplified(line[: at + 1], tolerance)[:-1], *simplified(line[at:], tolerance))


def _distance(point: Point, a: Point, b: Point) -> float:
    long = hypot(b[0] - a[0], b[1] - a[1])
    if long == 0:
        return hypot(point[0] - a[0], point[1] - a[1])
    return abs((b[0] - a[0]) * (a[1] - point[1]) - (a[0] - point[0]) * (b[1] - a[1])) / long
