"""What runs in a worker process: text in, text out, so that any executor can carry it.

Importing this module costs nothing; the functions load Manim and PyAV where they run.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from explainsite.rendering.store import Store
from explainsite.renderjob import Clip, RenderJob, RenderResult


def render_job(job_json: str, key: str, store_root: str) -> str:
    """Render a job and commit its clips to the store under `key`; a RenderResult as JSON."""
    store = Store(Path(store_root))
    entry = store.get(key)
    if entry is not None:  # Another process was faster.
        return RenderResult(key=key, clips=tuple(Clip(**clip) for clip in entry.meta["clips"])).to_json()
    import explainsite.scenes.preload  # noqa: F401  before anything else of Manim
    from explainsite.scenes.worker import render

    with store.draft() as directory, store.draft() as scratch:
        result = render(RenderJob.from_json(job_json), key=key, directory=directory, scratch=scratch)
        if not result.failures:
            store.commit(key, directory, {"clips": [asdict(clip) for clip in result.clips]})
    return result.to_json()
