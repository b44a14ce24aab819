"""Bows: the lowest Bézier curve over what stands between two ends."""

from __future__ import annotations

from math import hypot, inf

from explainsite.picture.paths import Path, length
from explainsite.picture.routing.clearance import Connector, fits
from explainsite.picture.routing.direct import GAP, gap, port, side_of
from explainsite.picture.shapes import Point, Rect

_RISE, _STEP = 0.14, 30.0
"""The height of the lowest bow as a share of its length, and how much higher the next one is."""
_SPREADS = {0.3: 0.0, 0.16: 40.0, 0.04: 160.0}
"""How far along a bow its controls stand, and its price in px; the first is round, the last is flat."""
_PORT = 0.32
"""Share of an edge to either side of its middle where bows begin and end."""


def bow_path(connector: Connector, distance: float, offset: float) -> Path | None:
    """The best of the lowest bows that are clear. Round ones are better than flat ones."""
    bows = [bow for spread in _SPREADS if (bow := _lowest(connector, distance, spread, offset)) is not None]
    return min(bows, key=lambda bow: bow[0], default=(0.0, None))[1]


def _lowest(connector: Connector, distance: float, spread: float, offset: float) -> tuple[float, Path] | None:
    """The lowest bow of a form that is clear, with its price. Far ends have higher bows: they nest."""
    (x0, y0), (x1, y1) = connector.start.centre, connector.end.centre
    least = _RISE * hypot(x1 - x0, y1 - y0)
    sides = _sides(connector)
    for step in range(30):
        for side in sides:
            height = side * (least + step * _STEP)
            if _is_good(_bow(connector, height, spread), connector, distance):
                heights = (height, height + side * abs(offset))
                bows = [_bow(connector, height, spread, offset) for height in heights]
                best = next((bow for bow in bows if _is_good(bow, connector, distance)), None)
                return (length(best) + _SPREADS[spread], best) if best else None
    return None


def _is_good(bow: Path, connector: Connector, distance: float) -> bool:
    """Whether a bow is clear, leaves and enters without a hook, and not on the far side of either end."""
    first, last = connector.start, connector.end
    ends = ((bow[0], bow[1], first, last), (bow[-1], bow[-2], last, first))
    return not any(_hooks(*end) for end in ends) and fits(bow, connector, distance)


def _hooks(at: Point, towards: Point, home: Rect, other: Rect) -> bool:
    dx, dy = side_of(at, home)
    turns_back = dx * (towards[0] - at[0]) + dy * (towards[1] - at[1]) <= 0
    return turns_back or gap(home, other, (-dx, -dy)) > 0


def _sides(connector: Connector) -> tuple[int, int]:
    """The two sides of the line from start to end, the one with more room first; else the upper one."""
    (x0, y0), (x1, y1) = connector.start.centre, connector.end.centre
    normal = (y0 - y1, x1 - x0)
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    rooms = [_room(middle, (normal[0] * side, normal[1] * side), connector.field) for side in (1, -1)]
    if abs(rooms[0] - rooms[1]) < 120:
        first = 1 if (normal[1], -normal[0]) < (0.0, 0.0) else -1
    else:
        first = 1 if rooms[0] > rooms[1] else -1
    return (first, -first)


def _room(at: Point, direction: Point, field: Rect) -> float:
    """Px from a point to the field's edge in a direction."""
    far = hypot(*direction) or 1.0
    dx, dy = direction[0] / far, direction[1] / far
    rooms = [
        ((field.right if dx > 0 else field.x) - at[0]) / dx if abs(dx) > 1e-9 else inf,
        ((field.bottom if dy > 0 else field.y) - at[1]) / dy if abs(dy) > 1e-9 else inf,
    ]
    return min(rooms)


def _bow(connector: Connector, height: float, spread: float, offset: float = 0.0) -> Path:
    """A bow over the line from start to end, whose controls stand `height` and `offset` px to its right.

    One with a larger offset begins and ends farther out.
    """
    out = offset / 2 if height > 0 else -offset / 2
    height += offset
    (x0, y0), (x1, y1) = connector.start.centre, connector.end.centre
    dx, dy = x1 - x0, y1 - y0
    far = hypot(dx, dy) or 1.0
    nx, ny = -dy / far * height, dx / far * height
    one = (x0 + dx * spread + nx, y0 + dy * spread + ny)
    other = (x1 - dx * spread + nx, y1 - dy * spread + ny)
    return (_port(connector.start, one, out), one, other, _port(connector.end, other, out))


def _port(rect: Rect, towards: Point, out: float) -> Point:
    """Where a bow leaves a shape: beside the middle of one of its edges, never near a corner.

    `out` px farther from the other end than another bow, or nearer to it.
    """
    x, y = port(rect, towards)
    (cx, cy) = rect.centre
    if rect.x < x < rect.right:
        return (_within(x, cx, rect.w * _PORT, out), y)
    edge = rect.right + GAP if x > cx else rect.x - GAP  # at a corner, x is nearer to the shape
    return (edge, _within(y, cy, rect.h * _PORT, out))


def _within(at: float, middle: float, most: float, out: float) -> float:
    aside = min(abs(at - middle), most)
    aside = max(0.0, aside - out) if out else aside
    return middle + (aside if at > middle else -aside)
