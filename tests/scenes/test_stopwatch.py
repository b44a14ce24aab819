"""The profile of `make bench ARGS=render` names functions that exist, and counts none of their time twice."""

from __future__ import annotations

import pkgutil
import time

import pytest

from bench.stopwatch import STAGES, Stopwatch

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("function", [name for names in STAGES.values() for name in names])
def test_every_function_of_a_stage_is_there(function: str) -> None:
    assert callable(pkgutil.resolve_name(function))


def outer() -> None:
    busy(0.01)
    inner()


def inner() -> None:
    busy(0.02)


def busy(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_a_stage_is_without_the_stages_inside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("outer", "inner"):
        monkeypatch.setattr(f"{__name__}.{name}", globals()[name])  # puts the plain one back afterwards
    watch = Stopwatch()
    watch.over(f"{__name__}:outer", "out")
    watch.over(f"{__name__}:inner", "in")
    begin = time.thread_time()
    outer()
    took = time.thread_time() - begin
    assert watch.spent["out"] >= 0.01
    assert watch.spent["in"] >= 0.02
    assert sum(watch.spent.values()) <= took
