"""Failure detection: its law of silences against many drawn delays, its lines against the law's inverse."""

from __future__ import annotations

import random
import runpy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/distributed/failure-detection"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


@pytest.mark.parametrize("mean", [0.05, 0.2])
def test_silences_are_as_long_as_drawn_ones(model: dict[str, Any], mean: float) -> None:
    """A period, and the difference of two exponential delays: many, within four standard errors."""
    draw = random.Random(7)
    count = 200_000
    silences = [1 + draw.expovariate(1 / mean) - draw.expovariate(1 / mean) for _ in range(count)]
    for silence in (0.9, 1.0, 1.1, 1.5):
        chance = model["longer"](silence, mean)
        found = sum(s > silence for s in silences) / count
        assert found == pytest.approx(chance, abs=4 * (chance * (1 - chance) / count) ** 0.5)


def test_the_law_has_no_step_at_the_period(model: dict[str, Any]) -> None:
    assert model["longer"](1.0) == pytest.approx(0.5)
    assert model["longer"](1.0 - 1e-9) == pytest.approx(0.5)


@pytest.mark.parametrize("mean", [0.05, 0.2])
@pytest.mark.parametrize("level", [1, 3, 5, 8])
def test_a_level_is_reached_where_the_suspicion_has_it(
    model: dict[str, Any], level: float, mean: float
) -> None:
    low, high = 0.0, 100 * mean
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if model["phi"](middle, mean) < level else (low, middle)
    assert model["reaches"](level, mean) == pytest.approx(high)


def test_the_numbers_that_the_film_says(model: dict[str, Any]) -> None:
    """By hand: a day has 86,400 beats, and a second beyond the period is five means."""
    e = 2.718281828459045
    assert model["low_wrong"] == pytest.approx(43_200 / e**5)
    assert model["high_wrong"] == pytest.approx(43_200 / e**10)
    assert model["rarer"] == pytest.approx(e**5)
    assert model["in_beats"] == pytest.approx(2 * e**5)
    assert model["level_wrong"] == pytest.approx(0.864)
    assert round(model["high_wrong"]) == 2  # the film says twice


def test_the_pause_crosses_the_low_line_alone(model: dict[str, Any]) -> None:
    gaps = [b - a for a, b in pairwise(model["beats"])]
    assert [gap > model["low_line"] for gap in gaps].count(True) == 1
    assert max(gaps) == pytest.approx(model["pause"]) == pytest.approx(2.5)
    assert max(gaps) < model["high_line"]
    assert model["pause_phi"] < model["level"]
    assert model["phi"](model["pause"], model["quiet"]) > 13


@pytest.mark.parametrize("name", ["silences", "suspicions", "restless_course", "quiet_course"])
def test_curves_go_from_left_to_right_and_fall_at_each_beat(model: dict[str, Any], name: str) -> None:
    course = model[name]
    assert all(x0 < x1 for (x0, _), (x1, _) in pairwise(course))
    beats = {"restless_course": "restless_beats", "quiet_course": "quiet_beats"}.get(name, "beats")
    falls = [x0 for (x0, y0), (_, y1) in pairwise(course) if y1 < y0]
    assert falls == pytest.approx(model[beats][1:])


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for level in (3, 5, 8):
        quiet, restless = (model["reaches"](level, model[name]) for name in ("quiet", "restless"))
        wrong = f"{86_400 / 10**level:.3g}"
        assert f"| φ = {level} | {quiet:.1f} s | {restless:.1f} s | {wrong} |" in body
