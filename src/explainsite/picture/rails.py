"""Rails: the vertical line on which everything in one column of the grid begins.

Rows of cells and matrices keep a gutter for their labels at the left; the rail is the gutter's right edge.
Numbers and texts that share a column with them begin on the rail too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainsite.picture.layout import Tracks
from explainsite.picture.shapes import Rect
from explainsite.picture.views.common import GUTTER_GAP, gutter_words
from explainsite.picture.views.matrices import matrix_gutter, matrix_width
from explainsite.picture.views.rows import GAP, cell_step, column_count, log_width
from explainsite.storyboard.state import Actor, Stage

CELLED = frozenset({"tokens", "cells"})
ON_RAIL = CELLED | {"log", "bars", "matrix"}
BADGE = 340.0
"""Px that a badge is taken to fill, whatever its word: the rail must not move when that changes."""


@dataclass(frozen=True, slots=True)
class Rail:
    """Where a column's rail stands, in px from the column's left edge, and the rhythm of the cells on it.

    `steps` has the distance from one cell to the next for areas that span so many columns of the grid. Rows
    in equal areas share it, so that what stands above belongs to what is below, however many cells each has.
    """

    x: float
    steps: Mapping[int, float]


def rails(stage: Stage, tracks: Tracks) -> dict[int, Rail]:
    """The rail of each column that has one. Hidden actors count: nothing jumps when one enters."""
    placed: dict[int, list[_Placed]] = {}
    for actor in stage.actors:
        area = stage.grid.area(actor.id)
        if area is not None and (actor.kind in ON_RAIL or _is_row(actor)):
            item = _Placed(actor, area.columns, tracks.rect(area))
            placed.setdefault(area.column, []).append(item)
    return {column: _rail(items) for column, items in placed.items()}


@dataclass(frozen=True, slots=True)
class _Placed:
    """An actor in its area, and how many columns of the grid that spans."""

    actor: Actor
    span: int
    rect: Rect


def _rail(items: list[_Placed]) -> Rail:
    """The widest label's gutter; rows that leave room stand in the middle of their column, all together."""
    gutter = max(_gutter(item.actor) for item in items)
    room = max(item.rect.w for item in items)
    steps: dict[int, float] = {}
    for item in items:
        if item.actor.kind in CELLED:
            step = cell_step(item.actor, item.rect.w - gutter)
            steps[item.span] = min(step, steps.get(item.span, step))
    taken = max(_taken(item, item.rect.w - gutter, steps) for item in items)
    return Rail(gutter + max(0.0, room - gutter - taken) / 2, steps)


def _taken(item: _Placed, room: float, steps: Mapping[int, float]) -> float:
    """The width that an actor fills of what the gutter leaves."""
    if item.actor.kind in CELLED:
        return steps[item.span] * column_count(item.actor) - GAP
    if item.actor.kind == "badge":
        return min(BADGE, room)
    if item.actor.kind == "matrix":
        return matrix_width(item.actor, room, item.rect.h)
    return log_width(item.actor, room) if item.actor.kind == "log" else room


def _is_row(actor: Actor) -> bool:
    """Whether a single thing stands as a row does, with its label in the gutter."""
    if actor.kind == "badge":
        return bool(actor.label)
    return actor.kind == "counter" and actor.spec.form == "row"


def _gutter(actor: Actor) -> float:
    if actor.kind == "log":
        return 0.0
    if actor.kind == "matrix":
        return matrix_gutter(actor)
    names = [part.text for part in actor.parts] if actor.kind == "bars" else [actor.label]
    widest = max((gutter_words(name).wide for name in names if name), default=0.0)
    return widest + GUTTER_GAP if widest else 0.0
