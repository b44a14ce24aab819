"""Graphs in motion: what is drawn on the way is a piece of the graph, and what rides along stays on it."""

from __future__ import annotations

import pytest
from manim import VMobject

from explainsite.picture.shapes import Curve, Dot, Graph, Label, Shape
from explainsite.scenes.animations import Count, Redraw
from explainsite.scenes.drawing import draw, to_scene
from explainsite.scenes.graphs import cut, goes_on, height_at, resampled, rides
from explainsite.scenes.timing import StepTiming
from explainsite.scenes.trajectory import Trajectory
from explainsite.scenes.transition import transition

pytestmark = pytest.mark.slow

BOWL = tuple((float(x), (x - 500) ** 2 / 500) for x in range(0, 1001, 10))
LINE = Graph(key="p/a/line", points=BOWL, stroke="accent")
TIMING = StepTiming(seconds=1.0, stagger=0.0, total=1.0)


def keyed(*shapes: Shape) -> dict[str, Shape]:
    return {shape.key: shape for shape in shapes}


def played(before: dict[str, Shape], after: dict[str, Shape], moment: float) -> list[VMobject]:
    """The mobjects at a moment of the step from one picture to the next."""
    mobjects, animations = transition(before, [(after, TIMING)])
    for animation in animations:
        animation.interpolate_mobject(moment)
    return mobjects


def test_a_cut_graph_is_the_piece_to_the_left() -> None:
    piece = cut(LINE, 255.0)
    assert piece.points[:-1] == BOWL[:26]
    assert piece.points[-1] == (255.0, height_at(BOWL, 255.0))


def test_a_graph_that_goes_on_keeps_what_it_has() -> None:
    short = Graph(key=LINE.key, points=BOWL[:40], stroke="accent")
    assert goes_on(short, LINE)
    assert not goes_on(LINE, short)
    (half,) = played(keyed(short), keyed(LINE), 0.5)
    right = float(half.points[:, 0].max())
    assert to_scene(BOWL[39][0], 0)[0] < right < to_scene(1000, 0)[0]


def test_a_graph_bends_point_by_point() -> None:
    flat = Graph(key=LINE.key, points=((0.0, 100.0), (1000.0, 100.0)), stroke="accent")
    one, other = resampled(flat, LINE)
    assert len(one.points) == len(other.points)
    assert all(y == 100 for _, y in one.points)
    (half,) = played(keyed(flat), keyed(LINE), 0.5)
    left, middle = half.points[0], half.points[len(half.points) // 2]
    assert left[1] == pytest.approx(to_scene(0, (100 + 500) / 2)[1])
    assert middle[1] == pytest.approx(to_scene(0, (100 + 0) / 2)[1], abs=0.05)


def marker(x: float) -> tuple[Shape, ...]:
    y = height_at(BOWL, x)
    dot = Dot(key="p/ball/dot", x=x, y=y, r=10, on=LINE.key)
    text = Label(key="p/ball/text", x=x, y=y - 40, text=f"{-y:.2f}", number=-y, format=".2f\0", slope=1.0)
    return (LINE, dot, text)


def test_a_marker_rides_along_its_curve_and_its_number_with_it() -> None:
    before, after = keyed(*marker(100.0)), keyed(*marker(800.0))
    assert set(rides(before, after)) == {"p/ball"}
    mobjects, animations = transition(before, [(after, TIMING)])
    for moment in (0.3, 0.5, 0.7):
        for animation in animations:
            animation.interpolate_mobject(moment)
        count = next(animation for animation in animations if isinstance(animation, Count))
        dot = next(mobject for mobject in mobjects if len(mobject.points) == len(draw(marker(0)[1]).points))
        x = dot.get_center()[0] * 135 + 960
        y = 540 - dot.get_center()[1] * 135
        assert y == pytest.approx(height_at(BOWL, x), abs=1.0)
        share = (x - 100) / 700
        above = count.trajectory.swing(share)[1] * 135
        assert float(count._between(share, above).text) == pytest.approx(-y, abs=1.0)


def test_a_marker_whose_curve_bends_at_once_goes_straight() -> None:
    lower = Graph(key=LINE.key, points=tuple((x, y / 2) for x, y in BOWL), stroke="accent")
    _, dot, text = marker(800.0)
    assert rides(keyed(*marker(100.0)), keyed(lower, dot, text)) == {}


def test_what_stands_at_the_end_of_a_graph_waits_for_it() -> None:
    end = Dot(key="p/a/end", x=1000.0, y=500.0, r=7)
    _, animations = transition({}, [(keyed(LINE, end), TIMING)])
    line, dot = sorted(animations, key=lambda animation: not isinstance(animation, Redraw))
    assert line.interval[0] < dot.interval[0]  # type: ignore[attr-defined]


def test_a_way_without_a_ride_swings_by_its_bow() -> None:
    assert Trajectory(bow=(0.0, 10.0)).swing(0.5)[1] == pytest.approx(-10 / 135)
    assert Trajectory().is_straight


LOOP = Curve(key="m/a/line", points=((40.0, 0.0), (60.0, -90.0), (140.0, -90.0), (160.0, 0.0)))


def middle_of(mobject: VMobject) -> tuple[float, float]:
    """The centre of a mobject."""
    x, y, _ = (mobject.points.min(axis=0) + mobject.points.max(axis=0)) / 2
    return float(x), float(y)


@pytest.mark.parametrize(("start", "end"), [(0.0, 200.0), (200.0, 0.0)])
def test_a_dot_goes_along_a_curve_from_its_nearer_end(start: float, end: float) -> None:
    before, after = (Dot(key="m/dot/dot", x=x, y=0.0, r=9.0, on=LOOP.key) for x in (start, end))
    *_, dot = played(keyed(LOOP, before), keyed(LOOP, after), 0.5)
    assert middle_of(dot) == pytest.approx(to_scene(100.0, -67.5)[:2], abs=0.03)


def test_a_dot_goes_around_a_loop_and_comes_back() -> None:
    before = Dot(key="m/dot/dot", x=100.0, y=0.0, r=9.0)
    after = Dot(key="m/dot/dot", x=100.0, y=0.0, r=9.0, on=LOOP.key)
    *_, away = played(keyed(LOOP, before), keyed(LOOP, after), 0.5)
    *_, back = played(keyed(LOOP, before), keyed(LOOP, after), 1.0)
    assert middle_of(away) == pytest.approx(to_scene(100.0, -67.5)[:2], abs=0.03)
    assert middle_of(back) == pytest.approx(to_scene(100.0, 0.0)[:2])
