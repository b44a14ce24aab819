"""Trails in motion: they are walked step by step, all steps in equal times, and who walks stays on them."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from explainsite.picture.shapes import Dot, Point, Shape, Trail

LEAST_PLACES = 48
"""Places of a way at the least; each corner is one of them."""


def place(trail: Trail, steps: float) -> Point:
    """Where one is who has gone so many steps of a trail."""
    first = max(0, min(int(steps), len(trail.points) - 2))
    (x0, y0), (x1, y1) = trail.points[first], trail.points[min(first + 1, len(trail.points) - 1)]
    share = min(1.0, steps - first)
    return (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)


def walked(trail: Trail, steps: float) -> Trail:
    """The part of a trail up to there."""
    whole = int(steps)
    points = trail.points[: whole + 1]
    return replace(trail, points=points if whole == steps else (*points, place(trail, steps)))


def goes_on(before: Shape | None, after: Shape | None) -> bool:
    """Whether a trail only becomes longer."""
    if not isinstance(before, Trail) or not isinstance(after, Trail):
        return False
    return len(after.points) > len(before.points) and after.points[: len(before.points)] == before.points


def aside(before: Shape | None, after: Shape | None, walker: Dot) -> tuple[Point, ...]:
    """How far one who walks a trail on to its end is from the straight way, in px, place by place.

    Empty for one that does not stand at the end, or where the trail does not go on.
    """
    if not isinstance(before, Trail) or not isinstance(after, Trail) or not goes_on(before, after):
        return ()
    if (walker.x, walker.y) != after.points[-1]:
        return ()
    first, last = len(before.points) - 1, len(after.points) - 1
    count = (last - first) * ceil(LEAST_PLACES / (last - first))
    (x0, y0), (x1, y1) = before.points[-1], after.points[-1]
    found = []
    for share in (i / count for i in range(count + 1)):
        x, y = place(after, first + (last - first) * share)
        found.append((x - x0 - (x1 - x0) * share, y - y0 - (y1 - y0) * share))
    return tuple(found)
