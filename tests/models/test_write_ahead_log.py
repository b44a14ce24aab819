"""Write-ahead log: its restart against a history that is told another way, and every crash of random ones."""

from __future__ import annotations

import random
import runpy
import struct
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/databases/write-ahead-log"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def a_history(seed: int) -> tuple[dict[str, int], list[tuple[Any, ...]]]:
    """Pages, and the log of some transfers one after the other."""
    rng = random.Random(seed)
    pages = {name: rng.randint(50, 150) for name in "abcd"}
    now, log = dict(pages), list[tuple[Any, ...]]()
    for whose in range(1, rng.randint(2, 5)):
        giver, taker = rng.sample("abcd", 2)
        for name, by in ((giver, -10), (taker, 10)):
            log.append((whose, name, now[name], now[name] + by))
            now[name] += by
        log.append((whose,))
    return pages, log


def expected(pages: dict[str, int], log: list[tuple[Any, ...]]) -> dict[str, int]:
    """What must be there: of each transfer that has its commit, both sides, told by differences."""
    committed = [line[0] for line in log if len(line) == 1]
    found = dict(pages)
    for line in log:
        if len(line) == 4 and line[0] in committed:
            found[line[1]] += line[3] - line[2]
    return found


@pytest.mark.parametrize("seed", range(60))
def test_a_crash_at_any_moment_leaves_whole_transfers(model: dict[str, Any], seed: int) -> None:
    """Whichever of the logged changes have reached their pages by then."""
    pages, log = a_history(seed)
    rng = random.Random(seed + 1000)
    for end in range(len(log) + 1):
        logged, below = log[:end], dict(pages)
        for name in pages:
            seen = [line[3] for line in logged if len(line) == 4 and line[1] == name]
            below[name] = rng.choice([pages[name], *seen])
        recovered = model["recover"](below, logged)
        assert recovered == expected(pages, logged)
        assert sum(recovered.values()) == sum(pages.values())
        assert model["recover"](recovered, logged) == recovered


def test_of_the_film_every_crash_is_counted(model: dict[str, Any]) -> None:
    assert model["alone"] == [170, 140, 170]
    assert model["ahead"] == [170] * 6
    assert (model["lost"], model["chances"], model["lost_ahead"], model["chances_ahead"]) == (1, 3, 0, 6)
    assert (model["writes"], model["writes_ahead"]) == (2, 5)
    assert model["lost_alone"] == ["alone.1"]


def test_the_film_ends_as_its_log_says(model: dict[str, Any]) -> None:
    """The first transfer is done again, the second taken back although its page was written."""
    below = {**model["start"], "ana": 70, "ben": 60}
    assert model["recover"](below, model["log"]) == {"ana": 70, "ben": 80, "cem": 20}
    assert model["recover"](model["start"], model["log"][:3]) == model["after"]
    assert model["lines"] == ["Ana 100 → 70", "Ben 50 → 80", "commit", "Ben 80 → 60"]


def test_lines_are_as_long_as_their_fields(model: dict[str, Any]) -> None:
    change = [8, 4, 4, 2, 8, 8, 4]
    assert model["change_bytes"] == sum(change) == 38
    assert model["commit_bytes"] == 8 + 4 + 1 + 4
    assert len(struct.pack("<QIIHqqI", 1, 1, 1, 0, 100, 70, 0)) == model["change_bytes"]
    assert model["before_answer"] == 93
    assert model["before_answer_alone"] == 16_384
