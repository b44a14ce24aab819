"""Prompt caching: the price of a run, token by token, and fingerprints that tell beginnings apart."""

from __future__ import annotations

import runpy
from itertools import product
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/harness/prompt-caching"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def price(calls: int, *, pause: int = 0, spoilt: bool = False) -> float:
    """The price of a run, by walking through its tokens by the thousand with a cache that holds a length."""
    total, held = 0.0, 0
    for call in range(1, calls + 1):
        if spoilt or call == pause:
            held = 0
        for token in range(10 + 2 * call):
            total += 0.30 if token < held else 3.75
        held = 10 + 2 * call
    return total / 1000


def test_the_prices_of_the_film(model: dict[str, Any]) -> None:
    assert model["cached"] == pytest.approx(price(40))
    assert model["spoilt"] == pytest.approx(price(40, spoilt=True))
    assert model["paused"] == pytest.approx(price(40, pause=model["pause"]))
    assert model["without"] == pytest.approx(price(40, spoilt=True) / 1.25)


def test_all_tokens_sent_are_an_arithmetic_series(model: dict[str, Any]) -> None:
    assert model["sent"] == 40 * (12_000 + 90_000) // 2
    assert (model["last"], model["again"]) == (90_000, 88_000)


def test_fingerprints_agree_exactly_as_far_as_beginnings_do(model: dict[str, Any]) -> None:
    """For all texts of up to four pieces of two sorts."""
    texts = [list(text) for length in (2, 4) for text in product("ab", repeat=length)]
    for one, other in product(texts, texts):
        marks = zip(model["fingerprints"](one), model["fingerprints"](other), strict=False)
        for i, (first, second) in enumerate(marks):
            assert (first == second) == (one[: i + 1] == other[: i + 1])


def test_a_changed_first_piece_leaves_no_fingerprint_as_it_was(model: dict[str, Any]) -> None:
    assert not set(model["dated_kept"]) & set(model["dated_made"])
    assert model["late_kept"][:4] == model["late_made"][:4] == model["kept"]
    assert model["late_kept"][4] != model["late_made"][4]


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for calls in (1, 2, 10, 40, 80):
        plain, cached = price(calls, spoilt=True) / 1.25, price(calls)
        cells = (
            f"{calls}",
            f"${plain:.2f}",
            f"${cached:.2f}",
            f"{plain / cached:.1f}",
            f"${1.25 * plain:.2f}",
        )
        assert "| " + " | ".join(cells) + " |" in body
    assert f"one pause costs {100 * model['pause_costs']:.0f} cents" in body
