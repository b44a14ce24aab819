"""Draws contact sheets and strips: a page of words in our typefaces, with pictures put into their places.

A storyboard's pictures are drawn for the sheet, without encoding a film; a Manim scene's are those that were
rendered.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from explainsite.jobs.renderjob import QUALITIES, BeatLength, Palette, Quality
from explainsite.picture.script import PictureScript
from explainsite.picture.sheet import (
    DrawnBeat,
    FilmExcerpt,
    PanelPicture,
    SheetJob,
    SheetLayout,
    StillFile,
    Tile,
    columns_for,
    lay_out_sheet,
    moments,
)
from explainsite.scenes import adapter
from explainsite.scenes.canvas import CameraFrame
from explainsite.scenes.drawing import PX_PER_UNIT, draw, painted, to_scene
from explainsite.scenes.regions import Pixels, Region
from explainsite.scenes.sink import FrameSink
from explainsite.scenes.storyboard_scene import StoryboardScene

STILL_WIDTH, MOMENT_WIDTH = 640, 480
MOMENT_COLUMNS = 4
_STILL = QUALITIES["standard"]
_MOMENT = Quality(name="draft", width=960, height=540, fps=12)
"""Twice the size that it is shown at; a twelfth of a second is as near as a strip needs to be."""


def draw_sheet(job: SheetJob) -> bytes:
    """The sheet as a PNG, one panel for each palette, the first on top."""
    with tempfile.TemporaryDirectory() as folder:
        panels = [
            _contact_panel(job, i, Path(folder)) if job.tiles else _strip_panel(job, i, Path(folder))
            for i in range(len(job.panels))
        ]
    sheet = Image.new("RGB", (panels[0].width, sum(panel.height for panel in panels)))
    top = 0
    for panel in panels:
        sheet.paste(panel, (0, top))
        top += panel.height
    png = io.BytesIO()
    sheet.save(png, format="PNG", optimize=True)
    return png.getvalue()


def _contact_panel(job: SheetJob, index: int, scratch: Path) -> Image.Image:
    panel = job.panels[index]
    layout = lay_out_sheet(
        job.heading, job.tiles, columns=columns_for(len(job.tiles)), tile_width=STILL_WIDTH, accent=job.accent
    )
    stills = [_still(picture, panel.palette, scratch) for picture in panel.pictures]
    return _assembled(layout, stills, panel.palette)


def _still(picture: PanelPicture, palette: Palette, scratch: Path) -> Image.Image:
    if isinstance(picture, StillFile):
        with Image.open(picture.file) as image:
            return image.convert("RGB")
    assert isinstance(picture, DrawnBeat)
    with adapter.configured(palette=palette, quality=_STILL, scratch=scratch, assets=scratch):
        scene = StoryboardScene(PictureScript.from_json(picture.script), _STILL)
        adapter.draw_retained(scene, [palette])
        scene.settle()
        return _image(adapter.snapshot(scene)[0])


def _strip_panel(job: SheetJob, index: int, scratch: Path) -> Image.Image:
    panel = job.panels[index]
    (picture,) = panel.pictures
    frames = _frames(picture, panel.palette, scratch)
    seconds = moments(frames.length, MOMENT_COLUMNS)
    tiles = list(_moment_tiles(seconds, job.events))
    layout = lay_out_sheet(
        job.heading, tiles, columns=MOMENT_COLUMNS, tile_width=MOMENT_WIDTH, accent=job.accent
    )
    return _assembled(layout, [frames.at(second) for second in seconds], panel.palette)


def _frames(picture: PanelPicture, palette: Palette, scratch: Path) -> _Frames:
    """The frames of the one beat of a strip."""
    if isinstance(picture, DrawnBeat):
        return _played(PictureScript.from_json(picture.script), palette, scratch)
    assert isinstance(picture, FilmExcerpt)
    return _recorded(picture)


def _moment_tiles(seconds: Sequence[float], events: Sequence[tuple[float, str]]) -> Iterator[Tile]:
    """A tile for each moment; what begins after the moment before it stands beneath it."""
    before = -1.0
    for second in seconds:
        text = " ".join(sentence for begin, sentence in events if before < begin <= second)
        yield Tile(number=f"{second:.1f} s", text=text)
        before = second


@dataclass(slots=True)
class _Frames:
    """Pictures in time: each lasts until the next; `length` is when the last one comes, in seconds."""

    begins: list[float] = field(default_factory=list)
    images: list[Image.Image] = field(default_factory=list)

    @property
    def length(self) -> float:
        return self.begins[-1]

    def at(self, second: float) -> Image.Image:
        return self.images[int(np.searchsorted(self.begins, second + 1e-6, side="right")) - 1]

    def add(self, second: float, pixels: Pixels) -> None:
        self.begins.append(second)
        self.images.append(_image(pixels))


class _Watch(FrameSink):
    """Stands where the film's sink stands, and keeps each new frame with its time."""

    def __init__(self, quality: Quality, beat: BeatLength) -> None:
        super().__init__([], quality, [beat])
        self.kept, self.count = _Frames(), 0
        self.last: Pixels | None = None

    def write_frame(
        self, frame: Pixels | Sequence[Pixels], *, repeat: int = 1, dirty: Sequence[Region] | None = None
    ) -> None:
        """Keep the frame unless it is the one before it, held."""
        (pixels,) = frame
        if self.last is None or not np.array_equal(self.last, pixels):
            self.kept.add(self.count / self.quality.fps, pixels)
            self.last = pixels.copy()
        self.count += repeat

    def end_animation(self, allow_write: bool) -> None:  # noqa: FBT001  Manim's signature
        """Nothing is held for a still."""

    def finish_film(self) -> None:
        """Nothing is written."""


