"""A beat's picture script: what travels where, and what waits for it."""

from __future__ import annotations

import pytest

from explainsite.picture.palette import ACCENTS
from explainsite.picture.script import PictureScript, ScriptCarry, ScriptStep
from explainsite.picture.scripting import picture_scripts
from explainsite.picture.shapes import Box
from storyboard.filmscript import read_film

ROWS = """
layout: |
  words
  .
  keys
stage:
  words: {is: tokens, items: [a, b], columns: 4}
  keys: {is: cells, columns: 4, prefix: k}
do:
- show: [words, keys]
- together:
    - send: {from: words, to: keys, each: true}
    - fill: keys.0-1
- together:
    - send: {from: keys.0-1, to: words.next, each: true}
    - append: {words: c}
"""


def script(text: str) -> PictureScript:
    film = read_film(text)
    assert film.board is not None, film.found
    (only,) = picture_scripts(film.board)
    return only


def carried(step: ScriptStep) -> list[ScriptCarry]:
    return [travel for travel in step.travels if isinstance(travel, ScriptCarry)]


def test_equal_films_have_equal_scripts() -> None:
    assert script(ROWS) == script(ROWS)
    assert script(ROWS).to_json() == script(ROWS).to_json()


EVERYTHING = """
layout: |
  client time
  plot   time
stage:
  client: {is: node, text: Client, note: waits}
  time: {is: timeline, processes: [P, Q]}
  plot: {is: plot, series: {cost: [2, 1, 3]}}
do:
- show: [client, time, plot]
- together:
  - send: {from: time.P, to: time.Q}
    cue: there
  - set: {client: done}
    after: there
- send: {from: client, to: plot, text: hello, status: rejected}
- focus: client
"""


def test_a_script_is_the_same_after_json() -> None:
    one = script(EVERYTHING)
    assert any(step.parts for step in one.steps)
    assert any(carried(step) for step in one.steps)
    assert one.steps[-1].camera.zoom > 1
    assert PictureScript.from_json(one.to_json()) == one


def test_steps_that_overlap_are_parts_of_one() -> None:
    names = "cab"
    nodes = "".join(f"  {name}: {{is: node, text: {name}}}\n" for name in names)
    begun = f"layout: {' '.join(names)}\nstage:\n{nodes}do:\n- show: c\n"
    _, apart = script(f"{begun}- show: a\n- show: b\n").steps
    first, second = apart.parts
    assert 0.0 == first.begin < second.begin < first.seconds
    assert apart.seconds == pytest.approx(second.begin + second.seconds)
    assert len(first.shapes) < len(second.shapes)
    assert second.shapes == apart.shapes
    _, *in_turn = script(f"{begun}- show: a\n- then: {{show: b}}\n").steps
    assert [step.shapes for step in in_turn] == [first.shapes, second.shapes]


def test_a_lane_gives_a_script_its_accent_and_changes_nothing_else() -> None:
    one = script(ROWS)
    blue, rose = one.in_lane("blue"), one.in_lane("rose")
    assert blue != rose
    assert {travel.role for travel in carried(rose.steps[1])} == {"rose"}
    assert rose.to_json().replace("rose", "blue") == blue.to_json()


def test_a_script_without_an_accent_is_the_same_in_every_lane() -> None:
    plain = script("stage:\n  words: {is: text, text: accent}\ndo:\n- show: words\n")
    assert all(plain.in_lane(accent) == plain for accent in ACCENTS)


def test_a_value_comes_to_rest_in_the_place_that_it_fills() -> None:
    _, sent, _ = script(ROWS).steps
    boxes = {shape.key: shape for shape in sent.shapes if isinstance(shape, Box)}
    for i, travel in enumerate(carried(sent)):
        box = boxes[f"keys/{i}/box"]
        assert travel.end == f"keys/{i}"
        assert travel.path[-1] == pytest.approx((box.x + box.w / 2, box.y + box.h / 2), abs=0.02)
        assert travel.rests == (box.w, box.h)


def test_what_goes_to_the_end_of_a_row_lands_on_what_is_appended_there() -> None:
    *_, appended = script(ROWS).steps
    assert {travel.end for travel in appended.travels} == {"words/2"}


def test_there_is_time_for_what_an_arrival_causes() -> None:
    _, sent, _ = script(ROWS).steps
    assert sent.seconds > max(travel.arrival for travel in sent.travels) + 0.3


QUEUED = """
layout: |
  client jobs
stage:
  client: {is: node, text: client}
  jobs: {is: queue, items: [a], capacity: 3}
do:
- show: [client, jobs]
- together:
  - send: {from: client, to: jobs.next, text: b}
  - append: {jobs: b}
"""


def test_what_a_message_brings_to_a_queue_waits_for_it() -> None:
    film = read_film(QUEUED)
    assert film.board is not None, film.found
    step = picture_scripts(film.board)[0].steps[1]
    assert [travel.end for travel in step.travels] == ["jobs/b"]
