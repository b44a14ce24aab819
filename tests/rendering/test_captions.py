"""Captions keep every word, fit two short lines, and fill their beat."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.rendering.captions import Cue, cues_of, cut, timestamp, vtt

WORDS = st.text("abcdefg", min_size=1, max_size=14)
SENTENCES = st.lists(st.builds(lambda w, end: w + end, WORDS, st.sampled_from(["", "", "", ",", ".", "?"])))


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
