"""How much there is to read in a text, in any script.

Where blanks stand between words, words are counted. Chinese and Japanese are counted by characters, Thai,
Lao, Khmer and Burmese by letters; in mixed text they add up. Korean has blanks and needs no rule of its own.

At 160 words a minute, the pace of our films, a word takes 0.375 s, and a Chinese or Japanese character
0.25 s, which is 240 a minute. People who read aloud manage 228 words of English, 255 characters of Chinese,
357 of Japanese (Trauzettel-Klosinski and Dietz 2012, the IReST texts). Netflix has Japanese subtitles at 4
characters a second; it allows Thai 17 where English may have 20, with marks, which is 10 letters at our pace.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SIGN = 2 / 3
"""What a Chinese or Japanese character is in words."""
LETTER = 4 / 15
"""What a letter of an alphabet without blanks between words is in words."""
WORD_LENGTH = 6
"""Characters of a word of English and the blank after it."""

_SIGNS = re.compile(
    r"CJK (UNIFIED|COMPATIBILITY) IDEOGRAPH|IDEOGRAPHIC (ITERATION|NUMBER)"
    r"|(HALFWIDTH )?(HIRAGANA|KATAKANA|KATAKANA-HIRAGANA|BOPOMOFO)\b(?! MIDDLE DOT| DOUBLE HYPHEN)"
)
_LETTERS = re.compile(r"(THAI|LAO|KHMER|MYANMAR)\b")
_LATER_IDEOGRAPHS = range(0x20000, 0x40000)
"""Two planes for ideographs alone, of which a Python knows some by name."""


def count_words(text: str) -> float:
    """How many words there are to read, or what a text without blanks between them amounts to."""
    return sum(map(_words_in, text.split()))


def count_characters(text: str) -> float:
    """How many characters there are to read, blanks included, or what those of other scripts amount to."""
    whole = " ".join(text.split())
    return len(whole) if whole.isascii() else sum(map(_characters_in, whole))


def _words_in(word: str) -> float:
    if word.isascii():
        return 1
    shares = [_share(character) for character in word]
    if not any(shares):
        return 1
    others = "".join(" " if share else character for character, share in zip(word, shares, strict=True))
    return sum(shares) + sum(any(map(str.isalnum, run)) for run in others.split())


def _characters_in(character: str) -> float:
    return 0 if unicodedata.category(character) == "Mn" else _share(character) * WORD_LENGTH or 1


@lru_cache(maxsize=8192)
def _share(character: str) -> float:
    """What a character is in words if its script has no blanks between them; else, and for marks, nothing."""
    name, kind = unicodedata.name(character, ""), unicodedata.category(character)
    if _SIGNS.match(name) or ord(character) in _LATER_IDEOGRAPHS:
        return SIGN
    return LETTER if kind.startswith("L") and _LETTERS.match(name) else 0.0
