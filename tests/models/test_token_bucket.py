"""Token bucket: admitted again tick by tick in whole tokens, and held against the bound C + rt."""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/system-design/token-bucket"
RATE, CAPACITY = 2, 10


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def ticked(counts: dict[int, int], level: int = CAPACITY) -> dict[int, int]:
    """How many get in at each second, with a clock that drips whole tokens."""
    admitted = {}
    for second in range(min(counts), max(counts) + 1):
        if second > min(counts):
            level = min(CAPACITY, level + RATE)
        admitted[second] = min(level, counts.get(second, 0))
        level -= admitted[second]
    return admitted


def per_second(times: list[int], served: list[bool]) -> dict[int, int]:
    return Counter(at for at, ok in zip(times, served, strict=True) if ok)


def test_who_gets_in_second_by_second(model: dict[str, Any]) -> None:
    assert per_second(model["arrivals"], model["served"]) == ticked(model["counts"])
    assert (model["in_burst"], model["out_burst"], model["later_in"], model["refused"]) == (10, 6, 4, 10)


def test_no_stretch_of_time_has_more_than_the_bound(model: dict[str, Any]) -> None:
    streams = (model["arrivals"], model["edge"], [0] * 50, [n // 5 for n in range(200)])
    for times in streams:
        admitted = per_second(times, model["admit"](times))
        seconds = range(min(times), max(times) + 1)
        for first in seconds:
            for last in range(first, max(times) + 1):
                got = sum(admitted.get(second, 0) for second in range(first, last + 1))
                assert got <= CAPACITY + RATE * (last - first)


def test_the_picture_has_the_tokens_of_the_model(model: dict[str, Any]) -> None:
    """Each token is taken once, after it fell in; the bucket never holds more than it can."""
    born, taken, arrivals = model["born"], model["taken"], model["arrivals"]
    assert [token >= 0 for token in taken] == model["served"]
    used = [(token, at) for token, at in zip(taken, arrivals, strict=True) if token >= 0]
    assert len({token for token, _ in used}) == len(used)
    assert all(born[token] <= at for token, at in used)
    for half in range(-11, 2 * model["end"] + 1):
        gone = sum(at < half / 2 for _, at in used)
        assert sum(at < half / 2 for at in born) - gone <= CAPACITY
    full = [sum(at <= now for at in born) for now in (-5.5, -0.5)]
    assert full == [0, CAPACITY]


def test_the_edge_of_a_window(model: dict[str, Any]) -> None:
    assert model["edge_window"] == 2 * model["limit"] == 40
    assert ticked({-1: 20, 0: 20}) == {-1: model["edge_before"], 0: model["edge_after"]}
    assert model["edge_bucket"] == CAPACITY + RATE == 12


def test_the_worked_level(model: dict[str, Any]) -> None:
    assert model["quiet"] == 13 - 8
    assert model["level_then"] == min(CAPACITY, 0 + RATE * 5) == model["level_after"] + 1


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    assert f"| 2 in each second | {model['strict_in']} | {model['strict_two']} |" in body
    assert f"| 20 in each window of 10 s | {model['burst']} | {model['edge_window']} |" in body
    assert f"| a bucket of 10 | {model['in_burst']} | {model['edge_bucket']} |" in body
