"""Lines and messages keep one distance from what they join."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.picture.routes import GAP, carry_route, message_route, middle, route
from explainsite.picture.shapes import Rect

sizes = st.floats(60, 320)


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[Rect, Rect]:
    """Two rectangles with room between them, beside or above each other."""
    first = Rect(draw(st.floats(100, 400)), draw(st.floats(100, 300)), draw(sizes), draw(sizes))
    apart = draw(st.floats(380, 900))
    shift = draw(st.floats(-80, 80))
    size = (draw(sizes), draw(sizes))
    if draw(st.booleans()):
        return first, Rect(first.right + apart, first.y + shift, *size)
    return first, Rect(first.x + shift, first.bottom + apart, *size)


def distance(point: tuple[float, float], rect: Rect) -> float:
    """How far outside a rectangle a point is, on the axis on which it is farthest out."""
    x, y = point
    return max(rect.x - x, x - rect.right, rect.y - y, y - rect.bottom)


@given(neighbours(), st.booleans())
def test_lines_end_with_equal_gaps(pair: tuple[Rect, Rect], straight: bool) -> None:  # noqa: FBT001
    start, end = pair
    line = route(start, end, straight=straight)
    assert distance(line[0], start) == pytest.approx(GAP)
    assert distance(line[3], end) == pytest.approx(GAP)


@given(neighbours(), st.floats(56, 160))
def test_a_message_stops_beside_what_it_reaches(pair: tuple[Rect, Rect], wide: float) -> None:
    start, end = pair
    path = message_route(start, end, wide, 56, straight=True)
    for (x, y), rect in ((path[0], start), (path[3], end)):
        pill = Rect(x - wide / 2, y - 28, wide, 56)
        gap_x = max(rect.x - pill.right, pill.x - rect.right)
        gap_y = max(rect.y - pill.bottom, pill.y - rect.bottom)
        assert max(gap_x, gap_y) == pytest.approx(GAP)


@given(neighbours(), st.booleans())
def test_a_value_goes_from_middle_to_middle(pair: tuple[Rect, Rect], beside: bool) -> None:  # noqa: FBT001
    start, end = pair
    path = carry_route(start, end, beside=beside)
    assert (path[0], path[3]) == (start.centre, end.centre)


def test_the_middle_of_a_straight_line_is_half_way() -> None:
    line = route(Rect(0, 0, 100, 100), Rect(500, 0, 100, 100), straight=True)
    assert middle(line) == pytest.approx((300, 50))
