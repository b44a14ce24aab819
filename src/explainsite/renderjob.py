"""The versioned JSON contract between the site builder and the Manim side."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

VERSION = 1

Palette = Literal["dark", "light"]
QualityName = Literal["draft", "standard", "high"]


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
class RenderJob:
    """One unit of rendering.

    kind "beat": one beat of a storyboard. `payload` is the canonical JSON value of the beat's picture script
    (`picture.script`): opening shapes and timed steps; nothing else is needed to draw it.
    kind "scene": a whole Manim scene. `payload` is {"file": absolute path, "path": path in the project, "class": name,
    "beats": [{"id", "seconds"}]} where seconds is the least duration of the beat (its words' reading time);
    the scene's sections cut it into clips.
    """

    kind: Literal["beat", "scene"]
    palette: Palette
    quality: Quality
    payload: dict[str, Any]
    version: int = VERSION

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces, so that equal jobs have equal text."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> RenderJob:
        """The job that `to_json` wrote; ValueError for another version."""
        values = json.loads(text)
        if values.get("version") != VERSION:
            raise ValueError(f"render job version {values.get('version')} is not {VERSION}")
        values["quality"] = Quality(**values["quality"])
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One rendered beat: file names inside the store's entry, and its exact length in frames."""

    beat: str
    video: str
    still: str
    frames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a job failed, at the author's own line if the error passed through an author's file."""

    code: str
    message: str
    path: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderResult:
    """What a worker returns: clips committed to the store under `key`, or a failure; never both."""

    key: str
    clips: tuple[Clip, ...] = ()
    failure: Failure | None = None
    version: int = VERSION

    def to_json(self) -> str:
        """The result as JSON."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> RenderResult:
        """The result that `to_json` wrote."""
        values = json.loads(text)
        values["clips"] = tuple(Clip(**clip) for clip in values["clips"])
        values["failure"] = Failure(**values["failure"]) if values["failure"] else None
        return cls(**values)
