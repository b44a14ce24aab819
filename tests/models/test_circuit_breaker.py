"""The visitors of circuit-breaker, against closed forms and a second way of playing the half minute."""

from __future__ import annotations

import runpy
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

MODEL = Path(__file__).parents[2] / "explainers" / "system-design" / "circuit-breaker" / "model.py"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(MODEL))


def turned_away(timeout: int) -> int:
    """Without a breaker: tick by tick, each of twenty workers has some tenths of a second to go."""
    left, lost = [0] * 20, 0
    for tick in range(501):
        left = [max(0, wait - 1) for wait in left]
        stay = timeout if 50 <= tick < 350 else 1
        if 0 in left:
            left[left.index(0)] = stay
        else:
            lost += 1
    return lost


@pytest.mark.parametrize("timeout", [5, 10, 19, 20, 21, 30, 45])
def test_without_a_breaker_as_many_are_turned_away_as_tick_by_tick(
    model: dict[str, Any], timeout: int
) -> None:
    assert model["run"](None, 100 * timeout).full == turned_away(timeout)


def test_what_the_film_says_of_the_half_minute(model: dict[str, Any]) -> None:
    """Thirty come in the three seconds of a wait, and twenty have room."""
    assert model["full_without"] == 10 * (30 - 20) == 100
    assert model["full_guarded"] == 10  # from the second second to the third, when the first wait is over
    assert model["need"] == 30
    assert model["full_s"] == 2


def test_the_breaker_changes_when_it_should(model: dict[str, Any]) -> None:
    """The fifth failure is 0.4 s after the first, and a try that fails takes its whole timeout."""
    opened = 8_400
    expected = [(opened, "open")]
    for tried in range(opened + 5_000, 37_400, 8_000):
        expected += [(tried, "half-open"), (tried + 3_000, "open")]
    expected += [(37_400, "half-open"), (37_500, "closed")]
    assert model["breaker"].changes == expected
    assert model["opened_s"] == pytest.approx(3.4)
    assert model["bare_though_well"] == (37_400 - 35_000) // 100 == 24


def test_everybody_is_counted_once(model: dict[str, Any]) -> None:
    for seen in (model["without"], model["guarded"]):
        inside = seen.busy[-1][1]
        assert seen.full + seen.timed_out + seen.bare + seen.served + inside == 501


def test_little_s_law_holds_where_all_have_room(model: dict[str, Any]) -> None:
    """In the trouble, at a timeout that the workers can bear: ten arrive a second, and each stays one."""
    seen = model["run"](None, 1_000)
    assert seen.full == 0
    assert fmean(count for second, count in seen.busy if 7 <= second < 34) == pytest.approx(10)


def test_the_table_in_the_text(model: dict[str, Any]) -> None:
    rows = []
    for timeout in (3_000, 1_000):
        for breaker in (None, model["Breaker"]()):
            seen = model["run"](breaker, timeout)
            rows.append((seen.full, seen.timed_out, seen.bare))
            assert sum(rows[-1]) == 300 + seen.bare_though_well
    assert rows == [(100, 200, 0), (10, 27, 287), (0, 300, 0), (0, 18, 286)]
