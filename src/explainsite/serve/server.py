"""`explainsite serve`: the same build as ever, repeated on change, and served on 127.0.0.1.

Three parts: a `Rebuilder` builds when files change, a web server answers from what it built, and a stream of
events tells open pages to reload, or shows what is wrong over the page that still stands.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from explainsite.build import SERVED
from explainsite.catalogue.reading import read_settings
from explainsite.console import Console
from explainsite.diagnostics import Report, SiteProblems
from explainsite.rendering.renderer import Renderer
from explainsite.serve.background import BackgroundFrameCheck
from explainsite.serve.events import Broadcast
from explainsite.serve.executorhandle import ExecutorHandle
from explainsite.serve.pages import make_app
from explainsite.serve.rebuilder import Rebuilder
from explainsite.serve.watcher import Watcher

HOST = "127.0.0.1"


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
    output, broadcast = project / SERVED, Broadcast()
    output.mkdir(parents=True, exist_ok=True)
    with listening, _rebuilding(project, renderer, quality, console, broadcast), suppress(KeyboardInterrupt):
        console.result(f"http://{HOST}:{listening.getsockname()[1]}/")
        _Server(make_app(output, broadcast), broadcast).run(sockets=[listening])
    return 0


@contextmanager
def _rebuilding(
    project: Path, renderer: Renderer, quality: str, console: Console, broadcast: Broadcast
) -> Iterator[None]:
    """Builds in a thread, for as long as this lasts; at its end, renders under way are ended too."""
    executors = ExecutorHandle(renderer.make_executor)
    rebuilder = Rebuilder(
        project=project,
        renderer=replace(renderer, make_executor=executors.make),
        settings={"quality": quality, "output": SERVED},
        console=console,
        broadcast=broadcast,
        frame_check=BackgroundFrameCheck(renderer=renderer, console=console),
        watcher=Watcher(project, console.say),
    )
    thread = threading.Thread(target=rebuilder.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        rebuilder.watcher.stop()
        executors.terminate()
        rebuilder.frame_check.cancel()
        thread.join(timeout=5)


class _Server(uvicorn.Server):
    """A server that ends the streams of open pages before it waits for requests to end."""

    def __init__(self, app: Starlette, broadcast: Broadcast) -> None:
        super().__init__(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        self.broadcast = broadcast

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell, then end."""
        self.broadcast.close()
        await super().shutdown(sockets=sockets)
