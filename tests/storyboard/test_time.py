"""Time within a beat: how long a message is under way, and what moves while something else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from explainsite.storyboard import pace
from explainsite.storyboard.state import Step
from fixturetext import Case, read_cases
from storyboard.filmscript import read_film

CASES = read_cases(Path(__file__).parent / "times")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    """When each item moves, in seconds from its beat's beginning; a blank line is a pause."""
    case.check("\n".join(times(case.given)))


def times(text: str) -> Iterator[str]:
    film = read_film(text)
    assert film.board is not None, film.found
    lines = film.piece.body.source.text.split("\n")
    for beat in film.board.beats:
        for begin, gesture in beat.moments:
            for step in gesture.steps:
                first = begin + step.begin
                yield f"{first:5.2f} to {first + step.seconds:5.2f}  {lines[step.span.line - 1].strip('- ')}"
            yield ""


STAGE = """\
layout: |
  client server log
stage:
  client: {is: node, text: Client}
  server: {is: node, text: Server}
  log: {is: log, label: Log}
"""


def steps(*items: str) -> tuple[Step, ...]:
    """What happens in a film of one beat, once its three actors are there."""
    shown = "do:\n- show: [client, server, log]\n"
    film = read_film(STAGE + shown + "".join(f"- {item}\n" for item in items))
    assert film.board is not None, film.found
    return film.board.beats[0].steps[1:]


def sent(text: str) -> Step:
    (step,) = steps(f'send: {{from: client, to: server, text: "{text}"}}')
    return step


def test_a_message_is_under_way_for_as_long_as_its_words_take_to_read() -> None:
    silent, short, long = sent(""), sent("x = 7"), sent("get user 42")
    assert silent.seconds == pace.TRAVEL
    assert pace.TRAVEL < short.seconds < long.seconds < pace.LONGEST_TRAVEL
    assert short.seconds == pytest.approx(pace.TRAVEL + 0.3, abs=0.1)


def test_messages_of_a_list_set_out_a_moment_apart() -> None:
    ask, tell = (
        f"{{from: client, to: {to}, text: {text}}}" for to, text in [("server", "ask"), ("log", "x")]
    )
    (one,) = steps(f"append: {{log: a}}\n- send: [{ask}, {tell}]")[1:]
    assert [travel.delay for travel in one.travels] == [0.0, pace.MESSAGE_STAGGER]
    assert one.seconds == max(travel.delay + travel.seconds for travel in one.travels)


def test_messages_of_a_list_to_one_place_do_not_crowd_each_other() -> None:
    (one,) = steps("send: [{from: client, to: server, text: a}, {from: client, to: server, text: b}]")
    assert [travel.delay for travel in one.travels] == [0.0, pace.MEETING_STAGGER]


def test_no_message_is_under_way_for_ever() -> None:
    assert sent("one word after the other, and then some more").seconds == pace.LONGEST_TRAVEL


def test_a_value_has_been_read_where_it_was() -> None:
    (step,) = steps("send: {from: client, to: log.next, text: a long entry, each: true}")
    assert step.seconds == pace.TRAVEL
