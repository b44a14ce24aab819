"""Timelines: arrows end beside events with one gap, words cover no line, and times are where they are."""

from __future__ import annotations

from math import dist

import pytest

from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.placing import crosses
from explainsite.picture.script import ScriptArrow
from explainsite.picture.scripting import picture_scripts
from explainsite.picture.shapes import Curve, Dot, Label, Shape, bounds
from explainsite.picture.views.timelines import DOT, GAP
from explainsite.storyboard import pace
from explainsite.storyboard.board import Storyboard
from storyboard.filmscript import read_film

TALK = """
layout: time
stage:
  time: {is: timeline, processes: [P, Q, R], clock: CLOCK}
do:
- show: time
- append: {time.P: {}, time.R: {}}
- send: {from: time.P, to: time, text: m1}
- send: {from: time.Q, to: time.R, text: m2}
- send: {from: time.R, to: time.P, text: m3}
- append: {time.Q: {text: leader, for: 3}}
"""


def board(text: str) -> Storyboard:
    film = read_film(text)
    assert film.board is not None, film.found
    return film.board


def closing(text: str) -> Picture:
    (beat,) = pictures_of(board(text))
    return beat.steps[-1]


def by_key(picture: Picture) -> dict[str, Shape]:
    return {shape.key: shape for shape in picture.shapes}


def arrows(picture: Picture) -> list[Curve]:
    return [shape for shape in picture.shapes if isinstance(shape, Curve) and "/m" in shape.key]


@pytest.mark.parametrize("clock", ["none", "lamport", "vector"])
def test_words_cover_no_line_and_no_other_word(clock: str) -> None:
    picture = closing(TALK.replace("CLOCK", clock))
    labels = [shape for shape in picture.shapes if isinstance(shape, Label)]
    lines = [(s.points[0], s.points[-1]) for s in picture.shapes if isinstance(s, Curve)]
    bars = [bounds(shape) for shape in picture.shapes if shape.key.endswith("/ground")]
    assert len(labels) > 6
    for label in labels:
        at = bounds(label)
        in_bar = any(bar.has((at.x, at.y)) and bar.has((at.right, at.bottom)) for bar in bars)
        assert in_bar or not any(crosses(line, at) for line in lines), label  # a bar hides its line


def test_arrows_begin_and_end_with_one_gap() -> None:
    picture = closing(TALK.replace("CLOCK", "lamport"))
    dots = [(shape.x, shape.y) for shape in picture.shapes if isinstance(shape, Dot)]
    found = arrows(picture)
    assert len(found) == 4
    for arrow in found:
        for end in (arrow.points[0], arrow.points[-1]):
            assert min(dist(end, dot) for dot in dots) == pytest.approx(DOT + GAP)


def test_a_lost_message_ends_on_its_way_and_has_no_event() -> None:
    head = TALK.partition("- append")[0].replace("CLOCK", "none")
    picture = closing(head + "- send: {from: time.P, to: time.Q, status: lost}\n")
    (arrow,) = [shape for shape in arrows(picture) if shape.key.endswith("/line")]
    rails = picture.drawings["time"].anchors
    assert not arrow.arrow
    assert rails["P"].centre[1] < arrow.points[-1][1] < rails["Q"].centre[1]
    assert "time/m0/end/cross" in by_key(picture)
    assert "time/Q-0/dot" not in by_key(picture)


def test_a_clock_counts_on_from_the_later_one() -> None:
    shapes = by_key(closing(TALK.replace("CLOCK", "lamport")))
    words = {key.split("/")[1]: s.text for key, s in shapes.items() if isinstance(s, Label)}
    assert [words[name] for name in ("P-0", "P-1", "Q-0", "Q-1", "R-0", "R-1", "R-2")] == list("1234135")
    vectors = by_key(closing(TALK.replace("CLOCK", "vector")))
    last = vectors["time/P-2/text"]
    assert isinstance(last, Label)
    assert last.text == "(3,2,4)"


def test_a_line_is_broken_while_its_process_is_down() -> None:
    head = TALK.partition("- append")[0].replace("CLOCK", "none")
    shapes = by_key(closing(head + "- fail: time.P\n- append: {time.Q: x}\n- recover: time.P\n"))
    pieces = [shapes[f"time/P/rail-{i}"] for i in range(3)]
    assert [piece.dashed for piece in pieces if isinstance(piece, Curve)] == [False, True, False]
    assert "time/Q/rail-1" not in shapes


def test_times_stand_on_the_axis_where_they_are_on_the_lines() -> None:
    picture = closing("""
layout: time
stage:
  time: {is: timeline, processes: [A], unit: ms, until: 100, step: 10}
do:
- show: time
- append: {time.A: {text: x, at: 40}}
""")
    shapes = by_key(picture)
    dot, tick = shapes["time/A-0/dot"], shapes["time/axis/40/text"]
    assert isinstance(dot, Dot)
    assert isinstance(tick, Label)
    assert dot.x == tick.x
    assert isinstance(last := shapes["time/axis/100/text"], Label)
    assert last.text == "100 ms"


def test_an_arrow_is_drawn_before_what_it_causes() -> None:
    (script,) = picture_scripts(board(TALK.replace("CLOCK", "none")))
    (first, second) = script.steps[2].travels
    assert isinstance(first, ScriptArrow)
    assert first.along == "time/m0"
    assert (first.start, first.end) == ("time/P-1", "time/Q-0")
    assert first.arrival < second.arrival


TIMED = """
layout: time
stage:
  time: {is: timeline, processes: [A, B, C], unit: ms, until: 20}
do:
- show: time
- together:
  - send: {from: time.A, to: time.B, at: 0, takes: 10}
    cue: slow
  - send: {from: time.C, to: time.B, at: 4, takes: 2}
"""


def test_messages_of_one_step_set_out_and_arrive_as_their_times_are() -> None:
    (script,) = picture_scripts(board(TIMED))
    slow, quick = script.steps[1].travels
    assert slow.delay == 0 < quick.delay < quick.arrival < slow.arrival
    assert quick.delay / slow.arrival == pytest.approx(4 / 10, abs=0.01)
    assert slow.arrival < script.steps[1].seconds


def test_what_waits_for_a_timed_message_waits_until_it_has_arrived() -> None:
    step = board(TIMED + "  - set: {time.A: sent}\n    after: slow\n").beats[0].steps[1]
    assert step.parts[1].begin == pytest.approx(pace.CROSSING * pace.ARRIVES)


def test_light_moves_no_words() -> None:
    plain = TALK.replace("CLOCK", "vector")
    before, lit = (
        by_key(closing(plain)),
        by_key(closing(plain + "- highlight: [time.P-1, time.m0, time.Q]\n")),
    )
    words = [key for key, shape in before.items() if isinstance(shape, Label)]
    assert [key for key in words if bounds(before[key]) != bounds(lit[key])] == []
