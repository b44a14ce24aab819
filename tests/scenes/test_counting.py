"""What runs counts evenly, in the words of any text."""

from __future__ import annotations

import numpy as np

from explainsite.picture.shapes import Box, Label, Shape
from explainsite.scenes.animations import Become, Count, Timed
from explainsite.scenes.drawing import draw
from explainsite.scenes.timing import StepTiming
from explainsite.scenes.transition import transition


def picture(text: str, x: float) -> dict[str, Shape]:
    label = Label(key="a/text", x=300.0, y=200.0, text=text)
    return {"a/text": label, "b/box": Box(key="b/box", x=x, y=400.0, w=100.0, h=50.0, fill="accent")}


def animations(*, runs: bool) -> list[Timed]:
    timing = StepTiming(seconds=1.0, stagger=0.0, total=1.0, runs=runs)
    _, found = transition(picture("8 s left", 0.0), [(picture("0 s left", 400.0), timing)])
    return [each for each in found if isinstance(each, Timed)]


def test_a_quarter_of_the_way() -> None:
    (count,) = (each for each in animations(runs=True) if isinstance(each, Count))
    count.interpolate_mobject(0.25)
    assert np.allclose(count.drawn.points, draw(picture("6 s left", 0.0)["a/text"]).points)


def test_what_moves_meanwhile_moves_evenly_too() -> None:
    (box,) = (each for each in animations(runs=True) if isinstance(each, Become))
    box.interpolate_mobject(0.25)
    assert np.allclose(box.drawn.points, draw(picture("", 100.0)["b/box"]).points)


def test_else_words_change_as_a_whole() -> None:
    assert not any(isinstance(each, Count) for each in animations(runs=False))
