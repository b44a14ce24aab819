"""How a part moves while a step lasts: straight on, aside from that, or along a graph; and how fast."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin

import numpy as np

from explainsite.picture.flight import smootherstep
from explainsite.picture.shapes import Point
from explainsite.scenes.drawing import PX_PER_UNIT, Points

Interval = tuple[float, float]
"""When in its step an animation begins and ends, as shares of the step."""


@dataclass(frozen=True, slots=True)
class Trajectory:
    """How a part moves while a step lasts: by `drift` px in all, swinging aside by `bow` px at the middle.

    `dip` is the share of its ink that it lacks there: words that pass beneath others step back.
    A part that moves along a graph has the places that it passes in `ride`, a share of its way apart.
    """

    drift: Point = (0.0, 0.0)
    bow: Point = (0.0, 0.0)
    interval: Interval = (0.0, 1.0)
    dip: float = 0.0
    ride: tuple[Point, ...] = ()

    @property
    def is_straight(self) -> bool:
        """Whether the part goes from place to place by the shortest way."""
        return self.bow == (0.0, 0.0) and not self.ride

    def offset(self, alpha: float) -> Points:
        """How far it has come at the moment `alpha` of the step, in Manim's units."""
        begin, end = self.interval
        share = smootherstep((alpha - begin) / (end - begin))
        return share * in_units(self.drift) + self.swing(share)

    def swing(self, share: float) -> Points:
        """How far it is aside when it has come that share of its way."""
        if not self.ride:
            return sin(pi * share) * in_units(self.bow)
        aside = self.ride
        at = share * (len(aside) - 1)
        first = min(int(at), len(aside) - 2)
        (x0, y0), (x1, y1) = aside[first], aside[first + 1]
        return in_units((x0 + (x1 - x0) * (at - first), y0 + (y1 - y0) * (at - first)))

    def ink(self, share: float) -> float:
        """How much of it is seen when it has come that share of its way."""
        return 1.0 - self.dip * sin(pi * share)


def in_units(px: Point) -> Points:
    """A distance in px, y down, as Manim's."""
    return np.array([px[0], -px[1], 0.0]) / PX_PER_UNIT


STILL = Trajectory()
