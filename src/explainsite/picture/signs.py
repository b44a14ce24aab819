"""Signs: a small disc with strokes on it, for what `select` and `compare` find, and for badges."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from explainsite.picture.drawing import Drawing
from explainsite.picture.shapes import Box, Curve, Dot, Label, Rect, Shape
from explainsite.picture.views.common import OPACITY
from explainsite.storyboard.state import Actor, Part

RADIUS = 19.0
_WIDE = 0.2
"""The width of a sign's strokes, as a share of its radius."""
_DOT = 0.5
"""The radius of a plain dot, as a share of that of a sign."""

Point = tuple[float, float]

#: The strokes of each sign, as corners in units of its radius.
STROKES: dict[str, tuple[tuple[Point, ...], ...]] = {
    "check": (((-0.45, 0.03), (-0.12, 0.36), (0.45, -0.32)),),
    "cross": (((-0.34, -0.34), (0.34, 0.34)), ((-0.34, 0.34), (0.34, -0.34))),
    "alert": (((0.0, -0.5), (0.0, 0.12)), ((0.0, 0.44), (0.0, 0.5))),
    "clock": (((0.0, -0.5), (0.0, 0.0), (0.36, 0.21)),),
    "same": (((-0.42, -0.2), (0.42, -0.2)), ((-0.42, 0.2), (0.42, 0.2))),
    "other": (((-0.42, -0.2), (0.42, -0.2)), ((-0.42, 0.2), (0.42, 0.2)), ((0.24, -0.56), (-0.24, 0.56))),
    "dot": (),
}
_MATCHES = {"same": "muted", "other": "warn"}


def sign(key: str, at: Point, name: str, role: str, *, opacity: float, radius: float = RADIUS) -> list[Shape]:
    """The sign `name` around `at`, in a colour role; `dot` is the disc alone, and smaller."""
    disc = radius if STROKES[name] else radius * _DOT
    shapes: list[Shape] = [Dot(key=f"{key}-disc", x=at[0], y=at[1], r=disc, fill=role, opacity=opacity, z=2)]
    for i, corners in enumerate(STROKES[name]):
        points = _polyline([(at[0] + x * radius, at[1] + y * radius) for x, y in corners])
        shapes.append(Curve(key=f"{key}-{name}-{i}", points=points, stroke=f"on:{role}", width=_WIDE * radius,
                            opacity=opacity, z=3))  # fmt: skip
    return shapes


def with_signs(actor: Actor, drawing: Drawing) -> Drawing:
    """The drawing with parts that were left out stepping back, and a sign on those that have one."""
    out = {f"{actor.id}/{part.id}" for part in actor.parts if part.choice == "out"}
    other = {f"{actor.id}/{part.id}/box" for part in actor.parts if part.match == "other"}
    shapes = [new for shape in drawing.shapes for new in (_back(shape) if _part(shape) in out else (shape,))]
    shapes = [_outlined(shape) if shape.key in other else shape for shape in shapes]
    for part in actor.parts:
        rect = drawing.anchors.get(part.id)
        if rect is not None:
            shapes += _signs(actor, part, _place(actor, rect))
    return replace(drawing, shapes=tuple(shapes))


def _part(shape: Shape) -> str:
    return shape.key.rpartition("/")[0]


def _back(shape: Shape) -> tuple[Shape, ...]:
    """A shape of a part that was left out: an empty outline of dashes, and muted words."""
    if isinstance(shape, Label):
        return (replace(shape, colour="muted"),)
    if isinstance(shape, Box) and shape.fill and shape.fill.endswith("@0.00"):
        return ()
    if not isinstance(shape, Box) or not shape.key.endswith("/box"):
        return (replace(shape, fill="line@0.5"),) if isinstance(shape, Box) and shape.fill else (shape,)
    ground = replace(shape, key=f"{_part(shape)}/ground", fill="ground", stroke=None)
    return (ground, replace(shape, fill=None, stroke="line", stroke_width=2.5, dashed=True))


def _outlined(shape: Shape) -> Shape:
    """A box of a part that differs from others."""
    return replace(shape, stroke=_MATCHES["other"]) if isinstance(shape, Box) else shape


def _signs(actor: Actor, part: Part, at: Point) -> list[Shape]:
    """One for what `compare` has found, or else for having been chosen."""
    key, opacity = f"{actor.id}/{part.id}/sign", OPACITY[part.emphasis]
    if part.match:
        return sign(key, at, part.match, _MATCHES[part.match], opacity=opacity)
    return sign(key, at, "check", "accent", opacity=opacity) if part.choice == "chosen" else []


def _place(actor: Actor, rect: Rect) -> Point:
    """Where a sign covers no words: on the right edge of a row, on the corner of other parts."""
    return (
        (rect.right - 6, rect.centre[1]) if actor.kind in {"list", "table"} else (rect.right - 14, rect.y + 2)
    )


def _polyline(corners: list[Point]) -> tuple[Point, ...]:
    points = [corners[0]]
    for (x0, y0), (x1, y1) in pairwise(corners):
        third = ((x1 - x0) / 3, (y1 - y0) / 3)
        points += [(x0 + third[0], y0 + third[1]), (x1 - third[0], y1 - third[1]), (x1, y1)]
    return tuple(points)
