"""Recall, then rerank: scores by hand, costs by plain arithmetic, and what is lost by drawing lots."""

from __future__ import annotations

import random
import runpy
from heapq import nlargest
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/ai-llm/recall-then-rerank"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def test_read_alone_the_way_back_wins_because_order_is_lost(model: dict[str, Any]) -> None:
    assert model["back_apart"] == pytest.approx(1)
    assert model["right_apart"] == pytest.approx(3 / sqrt(3 * 4))
    assert [round(score, 2) for score in model["recalled"].values()] == [1.0, 0.87, 0.67, 0.67, 0.33]
    assert list(model["recalled"])[:2] == ["train Bergen Oslo", "night train Oslo Bergen"]


def test_read_together_the_way_there_wins(model: dict[str, Any]) -> None:
    """Pairs of the question by hand: train Oslo, train Bergen, Oslo Bergen."""
    by_hand = {
        "train Bergen Oslo": 2,
        "night train Oslo Bergen": 3,
        "bus Oslo Bergen": 1,
        "train Oslo Trondheim": 1,
        "ferry Bergen Stavanger": 0,
    }
    assert model["reranked"] == pytest.approx({text: pairs / 3 for text, pairs in by_hand.items()})


def test_lines_cross_where_the_order_differs(model: dict[str, Any]) -> None:
    assert model["straight"] == sorted(model["straight"])
    assert model["cross"] != sorted(model["cross"])


def test_costs_are_what_the_page_says(model: dict[str, Any]) -> None:
    assert round(model["all_seconds"]) == 556
    assert model["all_minutes"] == 9
    assert round(model["gigabytes"], 2) == 1.54
    assert (round(model["recall_ms"]), round(model["rerank_ms"])) == (31, 56)
    page = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for passed in (10, 100, 300, 1000):
        row = f"| {passed:,} | {model['milliseconds'](passed):.0f} | {model['found'](passed):.1f} |"
        assert row in page


@pytest.mark.parametrize("passed", [10, 100, 300])
def test_what_is_lost_is_what_a_drawn_crowd_loses(model: dict[str, Any], passed: int) -> None:
    """The same shares in smaller crowds, which a computer can draw: the ten best of 20,000, many times."""
    size, rho = 20_000, model["agreement"]
    rng = random.Random(5)
    seen = []
    for _ in range(40):
        truth = [rng.gauss(0, 1) for _ in range(size)]
        hasty = [rho * t + sqrt(1 - rho**2) * rng.gauss(0, 1) for t in truth]
        top = {at for _, at in nlargest(10, zip(truth, range(size), strict=True))}
        let_through = {at for _, at in nlargest(passed, zip(hasty, range(size), strict=True))}
        seen.append(len(top & let_through))
    assert sum(seen) / len(seen) == pytest.approx(model["found"](passed, size), abs=0.45)


def test_a_wider_neck_finds_more(model: dict[str, Any]) -> None:
    found = [count for _, count in model["curve"]]
    assert found == sorted(found)
    assert model["kept_whole"] + model["missed_whole"] == model["shown"]
    assert model["kept_whole"] == 7
