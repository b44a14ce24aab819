"""Half of the work is done by another process, and nobody can tell from the results."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from explainsite.jobs import halves
from explainsite.jobs.halves import PACED, each
from explainsite.jobs.memory import Memory
from explainsite.rendering.store import Store

THINGS = range(100)
HALF = (len(THINGS) + PACED) // 2


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "WORTH", -1.0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(Store(tmp_path), code="c")


def process_of(memory: Memory) -> Callable[[int], int]:
    """Work that remembers which process did it."""

    def work(thing: int) -> int:
        known = memory.recall(f"sort/{thing}", thing)
        if known is None:
            known = os.getpid()
            memory.keep(f"sort/{thing}", thing, known)
        return int(known)

    return work


def shared(store: Path, *last: int) -> tuple[int, list[int]]:
    """A process without threads that shares its work, as pytest's has some; and who did which thing."""
    command = [sys.executable, Path(__file__).with_name("halving.py"), store, len(THINGS), *last]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    own, *who = map(int, done.stdout.split())
    return own, who


def test_another_process_takes_the_second_half(tmp_path: Path) -> None:
    own, done = shared(tmp_path)
    assert set(done[:HALF]) == {own}
    assert len(set(done[HALF:])) == 1
    assert done[-1] != own


def test_what_the_other_process_does_not_finish_is_done_here(tmp_path: Path) -> None:
    own, done = shared(tmp_path, HALF + 10)
    assert len(done) == len(THINGS)
    assert own not in done[HALF : HALF + 10]
    assert set(done[HALF + 10 :]) == {own}


def test_a_process_with_threads_does_it_all(memory: Memory) -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert set(each(THINGS, process_of(memory), memory, "sort")) == {os.getpid()}
    finally:
        end.set()
        thread.join()


def test_without_a_memory_there_is_nothing_to_share() -> None:
    assert list(each(THINGS, lambda thing: (thing, os.getpid()), None, "sort")) == [
        (thing, os.getpid()) for thing in THINGS
    ]
