"""A formula's signs keep their keys where they stay, its terms are lit and marked, and it keeps one size."""

from __future__ import annotations

import pytest

from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.shapes import Box, Curve, Label, Outline, bounds, shared
from explainsite.picture.views.common import DIMMED
from explainsite.picture.views.formulas import SIZE
from storyboard.filmscript import read_film

FILM = """\
stage:
  loss: {is: formula, text: y = low + x / low, terms: {low: sqrt(mid), mid: z}}
do:
- show: loss
- highlight: loss.mid
- highlight: loss.low
- mark: {loss.low: good}
- set: {loss.mid: z + 1}
- highlight: loss
- set: {loss: y = x}
"""
SHOWN, MID, LOW, MARKED, CHANGED, WHOLE, SHORT = range(7)


@pytest.fixture(scope="module")
def steps() -> tuple[Picture, ...]:
    film = read_film(FILM)
    assert film.board is not None, film.found
    (beat,) = pictures_of(film.board)
    return beat.steps


def signs(picture: Picture) -> dict[str, Outline]:
    return {shape.key: shape for shape in picture.shapes if isinstance(shape, Outline)}


def washes(picture: Picture) -> dict[str, Box]:
    return {shape.key: shape for shape in picture.shapes if isinstance(shape, Box)}


def test_a_term_that_stands_in_two_places_is_lit_in_both(steps: tuple[Picture, ...]) -> None:
    assert washes(steps[SHOWN]) == {}
    assert list(washes(steps[MID])) == ["loss/mid/wash.0", "loss/mid/wash.1"]
    opacities = {key: sign.opacity for key, sign in signs(steps[MID]).items()}
    assert {key for key, opacity in opacities.items() if opacity == 1.0} == {
        key for key in opacities if key.startswith("loss/mid/")
    }
    assert set(opacities.values()) == {1.0, DIMMED}


def test_a_term_lights_what_stands_in_it_and_the_wash_is_around_all(steps: tuple[Picture, ...]) -> None:
    lit = [sign for sign in signs(steps[LOW]).values() if sign.opacity == 1.0]
    assert any(sign.key.startswith("loss/mid/") for sign in lit)
    assert any(sign.key.startswith("loss/low/") for sign in lit)
    for sign in lit:
        place = bounds(sign)
        assert any(
            bounds(wash).x < place.x and place.right < bounds(wash).right
            for wash in washes(steps[LOW]).values()
        )


def test_a_mark_colours_a_term_with_all_that_stands_in_it(steps: tuple[Picture, ...]) -> None:
    fills = {
        sign.fill for key, sign in signs(steps[MARKED]).items() if key.startswith(("loss/low", "loss/mid"))
    }
    assert fills == {"good"}
    assert {sign.fill for key, sign in signs(steps[MARKED]).items() if "/low/" not in key} == {"good", "ink"}


def test_signs_that_stay_keep_their_keys(steps: tuple[Picture, ...]) -> None:
    before, after = signs(steps[MARKED]), signs(steps[CHANGED])
    stayed, new = before.keys() & after.keys(), after.keys() - before.keys()
    assert len([key for key in stayed if key.startswith("loss/mid/")]) == 2
    assert len(new) >= 4
    assert all(len(before[key].contours) == len(after[key].contours) for key in stayed)
    gone = before.keys() - signs(steps[SHORT]).keys()
    assert {key for key in before if key.startswith(("loss/low/", "loss/mid/"))} <= gone


def test_a_whole_formula_is_lit_without_washes_but_for_its_marks(steps: tuple[Picture, ...]) -> None:
    assert {sign.opacity for sign in signs(steps[WHOLE]).values()} == {1.0}
    assert {key.split("/")[1] for key in washes(steps[WHOLE])} == {"low"}


def test_it_stands_in_the_middle_and_keeps_its_size(steps: tuple[Picture, ...]) -> None:
    for picture in (steps[SHOWN], steps[SHORT]):
        place = picture.drawings["loss"].anchors[""]
        assert place.centre[0] == pytest.approx(960)
    x = [next(s for s in signs(steps[i]).values() if s.key.endswith(".1")) for i in (SHOWN, SHORT)]
    assert bounds(x[0]).h == pytest.approx(bounds(x[1]).h)
    assert bounds(x[0]).h < SIZE * steps[SHOWN].artboard.zoom


NOTES = """\
layout: |
  f
  row
stage:
  row: {is: tokens, items: [a, b]}
  f: {is: formula, text: (top / bottom) last, terms: {top: Q K, bottom: d, last: V}}
do:
- show: [f, row]
- note: {f.top: a remark above it}
- note: {f.bottom: a long remark below it, f.last: another long one}
- set: {f.bottom: sqrt(d / 2)}
"""


def noted() -> tuple[Picture, ...]:
    film = read_film(NOTES)
    assert film.board is not None, film.found
    (beat,) = pictures_of(film.board)
    return beat.steps


def test_remarks_stand_apart_on_the_side_of_their_terms() -> None:
    picture = noted()[2]
    labels = {shape.key: bounds(shape) for shape in picture.shapes if isinstance(shape, Label)}
    place = picture.drawings["f"].anchors[""]
    assert labels["f/top/note"].bottom < place.y
    assert min(labels["f/bottom/note"].y, labels["f/last/note"].y) > place.bottom
    assert labels["f/bottom/note"].right < labels["f/last/note"].x
    for leader in (shape for shape in picture.shapes if isinstance(shape, Curve)):
        assert not any(shared(bounds(leader), label) > 0 for label in labels.values())


def test_nothing_moves_when_a_remark_comes_or_the_formula_grows() -> None:
    pictures = noted()
    assert len({picture.drawings["row"].anchors[""] for picture in pictures}) == 1
    assert len({picture.drawings["f"].anchors[""] for picture in pictures[:3]}) == 1
