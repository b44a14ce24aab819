"""Without a layout, a beat is laid out for those who are seen in it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.layout import SAFE
from explainsite.picture.shapes import Rect, bounds, union
from explainsite.storyboard import pace
from explainsite.storyboard.board import Storyboard
from storyboard.filmscript import read_film

STAGE = "stage:\n" + "".join(f"  {name}: {{is: node, text: {name.upper()}}}\n" for name in "abcdefgh")


def board(*beats: str) -> Storyboard:
    written = "".join(f"- {{id: b{i}, title: B, say: B., do: [{items}]}}\n" for i, items in enumerate(beats))
    film = read_film(f"{STAGE}beats:\n{written}allow: {{never-shown: the cast is larger than the film}}\n")
    assert film.board is not None, film.found
    return film.board


def casts(film: Storyboard) -> list[list[str]]:
    return [[name for name, _ in beat.closing.grid.areas] for beat in film.beats]


@pytest.mark.parametrize(
    ("beats", "expected"),
    [
        (["{show: [b, a]}", "{mark: {a: good}}"], ["ab", "ab"]),
        (["{show: [a, b]}", "{show: c}"], ["ab", "abc"]),
        (["{show: [a, b, c]}", "{hide: c}"], ["abc", "abc"]),
        (["{show: [a, b, c]}", "{hide: [b, c]}", "{show: d}"], ["abc", "a", "ad"]),
        (["{show: [a, b]}", "{hide: [a, b]}, {show: [c, d]}"], ["ab", "cd"]),
    ],
)
def test_a_beat_has_places_for_its_cast(beats: list[str], expected: list[str]) -> None:
    assert casts(board(*beats)) == [list(cast) for cast in expected]


def test_those_who_stay_glide_while_the_new_one_enters() -> None:
    film = board("{show: [a, b]}", "{show: c}")
    assert [beat.opening.grid for beat in film.beats] == [beat.closing.grid for beat in film.beats[:1]] * 2
    (step,) = film.beats[1].steps
    assert step.seconds == pace.MOVE
    assert step.stage.grid == film.beats[1].closing.grid


def test_messages_wait_until_all_have_their_places() -> None:
    film = board("{show: [a, b]}, {send: {from: a, to: b, text: x}}", "{hide: [a, b]}, {show: [c, d]}",
                 "{send: {from: c, to: d, text: y}}, {show: e}")  # fmt: skip
    glide, send, *_ = film.beats[2].steps
    assert (bool(glide.travels), bool(send.travels)) == (False, True)
    assert film.beats[2].still in {None, 1}


def test_eight_who_are_seen_two_at_a_time_are_large() -> None:
    pairs = [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")]
    beats = ["{show: [a, b]}, {send: {from: a, to: b}}"]
    for before, (one, other) in pairwise(pairs):
        gone, new = ", ".join(before), f"{one}, {other}"
        beats.append(f"{{hide: [{gone}]}}, {{show: [{new}]}}, {{send: {{from: {one}, to: {other}}}}}")
    for pictures in pictures_of(board(*beats)):
        taken = _taken(pictures.steps[-1])
        assert taken.w > 0.6 * SAFE.w or taken.h > 0.6 * SAFE.h


def test_six_who_say_nothing_stand_in_rows() -> None:
    (pictures,) = pictures_of(board("{show: [a, b, c, d, e, f]}"))
    places = [drawing.anchors[""].centre for drawing in pictures.steps[-1].drawings.values()]
    assert len({round(x) for x, _ in places}) == 3
    assert len({round(y) for _, y in places}) == 2


def _taken(picture: Picture) -> Rect:
    return union([bounds(shape) for shape in picture.shapes])
