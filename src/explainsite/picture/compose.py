"""A stage into one picture: every shown actor in its area, links between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import inf

from explainsite.picture.camera import framed, viewport_on
from explainsite.picture.drawing import Drawing, Reach, Setting, most
from explainsite.picture.fitting import whole_text
from explainsite.picture.layout import lay_out
from explainsite.picture.links import LinkLines
from explainsite.picture.rails import rails
from explainsite.picture.routing.router import Ends, Route, anchor, ends_of
from explainsite.picture.shapes import Label, Rect, Shape, bounds, union
from explainsite.picture.verdicts import with_signs
from explainsite.picture.viewport import WHOLE, Viewport
from explainsite.picture.views import height, view_of
from explainsite.storyboard.compile import Storyboard
from explainsite.storyboard.state import Actor, Stage, Step, Target

SLACK = 2.0
"""Px that a text may reach beyond its area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A stage drawn: shapes in drawing order, and each shown actor's drawing."""

    shapes: tuple[Shape, ...]
    drawings: Mapping[str, Drawing]
    routes: Mapping[tuple[Target, Target], Route]
    """Where the links run that join two targets."""
    crowded: tuple[str, ...] = ()
    """Texts of links for which there is no free place."""

    viewport: Viewport = WHOLE

    def anchor(self, target: Target) -> Rect | None:
        """Where a target stands; an actor that is not drawn has no place."""
        return anchor(self.drawings, target)

    def ends(self, start: Target, end: Target, rects: tuple[Rect, Rect]) -> Ends:
        """What a route from one target to another joins."""
        return ends_of(self.drawings, start, end, rects)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatPictures:
    """The pictures of a beat: before anything happens, and after each step."""

    opening: Picture
    steps: tuple[Picture, ...]
    parts: tuple[tuple[Picture, ...], ...]
    """For each step the pictures after each of its parts; none when all of it begins at once."""


@lru_cache(maxsize=64)
def pictures_of(board: Storyboard) -> tuple[BeatPictures, ...]:
    """The pictures of every beat. Lint and every palette need the same ones, so they are composed once."""
    scales, reaches, hand = scales_of(board), reaches_of(board), _Hand()

    def picture(of: Step) -> Picture:
        return compose(of.stage, scales, reaches, hand)

    return tuple(
        BeatPictures(
            opening=compose(beat.opening, scales, reaches, hand),
            steps=tuple(map(picture, beat.steps)),
            parts=tuple(tuple(map(picture, step.parts)) for step in beat.steps),
        )
        for beat in board.beats
    )


@dataclass(frozen=True, slots=True)
class _Hand:
    """Draws actors. Most are in a picture what they were in the one before, so each state is drawn once."""

    _drawn: dict[tuple[int, Rect, Setting], tuple[Actor, Drawing]] = field(default_factory=dict)
    """With the actor whose identity is in the key: no other can have that identity then."""

    def drawing(self, actor: Actor, place: Rect, setting: Setting) -> Drawing:
        """The actor in its place."""
        key = (id(actor), place, setting)
        if key not in self._drawn:
            view = view_of(actor)
            drawing = view.draw(actor, place, setting)
            self._drawn[key] = actor, with_signs(actor, _told(drawing, place), view.sign_at)
        return self._drawn[key][1]


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


def compose(
    stage: Stage,
    scales: Mapping[str, float],
    reaches: Mapping[str, Reach],
    hand: _Hand,
) -> Picture:
    """The picture of a stage."""
    tracks = lay_out(stage, lambda actor, wide: height(actor, wide, reaches.get(actor.id, ())))
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
                scale=scales.get(actor.id, 1.0),
                reach=reaches.get(actor.id, ()),
            )
            drawings[actor.id] = hand.drawing(actor, tracks.rect(area), setting)
    for actor in stage.actors:
        held = _held(actor, drawings) if actor.shown and actor.around else None
        if held is not None:
            drawings[actor.id] = view_of(actor).draw(actor, held, Setting())
    links = LinkLines.of(stage, drawings)
    viewport = viewport_on(stage.focus, drawings)
    if viewport != WHOLE:
        drawings = framed(drawings, stage.focus, viewport)
        links = links.seen_in(viewport, drawings)
    shapes = [*links.shapes, *(shape for drawing in drawings.values() for shape in drawing.shapes)]
    return Picture(
        shapes=tuple(sorted(shapes, key=lambda s: s.z)),
        drawings=drawings,
        routes=links.routes,
        crowded=links.crowded,
        viewport=viewport,
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
