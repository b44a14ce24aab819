"""Speculative decoding: its expectations against all outcomes, its draws against the large model's."""

from __future__ import annotations

import runpy
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/ai-llm/speculative-decoding"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def test_the_rounds_write_what_the_large_model_would_write_alone(model: dict[str, Any]) -> None:
    """Alone it writes, at each place, its own word after the text so far."""
    alone: list[str] = []
    for draft, answer in zip(model["drafts"], model["answers"], strict=True):
        own = {tuple(draft[:place]): word for place, word in enumerate(answer)}
        written: list[str] = []
        while tuple(written) in own:
            written.append(own[tuple(written)])
        alone += written
    assert alone == model["sentence"]
    assert (model["first_count"], model["second_count"]) == (4, 6)


def test_a_wrong_first_guess_still_leaves_one_word(model: dict[str, Any]) -> None:
    assert model["written"](["x", "b"], ["a", "b", "c"]) == ["a"]


@pytest.mark.parametrize("length", [1, 3, 5, 8])
@pytest.mark.parametrize("rate", [0.2, 0.6, 0.9])
def test_expected_words_are_those_of_all_outcomes(model: dict[str, Any], length: int, rate: float) -> None:
    """Each pattern of ticks and crosses, weighed by its chance; and the closed form of the paper."""
    expected = 0.0
    for ticks in product([True, False], repeat=length):
        chance = prod(rate if tick else 1 - rate for tick in ticks)
        expected += chance * (([*ticks, False].index(False)) + 1)
    assert model["words_per_pass"](rate, length) == pytest.approx(expected)
    assert expected == pytest.approx((1 - rate ** (length + 1)) / (1 - rate))


def test_at_the_break_even_the_helper_saves_what_it_costs(model: dict[str, Any]) -> None:
    """A root of the polynomial 1 + a + ... + a^5 = 23.1 / 14.1."""
    roots = np.roots([1, 1, 1, 1, 1, 1 - 23.1 / 14.1])
    (root,) = (r.real for r in roots if abs(r.imag) < 1e-9 and 0 < r.real < 1)
    assert model["even"] == pytest.approx(100 * root)


def test_refusing_and_replacing_gives_the_large_models_draws(model: dict[str, Any]) -> None:
    """The rule in the text, in exact fractions."""
    small = {word: Fraction(n, 10) for word, n in model["small_draws"].items()}
    large = {word: Fraction(n, 10) for word, n in model["large_draws"].items()}
    keep = {word: min(Fraction(1), large[word] / small[word]) for word in small}
    refused = sum(small[word] * (1 - keep[word]) for word in small)
    rest = {word: max(large[word] - small[word], Fraction(0)) for word in small}
    out = {word: small[word] * keep[word] + refused * rest[word] / sum(rest.values()) for word in small}
    assert out == large
    assert 1 - refused == Fraction(6, 10) == Fraction(sum(model["overlap"].values()), 10)
    assert refused * 10 == model["refused_rhine"]


def test_the_papers_times_give_its_theoretical_speed(model: dict[str, Any]) -> None:
    """Four guesses and 4 tokens a round (80 % of 5, as for code) come to 2.65; measured was 2.46."""
    round_ms = 4 * model["small_ms"] + model["large_ms"]
    assert 4 * model["large_ms"] / round_ms == pytest.approx(2.65, abs=0.005)


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for percent in (90, 80, 60, 30):
        speeds = [model["speed"](percent / 100, length) for length in (1, 3, 5, 8)]
        cells = [f"**{s:.2f}**" if s == max(speeds) else f"{s:.2f}" for s in speeds]
        assert f"| {percent} % | {' | '.join(cells)} |" in body


def test_arithmetic_catches_up_with_reading_after_229_words(model: dict[str, Any]) -> None:
    """By weights: 70 billion of 2 bytes are read once, and each does 2 operations a word."""
    reading = 70e9 * 2 / 1.2e12
    assert reading / (70e9 * 2 / 275e12) == pytest.approx(model["room"], abs=0.5)
    assert model["users"] * 6 <= model["room"] < (model["users"] + 1) * 6
