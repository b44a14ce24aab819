"""Our films show what stock Manim shows: the same frames, for as long, no further from what was drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import manim
import numpy as np
import numpy.typing as npt
import pytest
from av.video.reformatter import ColorRange, Colorspace
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
from manim.scene.scene_file_writer import SceneFileWriter

from bench import corpus
from explainsite.jobs.renderjob import BeatLength, Quality
from explainsite.scenes import adapter
from explainsite.scenes.sink import FrameSink

pytestmark = pytest.mark.slow

QUALITY = Quality(name="draft", width=426, height=240, fps=12)
Frames = list[npt.NDArray[np.uint8]]


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


class Recorder(SceneFileWriter):
    """Stock Manim's writer; it also keeps every frame that it is given."""

    recorded: Frames

    def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
        self.recorded += [pixels.copy()] * repeat
        super().write_frame(pixels, repeat=repeat)


def stock(scene_class: type[Scene], folder: Path) -> tuple[Frames, Path]:
    """The frames that stock Manim draws, and the film that it makes of them."""
    Recorder.recorded = []
    settings = {
        "media_dir": str(folder),
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "CRITICAL",
        "seed": 0,
        "pixel_width": QUALITY.width,
        "pixel_height": QUALITY.height,
        "frame_rate": QUALITY.fps,
        "background_color": manim.ManimColor("#0E1117"),
    }
    with manim.tempconfig(settings):
        scene = scene_class()
        renderer: Any = scene.renderer
        renderer.file_writer = Recorder(scene.file_writer_settings)
        scene.render()
    (film,) = folder.glob(f"videos/**/{scene_class.__name__}.mp4")
    return Recorder.recorded, film


def ours(scene_class: type[Scene], folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Frames, Path]:
    """The frames that reach our sink, and the clip."""
    recorded: Frames = []
    write_frame = FrameSink.write_frame

    def record(sink: FrameSink, frame: Any, *, repeat: int = 1, **dirty: Any) -> None:
        pixels = frame if isinstance(frame, np.ndarray) else frame[0]
        recorded.extend([pixels.copy()] * repeat)
        write_frame(sink, frame, repeat=repeat, **dirty)

    monkeypatch.setattr(FrameSink, "write_frame", record)
    sink = FrameSink([folder], QUALITY, [BeatLength(id="all")])
    with adapter.configured(palette="dark", quality=QUALITY, scratch=folder / "scratch", assets=folder):
        adapter.run(scene_class(), sink)
    return recorded, folder / sink.clips[0][0].video


def decoded(film: Path) -> Frames:
    """What a player shows, frame by frame: a sample that lasts three frames is shown three times."""
    frames: Frames = []
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        assert stream.time_base
        tick = stream.time_base * QUALITY.fps
        for frame in container.decode(stream):
            matrix = Colorspace.ITU709 if frame.colorspace == 1 else Colorspace.ITU601
            shown = frame.reformat(
                format="rgb24",
                src_colorspace=matrix,
                src_color_range=ColorRange.MPEG,
                dst_color_range=ColorRange.JPEG,
            ).to_ndarray()
            assert frame.pts is not None
            assert round(frame.pts * tick) == len(frames)
            frames += [np.asarray(shown, np.uint8)] * max(1, round(frame.duration * tick))
    return frames


def worst_psnr(film: Path, drawn: Frames) -> float:
    """The signal to noise ratio, in dB, of the frame that is shown worst."""
    shown = decoded(film)
    assert len(shown) == len(drawn)
    errors = [float(np.mean((a[..., :3].astype(float) - b) ** 2)) for a, b in zip(drawn, shown, strict=True)]
    return float(10 * np.log10(255**2 / max(*errors, 1e-9)))


@pytest.mark.parametrize("scene_class", [Plain, Updaters, Camera, Space])
def test_frames_are_those_of_stock_manim(
    scene_class: type[Scene], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, stock_film = stock(scene_class, tmp_path / "stock")
    (tmp_path / "ours").mkdir()
    drawn, clip = ours(scene_class, tmp_path / "ours", monkeypatch)
    assert len(drawn) == len(expected)
    assert all(np.array_equal(a, b) for a, b in zip(drawn, expected, strict=True))
    assert worst_psnr(clip, expected) >= worst_psnr(stock_film, expected)
    assert worst_psnr(clip, expected) > 36


@pytest.mark.parametrize("scene_class", corpus.SCENES)
def test_plain_scenes_are_drawn_to_the_bit(
    scene_class: type[Scene], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, _ = stock(scene_class, tmp_path / "stock")
    (tmp_path / "ours").mkdir()
    drawn, _ = ours(scene_class, tmp_path / "ours", monkeypatch)
    assert all(np.array_equal(a, b) for a, b in zip(drawn, expected, strict=True))
