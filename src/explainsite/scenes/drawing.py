"""Shapes into Manim mobjects: px of the design frame into Manim's units, roles into colours.

A mobject has a colour for each palette, in the order of `PALETTES`, where Manim would have the stops of a
gradient. What moves, moves once; a `Canvas` paints it once for each palette.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import LineJointType, ManimColor, VMobject

from explainsite.jobs.renderjob import GROUNDS, PALETTES, Palette
from explainsite.picture import typeface
from explainsite.picture.arcs import arc_path, around
from explainsite.picture.palette import faded
from explainsite.picture.shapes import (
    FRAME,
    Arc,
    Box,
    Curve,
    Dot,
    Graph,
    Label,
    Needle,
    Outline,
    Shape,
    Trail,
)
from explainsite.scenes.canvas import CameraFrame, Canvas, flat
from explainsite.scenes.regions import Pixels

Points = npt.NDArray[np.float64]

PX_PER_UNIT = FRAME[1] / 8
"""Manim's frame is 8 units tall."""
WHOLE_FRAME = CameraFrame(0.0, 0.0, FRAME[0] / PX_PER_UNIT, FRAME[1] / PX_PER_UNIT)
_STROKE_PX = 0.01 * PX_PER_UNIT
"""Px of one unit of Manim's stroke width at 1080 lines."""
_DASH, _DASH_GAP = 13.0, 10.0
_ARROW = 20.0
_KNOT = 0.55
"""The radius of the circle that is a dot of a trail, as a share of the width of its lines."""
_TIP = 0.4
"""The width of a hand at its tip, as a share of that at the centre."""
_KAPPA = 0.5523
"""Control length of the cubic that stands for a quarter of a circle of radius 1."""


@cache
def _colours(role: str, opacity: float) -> Points:
    """A colour role in each palette: RGBA, a row each, from 0 to 1."""
    return np.array([ManimColor(faded(role, opacity, palette)).to_rgba() for palette in PALETTES])


_UNFILLED, _UNSTROKED = np.array([[1.0, 1.0, 1.0, 0.0]]), np.ones((1, 4))


@cache
def _attributes() -> dict[str, Any]:
    """What a new mobject of Manim's has. It takes so long to find out that all of ours share it."""
    return vars(VMobject())


def _mobject(
    points: Points,
    *,
    fill: str | None = None,
    stroke: str | None = None,
    px: float = 0.0,
    opacity: float = 1.0,
    joint: LineJointType = LineJointType.AUTO,
) -> VMobject:
    """An outline, filled and stroked in colour roles; the stroke is so many px wide."""
    mobject = VMobject.__new__(VMobject)
    vars(mobject).update(
        _attributes(),
        points=points,
        fill_rgbas=(_colours(fill, opacity) if fill else _UNFILLED).copy(),
        stroke_rgbas=(_colours(stroke, opacity) if stroke else _UNSTROKED).copy(),
        stroke_width=px / _STROKE_PX if stroke else 0,
        joint_type=joint,
        submobjects=[],
        updaters=[],
    )
    return mobject


def to_scene(x: float, y: float) -> tuple[float, float, float]:
    """A point of the design frame in Manim's coordinates."""
    return ((x - FRAME[0] / 2) / PX_PER_UNIT, (FRAME[1] / 2 - y) / PX_PER_UNIT, 0.0)


def painted(
    mobjects: Sequence[VMobject],
    palette: Palette,
    size: tuple[int, int] = FRAME,
    frame: CameraFrame = WHOLE_FRAME,
) -> Pixels:
    """What `draw` has drawn, in one palette: RGBA, `(height, width, 4)`."""
    canvas = canvas_for([palette], size)
    paint(canvas, mobjects, frame)
    return canvas.sheets[0]


def canvas_for(palettes: Sequence[Palette], size: tuple[int, int]) -> Canvas:
    """A canvas with a sheet in each palette, of this width and height in pixels."""
    grounds = [flat(ManimColor(GROUNDS[palette]), size) for palette in palettes]
    return Canvas(grounds, [PALETTES.index(palette) for palette in palettes])


def paint(canvas: Canvas, mobjects: Sequence[VMobject], frame: CameraFrame = WHOLE_FRAME) -> None:
    """Make the canvas show just these and what they are made of."""
    family: list[Any] = [part for mobject in mobjects for part in mobject.family_members_with_points()]
    canvas.draw(family, frame)


def draw(shape: Shape) -> VMobject:
    """The shape as one mobject, so that matching shapes can be interpolated point by point."""
    return _DRAWN[type(shape)](shape)


