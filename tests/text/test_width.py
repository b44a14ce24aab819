"""Cells that a text takes in a terminal, or columns in a caption."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.text.width import cells


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("café", 4),
        ("cafe\u0301", 4),
        ("缓存", 4),
        ("キャッシュ", 10),
        ("ｷｬｯｼｭ", 5),
        ("Ａ", 2),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
        ("ต้", 1),
        ("a\u00adb\u200bc\u2060d", 4),
        ("👍", 2),
        ("👍🏽", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("🇩🇪", 2),
    ],
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


@given(st.text(), st.text(st.characters(exclude_characters="\u200d")))
def test_cells_add_up(before: str, after: str) -> None:
    assert cells(before.removesuffix("\u200d") + after) == cells(before.removesuffix("\u200d")) + cells(after)
