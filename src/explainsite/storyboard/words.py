"""Small pieces of English for the described transcript."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_ASIDE = re.compile(r"\([^)]*\)|“[^”]*”")
_COUNTING = re.compile(r"(.*?)([0-9]{1,15})")
_COUNTS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_ORDERS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; beside an `and` of their own, a comma: `a and b, and c`."""
    if len(words) < 2:
        return "".join(words)
    if any(" and " in without_asides(word) for word in words):
        return ", ".join(words[:-1]) + ", and " + words[-1]
    return ", ".join(words[:-1]) + " and " + words[-1]


def without_asides(text: str) -> str:
    """A text without what stands in brackets or quotes."""
    return _ASIDE.sub("", text)


def sentence(text: str) -> str:
    """With a capital at its beginning and a full stop at its end."""
    text = text.strip()
    first = text.partition(" ")[0].rstrip(".")
    is_sign = any(char.isdigit() or char == "." for char in first)  # `k0` and `a.b` are no words
    begin = text[:1] if is_sign else text[:1].upper()
    is_thing = text[-2:-1] == " " or text[-3:-2] == "“"  # as the sign in `a, b, ?` and in “?”
    is_ended = text.endswith((".", "?", "!", ".”", "?”", "!”")) and not is_thing
    return begin + text[1:] + ("" if is_ended else ".")


def quoted(text: str) -> str:
    """In typographic quotes, on one line."""
    return f"“{' / '.join(text.split(chr(10)))}”"


def number(value: float) -> str:
    """A number as a reader would write it: thousands grouped, no needless decimals, none of its own lost."""
    return f"{value:,.{decimals(value)}f}"


def roughly(value: float) -> str:
    """A number that is read off a curve, to two decimals, or as many digits."""
    return number(round(value, 2)) if abs(value) >= 0.01 else f"{value:.2g}"


def decimals(value: float) -> int:
    """How many decimals a number has; of its digits the first ten count, what follows is noise of floats."""
    digits, _, exponent = f"{value:.9e}".partition("e")
    return max(0, len(digits.rstrip("0").partition(".")[2]) - int(exponent))


def with_decimals(form: str, count: int) -> str:
    """A format in Python's language that says how many decimals there are.

    `,` leaves that open, and Python would write a whole amount as `5.0`.
    """
    says_it = "." in form or "%" in form or form[-1:].isalpha()
    return form if says_it else f"{form}.{count}f"


MINUS = "−"


def minus(text: str) -> str:
    """A number with a true minus sign, which is as wide as a plus."""
    return MINUS + text[1:] if text.startswith("-") else text


def counted(count: int, noun: str) -> str:
    """`no cells`, `one cell`, `seven cells`, `20 cells`."""
    return f"{_COUNTS[count] if count < len(_COUNTS) else count} {noun if count == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """`cells`, `entries`, `keys`."""
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun + "s"


def nth(index: int) -> str:
    """`first` for 0, `third` for 2, `number 20` for 19."""
    return _ORDERS[index] if index < len(_ORDERS) else f"number {index + 1}"


def ran(words: Sequence[str]) -> str:
    """Words that follow each other: all of them, or from the first to the last when they are many."""
    return listed(words) if len(words) < 4 else f"{words[0]} to {words[-1]}"


def is_run(words: Sequence[str]) -> bool:
    """Whether words count on from the first to the last, so that these two say them all: `k0`, `k1`, `k2`."""
    pieces = [_COUNTING.fullmatch(word) for word in words]
    counts = [(piece[1], int(piece[2])) for piece in pieces if piece]
    return len(counts) == len(words) and all(
        after == (stem, count + 1) for (stem, count), after in pairwise(counts)
    )


def agreeing(name: str, one: str, many: str) -> str:
    """The form of a verb that agrees with a name."""
    return many if is_plural(name) else one


def be(name: str) -> str:
    """`is`, or `are` after a plural."""
    return agreeing(name, "is", "are")


_AFTER_NOUN = re.compile(
    r" (?:against|around|at|by|each|for|from|in|it|of|on|per|that|through|to|with)(?: |$)"
)


def is_plural(name: str) -> bool:
    """Whether a name seems to be a plural: `Keys`, `Votes for A`; not “Class”, `Time of trains`, `“Keys”`."""
    noun = _AFTER_NOUN.split(name, maxsplit=1)[0]
    return (
        not name.startswith("“") and noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s", "’s"))
    )
