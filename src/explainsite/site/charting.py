"""Where each piece stands on the map of prerequisites, and where the lines between them run.

igraph lays the graph out in layers (Sugiyama): what requires nothing is on the left, everything else to the
right of all that it requires. Lengths are in px of the drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, chain, pairwise
from typing import Any

from explainsite.catalogue.dependency import topological_order
from explainsite.jobs.memory import Memory

ROW, GUTTER = 42.0, 92.0
"""From one piece to the next in a layer, and between two layers, where lines change rows."""
MARGIN = 16.0
TEXT_SIZE, DOT = 15.0, 16.0
"""The size of names, and the room for the dot before one."""
WIDEST = 190.0
"""The width from which a name of several words stands on two lines."""
GAP = 10.0
"""What stays free between a name or a dot and a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A piece on the map: its name as it is set, its dot's middle, and where the name ends."""

    slug: str
    name: tuple[str, ...]
    x: float
    y: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """From a piece to one that requires it, as an SVG path."""

    needed: str
    by: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The map, drawn."""

    width: float
    height: float
    stations: tuple[Station, ...]
    lines: tuple[Track, ...]


def prerequisite_chart(
    names: Mapping[str, str], requires: Mapping[str, Sequence[str]], memory: Memory | None
) -> Chart:
    """The chart of the pieces with these names and prerequisites, by slug; from the memory if it has it."""
    depends = [dict(names), {slug: list(needs) for slug, needs in requires.items()}]
    known = memory.recall(REMEMBERED, depends) if memory else None
    if known is not None:
        return _chart_of(known)
    chart = _drawn(names, requires)
    if memory:
        memory.keep(REMEMBERED, depends, asdict(chart))
    return chart


REMEMBERED = "map/chart"


def _chart_of(known: Mapping[str, Any]) -> Chart:
    return Chart(
        width=known["width"],
        height=known["height"],
        stations=tuple(
            Station(**{**station, "name": tuple(station["name"])}) for station in known["stations"]
        ),
        lines=tuple(Track(**line) for line in known["lines"]),
    )


def _drawn(names: Mapping[str, str], requires: Mapping[str, Sequence[str]]) -> Chart:
    layers = _layers(requires)
    places, passes = _laid_out(tuple(names), requires, layers)
    set_names = {slug: _set(name) for slug, name in names.items()}
    room = [0.0] * (1 + max(layers.values(), default=-1))
    for slug, layer in layers.items():
        room[layer] = max(room[layer], DOT + _width(set_names[slug]))
    columns = list(accumulate((width + GUTTER for width in room), initial=MARGIN))
    top = min((*places.values(), *chain.from_iterable(passes.values())), default=0.0)
    stations = {
        slug: Station(
            slug=slug,
            name=set_names[slug],
            x=round(columns[layers[slug]], 1),
            y=round(MARGIN + (places[slug] - top) * ROW, 1),
            end=round(columns[layers[slug]] + DOT + _width(set_names[slug]), 1),
        )
        for slug in names
    }
    lines = []
    for (need, slug), rows in passes.items():
        levels = [MARGIN + (row - top) * ROW for row in rows]
        between = range(layers[need], layers[slug])
        gutters = [(columns[layer] + room[layer] + GAP, columns[layer + 1] - GAP) for layer in between]
        path = _path(stations[need], gutters, [*levels, stations[slug].y])
        lines.append(Track(needed=need, by=slug, path=path))
    return Chart(
        width=round(max((station.end for station in stations.values()), default=0) + MARGIN),
        height=round(max((station.y for station in stations.values()), default=0) + MARGIN),
        stations=tuple(stations.values()),
        lines=tuple(lines),
    )


def _set(name: str) -> tuple[str, ...]:
    """A name on one line, or on two that are as equal as they can be."""
    words = name.split()
    if _width((name,)) <= WIDEST or len(words) == 1:
        return (name,)
    splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(splits, key=_width)


def _width(lines: Sequence[str]) -> float:
    from explainsite.picture.typeface import width

    return max(width(line, "sans", 500, TEXT_SIZE) for line in lines)


def _layers(requires: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """For each piece the length of the longest chain of prerequisites before it."""
    found: dict[str, int] = {}
    for slug in topological_order(tuple(requires), requires):
        found[slug] = 1 + max((found[need] for need in requires[slug]), default=-1)
    return found


def _laid_out(
    slugs: Sequence[str], requires: Mapping[str, Sequence[str]], layers: Mapping[str, int]
) -> tuple[dict[str, float], dict[tuple[str, str], list[float]]]:
    """The row of each piece; for each line its rows in the layers that it passes.

    There the line has a vertex of its own, so that it gets a row to itself.
    """
    from igraph import Graph  # type: ignore[import-untyped]  # most builds remember the chart

    graph = Graph(n=len(slugs), directed=True)
    index, levels = {slug: place for place, slug in enumerate(slugs)}, [layers[slug] for slug in slugs]
    passed: dict[tuple[str, str], range] = {}
    for slug in slugs:
        for need in requires[slug]:
            between = range(layers[need] + 1, layers[slug])
            own = passed[need, slug] = range(len(levels), len(levels) + len(between))
            levels += between
            graph.add_vertices(len(between))
            graph.add_edges(pairwise((index[need], *own, index[slug])))
    rows = [float(x) for x, _ in graph.layout_sugiyama(layers=levels, maxiter=400)]
    return {slug: rows[place] for slug, place in index.items()}, {
        line: [rows[place] for place in own] for line, own in passed.items()
    }


def _path(start: Station, gutters: Sequence[tuple[float, float]], rows: Sequence[float]) -> str:
    """From the end of a name to a dot: level along the names of a layer, changing rows between two layers."""
    y = start.y
    path = f"M{start.end + GAP:g} {y:g}"
    for (left, right), to in zip(gutters, rows, strict=True):
        middle = (left + right) / 2
        path += f"H{left:g}C{middle:g} {y:g} {middle:g} {to:g} {right:g} {to:g}"
        y = to
    return path
