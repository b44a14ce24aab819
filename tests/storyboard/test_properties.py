"""What holds for every film: states are frozen for good, and a film is the sum of its beats."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from explainsite.content.nodes import Sequence
from explainsite.content.spec import Beat, StageNodes
from explainsite.diagnostics import Report
from explainsite.picture.scripting import picture_scripts
from explainsite.storyboard import pace
from explainsite.storyboard.board import Storyboard
from explainsite.storyboard.compile import compile_storyboard
from explainsite.storyboard.state import Stage
from explainsite.storyboard.verbs.emphasis import release
from storyboard.filmscript import Film, read_film

STAGE = """\
layout: |
  words words cost
  keys keys ring
stage:
  words: {is: tokens, items: [The, cat], columns: 4}
  keys: {is: cells, columns: 4, prefix: k}
  cost: {is: counter, label: cost, value: 0}
  ring: {is: cluster, shape: column, nodes: [A, B]}
"""
#: Actions that suit some states and not others; what does not suit is reported and left out.
ACTIONS = (
    "fill: keys.0",
    "fill: keys.1-2",
    "clear: keys.0",
    "append: {words: sat}",
    "pop: words",
    "set: {cost: 6}",
    "mark: {ring.A: good}",
    "unmark: ring.A",
    "note: {ring: ready}",
    "fail: ring.B",
    "recover: ring.B",
    "link: {from: ring.A, to: words.0}",
    "unlink: ring.A",
    "hide: cost",
    "show: cost",
    "highlight: words.0",
    "dim: keys",
    "focus: ring",
    "focus: all",
    "send: {from: ring.A, to: cost, text: one}",
    "then: {dim: words.1}",
    "send: {from: ring.A, to: ring.B, text: two}",
    "together: [{send: {from: ring.A, to: ring.B}, cue: there}, {note: {ring.B: told}, after: there}]",
)
BEATS = st.lists(st.lists(st.sampled_from(ACTIONS), max_size=5), min_size=1, max_size=4)


def film(beats: list[list[str]]) -> Film:
    """A film in which the first beat shows everything, and each does its actions."""
    return read_film(film_text(beats))


def film_text(beats: list[list[str]]) -> str:
    first, *others = [["show: [words, keys, cost, ring]", *beats[0]], *beats[1:]]
    text = "".join(
        f"  - id: beat-{i}\n    title: T\n    say: Words.\n    do:\n"
        + "".join(f"      - {action}\n" for action in actions or ["wait: 0.2"])
        for i, actions in enumerate([first, *others])
    )
    return f"{STAGE}beats:\n{text}"


def board_of(read: Film, beats: tuple[Beat, ...]) -> Storyboard:
    assert isinstance(read.piece.film, StageNodes)
    board = compile_storyboard(read.piece.film, beats, {}, Report())
    assert board is not None
    return board


@settings(max_examples=60, deadline=None)
@given(BEATS)
def test_beats_one_at_a_time_come_to_what_they_come_to_at_once(actions: list[list[str]]) -> None:
    read = film(actions)
    beats = read.piece.beats
    whole = board_of(read, beats)
    for count in range(1, len(beats) + 1):
        assert board_of(read, beats[:count]).beats == whole.beats[:count]
    everything = tuple(item for beat in beats for item in beat.do or ())
    all_of_them = Sequence(items=everything, span=beats[0].span)
    (at_once,) = board_of(read, (replace(beats[0], do=all_of_them),)).beats
    assert release(at_once.closing) == release(whole.beats[-1].closing)


@settings(max_examples=60, deadline=None)
@given(BEATS)
def test_nothing_that_is_made_of_a_stage_changes_it(actions: list[list[str]]) -> None:
    read = film(actions)
    whole = board_of(read, read.piece.beats)
    stages = [stage for beat in whole.beats for stage in (beat.opening, *(step.stage for step in beat.steps))]
    before = [repr(stage) for stage in stages]
    for stage in stages:
        assert_frozen(stage)
    first = picture_scripts(whole)
    board_of(read, read.piece.beats)
    assert [repr(stage) for stage in stages] == before
    assert picture_scripts(whole) == first


@settings(max_examples=60, deadline=None)
@given(BEATS)
def test_few_things_move_at_once_and_the_authors_order_stays(actions: list[list[str]]) -> None:
    read = film(actions)
    for beat in board_of(read, read.piece.beats).beats:
        times = [(begin + step.begin, step) for begin, gesture in beat.moments for step in gesture.steps]
        begins = [begin for begin, _ in times]
        assert begins == sorted(begins)
        assert [step.span.line for _, step in times] == sorted(step.span.line for _, step in times)
        for now, _ in times:
            moving = [step for begin, step in times if begin <= now < begin + step.seconds - 0.01]
            words = {travel.text for step in moving for travel in step.travels}
            assert len(moving) <= 3
            assert len(words) <= 1
        assert all(begin + step.seconds + pace.SETTLE <= beat.seconds + 0.01 for begin, step in times)
        assert beat.seconds >= round(pace.reading_seconds(beat.say), 2)


@settings(max_examples=100, deadline=None)
@given(BEATS)
def test_what_overlaps_could_be_in_the_other_order(actions: list[list[str]]) -> None:
    lines = film_text(actions).splitlines()
    read = film(actions)
    whole = board_of(read, read.piece.beats)
    before = len(read.piece.body.source.text.split("layout: |")[0].splitlines())
    pairs = [pair for beat in whole.beats for gesture in beat.gestures for pair in pairwise(gesture.steps)]
    ends = [b.span.line for a, b in pairs if a.span.line + 1 == b.span.line]  # nothing refused between them
    for line in ends:
        at = line - 1 - before
        swapped = [*lines[: at - 1], lines[at], lines[at - 1], *lines[at + 1 :]]
        other = read_film("\n".join(swapped) + "\n")
        assert looks(board_of(other, other.piece.beats)) == looks(whole)


def looks(board: Storyboard) -> Any:
    """What is there in the end. A highlight falls on all that is there when it comes, so it is left out."""
    closing = release(board.beats[-1].closing)
    return closing.actors, closing.focus, frozenset(closing.links)


def assert_frozen(value: Any) -> None:
    """Fail for anything inside a stage that could be changed. What a spec holds has been read, and stays."""
    if isinstance(value, Stage) or (is_dataclass(value) and not isinstance(value, type)):
        assert value.__dataclass_params__.frozen, type(value)  # type: ignore[attr-defined]
        for item in fields(value):
            if item.name != "traits":
                assert_frozen(getattr(value, item.name))
    elif isinstance(value, BaseModel):
        assert value.model_config.get("frozen"), type(value)
    elif isinstance(value, tuple | frozenset):
        for part in value:
            assert_frozen(part)
    else:
        assert value is None or isinstance(value, str | int | float), type(value)
