"""A stage drawn on an artboard: every shown actor in its area, as large as its view makes it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from explainsite.picture.callouts import with_callouts
from explainsite.picture.drawing import NO_MARGIN, Drawing, Margin, Reach, Setting, most
from explainsite.picture.fitting import whole_text
from explainsite.picture.keys import is_callout, is_within, join, name_of
from explainsite.picture.layout import LEAST, SAFE, Artboard, Tracks, lay_out
from explainsite.picture.margins import frame_margins_of, note_margins_of
from explainsite.picture.rails import rails
from explainsite.picture.shapes import Label, Rect, bounds, union
from explainsite.picture.verdicts import SIGN, with_signs
from explainsite.picture.viewport import Viewport, projected
from explainsite.picture.views import height, view_of
from explainsite.storyboard.board import Storyboard
from explainsite.storyboard.state import Actor, Stage, Target

SLACK = 2.0
"""Px that a text may reach beyond its area."""


NEAR_WORDS = 8.0
"""Px above and below the words of a part that an outline around it keeps free."""


class Measures(NamedTuple):
    """What is known of actors over a whole film: the `scale` and the `reach` of a `Setting`, and margins."""

    scales: Mapping[str, float] = MappingProxyType({})
    reaches: Mapping[str, Reach] = MappingProxyType({})
    beside: Mapping[str, Margin] = MappingProxyType({})
    """What frames need beside what they hold."""
    margins: Mapping[str, Margin] = MappingProxyType({})
    """That, and what notes need."""

    @classmethod
    def of(cls, board: Storyboard) -> Measures:
        """Those of a film."""
        beside, notes = frame_margins_of(board), note_margins_of(board)
        margins = {
            name: beside.get(name, NO_MARGIN).plus(notes.get(name, NO_MARGIN)) for name in (*beside, *notes)
        }
        return cls(scales_of(board), reaches_of(board), beside, margins)

    def height(self, actor: Actor, wide: float) -> float | None:
        """The height that an actor likes in an area so wide."""
        margin = self.margins.get(actor.id, NO_MARGIN)
        high = height(actor, wide - margin.right, self.reaches.get(actor.id, ()))
        return None if high is None else high + margin.high


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
    return {**reaches, **_beside_others(board, reaches)}


def _beside_others(board: Storyboard, reaches: Mapping[str, Reach]) -> dict[str, Reach]:
    """The reach of actors whose kind minds that others of it are nearly as large: equal things stay equal."""
    found: dict[str, Reach] = {}
    actors = [actor for actor in board.beats[0].opening.actors if actor.id in reaches]
    for actor in actors:
        view = view_of(actor)
        if pair := view.pair:
            others = [reaches[other.id] for other in actors if view_of(other) is view]
            found[actor.id] = reduce(pair, others, reaches[actor.id])
    return found


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
            view, margin = view_of(actor), self.measures.margins.get(actor.id, NO_MARGIN)
            inner = margin.inside(place)
            drawing = with_signs(actor, _told(view.draw(actor, inner, setting), inner), view.sign_at)
            if view.notes_at is not None:
                beyond = self.measures.beside.get(actor.id, NO_MARGIN)
                drawing = with_callouts(actor, drawing, place, view.notes_at(actor), beyond)
            self._drawn[key] = actor, drawing
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
    columns = rails(stage, tracks, measures.margins)
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
    high = measures.height(actor, wide)
    area = Rect(SAFE.x, SAFE.y, wide, LEAST if high is None else high)
    gutter = standing.gutter(actor) if standing else 0.0
    setting = Setting(
        gutter=gutter, has_rail=standing is not None, scale=measures.scales.get(actor.id, 1.0), reach=reach
    )
    return hand.drawing(actor, area, setting)


def tracks_of(stage: Stage, measures: Measures, artboard: Artboard) -> Tracks:
    """The rows of a stage on an artboard."""
    railed = frozenset(actor.id for actor in stage.actors if view_of(actor).stands(actor))
    return lay_out(stage, measures.height, artboard, railed)


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
    """What an actor surrounds takes up, with labels; None if nothing of it is drawn."""
    rects = [rect for t in actor.around if t.actor in drawings for rect in _taken(t, drawings[t.actor])]
    return union(rects) if rects else None


def _taken(target: Target, drawing: Drawing) -> Iterator[Rect]:
    """What an actor or a part of it takes up, without the signs on it."""
    group = join(target.actor, target.part)
    if (target.part or "") in drawing.anchors:
        yield drawing.anchors[target.part or ""]
    for shape in drawing.shapes:
        is_aside = is_callout(shape.key) or name_of(shape.key).startswith(SIGN)
        if is_within(shape.key, group) and not (target.part and is_aside):
            yield bounds(shape).inset(0, -NEAR_WORDS if target.part and isinstance(shape, Label) else 0.0)
