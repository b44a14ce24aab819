"""Margins of actors, where words stand that are not of their views: notes, and names of frames on parts."""

from __future__ import annotations

from collections.abc import Iterator

from explainsite.picture.callouts import callout_margin
from explainsite.picture.drawing import NO_MARGIN, Margin
from explainsite.picture.views import view_of
from explainsite.storyboard.board import Storyboard
from explainsite.storyboard.state import Actor, Area, Stage


def frame_margins_of(board: Storyboard) -> dict[str, Margin]:
    """The margin of each actor that needs one somewhere in a film, so that nothing moves when it does."""
    margins: dict[str, Margin] = {}
    for beat in board.beats:
        for stage in (beat.opening, *(step.stage for step in beat.steps)):
            for name, margin in _of_frames(stage):
                margins[name] = margins.get(name, NO_MARGIN).wider(margin)
    return margins


def note_margins_of(board: Storyboard) -> dict[str, Margin]:
    """The margin that each actor with notes needs for them, beside what frames need."""
    margins: dict[str, Margin] = {}
    for beat in board.beats:
        for stage in (beat.opening, *(step.stage for step in beat.steps)):
            for actor in stage.actors:
                at = view_of(actor).notes_at
                margin = callout_margin(actor, at(actor)) if at else NO_MARGIN
                if margin != NO_MARGIN:
                    margins[actor.id] = margins.get(actor.id, NO_MARGIN).wider(margin)
    return margins


def _of_frames(stage: Stage) -> Iterator[tuple[str, Margin]]:
    for frame in stage.actors:
        beside = view_of(frame).beside
        if frame.around and beside is not None:
            yield from _outside(stage, frame, beside(frame))


def _outside(stage: Stage, frame: Actor, margin: Margin) -> Iterator[tuple[str, Margin]]:
    """Of what a frame surrounds, what stands farthest out on a side has the margin there."""
    areas = {name: area for name in frame.surrounded if (area := stage.grid.area(name))}
    edges = [_edges(area) for area in areas.values()]
    for name, area in areas.items():
        outermost = [
            edge == min(every) for edge, every in zip(_edges(area), zip(*edges, strict=True), strict=True)
        ]
        if not stage.grid.is_written:  # where things stand is known later
            outermost = [True] * len(outermost)
        yield name, Margin(*(px if is_out else 0.0 for px, is_out in zip(margin, outermost, strict=True)))


def _edges(area: Area) -> tuple[int, int, int]:
    """How far in an area is from above, from below and from the right, to compare it with others."""
    return (area.row, -(area.row + area.rows), -(area.column + area.columns))
