"""Renders what a plan lacks, and assembles its films.

    renderer = Renderer(store, make_executor=lambda: LocalExecutor(jobs))
    rendered = renderer.run(plan)        # rendered.films, rendered.diagnostics

A film that fails is a diagnostic; the others finish. When everything is in the store, no process is started.
On Ctrl-C the workers are ended, what was committed stays, and KeyboardInterrupt goes on to the caller.
"""

from __future__ import annotations

import importlib.util
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from explainsite.diagnostics import Diagnostic, Report, Span
from explainsite.jobs.inspection import Findings
from explainsite.jobs.renderjob import Failure, Palette, RenderJob, RenderResult
from explainsite.rendering.assemble import PalettesDiffer, Recipe, assemble_film, film_of
from explainsite.rendering.effort import effort
from explainsite.rendering.film import Film
from explainsite.rendering.plan import FilmRequest, Plan, PlannedFilm, PlannedJob
from explainsite.rendering.store import Store
from explainsite.rendering.task import render_jobs

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Seen = Mapping[tuple[str, str, Palette], Findings]
"""What was found in frames while they were rendered, by slug, beat and palette."""

Group = tuple[PlannedJob, ...]
"""Jobs that one worker renders at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What just happened, and where the render stands. A clip is one beat in one palette.

    `seconds_left` is an estimate from the clips so far; None before the first. `output` is what an author's
    scene printed.
    """

    what: Literal["started", "clips", "film", "failed"]
    slug: str = ""
    palette: str = ""
    beats: tuple[str, ...] = ()
    output: str = ""
    films_done: int = 0
    films_total: int = 0
    clips_done: int = 0
    clips_total: int = 0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The films of a plan, by slug, and what went wrong with the others."""

    films: Mapping[str, Film]
    diagnostics: tuple[Diagnostic, ...] = ()
    seen: Seen = field(default_factory=dict)


def _ignore(_: Progress) -> None:
    pass


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, kw_only=True)
class Renderer:
    """Runs plans. With `render=False` it only assembles films whose clips the store holds already.

    At most `window` tasks are submitted to the executor at a time: as many as it has workers, so that a
    film is assembled as soon as its own clips are there.
    """

    store: Store
    make_executor: Callable[[], Executor]
    window: int = 2
    render: bool = True
    warm_up: Callable[[], None] = nothing
    """Is called as soon as there will be something to render."""
    progress: Callable[[Progress], None] = _ignore
    clock: Callable[[], float] = time.monotonic

    def run(self, plan: Plan) -> Rendered:
        """Render and assemble what the store lacks; the films come in the plan's order."""
        films = {planned.request.slug: planned.film for planned in plan.films if planned.film}
        report, seen = Report(), dict[tuple[str, str, Palette], Findings]()
        todo = [planned for planned in plan.missing if self._possible(planned, report)]
        self.store.sweep()
        if todo:
            _Run(renderer=self, films=films, report=report, todo=todo, seen=seen).execute()
        order = [planned.request.slug for planned in plan.films if planned.request.slug in films]
        return Rendered(films={slug: films[slug] for slug in order}, diagnostics=tuple(report), seen=seen)

    def _possible(self, planned: PlannedFilm, report: Report) -> bool:
        request = planned.request
        if not self.render and (planned.missing or not _installed("av", "PIL")):
            report.add(
                "render-missing",
                f"the store does not hold the film of `{request.slug}` at {request.quality.name} quality",
                request.span,
                hint="render it first; if it was rendered at another quality, name that with `--quality`",
            )
            return False
        return not planned.missing or can_draw(report)


@dataclass(slots=True, kw_only=True)
class _FilmState:
    """A film in progress: the keys of the jobs that it still waits for."""

    planned: PlannedFilm
    waiting: set[str]
    failed: bool = False


