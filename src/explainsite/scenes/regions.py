"""Rectangles of pixels: which have changed, and how few hold them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

TILE = 32
"""Px of the squares in which changes are looked for; a multiple of 8, for a word holds the marks of 8 px."""


class Region(NamedTuple):
    """A rectangle of whole pixels; `right` and `bottom` are the first that it does not have."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: Region) -> bool:
        """Whether they have pixels in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def around(self, other: Region) -> Region:
        """The smallest rectangle that holds both."""
        return Region(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def wider(self, px: int, within: Region) -> Region:
        """This and so many pixels around it, as far as the other goes."""
        return Region(
            max(self.left - px, within.left),
            max(self.top - px, within.top),
            min(self.right + px, within.right),
            min(self.bottom + px, within.bottom),
        )

    def of(self, pixels: Pixels) -> Pixels:
        """The pixels in it, not copied."""
        return pixels[self.top : self.bottom, self.left : self.right]

    @property
    def area(self) -> int:
        """How many pixels it has."""
        return (self.right - self.left) * (self.bottom - self.top)


def joined(regions: Iterable[Region], *, waste: float = 1.0, extra: int = 0) -> list[Region]:
    """Fewer rectangles that hold the same pixels, no two of which meet.

    Two become one, too, if that has at most `waste` times as many pixels as both, and `extra` more.
    """
    kept: list[Region] = []
    for each in regions:
        region = each
        while (mate := _mate(region, kept, waste, extra)) is not None:
            kept.remove(mate)
            region = region.around(mate)
        kept.append(region)
    return kept


def _mate(region: Region, others: Iterable[Region], waste: float, extra: int) -> Region | None:
    """One that it shall be joined with. Asked so often that it is written out in numbers."""
    left, top, right, bottom = region
    area = (right - left) * (bottom - top)
    for other in others:
        x0, y0, x1, y1 = other
        wide = (max(x1, right)) - (min(x0, left))
        high = (max(y1, bottom)) - (min(y0, top))
        meets = left < x1 and x0 < right and top < y1 and y0 < bottom
        if meets or wide * high <= waste * (area + (x1 - x0) * (y1 - y0)) + extra:
            return other
    return None


def changed_runs(now: Pixels, before: Pixels, region: Region) -> Iterator[Region]:
    """Where two pictures differ within a region, by rows of tiles: the runs of tiles that do.

    Pictures are RGBA, `(height, width, 4)`, with each pixel's four bytes in one place.
    """
    left, top, right, bottom = region
    rows, columns = -(-(bottom - top) // TILE), -(-(right - left) // TILE)
    marks = np.zeros((rows * TILE, columns * TILE), np.bool_)
    here, there = (region.of(pixels).view(np.uint32)[:, :, 0] for pixels in (now, before))
    np.not_equal(here, there, out=marks[: bottom - top, : right - left])
    words = marks.view(np.uint64).reshape(rows, TILE, columns * TILE // 8)
    tiles = np.zeros((rows, columns + 2), np.bool_)  # with a blank tile at each end of a row
    tiles[:, 1:-1] = np.bitwise_or.reduce(words, axis=1).reshape(rows, columns, TILE // 8).any(axis=2)
    row, edge = np.nonzero(tiles[:, 1:] != tiles[:, :-1])
    for y, first, last in zip(row[::2].tolist(), edge[::2].tolist(), edge[1::2].tolist(), strict=True):
        high, x0, x1 = top + y * TILE, left + first * TILE, left + last * TILE
        yield Region(x0, high, min(right, x1), min(bottom, high + TILE))
