"""One transfer and a half between three accounts, its pages, its log, and a crash after every write.

A page holds one account here. Pages are written whole and in place; lines of the log only at its end.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

Pages = Mapping[str, int]
Line = tuple[int, str, int, int] | tuple[int]
"""A change (whose transaction, which page, what was there, what will be), or a commit (whose)."""

start = {"ana": 100, "ben": 50, "cem": 20}
amounts = list(start.values())
total = sum(start.values())
given, passed_on = 30, 20
transfer = {"ana": start["ana"] - given, "ben": start["ben"] + given}
after = {**start, **transfer}
early = after["ben"] - passed_on

log: list[Line] = [
    (1, "ana", start["ana"], transfer["ana"]),
    (1, "ben", start["ben"], transfer["ben"]),
    (1,),
    (2, "ben", transfer["ben"], early),
]


def recover(pages: Pages, lines: Iterable[Line]) -> dict[str, int]:
    """The pages after a restart: everything again from the first line, then back what has no commit."""
    lines = list(lines)
    committed = {line[0] for line in lines if len(line) == 1}
    changes = [line for line in lines if len(line) == 4]
    redone = {page: new for _, page, _, new in changes}
    undone = {page: old for whose, page, old, _ in reversed(changes) if whose not in committed}
    return {**pages, **redone, **undone}


def left(writes: Iterable[Line | tuple[str, int]], *, logged: bool) -> int:
    """All the money after a crash that comes after these writes to the disk, and a restart."""
    writes = list(writes)
    pages = {**start, **{write[0]: write[1] for write in writes if len(write) == 2}}
    lines = [write for write in writes if len(write) != 2]
    return sum((recover(pages, lines) if logged else pages).values())


def after_each(writes: list[Line | tuple[str, int]], *, logged: bool) -> list[int]:
    """The same for a crash before the first write, after it, and so on."""
    return [left(writes[:count], logged=logged) for count in range(len(writes) + 1)]


pages_alone: list[Line | tuple[str, int]] = list(transfer.items())
log_first: list[Line | tuple[str, int]] = [*log[:3], *transfer.items()]

alone, ahead = after_each(pages_alone, logged=False), after_each(log_first, logged=True)
lost_alone = [f"alone.{at}" for at, money in enumerate(alone) if money != total]
lost = sum(money != total for money in alone)
torn = next(money for money in alone if money != total)
chances = len(alone)
lost_ahead = sum(money != total for money in ahead)
chances_ahead = len(ahead)
writes, writes_ahead = len(pages_alone), len(log_first)

page_bytes = 8192
change_bytes = struct.calcsize("<QIIHqqI")
"""Number in the log, transaction, page, place in it, old amount, new amount, checksum."""
commit_bytes = struct.calcsize("<QIBI")
before_answer = 2 * change_bytes + commit_bytes
before_answer_alone = 2 * page_bytes


def _words(line: Line) -> str:
    return "commit" if len(line) == 1 else f"{line[1].title()} {line[2]} → {line[3]}"


lines = [_words(line) for line in log]
