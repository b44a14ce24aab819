"""Where lines may end: known cases of UAX 14, and the short cut for plain words against all of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_units as every_unit  # type: ignore[import-untyped]

from explainsite.text.linebreak import grapheme_clusters, line_break_units, on_one_line


@pytest.mark.parametrize(
    "text",
    [  # a line may end at each | and nowhere else
        "one |two",
        "12\u00a0000\u00a0messages |a |second",
        "12\u202f000 |km",
        "it |costs |$5.00, |or |50%; |5km",
        "a\u2060b",
        "key-|value |(the |“old” |one) |x",
        "he |said |‘no’",
        "one|—|two",
        "one |— |two",
        "soft\u00ad|hyphen",
        "zero\u200b|width",
        "这|是|缓|存。|（对|吗？）|“我|们”、|你",
        "ラー|メ|ン|を|食|べ|た。|ちょっ|と",
        "使|用|GPU|加|速",
        "한|국|어 |문|장",
        "สวัสดีครับ |ทุกคน",
        "cafe\u0301s |e\u0301",
        "👨\u200d👩\u200d👧|👍🏽|🇩🇪|🇫🇷",
        "שלום |עולם",
    ],
)
def test_a_line_may_end(text: str) -> None:
    assert line_break_units(text.replace("|", "")) == tuple(text.split("|"))


@given(st.text("aÉ1 .,:;!?'", max_size=24))
@settings(max_examples=300)
def test_plain_words_are_broken_as_any_text_is(text: str) -> None:
    assert line_break_units(text) == tuple(every_unit(text))


@given(st.text())
@settings(max_examples=30)
def test_nothing_is_lost(text: str) -> None:
    assert "".join(line_break_units(text)) == text
    assert "".join(grapheme_clusters(text)) == text


def test_characters_stay_whole() -> None:
    assert grapheme_clusters("e\u0301👨\u200d👩\u200d👧🇩🇪🇫🇷") == ("e\u0301", "👨\u200d👩\u200d👧", "🇩🇪", "🇫🇷")


def test_lines_are_joined_but_for_spaces_that_are_meant() -> None:
    assert on_one_line(" a\n  b\t\r\nc\u2028") == "a b c"
    assert on_one_line("12\u00a0000 a\u2009b\u3000c") == "12\u00a0000 a\u2009b\u3000c"
