"""Numbers in words and in short: counts, times, lengths."""

from __future__ import annotations

import math

WORDS_A_MINUTE = 220


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 film", "3 films"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def clock(seconds: float) -> str:
    """ "1:05"."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def about(seconds: float) -> str:
    """ "~95 s": about how long, to the nearest five seconds."""
    return f"~{max(5, 5 * round(seconds / 5))} s"


def reading_minutes(words: int) -> int:
    """How long words take to read, in whole minutes."""
    return math.ceil(words / WORDS_A_MINUTE)


def in_minutes(minutes: float) -> str:
    """ "12 min", at least one."""
    return f"{max(1, round(minutes))} min"


def short(number: float) -> str:
    """A number for a style or an attribute, without needless digits."""
    return f"{number:.3f}".rstrip("0").rstrip(".")
