"""Numbers in words: which an author typed, and which known value each of them writes.

`1,000`, the same with a no-break space for the comma, `12×`, `75%`, `99.9 percent`, `8 KiB` and `2 million`
are numbers, and so is the 12 of `共12次`. `k0`, `user-1`, `12A`, `v2` and `12:30` are names that hold digits;
years, ordinals such as `2nd`, and 0, 1 and 2, which are words as much as numbers, need no source either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isclose, isfinite

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+"
_LETTER = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
"""Of a name; where no blanks stand between words, a number has letters around it that do not belong to it."""
_NUMERAL = re.compile(
    rf"(?<!{_LETTER})(?<![.,:/$#-])(?P<sign>[-−]?)(?P<digits>{_DIGITS})(?P<rest>\.\d+)?"
    r"(?P<unit>[ \u00a0]?(?:%|×|(?:percent|times|thousand|million|billion|[kKMGT]i?B|[mµn]s)\b)|[kKMx]\b)?"
    rf"(?P<after>(?:st|nd|rd|th)\b|(?:{_LETTER}|[:/-])*{_LETTER})?"
)
_VALUE = re.compile(r"\$(?:\{[^}]*\}|[A-Za-z_][\w.]*)")
_SCALES = {
    "%": (100.0,), "percent": (100.0,), "k": (1e-3, 1 / 1024), "K": (1e-3, 1 / 1024), "M": (1e-6,),
    "thousand": (1e-3,), "million": (1e-6,), "billion": (1e-9,), "ms": (1e3,), "µs": (1e6,), "ns": (1e9,),
}  # fmt: skip
"""What a value is multiplied by to be written with a unit."""
_BYTES = {"k": 1, "M": 2, "G": 3, "T": 4}
_ROUND = 100.0
"""From here on a number that ends in zeros may be a rounded one."""
WORDS_LIKE = 2
"""Up to here a number is as good as a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number as it is written: its words and where they begin, its value, decimals and unit."""

    text: str
    start: int
    value: float
    decimals: int
    unit: str = ""
    follows: str = ""
    """The first letter behind it; a number of things is followed by their name."""

    @property
    def is_quantity(self) -> bool:
        """Whether it says how much or how many, and is not the name of something, as in `log 3`."""
        return bool(self.unit or self.follows or self.decimals or self.is_grouped)

    @property
    def is_grouped(self) -> bool:
        """Whether its thousands are set apart."""
        return re.search(r"\d[,\u00a0\u202f]\d", self.text) is not None

    def equals(self, other: Numeral) -> bool:
        """Whether both write one number, be it in other units: `0.75` and `75%`."""
        mine, others = (
            [each.value / scale for scale in (1.0, *_scales(each.unit))] for each in (self, other)
        )
        return any(isclose(a, b, rel_tol=1e-9) for a in mine for b in others)

    def writes(self, known: float) -> bool:
        """Whether this is the value, rounded as it is written here."""
        scales = (1.0, *_scales(self.unit))
        return any(_rounds_to(abs(known) * scale, self) for scale in scales)


def typed_numerals(text: str) -> Iterator[Numeral]:
    """The numbers that an author typed; what is computed, as `$name` or `${name:.0f}`, is left out."""
    return numerals(_VALUE.sub(lambda match: "_" * len(match[0]), text))


def numerals(text: str) -> Iterator[Numeral]:
    """Every number in a text that could be wrong."""
    for match in _NUMERAL.finditer(text):
        numeral = _numeral(match)
        if numeral and not _needs_no_source(numeral):
            yield numeral


def first_numeral(text: str) -> Numeral | None:
    """The first number in a text, whatever it counts; None if there is none."""
    return next(filter(None, map(_numeral, _NUMERAL.finditer(text))), None)


def all_values(text: str) -> Iterator[float]:
    """Every number in a text, whatever it means there."""
    for match in re.finditer(rf"({_DIGITS})(\.\d+)?", text):
        yield _value(match[1], match[2])


def is_known(numeral: Numeral, known: Iterable[float]) -> bool:
    """Whether a number writes one of the known values."""
    return any(numeral.writes(value) for value in known)


def _numeral(match: re.Match[str]) -> Numeral | None:
    if match["after"]:  # an ordinal, or a name
        return None
    rest = match["rest"] or ""
    tail = match.string[match.end() :]
    return Numeral(
        text=match[0],
        start=match.start(),
        value=_value(match["digits"], rest),
        decimals=max(0, len(rest) - 1),
        unit=(match["unit"] or "").strip(),
        follows=follows[0] if (follows := re.match(r"[ \u00a0]([A-Za-z])", tail)) else "",
    )


def _value(digits: str, rest: str | None) -> float:
    return float(re.sub(r"\D", "", digits) + (rest or ""))


def _needs_no_source(numeral: Numeral) -> bool:
    is_whole = not numeral.decimals and not numeral.unit
    is_year = is_whole and not numeral.is_grouped and 1900 <= numeral.value < 2100
    return is_year or (is_whole and numeral.value <= WORDS_LIKE)


def _scales(unit: str) -> tuple[float, ...]:
    if unit.endswith("B"):
        power = _BYTES[unit[0].replace("K", "k")]
        return (1000.0**-power, 1024.0**-power)
    return _SCALES.get(unit, ())


def _rounds_to(value: float, numeral: Numeral) -> bool:
    """Whether `value` is the numeral at its decimals, or, where it ends in zeros, at its leading digits."""
    if not isfinite(value):
        return False
    if abs(value - numeral.value) <= 0.5 * 10**-numeral.decimals * (1 + 1e-9):
        return True
    slack = min(0.5 * 10 ** _final_zeros(numeral), 0.05 * value)
    return numeral.value >= _ROUND and abs(value - numeral.value) <= slack


def _final_zeros(numeral: Numeral) -> int:
    digits = f"{numeral.value:.0f}"
    return 0 if numeral.decimals or numeral.value == 0 else len(digits) - len(digits.rstrip("0"))
