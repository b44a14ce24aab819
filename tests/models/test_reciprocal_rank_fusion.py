"""Reciprocal rank fusion: points in fractions, claims by brute force, BM25 counted a second way."""

from __future__ import annotations

import math
import runpy
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/ai-llm/reciprocal-rank-fusion"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def test_points_are_those_of_the_formula_in_fractions(model: dict[str, Any]) -> None:
    lists = [model["meaning_list"], model["words_list"]]
    for page, points in model["fused"].items():
        exact = sum(Fraction(1, 60 + ranked.index(page) + 1) for ranked in lists if page in ranked)
        assert points == pytest.approx(float(exact))
    assert model["fused"][model["helps"]] == pytest.approx(2 / 63)


def test_the_page_that_helps_is_third_twice_and_comes_first(model: dict[str, Any]) -> None:
    assert model["meaning_list"].index(model["helps"]) == model["words_list"].index(model["helps"]) == 2
    assert model["fused_list"][0] == model["helps"]
    assert (model["helps_place"], model["helps_fused"]) == (3, 1)


def test_without_the_constant_the_single_winners_stay_on_top(model: dict[str, Any]) -> None:
    top = set(list(model["fused_steep"])[:2])
    assert top == {model["meaning_list"][0], model["words_list"][0]}
    assert model["third_flat"] == pytest.approx(100 * 61 / 63)


def test_a_page_that_one_search_alone_sees_falls_behind_all_that_both_see(model: dict[str, Any]) -> None:
    both = set(model["other_meaning_list"]) & set(model["other_words_list"])
    assert model["other_helps"] not in both
    assert model["other_fused_place"] == 1 + len(both) == 4


@pytest.mark.parametrize(("k", "last"), [(0, 1), (1, 2), (10, 11), (60, 61)])
def test_two_equal_places_beat_one_first_place_up_to_the_tables_place(
    model: dict[str, Any], k: int, last: int
) -> None:
    """By fusing lists: a page in place p of both against the first of one, which the other does not hold."""

    def wins(place: int) -> bool:
        lists = [[f"{side}{i}" for i in range(place)] for side in "ab"]
        for ranked in lists:
            ranked[place - 1] = "both"
        points = model["fuse"](lists, k)
        return place == 1 or bool(points["both"] > points["a0"] + 1e-12)

    assert max(place for place in range(1, 100) if wins(place)) == last


def test_word_scores_are_bm25(model: dict[str, Any]) -> None:
    """With arrays, from the definition: a word's rarity, its count that saturates, the page's length."""
    counts = [Counter(text.lower().split()) for text, _ in model["pages"].values()]
    lengths = np.array([sum(count.values()) for count in counts], dtype=float)
    scores = np.zeros(len(counts))
    for word in model["question"].lower().split():
        tf = np.array([count[word] for count in counts], dtype=float)
        df = np.count_nonzero(tf)
        idf = math.log((len(counts) - df + 0.5) / (df + 0.5) + 1)
        scores += idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * lengths / lengths.mean()))
    best = np.argsort(-scores)[: model["length"]]
    names = list(model["pages"])
    assert [names[i] for i in best] == model["words_list"]
    assert [float(scores[i]) for i in best] == pytest.approx(list(model["words"].values()))


def test_cosines_are_dot_products_of_unit_vectors(model: dict[str, Any]) -> None:
    radians = np.radians([model["question_direction"], *(d for _, d in model["pages"].values())])
    units = np.stack([np.cos(radians), np.sin(radians)], axis=1)
    dots = dict(zip(model["pages"], units[1:] @ units[0], strict=True))
    nearest = sorted(dots, key=lambda page: -dots[page])[: model["length"]]
    assert nearest == model["meaning_list"]
    assert [float(dots[page]) for page in nearest] == pytest.approx(list(model["meaning"].values()))


def test_added_scores_put_an_oven_first(model: dict[str, Any]) -> None:
    assert max(model["sums"], key=model["sums"].get) == "Oven E42"
