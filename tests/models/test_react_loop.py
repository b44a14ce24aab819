"""The runs of react-loop, against closed forms and a second way through the loop."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

MODEL = Path(__file__).parents[2] / "explainers" / "ai-llm" / "react-loop" / "model.py"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(MODEL))


def test_each_run_leaves_by_a_door_of_its_own(model: dict[str, Any]) -> None:
    assert [run.door for run in model["runs"].values()] == ["answer", "repeat", "budget"]
    assert model["results"] == ["23 kg", "no weight", "9 of 60"]


def test_an_answer_is_the_sum(model: dict[str, Any]) -> None:
    """Whatever fits into the budget leaves by the first door, with one thought more than there are calls."""
    boxes = list(model["boxes"])
    for count in range(1, 9):
        model["orders"][99] = boxes[:count]
        run = model["weigh"](99)
        assert run.door == "answer"
        assert run.result == f"{sum(model['weights'][name] for name in boxes[:count])} kg"
        assert run.thoughts == count + 2


def test_with_nine_things_no_thought_is_left(model: dict[str, Any]) -> None:
    model["orders"][99] = list(model["boxes"])[:9]
    run = model["weigh"](99)
    assert (run.door, run.result, run.thoughts) == ("budget", "9 of 9", 10)


def test_all_boxes_take_62_thoughts(model: dict[str, Any]) -> None:
    run = model["weigh"](44, most=100)
    assert (run.door, run.thoughts) == ("answer", 62)


def test_the_third_like_call_is_not_made(model: dict[str, Any]) -> None:
    run = model["runs"][43]
    assert [turn[1:] for turn in run.turns] == [
        ["items(43)", "sofa"],
        ["weight(sofa)", "not found"],
        ["weight(sofa)", "not found"],
        ["weight(sofa)"],
    ]


def test_without_doors_the_sofa_is_asked_for_until_the_end(model: dict[str, Any]) -> None:
    turns = model["lost"].turns
    assert len(turns) == 40
    assert {tuple(turn[1:]) for turn in turns[1:]} == {("weight(sofa)", "not found")}


@pytest.mark.parametrize("thoughts", [1, 4, 10, 40])
def test_what_is_read_is_the_closed_form(model: dict[str, Any], thoughts: int) -> None:
    assert model["read"](thoughts) == 600 * thoughts + 50 * thoughts * (thoughts - 1) // 2


def test_the_table_in_the_text(model: dict[str, Any]) -> None:
    read = [model[name] for name in ("answer_read", "repeat_read", "budget_read", "lost_read")]
    assert read == [2_700, 2_700, 8_250, 63_000]
    assert [run.thoughts for run in model["runs"].values()] == [4, 4, 10]


def test_each_course_is_its_turns_and_a_door(model: dict[str, Any]) -> None:
    assert model["exits"] == [10, 11, 30]
    assert model["first_turn"] + model["second_turn"] + model["third_turn"] == list(range(1, 9))
    assert model["whole_turns"][-1] == model["exits"][2] - 1
