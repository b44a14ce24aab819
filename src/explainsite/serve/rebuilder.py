"""The loop behind `serve`: build, and build again whenever an input changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from explainsite.build import BuildReport, build
from explainsite.console import Console, count
from explainsite.diagnostics import Report, SiteProblems
from explainsite.rendering.plan import Plan
from explainsite.rendering.renderer import Renderer
from explainsite.rendering.upkeep import tidy
from explainsite.serve.background import BackgroundFrameCheck
from explainsite.serve.events import Broadcast
from explainsite.serve.watcher import Watcher

NAMED = 3
"""How many of the files that have changed are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilder:
    """Builds once, and again whenever an input of the site changes."""

    project: Path
    renderer: Renderer
    settings: Mapping[str, object]
    console: Console
    broadcast: Broadcast
    frame_check: BackgroundFrameCheck
    watcher: Watcher
    now: Callable[[], float] = time.time

    def run(self) -> None:
        """Build, and again after each change, until the watcher is stopped."""
        with self.watcher as watcher:
            self.build()
            for changed in watcher.changes():
                self.console.say(f"changed: {_named(changed)}; building")
                self.build()

    def build(self) -> None:
        """One build; its problems go to the terminal and over the open pages."""
        self.frame_check.cancel()
        built: BuildReport | None = None
        try:
            built = build(self.project, self.renderer, self.settings, _unannounced)
            report = built.diagnostics
        except SiteProblems as failed:
            report = failed.report
        if self.watcher.is_stopped:
            return  # what failed has failed because it was ended
        self.watcher.refer_to(report.referenced)
        self._announce(report)
        if built:
            self.frame_check.start(built)
            self._prune(built)

    def _prune(self, built: BuildReport) -> None:
        """Now, because nobody waits: the pages stand and have been told, and the next build has not begun."""
        limit = built.checked.site.config.kept_bytes
        tidy(self.renderer.store, limit, uses=built.used, now=self.now())

    def _announce(self, report: Report) -> None:
        problems = list(report)
        self.console.diagnostics(problems)
        if not problems:
            self.console.say("built; waiting for changes")
        self.broadcast.send([problem for problem in problems if problem.severity == "error"])


def _named(changed: Sequence[str]) -> str:
    more = len(changed) - NAMED
    return ", ".join(changed[:NAMED]) + (f" and {count(more, 'other file')}" if more > 0 else "")


def _unannounced(_: Plan) -> None:
    """Nobody waits for the reasons why beats render."""
