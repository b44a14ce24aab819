"""How words fit into their place: on one line at full size, else on more lines or smaller.

A line ends between words only; a number stays with what it counts, and a formula is not torn apart. An author
who wants more words to stay together writes a no-break space between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from typing import Literal

from explainsite.picture.drawing import SMALLEST
from explainsite.picture.keys import first_line, line_of
from explainsite.picture.shapes import Label
from explainsite.picture.typeface import Face, width

LEADING = 1.24
"""From line to line, in sizes of the type."""
MOST = 3
"""Lines of a text, at most; more is a sentence, which belongs in the captions."""
ALIKE = 0.96
"""Type of this share of the size looks equally large, and one line calmer than two."""
NEAR = 0.25
"""Px by which a longest line may be longer than it must."""

Measure = Callable[[str], float]
"""The width of a line."""
Grows = Literal["both", "up", "down"]
"""Where further lines go: around the place of the one line, above it, or below it."""

_NUMBER = re.compile(r"[-+−±≈~$€]?\d[\d.,:]*")
_JOINS = frozenset("=≠≈<>≤≥+-−×*÷^∈")
"""Signs that stay with what is on both sides of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A text on its lines, in px."""

    lines: tuple[str, ...]
    size: float
    wide: float
    """The longest line."""
    leading: float
    problems: tuple[str, ...] = ()
    """That it does not fit even at the smallest size, in words for the author."""

    @property
    def step(self) -> float:
        """From line to line."""
        return self.size * self.leading

    @property
    def more(self) -> float:
        """What the lines after the first one take of the height."""
        return self.step * (len(self.lines) - 1)

    def labels(self, pattern: Label, grows: Grows = "both") -> tuple[Label, ...]:
        """A label for each line; `pattern` stands where a single line would. The first line keeps its key."""
        top = pattern.y - {"both": 0.5, "up": 1.0, "down": 0.0}[grows] * self.more
        return tuple(
            replace(pattern, key=line_of(pattern.key, i), text=line, size=self.size, y=top + i * self.step)
            for i, line in enumerate(self.lines)
        )  # fmt: skip


def wrap(label: Label, wide: float, high: float = inf, *, most: int = MOST, grows: Grows = "both"
         ) -> tuple[Label, ...]:  # fmt: skip
    """A label on as many lines as suit a place of `wide` by `high` px."""
    block = block_of(label.text, wide, high, size=label.size, face=label.face, weight=label.weight, most=most)
    return block.labels(label, grows)


@lru_cache(maxsize=4096)
def block_of(text: str, wide: float, high: float = inf, *, size: float, face: Face = "sans",
             weight: int = 450, most: int = MOST, leading: float = LEADING) -> Block:  # fmt: skip
    """`text` in a place of `wide` by `high` px, at `size` px or smaller.

    Of up to `most` lines (for each line that the text has itself) those with the largest type win, and of
    those that look equal the fewest. One line may be as tall as it is; further ones must have room.
    """

    def measure(line: str) -> float:
        return width(line, face, weight, size)

    choices: list[tuple[float, tuple[str, ...]]] = []
    for count in range(1, most + 1):
        lines = tuple(line for own in text.split("\n") for line in balanced(pieces(own), count, measure))
        longest = max(map(measure, lines))
        tall = size * (1 + leading * (len(lines) - 1)) if len(lines) > 1 else 0.0
        fits = max(0.0, min(1.0, wide / longest if longest else 1.0, high / tall if tall else 1.0))
        choices.append((size * fits, lines))
        if fits == 1.0:
            break
    largest = max(fitted for fitted, _ in choices)
    enough = max(min(SMALLEST, largest), largest * ALIKE)
    fitted, lines = next(choice for choice in choices if choice[0] >= enough)
    chosen = max(min(SMALLEST, size), fitted)
    longest = max(map(measure, lines)) * chosen / size
    block = Block(lines=lines, size=chosen, wide=longest, leading=leading)
    if longest <= wide + 1 and (not block.more or block.more + chosen <= high + 1):
        return block
    whole = text.replace("\n", " ")
    return replace(block, problems=(f"“{whole}” does not fit into its place at a readable size",))


def whole_text(label: Label, labels: Sequence[Label]) -> str:
    """The text of which a label is a line."""
    keys = {one.key for one in labels}
    first = first_line(label.key) if first_line(label.key) in keys else label.key
    return " ".join(one.text for one in labels if first in {one.key, first_line(one.key)})


def fit(text: str, room: float, *, size: float, face: Face = "sans", weight: int = 450) -> float:
    """The largest size from `SMALLEST` to `size` at which `text` is no wider than `room` px on one line."""
    return block_of(text, room, size=size, face=face, weight=weight, most=1).size


def balanced(words: Sequence[str], count: int, measure: Measure) -> tuple[str, ...]:
    """`words` on `count` lines at most, the longest as short as can be, by binary search."""
    if count == 1:
        return (" ".join(words),)
    widths = [measure(word) for word in words]
    too_narrow, enough = max(widths) - NEAR, sum(widths) + measure(" ") * len(words)
    while enough - too_narrow > NEAR:
        wide = (too_narrow + enough) / 2
        if len(filled(words, wide, measure)) <= count:
            enough = wide
        else:
            too_narrow = wide
    return tuple(filled(words, enough, measure))


def filled(words: Sequence[str], wide: float, measure: Measure) -> list[str]:
    """Greedy line breaking: lines take as many words as `wide` px hold; a longer word has its own line."""
    lines: list[list[str]] = []
    taken, space = inf, measure(" ")
    for word in words:
        longer = taken + space + measure(word)  # words are measured one by one: a text may be very long
        if longer <= wide:
            lines[-1].append(word)
            taken = longer
        else:
            lines.append([word])
            taken = measure(word)
    return [" ".join(line) for line in lines]


def pieces(text: str) -> list[str]:
    """The words between which a line may end."""
    found: list[str] = []
    for word in text.split(" "):
        before = found[-1].rpartition(" ")[2] if found else ""
        stays = not any(map(str.isalnum, word)) or before in _JOINS or _NUMBER.fullmatch(before)
        if found and stays:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found
