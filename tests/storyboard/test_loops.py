"""A loop means what its rounds would mean, written out one below the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explainsite.diagnostics import Span
from explainsite.storyboard.loops import MOST
from explainsite.storyboard.state import Step
from storyboard.filmscript import read_film

STAGE = """\
stage:
  words: {is: tokens, items: [The, cat, sat, on]}
  cells: {is: cells, columns: 4}
do:
- show: [words, cells]
"""
VALUES = {"places": [2, 0], "pairs": [{"word": 1, "cells": [0, 1]}, {"word": 3, "cells": [2]}]}


def steps(text: str) -> list[Step]:
    """What a film does after its beginning, without the places where it is written."""
    film = read_film(STAGE + text, VALUES)
    assert film.board is not None
    assert [found for found in film.found if found.severity == "error"] == []
    return [bare(step) for step in film.board.beats[0].steps[1:]]


def bare(step: Step) -> Step:
    return replace(step, span=Span(path=""), parts=tuple(map(bare, step.parts)))


@pytest.mark.parametrize(
    ("loop", "written_out"),
    [
        (
            """\
- for: {word: [1, 3], place: $places}
  do:
  - link: {from: words.$word, to: cells.$place}
  - fill: {cells.$place: "from ${word}"}
""",
            """\
- link: {from: words.1, to: cells.2}
- fill: {cells.2: from 1}
- link: {from: words.3, to: cells.0}
- fill: {cells.0: from 3}
""",
        ),
        (
            """\
- for: {pair: $pairs}
  do:
  - for: {cell: $pair.cells}
    do:
    - send: {from: words.$pair.word, to: cells.$cell}
""",
            """\
- send: {from: words.1, to: cells.0}
- send: {from: words.1, to: cells.1}
- send: {from: words.3, to: cells.2}
""",
        ),
        (
            """\
- together:
  - for: {word: [1, 3], place: $places}
    do:
    - send: {from: words.$word, to: cells.$place}
      cue: sent
    - fill: cells.$place
      after: sent
    cue: all
  - dim: words
    after: all
""",
            """\
- together:
  - send: {from: words.1, to: cells.2}
    cue: one
  - fill: cells.2
    after: one
    cue: one-filled
  - send: {from: words.3, to: cells.0}
    cue: two
  - fill: cells.0
    after: two
    cue: two-filled
  - dim: words
    after: [one-filled, two-filled]
""",
        ),
    ],
    ids=["after each other", "within each other", "at once"],
)
def test_a_loop_is_its_rounds_written_out(loop: str, written_out: str) -> None:
    assert steps(loop) == steps(written_out)


def test_a_loop_has_an_end() -> None:
    film = read_film(STAGE + "- for: {n: $many}\n  do:\n  - wait: 0.1\n", {"many": [0] * (MOST + 1)})
    assert [found.code for found in film.found if found.severity == "error"] == ["wrong-type"]
