"""A beat's picture script: what travels where, and what waits for it."""

from __future__ import annotations

from typing import Any

from explainsite.jobs.renderjob import canonical_json
from explainsite.picture.script import picture_scripts
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


def script(text: str) -> dict[str, Any]:
    film = read_film(text)
    assert film.board is not None, film.found
    (only,) = picture_scripts(film.board)
    return only


def test_equal_films_have_equal_scripts() -> None:
    assert canonical_json(script(ROWS)) == canonical_json(script(ROWS))


def test_a_value_comes_to_rest_in_the_place_that_it_fills() -> None:
    _, sent, _ = script(ROWS)["steps"]
    boxes = {shape["key"]: shape for shape in sent["shapes"]}
    for i, travel in enumerate(sent["travels"]):
        box = boxes[f"keys/{i}/box"]
        assert travel["to"] == f"keys/{i}/"
        assert travel["path"][-1] == [box["x"] + box["w"] / 2, box["y"] + box["h"] / 2]
        assert travel["rests"] == [box["w"], box["h"]]


def test_what_goes_to_the_end_of_a_row_lands_on_what_is_appended_there() -> None:
    *_, appended = script(ROWS)["steps"]
    assert {travel["to"] for travel in appended["travels"]} == {"words/2/"}


def test_there_is_time_for_what_an_arrival_causes() -> None:
    _, sent, _ = script(ROWS)["steps"]
    assert sent["seconds"] > max(travel["arrival"] for travel in sent["travels"]) + 0.3


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
    step = picture_scripts(film.board)[0]["steps"][1]
    assert [travel["to"] for travel in step["travels"]] == ["jobs/b/"]
