"""The executor at work, so that it can be ended from outside."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

from explainsite.rendering.executor import LocalExecutor


class Hands:
    """Remembers the executor that it made last."""

    def __init__(self, make: Callable[[], Executor]) -> None:
        self._make = make
        self._made: Executor | None = None

    def make(self) -> Executor:
        """An executor."""
        self._made = self._make()
        return self._made

    def terminate(self) -> None:
        """End it, with what it is doing."""
        if isinstance(self._made, LocalExecutor):
            self._made.terminate()
