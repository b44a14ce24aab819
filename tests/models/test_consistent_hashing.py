"""The counts of consistent-hashing, against a walk by single steps and closed forms."""

from __future__ import annotations

import runpy
from fractions import Fraction
from hashlib import md5
from math import sqrt
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any

import pytest

MODEL = Path(__file__).parents[2] / "explainers" / "distributed" / "consistent-hashing" / "model.py"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return runpy.run_path(str(MODEL))


def number(name: str) -> int:
    return int(md5(name.encode(), usedforsecurity=False).hexdigest()[:4], 16)


def walk(name: str, places: dict[int, str]) -> str:
    """The server of a photo, found as in the film: step by step to the first place."""
    at = number(name)
    while at not in places:
        at = (at + 1) % 65_536
    return places[at]


@pytest.mark.parametrize("count", [1, 3, 12])
@pytest.mark.parametrize("servers", ["ABCD", "ABCDE", "ACDE"])
def test_a_photo_belongs_to_the_first_server_on_the_way_clockwise(
    model: dict[str, Any], servers: str, count: int
) -> None:
    places = {number(f"cache{server}-{index}"): server for server in servers for index in range(count)}
    assert len(places) == count * len(servers)
    assert model["owners"](servers, count) == [walk(name, places) for name in model["photos"]]


@pytest.mark.parametrize("before", ["ring_old", "spread_old"])
def test_what_moves_when_a_server_joins_moves_to_it(model: dict[str, Any], before: str) -> None:
    after = {"ring_old": "ring_new", "spread_old": "spread_new"}[before]
    pairs = [(old, new) for old, new in zip(model[before], model[after], strict=True) if old != new]
    assert len(pairs) == {"ring_old": model["arc_count"], "spread_old": model["moved_count"]}[before]
    assert {new for _, new in pairs} == {"E"}


def test_what_moves_when_a_server_dies_was_its_own(model: dict[str, Any]) -> None:
    pairs = zip(model["spread_new"], model["spread_rest"], strict=True)
    assert all(old in ("B", new) for old, new in pairs)
    assert sum(model["more"].values()) == model["orphans"] == model["spread"]["B"]
    assert min(model["more"].values()) > 0  # "All four take some"


def test_by_remainder_one_key_in_n_plus_one_stays(model: dict[str, Any]) -> None:
    assert model["moved"](4, 5) == pytest.approx(1 - 1 / 5, abs=0.01)
    assert model["moved"](10, 11) == pytest.approx(1 - 1 / 11, abs=0.01)
    assert round(model["moved"](10, 11), 2) == 0.91  # the text
    stays = [number(name) % 20 < 4 for name in model["photos"]]  # 4 and 5 leave the same remainder
    assert model["lost_count"] == stays.count(False)


def test_the_largest_of_n_arcs_is_as_large_as_the_harmonic_number_says(model: dict[str, Any]) -> None:
    """A circle cut at random into n arcs: n times the largest is 1 + 1/2 + ... + 1/n on average."""
    expected = float(sum(Fraction(1, index) for index in range(1, 11)))
    assert model["peak"](1) == pytest.approx(expected, rel=0.05)


@pytest.mark.parametrize("count", [1, 10, 100])
def test_shares_vary_as_the_formula_in_the_text_says(model: dict[str, Any], count: int) -> None:
    shares = [share for ring in range(100) for share in model["share"](count, ring)]
    assert fmean(shares) == pytest.approx(0.1)
    assert pstdev(shares) / fmean(shares) == pytest.approx(sqrt(9 / (10 * count + 1)), rel=0.08)


def test_the_table_in_the_text(model: dict[str, Any]) -> None:
    assert [round(model["peak"](count), 2) for count in (1, 10, 100, 160)] == [3.03, 1.53, 1.16, 1.12]
