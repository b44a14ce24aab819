"""What `select` leaves on a part, whatever its kind: a sign at its edge, or an outline of dashes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from explainsite.picture.drawing import Drawing
from explainsite.picture.shapes import Box, Curve, Dot, Label, Rect, Shape
from explainsite.picture.views.common import OPACITY
from explainsite.storyboard.state import Actor, Part

RADIUS = 17.0
_WIDE = 4.0
"""The width of a sign's strokes, in px."""


def with_signs(actor: Actor, drawing: Drawing) -> Drawing:
    """The drawing with parts that were left out stepping back, and a sign on those that have one."""
    out = {f"{actor.id}/{part.id}" for part in actor.parts if part.choice == "out"}
    shapes = [new for shape in drawing.shapes for new in (_back(shape) if _part(shape) in out else (shape,))]
    shapes += [
        sign
        for part in actor.parts
        if part.choice == "chosen"
        for sign in _tick(actor, part, drawing.anchors.get(part.id))
    ]
    return replace(drawing, shapes=tuple(shapes))


def _part(shape: Shape) -> str:
    return shape.key.rpartition("/")[0]


def _back(shape: Shape) -> tuple[Shape, ...]:
    """A shape of a part that was left out: an empty outline of dashes, and muted words."""
    if isinstance(shape, Label):
        return (replace(shape, colour="muted"),)
    if not isinstance(shape, Box) or not shape.key.endswith("/box"):
        return (replace(shape, fill="line@0.5"),) if isinstance(shape, Box) and shape.fill else (shape,)
    ground = replace(shape, key=f"{_part(shape)}/ground", fill="ground", stroke=None)
    return (ground, replace(shape, fill=None, stroke="line", stroke_width=2.5, dashed=True))


def _tick(actor: Actor, part: Part, rect: Rect | None) -> tuple[Shape, ...]:
    if rect is None:
        return ()
    x, y = _place(actor, rect)
    points = _polyline([(x - 7.5, y + 0.5), (x - 2, y + 6), (x + 7.5, y - 5.5)])
    return _sign(actor, part, (x, y), "accent", points)


def _sign(
    actor: Actor, part: Part, at: tuple[float, float], role: str, points: tuple[tuple[float, float], ...]
) -> tuple[Shape, ...]:
    key, opacity = f"{actor.id}/{part.id}/sign", OPACITY[part.emphasis]
    return (
        Dot(key=f"{key}-ground", x=at[0], y=at[1], r=RADIUS, fill=role, opacity=opacity, z=2),
        Curve(key=key, points=points, stroke=f"on:{role}", width=_WIDE, opacity=opacity, z=3),
    )


def _place(actor: Actor, rect: Rect) -> tuple[float, float]:
    """Where a sign covers no words: on the right edge of a row, on the corner of other parts."""
    return (rect.right, rect.centre[1]) if actor.kind in {"list", "table"} else (rect.right - 4, rect.y + 4)


def _polyline(corners: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    points = [corners[0]]
    for (x0, y0), (x1, y1) in pairwise(corners):
        third = ((x1 - x0) / 3, (y1 - y0) / 3)
        points += [(x0 + third[0], y0 + third[1]), (x1 - third[0], y1 - third[1]), (x1, y1)]
    return tuple(points)
