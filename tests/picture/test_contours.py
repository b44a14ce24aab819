"""Contour lines: where a function has their level, closed where they can be, around all that is below."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest

from explainsite.picture.contours import Polyline, contour, contours, finer, region, simplified

SIDE = [i / 10 - 2 for i in range(41)]
BOWL = tuple(tuple(x * x + 3 * y * y for x in SIDE) for y in SIDE)


def area(line: Polyline) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(line)) / 2


@pytest.mark.parametrize("level", [0.5, 1.0, 3.0])
def test_a_bowl_has_one_closed_line_at_each_level(level: float) -> None:
    (line,) = contour(BOWL, SIDE, SIDE, level)
    assert line[0] == line[-1]
    assert all(x * x + 3 * y * y == pytest.approx(level, abs=0.02) for x, y in line)


def test_a_line_that_leaves_the_grid_is_open_and_the_region_is_not() -> None:
    lines = contour(BOWL, SIDE, SIDE, 6.0)
    assert [line[0] == line[-1] for line in lines] == [False, False]
    (outline,) = region(BOWL, SIDE, SIDE, 6.0)
    assert outline[0] == outline[-1]
    assert {abs(x) for x, _ in outline} >= {2.0}


def test_a_hole_runs_the_other_way_round() -> None:
    hill = [[-value for value in row] for row in BOWL]
    outer, hole = sorted((area(line) for line in region(hill, SIDE, SIDE, -1.0)), key=abs, reverse=True)
    assert abs(outer) == pytest.approx(16.0)
    assert outer * hole < 0


def test_a_saddle_is_crossed_by_two_lines() -> None:
    saddle = [[x * y for x in SIDE] for y in SIDE]
    assert len(contour(saddle, SIDE, SIDE, 0.5)) == 2
    assert len(contour(saddle, SIDE, SIDE, 0.0)) == 2  # through corners of the grid, where lines would meet


def test_a_finer_grid_keeps_its_values_and_is_smooth_between() -> None:
    fine = finer([[0.0, 1.0, 4.0, 9.0, 16.0]] * 2, 2)
    assert fine[0][::2] == pytest.approx([0, 1, 4, 9, 16])
    assert fine[0][3] == pytest.approx(2.25)


def test_a_coarse_grid_has_round_lines() -> None:
    coarse = tuple(tuple(x * x + y * y for x in range(-5, 6)) for y in range(-5, 6))
    ((line,),) = (each.lines for each in contours(coarse, (9.0,)))
    assert all(10 * hypot(x - 0.5, y - 0.5) == pytest.approx(3.0, abs=0.01) for x, y in line)


def test_what_is_left_out_is_near_what_is_kept() -> None:
    (line,) = contour(BOWL, SIDE, SIDE, 3.0)
    kept = simplified(line, 0.01)
    assert len(kept) < len(line)
    assert kept[0] == kept[-1]
    assert area(kept) == pytest.approx(area(line), rel=0.01)
