"""The renderer that a command's options ask for, and what it says of its plan."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from explainsite.diagnostics import Report

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from explainsite.cli.app import Context
    from explainsite.console import Console, RenderDisplay
    from explainsite.rendering.plan import Plan, PlannedFilm
    from explainsite.rendering.renderer import Renderer


def make_renderer(own: Context, jobs: int | None, display: RenderDisplay, *, render: bool) -> Renderer:
    """The renderer of a site, with `jobs` workers, or as many as its settings or else the machine say."""
    from explainsite.catalogue.reading import read_settings, seems_to_have_films
    from explainsite.rendering.renderer import Renderer, nothing
    from explainsite.rendering.store import RENDERS, Store

    config = read_settings(own.project, Report(), {})  # what is wrong with it, the build will report
    workers = jobs or (config.jobs if config else 0) or os.cpu_count() or 1

    def make_executor() -> Executor:
        from explainsite.rendering.executor import LocalExecutor  # where nothing is rendered, nobody asks

        return LocalExecutor(workers)

    def warm_up() -> None:
        from explainsite.rendering.executor import warm_up

        warm_up()

    store = Store(own.project / RENDERS)
    if render and not store.keys() and seems_to_have_films(own.project):
        warm_up()  # without waiting for the first film to be read
    return Renderer(
        store=store,
        make_executor=make_executor,
        window=workers,
        render=render,
        warm_up=warm_up if render else nothing,
        progress=display,
    )


def explainer(console: Console) -> Callable[[Plan], None]:
    """What says why each clip of a plan is rendered."""

    def explain(plan: Plan) -> None:
        for film in plan.films:
            if film.reason:
                console.say(f"{film.request.slug}: {film.reason}")
            for line in _reasons(film):
                console.say(f"{film.request.slug} {line}")

    return explain


def _reasons(film: PlannedFilm) -> Iterator[str]:
    """A line for each beat; palettes are named where they are not rendered for the same reason."""
    palettes: dict[tuple[str, str], list[str]] = {}
    for job in film.missing:
        beats = ", ".join(beat.id for beat in job.job.beats)
        palettes.setdefault((beats, job.reason), []).append(job.job.palette)
    for (beats, reason), concerned in palettes.items():
        where = "" if len(concerned) == len(film.request.palettes) else f" ({', '.join(concerned)})"
        yield f"{beats}{where}: {reason}"
