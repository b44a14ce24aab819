"""Logical clocks: against reachability in a graph, by brute force, and in chats of any shape."""

from __future__ import annotations

import random
import runpy
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/distributed/logical-clocks"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


# The film's chat as edges from cause to effect, written down by hand.
EDGES = {
    ("ask", "hear"),
    ("hear", "yes"),
    ("yes", "late"),
    ("warn", "read"),
    ("read", "end"),
    ("ask", "read"),
    ("yes", "end"),
    ("warn", "late"),
}


def reached() -> set[tuple[str, str]]:
    """The transitive closure of the edges, by Warshall's algorithm."""
    before = set(EDGES)
    names = {name for edge in EDGES for name in edge}
    for middle in names:
        before |= {(a, b) for a in names for b in names if (a, middle) in before and (middle, b) in before}
    return before


def test_a_vector_is_below_another_exactly_if_a_chain_leads_there(model: dict[str, Any]) -> None:
    steps, before = {name: step for name, (step, _) in model["called"].items()}, reached()
    for a, b in permutations(steps, 2):
        assert model["is_known"](steps[a].vector, steps[b].vector) == ((a, b) in before)
        assert (steps[a] in steps[b].past) == ((a, b) in before)


def test_a_number_is_the_length_of_the_longest_chain_that_ends_there(model: dict[str, Any]) -> None:
    def longest(name: str) -> int:
        return 1 + max((longest(cause) for cause, effect in EDGES if effect == name), default=0)

    assert model["numbers"] == {name: str(longest(name)) for name in model["numbers"]}


def test_the_counts_of_the_film(model: dict[str, Any]) -> None:
    pairs = list(combinations(model["numbers"], 2))
    ordered = reached()
    apart = [(a, b) for a, b in pairs if (a, b) not in ordered and (b, a) not in ordered]
    assert (len(pairs), len(ordered), len(apart)) == (model["pair_count"], 14, model["concurrent_count"])
    assert len(apart) == 7
    assert sum(model["numbers"][a] != model["numbers"][b] for a, b in apart) == model["put_in_order"] == 4
    assert (model["ahead"], model["behind"]) == (2, 1)


def test_both_clocks_keep_their_promise_in_any_chat(model: dict[str, Any]) -> None:
    """A past is found step by step, without a clock."""
    chance = random.Random(11)
    for _ in range(30):
        chat = model["Chat"]()
        for at in range(12):
            who = chance.choice(model["names"])
            others = [step for step in chat.steps if step.who != who]
            received = chance.choice(others) if others and chance.random() < 0.5 else None
            chat.do(who, at, received)
        for a, b in permutations(chat.steps, 2):
            assert (a in b.past) == model["is_known"](a.vector, b.vector)
            assert a not in b.past or a.number < b.number


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for name, number in model["numbers"].items():
        assert f"| {number} | {model['vectors'][name].replace(',', ' ')} |" in body
    assert (model["ann_clock"], model["ben_clock"]) == ("12:04", "12:00")
