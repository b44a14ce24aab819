"""What a typeface lacks of a text, in words: scripts by their names, other characters one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from explainsite.storyboard.words import listed

_LETTER = re.compile(
    "(.+?)(?: UNIFIED| COMPATIBILITY| SMALL| CAPITAL| MODIFIER| SUBJOINED| INDEPENDENT| DEPENDENT)*"
    " (?:LETTER|SYLLABLE|CHARACTER|IDEOGRAPH|VOWEL|CONSONANT|SIGN|DIGIT)"
)
_COVERED = {"LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER", "FULLWIDTH"}
"""Scripts that typefaces have, though not all of their letters; and what begins a name, but is no script."""
_ENGLISH = {"CJK": "Chinese"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A script, or a character, that a typeface lacks; `written` is where it first stands in the text."""

    name: str
    written: str

    @property
    def is_script(self) -> bool:
        """Whether it is more than one character."""
        return len(self.name) > 1

    @property
    def words(self) -> str:
        """For a list: "Devanagari (`नमस्ते`)", "`☃` (U+2603)"."""
        return (
            f"{self.name} (`{self.written}`)" if self.is_script else f"`{self.name}` (U+{ord(self.name):04X})"
        )


def no_glyphs(missing: Sequence[Missing]) -> str:
    """The end of a sentence: "no glyphs for Devanagari (`नमस्ते`) and `☃` (U+2603)"."""
    several = len(missing) > 1 or missing[0].is_script
    return f"no {'glyphs' if several else 'glyph'} for {listed([each.words for each in missing])}"


def missing_glyphs(text: str, missing: Collection[str]) -> tuple[Missing, ...]:
    """What the `missing` characters of a text belong to, each script once, in the text's order."""
    found: dict[str, Missing] = {}
    for name, written in _stretches(text, missing):
        found.setdefault(name, Missing(name=name, written=written))
    return tuple(found.values())


def _stretches(text: str, missing: Collection[str]) -> Iterator[tuple[str, str]]:
    """Neighbours of one script, with its name; any other character alone."""
    rest = text
    while rest:
        sign, script = rest[0], _script(rest[0])
        length = 1
        while script and length < len(rest) and _continues(rest[length], script):
            length += 1
        stretch, rest = rest[:length], rest[length:]
        if any(each in missing for each in stretch):
            yield script or sign, stretch


def _script(sign: str) -> str:
    """The script of a letter, a digit or a vowel sign, such as "Devanagari"; empty for anything else."""
    match = _LETTER.match(unicodedata.name(sign, ""))
    if match is None or unicodedata.category(sign)[0] not in "LMN" or match[1].split()[0] in _COVERED:
        return ""
    return _ENGLISH.get(match[1], match[1].title())


def _continues(sign: str, script: str) -> bool:
    """Whether a stretch of a script goes on: with its letters, and the marks and joiners behind them."""
    return _script(sign) == script or unicodedata.category(sign) in {"Mn", "Mc", "Cf"}
