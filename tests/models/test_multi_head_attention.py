"""Multi-head attention: both layers against matrices, the film's claims, and the multiplications counted."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/ai-llm/multi-head-attention"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def attended(model: dict[str, Any], words: list[str], queries: list[list[float]]) -> Any:
    """As many heads as queries, by splitting one matrix of values."""
    keys = np.array([model["key"](words, place) for place in range(len(words))])
    values = np.array([model["values"].get(word, [0.0] * 4) for word in words])
    outs = []
    for query, mine in zip(queries, np.split(values, len(queries), axis=1), strict=True):
        shares = np.exp(keys @ np.array(query) / np.sqrt(4 / len(queries)))
        outs.append(shares / shares.sum() @ mine)
    return np.concatenate(outs)


@pytest.mark.parametrize("sentence", ["first", "second"])
def test_both_layers_agree_with_matrices(model: dict[str, Any], sentence: str) -> None:
    words = model[sentence]
    one = attended(model, words, [model["ask_both"]])
    two = attended(model, words, [model["ask_who"], model["ask_whom"]])
    assert model["with_one"](words, model["ask_both"]) == pytest.approx(list(one))
    assert model["with_two"](words) == pytest.approx(list(two))
    assert model["mixed"](list(two)) == pytest.approx(list(two @ np.array(model["mix"])))


def test_one_head_gives_both_sentences_the_same_and_two_heads_do_not(model: dict[str, Any]) -> None:
    first, second = (model["with_one"](model[name], model["ask_both"]) for name in ("first", "second"))
    assert first == pytest.approx(second, abs=1e-12)
    two = zip(model["two_first"], model["two_second"], strict=True)
    assert all(abs(a - b) > 0.3 for a, b in two)  # the film says that every number changes


def test_what_one_word_gains_the_other_loses(model: dict[str, Any]) -> None:
    for shares in (model["even"], model["leaning"], model["who"], model["whom"]):
        assert sum(shares) == pytest.approx(1)
    assert model["lean_least"] < model["half"] < model["lean_most"]
    assert min(model["who_most"], model["whom_most"]) > 0.9
    assert model["first"][model["who"].index(model["who_most"])] == "dog"
    assert model["first"][model["whom"].index(model["whom_most"])] == "cat"


@pytest.mark.parametrize("heads", [1, 2, 4, 8, 16])
def test_any_number_of_heads_multiplies_equally_often(model: dict[str, Any], heads: int) -> None:
    """Counted from the shapes of the products, against the closed form of the text."""
    n, d = 100, 512
    each = d // heads
    products = [(n, d, each)] * (3 * heads) + [(n, each, n), (n, n, each)] * heads + [(n, d, d)]
    counted = sum(a * b * c for a, b, c in products)
    assert model["multiplications"](heads) == counted == 4 * n * d * d + 2 * n * n * d


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for heads, quality in model["bleu"]:
        assert f"| {heads} | {512 // heads} | {quality} |" in body
    assert model["better"] == pytest.approx(0.9)  # the paper's text says so, too
