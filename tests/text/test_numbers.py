"""Texts that differ in their numbers alone."""

from __future__ import annotations

import pytest

from explainsite.text.numbers import count_alike, counted_to


@pytest.mark.parametrize(
    ("start", "end", "halfway"),
    [
        ("10 s left", "0 s left", "5 s left"),
        ("0:00", "1:30", "0:45"),
        ("00:10", "01:30", "00:50"),
        ("0:59:00", "1:01:00", "1:00:00"),
        ("9:00", "11:00", "10:00"),
        ("0", "3,000", "1,500"),
        ("0.50", "1", "0.75"),
        ("007", "013", "010"),
        ("-4 °C", "4 °C", "0 °C"),
        ("−4 °C", "−2 °C", "−3 °C"),
        ("user-1", "user-5", "user-3"),
        ("10 | user-2", "0 | user-2", "5 | user-2"),
        ("3 of 8", "5 of 8", "4 of 8"),
    ],
)
def test_halfway(start: str, end: str, halfway: str) -> None:
    assert count_alike(start, end)
    assert counted_to(start, end, 0.5) == halfway
    assert counted_to(start, end, 1.0) == end


@pytest.mark.parametrize(
    ("start", "end"), [("a", "b"), ("3", "3"), ("3 tries", "2 try"), ("", "3"), ("3", "3 4")]
)
def test_other_words_do_not_count(start: str, end: str) -> None:
    assert not count_alike(start, end)
