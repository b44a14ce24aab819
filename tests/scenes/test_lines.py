"""A text that gets more lines, or fewer, changes as one thing."""

from __future__ import annotations

import pytest

from explainsite.picture.fitting import wrap
from explainsite.picture.shapes import Label, Shape
from explainsite.scenes.animations import Fade
from explainsite.scenes.timing import StepTiming
from explainsite.scenes.transition import transition

pytestmark = pytest.mark.slow

ONE = "two"
LINES = "write the whole order"


def words(text: str) -> dict[str, Shape]:
    """A text on lines of at most 200 px."""
    label = Label(key="a/text", x=300.0, y=200.0, text=text, size=38.0)
    return {line.key: line for line in wrap(label, 200.0)}


def fades(before: str, after: str) -> list[Fade]:
    timing = StepTiming(seconds=1.0, stagger=0.0, total=1.0)
    _, animations = transition(words(before), [(words(after), timing)])
    return [one for one in animations if isinstance(one, Fade)]


@pytest.mark.parametrize(("before", "after"), [(ONE, LINES), (LINES, ONE)])
def test_all_lines_of_a_text_come_and_go_together(before: str, after: str) -> None:
    found = fades(before, after)
    for enters in (True, False):
        assert len({fade.interval for fade in found if fade.enters is enters}) == 1
    assert len(found) == 2 * max(len(words(before)), len(words(after)))


def test_all_lines_of_a_text_move_as_one() -> None:
    first, second = (fade for fade in fades(ONE, LINES) if fade.enters)
    assert first.trajectory.drift == pytest.approx(second.trajectory.drift)
    assert first.trajectory.drift[1] != 0
    assert first.rise.tolist() == second.rise.tolist() == [0.0, 0.0, 0.0]