def _label(shape: Label) -> VMobject:
    points = _glyph_points(shape.text, shape.face, shape.weight, shape.size) + _origin(shape)
    return _mobject(points, fill=shape.colour, opacity=shape.opacity)


def _outline(shape: Outline) -> VMobject:
    points = np.concatenate([cubics(contour) for contour in shape.contours])
    return _mobject(points, fill=shape.fill, opacity=shape.opacity)


def _dot(shape: Dot) -> VMobject:
    points = _rounded(shape.x - shape.r, shape.y - shape.r, 2 * shape.r, 2 * shape.r, shape.r)
    return _mobject(points, fill=shape.fill, opacity=shape.opacity)


def _box(shape: Box) -> VMobject:
    points = _rounded(shape.x, shape.y, shape.w, shape.h, min(shape.radius, shape.w / 2, shape.h / 2))
    return _mobject(
        _dashed(points, shape.zoom) if shape.dashed else points,
        fill=None if shape.dashed else shape.fill,
        stroke=shape.stroke,
        px=shape.stroke_width,
        opacity=shape.opacity,
    )


def _rounded(x: float, y: float, w: float, h: float, r: float) -> Points:
    """The outline of a rectangle with rounded corners, clockwise from its left top corner."""
    k = r * (1 - _KAPPA)
    right, bottom = x + w, y + h
    corners = [
        [(right - r, y), (right - k, y), (right, y + k), (right, y + r)],
        [(right, bottom - r), (right, bottom - k), (right - k, bottom), (right - r, bottom)],
        [(x + r, bottom), (x + k, bottom), (x, bottom - k), (x, bottom - r)],
        [(x, y + r), (x, y + k), (x + k, y), (x + r, y)],
    ]
    curves: list[tuple[float, float]] = []
    here = (x + r, y)
    for corner in corners:
        side = _thirds(np.array(here), np.array(corner[0]))
        curves += [here, *((float(px), float(py)) for px, py in side), corner[0], *corner]
        here = corner[3]
    return _in_scene(np.array(curves))


def _in_scene(flat: Points) -> Points:
    """Points of the design frame in Manim's coordinates."""
    x, y = (flat[:, 0] - FRAME[0] / 2) / PX_PER_UNIT, (FRAME[1] / 2 - flat[:, 1]) / PX_PER_UNIT
    return np.column_stack([x, y, np.zeros(len(flat))])


def _dashed(points: Points, zoom: float) -> Points:
    """A path of cubics cut into dashes of one length."""
    curves = points.reshape(-1, 4, 3)
    lengths = np.array([_length(curve) for curve in curves])
    ends = np.cumsum(lengths)
    total = float(ends[-1])
    count = max(2, round(total * PX_PER_UNIT / (_DASH + _DASH_GAP) / zoom))
    period = total / count
    inked = period * _DASH / (_DASH + _DASH_GAP)
    dashes = [_between(curves, ends - lengths, ends, i * period, i * period + inked) for i in range(count)]
    return np.concatenate(dashes)


def _length(curve: Points) -> float:
    at = np.linspace(0, 1, 17)[:, None]
    along = (1 - at) ** 3 * curve[0] + 3 * (1 - at) ** 2 * at * curve[1] + 3 * (1 - at) * at**2 * curve[2]
    steps = np.diff(along + at**3 * curve[3], axis=0)
    return float(np.linalg.norm(steps, axis=1).sum())


def _between(curves: Points, begins: Points, ends: Points, first: float, last: float) -> Points:
    """The piece of a path from one length along it to another."""
    pieces = [
        _cut(curve, max(0.0, (first - begin) / (end - begin)), min(1.0, (last - begin) / (end - begin)))
        for curve, begin, end in zip(curves, begins, ends, strict=True)
        if begin < last and end > first and end > begin
    ]
    return np.concatenate(pieces)


def _cut(curve: Points, a: float, b: float) -> Points:
    """The part of a cubic between two of its parameters, as a cubic: its polar form at a and b."""

    def blossom(r: float, s: float, t: float) -> Points:
        p, q, v, w = curve
        first = ((1 - r) * p + r * q, (1 - r) * q + r * v, (1 - r) * v + r * w)
        second = ((1 - s) * first[0] + s * first[1], (1 - s) * first[1] + s * first[2])
        return np.asarray((1 - t) * second[0] + t * second[1])

    return np.array([blossom(a, a, a), blossom(a, a, b), blossom(a, b, b), blossom(b, b, b)])


