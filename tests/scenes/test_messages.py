"""What becomes of a message is seen without its colour: one that is turned away bears a cross."""

from __future__ import annotations

import pytest

from explainsite.picture.keys import name_of
from explainsite.picture.scripting import picture_scripts
from explainsite.picture.shapes import by_key
from explainsite.scenes.carry import Carry
from explainsite.scenes.storyboard_scene import step_motion
from explainsite.scenes.timing import StepTiming
from storyboard.filmscript import read_film

pytestmark = pytest.mark.slow

FILM = """
layout: |
  client . . server
stage:
  client: {is: node, text: Client}
  server: {is: node, text: Server}
do:
- show: [client, server]
- send: {from: client, to: server, status: STATUS}
"""


def pieces(status: str, words: str, moment: float) -> int:
    """How many pieces of a message are seen at that share of its step."""
    action = f"{status}{', text: x = 7' if words else ''}"
    board = read_film(FILM.replace("STATUS", action)).board
    assert board is not None
    shown, sent = picture_scripts(board)[0].steps
    _, animations = step_motion(by_key(shown.shapes), sent, sent.seconds)
    (carried,) = [animation for animation in animations if isinstance(animation, Carry)]
    carried.begin()
    carried.interpolate(moment)
    opacities = [max(p.get_fill_opacity(), p.get_stroke_opacity()) for p in carried.pill if len(p.points)]
    return sum(bool(opacity > 0.5) for opacity in opacities)


@pytest.mark.parametrize(("words", "own"), [("x = 7", 2), ("", 1)])
def test_a_message_that_is_turned_away_bears_a_cross_at_its_end(words: str, own: int) -> None:
    disc_and_strokes = 3 + bool(words)  # a gap keeps the disc from the pill
    for status in ("ok", "lost", "rejected"):
        assert pieces(status, words, 0.5) == own, status
    assert pieces("rejected", words, 0.75) == own + disc_and_strokes
    assert pieces("lost", words, 0.72) == own
    assert pieces("ok", words, 0.75) == own


LOST = """
layout: time
stage:
  time: {is: timeline, processes: [P, Q, R]}
do:
- show: time
- send: {from: time.P, to: [time.Q, time.R], status: lost}
"""


def test_the_cross_of_a_lost_arrow_waits_for_that_arrow() -> None:
    board = read_film(LOST).board
    assert board is not None
    sent = picture_scripts(board)[0].steps[1]
    timing = StepTiming(seconds=sent.seconds, stagger=0.0, total=sent.seconds, travels=sent.travels)
    crosses = [shape.key for shape in sent.shapes if name_of(shape.key) == "cross"]
    first, second = (travel.arrival for travel in sent.travels)
    assert first < second
    assert [timing.begins(key) for key in crosses] == [first, second]
