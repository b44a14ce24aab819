"""News for open pages: a stream of server-sent events, and the last news for pages that open later."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Sequence

from explainsite.diagnostics import Diagnostic


class Broadcast:
    """Passes the outcome of each build from the workshop's thread to every open page."""

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
            self._tell(self._news())

    def close(self) -> None:
        """End all streams."""
        with self._lock:
            self._tell(None)

    async def listen(self) -> AsyncIterator[str]:
        """The state now, and then every change, as events."""
        mine: asyncio.Queue[str | None] = asyncio.Queue()
        with self._lock:
            self._listeners[mine] = asyncio.get_running_loop()
            news: str | None = self._news()
        try:
            while news is not None:
                yield news
                news = await mine.get()
        finally:
            with self._lock:
                del self._listeners[mine]

    def _news(self) -> str:
        return f"id: {self._count}\nevent: build\ndata: {self._problems}\n\n"

    def _tell(self, news: str | None) -> None:
        for queue, loop in self._listeners.items():
            loop.call_soon_threadsafe(queue.put_nowait, news)
