"""Where the nodes of a directed graph stand, in units: in layers along its edges, on a circle, or in a grid.

x grows to the right and y down, as in a picture; from one layer to the next is 1, and the circle's radius.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin

from explainsite.picture.shapes import Point

Edges = Sequence[tuple[str, str]]
_SWEEPS = 6
"""How often the order in the layers is bettered; small graphs settle much earlier."""


def on_circle(nodes: Sequence[str]) -> dict[str, Point]:
    """Clockwise from the top, or two beside each other."""
    first = -pi if len(nodes) == 2 else -pi / 2
    turns = [first + 2 * pi * i / len(nodes) for i in range(len(nodes))]
    return {name: (cos(a), sin(a)) for name, a in zip(nodes, turns, strict=True)}


def in_grid(rows: Sequence[Sequence[str]]) -> dict[str, Point]:
    """Each name at its place in the rows."""
    return {name: (float(x), float(y)) for y, row in enumerate(rows) for x, name in enumerate(row)}


def in_layers(nodes: Sequence[str], edges: Edges) -> dict[str, Point]:
    """Each node right of those that lead to it, in an order that lets few edges cross (Sugiyama's method)."""
    forward = _without_cycles(nodes, edges)
    depth = _depths(nodes, forward)
    layers = [[name for name in nodes if depth[name] == x] for x in range(max(depth.values()) + 1)]
    for sweep in range(_SWEEPS):
        ahead = sweep % 2 == 0
        beside = _neighbours(forward if ahead else [(b, a) for a, b in forward])
        for x in range(1, len(layers)) if ahead else range(len(layers) - 2, -1, -1):
            order = {name: _spot(layer, name) for layer in layers for name in layer}
            layers[x].sort(key=lambda name: _mean([order[n] for n in beside.get(name, ())], order[name]))
    return {name: (float(x), _spot(layer, name)) for x, layer in enumerate(layers) for name in layer}


def _spot(layer: Sequence[str], name: str) -> float:
    """Where a node stands in its layer, whose middle is 0."""
    return layer.index(name) - (len(layer) - 1) / 2


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _neighbours(edges: Edges) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for start, end in edges:
        found.setdefault(end, []).append(start)
    return found


def _without_cycles(nodes: Iterable[str], edges: Edges) -> Edges:
    """The edges less those that lead back to where a walk from the first node came from."""
    kept: list[tuple[str, str]] = []
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        done.add(name)
        for start, end in edges:
            if start == name and end not in (*way, name):
                kept.append((start, end))
                if end not in done:
                    walk(end, (*way, name))

    for name in nodes:
        if name not in done:
            walk(name, ())
    return kept


def _depths(nodes: Sequence[str], edges: Edges) -> dict[str, int]:
    """The layer of each node: the longest way to it; one to which nothing leads is next to where it leads."""
    depth = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for start, end in edges:
            depth[end] = max(depth[end], depth[start] + 1)
    ends = {end for _, end in edges}
    for name in nodes:
        after = [depth[end] for start, end in edges if start == name]
        if name not in ends and after:
            depth[name] = min(after) - 1
    return depth
