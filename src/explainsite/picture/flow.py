"""Layouts for a stage whose author wrote none: along the way that messages go and links lead, or in rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import lcm

from explainsite.storyboard.grid import MOST_COLUMNS, MOST_ROWS
from explainsite.storyboard.state import Area, Grid


def flow_grids(names: Sequence[str], pairs: Iterable[tuple[str, str]]) -> Iterator[Grid]:
    """Those that exchange something step by step, from left to right or from above; all others below them.

    `pairs` are in the order of time: who speaks first stands before who answers. There is no layout if nobody
    does, or if the way is too long for a picture.
    """
    layers = _layers(names, pairs)
    if len(layers) < 2:
        return
    wide, rest = lcm(*map(len, layers)), [name for name in names if not any(name in each for each in layers)]
    across = {
        name: Area(row=place * (wide // len(layer)), column=step, rows=wide // len(layer), columns=1)
        for step, layer in enumerate(layers)
        for place, name in enumerate(layer)
    }
    down = {
        name: Area(row=a.column, column=a.row, rows=a.columns, columns=a.rows) for name, a in across.items()
    }
    for areas, rows, columns in ((across, wide, len(layers)), (down, len(layers), wide)):
        below = {name: Area(row=rows + i, column=0, rows=1, columns=columns) for i, name in enumerate(rest)}
        if rows + len(rest) <= MOST_ROWS and columns <= MOST_COLUMNS:
            placed = {**areas, **below}
            yield Grid(
                rows=rows + len(rest), columns=columns, areas=tuple((name, placed[name]) for name in names)
            )


def plain_grids(names: Sequence[str]) -> Iterator[Grid]:
    """Those that exchange nothing: side by side, in rows, and each beside or above all the others.

    In reading order; every row is as wide as the others, so that none leaves a hole.
    """
    for columns in range(2, min(MOST_COLUMNS, len(names)) + 1):
        if len(names) <= columns * MOST_ROWS:
            yield from in_rows(names, columns)
    if 3 <= len(names) <= MOST_ROWS:
        for large in names:
            rest = [name for name in names if name != large]
            yield _beside(large, rest, names)
            yield _above(large, rest, names)


def in_rows(names: Sequence[str], columns: int) -> Iterator[Grid]:
    """In rows of so many, in reading order; where the last is shorter, what stands in it may be wider."""
    rows = [names[at : at + columns] for at in range(0, len(names), columns)]
    even = lcm(columns, len(rows[-1]))
    for wide in dict.fromkeys((even, columns) if even <= MOST_COLUMNS else (columns,)):
        step = [wide // (columns if wide == columns else len(row)) for row in rows]
        placed = {
            name: Area(row=at, column=place * step[at], rows=1, columns=step[at])
            for at, row in enumerate(rows)
            for place, name in enumerate(row)
        }
        yield Grid(rows=len(rows), columns=wide, areas=tuple((name, placed[name]) for name in names))


def _beside(large: str, rest: Sequence[str], names: Sequence[str]) -> Grid:
    """One on the left, as high as all the others on its right."""
    placed = {name: Area(row=row, column=2, rows=1, columns=1) for row, name in enumerate(rest)}
    placed[large] = Area(row=0, column=0, rows=len(rest), columns=2)
    return Grid(rows=len(rest), columns=3, areas=tuple((name, placed[name]) for name in names))


def _above(large: str, rest: Sequence[str], names: Sequence[str]) -> Grid:
    """One above, as wide as all the others below it."""
    placed = {name: Area(row=1, column=column, rows=1, columns=1) for column, name in enumerate(rest)}
    placed[large] = Area(row=0, column=0, rows=1, columns=len(rest))
    return Grid(rows=2, columns=len(rest), areas=tuple((name, placed[name]) for name in names))


def _layers(names: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Longest-path layers of a directed graph; a pair that would close a circle is an answer.

    What surrounds others has no place of its own, so it is not among the names.
    """
    after: dict[str, set[str]] = {}
    placed = set(names)
    for start, end in pairs:
        if start != end and {start, end} <= placed and not _leads(after, end, start):
            after.setdefault(start, set()).add(end)
            after.setdefault(end, set())
    depth = dict.fromkeys(after, 0)
    for _ in after:
        for start, ends in after.items():
            for end in ends:
                depth[end] = max(depth[end], depth[start] + 1)
    width = max(depth.values(), default=-1) + 1
    return [[name for name in names if depth.get(name) == x] for x in range(width)]


def _leads(after: dict[str, set[str]], start: str, end: str) -> bool:
    return start == end or any(_leads(after, each, end) for each in after.get(start, ()))
