"""The fold: states never change, beats build on each other alone, and last as long as they need."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from explainsite.diagnostics import Report
from explainsite.picture.scripting import picture_scripts
from explainsite.storyboard import pace
from explainsite.storyboard.board import Storyboard
from explainsite.storyboard.compile import compile_storyboard
from storyboard.filmscript import Film, read_film

STAGE = """\
stage:
  words: {is: tokens, label: Words, items: [The, cat], columns: 4, index: true}
  keys: {is: cells, label: Keys, columns: 4, prefix: k}
  cost: {is: counter, label: dot products}
"""
BEATS = [
    """\
- id: enter
  title: Enter
  say: Two words.
  do:
  - show: [words, keys]
  - fill: keys.0-1
""",
    """\
- id: grow
  title: Grow
  say: A third one comes.
  do:
  - highlight: words.1
  - append: {words: sat}
  - send: {from: words.2, to: keys.2}
  - fill: keys.2
  - mark: {keys.2: good}
""",
    """\
- id: count
  title: Count
  say: Here is what it costs.
  layout: |
    words
    keys
    cost
  do:
  - set: {cost: 0}
  - show: cost
  - together: [{set: {cost: 6}}, {link: {from: words.2, to: keys.0-2}}]
""",
]


def film(*beats: str) -> Film:
    return read_film(f"{STAGE}beats:\n{''.join(beats)}")


def board(*beats: str) -> Storyboard:
    found = film(*beats)
    assert found.board is not None, found.found
    return found.board


def test_states_cannot_be_changed() -> None:
    stage = board(*BEATS).beats[0].opening
    with pytest.raises(FrozenInstanceError):
        stage.links = ()  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        stage.actors[0].shown = True  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        stage.actors[0].parts[0].text = "dog"  # type: ignore[misc]


def test_every_beat_opens_with_what_the_one_before_closed_with() -> None:
    beats = board(*BEATS).beats
    assert [beat.opening for beat in beats[1:]] == [beat.closing for beat in beats[:-1]]


def test_a_beat_leaves_the_stage_that_it_meets_as_it_is() -> None:
    alone = board(BEATS[0]).beats[0]
    followed = board(*BEATS).beats[0]
    assert followed == replace(alone, span=followed.span, gestures=followed.gestures)
    assert [step.stage for step in followed.steps] == [step.stage for step in alone.steps]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_first_beats_mean_the_same_with_and_without_those_behind(count: int) -> None:
    every, some = board(*BEATS), board(*BEATS[:count])
    assert [beat.closing for beat in some.beats] == [beat.closing for beat in every.beats[:count]]
    assert [beat.steps for beat in some.beats] == [beat.steps for beat in every.beats[:count]]


def test_emphasis_ends_with_its_beat() -> None:
    _, second, third = board(*BEATS).beats
    lit = [part.emphasis for actor in second.closing.actors for part in actor.parts if actor.shown]
    assert {"lit", "dim"} <= set(lit)
    assert all(part.emphasis == "normal" for actor in third.closing.actors for part in actor.parts)


def test_what_is_filled_while_all_else_is_dim_is_seen() -> None:
    beat = "- id: b\n  title: B\n  say: B.\n  do: [{highlight: words.0}, {fill: keys.2}]\n"
    keys = board(BEATS[0], beat).beats[1].closing.actor("keys")
    assert keys is not None
    assert [part.emphasis for part in keys.parts] == ["dim", "dim", "normal", "dim"]


def test_reading_a_film_twice_gives_the_same_scripts() -> None:
    assert picture_scripts(board(*BEATS)) == picture_scripts(board(*BEATS))


def test_other_words_leave_the_pictures_of_all_other_beats_as_they_are() -> None:
    edited = [
        BEATS[0],
        BEATS[1].replace("A third one comes.", "And then a third one comes along. " * 9),
        BEATS[2],
    ]
    before, after = picture_scripts(board(*BEATS)), picture_scripts(board(*edited))
    assert before[0] == after[0]
    assert before[2] == after[2]
    assert before[1].gap < after[1].gap
    assert before[1] == replace(after[1], gap=before[1].gap)


def test_words_that_take_no_longer_leave_a_script_as_it_is() -> None:
    edited = [BEATS[0], BEATS[1].replace("third", "new"), BEATS[2]]
    assert picture_scripts(board(*BEATS)) == picture_scripts(board(*edited))


def test_a_beat_lasts_as_long_as_its_motion() -> None:
    beat = board(BEATS[0]).beats[0]
    moving = sum(step.seconds for step in beat.steps)
    assert len(beat.steps) == 2
    assert moving >= 2 * pace.ENTER
    assert beat.seconds >= pace.LEAD + moving + len(beat.steps) * pace.SETTLE
    assert beat.seconds > pace.reading_seconds(beat.say)


def test_a_beat_lasts_as_long_as_its_words() -> None:
    say = " ".join(["word"] * 40)
    beat = board(BEATS[0].replace("Two words.", say)).beats[0]
    assert beat.seconds == pytest.approx(40 * 60 / pace.WORDS_PER_MINUTE)


def test_words_without_blanks_between_them_take_their_time_too() -> None:
    beat = board(
        BEATS[0].replace("Two words.", "缓存保存曾经查询过的内容，下一个查询者就不必再等待数据库。")
    ).beats[0]
    assert beat.seconds == pytest.approx(27 / 4)


def test_hold_comes_on_top() -> None:
    plain, held = board(BEATS[0]), board(BEATS[0].replace("  do:", "  hold: 2.5\n  do:"))
    assert held.seconds == pytest.approx(plain.seconds + 2.5)


def test_a_film_lasts_as_long_as_its_beats() -> None:
    whole = board(*BEATS)
    assert whole.seconds == pytest.approx(sum(beat.seconds for beat in whole.beats))


def test_motion_and_stillness_fit_into_every_beat() -> None:
    for beat in board(*BEATS).beats:
        played = pace.LEAD + sum(step.seconds + beat.gap for step in beat.steps)
        assert played <= beat.seconds + 0.01


def test_together_takes_the_time_of_the_longest() -> None:
    apart = board(BEATS[0], "- id: b\n  title: B\n  say: B.\n  do: [{show: cost}, {set: {cost: 6}}]\n").beats[
        1
    ]
    at_once = board(
        BEATS[0], "- id: b\n  title: B\n  say: B.\n  do: [{together: [{show: cost}, {set: {cost: 6}}]}]\n"
    )
    assert len(apart.steps) == 2
    slowest = max(pace.ENTER, pace.CHANGE, pace.MOVE)  # what stood there makes room
    assert [step.seconds for step in at_once.beats[1].steps] == [slowest]
    assert at_once.beats[1].closing == apart.closing


def test_preparing_a_hidden_actor_takes_no_time_and_is_not_lost() -> None:
    beat = board(BEATS[0], "- id: b\n  title: B\n  say: B.\n  do: [{set: {cost: 6}}]\n").beats[1]
    cost = beat.closing.actor("cost")
    assert beat.steps == ()
    assert cost is not None
    assert cost.parts[0].value == 6


def test_a_bad_verb_is_left_out_and_the_rest_goes_on() -> None:
    piece = film(BEATS[0].replace("- fill: keys.0-1", "- fill: keys.9\n  - fill: keys.0")).piece
    report = Report()
    assert piece.film is not None
    left = compile_storyboard(piece.film, piece.beats, {}, report)  # type: ignore[arg-type]
    assert [diagnostic.code for diagnostic in report] == ["unknown-part"]
    assert left is not None
    keys = left.beats[0].closing.actor("keys")
    assert keys is not None
    assert [part.filled for part in keys.parts] == [True, False, False, False]


def test_what_two_actions_say_alike_at_once_is_told_once() -> None:
    board = read_film(
        "stage:\n  a: {is: list, items: {x: 2, y: 1}}\n  b: {is: list, items: {x: 2, y: 3}}\n"
        "do:\n- show: [a, b]\n- together: [{select: {a: 1}}, {select: {b: 1}}]\n"
    ).board
    assert board
    assert board.beats[0].sentences[1:] == ("X is chosen; y fades.",)
