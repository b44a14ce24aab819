"""What `select` and `compare` have found, drawn on parts of any kind: views know nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from explainsite.picture.drawing import Drawing
from explainsite.picture.keys import BOX, group_of, join, name_of
from explainsite.picture.shapes import Box, Label, Point, Rect, Shape
from explainsite.picture.signs import sign
from explainsite.picture.views.common import OPACITY
from explainsite.storyboard.state import Actor, Part

SIGN = "sign"
"""What the names of the shapes of a sign begin with."""
_MATCHES = {"same": "muted", "other": "warn"}


def with_signs(actor: Actor, drawing: Drawing, sign_at: Callable[[Rect], Point]) -> Drawing:
    """The drawing with parts that were left out stepping back, and a sign on those that have one.

    `sign_at` tells where it stands on a part's rectangle.
    """
    out = {join(actor.id, part.id) for part in actor.parts if part.choice == "out"}
    other = {join(actor.id, part.id, BOX) for part in actor.parts if part.match == "other"}
    shapes = [
        new for shape in drawing.shapes for new in (_back(shape) if group_of(shape.key) in out else (shape,))
    ]
    shapes = [_outlined(shape) if shape.key in other else shape for shape in shapes]
    for part in actor.parts:
        rect = drawing.anchors.get(part.id)
        if rect is not None:
            shapes += _signs(actor, part, sign_at(rect))
    return replace(drawing, shapes=tuple(shapes))


def _back(shape: Shape) -> tuple[Shape, ...]:
    """A shape of a part that was left out: an empty outline of dashes, and muted words."""
    if isinstance(shape, Label):
        return (replace(shape, colour="muted"),)
    if isinstance(shape, Box) and shape.fill and shape.fill.endswith("@0.00"):
        return ()
    if not isinstance(shape, Box) or name_of(shape.key) != BOX:
        return (replace(shape, fill="line@0.5"),) if isinstance(shape, Box) and shape.fill else (shape,)
    ground = replace(shape, key=join(group_of(shape.key), "ground"), fill="ground", stroke=None)
    return (ground, replace(shape, fill=None, stroke="line", stroke_width=2.5, dashed=True))


def _outlined(shape: Shape) -> Shape:
    """A box of a part that differs from others."""
    return replace(shape, stroke=_MATCHES["other"]) if isinstance(shape, Box) else shape


def _signs(actor: Actor, part: Part, at: Point) -> list[Shape]:
    """One for what `compare` has found, or else for having been chosen."""
    key, opacity = join(actor.id, part.id, SIGN), OPACITY[part.emphasis]
    if part.match:
        return sign(key, at, part.match, _MATCHES[part.match], opacity=opacity)
    return sign(key, at, "check", "accent", opacity=opacity) if part.choice == "chosen" else []
