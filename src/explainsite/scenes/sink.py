"""Receives a scene's frames and cuts them into clips, one for each beat.

To Manim it is a file writer. Equal frames in a row, and waits, become one long sample. `next_section` begins
the beat of that name. At a beat's end the finished picture is held until the beat has lasted its least time,
and becomes the beat's still, unless another was kept for that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from PIL import Image

from explainsite.jobs.encoding import SCENE, Quantisers
from explainsite.jobs.renderjob import BeatLength, Clip, Quality
from explainsite.scenes.encode import ClipEncoder
from explainsite.scenes.regions import Pixels, Region

THUMB_WIDTH = 640


class SectionMismatch(Exception):
    """The scene's sections are not the spec's beats."""


@dataclass(slots=True)
class _Section:
    """What the renderer asks of a section of Manim's."""

    name: str
    skip_animations: bool = False


@dataclass(slots=True)
class _OpenBeat:
    """The beat that is being written, its last frame, and the finished picture after the last animation."""

    beat: BeatLength
    name: str
    encoders: Sequence[ClipEncoder]
    last: Sequence[Pixels]
    settled: Sequence[Pixels] | None = None

    @property
    def frames(self) -> int:
        """How many frames have been written."""
        return self.encoders[0].frames


@dataclass(slots=True)
class FrameSink:
    """Stands where Manim expects its `SceneFileWriter`. Of each sheet it writes clips to a directory."""

    directories: Sequence[Path]
    quality: Quality
    beats: Sequence[BeatLength]
    quantisers: Quantisers = SCENE
    clips: list[tuple[Clip, ...]] = field(default_factory=list)
    """Those of each beat, in the order of the directories."""
    sections: list[_Section] = field(default_factory=lambda: [_Section("autocreated")])
    subcaptions: list[Any] = field(default_factory=list)
    output_spec: Any = field(
        default_factory=lambda: SimpleNamespace(
            enabled=False,
            is_still=False,
            is_video=False,
            is_image_sequence=False,
            is_gif=False,
            fallback_to_still=False,
            save_sections=False,
        )
    )
    _settled_frame: Callable[[], Sequence[Pixels]] | None = None
    _named: list[str] = field(default_factory=list)
    _open: _OpenBeat | None = None
    _still: Sequence[Pixels] | None = None

    def attach(self, settled_frame: Callable[[], Sequence[Pixels]]) -> None:
        """`settled_frame` draws the scene as it is: an animation's last frame falls just short of its end."""
        self._settled_frame = settled_frame

    # What Manim calls.

    def next_section(self, name: str, type_: str, skip_animations: bool) -> None:  # noqa: FBT001
        """End the beat that is open, and expect the frames of another."""
        self._close_beat()
        expected = [beat.id for beat in self.beats[len(self.clips) :]]
        if name not in [beat.id for beat in self.beats]:
            raise SectionMismatch(f"the section `{name}` is not a beat of the spec")
        if not expected or name != expected[0]:
            raise SectionMismatch(self._out_of_order(name, expected))
        self.sections.append(_Section(name, skip_animations))
        self._named.append(name)

    def write_frame(
        self, frame: Pixels | Sequence[Pixels], *, repeat: int = 1, dirty: Sequence[Region] | None = None
    ) -> None:
        """Take one frame, sheet by sheet; it lasts `repeat` frames, and differs in `dirty` at most."""
        if repeat <= 0:
            return
        sheets = [frame] if isinstance(frame, np.ndarray) else frame
        if self._open is None:
            self._open = self._begin_beat(sheets)
        self._write(self._open, sheets, repeat, dirty)
        self._open.last, self._open.settled = sheets, None

    @staticmethod
    def _write(
        beat: _OpenBeat, sheets: Sequence[Pixels], frames: int, dirty: Sequence[Region] | None = None
    ) -> None:
        for encoder, pixels in zip(beat.encoders, sheets, strict=True):
            encoder.write(pixels, frames, dirty)

    def end_animation(self, allow_write: bool) -> None:  # noqa: FBT001
        """Remember the finished picture; code between two animations may already clear the scene."""
        if allow_write and self._open is not None and self._settled_frame is not None:
            self._open.settled = self._settled_frame()

    def begin_animation(self, allow_write: bool, *, animation_index: int) -> None:  # noqa: FBT001
        """Nothing to prepare."""

    def add_partial_movie_file(self, hash_animation: str | None) -> None:
        """Manim's cache is off."""

    def is_already_cached(self, hash_invocation: str) -> bool:
        """Manim's cache is off."""
        return False

    def add_sound(self, *_: object, **__: object) -> None:
        """Films are silent; a scene that plays sounds still renders."""

    def abort_encode_jobs(self, *, reraise_encoder_failures: bool = False) -> None:
        """The scene failed: what was encoded is thrown away with its directory."""
        if self._open is not None:
            for encoder in self._open.encoders:
                encoder.abandon()
            self._open = None

    def finish(self) -> None:
        """Manim calls it for its own outputs only; `finish_film` ends ours."""

    def save_image(self, pixels: Pixels) -> None:
        """Stills are made beat by beat."""

    def keep_still(self, sheets: Sequence[Pixels]) -> None:
        """Take this picture, sheet by sheet, as the still of the beat that is being written."""
        self._still = [sheet.copy() for sheet in sheets]

    # What the adapter calls.

    def finish_film(self) -> None:
        """End the last beat; SectionMismatch if beats are missing."""
        self._close_beat()
        missing = [f"`{beat.id}`" for beat in self.beats[len(self.clips) :]]
        if missing:
            what = "no section draws the beat" if len(missing) == 1 else "no sections draw the beats"
            raise SectionMismatch(f"{what} {', '.join(missing)}")

    def _begin_beat(self, sheets: Sequence[Pixels]) -> _OpenBeat:
        done = len(self.clips)
        if not self._named and len(self.beats) > 1:
            first = self.beats[0].id
            raise SectionMismatch(f'animation before the first section: begin with `next_section("{first}")`')
        if done >= len(self.beats):
            raise SectionMismatch("animation after the last beat")
        name = f"{done:02d}"
        encoders = [
            ClipEncoder(folder / f"{name}.mp4", self.quality, self.quantisers) for folder in self.directories
        ]
        return _OpenBeat(beat=self.beats[done], name=name, encoders=encoders, last=sheets)

    def _close_beat(self) -> None:
        current, self._open = self._open, None
        if current is None:
            if len(self._named) > len(self.clips):
                raise SectionMismatch(f"the section `{self._named[-1]}` plays no animation")
            return
        final = current.last if current.settled is None else current.settled
        self._hold(current, final)
        stills, self._still = self._still or final, None
        with ThreadPoolExecutor() as threads:  # encoders of films and of stills release the interpreter
            closed = [threads.submit(encoder.close) for encoder in current.encoders]
            pairs = zip(self.directories, stills, strict=True)
            clips = [threads.submit(self._clip, current, *pair) for pair in pairs]
        for each in closed:
            each.result()
        self.clips.append(tuple(clip.result() for clip in clips))

    def _hold(self, current: _OpenBeat, final: Sequence[Pixels]) -> None:
        """Hold the finished picture for the rest of the beat's least time."""
        least = math.ceil(current.beat.seconds * self.quality.fps - 1e-6)
        if least > current.frames:
            self._write(current, final, least - current.frames)

    @staticmethod
    def _clip(current: _OpenBeat, directory: Path, pixels: Pixels) -> Clip:
        still, thumb = f"{current.name}-still.webp", f"{current.name}-thumb.webp"
        image = Image.fromarray(pixels).convert("RGB")
        image.save(directory / still, format="WEBP", lossless=True, quality=20, method=1)
        height = round(image.height * THUMB_WIDTH / image.width)
        small = image.resize((THUMB_WIDTH, height), Image.Resampling.HAMMING)
        small.save(directory / thumb, format="WEBP", quality=88, method=2)
        return Clip(
            beat=current.beat.id,
            video=f"{current.name}.mp4",
            still=still,
            thumb=thumb,
            frames=current.frames,
        )

    def _out_of_order(self, name: str, expected: Sequence[str]) -> str:
        if not expected:
            return f"the section `{name}` comes after the last beat"
        return f"the section `{name}` comes where the spec has the beat `{expected[0]}`"
