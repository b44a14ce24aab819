"""What a view hands back: its shapes, and where each part stands so that messages and links find it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Literal, NamedTuple

from explainsite.picture.shapes import Rect, Shape

SMALLEST = 26.0
"""Px at 1080 lines: smaller text cannot be read in a film shown 640 px wide."""
PHONE = 34.0
"""Px of words and amounts at least: 6.9 px on a phone, where a film is 390 px wide.

What only tells where something stands may be smaller: the picture tells that, too.
"""


Reach = tuple[float, ...]
"""Some measures of an actor, the largest of all its states in a film."""


def most(known: Reach, now: Reach) -> Reach:
    """The larger of each measure; nothing may be known yet."""
    return tuple(max(pair) for pair in zip(known or now, now, strict=True))


class Margin(NamedTuple):
    """Px that stay free at each side of an actor, within its area."""

    above: float = 0.0
    below: float = 0.0
    right: float = 0.0

    @property
    def high(self) -> float:
        """What it takes of the height."""
        return self.above + self.below

    def inside(self, area: Rect) -> Rect:
        """What it leaves of an area."""
        return Rect(area.x, area.y + self.above, area.w - self.right, area.h - self.high)

    def plus(self, other: Margin) -> Margin:
        """Both, one outside the other."""
        return Margin(*(a + b for a, b in zip(self, other, strict=True)))

    def wider(self, other: Margin) -> Margin:
        """At each side the wider of two."""
        return Margin(*map(max, self, other))


NO_MARGIN = Margin()

NotesAt = Literal["below", "right", "gaps", "whole"]
"""Where the notes of an actor stand: below it, or at its right, to which lines run in the gaps of a grid.

`whole` is below, for the one on all of it: its view draws those on parts.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a view needs beyond its actor and its area.

    `gutter` is the width kept at the left for row labels, the same for all rows that begin at one column: the
    rail on which their cells, numbers and texts begin. `step` is the most that one cell may be from the next.
    `scale` is the amount of a full bar. `reach` is the most that the actor comes to in the whole film, as its
    view measures it, so that it keeps one size.
    """

    gutter: float = 0.0
    has_rail: bool = False
    step: float = inf
    scale: float = 1.0
    reach: Reach = ()

    def place(self, area: Rect) -> tuple[float, Literal["start", "middle"]]:
        """Where a single line stands: on the rail of its column, or in the middle of its area."""
        return (area.x + self.gutter, "start") if self.has_rail else (area.centre[0], "middle")

    def room(self, area: Rect) -> float:
        """The px that it has there."""
        return area.w - self.gutter if self.has_rail else area.w

    def span(self, area: Rect, wide: float) -> float:
        """The left edge of something `wide` that stands so."""
        return area.x + self.gutter if self.has_rail else area.centre[0] - wide / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """An actor drawn. `anchors` has the rectangle of each part by its id, of the whole by the empty id."""

    shapes: tuple[Shape, ...]
    anchors: Mapping[str, Rect]
    straight: bool = False
    """Whether lines to its parts are straight (nodes) or leave from above and below (rows).

    Rows that stand above each other are joined at their left or right edge.
    """
    open: bool = False
    """Whether others stand inside it, and lines cross its outline: a frame."""
    problems: tuple[str, ...] = field(default=())
    """Texts that do not fit, in words for the author."""
    advice: str = ""
    """What its author can do about them, if it is more than to write less or give it more room."""
