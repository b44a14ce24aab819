"""Backpropagation: its blame against nudges, against sums over all ways, and the film's numbers by hand."""

from __future__ import annotations

import random
import runpy
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/ml/backpropagation"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def some_weights() -> list[dict[str, float]]:
    draw = random.Random(3)
    return [{edge: draw.uniform(-3, 3) for edge in ("xa", "xb", "ay", "by")} for _ in range(20)]


@pytest.mark.parametrize("weights", some_weights())
def test_blame_is_what_nudges_find(model: dict[str, Any], weights: dict[str, float]) -> None:
    """To both sides; the error is a parabola in each weight, so this is exact."""
    _, found = model["backward"](weights, model["forward"](weights))
    for edge, blame in found.items():
        up, down = (model["forward"](weights | {edge: weights[edge] + by})["e"] for by in (0.01, -0.01))
        assert (up - down) / 0.02 == pytest.approx(blame)


@pytest.mark.parametrize("weights", some_weights())
def test_blame_is_the_sum_over_all_ways_to_the_answer(
    model: dict[str, Any], weights: dict[str, float]
) -> None:
    ahead = model["forward"](weights)
    blame, _ = model["backward"](weights, ahead)
    ways = max(0, weights["xa"]) * weights["ay"] + max(0, weights["xb"]) * weights["by"]
    assert ahead["y"] == pytest.approx(ways * model["given"])
    assert blame["x"] == pytest.approx(ways * (ahead["y"] - model["wanted"]))


def test_no_blame_passes_a_shut_bend(model: dict[str, Any]) -> None:
    weights = model["weights"] | {"xb": -0.5}
    blame, of_weight = model["backward"](weights, model["forward"](weights))
    assert (blame["b"], of_weight["xb"], of_weight["by"]) == (0, 0, 0)
    assert of_weight["xa"] == pytest.approx(weights["ay"] * blame["y"] * model["given"])


def test_the_film_by_hand(model: dict[str, Any]) -> None:
    nodes = {"x": 2, "a": 1.5, "b": 1, "y": 7, "miss": 4, "e": 8}
    assert model["ahead"] == nodes | {"xa": 1.5, "xb": 1, "ay": 3, "by": 4}
    assert model["blame"] == {"y": 4, "ay": 8, "by": 16, "a": 8, "b": 16, "xa": 6, "xb": 8, "x": 14}
    assert model["to_blame"] == {"xa": 16, "xb": 32, "ay": 6, "by": 4}
    assert min(model["weights"], key=model["weights"].get) == "xb"  # the smallest bears most
    assert max(model["to_blame"], key=model["to_blame"].get) == "xb"


def test_the_nudge_measures_a_chord(model: dict[str, Any]) -> None:
    """8.3232 is half the square of 4.08."""
    assert model["nudged"]["e"] == pytest.approx(4.08**2 / 2)
    assert model["by_nudge"] == pytest.approx(32.32)
    assert model["by_nudge"] - model["most"] == pytest.approx((2 * 4) ** 2 * model["nudge"] / 2)


def test_a_step_against_the_blame_helps(model: dict[str, Any]) -> None:
    assert model["stepped"] == pytest.approx({"xa": 0.59, "xb": 0.18, "ay": 1.94, "by": 3.96})
    assert model["again"]["y"] == pytest.approx(2 * (0.59 * 1.94 + 0.18 * 3.96))
    assert model["again"]["e"] == pytest.approx((model["again"]["y"] - 3) ** 2 / 2)
