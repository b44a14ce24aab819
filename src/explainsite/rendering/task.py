"""What runs in a worker process: text in, text out, so that any executor can carry it.

Importing this module costs nothing; the functions load Manim and PyAV where they run.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainsite.jobs.fingerprint import Surroundings
from explainsite.jobs.renderjob import Clip, Failure, Palette, RenderJob, RenderResult
from explainsite.rendering.store import Store

if TYPE_CHECKING:
    from explainsite.scenes.inspection import Inspector

_CHANGED = Failure(
    code="render-failed",
    message="its files changed while it was rendered, so the clips were thrown away",
    hint="build again; if explainsite itself was changed, start it again",
)


Seen = dict[str, Any] | None
"""What was found in a beat's frames while they were rendered: `jobs.inspection.Findings` in plain values."""


def render_jobs(jobs_json: Sequence[str], keys: Sequence[str], store_root: str) -> list[tuple[str, Seen]]:
    """Render jobs that differ in their palettes alone, and commit the clips of each under its key.

    Returns for each a RenderResult as JSON, and what was seen in its frames, if they were looked at. The keys
    were made before the author's files and the drawing code were loaded. They are made again afterwards: what
    was drawn from anything else does not get into the store.
    """
    store = Store(Path(store_root))
    results: dict[str, tuple[RenderResult, Seen]] = {
        key: (known, None) for key in keys if (known := _known(store, key))
    }
    jobs = {key: RenderJob.from_json(text) for key, text in zip(keys, jobs_json, strict=True)}
    if missing := {key: job for key, job in jobs.items() if key not in results}:
        results |= _rendered(store, missing)
    return [(results[key][0].to_json(), results[key][1]) for key in keys]


def _known(store: Store, key: str) -> RenderResult | None:
    """What another process, which was faster, has committed."""
    entry = store.get(key)
    clips = tuple(Clip(**clip) for clip in entry.meta["clips"]) if entry else ()
    return RenderResult(key=key, clips=clips) if entry else None


def _rendered(store: Store, jobs: Mapping[str, RenderJob]) -> dict[str, tuple[RenderResult, Seen]]:
    from explainsite.scenes.preload import LOADED
    from explainsite.scenes.worker import render

    inspector = _inspector(jobs)
    with contextlib.ExitStack() as drafts:
        directories = [drafts.enter_context(store.draft()) for _ in jobs]
        scratch = drafts.enter_context(store.draft())
        found = render(
            [*jobs.values()], keys=[*jobs], directories=directories, scratch=scratch, observer=inspector
        )
        committed = [
            _committed(store, jobs[result.key], result, directory, LOADED)
            for result, directory in zip(found, directories, strict=True)
        ]
    seen = [asdict(findings) for findings in inspector.findings] if inspector else [None] * len(jobs)
    return {result.key: (result, each) for result, each in zip(committed, seen, strict=True)}


def _inspector(jobs: Mapping[str, RenderJob]) -> Inspector | None:
    """Who looks at the frames meanwhile, if they have the size for which they are judged."""
    from explainsite.picture.shapes import FRAME

    first = next(iter(jobs.values()))
    if first.kind != "beat" or (first.quality.width, first.quality.height) != FRAME:
        return None
    from explainsite.scenes.inspection import Inspector  # drafts need none

    return Inspector(len(jobs))


def _committed(
    store: Store, job: RenderJob, result: RenderResult, directory: Path, loaded: Surroundings
) -> RenderResult:
    if not result.failures and loaded.fingerprint(job).key != result.key:
        result = replace(result, clips=(), failures=(_CHANGED,))
    if not result.failures:
        store.commit(result.key, directory, {"clips": [asdict(clip) for clip in result.clips]})
    return result


def inspect_beat(script: str, palettes: Sequence[Palette], moves: bool) -> list[list[dict[str, Any]]]:  # noqa: FBT001
    """The findings (`jobs.inspection`) in a beat, by palette; in what `moves`, if asked."""
    import explainsite.scenes.preload  # noqa: F401
    from explainsite.picture.script import PictureScript
    from explainsite.scenes.inspection import inspect_frames

    found = inspect_frames(PictureScript.from_json(script), palettes, moves=moves)
    return [[finding.to_plain() for finding in findings] for findings in found]


def draw_sheet(job_json: str) -> bytes:
    """Draw a `picture.sheet.SheetJob`; a PNG. Nothing is encoded, and nothing gets into the store."""
    import explainsite.scenes.preload  # noqa: F401
    from explainsite.picture.sheet import SheetJob
    from explainsite.scenes.sheet import draw_sheet as draw

    return draw(SheetJob.from_json(job_json))
