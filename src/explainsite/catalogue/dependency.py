"""What must come first: orders, closures and circles of a graph of names."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

Edges = Mapping[str, Iterable[str]]
"""For each name the names that it requires."""


def closure(edges: Edges) -> dict[str, frozenset[str]]:
    """For each name everything that it requires, directly or not. In a circle some are missing."""
    found: dict[str, frozenset[str]] = {}
    for name in stable_order(tuple(edges), edges):
        direct = frozenset(edges[name])
        found[name] = direct.union(*(found.get(need, ()) for need in direct))
    return found


def stable_order(names: Sequence[str], edges: Edges) -> list[str]:
    """`names` with each after those of its requirements that are among them, otherwise as they stood.

    Of the names that may come next it takes the earliest; a circle is broken at its earliest name.
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


def circles(edges: Edges) -> Iterator[list[str]]:
    """The shortest circle through each name that is in one: `[a, b]` when a requires b and b requires a."""
    tangled = _tangled(edges)
    seen: set[str] = set()
    for name in tangled:
        circle = [] if name in seen else _way_back(tangled, name)
        seen.update(circle)
        if circle:
            yield circle


def _tangled(edges: Edges) -> dict[str, list[str]]:
    """The part of the graph that cannot be put into an order."""
    left = {name: [need for need in needs if need in edges] for name, needs in edges.items()}
    while free := [name for name, needs in left.items() if not needs]:
        for name in free:
            del left[name]
        left = {name: [need for need in needs if need in left] for name, needs in left.items()}
    return left


def _way_back(edges: Mapping[str, list[str]], start: str) -> list[str]:
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
    way = [name]
    while way[-1] in came_from:
        way.append(came_from[way[-1]])
    return way[::-1]
