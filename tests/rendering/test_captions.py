"""Captions keep every word, fit two short lines, and fill their beat."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainsite.rendering.captions import Cue, cues_of, cut, timestamp, vtt
from explainsite.storyboard.pace import reading_seconds
from explainsite.text.linebreak import grapheme_clusters, line_break_units, on_one_line
from explainsite.text.width import cells

WORDS = st.text("abcdefg", min_size=1, max_size=14)
SENTENCES = st.lists(st.builds(lambda w, end: w + end, WORDS, st.sampled_from(["", "", "", ",", ".", "?"])))

PIECES = st.one_of(
    WORDS,
    st.text("缓存保键值新的查询", min_size=1, max_size=30),
    st.text("キャッシュはをラーメン", min_size=1, max_size=12),
    st.text("한국어문장은", min_size=1, max_size=6),
    st.text("แคชเก็บคีย์ต้", min_size=1, max_size=60),
    st.text("שלוםعالم", min_size=1, max_size=8),
    st.sampled_from("。，！「」（“”—…\u3000"),
    st.sampled_from(["12\u00a0000\u00a0km", "a\u2060b", "soft\u00adhyphen", "zero\u200bwidth", "key-value"]),
    st.sampled_from(["👨\u200d👩\u200d👧", "🇩🇪", "e\u0301\u0323", ". ", ", "]),
)
ANY = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n"])), max_size=14).map(
    lambda found: "".join(map("".join, found))
)


def line_ends(say: str, lines: list[str]) -> list[int]:
    """Where these lines end in the caption, of which they are all; one may show a soft hyphen at its end."""
    text, ends = on_one_line(say), [0]
    for line in lines:
        start = ends[-1] + text.startswith(" ", ends[-1])
        ends.append(start + len(line))
        written = text[start : ends[-1]]
        assert line == written or (line.endswith("-") and line[:-1] + "\u00ad" == written)
    assert ends[-1] == len(text)
    return ends[1:]


@given(ANY)
@settings(max_examples=150, deadline=None)
def test_joined_cues_are_the_caption(say: str) -> None:
    cues = cut(say)
    lines = [line for cue in cues for line in cue]
    ends = line_ends(say, lines)
    assert all(1 <= len(cue) <= 2 for cue in cues)
    assert all(cells(line) <= 42 or len(grapheme_clusters(line)) == 1 for line in lines)
    assert set(ends) <= set(accumulate(map(len, grapheme_clusters(on_one_line(say)))))
    units = line_break_units(on_one_line(say))
    if all(cells(unit) <= 42 for unit in units):
        allowed = accumulate(map(len, units))
        assert set(ends) <= {len(on_one_line(say)[:end].rstrip(" ")) for end in allowed}


@given(ANY.filter(on_one_line), st.floats(0, 100), st.floats(0, 9))
@settings(max_examples=100, deadline=None)
def test_every_cue_stays_long_enough(say: str, start: float, more: float) -> None:
    needed = [max(5 / 6, sum(map(reading_seconds, lines))) for lines in cut(say)]
    cues = cues_of(say, start, start + sum(needed) + more)
    assert all(a.end == b.start for a, b in pairwise(cues))
    assert cues[0].start == start
    assert cues[-1].end == pytest.approx(start + sum(needed) + more)
    for cue, seconds in zip(cues, needed, strict=True):
        assert cue.end - cue.start > 0.8 * seconds


@given(SENTENCES.map(" ".join))
def test_every_word_in_order_on_at_most_two_lines_of_42(say: str) -> None:
    cues = cut(say)
    assert [word for lines in cues for line in lines for word in line.split()] == say.split()
    assert all(1 <= len(lines) <= 2 for lines in cues)
    assert all(len(line) <= 42 for lines in cues for line in lines)


@given(SENTENCES.map(" ".join).filter(str.strip), st.floats(0, 100), st.floats(0.5, 30))
def test_cues_fill_the_beat_without_gap_or_overlap(say: str, start: float, length: float) -> None:
    cues = cues_of(say, start, start + length)
    assert cues[0].start == start
    assert cues[-1].end == pytest.approx(start + length)
    assert all(a.end == b.start for a, b in pairwise(cues))
    assert all(cue.start < cue.end for cue in cues)


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert cut("x" * 50) == (("x" * 42, "x" * 8),)


def test_cues_end_where_sentences_do() -> None:
    say = "The first pass computes one key and one value for every prompt token. It keeps both in memory."
    assert [" ".join(lines) for lines in cut(say)] == [
        "The first pass computes one key and one value for every prompt token.",
        "It keeps both in memory.",
    ]


def test_lines_do_not_end_in_an_article_when_they_need_not() -> None:
    say = "Each new query is compared with all of the keys that the cache holds"
    lines = [line for cue in cut(say) for line in cue]
    assert not any(line.split()[-1] in {"the", "of", "that", "a"} for line in lines)


def test_a_longer_cue_stays_longer() -> None:
    say = "It keeps both in memory. The first pass computes one key and one value for every prompt token."
    short, long = cues_of(say, 0, 12)
    assert long.end - long.start > 2 * (short.end - short.start)


def test_a_number_stays_on_one_line_if_it_should() -> None:
    say = "Every one of the machines in the cluster handles 12\u00a0000\u00a0messages a second."
    (cue,) = cut(say)
    assert cue == ("Every one of the machines in the cluster", "handles 12\u00a0000\u00a0messages a second.")


def test_wide_characters_take_two_columns_and_cues_end_at_their_punctuation() -> None:
    say = "缓存保存已经计算过的键和值，因此后面的步骤不必重新计算。每个新的查询都会与缓存中的所有键进行比较。"
    assert cut(say) == (
        ("缓存保存已经计算过的键和值，", "因此后面的步骤不必重新计算。"),
        ("每个新的查询都会与缓存中的所有键进行比较。",),
    )


def test_a_japanese_line_ends_in_hiragana_rather_than_in_a_word() -> None:
    (lines,) = cut("新しい問い合わせはキャッシュに残っているすべてのキーと比べられます。")
    assert lines == ("新しい問い合わせはキャッシュに", "残っているすべてのキーと比べられます。")


def test_a_korean_line_ends_at_a_blank() -> None:
    (lines,) = cut("캐시는 이미 계산한 키와 값을 보관하므로 다음 단계가 빨라집니다.")
    assert " ".join(lines) == "캐시는 이미 계산한 키와 값을 보관하므로 다음 단계가 빨라집니다."


def test_a_word_is_broken_at_its_hyphen_only_if_it_must_be() -> None:
    (lines,) = cut("All of them are read by one well-known key-value cache at most.")
    assert lines == ("All of them are read by one well-known", "key-value cache at most.")
    long = "a-" * 24 + "b"
    assert cut(long) == (("a-" * 12, "a-" * 12 + "b"),)


def test_a_soft_hyphen_is_shown_where_a_line_ends() -> None:
    (lines,) = cut(
        "Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschafts\u00adkapitäns\u00admütze"
    )
    assert [line.replace("\u00ad", "") for line in lines] == [
        "Donaudampfschifffahrts-",
        "gesellschaftskapitänsmütze",
    ]


def test_no_words_no_cues() -> None:
    assert cues_of("  ", 0, 3) == ()


def test_the_file_is_webvtt() -> None:
    text = vtt([Cue(start=0, end=1.5, lines=("a < b & c --> d", "second"))])
    assert text == "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.500\na &lt; b &amp; c --&gt; d\nsecond\n"


@given(st.floats(0, 359_999))
def test_timestamps_read_back(seconds: float) -> None:
    match = re.fullmatch(r"(\d\d):([0-5]\d):([0-5]\d)\.(\d{3})", timestamp(seconds))
    assert match
    hours, minutes, whole, thousandths = map(int, match.groups())
    assert hours * 3600 + minutes * 60 + whole + thousandths / 1000 == pytest.approx(seconds, abs=0.00051)
