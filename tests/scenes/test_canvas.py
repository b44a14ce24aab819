"""A canvas draws only what has changed, and shows what it would show if it had drawn everything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from manim import VMobject

from explainsite.jobs.renderjob import BeatLength, Quality, beat_job
from explainsite.picture.scripting import picture_scripts
from explainsite.scenes.canvas import CameraFrame, Canvas
from explainsite.scenes.worker import render
from explainsite.storyboard.actors import KINDS
from storyboard.filmscript import read_film

pytestmark = pytest.mark.slow

LARGE = Quality(name="draft", width=960, height=540, fps=12)


class Compared:
    """Draws every picture twice, the second time on empty sheets, and counts those that are not equal."""

    def __init__(self) -> None:
        self.pictures, self.unequal = 0, 0
        self._draw = Canvas.draw

    def draw(self, canvas: Canvas, mobjects: Sequence[VMobject], frame: CameraFrame) -> None:
        self._draw(canvas, mobjects, frame)
        anew = Canvas(canvas.grounds, canvas._channels)
        self._draw(anew, mobjects, frame)
        self.pictures += 1
        self.unequal += not all(map(np.array_equal, canvas.sheets, anew.sheets))


@pytest.mark.parametrize("kind", ["cluster", "plot", "formula", "tree"])
def test_what_is_drawn_in_parts_is_as_if_drawn_whole(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = Compared()
    monkeypatch.setattr(Canvas, "draw", lambda *drawn: compared.draw(*drawn))  # noqa: PLW0108  binds the canvas
    board = read_film(KINDS[kind].demo.strip("\n") + "\n").board
    assert board is not None
    beat = BeatLength(id="last", seconds=board.beats[-1].seconds)
    job = beat_job(picture_scripts(board)[-1].to_json(), beat=beat, palette="dark", quality=LARGE)
    (result,) = render([job], keys=[""], directories=[tmp_path], scratch=tmp_path)
    assert result.clips
    assert compared.pictures > 10
    assert compared.unequal == 0
