"""Smooth curves go through their points, and never beyond them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.storyboard.actors.smoothing import STEPS, smoothed

HEIGHTS = st.lists(st.integers(-1000, 1000).map(lambda y: y / 8), min_size=3, max_size=12)


@given(HEIGHTS)
def test_it_goes_through_its_points_and_no_farther(heights: list[float]) -> None:
    points = tuple((float(x), y) for x, y in enumerate(heights))
    curve = smoothed(points)
    assert curve[::STEPS] == points
    for at, (a, b) in enumerate(pairwise(points)):
        piece = [y for _, y in curve[at * STEPS : (at + 1) * STEPS + 1]]
        ordered = piece if a[1] <= b[1] else piece[::-1]
        assert all(low <= high + 1e-6 for low, high in pairwise(ordered))


def test_it_has_no_corner() -> None:
    curve = smoothed(((0.0, 0.0), (1.0, 1.0), (2.0, 4.0), (3.0, 9.0)))
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(curve)]
    assert max(abs(b - a) for a, b in pairwise(slopes)) < 0.5


@pytest.mark.parametrize("points", [((0.0, 1.0),), ((0.0, 1.0), (2.0, 3.0))])
def test_two_points_are_joined_by_a_line(points: tuple[tuple[float, float], ...]) -> None:
    assert smoothed(points) == points
