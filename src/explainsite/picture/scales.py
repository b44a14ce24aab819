"""Axes: where they begin and end, and which numbers stand at their ticks."""

from __future__ import annotations

from math import ceil, floor, log10


def tick_step(span: float, most: int) -> float:
    """The smallest of 1, 2 or 5 times a power of ten that divides `span` into no more than `most` steps."""
    least = span / most
    power = 10.0 ** floor(log10(least))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= least * (1 - 1e-9))


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from `low` to `high`, so many that there are no more than `most` steps between them.

    With three steps or more there is at least one number: a step is then no longer than the axis.
    """
    step = tick_step(high - low, most)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    digits = max(0, 1 - floor(log10(step)))
    return [round(i * step, digits) for i in range(first, last + 1)]


def powers(low: float, high: float, most: int) -> list[float]:
    """Powers of ten from `low` to `high`, in at most so many steps; if they are few, also 2 and 5 times."""
    first, last = floor(log10(low) + 1e-9), ceil(log10(high) - 1e-9)
    steps = (1, 2, 5) if 3 * (last - first) <= most else (1,)
    every = ceil((last - first) / most) or 1
    found = [10.0**power * step for power in range(first, last + 1, every) for step in steps]
    return [value for value in found if low * (1 - 1e-9) <= value <= high * (1 + 1e-9)]


def round_bounds(
    low: float, high: float, most: int, *, log: bool = False, zero: bool = False
) -> tuple[float, float]:
    """Where an axis for values from `low` to `high` begins and ends: at round numbers around all of them.

    Amounts seem to differ more than they do on an axis that leaves out 0, so it begins there unless all of
    them are far from it; with `zero`, always.
    """
    if log:
        return 10.0 ** floor(log10(low) + 1e-9), 10.0 ** ceil(log10(high) - 1e-9)
    if zero or 0 <= low <= 0.5 * high:
        low, high = min(low, 0.0), max(high, 0.0)
    step = tick_step(high - low, most)
    return floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