def _curve(shape: Curve) -> VMobject:
    points = cubics(shape.points)
    if shape.dashed:
        points = _dashed(points, shape.zoom)
    if shape.arrow:
        points = np.concatenate([points, _arrow_head(shape.points, _ARROW * shape.zoom)])
    return _mobject(points, stroke=shape.stroke, px=shape.width, opacity=shape.opacity)


def _graph(shape: Graph) -> VMobject:
    points = shape.points
    if shape.fill:
        points = (*points, (points[-1][0], shape.base), (points[0][0], shape.base), points[0])
    return _mobject(
        _polyline(points),
        fill=shape.fill,
        stroke=shape.stroke,
        px=shape.width,
        opacity=shape.opacity,
        joint=LineJointType.ROUND,
    )


def _trail(shape: Trail) -> VMobject:
    """A dot is a circle whose stroke reaches to its middle: so it is one mobject with the lines."""
    r = shape.width * _KNOT
    pieces = [_rounded(x - r, y - r, 2 * r, 2 * r, r) for x, y in shape.points]
    if len(shape.points) > 1:
        pieces.insert(0, _polyline(shape.points))
    joint = LineJointType.ROUND
    points = np.concatenate(pieces)
    return _mobject(points, stroke=shape.stroke, px=shape.width, opacity=shape.opacity, joint=joint)


def _arc(shape: Arc) -> VMobject:
    points = cubics(shape.path)
    if shape.fill:
        centre = (shape.x, shape.y)
        points = np.concatenate([points, _polyline((shape.path[-1], centre, shape.path[0]))])
    return _mobject(points, fill=shape.fill, stroke=shape.stroke, px=shape.width, opacity=shape.opacity)


def _needle(shape: Needle) -> VMobject:
    """A hand with straight edges, which is narrower and rounded at its tip."""
    centre, wide, end = (shape.x, shape.y), shape.width / 2, shape.width * _TIP / 2
    before = around(centre, shape.r - end, shape.angle)
    left, right = around(centre, wide, shape.angle - 90), around(centre, wide, shape.angle + 90)
    cap = arc_path(before, end, shape.angle - 90, shape.angle + 90)
    sides = (_polyline((left, cap[0])), _polyline((cap[-1], right, left)))
    points = np.concatenate([sides[0], cubics(cap), sides[1]])
    return _mobject(points, fill=shape.fill, opacity=shape.opacity)


def _polyline(points: tuple[tuple[float, float], ...]) -> Points:
    """Straight lines from point to point, as cubics."""
    corners = np.array(points)
    starts, ends = corners[:-1], corners[1:]
    pieces = np.stack([starts, starts + (ends - starts) / 3, ends - (ends - starts) / 3, ends], axis=1)
    return _in_scene(pieces.reshape(-1, 2))


def cubics(points: tuple[tuple[float, float], ...]) -> Points:
    """An open path as Manim holds it: four points a curve, each curve beginning where the last one ended."""
    flat: list[tuple[float, float]] = []
    for i in range(0, len(points) - 1, 3):
        flat += points[i : i + 4]
    return _in_scene(np.array(flat))


def _arrow_head(points: tuple[tuple[float, float], ...], size: float) -> Points:
    tip, before = np.array(points[-1]), np.array(points[-2])
    along = (tip - before) / (np.linalg.norm(tip - before) or 1)
    across = np.array([-along[1], along[0]])
    one, other = (tip - size * along + 0.5 * size * side * across for side in (1, -1))
    strokes = [one, *_thirds(one, tip), tip, tip, *_thirds(tip, other), other]
    return _in_scene(np.array(strokes))


def _thirds(a: Points, b: Points) -> list[Points]:
    return [a + (b - a) / 3, b - (b - a) / 3]


def _origin(shape: Label) -> Points:
    """Where the text's baseline begins, in Manim's units relative to the frame's middle."""
    wide = typeface.width(shape.text, shape.face, shape.weight, shape.size)
    x = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
    y = shape.y + typeface.cap_height(shape.face, shape.size) / 2
    return np.array(to_scene(x, y))


@cache
def _glyph_points(text: str, face: typeface.Face, weight: int, size: float) -> Points:
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


_DRAWN: dict[type[Shape], Callable[[Any], VMobject]] = {
    Arc: _arc,
    Box: _box,
    Curve: _curve,
    Dot: _dot,
    Graph: _graph,
    Needle: _needle,
    Label: _label,
    Outline: _outline,
    Trail: _trail,
}
