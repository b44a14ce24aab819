"""Vector space: its walks counted anew, its cells and borders against brute force, and what its page says."""

from __future__ import annotations

import math
import random
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/ai-llm/vector-space"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def count(model: dict[str, Any], word: str, other: str) -> int:
    """In how many sentences two words stand, by regular expressions."""
    pattern = r"(?i)(?=.*\b{}\b)(?=.*\b{}\b)"
    return sum(bool(re.match(pattern.format(word, other), sentence)) for sentence in model["book"])


def test_a_place_is_a_difference_of_counts(model: dict[str, Any]) -> None:
    for word, place in model["places"].items():
        right, left, up, down = (count(model, word, other) for other in ("crown", "bread", "she", "he"))
        assert place == (right - left, up - down), word


def test_the_film_says_what_is_in_the_book(model: dict[str, Any]) -> None:
    assert len(model["book"]) == 36
    assert count(model, "duchess", "duchess") == 1
    assert len(model["queen_stops"]) == len(model["queen_rows"]) == count(model, "queen", "queen") == 8
    assert model["queen_stops"][-1] == list(model["queen"])


def test_the_same_step_from_king_ends_nearest_to_queen(model: dict[str, Any]) -> None:
    """No word is left out of the comparison, king itself included."""
    assert model["landing"] == (7, 6)
    distances = {word: math.dist((7, 6), place) for word, place in model["places"].items()}
    assert min(distances, key=distances.__getitem__) == "queen"
    assert distances["queen"] == pytest.approx(2)


def test_the_beggar_is_near_and_the_queen_alike(model: dict[str, Any]) -> None:
    assert model["duchess_beggar"] < model["duchess_queen"]
    angles = {word: math.atan2(y, x) for word, (x, y) in model["places"].items()}
    for word, cosine in (("queen", model["alike_queen"]), ("beggar", model["alike_beggar"])):
        assert cosine == pytest.approx(math.cos(angles[word] - angles["duchess"]))
    assert f"{model['alike_queen']:.2f}" == "1.00"
    assert model["opposite"] == "−1.00"


def test_the_search_finds_what_shares_no_word(model: dict[str, Any]) -> None:
    assert model["ranked"][:2] == ["Duchess wins race", "Queen opens fair"] == model["meant"]
    assert all(model["shared"][headline] == 0 for headline in model["meant"])
    assert model["recipe"] == "Royal icing recipe"
    assert sum(model["shared"].values()) == 1
    assert math.hypot(*model["question_vector"]) == pytest.approx(5)


def test_each_page_is_in_the_cell_of_its_nearest_middle(model: dict[str, Any]) -> None:
    for page, cell in zip(model["pages"], model["cells"], strict=True):
        assert math.hypot(*page) == pytest.approx(1)
        distances = [math.dist(page, middle) for middle in model["centres"]]
        assert distances[cell] == min(distances)


def test_a_border_is_as_far_from_both_and_from_none_less(model: dict[str, Any]) -> None:
    for i, j, points in model["borders"]:
        for point in points:
            distances = [math.dist(point, middle) for middle in model["centres"]]
            assert distances[i] == pytest.approx(distances[j]) == pytest.approx(min(distances))


def test_borders_meet_as_on_any_globe(model: dict[str, Any]) -> None:
    """Three cells meet in each corner: so by Euler's formula there are 3n - 6 borders and 2n - 4 corners."""
    n = model["cell_count"]
    ends = [end for *_, points in model["borders"] for end in (points[0], points[-1])]
    corners = {tuple(round(x, 6) for x in end) for end in ends}
    assert len(model["borders"]) == 3 * n - 6
    assert len(corners) == 2 * n - 4


def test_the_nearest_cell_has_seven_of_the_ten(model: dict[str, Any]) -> None:
    asked = model["asked_at"]
    order = sorted(range(600), key=lambda i: math.dist(model["pages"][i], asked))
    cell = min(range(24), key=lambda i: math.dist(model["centres"][i], asked))
    assert sorted(model["best"]) == sorted(order[:10])
    assert sum(model["cells"][i] == cell for i in order[:10]) == 7 == model["found_one"]
    assert 24 + model["cells"].count(cell) == 44 == model["compared_one"]
    assert model["missed_one"] == 3


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for cells in (1, 2, 3):
        recall, compared = model["averages"][cells]
        assert f"| {cells} | {compared:.0f} | {recall * 100:.0f} % |" in body


def test_other_questions_fare_alike(model: dict[str, Any]) -> None:
    """Of other questions as many are found, within four standard errors of a share of ten."""
    draw = random.Random(3)
    found, count = 0, 300
    for _ in range(count):
        v = model["unit"]([draw.gauss(0, 1) for _ in range(3)])
        best = sorted(range(600), key=lambda i: math.dist(model["pages"][i], v))[:10]
        found += len(set(best) & set(model["approximate"](v, 10, 1)[0]))
    share = model["recall_one"]
    assert found / (10 * count) == pytest.approx(share, abs=4 * (share * (1 - share) / count) ** 0.5)
