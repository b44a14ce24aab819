"""The high watermark: what was readable once stays, whoever dies; without the line it does not."""

from __future__ import annotations

import random
import runpy
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/streaming/high-watermark"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def shared(logs: list[list[int]]) -> list[int]:
    """What all logs begin with, record by record."""
    same = takewhile(lambda records: len(set(records)) == 1, zip(*logs, strict=False))
    return [records[0] for records in same]


def lives(model: dict[str, Any], seed: int) -> list[tuple[list[int], list[int], list[int]]]:
    """A partition's life at random: after each step what is readable, what the leader has, what all share."""
    chance = random.Random(seed)
    one = model["Partition"]({name: [] for name in "ABC"}, "A")
    told = []
    for record in range(60):
        action = chance.choice(["write", "fetch", "fetch", "fetch", "leave", "join"])
        name = chance.choice("ABC")
        if action == "write":
            one.write(record)
        elif action == "fetch" and name != one.leader:
            one.fetch(name)
        elif action == "leave" and len(one.in_sync) > 1 and name in one.in_sync:
            one.leave(name)
        elif action == "join" and name not in one.in_sync:
            one.fetch(name, 100)
            one.join(name)
        told.append((one.readable, list(one.logs[one.leader]), shared([one.logs[n] for n in one.in_sync])))
    return told


@pytest.mark.parametrize("seed", range(60))
def test_what_was_readable_once_stays_readable_or_at_least_written(model: dict[str, Any], seed: int) -> None:
    seen: list[int] = []
    for readable, leading, _ in lives(model, seed):
        assert leading[: len(seen)] == seen
        seen = max(seen, readable, key=len)


def test_without_the_line_readers_see_what_is_lost(model: dict[str, Any]) -> None:
    lost = 0
    for seed in range(60):
        seen: list[int] = []
        for _, leading, _ in lives(model, seed):
            lost += leading[: len(seen)] != seen
            seen = leading
    assert lost > 0


@pytest.mark.parametrize("seed", range(60))
def test_the_line_is_where_the_logs_of_the_set_part(model: dict[str, Any], seed: int) -> None:
    """All below it is the same in all of them, record by record."""
    assert all(common[: len(readable)] == readable for readable, _, common in lives(model, seed))


def test_the_lines_of_the_film_by_hand(model: dict[str, Any]) -> None:
    steps = [
        "start",
        "fetched",
        "risen",
        "stuck",
        "without_c",
        "back",
        "survived",
        "agreed",
        "rejoined",
        "alone",
    ]
    assert [model[step]["line"] for step in steps] == [2, 3, 4, 4, 6, 6, 6, 7, 7, 7]
    assert (model["seen"], model["then"], model["phantoms"]) == (40, 30, 1)


def test_a_copy_that_comes_back_has_the_leaders_records(model: dict[str, Any]) -> None:
    logs = model["bids"].logs
    assert logs["A"] == logs["B"] == logs["C"] == [10, 20, 30, 40, 50, 60, 75]


def test_a_set_of_one_is_refused(model: dict[str, Any]) -> None:
    assert model["refused"]


def test_the_film_shows_the_logs_of_the_model(model: dict[str, Any]) -> None:
    spec = (BUNDLE / "index.md").read_text(encoding="utf-8")
    quoted = ", ".join(f'"{record}"' for record in model["bids"].logs["A"])
    assert f"A: [{quoted}]" in spec
    assert f"C: [{quoted}]" in spec
