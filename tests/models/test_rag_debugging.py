"""The search and the tree of rag-debugging, against counts by hand and a second way to search."""

from __future__ import annotations

import runpy
from math import log
from pathlib import Path
from typing import Any

import pytest

MODEL = Path(__file__).parents[2] / "explainers" / "ai-llm" / "rag-debugging" / "model.py"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(MODEL))


def test_the_fact_is_lost_by_the_cut_alone(model: dict[str, Any]) -> None:
    assert model["place_before"] == 7 > model["shown"]
    assert model["place_after"] == 1
    (_, text), _ = model["after"][0]
    assert text == "Headphones. Opened: 14 days, both ear pads unworn."


def test_no_other_product_has_the_fact(model: dict[str, Any]) -> None:
    having = [name for name, lines in model["page"].items() if any(model["fact"] in line for line in lines)]
    assert having == [model["subject"]]
    assert all(model["fact"] not in rules for rules in model["exhibits"][0])


def test_scores_are_bm25(model: dict[str, Any]) -> None:
    """By hand for one word in one text: `opened` stands in six of sixteen chunks."""
    chunks = model["cut"](with_heading=False)
    texts = [model["words"](text) for _, text in chunks]
    mean = sum(map(len, texts)) / len(texts)
    assert (len(texts), sum("opened" in text for text in texts)) == (16, 6)
    for (_, text), score in model["before"]:
        if text.startswith("Opened: 14 days"):
            norm = 1 + 1.2 * (0.25 + 0.75 * 7 / mean)
            assert score == pytest.approx(log(1 + 10.5 / 6.5) * 2.2 / norm)


def test_the_table_in_the_text(model: dict[str, Any]) -> None:
    scores = [model[name][model[f"place_{name}"] - 1][1] for name in ("before", "after")]
    assert [f"{score:.2f}" for score in scores] == ["0.87", "2.55"]


def lost_in(place: int) -> tuple[int, int]:
    """Search as the page's code does; where the fact is lost, and how many questions that took."""
    low, high, asked = 0, 4, 0
    while low < high:
        middle = (low + high) // 2
        asked += 1
        low, high = (middle + 1, high) if middle < place else (low, middle)
    return low, asked


def test_the_tree_finds_each_place(model: dict[str, Any]) -> None:
    for place in range(5):
        assert lost_in(place) == (place, model["looks"](place))
    assert [model["looks"](place) for place in range(5)] == [3, 3, 2, 2, 2]
    assert model["at_most"] == 3


def test_slips_say_what_the_chunks_say(model: dict[str, Any]) -> None:
    assert model["exhibits"][1] == [["Headphones", "sealed", "30 days"], ["", "opened", "14 days"]]
    assert model["exhibits"][2] == [["Headphones", "sealed", "30 days", "opened", "14 days"]]
    assert model["mended"][1] == [["Headphones", "opened", "14 days"]]
