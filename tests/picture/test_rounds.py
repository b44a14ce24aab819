"""Nodes around a ring never touch, and are as large as their area lets them be."""

from __future__ import annotations

from itertools import combinations

import pytest

from explainsite.picture.routing.direct import apart
from explainsite.picture.shapes import Rect
from explainsite.picture.views.rounds import APART, Round, around

FULL = (300.0, 148.0)
AREAS = {"frame": (1700, 848), "square": (848, 848), "low": (1700, 400), "third": (530, 848)}


def nodes(ring: Round) -> list[Rect]:
    wide, high = ring.size
    return [Rect(x - wide / 2, y - high / 2, wide, high) for x, y in ring.middles]


@pytest.mark.parametrize("count", range(2, 11))
@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_nodes_keep_apart_within_their_area(count: int, area: tuple[float, float]) -> None:
    places = nodes(around(count, *area, FULL))
    assert min(apart(a, b) for a, b in combinations(places, 2)) > APART - 1
    assert max(abs(x) for rect in places for x in (rect.x, rect.right)) <= area[0] / 2 + 0.01
    assert max(rect.bottom for rect in places) == pytest.approx(area[1] / 2)
    assert min(rect.y for rect in places) == pytest.approx(-area[1] / 2)


@pytest.mark.parametrize("count", [3, 4, 5, 6, 8])
def test_in_the_whole_frame_nodes_are_large_and_the_ring_is_round(count: int) -> None:
    ring = around(count, *AREAS["frame"], FULL)
    assert ring.size == FULL
    assert max(x for x, _ in ring.middles) == pytest.approx(1.7 * max(y for _, y in ring.middles))


def test_in_a_low_area_the_ring_is_as_wide_as_that() -> None:
    ring = around(5, *AREAS["low"], FULL)
    assert ring.size == FULL
    assert max(x for x, _ in ring.middles) == pytest.approx((1700 - 300) / 2)


def test_one_node_stands_in_the_middle() -> None:
    assert around(1, 500, 500, FULL).middles == ((0.0, 0.0),)
