"""Mixture of experts: routing against all pairs of doors, queues by hand, weights against published sums."""

from __future__ import annotations

import runpy
from itertools import combinations
from math import cos, exp, pi, sin
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/ai-llm/mixture-of-experts"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def test_the_two_doors_are_the_best_of_all_pairs(model: dict[str, Any]) -> None:
    for word in model["words"].values():
        scores = model["scores"](word)
        best = max(combinations(range(8), 2), key=lambda pair: scores[pair[0]] + scores[pair[1]])
        assert set(model["chosen"](scores)) == set(best)


def test_a_score_is_how_far_the_word_lies_in_a_door_s_direction(model: dict[str, Any]) -> None:
    """The keys are rounded to two digits."""
    x, y = model["words"]["cat"]
    for door, score in enumerate(model["marks"]):
        assert score == pytest.approx(x * cos(pi * door / 4) + y * sin(pi * door / 4), abs=0.02)


def test_shares_are_those_of_two_scores(model: dict[str, Any]) -> None:
    low, high = sorted(model["marks"])[-2:]
    assert model["first_share"] == pytest.approx(1 / (1 + exp(low - high)))
    assert model["first_share"] + model["second_share"] == pytest.approx(1)
    assert (model["first_percent"], model["second_percent"]) == (56, 44)


def test_the_table_adds_up(model: dict[str, Any]) -> None:
    """The rounded numbers on screen, too."""
    shown = [[float(cell.replace("−", "-")) for cell in row[3].split()] for row in model["rows"]]
    assert [round(a + b, 2) for a, b in zip(*shown[:2], strict=True)] == pytest.approx(shown[2], abs=0.011)
    x, y = model["total"]
    parts = [
        (model["share"][door] * gx, model["share"][door] * gy) for door, (gx, gy) in model["given"].items()
    ]
    assert (x, y) == pytest.approx((parts[0][0] + parts[1][0], parts[0][1] + parts[1][1]))


def test_what_is_said_of_the_words_is_so(model: dict[str, Any]) -> None:
    doors = {
        name: {door + 1 for door in model["chosen"](model["scores"](pair))}
        for name, pair in model["words"].items()
    }
    assert doors["cat"] & doors["sat"]
    assert doors["if"] & doors["return"]
    assert model["used_doors"] == 8


@pytest.mark.parametrize("name", ["before", "between", "after"])
def test_everybody_stands_in_two_queues(model: dict[str, Any], name: str) -> None:
    assert sum(model[name]) == 2 * 64
    assert max(model[name]) <= 64


def test_a_handicap_evens_the_queues(model: dict[str, Any]) -> None:
    assert (model["longest"], model["shortest"]) == (42, 2)
    assert model["longest_after"] == 17
    assert max(model["between"]) < model["longest"]
    assert model["mean_queue"] == 16
    scores = [model["scores"](pair) for pair in model["crowd"]]
    by_hand = [sum(sorted(each)[-2] <= each[door] for each in scores) for door in range(8)]
    assert by_hand == model["before"]


def test_weights_are_those_that_were_published(model: dict[str, Any]) -> None:
    """46.7 and 12.9 billion; the model card counts 46,702,792,704."""
    assert model["held"] == 46_702_792_704
    assert model["used"] == 12_879_925_248
    assert model["held"] - model["used"] == 6 * 32 * 3 * 4096 * 14336
    assert (round(model["held_gb"]), round(model["used_gb"])) == (93, 26)
