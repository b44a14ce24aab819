"""Lint on whole stills: what leaves the frame empty, leans to a side or shows nothing new."""

from __future__ import annotations

import pytest

from explainsite.diagnostics import Diagnostic, Report
from explainsite.picture.compose import pictures_of
from explainsite.picture.composition import lint_composition
from explainsite.picture.sizing import LARGER, ZOOMS
from explainsite.storyboard.lint import FEWEST_BEATS
from storyboard.filmscript import Film, read_film

ROWS = "".join(f"  {name}: {{is: cells, columns: 4, items: [a, b]}}\n" for name in ("one", "two", "three"))
BELOW = "layout: |\n  one\n  two\n  three\n"


def judged(film: Film) -> list[Diagnostic]:
    report = Report()
    assert film.board is not None
    lint_composition(film.piece.beats, film.board, report)
    return list(report)


def codes(text: str) -> list[str]:
    return [found.code for found in judged(read_film(text))]


def shown(actors: str, *names: str, layout: str = "") -> str:
    return f"{layout}stage:\n{actors}do:\n- show: [{', '.join(names)}]\n"


def test_a_picture_that_fills_the_frame() -> None:
    assert codes(shown(ROWS, "one", "two", "three", layout=BELOW)) == []


@pytest.mark.parametrize(
    ("names", "side"), [(("one",), "the upper half"), (("three",), "the lower half"), (("two",), "")]
)
def test_a_row_where_others_will_stand(names: tuple[str, ...], side: str) -> None:
    found = judged(read_film(shown(ROWS, *names, layout=BELOW)))
    assert [(d.code, side in d.message) for d in found] == ([("off-centre", True)] if side else [])


@pytest.mark.parametrize(("name", "side"), [("a", "left half"), ("b", "right half")])
def test_one_side_of_the_frame(name: str, side: str) -> None:
    nodes = "".join(f"  {each}: {{is: cluster, shape: column, nodes: [A, B, C]}}\n" for each in "ab")
    (found,) = judged(read_film(shown(nodes, name, layout="layout: |\n  a b\n")))
    assert (found.code, side in found.message) == ("off-centre", True)


def test_the_camera_comes_near_what_stands_aside() -> None:
    text = shown(
        "  a: {is: node, text: A}\n  b: {is: node, text: B}\n", "a", layout="layout: |\n  a b .\n  . . .\n"
    )
    assert codes(text) == ["off-centre"]
    assert codes(f"{text}- focus: a\n") != ["off-centre"]


def test_little_is_drawn_larger_where_the_frame_would_be_empty() -> None:
    film = read_film(shown("  sum: {is: text, text: R + W > N, size: display}\n", "sum"))
    assert film.board is not None
    (still,) = pictures_of(film.board)[0].steps
    assert ZOOMS[0] < still.artboard.zoom <= LARGER[-1]
    assert judged(film) == []


def test_as_large_as_it_gets_and_still_empty() -> None:
    (found,) = judged(read_film(shown("  sum: {is: text, text: R}\n", "sum")))
    assert (found.code, "`focus:`" in found.hint) == ("empty-frame", False)
    assert found.message.startswith("`only` ends in a picture that fills ")


def two(second: str) -> str:
    head = "- id: b{}\n  title: B\n  say: Look.\n  do:\n  - {}\n"
    return f"stage:\n{ROWS}beats:\n" + head.format(1, "show: one") + head.format(2, second)


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("wait: 1", ["same-still"]),
        ("send: {from: one.0, to: one.2}", []),
        ("send: {from: one.0, to: one.2}\n  still: end", ["same-still"]),
        ("mark: {one.0: good}", []),
        ("highlight: one.0", []),
    ],
)
def test_a_beat_that_ends_as_the_one_before(second: str, found: list[str]) -> None:
    assert [code for code in codes(two(second)) if code == "same-still"] == found


def test_a_film_that_is_still_being_written_is_left_alone() -> None:
    beat = "- id: b{}\n  title: B\n  say: Look.\n  hold: 6\n  do:\n  - {}\n"
    for count in (FEWEST_BEATS - 1, FEWEST_BEATS):
        beats = "".join(beat.format(i, "wait: 1" if i else "show: a") for i in range(count))
        film = read_film(f"stage:\n  a: {{is: node, text: A}}\nbeats:\n{beats}")
        told = {found.code for found in film.found}
        assert ("same-still" in told) == (count == FEWEST_BEATS)
