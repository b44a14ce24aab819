"""The outcome of each build as server-sent events for open pages; pages that open later get the latest."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Sequence

from explainsite.diagnostics import Diagnostic


class Broadcast:
    """Passes the outcome of each build from the builder's thread to every open page."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[asyncio.Queue[str | None], asyncio.AbstractEventLoop] = {}
        self._problems = "[]"
        self._count = 0

    def send(self, problems: Sequence[Diagnostic]) -> None:
        """Tell all pages that a build has ended, and what is wrong."""
        with self._lock:
            self._problems = json.dumps([problem.as_json() for problem in problems])
            self._count += 1
            self._put(self._event())

    def close(self) -> None:
        """End all streams."""
        with self._lock:
            self._put(None)

    async def listen(self) -> AsyncIterator[str]:
        """The latest outcome, and then each one as it comes, as events."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        with self._lock:
            self._listeners[queue] = asyncio.get_running_loop()
            event: str | None = self._event()
        try:
            while event is not None:
                yield event
                event = await queue.get()
        finally:
            with self._lock:
                del self._listeners[queue]

    def _event(self) -> str:
        return f"id: {self._count}\nevent: build\ndata: {self._problems}\n\n"

    def _put(self, event: str | None) -> None:
        """Hand an event to every listener; None is the last."""
        for queue, loop in self._listeners.items():
            loop.call_soon_threadsafe(queue.put_nowait, event)
