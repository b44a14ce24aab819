"""The map: what is needed stands to the left, no line runs through a name, and it is drawn once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.jobs.fingerprint import Surroundings
from explainsite.jobs.memory import Memory
from explainsite.rendering.store import Store
from explainsite.site.charting import Chart, Station, prerequisite_chart

NAMES = {"a": "Add", "b": "Borrow", "c": "Carry a Digit to the Next Column of the Sum", "d": "Divide"}
REQUIRES = {"a": [], "b": ["a"], "c": ["b", "a"], "d": ["c", "a"]}


def station(chart: Chart, slug: str) -> Station:
    return next(found for found in chart.stations if found.slug == slug)


def test_each_piece_stands_right_of_all_that_it_requires() -> None:
    chart = prerequisite_chart(NAMES, REQUIRES, None)
    for slug, needs in REQUIRES.items():
        for need in needs:
            assert station(chart, need).end < station(chart, slug).x
    assert [(line.needed, line.by) for line in chart.lines] == [
        ("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("a", "d"),
    ]  # fmt: skip


def test_a_long_name_stands_on_two_lines() -> None:
    chart = prerequisite_chart(NAMES, REQUIRES, None)
    assert station(chart, "c").name == ("Carry a Digit to the Next", "Column of the Sum")
    assert station(chart, "a").name == ("Add",)


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, list[str]]:
    """Pieces of which each requires some of those before it."""
    slugs = [f"p{number}" for number in range(draw(st.integers(1, 9)))]
    return {
        slug: sorted(draw(st.sets(st.sampled_from(slugs[:place])))) if place else []
        for place, slug in enumerate(slugs)
    }


@given(graphs())
def test_no_line_is_level_with_a_name_that_it_passes(requires: dict[str, list[str]]) -> None:
    chart = prerequisite_chart({slug: slug.upper() for slug in requires}, requires, None)
    assert len({(one.x, one.y) for one in chart.stations}) == len(chart.stations)
    for line in chart.lines:
        x, y = map(float, re.findall(r"^M([\d.]+) ([\d.]+)", line.path)[0])
        for to, *_, end_x, end_y in re.findall(r"H([\d.]+)C" + r" ?([\d.]+)" * 6, line.path):
            for other in chart.stations:
                passes = x < other.x < float(to) and other.slug != line.needed
                assert not (passes and abs(other.y - y) < 20), (line, other)
            x, y = float(end_x), float(end_y)


def test_it_is_the_same_again_and_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = prerequisite_chart(NAMES, REQUIRES, Memory(Store(tmp_path), Surroundings()))
    assert prerequisite_chart(NAMES, REQUIRES, None) == first
    monkeypatch.setattr("explainsite.site.charting._drawn", None)  # it would be called in vain
    assert prerequisite_chart(NAMES, REQUIRES, Memory(Store(tmp_path), Surroundings())) == first


def test_nothing_has_an_empty_map() -> None:
    assert prerequisite_chart({}, {}, None).stations == ()
