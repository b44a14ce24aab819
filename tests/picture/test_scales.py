"""Ticks are round numbers within their axis, and not too many."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.picture.scales import ticks


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 10, [0, 2, 4, 6, 8, 10]),
        (0, 240, [0, 50, 100, 150, 200]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (-3, 3, [-3, -2, -1, 0, 1, 2, 3]),
        (0.05, 0.32, [0.05, 0.1, 0.15, 0.2, 0.25, 0.3]),
    ],
)
def test_round_numbers(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high, 6) == expected


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(3, 10))
def test_ticks_are_within_and_evenly_spaced(low: float, span: float, most: int) -> None:
    found = ticks(low, low + span, most)
    assert 1 <= len(found) <= most + 1
    assert all(low - span * 1e-6 <= tick <= low + span * (1 + 1e-6) for tick in found)
    steps = {round(b - a, 9) for a, b in pairwise(found)}
    assert len(steps) <= 1 or max(steps) - min(steps) < 1e-6 * span