@dataclass(kw_only=True)
class _Run:
    """One run of a plan: submits tasks to the executor, and collects their results."""

    renderer: Renderer
    films: dict[str, Film]
    report: Report
    todo: list[PlannedFilm]
    seen: dict[tuple[str, str, Palette], Findings]
    _states: list[_FilmState] = field(default_factory=list)
    _jobs: deque[Group] = field(default_factory=deque)
    _assemblies: deque[_FilmState] = field(default_factory=deque)
    _running: dict[Future[Any], Group | _FilmState] = field(default_factory=dict)
    _clips_total: int = 0
    _clips_done: int = 0
    _films_done: int = 0
    _efforts: dict[str, float] = field(default_factory=dict)
    _effort_done: float = 0.0
    _began: float = 0.0

    def execute(self) -> None:
        """Render and assemble everything, unless interrupted."""
        from concurrent.futures import FIRST_COMPLETED, wait  # most builds have nothing to wait for

        self._prepare()
        self._began = self.renderer.clock()
        self._report_progress("started")
        executor = self.renderer.make_executor()
        try:
            self._submit_tasks(executor)
            while self._running:
                # An interrupt in the very moment before a wait is noticed only after it, so waits are short.
                done, _ = wait(self._running, timeout=0.2, return_when=FIRST_COMPLETED)
                for future in done:
                    self._collect(future)
                self._submit_tasks(executor)
        except BaseException:
            stop(executor)
            self.renderer.store.sweep()
            raise
        executor.shutdown()

    def _prepare(self) -> None:
        jobs: dict[str, PlannedJob] = {}
        for planned in self.todo:
            self._efforts |= {job.fingerprint.key: effort(job.job) for job in planned.missing}
            # The longest first, so that no worker is left with one when the others have ended.
            longest_first = sorted(planned.missing, key=lambda job: -self._efforts[job.fingerprint.key])
            missing = {job.fingerprint.key: job for job in longest_first}
            state = _FilmState(planned=planned, waiting=set(missing))
            self._states.append(state)
            jobs |= missing
            if not missing:
                self._assemblies.append(state)
        self._jobs.extend(_groups(jobs.values()))
        self._clips_total = sum(len(job.job.beats) for job in jobs.values())

    def _submit_tasks(self, executor: Executor) -> None:
        root = str(self.renderer.store.root.absolute())
        while len(self._running) < self.renderer.window and (self._assemblies or self._jobs):
            if self._assemblies:
                state = self._assemblies.popleft()
                recipe = _recipe(state.planned).to_json()
                self._running[executor.submit(assemble_film, recipe, root)] = state
                continue
            group = tuple(filter(self._is_wanted, self._jobs.popleft()))
            if group:
                jobs, keys = [each.job.to_json() for each in group], [each.fingerprint.key for each in group]
                self._running[executor.submit(render_jobs, jobs, keys, root)] = group

    def _is_wanted(self, planned: PlannedJob) -> bool:
        """A scene that failed in one palette is not tried in the other; beats are, to report all failures."""
        waiting = [state for state in self._states if planned.fingerprint.key in state.waiting]
        return planned.job.kind == "beat" or not all(state.failed for state in waiting)

    def _collect(self, future: Future[Any]) -> None:
        task = self._running.pop(future)
        if isinstance(task, _FilmState):
            self._collect_film(task, future)
            return
        for planned, (result, seen) in zip(task, _results(future, task), strict=True):
            self._collect_clips(planned, result, seen)

    def _collect_clips(self, planned: PlannedJob, result: RenderResult, seen: Findings | None) -> None:
        self._clips_done += len(planned.job.beats)
        self._effort_done += self._efforts[planned.fingerprint.key]
        slugs = []
        for state in self._states:
            if planned.fingerprint.key in state.waiting:
                slugs.append(state.planned.request.slug)
                if seen and not result.failures:
                    self.seen[slugs[-1], planned.job.beats[0].id, planned.job.palette] = seen
                state.waiting.discard(planned.fingerprint.key)
                self._settle(state, planned, result)
        self._report_progress("clips", slug=slugs[0], job=planned.job, output=result.output)

    def _settle(self, state: _FilmState, planned: PlannedJob, result: RenderResult) -> None:
        request = state.planned.request
        for failure in result.failures:
            self.report.extend([_diagnostic(failure, planned.job, request)])
        if result.failures and not state.failed:
            self._fail(state)
        if not state.waiting and not state.failed:
            self._assemblies.append(state)

    def _collect_film(self, state: _FilmState, future: Future[Any]) -> None:
        from explainsite.rendering.history import History

        planned, store = state.planned, self.renderer.store
        request = planned.request
        error = future.exception()
        entry = store.get(planned.key) if error is None else None
        if entry is None:
            message = (
                str(error) if isinstance(error, PalettesDiffer) else f"it could not be assembled: {error!r}"
            )
            self.report.add("render-failed", f"the film of `{request.slug}` failed: {message}", request.span)
            self._fail(state)
            return
        self.films[request.slug] = film_of(entry)
        jobs = ((job.job, job.fingerprint) for job in planned.jobs)
        History(store, request.slug).record(request, jobs, planned.components)
        self._films_done += 1
        self._report_progress("film", slug=request.slug)

    def _fail(self, state: _FilmState) -> None:
        state.failed = True
        self._films_done += 1
        self._report_progress("failed", slug=state.planned.request.slug)

    def _report_progress(
        self,
        what: Literal["started", "clips", "film", "failed"],
        *,
        slug: str = "",
        job: RenderJob | None = None,
        output: str = "",
    ) -> None:
        self.renderer.progress(
            Progress(
                what=what,
                slug=slug,
                palette=job.palette if job else "",
                beats=tuple(beat.id for beat in job.beats) if job else (),
                output=output,
                films_done=self._films_done,
                films_total=len(self.todo),
                clips_done=self._clips_done,
                clips_total=self._clips_total,
                seconds_left=self._seconds_left(),
            )
        )

    def _seconds_left(self) -> float | None:
        if not self._effort_done:
            return None
        pace = (self.renderer.clock() - self._began) / self._effort_done
        return max(0.0, sum(self._efforts.values()) - self._effort_done) * pace


