"""Where an author has written no layout, a beat is laid out for those who play in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from explainsite.storyboard.state import Actor, Area, Grid, Stage, Step

MOST_GONE = 0.4
"""The share of the places that may stay empty before those who are left stand anew."""


def cast_grid(opening: Stage, steps: Iterable[Step]) -> Grid:
    """The grid for a beat: the one that it meets, or one of its own for those who are seen in it.

    So each is as large as those beside it allow, and nothing keeps room for what comes much later. While
    nobody new comes and only a few go, all stay where they are.
    """
    grid = opening.grid
    cast = frozenset(actor.id for step in steps for actor in step.stage.actors if _has_place(actor))
    placed = frozenset(name for name, _ in grid.areas)
    is_met = any(map(_has_place, opening.actors))  # else nobody stands anywhere yet
    stays = is_met and cast <= placed and len(cast) >= (1 - MOST_GONE) * len(placed)
    if grid.is_written or not cast or stays:
        return grid
    names = [actor.id for actor in opening.actors if actor.id in cast]
    areas = tuple((name, Area(row=row, column=0, rows=1, columns=1)) for row, name in enumerate(names))
    return Grid(rows=len(names), columns=1, areas=areas, is_written=False)


def on_grid(step: Step, grid: Grid) -> Step:
    """The step with all that it leads to on another grid."""
    parts = tuple(on_grid(part, grid) for part in step.parts)
    return replace(step, stage=replace(step.stage, grid=grid), parts=parts)


def _has_place(actor: Actor) -> bool:
    return actor.shown and not actor.around
