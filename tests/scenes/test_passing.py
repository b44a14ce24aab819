"""Parts that pass each other: which lie in front, which ride along, and what a moved part is afterwards."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from explainsite.picture.scripting import picture_scripts
from explainsite.picture.shapes import Box, Label, Point, Shape, by_key
from explainsite.scenes.passing import conveyed, slides
from explainsite.scenes.timing import StepTiming
from explainsite.scenes.transition import names_after, transition
from storyboard.filmscript import read_film

pytestmark = pytest.mark.slow


def row(part: str, y: float) -> dict[str, Shape]:
    """A row with its name on it."""
    return {
        f"{part}/box": Box(key=f"{part}/box", x=0.0, y=y, w=400.0, h=60.0, fill="surface"),
        f"{part}/text": Label(key=f"{part}/text", x=200.0, y=y + 30, text=part, z=1),
    }


def rows(**places: float) -> dict[str, Shape]:
    return {key: shape for name, y in places.items() for key, shape in row(f"list/{name}", y).items()}


def drifts(before: Mapping[str, Shape], after: Mapping[str, Shape]) -> dict[str, Point]:
    found: dict[str, Point] = {}
    for key, old in before.items():
        new = after.get(key)
        if isinstance(old, Box) and isinstance(new, Box) and (old.x, old.y) != (new.x, new.y):
            found[key.removesuffix("/box")] = (new.x - old.x, new.y - old.y)
    return found


def test_what_rises_lies_in_front_of_what_it_passes() -> None:
    before, after = rows(a=0, b=80, c=160), rows(c=0, a=80, b=160)
    found = slides(before, after, drifts(before, after), 1.0)
    assert set(found) == {"list/a", "list/b", "list/c"}
    assert found["list/c"].rank > max(found["list/a"].rank, found["list/b"].rank)
    assert found["list/c"].bow[0] * found["list/a"].bow[0] < 0
    assert found["list/c"].delay < found["list/a"].delay < found["list/b"].delay


def test_rows_that_only_close_up_pass_nobody() -> None:
    before, after = rows(a=0, b=80, c=160), rows(b=0, c=80)
    assert slides(before, after, drifts(before, after), 1.0) == {}


def test_a_row_that_stands_still_is_passed_too() -> None:
    before, after = rows(a=0, b=80, c=160), rows(c=0, b=80, a=160)
    assert set(slides(before, after, drifts(before, after), 1.0)) == {"list/a", "list/c"}


def test_all_have_arrived_when_the_step_ends() -> None:
    before = rows(a=0, b=80, c=160, d=240, e=320)
    after = rows(e=0, d=80, c=160, b=240, a=320)
    found = slides(before, after, drifts(before, after), 1.2)
    assert all(slide.delay + slide.seconds <= 1.2 + 1e-9 for slide in found.values())


@pytest.mark.parametrize("part", ["list/a", "list/new"])
def test_what_comes_and_goes_rides_along_when_all_others_move_as_one(part: str) -> None:
    before, after = rows(a=0, b=80, c=160), rows(b=0, c=80, new=160)
    assert conveyed(before, after, drifts(before, after))[part] == (0.0, -80.0)


def test_nothing_rides_along_with_rows_that_go_different_ways() -> None:
    before, after = rows(a=0, b=80, c=160), rows(c=0, b=160, new=80)
    assert "list/new" not in conveyed(before, after, drifts(before, after))


def test_a_moved_part_is_in_both_pictures_and_what_stood_there_leaves() -> None:
    before = row("a/0", 0) | row("b/0", 100)
    found = names_after(before, {"a/0": "b/0"})
    assert found["a/0/box"] == "b/0/box"
    assert set(found.values()) == {"b/0/box", "b/0/text", "b/0/box~", "b/0/text~"}


def test_lines_follow_a_moved_part() -> None:
    line = Box(key="@link/a.0/c.1/line", x=0.0, y=0.0, w=1.0, h=1.0)
    assert names_after({line.key: line}, {"a/0": "b/2"}) == {line.key: "@link/b.2/c.1/line"}


FILM = """
stage:
  words: {is: tokens, items: [The, cat, sat], columns: 4}
  answer: {is: tokens, columns: 3}
do:
- show: [words, answer]
- together:
  - move: {from: words.1, to: answer}
  - move: {from: words.0, to: answer}
  - append: {words: on}
"""


def test_moves_at_once_are_told_as_one_way_for_each_part() -> None:
    film = read_film(FILM)
    assert film.board is not None, film.found
    script = picture_scripts(film.board)[0]
    assert script.steps[1].moves == {
        "words/1": "answer/0", "words/2": "words/0", "words/0": "answer/1",
    }  # fmt: skip


def test_an_actor_may_be_called_link() -> None:
    film = read_film(FILM.replace("words", "link"))
    assert film.board is not None, film.found
    first, second = picture_scripts(film.board)[0].steps
    found = names_after(by_key(first.shapes), second.moves)
    assert found["link/1/box"] == "answer/0/box"


def test_a_moved_token_is_one_thing_on_its_way() -> None:
    film = read_film(FILM)
    assert film.board is not None, film.found
    first, second = picture_scripts(film.board)[0].steps
    before, after = by_key(first.shapes), by_key(second.shapes)
    timing = StepTiming(seconds=1.0, stagger=0.0, total=1.0, moves=second.moves)
    mobjects, animations = transition(before, [(after, timing)])
    fades = [animation for animation in animations if type(animation).__name__ == "Fade"]
    assert len(mobjects) == len({*names_after(before, second.moves).values(), *after})
    assert len(fades) == len([key for key in after if key.startswith("words/1/")])
