"""Gradient descent: its walks against their closed form, slopes against nudges, the floor against a fit."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/ml/gradient-descent"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def curvature(model: dict[str, Any]) -> Any:
    """The second derivatives of the error, which are the same everywhere."""
    rows = np.array([[load, 1.0] for load in model["loads"]])
    return rows.T @ rows / len(rows)


@pytest.mark.parametrize("place", [(8.0, 38.0), (0.0, 0.0), (60.0, 12.5)])
def test_the_gradient_is_what_nudges_find(model: dict[str, Any], place: tuple[float, float]) -> None:
    nudge = 1e-4
    for direction, slope in enumerate(model["gradient"](place)):
        ahead, behind = list(place), list(place)
        ahead[direction] += nudge
        behind[direction] -= nudge
        found = (model["error"](ahead) - model["error"](behind)) / (2 * nudge)
        assert found == pytest.approx(slope, rel=1e-6)


@pytest.mark.parametrize("rate", [0.05, 1.4, 1.75])
def test_a_walk_is_a_power_of_one_step(model: dict[str, Any], rate: float) -> None:
    """On a bowl, the way to the floor is multiplied by I − rate × H in each step."""
    floor, start = np.array(model["floor"]), np.array(model["start"])
    step = np.eye(2) - rate * curvature(model)
    for n, place in enumerate(model["walk"](rate, 12)):
        assert place == pytest.approx(floor + np.linalg.matrix_power(step, n) @ (start - floor))


def test_a_rolling_walk_is_a_power_of_two_steps(model: dict[str, Any]) -> None:
    """With momentum, place and last place together are multiplied by one matrix."""
    rate, kept = model["rate"], model["kept"]
    floor, start = np.array(model["floor"]), np.array(model["start"])
    now = (1 + kept) * np.eye(2) - rate * curvature(model)
    both = np.block([[now, -kept * np.eye(2)], [np.eye(2), np.zeros((2, 2))]])
    away = np.concatenate([start - floor, start - floor])
    for n, place in enumerate(model["walk"](rate, 10, kept)):
        assert place == pytest.approx(floor + (np.linalg.matrix_power(both, n) @ away)[:2])


def test_only_rates_below_two_over_the_steepest_curvature_hold(model: dict[str, Any]) -> None:
    steepest = max(np.linalg.eigvalsh(curvature(model)))
    assert model["rate"] < 2 / steepest < model["high_rate"]
    assert 2 / steepest == pytest.approx(1.58, abs=0.005)  # as the page says
    assert steepest / min(np.linalg.eigvalsh(curvature(model))) == pytest.approx(20, abs=0.1)


def test_no_place_is_lower_than_the_floor(model: dict[str, Any]) -> None:
    work, rest = np.polyfit(model["loads"], model["watts"], 1)
    assert model["floor"] == pytest.approx([work, rest])
    assert min(map(min, model["heights"])) >= model["error"](model["floor"])


@pytest.mark.parametrize(("rate", "kept", "steps"), [(1.4, 0.0, 29), (1.4, 0.6, 10), (0.05, 0.0, 841)])
def test_a_walk_arrives_when_it_stays_near(
    model: dict[str, Any], rate: float, kept: float, steps: int
) -> None:
    assert model["arrives"](rate, kept) == steps
    places = model["walk"](rate, steps + 500, kept)
    assert model["off"](places[steps - 1]) >= 1
    assert all(model["off"](place) < 1 for place in places[steps:])


def test_each_leap_lands_higher(model: dict[str, Any]) -> None:
    heights = [model["error"](place) for place in model["walk"](model["high_rate"], len(model["leaps"]))]
    assert heights[1:] == sorted(heights[1:])
    assert heights[-1] > heights[0]
    assert model["leaps"][-1][1] == model["edge"]


def test_the_walk_on_the_cut_is_that_of_its_parabola(model: dict[str, Any]) -> None:
    bend = curvature(model)[0, 0]
    lowest = model["floor"][0] - curvature(model)[0, 1] / bend * (model["start"][1] - model["floor"][1])
    for n, place in enumerate(model["stations"]):
        assert place == pytest.approx(lowest + (1 - model["rate"] * bend) ** n * (8 - lowest))


def test_the_numbers_of_the_page(model: dict[str, Any]) -> None:
    bends = np.linalg.eigvalsh(curvature(model))
    assert max(bends) == pytest.approx(1.27, abs=0.005)
    assert model["rate"] * min(bends) == pytest.approx(0.09, abs=0.005)
    assert model["arrives"](1.4, 0.9) == 53
