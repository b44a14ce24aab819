"""How wide a text is where every character takes one cell or two: in a terminal, in a caption."""

from __future__ import annotations

import unicodedata

_ZERO_WIDTH_JOINER = "\u200d"


def cells(text: str) -> int:
    """How many cells a text takes: wide characters two, and what joins the character before it none.

    Wide is what the property East_Asian_Width of Unicode calls so. A flag is two letters of one cell each.
    """
    if text.isascii():
        return len(text)
    joined = zip("\0" + text, text, strict=False)
    return sum(0 if before == _ZERO_WIDTH_JOINER else _cells_of(character) for before, character in joined)


def is_wide(character: str) -> bool:
    """Whether a character takes two cells, as those of Chinese, Japanese and Korean do."""
    return unicodedata.east_asian_width(character) in {"W", "F"}


def _cells_of(character: str) -> int:
    return 0 if _joins(character) else 2 if is_wide(character) else 1


def _joins(character: str) -> bool:
    """Combining marks and format characters, the vowels and finals of Hangul syllables, skin tones."""
    return (
        unicodedata.category(character) in {"Mn", "Me", "Cf"}
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7ff"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
