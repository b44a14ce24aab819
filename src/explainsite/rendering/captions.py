"""Captions, chapters and their times.

A beat's words are cut into cues of at most two lines of 42 columns, at the ends of sentences and clauses
where that is possible, and shown one after another for as long as the beat lasts, each in proportion to what
there is to read. Lines end where Unicode lets them: between Chinese characters too, and never at a no-break
space. Nothing else about the words changes.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile
from operator import itemgetter

from explainsite.storyboard.pace import reading_seconds
from explainsite.text.counting import count_words
from explainsite.text.linebreak import grapheme_clusters, line_break_units, on_one_line
from explainsite.text.width import cells, is_wide

LINE_LENGTH = 42
"""Columns; a character of Chinese, Japanese or Korean takes two."""
_SHORTEST = 5 / 6
"""Seconds that even the shortest cue takes to be seen and read."""
_REST = 0.1875
"""Seconds of rest at the end of a sentence, half as long as a word."""
_LINES = 2
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "．", "؟", "۔", "।")
_STOPS = (*_SENTENCE_ENDS, ":", ";", "：", "；", "؛")
_CLAUSE_ENDS = (",", "–", "—", "，", "、", "،")
_BRACKETS, _QUOTES = (")", "）", "]", "］"), "\"'”’»」』】》〉"
_DASHES = ("–", "—")
_SOFT_HYPHEN, _ZERO_WIDTH_SPACE = "\u00ad", "\u200b"
#: Words that lead on to the next one, and so should not end a line or a cue.
_LEADING = frozenset(
    re.findall(
        r"\w+",
        """a an the and or but nor of to in on at by for from with without into onto over under as than that
        which who is are was were be its their this these each every one no not so if when while per""",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Lines of text shown from `start` to `end`, in seconds."""

    start: float
    end: float
    lines: tuple[str, ...]


def cues_of(say: str, start: float, end: float) -> tuple[Cue, ...]:
    """The cues of one beat, spread over its time."""
    texts = cut(say)
    weights = tuple(accumulate(map(_weight, texts), initial=0.0))
    moments = [start + (end - start) * passed / (weights[-1] or 1.0) for passed in weights]
    return tuple(
        Cue(start=begins, end=ends, lines=lines)
        for lines, (begins, ends) in zip(texts, pairwise(moments), strict=True)
    )


def cut(say: str) -> tuple[tuple[str, ...], ...]:
    """The words as cues: each a tuple of one or two lines, at the least cost by dynamic programming."""
    text = _Units.of(on_one_line(say))
    best = [(0.0, 0)]
    """For each end, what the cues before it cost, and where the last of them begins."""
    for end in range(1, len(text.units) + 1):
        starts = takewhile(lambda start: text.fits(start, end), range(end - 1, -1, -1))  # noqa: B023  at once
        options = ((best[start][0] + text.cue_cost(start, end), start) for start in starts)
        best.append(min(options, key=itemgetter(0)))
    ends = [len(text.units)]
    while ends[-1]:
        ends.append(best[ends[-1]][1])
    return tuple(text.lines(start, end) for start, end in pairwise(reversed(ends)))


def vtt(cues: Iterable[Cue]) -> str:
    """The cues as a WebVTT file."""
    blocks = (
        f"{n}\n{timestamp(cue.start)} --> {timestamp(cue.end)}\n{_escaped(chr(10).join(cue.lines))}\n"
        for n, cue in enumerate(cues, 1)
    )
    return "\n".join(["WEBVTT\n", *blocks])