def _played(script: PictureScript, palette: Palette, scratch: Path) -> _Frames:
    """The frames of a beat, as the film has them, but fewer."""
    watch = _Watch(_MOMENT, BeatLength(id="beat"))
    with adapter.configured(palette=palette, quality=_MOMENT, scratch=scratch, assets=scratch):
        adapter.run(StoryboardScene(script, _MOMENT), watch, [palette])
    return watch.kept


def _recorded(excerpt: FilmExcerpt) -> _Frames:
    """The frames of a beat of a rendered film; a held one is one sample, so the last ends the motion."""
    frames = _Frames()
    start, end = excerpt.start, excerpt.end
    with av.open(excerpt.video) as film:
        stream = film.streams.video[0]
        assert stream.time_base is not None
        film.seek(int(start / stream.time_base), stream=stream)
        for frame in film.decode(stream):
            if frame.time < start - 1e-3:
                continue
            if frame.time > end - 1e-3:
                break
            plain = frame.reformat(
                format="rgb24", src_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.JPEG
            )
            frames.add(frame.time - start, np.asarray(plain.to_ndarray(), np.uint8))
    return frames


def _assembled(layout: SheetLayout, pictures: Sequence[Image.Image], palette: Palette) -> Image.Image:
    sheet = _words(layout, palette)
    for place, picture in zip(layout.places, pictures, strict=True):
        small = picture.resize((round(place.w), round(place.h)), Image.Resampling.LANCZOS)
        sheet.paste(small, (round(place.x), round(place.y)))
    return sheet


def _words(layout: SheetLayout, palette: Palette) -> Image.Image:
    """The words of a sheet drawn as a film's picture is, by a camera that looks at a larger frame."""
    wide, high = round(layout.width), round(layout.height)
    middle = to_scene(wide / 2, high / 2)
    frame = CameraFrame(middle[0], middle[1], wide / PX_PER_UNIT, high / PX_PER_UNIT)
    return _image(painted([draw(shape) for shape in layout.shapes], palette, (wide, high), frame))


def _image(pixels: Pixels) -> Image.Image:
    return Image.fromarray(pixels[:, :, :3])
