"""The three rules for a cut, against sales that are counted umbrella by umbrella."""

from __future__ import annotations

import runpy
from itertools import product
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/distributed/partitions"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def umbrellas(model: dict[str, Any], rule: str) -> tuple[list[int], list[int]]:
    """Which umbrellas each side sells: the left from the front of the row, the right from its back."""
    row = list(range(model["stock"]))
    copies = {"L": row.copy(), "R": row[::-1]}
    if rule == "divide":
        copies = {"L": row[: len(row) // 2], "R": row[len(row) // 2 :][::-1]}
    if rule == "refuse":
        copies["R"] = []
    sold: dict[str, list[int]] = {"L": [], "R": []}
    for side in model["customers"]:
        if copies[side]:
            sold[side].append(copies[side].pop(0))
    return sold["L"], sold["R"]


@pytest.mark.parametrize(
    ("rule", "sales"), [("refuse", "refusing"), ("answer", "answering"), ("divide", "dividing")]
)
def test_the_sales_are_those_of_single_umbrellas(model: dict[str, Any], rule: str, sales: str) -> None:
    left, right = umbrellas(model, rule)
    assert model[sales] == (len(left), len(right))
    assert model["sales"](model[rule]) == model[sales]


def test_what_is_sold_twice_left_over_and_refused(model: dict[str, Any]) -> None:
    left, right = umbrellas(model, "answer")
    assert len(set(left) & set(right)) == model["twice"] == 1
    left, right = umbrellas(model, "refuse")
    assert model["stock"] - len(left) == model["unsold"] == 4
    assert model["refused"] == model["customers"].count("R") == 5
    left, right = umbrellas(model, "divide")
    assert not set(left) & set(right)
    assert model["divided_refused"] == 1


def test_only_one_side_of_any_cut_is_a_majority(model: dict[str, Any]) -> None:
    sides = range(model["servers"] + 1)
    cuts = [(left, right) for left, right in product(sides, sides) if left + right == model["servers"]]
    assert all((left >= model["majority"]) != (right >= model["majority"]) for left, right in cuts)
    assert model["left_servers"] >= model["majority"] > model["right_servers"]


def test_each_customer_hears_one_word(model: dict[str, Any]) -> None:
    assert len(model["all_left"]) == len(model["divided_left"]) == model["lefts"]
    assert len(model["none_right"]) == len(model["all_right"]) == model["rights"]
    assert set(model["all_left"]) == set(model["all_right"]) == {"yes"}
    assert set(model["none_right"]) == {"no"}
    assert model["divided_left"] == ["yes"] * 5 + ["no"]
    assert set(model["heard"](model["divide"], "R")) == {"yes"}


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for rule, words in (
        ("refuse", "only the majority sells"),
        ("answer", "both halves sell"),
        ("divide", "each sells its own half"),
    ):
        left, right = map(set, umbrellas(model, rule))
        served = len(left) + len(right)
        away, over = model["everybody"] - served, model["stock"] - len(left | right)
        assert f"| {words} | {served} | {away} | {len(left & right)} | {over} |" in body
