"""Where the areas of a grid stand in the frame.

Columns are equally wide, unless an artboard has them otherwise. A row is as tall as what stands in it; what
is left goes between the rows, up to a limit, and the whole stands in the middle of the frame. So a picture
never hugs the top, and a row left empty is a pause, not a hole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from explainsite.picture.shapes import Rect
from explainsite.storyboard.state import Actor, Area, Grid, Stage

FIELD = Rect(96, 54, 1728, 876)
"""Where anything may stand or run: 5 % from the edges, and above the room for captions."""
SAFE = Rect(110, 72, 1700, 848)
"""Where pictures are drawn: a margin of more than 5 %, and below it room for two lines of captions."""
FILLED = 0.6
"""The share of the safe area's width, or of its height, that a picture fills at least."""
COLUMN_GAP = 56.0
ROW_GAP, WIDEST_ROW_GAP = 28.0, 76.0
LOOSE_ROW_GAP = 150.0
"""The widest between two rows of which one stands on no rail: they need not be read together."""
PASS_GAP, WIDEST_PASS_GAP = 92.0, 200.0
"""Between two rows whose actors exchange messages: as high as one, with room above and below it."""
PAUSE = 64.0
"""Height of a row without areas."""
LEAST = 400.0
"""Height of what takes whatever there is, when there is little."""
ABOVE = 0.54
"""Share of the spare height that stands above the picture."""

Height = Callable[[Actor, float], float | None]
"""The height that an actor's view likes in an area so wide; None takes whatever there is."""


@dataclass(frozen=True, slots=True)
class Artboard:
    """What a stage is laid out on: the frame, or a smaller one of the same form, to be enlarged to it.

    So all that stands on a stage grows together: words, boxes, gaps, icons.
    """

    zoom: float = 1.0
    widths: tuple[float, ...] = ()
    """Px of each column; equal ones if there are none."""
    passes: frozenset[int] = frozenset()
    """Rows below which there is room for what passes to the next."""

    @property
    def safe(self) -> Rect:
        """Where pictures are drawn."""
        return self._smaller(SAFE)

    @property
    def field(self) -> Rect:
        """Where anything may stand or run."""
        return self._smaller(FIELD)

    def _smaller(self, rect: Rect) -> Rect:
        return Rect(rect.x / self.zoom, rect.y / self.zoom, rect.w / self.zoom, rect.h / self.zoom)


WHOLE_BOARD = Artboard()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """The grid's rows in px: where each begins, and how tall it is."""

    tops: tuple[float, ...]
    heights: tuple[float, ...]
    widths: tuple[float, ...]
    safe: Rect
    is_tight: bool
    """Whether rows are lower than they like to be."""

    def rect(self, area: Area) -> Rect:
        """The rectangle of an area."""
        last = area.row + area.rows - 1
        return Rect(
            self.safe.x + sum(self.widths[: area.column]) + area.column * COLUMN_GAP,
            self.tops[area.row],
            _across(area, self.widths),
            self.tops[last] + self.heights[last] - self.tops[area.row],
        )


def _across(area: Area, widths: Sequence[float]) -> float:
    """Px of an area's columns, with the gaps between them."""
    return sum(widths[area.column : area.column + area.columns]) + (area.columns - 1) * COLUMN_GAP


def share_filled(box: Rect, safe: Rect = SAFE) -> float:
    """The share of the safe area that a box fills, of its width or of its height, whichever is more."""
    return max(box.w / safe.w, box.h / safe.h)


def lay_out(
    stage: Stage, height: Height, artboard: Artboard = WHOLE_BOARD, railed: frozenset[str] = frozenset()
) -> Tracks:
    """The rows of the stage's grid. Hidden actors count: nothing jumps aside when one enters.

    `railed` are the actors that stand on the rails of their columns.
    """
    grid, safe = stage.grid, artboard.safe
    equal = (safe.w - COLUMN_GAP * (grid.columns - 1)) / grid.columns
    widths = artboard.widths or (equal,) * grid.columns
    wanted = [
        (area, height(actor, _across(area, widths)))
        for actor in stage.actors
        if (area := grid.area(actor.id)) is not None
    ]
    heights = _heights(grid, wanted)
    gaps = [PASS_GAP if row in artboard.passes else ROW_GAP for row in range(grid.rows - 1)]
    spare = safe.h - sum(heights) - sum(gaps)
    top = safe.y
    if spare < 0:
        shrink = (safe.h - sum(gaps)) / sum(heights)
        heights = [high * shrink for high in heights]
    elif elastic := [row for row in range(grid.rows) if _is_elastic(row, wanted)]:
        heights = [high + spare / len(elastic) * (row in elastic) for row, high in enumerate(heights)]
    else:
        widest = [_widest_gap(grid, row, artboard, railed) for row in range(len(gaps))]
        wider = [min(most, gap + spare / grid.rows) for gap, most in zip(gaps, widest, strict=True)]
        spare -= sum(wider) - sum(gaps)
        gaps, top = wider, safe.y + spare * ABOVE
    tops = [top + sum(heights[:row]) + sum(gaps[:row]) for row in range(grid.rows)]
    return Tracks(tops=tuple(tops), heights=tuple(heights), widths=widths, safe=safe, is_tight=spare < 0)


def _widest_gap(grid: Grid, row: int, artboard: Artboard, railed: frozenset[str]) -> float:
    """The most px below a row."""
    if row in artboard.passes:
        return WIDEST_PASS_GAP
    held = [
        {name for name, area in grid.areas if area.row <= each < area.row + area.rows}
        for each in (row, row + 1)
    ]
    return WIDEST_ROW_GAP if all(names & railed for names in held) else LOOSE_ROW_GAP


def _heights(grid: Grid, wanted: list[tuple[Area, float | None]]) -> list[float]:
    """Each row as tall as what it alone holds; then rows grow for what spans several of them."""
    heights = [PAUSE if _is_empty(row, wanted) else 0.0 for row in range(grid.rows)]
    for area, high in sorted(wanted, key=lambda item: item[0].rows):
        rows = range(area.row, area.row + area.rows)
        missing = (
            (LEAST if high is None else high) - sum(heights[row] for row in rows) - ROW_GAP * (area.rows - 1)
        )
        if missing > 0:
            open_rows = [row for row in rows if heights[row] == 0.0] or list(rows)
            for row in open_rows:
                heights[row] += missing / len(open_rows)
    return heights


def _is_empty(row: int, wanted: list[tuple[Area, float | None]]) -> bool:
    return not any(area.row <= row < area.row + area.rows for area, _ in wanted)


def _is_elastic(row: int, wanted: list[tuple[Area, float | None]]) -> bool:
    return any(high is None and area.row <= row < area.row + area.rows for area, high in wanted)
