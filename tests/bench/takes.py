"""Clips as they are drawn and as they would be encoded, kept so that they can be encoded in many ways."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from unittest import mock

from drawnframes import Pixels, Reel
from explainsite.build import plan_site
from explainsite.checking.site import check
from explainsite.diagnostics import Report
from explainsite.jobs.encoding import Quantisers
from explainsite.jobs.renderjob import Quality, RenderJob
from explainsite.rendering.executor import LocalExecutor
from explainsite.rendering.renderer import Renderer
from explainsite.scenes import sink, worker
from explainsite.scenes.encode import ClipEncoder, Sample
from explainsite.scenes.regions import Region
from projects import Project


class Take(ClipEncoder):
    """Takes a clip's frames, and encodes nothing."""

    def __init__(self, path: Path, quality: Quality, quantisers: Quantisers) -> None:
        super().__init__(path, quality, quantisers)
        self.quality, self.quantisers = quality, quantisers
        self.reel = Reel()
        """Every frame as it is drawn."""
        self.samples: list[Sample] = []
        """What the encoder would be given."""

    def write(self, pixels: Pixels, frames: int, dirty: Sequence[Region] | None = None) -> None:
        """Keep a frame."""
        self.reel.add(pixels, frames)
        super().write(pixels, frames, dirty)

    def _encode(self, count: int) -> None:
        self.samples += self._samples[:count]
        del self._samples[:count]


def takes_of(site: Project, slugs: Iterable[str] = ()) -> Iterator[Take]:
    """The clips of a site's films, or of some, in its first theme: drawn in this process, one at a time."""
    chosen = frozenset(slugs)
    checked = check(site.root, {}, Report(), only=chosen)
    renderer = Renderer(store=site.store, make_executor=lambda: LocalExecutor(1))
    plan = plan_site(checked, site.root, renderer, chosen or None)
    for film in plan.films:
        for planned in film.jobs:
            if planned.job.palette == film.request.palettes[0]:
                yield from _drawn(planned.job)


def _drawn(job: RenderJob) -> list[Take]:
    takes: list[Take] = []

    def begin(path: Path, quality: Quality, quantisers: Quantisers) -> Take:
        takes.append(Take(path, quality, quantisers))
        return takes[-1]

    with tempfile.TemporaryDirectory() as folder, mock.patch.object(sink, "ClipEncoder", begin):
        directory, scratch = Path(folder), Path(folder) / "scratch"
        (result,) = worker.render([job], keys=[""], directories=[directory], scratch=scratch)
    assert not result.failures, result.failures
    return takes
