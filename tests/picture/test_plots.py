"""Plots: values stand where the axes say, axes stay as they are, and names meet nothing."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.placing import crosses
from explainsite.picture.shapes import Dot, Graph, Label, Shape, bounds, shared
from explainsite.picture.views.plots import spread
from storyboard.filmscript import read_film

LOSS = """
layout: loss
stage:
  loss:
    is: plot
    label: Loss
    x: {label: epoch}
    y: {label: error}
    series: {train: [9, 4, 2, 1, 0.5], test: [9, 5, 3, 3, 4], flat: [[0, 0.6], [4, 0.6]]}
    lines: {target: 1}
    points: {best: [2, 3]}
    markers: {here: {along: train, at: 0.5}}
    area: [train]
do:
- show: loss
"""


def last(text: str, step: int = -1) -> Picture:
    film = read_film(text)
    assert film.board is not None, film.found
    (beat,) = pictures_of(film.board)
    return beat.steps[step]


def by_key(picture: Picture) -> dict[str, Shape]:
    return {shape.key: shape for shape in picture.shapes}


def axis(picture: Picture, letter: str) -> dict[float, float]:
    """The px of each number on an axis."""
    begin = f"loss/axis/{letter}-"
    labels = [s for s in picture.shapes if isinstance(s, Label) and s.key.startswith(begin)]
    return {
        float(label.text.replace("−", "-").rstrip("%")): label.x if letter == "x" else label.y
        for label in labels
        if label.key.endswith("-text")
    }


def test_values_stand_where_the_axes_say() -> None:
    picture = last(LOSS)
    x, y = axis(picture, "x"), axis(picture, "y")
    best = by_key(picture)["loss/best/dot"]
    assert isinstance(best, Dot)
    assert best.x == pytest.approx(x[2])
    assert best.y == pytest.approx(y[2] + (y[4] - y[2]) / 2)
    train = by_key(picture)["loss/train/line"]
    assert isinstance(train, Graph)
    assert [px for px, _ in train.points] == pytest.approx([x[at] for at in range(5)])


def test_an_area_begins_at_zero() -> None:
    picture = last(LOSS)
    area = by_key(picture)["loss/train/area"]
    assert isinstance(area, Graph)
    assert area.base == axis(picture, "y")[0]


@pytest.mark.parametrize(
    ("values", "first"), [("[4, 9]", 0), ("[90, 95]", 90), ("[-3, 2]", -3), ("[0.1, 0.5]", 0)]
)
def test_an_axis_leaves_out_zero_only_when_all_is_far_from_it(values: str, first: float) -> None:
    picture = last(
        f"layout: loss\nstage:\n  loss: {{is: plot, series: {{a: {values}}}}}\ndo:\n- show: loss\n"
    )
    assert min(axis(picture, "y")) == pytest.approx(first)


def test_axes_take_in_what_comes_later_in_the_film() -> None:
    text = LOSS + "- set: {loss.train: [40, 3, 2, 1, 1]}\n- append: {loss.test: [5, 6, 7]}\n"
    first, second, third = (axis(last(text, step), "y") for step in range(3))
    assert first == second == third
    assert max(first) >= 40


def test_a_logarithmic_axis_gives_each_power_of_ten_one_step() -> None:
    picture = last(
        "layout: loss\nstage:\n  loss: {is: plot, y: {log: true}, series: {a: [1, 10, 100, 1000]}}\n"
        "do:\n- show: loss\n"
    )
    curve = by_key(picture)["loss/a/line"]
    assert isinstance(curve, Graph)
    steps = [a[1] - b[1] for a, b in pairwise(curve.points)]
    assert steps == pytest.approx([steps[0]] * 3)


def test_names_meet_neither_curves_nor_each_other() -> None:
    picture = last(LOSS)
    labels = [shape for shape in picture.shapes if isinstance(shape, Label)]
    curves = [s.points for s in picture.shapes if isinstance(s, Graph) and s.stroke]
    for one, other in combinations(labels, 2):
        assert shared(bounds(one), bounds(other)) <= 0, (one, other)
    for label in labels:
        assert not any(crosses(line, bounds(label)) for points in curves for line in pairwise(points)), label


def test_a_marker_tells_the_height_of_its_curve() -> None:
    shapes = by_key(last(LOSS + "- set: {loss.here: 2.5}\n"))
    text, dot, curve = (shapes[f"loss/{name}"] for name in ("here/text", "here/dot", "train/line"))
    assert isinstance(text, Label)
    assert isinstance(dot, Dot)
    assert isinstance(curve, Graph)
    assert text.text == "1.50"
    (x0, y0), (x1, y1) = curve.points[2:4]
    assert (dot.x, dot.y) == pytest.approx(((x0 + x1) / 2, (y0 + y1) / 2))


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ([10, 100], [10, 100]),
        ([50, 50], [40, 60]),
        ([0, 5, 100], [0, 20, 100]),
        ([95, 98, 100], [60, 80, 100]),
        ([10, 25, 30], [1.67, 21.67, 41.67]),
    ],
)
def test_names_are_moved_apart_as_little_as_it_takes(heights: list[float], expected: list[float]) -> None:
    assert spread(heights, 20, 0, 100) == pytest.approx(expected, abs=0.01)


def test_light_moves_no_words() -> None:
    text = LOSS + "- highlight: [loss.best, loss.here]\n"
    before, after = by_key(last(text, 0)), by_key(last(text))
    for key in ("loss/best/text", "loss/here/text", "loss/train/name"):
        assert bounds(before[key]) == bounds(after[key])
