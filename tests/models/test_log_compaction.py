"""Log compaction: whoever reads the cleaned log knows what the whole one says, under the same numbers."""

from __future__ import annotations

import random
import re
import runpy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "explainers/streaming/log-compaction"

Log = list[tuple[int, str, int | None]]


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(BUNDLE / "model.py"))


def at_random(seed: int) -> Log:
    chance = random.Random(seed)
    return [
        (number, chance.choice("abcde"), chance.choice([None, 1, 2, 3]))
        for number in range(chance.randrange(40))
    ]


@pytest.mark.parametrize("seed", range(50))
def test_the_cleaned_log_says_the_same(model: dict[str, Any], seed: int) -> None:
    """At every moment: a log that is cleaned again and again tells a newcomer what the whole one tells."""
    log: Log = []
    for entry in at_random(seed):
        log = model["compact"]([*log, entry])
        whole = at_random(seed)[: entry[0] + 1]
        for tombstones in (True, False):
            assert model["state"](model["compact"](log, tombstones=tombstones)) == model["state"](whole)


@pytest.mark.parametrize("seed", range(50))
def test_records_keep_their_numbers_and_their_order(model: dict[str, Any], seed: int) -> None:
    whole = at_random(seed)
    cleaned = model["compact"](whole)
    assert set(cleaned) <= set(whole)
    assert all(one[0] < other[0] for one, other in pairwise(cleaned))
    assert len(cleaned) == len({key for _, key, _ in whole})
    assert all(later[1] != entry[1] for entry in cleaned for later in whole[entry[0] + 1 :])


@pytest.mark.parametrize("seed", range(20))
def test_a_reader_with_an_old_bookmark_misses_only_what_is_overwritten(
    model: dict[str, Any], seed: int
) -> None:
    """It knows the log up to its bookmark, reads the cleaned rest, and knows all."""
    whole = at_random(seed)
    cleaned = model["compact"](whole)
    for bookmark in range(len(whole)):
        rest = [entry for entry in cleaned if entry[0] >= bookmark]
        assert model["state"]([*whole[:bookmark], *rest]) == model["state"](whole)
        if rest:
            assert model["read_from"](cleaned, bookmark) == rest[0][0]


def test_who_misses_the_tombstone_keeps_what_is_deleted(model: dict[str, Any]) -> None:
    known = model["state"](model["written"])
    rest = [entry for entry in model["without_tombstone"] if entry[0] > 18]
    assert (known["figs"], rest) == (5, [])
    assert "figs" not in model["state"](model["buried"])


def test_the_film_by_hand(model: dict[str, Any]) -> None:
    numbers = {name: [entry[0] for entry in model[name]] for name in ("compacted", "again", "with_tombstone")}
    assert numbers == {
        "compacted": [0, 8, 12, 13],
        "again": [0, 15, 17, 18],
        "with_tombstone": [15, 17, 18, 19],
    }
    assert model["prices"] == {"figs": 5, "rice": 3, "milk": 2, "tea": 3}
    assert model["new_prices"] == {"figs": 5, "rice": 4, "milk": 1, "tea": 4}
    assert "figs" not in model["state"](model["cut"])
    assert (model["got"], model["got_next"]) == (8, 12)
    assert model["share"] > model["ratio"]
    products = [product for _, product, _ in model["written"]]
    assert (products.count("milk"), products.count("tea")) == (2, 4)


def test_places_have_gaps_and_close_them(model: dict[str, Any]) -> None:
    for opened, closed in [
        ("open_gaps", "closed"),
        ("again_open", "again_closed"),
        ("stone_open", "stone_closed"),
    ]:
        there = [place for place in model[opened] if place >= 0]
        assert there == sorted(there)
        assert there != list(range(len(there)))
        assert [place for place in model[closed] if place >= 0] == list(range(len(there)))


def counted(keys: int, changes: int, ratio: float) -> tuple[int, float]:
    """Live through it with sets of numbers alone: the longest log, and writes for each record."""
    chance = random.Random(1)
    latest: dict[int, int] = {}
    clean: set[int] = set()
    new: set[int] = set()
    longest = copied = 0
    for number in range(changes):
        latest[chance.randrange(keys)] = number
        new.add(number)
        longest = max(longest, len(clean) + len(new))
        if len(new) > ratio * (len(clean) + len(new)):
            clean, new = set(latest.values()), set()
            copied += len(clean)
    return longest, 1 + copied / changes


def test_the_shop_is_as_long_as_counted_otherwise(model: dict[str, Any]) -> None:
    assert (model["longest"], model["writes"]) == counted(100, 1000, 0.5)


def test_the_pages_table_is_counted(model: dict[str, Any]) -> None:
    text = (BUNDLE / "index.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (0\.\d).*\| (\d+) \| (\d\.\d) \|$", text, re.MULTILINE)
    assert len(rows) == 3
    for ratio, at_most, writes in rows:
        longest, times = counted(100, 50_000, float(ratio))
        assert (str(longest), f"{times:.1f}") == (at_most, writes)
        assert abs(longest - 100 / (1 - float(ratio))) <= 1
        assert times == pytest.approx(1 / float(ratio), rel=0.04)
