"""Tasks for the executor; a module of its own, so that workers can import it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from explainsite.rendering.executor import LocalExecutor


def is_loaded(module: str) -> bool:
    """Whether this process has imported a module."""
    return module in sys.modules


def unpicklable() -> Callable[[], None]:
    """A value that cannot leave its process."""
    return lambda: None


def interrupted() -> str:
    """Send this process what Ctrl-C sends."""
    os.kill(os.getpid(), signal.SIGINT)
    return "not disturbed"


def order_of_a_set() -> str:
    """The order in which this process sees a set of strings."""
    return " ".join({f"word {n}" for n in range(50)})


def tell_and_wait(started: str, held: str | None = None) -> None:
    """Write this process's id, and wait for ever; `held` stays open for as long as the process lives."""
    if held:
        os.open(held, os.O_WRONLY)
    Path(started).write_text(str(os.getpid()))
    signal.pause()


if __name__ == "__main__":
    LocalExecutor(1).submit(tell_and_wait, sys.argv[1], sys.argv[2]).result()
