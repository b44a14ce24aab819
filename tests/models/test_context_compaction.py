"""Context compaction: a run folded by another hand, and the sums of the film."""

from __future__ import annotations

import runpy
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/harness/context-compaction"
OUTPUTS = [31, 42, 28, 33, 34, 30]


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def by_hand(steps: int) -> list[tuple[str, float]]:
    """What is done in each step, and how many thousand tokens are left, from three numbers and a list."""
    words, stubs, open_outputs, done = 14.0, 0, [], []
    for step in range(steps):
        words += 3
        open_outputs.append(OUTPUTS[step % 6])
        held = words + stubs * 0.1 + sum(open_outputs)
        deed = ""
        if held > 200:
            old = open_outputs[:-3]
            if sum(old) - 0.1 * len(old) >= 50:
                deed, stubs, open_outputs = "cleared", stubs + len(old), open_outputs[-3:]
            else:
                deed, words, stubs, open_outputs = "summarised", 14 + 4 + 3, 0, open_outputs[-1:]
        done.append((deed, words + stubs * 0.1 + sum(open_outputs)))
    return done


def test_the_run_is_folded_as_by_hand(model: dict[str, Any]) -> None:
    expected = by_hand(model["steps"])
    assert [deed for _, deed, _, _ in model["trace"]] == [deed for deed, _ in expected]
    assert [tokens for _, tokens in model["held"]] == pytest.approx([1000 * held for _, held in expected])
    assert (model["clearings"], model["summaries"]) == (22, 3)


def test_no_step_ends_beyond_the_window(model: dict[str, Any]) -> None:
    assert all(tokens <= model["window"] for _, tokens in model["held"])


def test_the_first_overflow_is_where_the_plain_sum_passes_the_window(model: dict[str, Any]) -> None:
    sums = list(accumulate((3 + output for output in OUTPUTS), initial=14))
    assert next(step for step, tokens in enumerate(sums) if tokens > 200) == model["first_number"]
    assert [tokens for _, tokens in model["rising"]] == [1000 * tokens for tokens in sums]
    assert sum(model["brim"]) == model["window"]


def test_what_the_film_says(model: dict[str, Any]) -> None:
    assert model["word_tokens"] == 14_000 + 6 * 3_000
    assert model["freed"] == (31 + 42 + 28) * 1000 - 3 * 100
    assert model["little"] < model["least"] <= model["freed"]
    assert model["shrinks"] == 16 * 3 / 4
    assert model["replaced"] == 16


def test_clearing_takes_no_word(model: dict[str, Any]) -> None:
    before = [page for page in model["first_before"] if not page.is_output]
    assert [page for page in model["first_after"] if not page.is_output] == before


def test_the_window_that_slides_drops_whole_pages_and_no_more_than_it_must(model: dict[str, Any]) -> None:
    sizes = [page.tokens for page in model["first_before"]]
    starts = [0, *accumulate(sizes)]
    least = next(start for start in starts if sum(sizes) - start <= model["window"])
    assert model["slid"] == least


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for before, after in (("full_tokens", "light_tokens"), ("again_tokens", "squeezed_tokens")):
        assert f"| {model[before]:,} | {model[after]:,} |" in body
    assert round(0.9**4, 1) == 0.7  # "two times of three"
