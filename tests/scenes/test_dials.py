"""Dials in motion: hands turn around their centre, as far as it takes, and arcs grow along their circle."""

from __future__ import annotations

from math import atan2, degrees, hypot

import pytest

from explainsite.picture.arcs import arc_path, around
from explainsite.picture.paths import point_at
from explainsite.picture.shapes import Arc, Needle, Shape, bounds
from explainsite.scenes.drawing import PX_PER_UNIT
from explainsite.scenes.timing import StepTiming
from explainsite.scenes.transition import transition

pytestmark = pytest.mark.slow

TIMING = StepTiming(seconds=1.0, stagger=0.0, total=1.0)
CENTRE = (960.0, 540.0)


def hand(angle: float) -> Needle:
    return Needle(key="d/hand", x=CENTRE[0], y=CENTRE[1], r=200.0, angle=angle)


def arc(end: float) -> Arc:
    return Arc(key="d/arc", x=CENTRE[0], y=CENTRE[1], r=200.0, begin=0.0, end=end, stroke="accent")


def furthest(before: Shape, after: Shape, moment: float) -> tuple[float, float]:
    """The angle and the distance, in px, of what is farthest from the centre at a moment of the step."""
    (mobject,), animations = transition({before.key: before}, [({after.key: after}, TIMING)])
    for animation in animations:
        animation.interpolate_mobject(moment)
    x, y, _ = max(mobject.points, key=lambda point: hypot(point[0], point[1])) * PX_PER_UNIT
    return degrees(atan2(x, y)), hypot(x, y)


@pytest.mark.parametrize(("angle", "half"), [(90.0, 45.0), (180.0, 90.0), (540.0, -90.0), (-180.0, -90.0)])
def test_a_hand_turns_around_its_centre(angle: float, half: float) -> None:
    turned, far = furthest(hand(0.0), hand(angle), 0.5)
    assert turned == pytest.approx(half, abs=2.0)
    assert far == pytest.approx(200.0, abs=0.5)


def test_an_arc_grows_along_its_circle() -> None:
    (mobject,), (animation,) = transition({"d/arc": arc(0.0)}, [({"d/arc": arc(180.0)}, TIMING)])
    animation.interpolate_mobject(0.5)
    x, y, _ = mobject.points[-1] * PX_PER_UNIT
    assert [x, y] == pytest.approx([200.0, 0.0], abs=1e-6)


def test_an_arc_is_a_circle_to_a_hundredth_of_a_px() -> None:
    path = arc_path(CENTRE, 300.0, 10.0, 350.0)
    for i in range(0, len(path) - 1, 3):
        x, y = point_at(path[i : i + 4], 0.5)
        assert hypot(x - CENTRE[0], y - CENTRE[1]) == pytest.approx(300.0, abs=0.01)


@pytest.mark.parametrize("way", [1, -1])
def test_a_spiral_comes_in_with_each_turn(way: int) -> None:
    path = arc_path(CENTRE, 300.0, 0.0, way * 720.0, pitch=20.0)
    assert path[-1] == pytest.approx((CENTRE[0], CENTRE[1] - 260.0))
    assert path[len(path) // 2] == pytest.approx((CENTRE[0], CENTRE[1] - 280.0))


def test_what_an_arc_and_a_hand_take_up() -> None:
    assert bounds(arc(90.0)).right == pytest.approx(1160.0)
    assert bounds(arc(90.0)).x == pytest.approx(960.0)
    sector = Arc(key="d/s", x=960.0, y=540.0, r=200.0, begin=0.0, end=90.0, fill="ink@0.1")
    assert bounds(sector).bottom == pytest.approx(540.0)
    assert hand(90.0).tip == pytest.approx(around(CENTRE, 200.0, 90.0))
