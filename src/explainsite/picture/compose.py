"""A stage into one picture: every shown actor in its area, links between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.layout import area_rect
from explainsite.picture.routes import middle, route
from explainsite.picture.shapes import Box, Curve, Label, Rect, Shape, union
from explainsite.picture.typeface import width
from explainsite.picture.views import VIEWS, WITH_GUTTER
from explainsite.picture.views.common import DIMMED, GUTTER_GAP, LABEL_SIZE
from explainsite.storyboard.compile import Storyboard
from explainsite.storyboard.state import Actor, Link, Stage, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A stage drawn: shapes in drawing order, and each shown actor's drawing."""

    shapes: tuple[Shape, ...]
    drawings: Mapping[str, Drawing]

    def anchor(self, target: Target) -> Rect | None:
        """Where a target stands; an actor that is not drawn has no place."""
        drawing = self.drawings.get(target.actor)
        return drawing and drawing.anchors.get(target.part or "", drawing.anchors[""])

    def is_straight(self, start: Target, end: Target) -> bool:
        """Whether lines between these two are straight."""
        return any(self.drawings[t.actor].straight for t in (start, end))


def bar_scales(board: Storyboard) -> dict[str, float]:
    """For each `bars` actor the amount of a full bar: its `max`, or the largest amount in the whole film."""
    scales: dict[str, float] = {}
    for beat in board.beats:
        for stage in (beat.opening, *(step.stage for step in beat.steps)):
            for actor in stage.actors:
                if actor.kind == "bars":
                    scales[actor.id] = actor.spec.max or max(scales.get(actor.id, 0.0), _largest(actor))
    return scales


def _largest(actor: Actor) -> float:
    return max((part.value or 0.0 for part in actor.parts), default=0.0)


def compose(stage: Stage, scales: Mapping[str, float]) -> Picture:
    """The picture of a stage."""
    gutters = _gutters(stage)
    drawings: dict[str, Drawing] = {}
    for actor in stage.actors:
        area = stage.grid.area(actor.id)
        if actor.shown and area is not None:
            setting = Setting(gutter=gutters.get(area.column, 0.0), scale=scales.get(actor.id, 1.0))
            drawings[actor.id] = VIEWS[actor.kind](actor, area_rect(stage.grid, area), setting)
    for actor in stage.actors:
        if actor.shown and actor.kind == "frame":
            drawings[actor.id] = VIEWS["frame"](actor, _held(actor, drawings), Setting())
    picture = Picture(shapes=(), drawings=drawings)
    shapes = [shape for link in stage.links for shape in _link(link, picture, stage)]
    shapes += [shape for drawing in drawings.values() for shape in drawing.shapes]
    return Picture(shapes=tuple(sorted(shapes, key=lambda s: s.z)), drawings=drawings)


def _held(frame: Actor, drawings: Mapping[str, Drawing]) -> Rect:
    """What the actors inside a frame take up together."""
    return union([drawings[name].anchors[""] for name in frame.spec.around if name in drawings])


def _gutters(stage: Stage) -> dict[int, float]:
    """For each column the width of the gutter that all rows beginning there share.

    Hidden actors count too: a row must not jump aside when another one enters.
    """
    gutters: dict[int, float] = {}
    for actor in stage.actors:
        area = stage.grid.area(actor.id)
        if area is not None and actor.kind in WITH_GUTTER:
            gutters[area.column] = max(gutters.get(area.column, 0.0), _gutter(actor))
    return gutters


def _gutter(actor: Actor) -> float:
    names = [part.text for part in actor.parts] if actor.kind == "bars" else [actor.label]
    widest = max((width(name, "sans", 450, LABEL_SIZE) for name in names if name), default=0.0)
    return widest + GUTTER_GAP if widest else 0.0


def _link(link: Link, picture: Picture, stage: Stage) -> tuple[Shape, ...]:
    start, end = picture.anchor(link.start), picture.anchor(link.end)
    if start is None or end is None:
        return ()
    cubic = route(start, end, straight=picture.is_straight(link.start, link.end))
    key = f"link/{link.start}/{link.end}"
    opacity = DIMMED if _is_dim(link.start, stage) or _is_dim(link.end, stage) else 1.0
    line = Curve(key=f"{key}/line", points=cubic, stroke=link.role, width=_thickness(link), dashed=link.dashed, arrow=link.arrow,
                 opacity=opacity, z=-2)  # fmt: skip
    return (line, *_link_label(key, link.text, middle(cubic), opacity)) if link.text else (line,)


def _thickness(link: Link) -> float:
    return 3.5 if link.weight is None else 1.5 + 8.5 * link.weight


def _is_dim(target: Target, stage: Stage) -> bool:
    actor = stage.actor(target.actor)
    parts = [p for p in actor.parts if target.part in (None, p.id)] if actor else []
    return bool(parts) and all(part.emphasis == "dim" for part in parts)


def _link_label(key: str, text: str, at: tuple[float, float], opacity: float) -> tuple[Shape, ...]:
    wide = width(text, "sans", 450, 28) + 28
    return (
        Box(key=f"{key}/ground", x=at[0] - wide / 2, y=at[1] - 24, w=wide, h=48, radius=12, fill="ground", z=-1),
        Label(key=f"{key}/text", x=at[0], y=at[1], text=text, size=28.0, colour="muted", opacity=opacity),
    )
