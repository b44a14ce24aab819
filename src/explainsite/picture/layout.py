"""Where the areas of a grid stand in the frame.

Columns are equally wide. A row is as tall as what stands in it; what is left goes between the rows, up to a
limit, and the whole stands in the middle of the frame. So a picture never hugs the top, and a row left empty
is a pause, not a hole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explainsite.picture.shapes import Rect
from explainsite.storyboard.state import Actor, Area, Grid, Stage

FIELD = Rect(96, 54, 1728, 876)
"""Where anything may stand or run: 5 % from the edges, and above the room for captions."""
SAFE = Rect(110, 72, 1700, 848)
"""Where pictures are drawn: a margin of more than 5 %, and below it room for two lines of captions."""
COLUMN_GAP = 56.0
ROW_GAP, WIDEST_ROW_GAP = 28.0, 76.0
PAUSE = 64.0
"""Height of a row without areas."""
LEAST = 400.0
"""Height of what takes whatever there is, when there is little."""
ABOVE = 0.54
"""Share of the spare height that stands above the picture."""

Height = Callable[[Actor, float], float | None]
"""The height that an actor's view likes in an area so wide; None takes whatever there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """The grid's rows in px: where each begins, and how tall it is."""

    tops: tuple[float, ...]
    heights: tuple[float, ...]
    columns: int

    def rect(self, area: Area) -> Rect:
        """The rectangle of an area."""
        last = area.row + area.rows - 1
        return Rect(
            SAFE.x + area.column * (_width(1, self.columns) + COLUMN_GAP),
            self.tops[area.row],
            _width(area.columns, self.columns),
            self.tops[last] + self.heights[last] - self.tops[area.row],
        )


def _width(columns: int, of: int) -> float:
    """Px of so many columns, of all those in a grid."""
    wide = (SAFE.w - COLUMN_GAP * (of - 1)) / of
    return columns * wide + (columns - 1) * COLUMN_GAP


def lay_out(stage: Stage, height: Height) -> Tracks:
    """The rows of the stage's grid. Hidden actors count: nothing jumps aside when one enters."""
    grid = stage.grid
    wanted = [
        (area, height(actor, _width(area.columns, grid.columns)))
        for actor in stage.actors
        if (area := grid.area(actor.id)) is not None
    ]
    heights = _heights(grid, wanted)
    gaps = ROW_GAP * (grid.rows - 1)
    spare = SAFE.h - sum(heights) - gaps
    if spare < 0:
        shrink = (SAFE.h - gaps) / sum(heights)
        return _placed([high * shrink for high in heights], ROW_GAP, SAFE.y, grid)
    elastic = [row for row in range(grid.rows) if _is_elastic(row, wanted)]
    if elastic:
        heights = [high + spare / len(elastic) * (row in elastic) for row, high in enumerate(heights)]
        return _placed(heights, ROW_GAP, SAFE.y, grid)
    gap = min(WIDEST_ROW_GAP, ROW_GAP + spare / grid.rows)
    spare -= (gap - ROW_GAP) * (grid.rows - 1)
    return _placed(heights, gap, SAFE.y + spare * ABOVE, grid)


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


def _placed(heights: list[float], gap: float, top: float, grid: Grid) -> Tracks:
    tops = [top + sum(heights[:row]) + gap * row for row in range(grid.rows)]
    return Tracks(tops=tuple(tops), heights=tuple(heights), columns=grid.columns)
