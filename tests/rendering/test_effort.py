"""What moves is work, and the more is shown the more; what is held is none."""

from __future__ import annotations

from explainsite.jobs.renderjob import QUALITIES, BeatLength, RenderJob, beat_job
from explainsite.picture.scripting import picture_scripts
from explainsite.rendering.effort import effort
from storyboard.filmscript import read_film

ROWS = """
layout: row other
stage:
  row: {is: list, items: {a: 1, b: 2}}
  other: {is: list, items: {c: 3, d: 4}}
do:
- show: row
"""


def job(more: str = "", *, seconds: float = 4.0) -> RenderJob:
    board = read_film(ROWS + more).board
    assert board is not None
    (script,) = picture_scripts(board)
    beat = BeatLength(id="one", seconds=seconds)
    return beat_job(script.to_json(), beat=beat, palette="dark", quality=QUALITIES["draft"])


def test_effort_follows_what_moves_and_what_is_shown_and_not_what_is_held() -> None:
    alone, twice = job(), job("- set: {row: {a: 8}}\n- set: {row: {a: 9}}\n")
    assert effort(job(seconds=40.0)) == effort(alone)
    assert effort(twice) > effort(alone)
    assert effort(job("- show: other\n- then: {set: {row: {a: 9}}}\n")) > effort(twice)
