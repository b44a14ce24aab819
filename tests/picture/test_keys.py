"""Keys of shapes: what is made comes back as it was, whatever the names are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.picture import keys
from explainsite.picture.scripting import picture_scripts
from explainsite.picture.shapes import by_key
from storyboard.filmscript import read_film

ACTORS = st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True)
NAMES = st.text("ab~/.01@-÷", min_size=1, max_size=6)
"""Names of parts and shapes, with all signs that mean something in a key."""
GROUPS = st.builds(keys.join, ACTORS, st.just("") | NAMES)
"""Actors and parts of them."""

SOURCE = Path(__file__).parents[2] / "src/explainsite"
ROOMS = ("picture", "scenes", "storyboard/actors")


def glued(code: str) -> Iterator[str]:
    """The texts that begin or end with a slash, as whoever makes or reads a key by hand has them."""
    texts = (node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant))
    yield from (text for text in texts if isinstance(text, str) and text != text.strip("/"))


def test_keys_are_made_and_read_in_one_module() -> None:
    files = [file for room in ROOMS for file in sorted((SOURCE / room).rglob("*.py"))]
    found = {str(file.relative_to(SOURCE)) for file in files if any(glued(file.read_text("utf-8")))}
    assert found == {"picture/keys.py"}


@pytest.mark.parametrize(
    "code", ['f"{message}/end"', 'key.endswith("/end")', 'key.split("/")', '"time/" + part']
)
def test_a_key_made_by_hand_is_found(code: str) -> None:
    assert list(glued(code))


@given(ACTORS, NAMES, NAMES)
def test_a_key_tells_what_it_was_made_of(actor: str, part: str, name: str) -> None:
    group = keys.join(actor, part)
    key = keys.join(group, name)
    assert key == keys.join(actor, part, name)
    assert (keys.actor_of(key), keys.part_of(key), keys.name_of(key)) == (actor, part, name)
    assert keys.group_of(key) == group
    assert keys.is_within(key, group)
    assert keys.is_within(key, actor)
    assert not keys.is_link(key)


@given(st.tuples(ACTORS, NAMES, NAMES), st.tuples(ACTORS, NAMES, NAMES))
def test_other_names_are_another_key(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert (keys.join(*one) == keys.join(*other)) == (one == other)


def test_a_part_is_not_within_one_whose_name_its_own_begins_with() -> None:
    assert not keys.is_within("row/10/box", "row/1")
    assert not keys.is_within("rows/1/box", "row")


def test_what_has_no_name_is_the_actors_own() -> None:
    assert keys.join("cost", "", "label") == keys.join("cost", None, "label") == "cost/label"
    assert keys.part_of("cost") == ""


@given(GROUPS, GROUPS, NAMES)
def test_a_line_tells_its_ends(start: str, end: str, name: str) -> None:
    line = keys.link(start, end)
    shape = keys.join(line, name)
    assert keys.ends_of(line) == keys.ends_of(shape) == (start, end)
    assert keys.is_link(line)
    assert keys.is_link(shape)
    assert keys.group_of(shape) == line


@given(GROUPS, GROUPS, GROUPS, NAMES)
def test_what_moves_comes_back(here: str, there: str, other: str, name: str) -> None:
    moves, back = {here: there}, {there: here}
    for group in (here, keys.link(here, other), keys.link(other, here)):
        key = keys.join(group, name)
        if other != there:
            assert keys.moved(keys.moved(key, moves), back) == key
        assert keys.name_of(keys.moved(key, moves)) == name
    assert keys.moved(keys.join(here, name), moves) == keys.join(there, name)


@given(GROUPS, NAMES, NAMES)
def test_what_leaves_has_a_key_that_nothing_else_has(group: str, name: str, other: str) -> None:
    assert keys.leaving(keys.join(group, name)) != keys.join(group, other)


@given(st.integers(0, 20))
def test_a_line_of_a_text_leads_to_the_first(index: int) -> None:
    assert keys.first_line(keys.line_of("words/text", index)) == "words/text"


def test_the_key_of_an_authors_own_shape_is_inside_its_actor() -> None:
    assert keys.inside("bucket", "0/token") == keys.join("bucket", "0", "token")


FILM = """
stage:
  link: {is: list, items: {a/b: 2, n.2: 1}}
  answer: {is: node, text: Answer}
do:
- show: [link, answer]
- link: {from: link.a/b, to: answer}
- link: {from: link.n.2, to: answer}
- focus: answer
- focus: link
"""


def test_names_that_look_like_pieces_of_keys_are_names() -> None:
    film = read_film(FILM)
    assert film.board is not None, film.found
    *_, joined, _, _ = (set(by_key(step.shapes)) for step in picture_scripts(film.board)[0].steps)
    lines = {key for key in joined if keys.is_link(key)}
    assert {keys.ends_of(key)[0] for key in lines} == {"link/a~1b", "link/n.2"}
    assert {keys.part_of(key) for key in joined - lines if keys.name_of(key) == keys.BOX} == {
        "a/b",
        "n.2",
        "box",
    }


def test_the_number_of_a_place_stays_there() -> None:
    moves = {"row/0": "row/3"}
    assert keys.moved("row/0/text", moves) == "row/3/text"
    assert keys.moved(f"row/0/{keys.INDEX}", moves) == f"row/0/{keys.INDEX}"
