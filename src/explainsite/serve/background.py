"""Lint on frames while an author writes: beside the builds, and never in their way."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace

from explainsite.build import BuildReport, frame_lint
from explainsite.console import Console
from explainsite.rendering.framecheck import rendered_now
from explainsite.rendering.renderer import Renderer
from explainsite.serve.executorhandle import ExecutorHandle


@dataclass(kw_only=True)
class BackgroundFrameCheck:
    """Checks the frames of what builds have rendered, in a thread, until it is cancelled.

    What it has not checked by then, it checks after the next build.
    """

    renderer: Renderer
    console: Console
    _pending: set[str] = field(default_factory=set)
    _cancelled: threading.Event = field(default_factory=threading.Event)
    _executors: ExecutorHandle | None = None
    _thread: threading.Thread | None = None

    def start(self, built: BuildReport) -> None:
        """Begin with what a build has rendered; what is known of its other films is reported too."""
        self._pending |= rendered_now(built.plan, built.films)
        self._executors = ExecutorHandle(self.renderer.make_executor)
        self._cancelled.clear()
        self._thread = threading.Thread(target=self._check, args=(built, self._executors), daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """End the check, if one is running."""
        self._cancelled.set()
        if self._executors and self._thread:
            self._executors.terminate()
            self._thread.join()

    def _check(self, built: BuildReport, executors: ExecutorHandle) -> None:
        renderer = replace(self.renderer, make_executor=executors.make)
        found = frame_lint(
            built.checked,
            frozenset(self._pending),
            built.seen,
            renderer=renderer,
            memory=built.memory,
            say=_ignore,
        )
        if not self._cancelled.is_set():
            self._pending.clear()
            self.console.diagnostics(found)


def _ignore(_: str) -> None:
    """What goes on in the background is told when it is over."""
