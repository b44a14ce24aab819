"""Draws render jobs into directories: the entry of the Manim side."""

from __future__ import annotations

import contextlib
import io
import traceback
from collections.abc import Sequence
from pathlib import Path

from explainsite.jobs.encoding import SCENE, STORYBOARD
from explainsite.jobs.renderjob import Failure, RenderJob, RenderResult
from explainsite.picture.script import PictureScript
from explainsite.scenes import adapter
from explainsite.scenes.authored import SceneFailure, render_scene
from explainsite.scenes.sink import FrameSink
from explainsite.scenes.storyboard_scene import FrameObserver, StoryboardScene

_OUTPUT_KEPT = 4000


def render(
    jobs: Sequence[RenderJob],
    *,
    keys: Sequence[str],
    directories: Sequence[Path],
    scratch: Path,
    observer: FrameObserver | None = None,
) -> list[RenderResult]:
    """Write the clips and stills of each job to its directory; an author's error is returned, not raised.

    The jobs are one and the same but for their palettes: one scene, or one beat, which moves only once. An
    observer sees the frames of a beat.
    """
    job = jobs[0]
    quantisers = SCENE if job.kind == "scene" else STORYBOARD
    sink = FrameSink(directories, job.quality, job.beats, quantisers)
    printed = io.StringIO()
    failure = None
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            _draw(jobs, sink, scratch, observer)
        except SceneFailure as known:
            failure = known.failure
        except Exception as error:  # noqa: BLE001  one film fails, not the build
            failure = _own_failure(error)
    return [
        RenderResult(
            key=key,
            clips=() if failure else tuple(clips[index] for clips in sink.clips),
            failures=(failure,) if failure else (),
            output=printed.getvalue()[-_OUTPUT_KEPT:],
        )
        for index, key in enumerate(keys)
    ]


def _draw(jobs: Sequence[RenderJob], sink: FrameSink, scratch: Path, observer: FrameObserver | None) -> None:
    job = jobs[0]
    assets = Path(job.scene.file).parent if job.kind == "scene" else scratch
    with adapter.configured(palette=job.palette, quality=job.quality, scratch=scratch, assets=assets):
        if job.kind == "scene":
            render_scene(job, sink)
        else:
            scene = StoryboardScene(PictureScript.from_json(job.payload), job.quality, observer)
            adapter.run(scene, sink, [each.palette for each in jobs])


def _own_failure(error: Exception) -> Failure:
    """An error of ours: name the place in our code, for the report that the author will send."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return Failure(code="render-failed", message=f"{type(error).__name__}: {error} ({place})")
