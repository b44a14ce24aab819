"""Work on many things of which each is remembered: another process takes half of what is left, if that pays.

The other process only fills the memory. Its results are then recalled like those of a build before, so that
nothing depends on whether there was one, or on how far it came.
"""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from explainsite.jobs.memory import Memory

T = TypeVar("T")
R = TypeVar("R")

WORTH = 0.3
"""Seconds of work that are left, at the pace so far, for which another process is worth its while."""
FIRST, PACED = 8, 24
"""Which things show the pace: not the very first, which load what all of them need."""


def each(things: Sequence[T], work: Callable[[T], R], memory: Memory | None, sort: str) -> Iterator[R]:
    """The result of `work` for each; it looks into the memory first, under names of the sort `sort`."""
    start, other, last = 0.0, 0, len(things)
    for done, thing in enumerate(things):
        if done == FIRST:
            start = time.perf_counter()
        if done == PACED and memory and _can_share():
            left = (time.perf_counter() - start) / (PACED - FIRST) * (len(things) - done)
            if left > WORTH:
                last = (len(things) + done) // 2
                other = _start(things[last:], work)
        if done == last and other and memory:
            os.waitpid(other, 0)
            memory.reread(sort)
        yield work(thing)


def _can_share() -> bool:
    """Whether a copy of this process can go on by itself: a thread of another would be missing in it."""
    return hasattr(os, "fork") and threading.active_count() == 1 and (os.cpu_count() or 1) > 1


def _start(things: Sequence[T], work: Callable[[T], R]) -> int:
    gc.freeze()  # what both share is written by neither
    other = os.fork()
    if other:
        gc.unfreeze()
        return other
    gc.disable()
    try:
        for thing in things:
            work(thing)
    finally:  # whatever happened, nothing of it is this process's to tell
        os._exit(0)
