"""Rails: the vertical line on which everything in one column of the grid begins.

Rows of cells and matrices keep a gutter for their labels at the left; the rail is the gutter's right edge.
Numbers and texts that share a column with them begin on the rail too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainsite.picture.drawing import NO_MARGIN, Margin
from explainsite.picture.layout import Tracks
from explainsite.picture.shapes import Rect
from explainsite.picture.views import view_of
from explainsite.picture.views.rows import GAP, cell_step
from explainsite.picture.views.view import Standing
from explainsite.storyboard.state import Actor, Stage


@dataclass(frozen=True, slots=True)
class Rail:
    """Where a column's rail stands, in px from the column's left edge, and the rhythm of the cells on it.

    `steps` has the distance from one cell to the next for areas that span so many columns of the grid. Rows
    in equal areas share it, so that what stands above belongs to what is below, however many cells each has.
    """

    x: float
    steps: Mapping[int, float]


def rails(stage: Stage, tracks: Tracks, margins: Mapping[str, Margin]) -> dict[int, Rail]:
    """The rail of each column that has one. Hidden actors count: nothing jumps when one enters."""
    placed: dict[int, list[_Placed]] = {}
    for actor in stage.actors:
        area, standing = stage.grid.area(actor.id), view_of(actor).stands(actor)
        if area is not None and standing is not None:
            rect = margins.get(actor.id, NO_MARGIN).inside(tracks.rect(area))
            item = _Placed(actor, standing, area.columns, rect)
            placed.setdefault(area.column, []).append(item)
    return {column: _rail(items) for column, items in placed.items()}


@dataclass(frozen=True, slots=True)
class _Placed:
    """An actor in its area, how it stands there, and how many columns of the grid that spans."""

    actor: Actor
    standing: Standing
    span: int
    rect: Rect


def _rail(items: list[_Placed]) -> Rail:
    """The widest label's gutter; rows that leave room stand in the middle of their column, all together."""
    gutter = max(item.standing.gutter(item.actor) for item in items)
    room = max(item.rect.w for item in items)
    steps: dict[int, float] = {}
    for item in items:
        if item.standing.cells is not None:
            step = cell_step(item.standing.cells(item.actor), item.rect.w - gutter)
            steps[item.span] = min(step, steps.get(item.span, step))
    taken = max(_taken(item, item.rect.w - gutter, steps) for item in items)
    return Rail(gutter + max(0.0, room - gutter - taken) / 2, steps)


def _taken(item: _Placed, room: float, steps: Mapping[int, float]) -> float:
    """The width that an actor fills of what the gutter leaves."""
    if item.standing.cells is not None:
        return steps[item.span] * item.standing.cells(item.actor) - GAP
    return item.standing.width(item.actor, room, item.rect.h)
