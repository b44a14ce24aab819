"""Raft's replication: its counts against closed forms, its rules against all that may happen."""

from __future__ import annotations

import random
import runpy
from itertools import combinations, permutations
from math import comb
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/distributed/raft-replication"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


@pytest.mark.parametrize("copies", range(1, 6))
def test_groups_without_an_entry_are_chosen_from_the_others(model: dict[str, Any], copies: int) -> None:
    assert len(model["unaware"](copies)) == comb(5 - copies, 3)
    assert model["group_count"] == comb(5, 3)


def test_the_line_is_as_far_as_three_of_five_logs_reach(model: dict[str, Any]) -> None:
    for lengths in permutations(range(5)):
        logs = {name: model["Log"]([model["Entry"](1)] * n) for name, n in zip("ABCDE", lengths, strict=True)}
        assert model["committed"](logs) == max(n for n in range(5) if sum(m >= n for m in lengths) >= 3)


def test_whoever_can_win_has_every_committed_entry(model: dict[str, Any]) -> None:
    """For each entry on three machines, each majority that is left, and each candidate in it."""
    entry = model["Entry"](30)
    for holders in combinations("ABCDE", 3):
        logs = {name: model["Log"]([entry] if name in holders else []) for name in "ABCDE"}
        for size in (3, 4, 5):
            for alive in combinations("ABCDE", size):
                winners = [c for c in alive if len(model["votes_for"](c, logs, list(alive))) >= 3]
                assert winners
                assert set(winners) <= set(holders)


def test_any_two_logs_are_equal_after_a_copy(model: dict[str, Any]) -> None:
    """Tails of two terms on a common beginning: the copy finds where they part, and cuts there."""
    chance = random.Random(7)
    for _ in range(200):
        common = [model["Entry"](chance.randrange(9), 1) for _ in range(chance.randrange(4))]
        tails = [
            [model["Entry"](0, 2)] * chance.randrange(1, 4),
            [model["Entry"](0, 3)] * chance.randrange(4),
        ]
        leader, follower = (model["Log"]([*common, *tail]) for tail in tails)
        assert follower.copy_from(leader) == len(common)
        assert follower.entries == leader.entries


def test_a_log_that_differs_before_the_new_entries_refuses_them(model: dict[str, Any]) -> None:
    one, other = model["Entry"](1, 1), model["Entry"](1, 2)
    log = model["Log"]([one])
    assert not log.accept(1, other, [other])
    assert not log.accept(2, other, [other])
    assert log.entries == [one]
    assert log.accept(1, one, [other])
    assert log.entries == [one, other]


def test_the_film_ends_with_five_equal_logs(model: dict[str, Any]) -> None:
    assert set(map(tuple, model["final"].values())) == {("+100", "−20", "+30", "−10")}
    assert (model["before"], model["after"], model["final_balance"]) == (80, 110, 100)
    assert (model["first_mark"], model["deposit_mark"], model["new_mark"], model["agreed"]) == (2, 3, 4, 3)
    assert (model["e_votes"], model["c_votes"], model["wait_ms"]) == (2, 4, 5)


def test_the_trap_of_the_text(model: dict[str, Any]) -> None:
    """An entry of term 2 on three machines, and one of term 3 on a fourth, which can still win."""
    entry, between = model["Entry"](30, 2), model["Entry"](9, 3)
    logs = {name: model["Log"]([entry]) for name in "ABC"} | {
        "D": model["Log"]([]),
        "E": model["Log"]([between]),
    }
    assert model["committed"](logs) == 1
    assert model["votes_for"]("E", logs, ["B", "C", "D", "E"]) == ["B", "C", "D", "E"]


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for copies in (1, 2, 3):
        row = f"| {copies} | {len(model['unaware'](copies))} | {model['confirmed_ms'][copies - 1]} ms |"
        assert row in body
