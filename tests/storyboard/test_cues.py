"""Named moments: what waits for a cue begins when it comes, on the stage that it then meets."""

from __future__ import annotations

import pytest

from explainsite.storyboard import pace
from explainsite.storyboard.state import Stage, Step
from storyboard.filmscript import read_film

FILM = """\
layout: client leader ring
stage:
  client: {{is: node, text: Client}}
  leader: {{is: node, text: Leader}}
  ring: {{is: cluster, shape: column, nodes: [B, C]}}
do:
- show: [client, leader, ring]
- together:
{items}
"""
TRAVEL = pace.travelling_seconds("x")
ARRIVES = TRAVEL * pace.ARRIVES


def together(*items: str) -> Step:
    lines = [line for item in items for line in (f"    - {item}",)]
    film = read_film(FILM.format(items="\n".join(lines)))
    assert film.board is not None, film.found
    assert not [found for found in film.found if found.code.endswith("cue")]
    return film.board.beats[0].steps[1]


def note(stage: Stage, actor: str) -> str:
    found = stage.actor(actor)
    assert found is not None
    return found.parts[0].note


def test_without_cues_all_begins_at_once() -> None:
    step = together("note: {client: a}", "note: {leader: b}")
    assert step.parts == ()


def test_what_waits_for_a_message_begins_when_it_arrives() -> None:
    step = together(
        "{send: {from: client, to: leader, text: x}, cue: asked}",
        "{note: {leader: x}, after: asked}",
    )
    sent, noted = step.parts
    assert sent.begin == 0.0
    assert noted.begin == pytest.approx(ARRIVES)
    assert (note(sent.stage, "leader"), note(noted.stage, "leader")) == ("", "x")
    assert step.stage == noted.stage
    assert step.seconds == pytest.approx(max(TRAVEL, ARRIVES + pace.EMPHASISE))


def test_moments_follow_each_other_in_time_and_not_as_they_are_written() -> None:
    step = together(
        "{send: {from: client, to: leader, text: x}, cue: asked}",
        "{wait: 0.2, cue: soon}",
        "{note: {client: second}, after: asked}",
        "{note: {client: first}, after: soon}",
    )
    assert [round(part.begin, 3) for part in step.parts] == [0.0, 0.2, round(ARRIVES, 3)]
    assert [note(part.stage, "client") for part in step.parts] == ["", "first", "second"]


def test_a_message_to_several_has_arrived_when_the_last_one_has() -> None:
    step = together(
        "{send: {from: leader, to: ring, text: x}, cue: copied}",
        "{mark: {leader: good}, after: copied}",
    )
    assert step.parts[1].begin == pytest.approx(pace.MESSAGE_STAGGER + ARRIVES)


def test_waiting_for_several_is_waiting_for_the_last() -> None:
    step = together(
        "{wait: 0.4, cue: a}",
        "{wait: 0.9, cue: b}",
        "{note: {client: x}, after: [a, b]}",
    )
    assert step.parts[-1].begin == pytest.approx(0.9)


def test_what_waits_for_a_cue_waits_for_no_message_beside_it() -> None:
    step = together(
        "{wait: 0.4, cue: a}",
        "{send: {from: client, to: leader, text: x}, after: a}",
        "{note: {ring.B: x}, after: a, cue: noted}",
        "{note: {ring.C: x}, after: noted}",
    )
    assert [part.waits for part in step.parts] == [True, False, False]
    assert step.parts[-1].begin == pytest.approx(0.4 + pace.EMPHASISE)


def test_the_transcript_tells_moments_in_their_order() -> None:
    step = together(
        "{send: {from: client, to: leader, text: ask}, cue: asked}",
        "{note: {leader: late}, after: asked}",
        "note: {client: early}",
    )
    words = " ".join(step.sentences)
    assert words.index("early") < words.index("late")


def test_moments_of_an_inner_together_are_refused() -> None:
    inner = "together: [{wait: 0.4, cue: a}, {note: {client: x}, after: a}]"
    film = read_film(FILM.format(items=f"    - {inner}"))
    assert [found.code for found in film.found if found.severity == "error"] == ["bad-cue"]
