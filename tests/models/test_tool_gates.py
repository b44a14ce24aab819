"""Tool gates: forty calls judged again, one class at a time."""

from __future__ import annotations

import runpy
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/harness/tool-gates"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def test_each_call_takes_one_lane(model: dict[str, Any]) -> None:
    assert model["reads"] + model["writes"] + model["deletes"] == model["size"] == 40
    assert [model["reads"], model["writes"], model["deletes"]] == [26, 13, 1]


def test_questions_counted_class_by_class(model: dict[str, Any]) -> None:
    """Edits ask twice (once, then for all), tests once, and what is refused asks each time."""
    edits, tests, posts = (model["run"].count(tool) for tool in ("edit", "test", "post"))
    assert (edits, tests, posts) == (8, 4, 1)
    assert model["questions"] == 2 + 1 + posts == 4
    assert model["unseen"] == (edits - 2) + (tests - 1) == 9
    assert model["questions"] + model["unseen"] == model["writes"] == model["questions_of_lanes"]


def test_a_person_sees_the_first_of_each_class_and_no_later_one(model: dict[str, Any]) -> None:
    run, verdict = model["run"], model["verdict"]
    asked = [place for place, word in enumerate(verdict) if word in {"asked", "no"}]
    assert asked == [9, 11, run.index("test"), run.index("post")]
    assert all(verdict[place] == "rule" for place in range(40) if run[place] == "read")
    assert [verdict[place] for place in range(40) if run[place] == "delete"] == ["refused"]


def test_what_the_page_asks_for(model: dict[str, Any]) -> None:
    """Its first call is seen and refused, its second is covered by a yes that was given before."""
    assert model["run"][model["bait"]] == "read"
    assert [model["verdict"][place] for place in (model["post"], model["last_edit"])] == ["no", "granted"]
    assert model["record"]["row-40"][2] == "the yes to 12"
    assert model["record"]["row-12"][1:] == ["yes", "person"]


def test_the_film_plays_each_call_once_and_in_order(model: dict[str, Any]) -> None:
    first = [*model["early"], model["first_edit"], model["delete"], model["second_edit"]]
    last = [model["bait"], model["post"], model["last_edit"]]
    assert [*first, *chain.from_iterable(model["chunks"]), *last] == list(range(40))
    assert (model["so_far"], model["writes_so_far"]) == (3, 11)


def test_the_numbers_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    assert rf"{model['size']},\ {model['writes']} \text{{ and }} {model['questions']}" in body
    assert f"${model['writes']} - {model['questions']} = {model['unseen']}$" in body
