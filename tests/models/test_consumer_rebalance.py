"""Consumer rebalance: gaps against a clock that ticks, and plans against all plans that there are."""

from __future__ import annotations

import runpy
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/streaming/consumer-rebalance"
TICKS = 10  # a second


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


class Group:
    """A group that lives through a rebalance tick by tick, and knows nothing of gaps."""

    def __init__(self, model: dict[str, Any], *, keeps: bool) -> None:
        self.model, self.keeps = model, keeps
        self.readers: dict[int, str | None] = dict(model["before"])
        self.unread = [0.0] * len(self.readers)
        self.answered: set[str] = set()
        self.tick = self.round_began = self.rounds = 0
        self.all_read = -1

    def answer(self) -> None:
        """Whoever is done answers, and lets go of all if it must."""
        for name, seconds in self.model["busy"].items():
            if name not in self.answered and self.tick - self.round_began >= seconds * TICKS:
                self.answered.add(name)
                if not self.keeps:
                    self.let_go({p for p, owner in self.readers.items() if owner == name})

    def let_go(self, partitions: set[int]) -> None:
        """Some partitions have no reader any more."""
        self.readers |= dict.fromkeys(partitions)

    def plan(self) -> None:
        """When all have answered: what moves is let go and asked for again, or all begin anew soon."""
        if self.keeps and not self.rounds:
            self.let_go({p for p, owner in self.readers.items() if owner != self.model["after"][p]})
            self.answered, self.round_began, self.rounds = set(), self.tick, 1
        else:
            self.all_read = self.tick + self.model["begin"] * TICKS

    def live(self) -> tuple[list[int], float]:
        """What is unread of each partition in the end, and when all are read again."""
        for self.tick in range(20 * TICKS):
            if self.all_read < 0:
                self.answer()
                if len(self.answered) == len(self.model["busy"]):
                    self.plan()
            if self.tick == self.all_read:
                self.readers = dict(self.model["after"])
            for partition, reader in self.readers.items():
                self.unread[partition] += 0 if reader else self.model["rate"] / TICKS
        return [round(amount) for amount in self.unread], self.all_read / TICKS


@pytest.mark.parametrize(
    ("keeps", "unread", "done"),
    [(False, "at_eager_done", "eager_done"), (True, "at_cooperative_done", "cooperative_done")],
)
def test_gaps_are_those_of_a_clock_that_ticks(
    model: dict[str, Any], unread: str, done: str, *, keeps: bool
) -> None:
    assert Group(model, keeps=keeps).live() == (model[unread], model[done])


def test_totals_are_those_of_the_pages_formulas(model: dict[str, Any]) -> None:
    busy, owners = model["busy"], model["before"].values()
    assert model["eager_total"] == 100 * sum(max(busy.values()) - busy[owner] + 1 for owner in owners) == 2000
    assert model["cooperative_total"] == 100 * (max(busy.values()) + 1) == 600
    assert (model["longer_gap"], model["shorter_gap"]) == (6, 4)


def even_plans(model: dict[str, Any], readers: str) -> list[dict[int, str]]:
    """All plans in which nobody has two more than another."""
    plans = []
    for names in product(readers, repeat=len(model["before"])):
        having = Counter(dict.fromkeys(readers, 0))
        having.update(names)
        if max(having.values()) - min(having.values()) <= 1:
            plans.append(dict(enumerate(names)))
    return plans


@pytest.mark.parametrize(("old", "readers"), [("before", "ABCD"), ("after", "BCD"), ("before", "AB")])
def test_no_even_plan_moves_fewer(model: dict[str, Any], old: str, readers: str) -> None:
    before = model[old]

    def moves(plan: dict[int, str]) -> int:
        return sum(plan[partition] != name for partition, name in before.items())

    plans = even_plans(model, readers)
    plan = model["sticky"](before, readers)
    assert plan in plans
    assert moves(plan) == min(map(moves, plans))


def test_both_ways_end_in_the_same_plan_here(model: dict[str, Any]) -> None:
    assert model["sticky"](model["before"], "ABCD") == model["after"] == dict(enumerate("AABBCD"))
    assert model["moved"] == [5]


def test_what_a_death_costs(model: dict[str, Any]) -> None:
    assert (model["orphans"], model["orphan_unread"], model["orphan_total"]) == ([0, 1], 4500, 9000)
    assert model["heirs"] == dict(enumerate("CDBBCD"))


def test_what_is_unread_on_the_way(model: dict[str, Any]) -> None:
    assert model["at_middle"] == [100, 100, 0, 0, 0, 0]
    assert model["at_slowest"] == [400, 400, 0, 0, 300, 300]
    assert (model["middle_total"], model["slowest_total"], model["given_total"]) == (200, 1400, 500)
