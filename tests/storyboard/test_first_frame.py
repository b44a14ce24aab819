"""How a film begins, and how one picture gives way to another: never an empty ground."""

from __future__ import annotations

import pytest

from explainsite.picture import keys
from explainsite.picture.compose import pictures_of
from explainsite.picture.scripting import picture_scripts
from explainsite.picture.shapes import Label
from explainsite.storyboard import pace
from explainsite.storyboard.board import Storyboard
from explainsite.storyboard.state import Stage
from storyboard.filmscript import read_film

STAGE = """\
layout: |
  client server
stage:
  client: {is: node, text: Client}
  server: {is: node, text: Server}
  words: {is: tokens, items: [a, b]}
"""
SHOWN = "show: [client, server]"


def board(*beats: tuple[str, ...], layout: str = "") -> Storyboard:
    written = "".join(
        f"- id: b{i}\n  title: B\n  say: B.\n{layout if i else ''}"
        f"  do: [{', '.join('{' + item + '}' for item in items)}]\n"
        for i, items in enumerate(beats)
    )
    film = read_film(f"{STAGE}beats:\n{written}")
    assert film.board is not None, film.found
    return film.board


def shown(stage: Stage) -> list[str]:
    return [actor.id for actor in stage.actors if actor.shown]


def title_in(picture: object) -> list[str]:
    shapes = getattr(picture, "shapes", ())
    return [shape.text for shape in shapes if isinstance(shape, Label) and keys.is_title(shape.key)]


def test_what_a_film_shows_first_stands_there_at_once_and_is_told() -> None:
    (beat,) = board((SHOWN, "mark: {server: bad}")).beats
    assert shown(beat.opening) == ["client", "server"]
    assert beat.sentences[0] == "Client and Server appear."
    assert [begin for begin, _ in beat.moments][1] > pace.LEAD + pace.ENTER  # time to look at it


def test_what_first_happens_to_it_in_the_same_step_has_happened() -> None:
    (beat,) = board((f"together: [{{{SHOWN}}}, {{mark: {{server: bad}}}}]",)).beats
    server = beat.opening.actor("server")
    assert server is not None
    assert server.parts[0].role == "bad"


def test_of_parts_that_begin_one_after_the_other_the_first_stands_there() -> None:
    (beat,) = board((f"together: [{{{SHOWN}, cue: there}}, {{mark: {{server: bad}}, after: there}}]",)).beats
    server = beat.opening.actor("server")
    assert server is not None
    assert (server.shown, server.parts[0].role) == (True, None)


def test_only_the_first_beat_of_a_film_begins_so() -> None:
    first, second = board((SHOWN,), ("hide: server", "hide: client")).beats
    assert second.opening == first.closing
    assert shown(board((SHOWN, "hide: [client, server]"), (SHOWN,)).beats[1].opening) == []


@pytest.mark.parametrize(
    "first",
    ["wait: 1", f"together: [{{{SHOWN}}}, {{send: {{from: client, to: server, text: x}}}}]"],
    ids=["nothing", "a message"],
)
def test_where_a_film_begins_otherwise_its_title_stands_until_something_is_there(first: str) -> None:
    (pictures,) = pictures_of(board((first, SHOWN) if first.startswith("wait") else (first,)))
    assert title_in(pictures.opening) == ["A Film"]
    assert title_in(pictures.steps[-1]) == []
    assert pictures.steps[-1].drawings


def test_a_title_that_gives_way_at_once_is_there_for_as_long_as_it_takes_to_read() -> None:
    sent = f"together: [{{{SHOWN}}}, {{send: {{from: client, to: server}}}}]"
    (script,) = picture_scripts(board((sent,)))
    assert script.lead == pace.new_words_seconds("A Film") > pace.LEAD
    (waits,) = picture_scripts(board(("wait: 2", SHOWN)))
    assert waits.lead == pace.LEAD


def test_the_title_stands_through_beats_that_show_nothing() -> None:
    first, second = pictures_of(board(("wait: 1",), ("wait: 1", SHOWN)))
    assert title_in(first.steps[-1]) == title_in(second.opening) == title_in(second.steps[0]) == ["A Film"]
    assert title_in(second.steps[1]) == []
    assert board(("wait: 1",), (SHOWN,)).beats[1].opening == board(("wait: 1",)).beats[0].closing


def test_what_comes_once_all_have_left_comes_while_they_leave() -> None:
    layout = "  layout: words\n"
    _, beat = board((SHOWN,), ("hide: [client, server]", "show: words"), layout=layout).beats
    (step,) = beat.steps
    assert shown(step.stage) == ["words"]
    assert len(step.sentences) == 2


@pytest.mark.parametrize(
    "items",
    [
        ("hide: [client, server]", "rename: {client: Anna}", "show: client"),
        ("hide: server", "show: words"),
        ("hide: [client, server]", "then: {show: words}"),
    ],
    ids=["the same again", "one stays", "the author wants it"],
)
def test_otherwise_they_leave_first(items: tuple[str, ...]) -> None:
    layout = "  layout: |\n    client words\n    server server\n"
    _, beat = board((SHOWN,), items, layout=layout).beats
    steps = beat.steps
    assert len(steps) == 2
