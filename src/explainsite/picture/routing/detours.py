"""Detours: paths around what stands between two ends.

Bows are tried, low ones first, to the side with more room; then orthogonal paths through the gaps. The first
that keeps its distance wins.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from explainsite.picture.paths import Path
from explainsite.picture.routing.bows import bow_path
from explainsite.picture.routing.clearance import Connector
from explainsite.picture.routing.orthogonal import orthogonal_path

LINE_DISTANCES = (44.0, 20.0, 10.0)
"""Px from a new line to what is beside it, tried in order. The first leaves room for messages along it."""
PILL_DISTANCES = (18.0, 8.0)


@lru_cache(maxsize=2048)
def detour(connector: Connector, offset: float = 0.0) -> Path | None:
    """A path around what stands between; None when there is none. Its bow is `offset` px to the right."""
    distances = LINE_DISTANCES if connector.half == (0.0, 0.0) else PILL_DISTANCES
    bows = (bow_path(connector, distance, offset) for distance in distances)
    orthogonal = (orthogonal_path(connector, distance) for distance in distances[-2:])
    return next((path for path in chain(bows, orthogonal) if path is not None), None)
