"""What must come first in a graph of names: topological order, transitive closure, cycles."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

Edges = Mapping[str, Iterable[str]]
"""For each name the names that it requires."""


def transitive_closure(edges: Edges) -> dict[str, frozenset[str]]:
    """For each name everything that it requires, directly or not. In a cycle some are missing."""
    found: dict[str, frozenset[str]] = {}
    for name in topological_order(tuple(edges), edges):
        direct = frozenset(edges[name])
        found[name] = direct.union(*(found.get(need, ()) for need in direct))
    return found


def topological_order(names: Sequence[str], edges: Edges) -> list[str]:
    """`names` with each after those of its requirements that are among them, otherwise as they stood.

    A stable topological sort by Kahn's algorithm: of the names that may come next, a heap gives the earliest.
    A cycle is broken at its earliest name.
    """
    place = {name: index for index, name in enumerate(names)}
    waiting = {name: {need for need in edges.get(name, ()) if need in place} - {name} for name in names}
    needed_by: dict[str, list[str]] = {name: [] for name in names}
    for name, needs in waiting.items():
        for need in needs:
            needed_by[need].append(name)
    ready = [place[name] for name, needs in waiting.items() if not needs]
    order: dict[str, None] = {}
    while len(order) < len(names):
        name = names[heapq.heappop(ready)] if ready else next(n for n in names if n not in order)
        order[name] = None
        for later in needed_by[name]:
            waiting[later].discard(name)
            if not waiting[later] and later not in order:
                heapq.heappush(ready, place[later])
    return list(order)


def cycles(edges: Edges) -> Iterator[list[str]]:
    """The shortest cycle through each name that is in one: `[a, b]` when a requires b and b requires a."""
    cyclic = _without_sources(edges)
    seen: set[str] = set()
    for name in cyclic:
        cycle = [] if name in seen else _shortest_cycle(cyclic, name)
        seen.update(cycle)
        if cycle:
            yield cycle


def _without_sources(edges: Edges) -> dict[str, list[str]]:
    """The part of the graph that cannot be put into an order: Kahn's algorithm takes away all that can."""
    left = {name: [need for need in needs if need in edges] for name, needs in edges.items()}
    while free := [name for name, needs in left.items() if not needs]:
        for name in free:
            del left[name]
        left = {name: [need for need in needs if need in left] for name, needs in left.items()}
    return left


def _shortest_cycle(edges: Mapping[str, list[str]], start: str) -> list[str]:
    """From a name back to itself by breadth-first search; empty if no edge leads back."""
    came_from: dict[str, str] = {}
    queue = deque([start])
    while queue:
        name = queue.popleft()
        for need in edges[name]:
            if need == start:
                return _trace(came_from, name)
            if need not in came_from:
                came_from[need] = name
                queue.append(need)
    return []


def _trace(came_from: Mapping[str, str], name: str) -> list[str]:
    path = [name]
    while path[-1] in came_from:
        path.append(came_from[path[-1]])
    return path[::-1]