def timestamp(seconds: float) -> str:
    """Seconds as WebVTT writes them: 00:01:02.345."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def _weight(lines: Sequence[str]) -> float:
    """How long a cue takes to read, in seconds, with a rest at the end of a sentence."""
    rest = _REST if _ends(lines[-1], _STOPS) else 0.0
    return max(_SHORTEST, sum(map(reading_seconds, lines))) + rest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Units:
    """A text in parts between which a line may end, each with the blank after it, and sums over them."""

    units: tuple[str, ...]
    begins: tuple[int, ...]
    """Columns before each unit."""
    ends: tuple[int, ...]
    """Columns up to each unit's end, if a line ends there; a blank is not seen then, but a soft hyphen is."""
    words: tuple[float, ...]
    sentences: tuple[int, ...]
    """How many have ended before each unit."""
    costs: tuple[float, ...]
    """What a line or a cue costs that ends after the unit."""

    @classmethod
    def of(cls, text: str) -> _Units:
        units = tuple(piece for unit in line_break_units(text) for piece in _pieces(unit))
        widths = tuple(accumulate(map(cells, units), initial=0))
        return cls(
            units=units,
            begins=widths[:-1],
            ends=tuple(map(_at_the_end, units, widths[1:])),
            words=tuple(accumulate(map(count_words, units), initial=0)),
            sentences=tuple(accumulate((_ends(unit, _SENTENCE_ENDS) for unit in units), initial=0)),
            costs=tuple(_break_cost(unit, after) for unit, after in pairwise((*units, ""))),
        )

    def fits(self, start: int, end: int) -> bool:
        """Whether the units stand on one line, or on two."""
        return self._is_one(start, end) or any(self._middles(start, end))

    def lines(self, start: int, end: int) -> tuple[str, ...]:
        """The units on one line, or on two that read well."""
        if self._is_one(start, end):
            return (self._line(start, end),)
        middle = min(self._middles(start, end), key=lambda middle: self._line_cost(start, middle, end))
        return self._line(start, middle), self._line(middle, end)

    def _is_one(self, start: int, end: int) -> bool:
        return self._width(start, end) <= LINE_LENGTH or end - start == 1

    def _middles(self, start: int, end: int) -> Iterator[int]:
        """Where the second of two lines may begin."""
        first, last = self.begins[start] + LINE_LENGTH, self.ends[end - 1] - LINE_LENGTH
        ends, begins = self.ends, self.begins
        return (
            middle for middle in range(start + 1, end) if ends[middle - 1] <= first and last <= begins[middle]
        )

    def cue_cost(self, start: int, end: int) -> float:
        """Few cues, that end where a sentence or a clause does, and none of a word or two."""
        cost = 30.0 + self.costs[end - 1] * 1.5
        cost += 25.0 * max(0, 4 - (self.words[end] - self.words[start]))
        inner = self.sentences[end - 1] - self.sentences[start]
        return cost + 12.0 * inner + math.pow(max(0, 24 - self._width(start, end)), 1.2)

    def _line_cost(self, start: int, middle: int, end: int) -> float:
        """Balanced lines are best; a break after a comma is worth some balance, one after `the` is not."""
        return abs(self._width(start, middle) - self._width(middle, end)) + self.costs[middle - 1]

    def _width(self, start: int, end: int) -> int:
        return self.ends[end - 1] - self.begins[start]

    def _line(self, start: int, end: int) -> str:
        """The text of a line; a soft hyphen at its end is shown."""
        line = "".join(self.units[start:end]).rstrip(" ")
        return line[:-1] + "-" if line.endswith(_SOFT_HYPHEN) and end < len(self.units) else line


def _at_the_end(unit: str, width: int) -> int:
    """The width up to a unit at whose end a line ends."""
    return width - unit.endswith(" ") + unit.endswith(_SOFT_HYPHEN)


def _pieces(unit: str) -> Iterator[str]:
    """A unit, broken between its characters if it is longer than a line."""
    if cells(unit.rstrip(" ")) <= LINE_LENGTH:
        yield unit
        return
    piece = ""
    for cluster in grapheme_clusters(unit):
        if piece and cluster != " " and cells(piece + cluster) > LINE_LENGTH:
            yield piece
            piece = ""
        piece += cluster
    yield piece


def _break_cost(unit: str, after: str) -> float:
    """What it costs to end a line after `unit` and to begin one with `after`: best where one would pause."""
    if _ends(unit, _STOPS):
        return -14.0
    word = unit.rstrip(" ")
    if after.startswith(_DASHES):
        return 14.0
    if word.endswith((*_CLAUSE_ENDS, *_BRACKETS)):
        return -8.0
    if unit.endswith((" ", _ZERO_WIDTH_SPACE)):
        return 14.0 if word.lower() in _LEADING else 0.0
    return _inner_cost(unit[-1], after[0]) if after else 0.0


def _inner_cost(before: str, after: str) -> float:
    """Within what has no blanks: a Japanese phrase ends in hiragana, Chinese anywhere, a word nowhere."""
    scripts = [unicodedata.name(character, "").partition(" ")[0] for character in (before, after)]
    if "HANGUL" in scripts or not (is_wide(before) or is_wide(after)):
        return 20.0
    return 0.0 if scripts[0] == "HIRAGANA" != scripts[1] else 8.0


def _ends(text: str, marks: tuple[str, ...]) -> bool:
    """Whether a text ends in one of these marks, perhaps within quotation marks."""
    return text.rstrip(" ").rstrip(_QUOTES).endswith(marks)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
