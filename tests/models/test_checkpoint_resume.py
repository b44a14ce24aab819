"""Checkpoint and resume: steps of a run as a Markov chain, and a payment with crashes at every point."""

from __future__ import annotations

import runpy
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/harness/checkpoint-resume"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def begun(length: int, chance: float, *, resumes: bool) -> float:
    """How many steps are begun on average: the linear equations of the chain, solved."""
    rows = np.eye(length)
    for here in range(length):
        rows[here, here if resumes else 0] -= chance
        if here + 1 < length:
            rows[here, here + 1] -= 1 - chance
    return float(np.linalg.solve(rows, np.ones(length))[0])


@pytest.mark.parametrize(("length", "chance"), [(1, 0.5), (8, 0.05), (100, 0.01), (100, 0.05)])
def test_closed_forms_agree_with_the_chain(model: dict[str, Any], length: int, chance: float) -> None:
    assert model["steps_from_start"](length, chance) == pytest.approx(begun(length, chance, resumes=False))
    assert model["steps_resumed"](length, chance) == pytest.approx(begun(length, chance, resumes=True))


def paid(deeds: str, crashes: tuple[int, ...], *, keyed: bool) -> int:
    """How often a payment is booked if processes die after so many deeds; the last one lives.

    `deeds` are `a` to act and `w` to write, in the order in which they are done.
    """
    bookings: list[str] = []
    written = False
    for process, life in enumerate((*crashes, len(deeds))):
        for deed in "" if written else deeds[:life]:
            name = "key" if keyed else str(process)
            if deed == "a" and name not in bookings:
                bookings.append(name)
            written = written or deed == "w"
    return len(bookings)


def test_the_bank_books_what_the_film_shows(model: dict[str, Any]) -> None:
    price = model["price"]
    assert model["twice"] == price * paid("aw", (1,), keyed=False) == 480
    assert model["never"] == price * paid("wa", (1,), keyed=False) == 0
    assert model["once"] == price * paid("aw", (1,), keyed=True) == 240


def test_names_that_the_text_gives_to_the_orders() -> None:
    """For up to three deaths, each at any point."""
    deaths = [d for count in range(4) for d in product(range(3), repeat=count)]
    assert {paid("aw", d, keyed=True) for d in deaths} == {1}
    assert (
        min(paid("aw", d, keyed=False) for d in deaths) == 1 < max(paid("aw", d, keyed=False) for d in deaths)
    )
    assert {paid("wa", d, keyed=False) for d in deaths} == {0, 1}


def test_the_table_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    for length, rarely in ((8, 20), (100, 100), (100, 20), (200, 20)):
        ground = begun(length, 1 / rarely, resumes=False)
        rungs = begun(length, 1 / rarely, resumes=True)
        assert f"| {length} | {rarely} steps | {ground:,.0f} | {rungs:,.0f} |" in body


def test_the_process_dies_before_the_payment(model: dict[str, Any]) -> None:
    assert model["steps"][model["done"]] == "pay"
    assert model["lost"] == sum(list(model["minutes"].values())[:6]) == 18
    assert len(model["results"]) == model["plan"] == 8