def _groups(jobs: Iterable[PlannedJob]) -> list[Group]:
    """Beats that differ in their palettes alone, together: what moves, moves once. A scene is alone."""
    groups: dict[object, list[PlannedJob]] = {}
    for planned in jobs:
        job = planned.job
        alike = (job.payload, job.beats, job.quality) if job.kind == "beat" else planned.fingerprint.key
        groups.setdefault(alike, []).append(planned)
    return [tuple(group) for group in groups.values()]


def _results(future: Future[Any], group: Group) -> list[tuple[RenderResult, Findings | None]]:
    """What the worker returned; a dead worker, or one that could not do its work, is a failure too."""
    error = future.exception()
    if error is None:
        return [
            (RenderResult.from_json(text), Findings.from_plain(seen) if seen else None)
            for text, seen in future.result()
        ]
    failure = Failure(code="render-failed", message=f"{type(error).__name__}: {error}")
    return [(RenderResult(key=planned.fingerprint.key, failures=(failure,)), None) for planned in group]


def _diagnostic(failure: Failure, job: RenderJob, request: FilmRequest) -> Diagnostic:
    message, span = failure.message, request.span
    if failure.path is not None:
        text = failure.excerpt.strip()
        column = len(failure.excerpt) - len(failure.excerpt.lstrip()) + 1
        span = Span(
            path=failure.path,
            line=failure.line or 1,
            column=column,
            length=max(1, len(text)),
            excerpt=failure.excerpt,
        )
    elif job.kind == "beat":
        spans = {beat.id: beat.span for beat in request.beats}
        span = spans.get(job.beats[0].id) or span
        message = f"the beat `{job.beats[0].id}` of `{request.slug}` could not be rendered: {message}"
    elif failure.code == "render-failed":
        message = f"the film of `{request.slug}` could not be rendered: {message}"
    return Diagnostic(code=failure.code, message=message, span=span, hint=failure.hint)


def _recipe(planned: PlannedFilm) -> Recipe:
    request = planned.request
    clips: dict[str, tuple[str, ...]] = {
        palette: tuple(job.fingerprint.key for job in planned.jobs if job.job.palette == palette)
        for palette in request.palettes
    }
    beats = tuple(
        {"id": beat.id, "title": beat.title, "say": beat.say, "describe": list(beat.describe)}
        for beat in request.beats
    )
    return Recipe(
        key=planned.key,
        slug=request.slug,
        title=request.title,
        quality=request.quality,
        poster_beat=request.poster_beat,
        beats=beats,
        clips=clips,
    )


def can_draw(report: Report) -> bool:
    """Whether this machine has what workers need; a diagnostic says what to install."""
    if _installed("manim", "av", "PIL"):
        return True
    hint = "install the `render` extra: `pip install explainsite[render]`"
    report.add("render-extra", "Manim is not installed", hint=hint)
    return False


def stop(executor: Executor) -> None:
    """End an executor now, with what it is doing."""
    terminate = getattr(executor, "terminate", None)
    if terminate is not None:
        terminate()
    else:
        executor.shutdown(wait=False, cancel_futures=True)


def _installed(*modules: str) -> bool:
    return all(importlib.util.find_spec(name) is not None for name in modules)
