"""The rounds of gossip: the film's runs against its rule, the averages against all outcomes and many runs."""

from __future__ import annotations

import runpy
from fractions import Fraction
from itertools import product
from math import e, log, log2
from pathlib import Path
from random import Random
from statistics import fmean, stdev
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/distributed/gossip"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


@pytest.mark.parametrize("name", ["rounds", "storm", "listed"])
def test_only_those_who_know_call_and_nobody_calls_itself(model: dict[str, Any], name: str) -> None:
    knows = {0}
    for calls in model[name]:
        callers = [caller for caller, _, _ in calls]
        assert set(callers) <= knows
        assert len(set(callers)) == len(callers)
        assert all(caller != called for caller, called, _ in calls)
        knows |= {called for _, called, fails in calls if not fails}
    assert knows == set(range(64))


def test_all_who_know_call_in_the_film(model: dict[str, Any]) -> None:
    assert [len(calls) for calls in model["rounds"]] == model["know"][:-1]
    assert model["know"] == [1, 2, 4, 8, 15, 28, 41, 52, 59, 63, 63, 64]


def test_the_last_one_is_missed_by_all_and_then_found(model: dict[str, Any]) -> None:
    *before, end = model["rounds"]
    assert all(called != model["last"] for calls in before for _, called, _ in calls)
    assert len(before[-1]) == 63
    assert model["last"] in {called for _, called, _ in end}


def test_the_dead_server_is_silent_and_deaf(model: dict[str, Any]) -> None:
    calls = [call for calls in model["storm"][model["dies_after"] :] for call in calls]
    assert all(caller != 0 for caller, _, _ in calls)
    assert all(fails for _, called, fails in calls if called == 0)
    lost = fmean(fails for _, called, fails in calls if called)
    assert lost == pytest.approx(1 / 3, abs=4 * (2 / 9 / len(calls)) ** 0.5)


def by_all_outcomes(size: int) -> Fraction:
    """The rounds on average, from every way the lots can fall."""
    waits = {size: Fraction(0)}
    for knowing in range(size - 1, 0, -1):
        lots = [[other for other in range(size) if other != caller] for caller in range(knowing)]
        ends = [len(set(range(knowing)) | set(called)) for called in product(*lots)]
        stay = Fraction(ends.count(knowing), len(ends))
        on = sum(Fraction(ends.count(n), len(ends)) * waits[n] for n in range(knowing + 1, size + 1))
        waits[knowing] = (1 + on) / (1 - stay)
    return waits[1]


@pytest.mark.parametrize("size", [2, 3, 4, 5, 6])
def test_the_average_is_that_of_all_outcomes(model: dict[str, Any], size: int) -> None:
    assert model["expected"](size)[0] == pytest.approx(float(by_all_outcomes(size)))


def test_the_averages_are_those_of_many_runs(model: dict[str, Any]) -> None:
    runs = [model["gossip"](seed) for seed in range(1000)]
    for mean, drawn in (
        (model["mean_rounds"], [len(run) for run in runs]),
        (model["mean_calls"], [sum(map(len, run)) for run in runs]),
    ):
        assert fmean(drawn) == pytest.approx(mean, abs=4 * stdev(drawn) / len(drawn) ** 0.5)
    lossy = [len(model["gossip"](seed, lost=1 / 3)) for seed in range(500)]
    mean = model["expected"](arrives=2 / 3)[0]
    assert fmean(lossy) == pytest.approx(mean, abs=4 * stdev(lossy) / len(lossy) ** 0.5)


def test_the_runs_in_the_film_are_as_long_as_an_average_one(model: dict[str, Any]) -> None:
    assert model["length"] == round(model["mean_rounds"]) == 11
    drawn = [
        len(run)
        for seed in range(500)
        if model["counts"](run := model["gossip"](seed, lost=1 / 3, dies_after=3))[-1] == 64
    ]
    assert model["storm_length"] == round(fmean(drawn)) == 16


@pytest.mark.parametrize("size", [64, 128, 200])
def test_the_equation_gives_the_exact_average_nearly(model: dict[str, Any], size: int) -> None:
    assert model["about"](size) == pytest.approx(model["expected"](size)[0], abs=0.1)


def test_the_equation_gives_the_average_of_large_runs(model: dict[str, Any]) -> None:
    size, drawn = 1024, []
    for seed in range(60):
        lot, knows, rounds = Random(seed), {0}, 0
        while len(knows) < size:
            knows |= {(caller + lot.randrange(1, size)) % size for caller in knows}
            rounds += 1
        drawn.append(rounds)
    mean = model["about"](size)
    assert fmean(drawn) == pytest.approx(mean, abs=4 * stdev(drawn) / len(drawn) ** 0.5)


def test_a_doubling_costs_one_round_and_ln_2(model: dict[str, Any]) -> None:
    grown = model["about"](2**20) - model["about"](2**19)
    assert grown == pytest.approx(1 + log(2), abs=0.01)
    assert model["missed"] == pytest.approx(1 / e, abs=0.004)


def test_the_numbers_of_the_text(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8")
    rounds = {64: model["mean_rounds"], 2**10: model["thousand_rounds"], 2**20: model["million_rounds"]}
    for size, mean in rounds.items():
        assert f"| {size:,} | {log2(size):.0f} | {log(size):.1f} | {mean:.1f} |" in body
    assert f"64 servers need {model['expected'](arrives=2 / 3)[0]:.1f} rounds" in body
