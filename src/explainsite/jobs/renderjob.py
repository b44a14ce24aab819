"""The versioned JSON contract between the site builder and the Manim side.

`beat_job` and `scene_job` make the two kinds of job. A job holds all that decides its frames, except the code
that draws them and the files of an author's scene, which `fingerprint` adds to make the job's key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from explainsite.jobs.canonical import canonical_json

VERSION = 3

Palette = Literal["dark", "light"]
PALETTES: tuple[Palette, ...] = ("dark", "light")
Accent = Literal["blue", "violet", "teal", "green", "amber", "orange", "rose"]
QualityName = Literal["draft", "standard", "high"]

#: The colour behind everything. The pages use the same two values.
GROUNDS: dict[Palette, str] = {"dark": "#0E1117", "light": "#FAF9F6"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Frame size in pixels and frames per second."""

    name: QualityName
    width: int
    height: int
    fps: int


QUALITIES: dict[str, Quality] = {
    "draft": Quality(name="draft", width=854, height=480, fps=15),
    "standard": Quality(name="standard", width=1920, height=1080, fps=30),
    "high": Quality(name="high", width=1920, height=1080, fps=60),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatLength:
    """A beat that a job renders, and the least number of seconds that it lasts."""

    id: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneSource:
    """An author's Manim scene: the class `name` in a file, in a lane with this accent."""

    file: str
    """Its absolute path."""
    path: str
    """Its path in the project."""
    name: str
    accent: Accent


@dataclass(frozen=True, kw_only=True)
class RenderJob:
    """One unit of rendering.

    `payload` is canonical JSON. kind "beat": one beat of a storyboard, from its `PictureScript`: opening
    shapes and timed steps; nothing else is needed to draw it. kind "scene": a whole Manim scene, from its
    `SceneSource`; the scene's sections cut it into clips. `beats` are the clips that the job must yield, in
    order. The last frame of a beat is held until the beat has lasted its least time.
    """

    kind: Literal["beat", "scene"]
    palette: Palette
    quality: Quality
    beats: tuple[BeatLength, ...]
    payload: str
    version: int = VERSION

    @cached_property
    def scene(self) -> SceneSource:
        """The scene of a job of kind "scene"."""
        return SceneSource(**json.loads(self.payload))

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces, so that equal jobs have equal text."""
        return canonical_json(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> RenderJob:
        """The job that `to_json` wrote; ValueError for another version."""
        values = json.loads(text)
        if values.get("version") != VERSION:
            raise ValueError(f"render job version {values.get('version')} is not {VERSION}")
        values["quality"] = Quality(**values["quality"])
        values["beats"] = tuple(BeatLength(**beat) for beat in values["beats"])
        return cls(**values)


def beat_job(script: str, *, beat: BeatLength, palette: Palette, quality: Quality) -> RenderJob:
    """The job that renders one beat of a storyboard from its picture script, in canonical JSON."""
    return RenderJob(kind="beat", palette=palette, quality=quality, beats=(beat,), payload=script)


def scene_job(
    file: Path,
    name: str,
    *,
    path: str,
    beats: Iterable[BeatLength],
    palette: Palette,
    quality: Quality,
    accent: Accent = "blue",
) -> RenderJob:
    """The job that renders the Manim scene `name` of `file`, which the project knows as `path`."""
    scene = SceneSource(file=str(file.absolute()), path=path, name=name, accent=accent)
    payload = canonical_json(asdict(scene))
    return RenderJob(kind="scene", palette=palette, quality=quality, beats=tuple(beats), payload=payload)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One rendered beat: file names inside the store's entry, and its exact length in frames.

    `still` is the picture that stands for the beat, mostly its last frame, without loss; `thumb` is the same,
    640 px wide.
    """

    beat: str
    video: str
    still: str
    thumb: str
    frames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a job failed, at the author's own line if the error passed through an author's file.

    `path` is relative to the project; `excerpt` is the source line.
    """

    code: str
    message: str
    path: str | None = None
    line: int | None = None
    excerpt: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderResult:
    """What a worker returns: clips committed to the store under `key`, or failures; never both.

    `output` is what the author's code printed.
    """

    key: str
    clips: tuple[Clip, ...] = ()
    failures: tuple[Failure, ...] = ()
    output: str = ""
    version: int = VERSION

    def to_json(self) -> str:
        """The result as JSON."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> RenderResult:
        """The result that `to_json` wrote."""
        values = json.loads(text)
        values["clips"] = tuple(Clip(**clip) for clip in values["clips"])
        values["failures"] = tuple(Failure(**failure) for failure in values["failures"])
        return cls(**values)
