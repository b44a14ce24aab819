"""The axes of a plot: where they begin and end, and the numbers on them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, log10

from explainsite.picture.scales import powers, round_bounds, ticks
from explainsite.picture.typeface import width
from explainsite.storyboard.actors.curves import AxisSpec, written_on
from explainsite.storyboard.words import minus

TICK_SIZE = 32.0
MOST_X, MOST_Y = 7, 5
LEAST_STEP = 58.0
"""Px from one number of the upright axis to the next, at the least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An axis from one px to another, and the numbers on it."""

    spec: AxisSpec
    low: float
    high: float
    begin: float
    end: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """The px of a value."""
        low, high, here = self.low, self.high, value
        if self.spec.log:
            low, high, here = log10(low), log10(high), log10(here)
        return self.begin + (self.end - self.begin) * (here - low) / (high - low)

    @property
    def slope(self) -> float:
        """How much an upright axis that is not logarithmic gains with each px."""
        return (self.high - self.low) / (self.begin - self.end)


def upright_axis(spec: AxisSpec, reach: tuple[float, float], px: tuple[float, float], *, zero: bool) -> Axis:
    """An axis from one px up to another, for values that reach so far; `zero` makes it begin at 0."""
    most = max(1, min(MOST_Y, int((px[0] - px[1]) / LEAST_STEP)))
    return _axis(spec, _range(spec, *reach, most, zero=zero), px, most)


def level_axis(spec: AxisSpec, reach: tuple[float, float], px: tuple[float, float]) -> Axis:
    """An axis from one px to another on the right; it begins and ends with the values themselves."""
    return _axis(spec, _within(spec, *_apart(spec, *reach)), px, MOST_X)


def _axis(spec: AxisSpec, bounds: tuple[float, float], px: tuple[float, float], most: int) -> Axis:
    numbers = tuple((powers if spec.log else ticks)(*bounds, most))
    return Axis(spec=spec, low=bounds[0], high=bounds[1], begin=px[0], end=px[1], ticks=numbers)


def _apart(axis: AxisSpec, low: float, high: float) -> tuple[float, float]:
    """Bounds that are not one number."""
    if low < high:
        return (low, high)
    return (low / 2, high * 2) if axis.log else (low - 1, high + 1)


def _within(axis: AxisSpec, low: float, high: float) -> tuple[float, float]:
    """The bounds that an axis has of its own, or else those of what is on it."""
    begin, end = low if axis.begin is None else axis.begin, high if axis.to is None else axis.to
    return _apart(axis, begin, end) if begin <= end else (end, begin)


def _range(axis: AxisSpec, low: float, high: float, most: int, *, zero: bool) -> tuple[float, float]:
    """Where an upright axis begins and ends. An area without 0 would lie."""
    return _within(axis, *round_bounds(*_apart(axis, low, high), most, log=axis.log, zero=zero))


def tick_texts(axis: Axis) -> list[tuple[float, str]]:
    """The numbers at the ticks, all with as many decimals as the finest of them needs."""
    if axis.spec.format or axis.spec.log:
        return [(tick, written_on(axis.spec, tick)) for tick in axis.ticks]
    decimals = max((_decimals(tick) for tick in axis.ticks), default=0)
    unit = axis.spec.unit
    return [(tick, minus(f"{tick:,.{decimals if tick else 0}f}") + unit) for tick in axis.ticks]


def _decimals(value: float) -> int:
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


def spaced_texts(axis: Axis) -> list[tuple[float, str]]:
    """The numbers of the level axis, as many as stand apart from each other."""
    texts = tick_texts(axis)
    widest = max((tick_width(text) for _, text in texts), default=0.0)
    apart = min((b - a for a, b in pairwise(axis.at(tick) for tick, _ in texts)), default=widest + 40)
    return texts[:: ceil((widest + 24) / apart)]


def tick_width(text: str) -> float:
    """The width of a number at a tick, in px."""
    return width(text, "sans", 450, TICK_SIZE)
