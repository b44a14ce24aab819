"""What a path must keep clear of: the obstacles at a distance, its own ends, and the edges of the field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from explainsite.picture.layout import FIELD
from explainsite.picture.paths import Path, cut, dense, samples
from explainsite.picture.routing.direct import GAP, apart
from explainsite.picture.shapes import Point, Rect

ENOUGH = 6.0
"""Px at which a path counts as clear as it is."""


@dataclass(frozen=True, slots=True)
class Connector:
    """What is to be routed: its ends, the obstacles, and half the size of what passes; a line has none."""

    start: Rect
    end: Rect
    obstacles: tuple[Rect, ...]
    half: tuple[float, float] = (0.0, 0.0)
    field: Rect = FIELD
    """What new paths stay inside of."""


@lru_cache(maxsize=8192)
def is_clear(path: Path, connector: Connector, distance: float = ENOUGH) -> bool:
    """Whether a path passes everything at a distance; less near its ends, where others may stand closer."""
    pill = outside_ends(path, connector)
    return bool(pill) and not (
        _touches(samples(path), connector, (0.0, 0.0), distance)
        or _crosses_ends(path, connector)
        or (connector.half != (0.0, 0.0) and _touches(samples(pill), connector, connector.half, distance))
    )


def pill_is_clear(path: Path, connector: Connector) -> bool:
    """Whether a pill on a path is clear of all obstacles."""
    return not _touches(samples(path), connector, connector.half, ENOUGH)


def fits(path: Path, connector: Connector, distance: float) -> bool:
    """Whether a new path is inside the field and clear."""
    field = connector.field.inset(*connector.half)
    pill = outside_ends(path, connector)
    inside = bool(pill) and all(
        field.x <= x <= field.right and field.y <= y <= field.bottom for x, y in samples(pill)
    )
    return inside and is_clear(path, connector, distance)


def zones(connector: Connector, half: tuple[float, float], distance: float) -> Iterator[Rect]:
    """What the middle of something keeps out of; smaller near the ends, where others may stand closer."""
    for obstacle in connector.obstacles:
        near = min(apart(obstacle, connector.start), apart(obstacle, connector.end))
        if near > 0:
            margin = min(distance, near / 2)
            yield obstacle.inset(-half[0] - margin, -half[1] - margin)


def outside_ends(path: Path, connector: Connector) -> Path:
    """The piece of a path on which the middle of a pill runs, clear of both ends; empty if there is none."""
    if connector.half == (0.0, 0.0):
        return path
    homes = end_zones(connector)
    fine = 96
    points = samples(path, fine)
    free = [i for i, at in enumerate(points) if not any(home.has(at) for home in homes)]
    first, last = (free[0], free[-1]) if free else (0, 0)
    return cut(path, first / fine, last / fine) if last - first == len(free) - 1 > 0 else ()


def end_zones(connector: Connector) -> tuple[Rect, Rect]:
    """What the middle of a pill keeps out of at its start and at its end."""
    dx, dy = -connector.half[0] - GAP, -connector.half[1] - GAP
    return (connector.start.inset(dx, dy), connector.end.inset(dx, dy))


def _touches(points: Sequence[Point], connector: Connector, half: Point, distance: float) -> bool:
    kept = [*zones(connector, half, distance)]
    return any(zone.has(at) for at in dense(points) for zone in kept)


def _crosses_ends(path: Path, connector: Connector) -> bool:
    ends = (connector.start, connector.end)
    return any(end.has(at) for end in ends for at in dense(samples(path)))
