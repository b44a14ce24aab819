"""Captions, chapters and their times.

A beat's words are cut into cues of at most two lines of 42 characters, at the ends of sentences and clauses
where that is possible, and shown one after another for as long as the beat lasts, each in proportion to its
words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

LINE_LENGTH = 42
_LINES = 2
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
    weights = [_weight(" ".join(lines)) for lines in texts]
    total = sum(weights)
    cues, passed = [], 0.0
    for lines, weight in zip(texts, weights, strict=True):
        begins = start + (end - start) * passed / total
        passed += weight
        cues.append(Cue(start=begins, end=start + (end - start) * passed / total, lines=lines))
    return tuple(cues)


def cut(say: str) -> tuple[tuple[str, ...], ...]:
    """The words as cues: each a tuple of one or two lines."""
    words = tuple(piece for word in say.split() for piece in _pieces(word))
    best: list[tuple[float, tuple[tuple[str, ...], ...]]] = [(0.0, ())]
    for end in range(1, len(words) + 1):
        options = []
        for start in range(end - 1, -1, -1):
            lines = _lines(words[start:end])
            if lines is None:
                break
            cost = best[start][0] + _cue_cost(words, start, end)
            options.append((cost, (*best[start][1], lines)))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1][1]


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


def _weight(text: str) -> float:
    """How long a text takes to read, relative to others: its words, and a rest at the end of a sentence."""
    return len(text.split()) + (0.5 if text.endswith((".", "!", "?", ":")) else 0.0)


def _pieces(word: str) -> list[str]:
    """A word, broken if it is longer than a line."""
    return [word[i : i + LINE_LENGTH] for i in range(0, len(word), LINE_LENGTH)]


@lru_cache(maxsize=4096)
def _lines(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words on one line, or on two that read well; None if they do not fit."""
    whole = " ".join(words)
    if len(whole) <= LINE_LENGTH:
        return (whole,)
    if len(whole) > _LINES * LINE_LENGTH + 1:
        return None
    breaks = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    fitting = [pair for pair in breaks if max(map(len, pair)) <= LINE_LENGTH]
    return min(fitting, key=_line_cost) if fitting else None


def _line_cost(lines: tuple[str, str]) -> float:
    """Balanced lines are best; a break after a comma is worth some balance, one after `the` is not."""
    first, second = lines
    return abs(len(first) - len(second)) + _break_cost(first.split()[-1])


def _break_cost(word: str) -> float:
    if word.endswith((".", "!", "?", ":", ";")):
        return -14.0
    if word.endswith((",", ")")) or word in {"–", "—"}:
        return -8.0
    return 14.0 if word.lower() in _LEADING else 0.0


def _cue_cost(words: Sequence[str], start: int, end: int) -> float:
    """Few cues, that end where a sentence or a clause does, and none of a word or two."""
    length = len(" ".join(words[start:end]))
    cost = 30.0 + _break_cost(words[end - 1]) * 1.5
    if end - start < 4:
        cost += 25.0 * (4 - (end - start))
    inner = [word for word in words[start : end - 1] if word.endswith((".", "!", "?"))]
    return cost + 12.0 * len(inner) + math.pow(max(0, 24 - length), 1.2)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
