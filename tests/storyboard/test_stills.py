"""During which step a beat's still is taken."""

from __future__ import annotations

from typing import Any

import pytest

from explainsite.picture.flight import SPOILS, meet, pill
from explainsite.picture.scripting import picture_scripts
from explainsite.storyboard.pace import ARRIVES
from storyboard.filmscript import read_film

STAGE = """\
layout: |
  client server
  words cost
stage:
  client: {is: node, text: Client}
  server: {is: node, text: Server}
  words: {is: tokens, items: [a, b], columns: 4}
  cost: {is: counter, label: cost, value: 1}
beats:
- id: only
  title: Only
  say: Look.
  do:
  - show: [client, server, words, cost]
"""
ASK = "send: {from: client, to: server, text: get}"


def film(*items: str, still: str = "") -> Any:
    chosen = f"  still: {still}\n" if still else ""
    read = read_film(STAGE + "".join(f"  - {item}\n" for item in items) + chosen)
    assert read.board is not None, read.found
    return read.board


def still(*items: str, chosen: str = "") -> int | None:
    return film(*items, still=chosen).beats[0].still  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "items",
    [
        (ASK,),
        (ASK, "mark: {server: warn}", "wait: 1"),
        (f"together: [{{{ASK}}}, {{mark: {{server: bad}}}}]", "highlight: server"),
        ("link: {from: client, to: server}", ASK),
    ],
    ids=["alone", "marks follow", "marks come with it", "along a line"],
)
def test_a_message_that_a_beat_ends_with_is_in_its_still(items: tuple[str, ...]) -> None:
    assert still(*items) == next(i for i, item in enumerate(items, 1) if "send" in item)


@pytest.mark.parametrize(
    "items",
    [
        (),
        ("append: {words: c}",),
        (ASK, "note: {server: busy}"),
        (f"together: [{{{ASK}}}, {{set: {{cost: 2}}}}]",),
        (ASK, "link: {from: client, to: server}"),
        (ASK, "focus: server"),
    ],
    ids=["nothing", "no message", "a note", "a number", "a line", "the camera"],
)
def test_what_a_beat_leaves_is_seen_at_its_end(items: tuple[str, ...]) -> None:
    assert still(*items) is None


TWICE = (ASK, "append: {words: c}", ASK, "append: {words: d}")


@pytest.mark.parametrize(
    ("chosen", "step"),
    [("send", 3), ("send.0", 1), ("send.1", 3), ("append.0", 2), ("show", 0), ("end", None)],
)
def test_an_author_chooses_by_the_verb_and_its_number(chosen: str, step: int | None) -> None:
    assert still(*TWICE, chosen=chosen) == step


def test_verbs_within_others_count_and_each_round_of_a_loop() -> None:
    rounds = (f"for: {{word: [c, d]}}\n    do: [{{together: [{{{ASK}}}, {{append: {{words: $word}}}}]}}]",)
    assert still(*rounds, chosen="append.0") == 1
    assert still(*rounds, chosen="append") == 2
    assert still(f"then: {{{ASK}}}", "append: {words: c}", chosen="send") == 1


def test_the_end_can_be_chosen_where_a_message_would_be_seen() -> None:
    assert (still(ASK), still(ASK, chosen="end")) == (1, None)


def test_a_message_is_taken_half_way_and_one_that_is_rejected_when_that_is_seen() -> None:
    (half,) = (s.still for s in steps(ASK) if s.still is not None)
    (refused,) = (s.still for s in steps(ASK[:-1] + ", status: rejected}") if s.still is not None)
    (travel,) = steps(ASK)[1].travels
    assert half == pytest.approx(travel.seconds * ARRIVES / 2, abs=0.001)
    assert travel.seconds * SPOILS < refused <= travel.arrival


def test_messages_are_taken_when_none_covers_another() -> None:
    (sent,) = (s for s in steps("send: {from: [client, words], to: server, text: get 42}") if s.still)
    places = [pill(travel, (sent.still - travel.delay) / travel.seconds) for travel in sent.travels]
    assert len(places) == 2
    assert not meet(*places)


def test_of_what_does_not_travel_the_end_is_taken() -> None:
    (_, appended) = picture_scripts(film("append: {words: c}", still="append"))[0].steps
    assert appended.still == appended.seconds


def steps(*items: str) -> Any:
    (script,) = picture_scripts(film(*items))
    return script.steps


def test_a_verb_that_is_wrong_is_not_reported_for_the_still_again() -> None:
    read = read_film(f"{STAGE}  - send: {{from: client, to: nobody}}\n  still: send\n")
    assert [found.code for found in read.found] == ["unknown-actor"]
