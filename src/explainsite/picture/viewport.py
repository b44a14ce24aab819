"""The camera's transform from places of the stage to places in the frame: a scale, then a translation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

from explainsite.picture.shapes import (
    Arc,
    Box,
    Curve,
    Dot,
    Graph,
    Label,
    Needle,
    Outline,
    Point,
    Rect,
    Shape,
    Trail,
    bounds,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewport:
    """Where places of the stage are in the frame: `zoom` times as far apart, and moved by (`x`, `y`) px."""

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def point(self, at: Point) -> Point:
        """Where a point is in the frame."""
        return (at[0] * self.zoom + self.x, at[1] * self.zoom + self.y)

    def rect(self, rect: Rect) -> Rect:
        """Where a rectangle is in the frame."""
        return Rect(*self.point((rect.x, rect.y)), rect.w * self.zoom, rect.h * self.zoom)

    def since(self, before: Viewport) -> Viewport:
        """The way from one viewport to this one: what was there is now here."""
        zoom = self.zoom / before.zoom
        return Viewport(zoom=zoom, x=self.x - before.x * zoom, y=self.y - before.y * zoom)


WHOLE = Viewport()


def projected(shape: Shape, viewport: Viewport) -> Shape:
    """A shape as the camera sees it. Lines become thicker, but less than all else becomes larger."""
    zoom, thicker = viewport.zoom, sqrt(viewport.zoom)
    if isinstance(shape, Box):
        rect = viewport.rect(bounds(shape))
        return replace(
            shape,
            x=rect.x,
            y=rect.y,
            w=rect.w,
            h=rect.h,
            radius=shape.radius * zoom,
            stroke_width=shape.stroke_width * thicker,
            zoom=shape.zoom * zoom,
        )
    if isinstance(shape, Curve):
        points = tuple(map(viewport.point, shape.points))
        return replace(shape, points=points, width=shape.width * thicker, zoom=shape.zoom * zoom)
    if isinstance(shape, Trail):
        return replace(shape, points=tuple(map(viewport.point, shape.points)), width=shape.width * thicker)
    if isinstance(shape, Outline):
        return replace(shape, contours=tuple(tuple(map(viewport.point, line)) for line in shape.contours))
    if isinstance(shape, Graph):
        points, (_, base) = tuple(map(viewport.point, shape.points)), viewport.point((0.0, shape.base))
        return replace(shape, points=points, width=shape.width * thicker, base=base)
    assert isinstance(shape, Label | Dot | Arc | Needle)
    x, y = viewport.point((shape.x, shape.y))
    measures = {name: getattr(shape, name) * zoom for name in _GROWING[type(shape)]}
    if isinstance(shape, Label):
        measures["slope"] = shape.slope / zoom
    if isinstance(shape, Arc):
        measures["width"] = shape.width * thicker
    return replace(shape, x=x, y=y, **measures)


_GROWING: dict[type[Shape], tuple[str, ...]] = {
    Label: ("size",),
    Dot: ("r",),
    Arc: ("r", "pitch"),
    Needle: ("r", "width"),
}
"""What is as much larger as the picture, of shapes that stand around or at a point."""
