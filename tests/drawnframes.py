"""What is drawn and what is shown: every frame of a scene, by stock Manim and by us, and of a film."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, overload

import av
import manim
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from manim import Scene
from manim.scene.scene_file_writer import SceneFileWriter

from explainsite.jobs.renderjob import GROUNDS, BeatLength, Quality
from explainsite.scenes import adapter
from explainsite.scenes.regions import Region
from explainsite.scenes.sink import FrameSink

Pixels = npt.NDArray[np.uint8]
_BT709 = 1


class Reel(Sequence[Pixels]):
    """Frames in a row, RGBA, `(height, width, 4)`, kept compressed: at full size few fit in memory."""

    def __init__(self) -> None:
        self.packed: list[bytes] = []
        """Equal frames have equal bytes."""
        self._shape: tuple[int, ...] = ()

    def add(self, pixels: Pixels, repeat: int = 1) -> None:
        """Add a frame, so many times."""
        self._shape = pixels.shape
        self.packed += [zlib.compress(pixels.tobytes(), 1)] * repeat

    def __len__(self) -> int:
        return len(self.packed)

    @overload
    def __getitem__(self, index: int) -> Pixels: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Pixels]: ...
    def __getitem__(self, index: int | slice) -> Pixels | Sequence[Pixels]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return np.frombuffer(zlib.decompress(self.packed[index]), np.uint8).reshape(self._shape)


class Recorder(SceneFileWriter):
    """Stock Manim's writer; it also keeps every frame that it is given."""

    reel: Reel

    def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
        self.reel.add(pixels, repeat)
        super().write_frame(pixels, repeat=repeat)


@dataclass(slots=True)
class RecordingSink(FrameSink):
    """Our writer; it also keeps every frame of the first palette that reaches it."""

    reel: Reel = field(default_factory=Reel)

    def write_frame(
        self, frame: Pixels | Sequence[Pixels], *, repeat: int = 1, dirty: Sequence[Region] | None = None
    ) -> None:
        self.reel.add(frame if isinstance(frame, np.ndarray) else frame[0], repeat)
        super(RecordingSink, self).write_frame(frame, repeat=repeat, dirty=dirty)


def stock(scene_class: type[Scene], quality: Quality, folder: Path) -> tuple[Reel, Path]:
    """The frames that stock Manim draws, and the film that it makes of them."""
    settings = {
        "media_dir": str(folder),
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "CRITICAL",
        "seed": 0,
        "pixel_width": quality.width,
        "pixel_height": quality.height,
        "frame_rate": quality.fps,
        "background_color": manim.ManimColor(GROUNDS["dark"]),
    }
    with manim.tempconfig(settings):
        scene = scene_class()
        renderer: Any = scene.renderer
        renderer.file_writer = recorder = Recorder(scene.file_writer_settings)
        recorder.reel = Reel()
        scene.render()
    (film,) = folder.glob(f"videos/**/{scene_class.__name__}.mp4")
    return recorder.reel, film


def ours(scene_class: type[Scene], quality: Quality, folder: Path) -> tuple[Reel, Path]:
    """The frames that reach our sink, and the clip."""
    folder.mkdir(parents=True, exist_ok=True)
    sink = RecordingSink([folder], quality, [BeatLength(id="all")])
    with adapter.configured(palette="dark", quality=quality, scratch=folder / "scratch", assets=folder):
        adapter.run(scene_class(), sink)
    return sink.reel, folder / sink.clips[0][0].video


def shown(film: Path, fps: int) -> Iterator[VideoFrame]:
    """What a player shows, frame by frame: a sample that lasts three frames is shown three times."""
    count = 0
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        assert stream.time_base
        tick = stream.time_base * fps
        for frame in container.decode(stream):
            assert frame.pts is not None
            assert round(frame.pts * tick) == count
            lasts = max(1, round(frame.duration * tick))
            count += lasts
            yield from [frame] * lasts


def in_rgb(frame: VideoFrame, layout: str) -> VideoFrame:
    """A decoded frame as a player converts it, which knows the matrix by the tag; `rgb24`, say."""
    return frame.reformat(
        format=layout,
        src_colorspace=Colorspace.ITU709 if frame.colorspace == _BT709 else Colorspace.ITU601,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
    )
