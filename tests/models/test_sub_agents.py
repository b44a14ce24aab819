"""Sub-agents: the tokens of each context, counted piece by piece."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/harness/sub-agents"
MAIN, RULES, BRIEF, LINE = 20_000, 6_000, 300, 200


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def branched(files: list[int], inherited: int) -> tuple[int, int]:
    """What the main context holds in the end, and what all contexts together have read, by appending."""
    main, read = [MAIN], 0
    for file in files:
        main.append(BRIEF)
        branch = [inherited, BRIEF, file, LINE]
        read += sum(branch)
        main.append(branch[-1])
    return sum(main), read + sum(main)


def test_one_context_holds_all_that_it_has_read(model: dict[str, Any]) -> None:
    context = [MAIN, *model["files"].values()]
    assert model["alone"] == model["anew_alone"] == sum(context) + LINE


def test_branches_by_appending(model: dict[str, Any]) -> None:
    files = list(model["files"].values())
    assert branched(files, RULES) == (model["forked"], model["anew_forked"])
    assert branched(files, MAIN) == (model["forked"], model["copied"])


def test_what_later_calls_send(model: dict[str, Any]) -> None:
    assert model["carried"] == sum(model["alone"] for _ in range(20))
    assert model["carried_forked"] == sum(model["forked"] for _ in range(20))


def test_the_rows_of_the_film_add_up(model: dict[str, Any]) -> None:
    assert model["anew_main"] + model["anew_files"] == model["anew_alone"]
    assert model["forked"] + model["again"] + model["anew_branched"] == model["anew_forked"]
    assert model["more"] == pytest.approx(100 * (221 - 151.2) / 151.2)


def test_the_streams_of_the_film_are_the_files_of_the_model(model: dict[str, Any]) -> None:
    """The kind is told a few numbers as text: they are those of the model."""
    spec = (BUNDLE / "index.md").read_text(encoding="utf-8")
    assert f"line: {BRIEF + LINE}" in spec
    assert f"limits.py: {model['limit_size']}" in spec
    assert f"client.py: {model['pair_swollen'] - model['start']}" in spec


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    rows = (("alone", "anew_alone"), ("forked", "anew_forked"), ("forked", "copied"))
    assert all(f"| {model[held]:,} | {model[read]:,} |" in body for held, read in rows)
    assert f"send {model['carried_forked']:,} tokens, not {model['carried']:,}" in body.replace("\n", " ")
