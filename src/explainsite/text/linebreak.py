"""Where a line may end: the Unicode line breaking algorithm (UAX 14), by `uniseg`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

_BREAKING_SPACE = re.compile("[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_WORD = r"[A-Za-zÀ-ÖØ-öø-ɏ0-9]"
_PLAIN = re.compile(rf"({_WORD}+(['.,:;]+{_WORD}+)*[.,:;!?']* )*")
"""Words that hold nothing at which a line might end, each with a blank after it."""


def on_one_line(text: str) -> str:
    """The text with a blank for each line end or run of blanks, and none around it. No-break spaces stay."""
    return _BREAKING_SPACE.sub(" ", text).strip(" ")


def line_break_units(text: str) -> tuple[str, ...]:
    """The parts of a text between which a line may end, each with the blanks after it; joined, the text.

    Text without blanks in Thai, Lao, Khmer or Burmese is one part: to break it takes a dictionary.
    """
    if _PLAIN.fullmatch(f"{text} "):  # `uniseg` takes 0.1 s to load, and some ms for a caption
        return tuple(re.findall("[^ ]+ ?", text))
    from uniseg.linebreak import line_break_units as units  # type: ignore[import-untyped]

    return tuple(cast(Iterable[str], units(text)))


def grapheme_clusters(text: str) -> tuple[str, ...]:
    """What readers take for single characters: a letter with its marks, an emoji of several, a flag."""
    from uniseg.graphemecluster import grapheme_clusters as clusters  # type: ignore[import-untyped]

    return tuple(cast(Iterable[str], clusters(text)))
