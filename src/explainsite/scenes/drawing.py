"""Shapes into Manim mobjects: px of the design frame into Manim's units, roles into the palette's colours."""

from __future__ import annotations

from functools import cache

import numpy as np
from manim import DashedVMobject, Dot, RoundedRectangle, VMobject
from manim.typing import Point3DLike_Array

from explainsite.picture import typeface
from explainsite.picture.palette import faded
from explainsite.picture.shapes import FRAME, Box, Curve, Label, Shape
from explainsite.picture.shapes import Dot as DotShape
from explainsite.renderjob import Palette

PX_PER_UNIT = FRAME[1] / 8
"""Manim's frame is 8 units tall."""
_STROKE_PX = 0.01 * PX_PER_UNIT
"""Px of one unit of Manim's stroke width at 1080 lines."""
_DASH, _DASH_GAP = 13.0, 10.0
_ARROW = 20.0


def to_scene(x: float, y: float) -> tuple[float, float, float]:
    """A point of the design frame in Manim's coordinates."""
    return ((x - FRAME[0] / 2) / PX_PER_UNIT, (FRAME[1] / 2 - y) / PX_PER_UNIT, 0.0)


def draw(shape: Shape, palette: Palette) -> VMobject:
    """The shape as one mobject, so that matching shapes can be interpolated point by point."""
    if isinstance(shape, Box):
        return _box(shape, palette)
    if isinstance(shape, Label):
        return _label(shape, palette)
    if isinstance(shape, Curve):
        return _curve(shape, palette)
    assert isinstance(shape, DotShape)
    dot = Dot(to_scene(shape.x, shape.y), radius=shape.r / PX_PER_UNIT)
    dot.set_fill(faded(shape.fill, shape.opacity, palette), opacity=1).set_stroke(width=0)
    return dot


def _box(shape: Box, palette: Palette) -> VMobject:
    radius = min(shape.radius, shape.w / 2, shape.h / 2)
    outline: VMobject = RoundedRectangle(
        width=shape.w / PX_PER_UNIT, height=shape.h / PX_PER_UNIT, corner_radius=radius / PX_PER_UNIT
    ).move_to(to_scene(shape.x + shape.w / 2, shape.y + shape.h / 2))
    if shape.dashed:
        outline = _dashed(outline, 2 * (shape.w + shape.h))
    if shape.fill and not shape.dashed:
        outline.set_fill(faded(shape.fill, shape.opacity, palette), opacity=1)
    else:
        outline.set_fill(opacity=0)
    return _stroked(outline, shape.stroke, shape.stroke_width, shape.opacity, palette)


def _stroked(mobject: VMobject, stroke: str | None, px: float, opacity: float, palette: Palette) -> VMobject:
    if stroke is None:
        return mobject.set_stroke(width=0)
    return mobject.set_stroke(faded(stroke, opacity, palette), width=px / _STROKE_PX, opacity=1)


def _dashed(mobject: VMobject, length: float) -> VMobject:
    """The outline in dashes of one length, as the subpaths of one mobject."""
    count = max(2, round(length / (_DASH + _DASH_GAP)))
    dashes = DashedVMobject(mobject, num_dashes=count, dashed_ratio=_DASH / (_DASH + _DASH_GAP))
    joined = VMobject()
    joined.set_points(np.concatenate([dash.points for dash in dashes.submobjects]))
    return joined


def _curve(shape: Curve, palette: Palette) -> VMobject:
    line = VMobject()
    line.set_points(cubics(shape.points))
    if shape.dashed:
        line = _dashed(line, _length(shape.points))
    if shape.arrow:
        line.append_points(_arrow_head(shape.points))
    line.set_fill(opacity=0)
    return _stroked(line, shape.stroke, shape.width, shape.opacity, palette)


def cubics(points: tuple[tuple[float, float], ...]) -> Point3DLike_Array:
    """An open path as Manim holds it: four points a curve, each curve beginning where the last one ended."""
    flat: list[tuple[float, float]] = []
    for i in range(0, len(points) - 1, 3):
        flat += points[i : i + 4]
    return np.array([to_scene(x, y) for x, y in flat])


def _length(points: tuple[tuple[float, float], ...]) -> float:
    return float(sum(np.hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:], strict=False)))


def _arrow_head(points: tuple[tuple[float, float], ...]) -> Point3DLike_Array:
    tip, before = np.array(points[-1]), np.array(points[-2])
    along = (tip - before) / (np.linalg.norm(tip - before) or 1)
    across = np.array([-along[1], along[0]])
    wings = [tip - _ARROW * along + 0.5 * _ARROW * side * across for side in (1, -1)]
    path = [tuple(wings[0]), *_straight(wings[0], tip), *_straight(tip, wings[1])]
    return cubics(tuple((float(x), float(y)) for x, y in path))


def _straight(a: np.ndarray, b: np.ndarray) -> list[tuple[float, float]]:
    return [tuple(a + (b - a) / 3), tuple(b - (b - a) / 3), tuple(b)]


def _label(shape: Label, palette: Palette) -> VMobject:
    label = VMobject()
    label.set_points(_glyph_points(shape.text, shape.face, shape.weight, shape.size) + _origin(shape))
    label.set_fill(faded(shape.colour, shape.opacity, palette), opacity=1).set_stroke(width=0)
    return label


def _origin(shape: Label) -> np.ndarray:
    """Where the text's baseline begins, in Manim's units relative to the frame's middle."""
    wide = typeface.width(shape.text, shape.face, shape.weight, shape.size)
    x = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
    y = shape.y + typeface.cap_height(shape.face, shape.size) / 2
    return np.array(to_scene(x, y))


@cache
def _glyph_points(text: str, face: typeface.Face, weight: int, size: float) -> np.ndarray:
    """All glyphs of a line as cubic curves around the origin of its baseline, in Manim's units."""
    curves: list[list[tuple[float, float]]] = []
    for glyph in typeface.shape(text, face, weight, size).glyphs:
        here = (0.0, 0.0)
        for segment in typeface.outline(glyph.index, face, weight, size):
            points = [(segment[i] + glyph.x, segment[i + 1]) for i in range(0, len(segment), 2)]
            if len(points) == 3:
                curves.append([here, *points])
            here = points[-1]
    if not curves:
        return np.zeros((0, 3))
    flat = np.array(curves).reshape(-1, 2) / PX_PER_UNIT
    return np.column_stack([flat[:, 0], -flat[:, 1], np.zeros(len(flat))])
