"""Texts that differ in their numbers alone, and what stands between two of them: `10 s left`, `0 s left`."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?:(?<!\w)[-−])?(?:\d+(?::\d\d)+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")
_MINUS = "-−"


def count_alike(start: str, end: str) -> bool:
    """Whether one text can count up or down to the other: they have the same words around other numbers."""
    return start != end and _words(start) == _words(end)


def counted_to(start: str, end: str, share: float) -> str:
    """The text on the way from one to the other; both are `count_alike`.

    A time such as `1:30` counts its seconds. Other numbers keep the decimals, the commas and the leading
    zeros that they have at either end.
    """
    if share <= 0 or share >= 1:
        return end if share >= 1 else start
    words, pairs = _words(end), zip(_NUMBER.findall(start), _NUMBER.findall(end), strict=True)
    numbers = [_between(a, b, share) for a, b in pairs]
    return "".join(word + number for word, number in zip(words, [*numbers, ""], strict=True))


def _words(text: str) -> list[str]:
    return _NUMBER.split(text)


def _between(start: str, end: str, share: float) -> str:
    if start == end:
        return end
    fields = max(start.count(":"), end.count(":"))
    value = _value(start) + (_value(end) - _value(start)) * share
    if fields:
        return _time(round(value), fields, wide=min(len(start), len(end)))
    decimals = max(len(text.partition(".")[2]) for text in (start, end))
    text = format(abs(value), f"{',' if ',' in start + end else ''}.{decimals}f")
    wide = max((len(text) for text in (start, end) if text.lstrip(_MINUS).startswith("0")), default=0)
    sign = next((text[0] for text in (start, end) if text[0] in _MINUS), "-")
    return (sign if value < 0 and text.strip("0.,") else "") + text.zfill(wide if decimals == 0 else 0)


def _value(text: str) -> float:
    value = 0.0
    for field in text.lstrip(_MINUS).replace(",", "").split(":"):
        value = value * 60 + float(field)
    return -value if text[0] in _MINUS else value


def _time(seconds: int, fields: int, *, wide: int) -> str:
    """Seconds as `1:30` or, with more fields, `0:01:30`."""
    parts: list[str] = []
    for _ in range(fields):
        seconds, rest = divmod(seconds, 60)
        parts.insert(0, f"{rest:02d}")
    return ":".join([str(seconds), *parts]).zfill(wide)
