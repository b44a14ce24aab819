"""Trails in motion: they are walked step by step, and who walks them stays on them."""

from __future__ import annotations

import pytest

from explainsite.picture.shapes import Dot, Label, Shape, Trail
from explainsite.scenes.graphs import rides
from explainsite.scenes.timing import StepTiming
from explainsite.scenes.trails import goes_on, place, walked
from explainsite.scenes.transition import transition

pytestmark = pytest.mark.slow

SQUARE = ((100.0, 100.0), (100.0, 500.0), (300.0, 500.0), (300.0, 100.0))
TIMING = StepTiming(seconds=2.0, stagger=0.0, total=2.0)


def trail(count: int) -> Trail:
    return Trail(key="p/t/trail", points=SQUARE[:count])


def picture(count: int) -> dict[str, Shape]:
    x, y = SQUARE[count - 1]
    shapes = (
        trail(count),
        Dot(key="p/t/walker", x=x, y=y, r=10, on="p/t/trail"),
        Label(key="p/t/text", x=x, y=y - 40, text="small"),
    )
    return {shape.key: shape for shape in shapes}


def test_each_step_takes_the_same_time() -> None:
    assert place(trail(4), 0.5) == (100.0, 300.0)
    assert place(trail(4), 1.5) == (200.0, 500.0)
    assert place(trail(4), 3.0) == SQUARE[3]
    assert place(trail(1), 0.0) == SQUARE[0]
    assert walked(trail(4), 1.5).points == (*SQUARE[:2], (200.0, 500.0))
    assert walked(trail(4), 2.0).points == SQUARE[:3]


def test_a_trail_goes_on_only_from_where_it_is() -> None:
    assert goes_on(trail(1), trail(4))
    assert not goes_on(trail(4), trail(1))
    assert not goes_on(Trail(key="p/t/trail", points=((0.0, 0.0),)), trail(4))


def test_who_walks_stays_on_the_trail_and_the_name_with_it() -> None:
    before, after = picture(1), picture(4)
    aside = rides(before, after)["p/t"]
    assert len(aside) % 3 == 1
    x, y = (100.0 + 200.0 / 3, 100.0)  # the straight way, after the first of three steps
    assert aside[len(aside) // 3] == pytest.approx((SQUARE[1][0] - x, SQUARE[1][1] - y))
    mobjects, animations = transition(before, [(after, TIMING)])
    for animation in animations:
        animation.interpolate_mobject(0.5)
    ends = [mobject.get_center() * 135 for mobject in mobjects]
    middle = (200.0 - 960.0, 540.0 - 500.0)
    assert any((x, y) == pytest.approx(middle, abs=1.0) for x, y, _ in ends)


def test_a_trail_on_another_course_is_not_walked() -> None:
    other = {"p/t/trail": Trail(key="p/t/trail", points=((0.0, 0.0), (50.0, 50.0)))}
    other["p/t/walker"] = Dot(key="p/t/walker", x=50.0, y=50.0, r=10, on="p/t/trail")  # type: ignore[assignment]
    assert rides(picture(1), dict(other)) == {}
