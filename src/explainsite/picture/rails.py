"""Rails: the vertical line on which everything in one column of the grid begins.

Rows of cells keep a gutter for their labels at the left; the rail is the gutter's right edge. Numbers and
texts that share a column with rows begin on the rail too.
"""

from __future__ import annotations

from dataclasses import dataclass

from explainsite.picture.layout import Tracks
from explainsite.picture.typeface import width
from explainsite.picture.views.common import GUTTER_GAP, LABEL_SIZE
from explainsite.picture.views.rows import row_width
from explainsite.storyboard.state import Actor, Stage

ROWS = frozenset({"tokens", "cells", "log"})


@dataclass(frozen=True, slots=True)
class Rail:
    """Where a column's rail stands, in px from the column's left edge."""

    x: float


def rails(stage: Stage, tracks: Tracks) -> dict[int, Rail]:
    """The rail of each column with rows or bars. Hidden actors count: nothing jumps when one enters."""
    placed: dict[int, list[tuple[Actor, float]]] = {}
    for actor in stage.actors:
        area = stage.grid.area(actor.id)
        if area is not None and (actor.kind in ROWS or actor.kind == "bars" or _is_row(actor)):
            placed.setdefault(area.column, []).append((actor, tracks.rect(area).w))
    return {column: _rail(items) for column, items in placed.items()}


def _rail(items: list[tuple[Actor, float]]) -> Rail:
    """The widest label's gutter; rows that leave room stand in the middle of their column, all together."""
    gutter = max(_gutter(actor) for actor, _ in items)
    room = max(wide for _, wide in items)
    taken = max(
        row_width(actor, wide - gutter) if actor.kind in ROWS else wide - gutter for actor, wide in items
    )
    return Rail(gutter + max(0.0, room - gutter - taken) / 2)


def _is_row(actor: Actor) -> bool:
    return actor.kind == "counter" and actor.spec.form == "row"


def _gutter(actor: Actor) -> float:
    if actor.kind == "log":
        return 0.0
    names = [part.text for part in actor.parts] if actor.kind == "bars" else [actor.label]
    widest = max((width(name, "sans", 450, LABEL_SIZE) for name in names if name), default=0.0)
    return widest + GUTTER_GAP if widest else 0.0
