"""Our films show what stock Manim shows: the same frames, for as long, no further from what was drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import (
    BLUE,
    DOWN,
    LEFT,
    RIGHT,
    UP,
    YELLOW,
    Circle,
    Create,
    DecimalNumber,
    FadeIn,
    FadeOut,
    Indicate,
    MovingCameraScene,
    Scene,
    Square,
    Text,
    ThreeDScene,
    Transform,
    ValueTracker,
    VGroup,
    Write,
)

from bench import corpus
from drawnframes import Reel, in_rgb, ours, shown, stock
from explainsite.jobs.renderjob import Quality

pytestmark = pytest.mark.slow

QUALITY = Quality(name="draft", width=426, height=240, fps=12)
FINER = Quality(name="draft", width=640, height=360, fps=12)
"""Large enough for a rectangle's upper side to cut a thin line, where Cairo rounds otherwise."""


class Plain(Scene):
    """Waits, overlaps, half transparent things, and text."""

    def construct(self) -> None:
        row = VGroup(*(Square(1, fill_opacity=0.35, fill_color=BLUE) for _ in range(4))).arrange(RIGHT)
        label = Text("keys").next_to(row, UP)
        self.add(label)
        self.play(FadeIn(row, lag_ratio=0.2), run_time=0.7)
        self.wait(0.5)
        self.play(Indicate(row[1], color=YELLOW), row[3].animate.set_opacity(0.1), run_time=0.6)
        self.wait(1.3)
        self.play(Transform(row[0], Circle().shift(2 * DOWN)), FadeOut(label), run_time=0.5)


class Updaters(Scene):
    """A wait in which things move, and one that ends early."""

    def construct(self) -> None:
        value = ValueTracker(0)
        digits: Any = Text  # The default would need LaTeX.
        number = DecimalNumber(0, mob_class=digits).add_updater(lambda n: n.set_value(value.get_value()))
        dot = Circle(0.2).add_updater(lambda d, dt: d.shift(dt * RIGHT))
        self.add(number, dot)
        self.play(value.animate.set_value(5), run_time=0.5)
        self.wait(0.5)
        dot.clear_updaters()
        self.wait_until(lambda: True, max_time=1)
        self.wait(0.4)


class Camera(MovingCameraScene):
    """A scene that brings a camera of its own."""

    def construct(self) -> None:
        square = Square().shift(2 * LEFT)
        self.play(Create(square), run_time=0.4)
        frame: Any = self.camera.frame  # type: ignore[union-attr]
        self.play(frame.animate.scale(0.5).move_to(square), run_time=0.5)
        self.wait(0.5)


class Space(ThreeDScene):
    """Another camera again."""

    def construct(self) -> None:
        self.set_camera_orientation(phi=1.0, theta=0.5)
        self.play(Write(Square()), run_time=0.4)
        self.wait(0.3)


def worst_psnr(film: Path, drawn: Reel) -> float:
    """The signal to noise ratio, in dB, of the frame that is shown worst."""
    decoded = (in_rgb(frame, "rgb24").to_ndarray() for frame in shown(film, QUALITY.fps))
    errors = [
        float(np.mean((a[..., :3].astype(float) - b) ** 2)) for a, b in zip(drawn, decoded, strict=True)
    ]
    return float(10 * np.log10(255**2 / max(*errors, 1e-9)))


@pytest.mark.parametrize("scene_class", [Plain, Updaters, Camera, Space])
def test_frames_are_those_of_stock_manim(scene_class: type[Scene], tmp_path: Path) -> None:
    expected, stock_film = stock(scene_class, QUALITY, tmp_path / "stock")
    drawn, clip = ours(scene_class, QUALITY, tmp_path / "ours")
    assert len(drawn) == len(expected)
    assert all(np.array_equal(a, b) for a, b in zip(drawn, expected, strict=True))
    assert worst_psnr(clip, expected) >= worst_psnr(stock_film, expected)
    assert worst_psnr(clip, expected) > 36


@pytest.mark.parametrize("scene_class", corpus.SCENES)
def test_plain_scenes_are_drawn_to_the_bit(scene_class: type[Scene], tmp_path: Path) -> None:
    expected, _ = stock(scene_class, FINER, tmp_path / "stock")
    drawn, _ = ours(scene_class, FINER, tmp_path / "ours")
    assert all(np.array_equal(a, b) for a, b in zip(drawn, expected, strict=True))
