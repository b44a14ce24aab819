"""Softmax and cross-entropy: exact shares, coins by counting, pushes by nudges, averages by drawing days."""

from __future__ import annotations

import random
import runpy
from decimal import Decimal, getcontext
from itertools import product
from math import log
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/ml/cross-entropy"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


@pytest.mark.parametrize("who", ["careful", "bold"])
def test_shares_are_those_of_exact_powers(model: dict[str, Any], who: str) -> None:
    getcontext().prec = 40
    raised = {name: Decimal(str(score)).exp() for name, score in model[f"{who}_scores"].items()}
    for name, share in model[who].items():
        assert share == pytest.approx(float(raised[name] / sum(raised.values())), rel=1e-12)
    assert sum(model[who].values()) == pytest.approx(1)


@pytest.mark.parametrize("coins", range(1, 9))
def test_a_bit_is_a_coin_that_falls_on_heads(model: dict[str, Any], coins: int) -> None:
    """Counted over all the ways in which so many coins can fall."""
    ways = list(product("HT", repeat=coins))
    assert model["surprise"](sum(set(way) == {"H"} for way in ways) / len(ways)) == pytest.approx(coins)


def test_the_numbers_that_are_said(model: dict[str, Any]) -> None:
    assert round(model["careful_bits"], 1) == 2.0
    assert round(model["bold_bits"], 1) == 6.6
    assert 6 < model["bold_bits"] < 7
    assert (round(model["once_in"]), round(model["times"]), model["undone"]) == (94, 90, 112)
    assert (round(model["careful_mean"], 2), round(model["bold_mean"], 2)) == (1.30, 2.01)
    assert round(model["nats"], 1) == 4.5


def test_the_average_is_what_drawn_days_cost(model: dict[str, Any]) -> None:
    rng = random.Random(3)
    for said in (0.01, 0.2, 0.3, 0.6):
        days = [rng.random() < model["truth"] for _ in range(40_000)]
        cost = sum(-log(said if wet else 1 - said) / log(2) for wet in days) / len(days)
        assert model["mean_surprise"](said) == pytest.approx(cost, rel=0.03)


def test_no_other_chance_costs_less_than_the_true_one(model: dict[str, Any]) -> None:
    assert min(cost for _, cost in model["average"]) == pytest.approx(model["honest"])
    assert min(model["average"], key=lambda point: point[1])[0] == pytest.approx(model["truth"])
    assert model["honest"] == pytest.approx(0.8812908992)


@pytest.mark.parametrize("name", ["sun", "cloud", "rain"])
def test_the_push_is_against_the_slope_that_a_nudge_finds(model: dict[str, Any], name: str) -> None:
    def loss(nudge: float) -> float:
        scores = {**model["bold_scores"], name: model["bold_scores"][name] + nudge}
        return -log(model["shares"](scores)["rain"])

    assert model["pushes"][name] == pytest.approx(-(loss(1e-5) - loss(-1e-5)) / 2e-5, abs=1e-8)
    assert abs(model["pushes"][name]) < 1
    assert sum(model["pushes"].values()) == pytest.approx(0)


def test_only_the_truth_is_pushed_up(model: dict[str, Any]) -> None:
    assert [name for name, push in model["pushes"].items() if push > 0] == ["rain"]
    assert all(
        model["after_scores"][name] == pytest.approx(score + model["pushes"][name])
        for name, score in model["bold_scores"].items()
    )


def test_one_step_makes_rain_likelier(model: dict[str, Any]) -> None:
    assert f"{model['after_rain']:.0%}" == "7%"
    assert model["after_rain"] > 6 * model["bold_rain"]
