"""Positional encoding: its hands against rotation matrices, its wall against a brute-force count of turns."""

from __future__ import annotations

import math
import runpy
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/ai-llm/positional-encoding"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def rotated(direction: float, radians: float) -> tuple[float, float]:
    """The two numbers of a hand, multiplied by the matrix of a rotation."""
    x, y = math.cos(math.radians(direction)), math.sin(math.radians(direction))
    cos, sin = math.cos(radians), math.sin(radians)
    return (x * cos - y * sin, x * sin + y * cos)


def product(model: dict[str, Any], word: str, places: tuple[int, int], radians: float = 1) -> float:
    """The dot product of what `bites` asks and what a word is found by, at two places."""
    (ax, ay), (bx, by) = (
        rotated(direction, radians * place)
        for direction, place in zip((model["bites"], model["found"][word]), places, strict=True)
    )
    return ax * bx + ay * by


def test_without_turns_both_orders_have_the_same_scores(model: dict[str, Any]) -> None:
    for word in ("dog", "man"):
        assert model["plain"][word] == pytest.approx(product(model, word, (1, 0), radians=0))
        assert model["plain"][word] == model["score"](model["second"], word, step=0)
    assert model["first_scores"] == ["0.77", "asks", "0.87"] == model["second_scores"][::-1]


def test_scores_are_dot_products_of_rotated_pairs(model: dict[str, Any]) -> None:
    assert model["score_before"] == pytest.approx(product(model, "dog", (1, 0)))
    assert model["score_after"] == pytest.approx(product(model, "dog", (1, 2)))
    assert model["score_far"] == pytest.approx(product(model, "dog", (4, 3 - 44)))


@pytest.mark.parametrize("start", [1, 3, 100, 4000])
def test_a_shift_of_both_changes_nothing(model: dict[str, Any], start: int) -> None:
    for sentence in (model["first"], model["second"]):
        for word in ("dog", "man"):
            moved = model["score"](sentence, word, start=start)
            assert moved == pytest.approx(model["score"](sentence, word), abs=1e-12)


def test_the_shift_of_the_film_agrees_to_the_last_digit(model: dict[str, Any]) -> None:
    assert model["shift"] == 3
    assert model["score_shifted"] == model["score_before"]


def test_a_fast_hand_is_where_it_was(model: dict[str, Any]) -> None:
    assert model["turns"] == 7
    assert f"{model['score_far']:.2f}" == f"{model['score_shifted']:.2f}" == "0.95"
    assert abs(model["farther"] - 7 * 2 * math.pi) < 0.02


def test_the_slow_hand_tells_near_from_far(model: dict[str, Any]) -> None:
    def cosine(places: float) -> float:
        """The angle that the slow pair has at a distance, in radians."""
        return math.cos(math.radians(model["slow_dog"] - model["slow_bites"]) - 0.1 * places)

    assert model["slow_near"] == pytest.approx(cosine(1))
    assert model["slow_far"] == pytest.approx(cosine(45))
    assert model["sum_near"] - model["sum_far"] > 1.5


def test_18_hands_have_not_been_around(model: dict[str, Any]) -> None:
    """Those of which a turn takes more places than there are: i > 64 ln(4096 / 2 pi) / ln 10000."""
    first = math.ceil(64 * math.log(4096 / (2 * math.pi)) / math.log(10_000))
    assert model["unfinished"] == list(range(first, 64))
    assert model["unfinished_count"] == 18


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for name, pair, degrees, places in (
        ("first", 0, ".1f", ".1f"),
        ("17th", 16, ".1f", ",.0f"),
        ("33rd", 32, ".2f", ",.0f"),
        ("49th", 48, ".3f", ",.0f"),
        ("last", 63, ".4f", ",.0f"),
    ):
        step = model["steps"][pair]
        assert f"| {name} | {step:{degrees}} | {360 / step:{places}} places |" in body
    assert f"{model['table']:,}" in body
