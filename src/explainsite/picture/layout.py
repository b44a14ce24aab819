"""Where the areas of a grid stand in the frame."""

from __future__ import annotations

from explainsite.picture.shapes import Rect
from explainsite.storyboard.state import Area, Grid

SAFE = Rect(110, 72, 1700, 848)
"""Where pictures are drawn: a margin of more than 5 %, and below it room for two lines of captions."""
COLUMN_GAP = 56.0
ROW_GAP = 30.0


def area_rect(grid: Grid, area: Area) -> Rect:
    """The rectangle of an area, in px."""
    track_w = (SAFE.w - COLUMN_GAP * (grid.columns - 1)) / grid.columns
    track_h = (SAFE.h - ROW_GAP * (grid.rows - 1)) / grid.rows
    return Rect(
        SAFE.x + area.column * (track_w + COLUMN_GAP),
        SAFE.y + area.row * (track_h + ROW_GAP),
        area.columns * track_w + (area.columns - 1) * COLUMN_GAP,
        area.rows * track_h + (area.rows - 1) * ROW_GAP,
    )
