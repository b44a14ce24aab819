"""A stage drawn on an artboard: every shown actor in its area, as large as its view makes it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from explainsite.picture.drawing import Drawing, Reach, Setting, most
from explainsite.picture.fitting import whole_text
from explainsite.picture.layout import LEAST, SAFE, Artboard, Tracks, lay_out
from explainsite.picture.rails import rails
from explainsite.picture.shapes import Label, Rect, bounds, union
from explainsite.picture.verdicts import with_signs
from explainsite.picture.viewport import Viewport, projected
from explainsite.picture.views import height, view_of
from explainsite.storyboard.compile import Storyboard
from explainsite.storyboard.state import Actor, Stage

SLACK = 2.0
"""Px that a text may reach beyond its area."""


class Measures(NamedTuple):
    """What is known of actors over a whole film: the `scale` and the `reach` of a `Setting`."""

    scales: Mapping[str, float] = MappingProxyType({})
    reaches: Mapping[str, Reach] = MappingProxyType({})

    @classmethod
    def of(cls, board: Storyboard) -> Measures:
        """Those of a film."""
        return cls(scales_of(board), reaches_of(board))


def scales_of(board: Storyboard) -> dict[str, float]:
    """The `scale` of each actor that needs one: its `max`, or the largest amount in the whole film."""
    scales: dict[str, float] = {}
    for actor in _states(board):
        if view_of(actor).is_scaled:
            largest = max(scales.get(actor.id, 0.0), _largest(actor))
            scales[actor.id] = getattr(actor.spec, "max", None) or largest
    return scales


def reaches_of(board: Storyboard) -> dict[str, Reach]:
    """For each actor whose view measures it the most that it comes to in the film."""
    reaches: dict[str, Reach] = {}
    for actor in _states(board):
        measure = view_of(actor).reach
        if measure is not None:
            reaches[actor.id] = most(reaches.get(actor.id, ()), measure(actor))
    return reaches


def _states(board: Storyboard) -> Iterator[Actor]:
    """Every state of every actor."""
    for beat in board.beats:
        for stage in (beat.opening, *(step.stage for step in beat.steps)):
            yield from stage.actors


def _largest(actor: Actor) -> float:
    return max((abs(part.value or 0.0) for part in actor.parts), default=0.0)


@dataclass(frozen=True, slots=True)
class Hand:
    """Draws actors. Most are in a picture what they were in the one before, so each state is drawn once."""

    measures: Measures
    _drawn: dict[tuple[int, Rect, Setting], tuple[Actor, Drawing]] = field(default_factory=dict)
    """With the actor whose identity is in the key: no other can have that identity then."""
    _enlarged: dict[tuple[int, float], tuple[Drawing, Drawing]] = field(default_factory=dict)

    def drawing(self, actor: Actor, place: Rect, setting: Setting) -> Drawing:
        """The actor in its place."""
        key = (id(actor), place, setting)
        if key not in self._drawn:
            view = view_of(actor)
            drawing = view.draw(actor, place, setting)
            self._drawn[key] = actor, with_signs(actor, _told(drawing, place), view.sign_at)
        return self._drawn[key][1]

    def enlarged(self, drawing: Drawing, zoom: float) -> Drawing:
        """The drawing with all of it so much larger."""
        key = (id(drawing), zoom)
        if key not in self._enlarged:
            viewport = Viewport(zoom=zoom)
            shapes = tuple(projected(shape, viewport) for shape in drawing.shapes)
            anchors = {part: viewport.rect(rect) for part, rect in drawing.anchors.items()}
            self._enlarged[key] = drawing, replace(drawing, shapes=shapes, anchors=anchors)
        return self._enlarged[key][1]


def draw_stage(stage: Stage, hand: Hand, artboard: Artboard) -> dict[str, Drawing]:
    """The drawing of each shown actor, in px of the artboard."""
    measures = hand.measures
    tracks = tracks_of(stage, measures, artboard)
    columns = rails(stage, tracks)
    drawings: dict[str, Drawing] = {}
    for actor in stage.actors:
        area = stage.grid.area(actor.id)
        if actor.shown and area is not None:
            view, rail = view_of(actor), columns.get(area.column)
            setting = Setting(
                gutter=rail.x if rail else 0.0,
                has_rail=rail is not None,
                step=rail.steps.get(area.columns, inf) if rail and view.in_rhythm else inf,
                scale=measures.scales.get(actor.id, 1.0),
                reach=measures.reaches.get(actor.id, ()),
            )
            drawings[actor.id] = hand.drawing(actor, tracks.rect(area), setting)
    for actor in stage.actors:
        held = _held(actor, drawings) if actor.shown and actor.around else None
        if held is not None:
            drawings[actor.id] = view_of(actor).draw(actor, held, Setting())
    return drawings


def draw_alone(actor: Actor, wide: float, hand: Hand) -> Drawing:
    """An actor in an area so wide, and as high as it likes to be there."""
    measures, standing = hand.measures, view_of(actor).stands(actor)
    reach = measures.reaches.get(actor.id, ())
    high = height(actor, wide, reach)
    area = Rect(SAFE.x, SAFE.y, wide, LEAST if high is None else high)
    gutter = standing.gutter(actor) if standing else 0.0
    setting = Setting(
        gutter=gutter, has_rail=standing is not None, scale=measures.scales.get(actor.id, 1.0), reach=reach
    )
    return hand.drawing(actor, area, setting)


def tracks_of(stage: Stage, measures: Measures, artboard: Artboard) -> Tracks:
    """The rows of a stage on an artboard."""
    return lay_out(
        stage, lambda actor, wide: height(actor, wide, measures.reaches.get(actor.id, ())), artboard
    )


def _told(drawing: Drawing, area: Rect) -> Drawing:
    """A drawing with a problem for each text that its area is too narrow for."""
    labels = [shape for shape in drawing.shapes if isinstance(shape, Label)]
    wider = {whole_text(label, labels) for label in labels if _outgrows(label, area)}
    problems = (*drawing.problems, *(f"“{text}” is wider than its area" for text in sorted(wider)))
    return replace(drawing, problems=problems) if wider else drawing


def _outgrows(label: Label, area: Rect) -> bool:
    """Whether a text leaves its area at a side. Of a number, what is left of its ink does not count."""
    place = bounds(label)
    return place.right > area.right + SLACK or (label.number is None and place.x < area.x - SLACK)


def _held(actor: Actor, drawings: Mapping[str, Drawing]) -> Rect | None:
    """What the actors that one surrounds take up together, with labels; None if none of them is drawn."""
    rects: list[Rect] = []
    for name in actor.around:
        if name in drawings:
            drawing = drawings[name]
            rects += [drawing.anchors[""], *(bounds(shape) for shape in drawing.shapes)]
    return union(rects) if rects else None
