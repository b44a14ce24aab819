"""What runs in a worker process: text in, text out, so that any executor can carry it.

Importing this module costs nothing; the functions load Manim and PyAV where they run.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from explainsite.jobs.renderjob import Clip, Failure, Palette, RenderJob, RenderResult
from explainsite.rendering.store import Store

_CHANGED = Failure(
    code="render-failed",
    message="its files changed while it was rendered, so the clips were thrown away",
    hint="build again; if explainsite itself was changed, start it again",
)


def render_job(job_json: str, key: str, store_root: str) -> str:
    """Render a job and commit its clips to the store under `key`; a RenderResult as JSON.

    The key was made before the author's files and the drawing code were loaded. It is made again afterwards:
    what was drawn from anything else does not get into the store.
    """
    store = Store(Path(store_root))
    entry = store.get(key)
    if entry is not None:  # Another process was faster.
        return RenderResult(key=key, clips=tuple(Clip(**clip) for clip in entry.meta["clips"])).to_json()
    from explainsite.scenes.preload import LOADED
    from explainsite.scenes.worker import render

    job = RenderJob.from_json(job_json)
    with store.draft() as directory, store.draft() as scratch:
        result = render(job, key=key, directory=directory, scratch=scratch)
        if not result.failures and LOADED.fingerprint(job).key != key:
            result = replace(result, clips=(), failures=(_CHANGED,))
        if not result.failures:
            store.commit(key, directory, {"clips": [asdict(clip) for clip in result.clips]})
    return result.to_json()


def inspect_beat(script: str, palette: Palette, moves: bool) -> list[dict[str, Any]]:  # noqa: FBT001
    """The findings (`jobs.inspection`) in a picture script's frames; in what `moves`, if asked."""
    import explainsite.scenes.preload  # noqa: F401
    from explainsite.picture.script import PictureScript
    from explainsite.scenes.inspection import inspect_frames

    found = inspect_frames(PictureScript.from_json(script), palette, moves=moves)
    return [finding.to_plain() for finding in found]


def draw_sheet(job_json: str) -> bytes:
    """Draw a `picture.sheet.SheetJob`; a PNG. Nothing is encoded, and nothing gets into the store."""
    import explainsite.scenes.preload  # noqa: F401
    from explainsite.picture.sheet import SheetJob
    from explainsite.scenes.sheet import draw_sheet as draw

    return draw(SheetJob.from_json(job_json))
