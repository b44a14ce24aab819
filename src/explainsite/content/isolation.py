"""An author's Python runs alone: with its own folder's modules, no output, the same chance, and an end."""

from __future__ import annotations

import contextlib
import importlib
import io
import random
import signal
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType, ModuleType


class TooLongError(BaseException):
    """The code has not come to an end. Not an `Exception`: the code itself must not catch it."""


@contextlib.contextmanager
def isolated(module: ModuleType, folder: Path, *, seconds: float) -> Iterator[None]:
    """Run what stands inside as if `module` were the only program; afterwards all is as it was."""
    folder = folder.absolute()
    modules, path, state = dict(sys.modules), list(sys.path), random.getstate()
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # a cache could be older than the file
    sys.modules[module.__name__] = module  # where the module's own classes look for it
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    random.seed(0)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()), _limited(seconds):
            warnings.simplefilter("ignore")
            yield
    finally:
        random.setstate(state)
        sys.path[:] = path
        sys.dont_write_bytecode = writes
        _forget(module, modules, folder)


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise `TooLongError` in time; only the main thread, on systems with timers, can be told so."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooLongError


def _forget(module: ModuleType, before: Mapping[str, ModuleType], folder: Path) -> None:
    """Drop what was imported from the folder: the next program may have a module of the same name."""
    new = [name for name in sys.modules if name not in before]
    own = {name for name in new if _lies_in(sys.modules[name], folder)}
    for name in new:
        if name.split(".", maxsplit=1)[0] in own:
            del sys.modules[name]
    sys.modules.pop(module.__name__, None)
    if module.__name__ in before:
        sys.modules[module.__name__] = before[module.__name__]


def _lies_in(module: ModuleType, folder: Path) -> bool:
    """Whether a module is a file of the folder, or a package in it; what lies deeper is none of its own."""
    file = Path(getattr(module, "__file__", None) or "/")
    return folder == (file.parent.parent if file.name == "__init__.py" else file.parent)
