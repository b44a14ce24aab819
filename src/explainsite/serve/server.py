"""`explainsite serve`: the same build as ever, watched and served on 127.0.0.1.

Three parts: a workshop builds when files change, a web server answers from what it built, and a stream of
events tells open pages to reload, or shows what is wrong over the page that still stands.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from watchfiles import watch
from watchfiles.main import FileChange

from explainsite.build import SERVED, BuildReport, build
from explainsite.catalogue.reading import TEMPLATES, read_settings
from explainsite.config import FILE as SETTINGS
from explainsite.console import Console
from explainsite.content.discover import EXPLAINERS, PATHS
from explainsite.diagnostics import Diagnostic, Report, SiteProblems
from explainsite.rendering.plan import Plan
from explainsite.rendering.renderer import Renderer
from explainsite.serve.events import Broadcast
from explainsite.serve.hands import Hands
from explainsite.serve.lookout import Lookout
from explainsite.serve.pages import make_app

HOST = "127.0.0.1"
HEARTBEAT = 100
"""Milliseconds of silence after which the watcher says that nothing has changed."""


def serve(project: Path, renderer: Renderer, *, quality: str, port: int, console: Console) -> int:
    """Serve until interrupted; returns the exit code. Without readable settings there is nothing to serve."""
    report = Report()
    if read_settings(project, report, {}) is None:
        raise SiteProblems(report)
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        why = os.strerror(error.errno or 0)
        console.say(f"port {port} cannot be used: {why}; take another with --port, or 0 for any")
        return 2
    broadcast, stop, hands = Broadcast(), threading.Event(), Hands(renderer.make_executor)
    workshop = Workshop(
        project=project,
        renderer=replace(renderer, make_executor=hands.make),
        settings={"quality": quality, "output": SERVED},
        console=console,
        broadcast=broadcast,
        lookout=Lookout(renderer=renderer, console=console),
        stop=stop,
    )
    (project / SERVED).mkdir(parents=True, exist_ok=True)
    loop = threading.Thread(target=workshop.run, daemon=True)
    loop.start()
    with listening:
        console.result(f"http://{HOST}:{listening.getsockname()[1]}/")
        try:
            _Server(make_app(project / SERVED, broadcast), broadcast).run(sockets=[listening])
        except KeyboardInterrupt:
            pass
        finally:
            stop.set()
            hands.terminate()
            workshop.lookout.call_back()
            loop.join(timeout=5)
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Builds once, and again whenever an author's file changes."""

    project: Path
    renderer: Renderer
    settings: Mapping[str, object]
    console: Console
    broadcast: Broadcast
    lookout: Lookout
    stop: threading.Event

    def run(self) -> None:
        """Build, and again after each change, until `stop` is set."""
        changed = self._changes()
        next(changed, None)  # it watches from here on, so that nothing is missed that is saved during a build
        self.build()
        for changes in filter(None, changed):
            names = sorted({Path(path).name for _, path in changes})
            self.console.say(f"changed: {', '.join(names)}; building")
            self.build()

    def build(self) -> None:
        """One build; its problems go to the terminal and over the open pages."""
        self.lookout.call_back()
        built: BuildReport | None = None
        try:
            built = build(self.project, self.renderer, self.settings, _unannounced)
            problems: tuple[Diagnostic, ...] = tuple(built.diagnostics)
        except SiteProblems as failed:
            problems = failed.diagnostics
        if self.stop.is_set():
            return  # what failed has failed because it was ended
        self.console.diagnostics(problems)
        if not problems:
            self.console.say("built; waiting for changes")
        self.broadcast.send([problem for problem in problems if problem.severity == "error"])
        if built:
            self.lookout.send(built)

    def _changes(self) -> Iterator[set[FileChange]]:
        """What changes; now and then nothing, and that at once."""
        return watch(
            *self._watched(),
            stop_event=self.stop,
            debounce=100,
            rust_timeout=HEARTBEAT,
            yield_on_timeout=True,
            raise_interrupt=False,
        )

    def _watched(self) -> list[Path]:
        names = (EXPLAINERS, PATHS, TEMPLATES, SETTINGS)
        return [self.project / name for name in names if (self.project / name).exists()]


class _Server(uvicorn.Server):
    """A server that ends the streams of open pages before it waits for requests to end."""

    def __init__(self, app: Starlette, broadcast: Broadcast) -> None:
        super().__init__(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        self.broadcast = broadcast

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell, then end."""
        self.broadcast.close()
        await super().shutdown(sockets=sockets)


def _unannounced(_: Plan) -> None:
    """Nobody waits for the reasons why beats render."""
