"""`explainsite serve`: the same build as ever, watched and served on 127.0.0.1.

Three parts: a workshop builds when files change, a web server answers from what it built, and a stream of
events tells open pages to reload, or shows what is wrong over the page that still stands.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from watchfiles import watch

from explainsite.build import SERVED, TEMPLATES, build
from explainsite.config import FILE as SETTINGS
from explainsite.console import Console
from explainsite.content.discover import EXPLAINERS, PATHS
from explainsite.diagnostics import Diagnostic, SiteProblems
from explainsite.rendering.plan import Plan
from explainsite.rendering.renderer import Renderer
from explainsite.serve.events import Broadcast
from explainsite.serve.pages import make_app

HOST = "127.0.0.1"


def serve(project: Path, renderer: Renderer, *, quality: str, port: int, console: Console) -> int:
    """Serve until interrupted; returns the exit code."""
    broadcast = Broadcast()
    workshop = Workshop(project, renderer, {"quality": quality, "output": SERVED}, console, broadcast)
    (project / SERVED).mkdir(parents=True, exist_ok=True)
    server = _Server(make_app(project / SERVED, broadcast), port, console.result)
    stop = threading.Event()
    loop = threading.Thread(target=workshop.run, args=(stop,), daemon=True)
    loop.start()
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        broadcast.close()
    return 0 if server.was_up else 1


class Workshop:
    """Builds once, and again whenever an author's file changes."""

    def __init__(
        self,
        project: Path,
        renderer: Renderer,
        settings: Mapping[str, object],
        console: Console,
        broadcast: Broadcast,
    ) -> None:
        self.project, self.renderer, self.settings = project, renderer, settings
        self.console, self.broadcast = console, broadcast

    def run(self, stop: threading.Event) -> None:
        """Build and watch until `stop` is set."""
        self.build()
        for _ in watch(*self._watched(), stop_event=stop, debounce=100, raise_interrupt=False):
            self.build()

    def build(self) -> None:
        """One build; its problems go to the terminal and over the open pages."""
        try:
            report = build(self.project, self.renderer, self.settings, _unannounced)
            problems: tuple[Diagnostic, ...] = tuple(report.diagnostics)
        except SiteProblems as failed:
            problems = failed.diagnostics
        self.console.diagnostics(problems)
        if not problems:
            self.console.say("built; waiting for changes")
        self.broadcast.send([problem for problem in problems if problem.severity == "error"])

    def _watched(self) -> list[Path]:
        names = (EXPLAINERS, PATHS, TEMPLATES, SETTINGS)
        return [self.project / name for name in names if (self.project / name).exists()]


class _Server(uvicorn.Server):
    """A server that says where it is once it listens."""

    def __init__(self, app: Starlette, port: int, ready: Callable[[str], None]) -> None:
        super().__init__(
            uvicorn.Config(app, host=HOST, port=port, log_level="error", timeout_graceful_shutdown=1)
        )
        self.ready, self.was_up = ready, False

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Listen, then tell."""
        await super().startup(sockets=sockets)  # type: ignore[arg-type]
        if self.started:
            self.was_up = True
            self.ready(f"http://{HOST}:{self.servers[0].sockets[0].getsockname()[1]}/")


def _unannounced(_: Plan) -> None:
    """Nobody waits for the reasons why beats render."""
