"""Amounts of disk space, as people write and read them."""

from __future__ import annotations

import re

_SIZE = re.compile(r"(?P<number>\d{1,9}(?:\.\d{1,9})?) ?(?P<unit>[KMGT])(?P<binary>i?)B?", re.IGNORECASE)
_UNITS = "KMGT"


def size_in_bytes(text: str) -> int:
    """The bytes in `5GB`, `1.5 GB` or `500 MiB`; ValueError if it is no such size."""
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise ValueError("must be a size such as `5GB` or `500MiB`")
    thousand = 1024 if match["binary"] else 1000
    return int(float(match["number"]) * thousand ** (1 + _UNITS.index(match["unit"].upper())))


def size_in_words(size: int) -> str:
    """ "3.4 MB", "412 MB", "5 GB": two digits or more, in thousands."""
    amount, unit = size / 1000, "KB"
    for larger in ("MB", "GB", "TB"):
        if amount < 999.5:
            break
        amount, unit = amount / 1000, larger
    digits = f"{amount:.1f}".removesuffix(".0") if amount < 9.95 else f"{amount:.0f}"
    return f"{digits} {unit}"
