"""Draws a render job into a directory: the entry of the Manim side."""

from __future__ import annotations

import contextlib
import io
import traceback
from pathlib import Path

from manim import Scene

from explainsite.jobs.renderjob import Failure, RenderJob, RenderResult
from explainsite.picture.script import PictureScript
from explainsite.scenes import adapter
from explainsite.scenes.sink import FrameSink
from explainsite.scenes.tier3 import SceneFailure, render_scene

_OUTPUT_KEPT = 4000


def render(job: RenderJob, *, key: str, directory: Path, scratch: Path) -> RenderResult:
    """Write the job's clips and stills to `directory`; an author's error is returned, not raised."""
    sink = FrameSink(directory, job.quality, job.beats)
    printed = io.StringIO()
    failure = None
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            _draw(job, sink, scratch)
        except SceneFailure as known:
            failure = known.failure
        except Exception as error:  # noqa: BLE001  one film fails, not the build
            failure = _own_failure(error)
    return RenderResult(
        key=key,
        clips=() if failure else tuple(sink.clips),
        failures=(failure,) if failure else (),
        output=printed.getvalue()[-_OUTPUT_KEPT:],
    )


def _draw(job: RenderJob, sink: FrameSink, scratch: Path) -> None:
    assets = Path(job.scene.file).parent if job.kind == "scene" else scratch
    with adapter.configured(palette=job.palette, quality=job.quality, scratch=scratch, assets=assets):
        if job.kind == "scene":
            render_scene(job, sink)
        else:
            adapter.run(_storyboard_scene(job), sink)


def _storyboard_scene(job: RenderJob) -> Scene:
    from explainsite.scenes.storyboard_scene import StoryboardScene

    scene: Scene = StoryboardScene(PictureScript.from_json(job.payload), job.palette, job.quality)
    return scene


def _own_failure(error: Exception) -> Failure:
    """An error of ours: name the place in our code, for the report that the author will send."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return Failure(code="render-failed", message=f"{type(error).__name__}: {error} ({place})")
