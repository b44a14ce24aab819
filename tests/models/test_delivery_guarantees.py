"""Delivery guarantees: each promise against crashes at every moment, and the film's one crash by hand."""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/streaming/delivery-guarantees"
WHOLE = 4.5  # three payments of 1.5
MOMENTS = [(i + 0.5) * WHOLE / 900 for i in range(900)]


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def counts(model: dict[str, Any], order: str, crash: float) -> list[int]:
    """How often each of the three payments is booked."""
    booked = Counter(model["run"](order, crash).booked)
    return [booked[place] for place in range(3)]


@pytest.mark.parametrize(
    ("order", "allowed"), [("mark first", {0, 1}), ("book first", {1, 2}), ("one step", {1})]
)
def test_each_order_keeps_its_promise_whenever_the_crash_comes(
    model: dict[str, Any], order: str, allowed: set[int]
) -> None:
    assert {count for crash in MOMENTS for count in counts(model, order, crash)} == allowed


@pytest.mark.parametrize(
    ("order", "share"), [("mark first", "harm_mark_first"), ("book first", "harm_book_first")]
)
def test_harm_is_done_while_the_second_step_runs(model: dict[str, Any], order: str, share: str) -> None:
    harmful = sum(counts(model, order, crash) != [1, 1, 1] for crash in MOMENTS)
    assert harmful / len(MOMENTS) == pytest.approx(model[share], abs=0.002)


def test_the_crash_of_the_film_by_hand(model: dict[str, Any]) -> None:
    """At 2.75: Ben's bookmark stands since 2.0, or his booking since 2.5, or neither."""
    assert model["totals"] == [20 + 50, 20 + 30 + 30 + 50, 20 + 30 + 50]
    assert model["right"] == 100


def test_a_run_without_a_crash_books_each_once(model: dict[str, Any]) -> None:
    assert all(counts(model, order, 100.0) == [1, 1, 1] for order in model["ORDERS"])


def test_the_text_has_the_shares(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    assert f"| at most once | {model['harm_mark_first']:.0%} |".replace("%", " %") in body
    assert f"| at least once | {model['harm_book_first']:.0%} |".replace("%", " %") in body
