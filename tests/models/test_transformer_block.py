"""The transformer block: its passes against matrices, its sums as shown, its weights counted."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/ai-llm/transformer-block"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def unit(x: Any) -> Any:
    return x / np.sqrt((x * x).mean(axis=-1, keepdims=True))


def passed(model: dict[str, Any], words: list[str]) -> list[Any]:
    """All words' numbers at the foot and after each loop, in matrices with a mask."""
    x = np.array([model["embedding"][word] for word in words])
    heights = [x]
    for block in model["blocks"]:
        w = {name: np.array(values) for name, values in block.items()}
        q, k, v = (unit(x) @ w[name] for name in ("query", "key", "value"))
        match = np.exp(np.where(np.tri(len(x)) == 1, q @ k.T / 2, -np.inf))
        x = x + match / match.sum(axis=1, keepdims=True) @ v
        heights.append(x)
        x = x + np.maximum(unit(x) @ w["up"] + w["bias"], 0) @ w["down"]
        heights.append(x)
    return heights


def test_blocks_agree_with_matrices(model: dict[str, Any]) -> None:
    heights = passed(model, model["prompt"])
    for mine, theirs in zip(model["heights"](model["prompt"]), heights[::2], strict=True):
        assert np.array(mine) == pytest.approx(theirs)
    assert model["between"] == pytest.approx(list(heights[1][-1]), abs=0.005)


def test_chances_agree_with_the_last_matrix(model: dict[str, Any]) -> None:
    scores = np.exp(unit(passed(model, model["prompt"])[-1][-1]) @ np.array(model["to_scores"]))
    assert list(model["chances"](model["heights"](model["prompt"])[-1][-1]).values()) == pytest.approx(
        list(scores / scores.sum())
    )


def test_what_is_shown_adds_up(model: dict[str, Any]) -> None:
    """A viewer can add the numbers on screen."""
    for before, added, after in (("start", "back_adds", "between"), ("between", "bend_adds", "end")):
        summed = [a + b for a, b in zip(model[before], model[added], strict=True)]
        assert summed == pytest.approx(model[after], abs=1e-9)
    assert sum(model["back_shares"]) == pytest.approx(1)
    assert model["bend_kept"] == [max(0, x) for x in model["bend_sums"]]


def test_normalised_copies_have_size_one(model: dict[str, Any]) -> None:
    for copy in ("back_copy", "bend_copy"):
        assert np.sqrt(np.mean(np.square(model[copy]))) == pytest.approx(1, abs=0.005)


def test_the_story_that_the_film_tells(model: dict[str, Any]) -> None:
    """Five words at the foot, mat at the top; most from cat; a cat makes it mat and a dog makes it rug."""
    assert max(model["says"][0]) < 0.25
    assert model["mat_before"] < model["mat_between"] < model["mat_after"] < model["mat_end"]
    assert model["cat_after"] < model["cat_between"] / 2
    assert model["back_shares"].index(model["most"]) == model["prompt"].index("cat")
    chances = model["chances"](model["heights"](["the", "dog", "sat", "on", "the"])[-1][-1])
    assert max(chances, key=chances.get) == "rug"
    assert model["in_the_end"] == sorted(model["in_the_end"])


def test_blocks_hold_the_published_weights(model: dict[str, Any]) -> None:
    """32 blocks with two gains each, a last one, and two tables of 128,256 words make the 8.03 billion."""
    width, hidden = 4096, 14_336
    assert model["attention_weights"] == sum(
        a * b for a, b in ((width, width), (width, 1024)) for _ in range(2)
    )
    assert model["forward_weights"] == 3 * width * hidden
    block = model["attention_weights"] + model["forward_weights"]
    assert 32 * (block + 2 * width) + width + 2 * 128_256 * width == 8_030_261_248
    assert model["forward_share"] == pytest.approx(21 / 26)


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    d = 512
    assert f"| {4 * d * d / 1e6:.1f} M | {8 * d * d / 1e6:.1f} M | 67 % |" in body
    numbers = (model["attention_millions"], model["forward_millions"], 100 * model["forward_share"])
    assert "| {:.1f} M | {:.1f} M | {:.0f} % |".format(*numbers) in body
