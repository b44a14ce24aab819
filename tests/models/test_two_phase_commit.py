"""Two-phase commit: its times against a simulation message by message, its crashes against all moments."""

from __future__ import annotations

import heapq
import runpy
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/distributed/two-phase-commit"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def simulate(ways: dict[str, float], write: float, dies: float) -> tuple[dict[str, float], dict[str, float]]:
    """When each participant locks and unlocks, if the coordinator dies at a moment, event by event."""
    events = [(way, name, "prepare") for name, way in ways.items()] if dies > 0 else []
    heapq.heapify(events)
    locks: dict[str, float] = {}
    frees: dict[str, float] = {}
    votes: set[str] = set()
    while events:
        now, name, what = heapq.heappop(events)
        if what == "prepare":
            locks[name] = now
            heapq.heappush(events, (now + write + ways[name], name, "yes"))
        elif what == "yes" and now < dies:
            votes.add(name)
            if votes == set(ways):
                heapq.heappush(events, (now + write, "", "decided"))
        elif what == "decided" and now <= dies:
            for other, way in ways.items():
                heapq.heappush(events, (now + way, other, "commit"))
        elif what == "commit":
            frees[name] = now
    return locks, frees


def test_locks_last_as_long_as_in_a_simulation(model: dict[str, Any]) -> None:
    locks, frees = simulate(model["ways"], model["write_ms"], dies=1e9)
    assert locks == model["locked_at"]
    assert frees == model["free_at"]
    assert {name: frees[name] - locks[name] for name in locks} == model["held"]


def test_every_lock_lasts_the_slowest_round_trip_and_two_writes(model: dict[str, Any]) -> None:
    assert set(model["held"].values()) == {2 * 10 + 2 * 2}


@pytest.mark.parametrize("tenths", range(0, 400, 5))
def test_a_crash_at_any_moment_leaves_no_half_trip(model: dict[str, Any], tenths: int) -> None:
    """Half a millisecond apart; the decision counts once it is on disk."""
    dies = tenths / 10
    locks, frees = simulate(model["ways"], model["write_ms"], dies)
    left = "none" if not locks else "both" if len(frees) == 2 else "stuck"
    assert len(frees) in {0, 2}
    assert model["after_crash"](dies, phases=True) == left


def test_the_counts_are_those_of_all_moments(model: dict[str, Any]) -> None:
    """Trips that begin evenly, and a crash: how many are in which state."""
    for phases, state, expected in (
        (False, "half", model["half_before"]),
        (True, "stuck", model["stuck_after"]),
    ):
        every = 1000 / model["rate"]
        ages = [(place + 0.5) * every for place in range(1000)]
        left = [model["after_crash"](age, phases=phases) for age in ages]
        assert left.count(state) == expected
    assert "half" not in [model["after_crash"](t / 4, phases=True) for t in range(400)]


def test_the_text_has_the_models_numbers(model: dict[str, Any]) -> None:
    body = (BUNDLE / "index.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
    assert f"| half trips a crash | {model['half_before']:.0f} | {model['half_after']} |" in body
    assert f"| locked until it is back | {model['stuck_before']} | {model['stuck_after']:.0f} |" in body
    assert f"{model['times_longer']:,.0f} times as long" in body
    assert f"| one lock, no crash | none | {model['held_ms']} ms |" in body
    airline = model["airline_ms"]
    assert f"the airline alone would be done in {2 * airline + 2 * model['write_ms']} ms" in body.replace(
        "\n", " "
    )
