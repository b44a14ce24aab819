"""A way to end the executor at work from another thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

from explainsite.rendering.executor import LocalExecutor


class ExecutorHandle:
    """Makes executors, and can end the one that it made last."""

    def __init__(self, factory: Callable[[], Executor]) -> None:
        self._factory = factory
        self._latest: Executor | None = None

    def make(self) -> Executor:
        """A new executor."""
        self._latest = self._factory()
        return self._latest

    def terminate(self) -> None:
        """End the latest executor, with what it is doing."""
        if isinstance(self._latest, LocalExecutor):
            self._latest.terminate()
