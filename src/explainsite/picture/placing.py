"""Label placement: of several places for words, the first that is clear of lines and of other words.

Places are tried in the order in which they are liked; where none is clear, the one with the lowest cost wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explainsite.picture.shapes import Point, Rect

LineSegment = tuple[Point, Point]
SHIFTS = (0.0, -5.0, 34.0)
"""Px by which words may stand farther from their thing, to be clear of a faint line."""
CLEAR = 7.0
"""Px that stay free around words."""
_WORD_COST, _LINE_COST, _FAINT_COST = 40.0, 12.0, 2.5
"""What it costs to cover a word or to lie on a line, against 1 for each place that is less liked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What words must not cover: other things, lines, and all that is outside `field`.

    They may stand on `faint` lines, such as those of a grid, but had better not.
    """

    field: Rect
    things: tuple[Rect, ...] = ()
    lines: tuple[LineSegment, ...] = ()
    faint: tuple[LineSegment, ...] = ()

    def taken(self, rect: Rect) -> Room:
        """The room that is left when words stand at `rect`."""
        return replace(self, things=(*self.things, rect))

    def best(self, places: Sequence[Rect]) -> Rect:
        """The first of the places that is clear, or the one with the least on it. Liked best come first."""
        costs = [self._cost(rect) + self._faint(rect) + index for index, rect in enumerate(places)]
        return places[costs.index(min(costs))]

    def is_clear(self, rect: Rect) -> bool:
        """Whether nothing is in the way of words at `rect`."""
        return self._cost(rect) == 0

    def _faint(self, rect: Rect) -> float:
        return _FAINT_COST * sum(crosses(line, rect.inset(0, -2)) for line in self.faint)

    def _cost(self, rect: Rect) -> float:
        around = rect.inset(-CLEAR, -CLEAR)
        things = sum(_overlap(around, thing) for thing in self.things)
        lines = sum(crosses(line, around) for line in self.lines)
        return _WORD_COST * (things + _is_outside(rect, self.field)) + _LINE_COST * lines


def _overlap(a: Rect, b: Rect) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def _is_outside(rect: Rect, field: Rect) -> bool:
    return rect.x < field.x or rect.y < field.y or rect.right > field.right or rect.bottom > field.bottom


def crosses(line: LineSegment, rect: Rect) -> bool:
    """Whether a straight line passes through a rectangle."""
    (x0, y0), (x1, y1) = line
    enters, leaves = 0.0, 1.0
    for along, before, behind in (
        (x1 - x0, rect.x - x0, rect.right - x0),
        (y1 - y0, rect.y - y0, rect.bottom - y0),
    ):
        if along == 0:
            if before > 0 or behind < 0:
                return False
            continue
        first, last = sorted((before / along, behind / along))
        enters, leaves = max(enters, first), min(leaves, last)
    return enters < leaves


def places_around(rect: Rect, wide: float, high: float, gap: float) -> tuple[Rect, ...]:
    """Places for words around a thing: above and below it, then at its corners, each at a few distances."""
    x, right, left = rect.centre[0] - wide / 2, rect.right + gap / 2, rect.x - gap / 2 - wide
    return tuple(
        Rect(at_x, rect.bottom + gap + more if is_below else rect.y - gap - more - high, wide, high)
        for at_x, is_below in (
            (x, False),
            (x, True),
            (right, False),
            (left, False),
            (right, True),
            (left, True),
        )
        for more in SHIFTS
    )


def places_along(line: LineSegment, wide: float, high: float, gap: float) -> tuple[Rect, ...]:
    """Places for words beside a line, the ones at its middle first."""
    (x0, y0), (x1, y1) = line
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 or 1.0
    across = ((y0 - y1) / length, (x1 - x0) / length)
    if across[0] < 0:
        across = (-across[0], -across[1])
    apart = abs(across[0]) * wide / 2 + abs(across[1]) * high / 2 + gap
    places = []
    for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82):
        for side in (1, -1):
            x = x0 + (x1 - x0) * share + side * across[0] * apart
            y = y0 + (y1 - y0) * share + side * across[1] * apart
            places.append(Rect(x - wide / 2, y - high / 2, wide, high))
    return tuple(places)
