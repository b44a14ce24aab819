"""Where a worker's time goes: CPU seconds by stage, measured from outside.

A worker that measures itself wraps the functions below. A stage's time is that of its functions without the
stages inside; each thread has its own clock.
"""

from __future__ import annotations

import functools
import inspect
import pkgutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from explainsite.rendering.executor import LocalExecutor

STAGES: Mapping[str, tuple[str, ...]] = {
    "script to mobjects": (
        "explainsite.scenes.storyboard_scene:StoryboardScene.construct",
        "explainsite.scenes.worker:render_scene",
    ),
    "animation": ("manim.scene.scene:Scene.play",),
    "drawing": (
        "explainsite.scenes.retained:RetainedRenderer.update_frame",
        "manim.renderer.cairo_renderer:CairoRenderer.update_frame",
    ),
    "conversion": ("explainsite.scenes.encode:ClipEncoder.write",),
    "encoding": (
        "explainsite.scenes.encode:ClipEncoder.close",
        "explainsite.scenes.encode:ClipEncoder._encode",
    ),
    "stills": ("explainsite.scenes.sink:FrameSink._clip",),
    "store": (
        "explainsite.rendering.store:Store.get",
        "explainsite.rendering.store:Store.commit",
        "explainsite.jobs.fingerprint:Surroundings.fingerprint",
    ),
    "joining": ("explainsite.scenes.encode:join", "explainsite.scenes.poster:write_poster"),
    "frame lint": (
        "explainsite.scenes.inspection:Inspector.settle",
        "explainsite.scenes.inspection:Inspector.begin",
        "explainsite.scenes.inspection:Inspector.move",
        "explainsite.scenes.inspection:inspect_frames",
    ),
}
"""The functions of each stage, as `pkgutil.resolve_name` finds them."""
REST = "the rest of the workers"

Spent = defaultdict[str, float]
"""CPU seconds by stage."""


class MeasuringExecutor(LocalExecutor):
    """The product's workers, each of which adds to `spent` what it has used."""

    def __init__(self, workers: int, spent: Spent) -> None:
        super().__init__(workers)
        self._spent = spent

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Queue a task; the future has its own result."""
        future: Future[Any] = Future()
        measuring = super().submit(measured, fn, *args, **kwargs)
        measuring.add_done_callback(lambda done: self._pass_on(done, future))
        return future

    def _pass_on(self, done: Future[Any], future: Future[Any]) -> None:
        if error := done.exception():
            future.set_exception(error)
            return
        value, spent = done.result()
        with self._lock:
            for stage, seconds in spent.items():
                self._spent[stage] += seconds
        future.set_result(value)


def measured(call: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, Spent]:
    """The result of a task, and what it used; only for a process that does one task and ends."""
    watch = Stopwatch()
    for stage, functions in STAGES.items():
        for function in functions:
            watch.over(function, stage)
    value = call(*args, **kwargs)
    watch.spent[REST] = time.process_time() - sum(watch.spent.values())
    return value, watch.spent


class Stopwatch:
    """Adds up what each stage takes, without the stages inside it."""

    def __init__(self) -> None:
        self.spent: Spent = defaultdict(float)
        self._lock = threading.Lock()
        self._here = threading.local()

    def over(self, function: str, stage: str) -> None:
        """Count a function as part of a stage from now on."""
        module, _, path = function.partition(":")
        *owners, name = path.split(".")
        owner = pkgutil.resolve_name(f"{module}:{'.'.join(owners)}")
        setattr(owner, name, self._watched(inspect.getattr_static(owner, name), stage))

    def _watched(self, function: Any, stage: str) -> Any:
        if isinstance(function, (staticmethod, classmethod)):
            return type(function)(self._watched(function.__func__, stage))

        @functools.wraps(function)
        def watched(*args: Any, **kwargs: Any) -> Any:
            with self._running(stage):
                return function(*args, **kwargs)

        return watched

    @contextmanager
    def _running(self, stage: str) -> Iterator[None]:
        inside: list[float] = self._here.__dict__.setdefault("inside", [0.0])
        inside.append(0.0)
        begin = time.thread_time()
        try:
            yield
        finally:
            took = time.thread_time() - begin
            own = took - inside.pop()
            inside[-1] += took
            with self._lock:
                self.spent[stage] += own
