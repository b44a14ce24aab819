"""Where the camera looks: a picture is enlarged around what is in focus, and what would be cut is left out.

It only ever enlarges, so no text becomes too small, and it keeps to the field, so captions have their room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import sqrt

from explainsite.picture.detours import FIELD
from explainsite.picture.drawing import Drawing
from explainsite.picture.layout import SAFE
from explainsite.picture.shapes import Box, Curve, Dot, Label, Outline, Rect, Shape, bounds, union
from explainsite.storyboard.state import Target

Point = tuple[float, float]

MOST = 1.8
"""How much the camera enlarges at most."""
ROOM = 40.0
"""Px, before they are enlarged, that stay free around what is in focus."""
_SLACK = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
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

    def since(self, before: View) -> View:
        """The way from one view to this one: what was there is now here."""
        zoom = self.zoom / before.zoom
        return View(zoom=zoom, x=self.x - before.x * zoom, y=self.y - before.y * zoom)


WHOLE = View()


def view_on(focus: tuple[Target, ...], drawings: Mapping[str, Drawing]) -> View:
    """The view of what is in focus; the whole stage if nothing of it is drawn, or if it fills the frame."""
    rects = [rect for target in focus for rect in _places(target, drawings)]
    if not rects:
        return WHOLE
    area = union(rects).inset(-ROOM, -ROOM)
    zoom = min(SAFE.w / area.w, SAFE.h / area.h, MOST)
    if zoom <= 1.0:
        return WHOLE
    (cx, cy), (sx, sy) = area.centre, SAFE.centre
    return View(zoom=zoom, x=sx - cx * zoom, y=sy - cy * zoom)


def _places(target: Target, drawings: Mapping[str, Drawing]) -> Iterable[Rect]:
    drawing = drawings.get(target.actor)
    if drawing is None:
        return []
    anchor = drawing.anchors.get(target.part or "")
    shapes = [bounds(shape) for shape in drawing.shapes if is_of(shape.key, target)]
    return [anchor, *shapes] if anchor else shapes


def is_of(key: str, target: Target) -> bool:
    """Whether a shape's key is of a target."""
    return key.startswith(f"{target.actor}/{target.part}/" if target.part else f"{target.actor}/")


def framed(drawings: Mapping[str, Drawing], focus: tuple[Target, ...], view: View) -> dict[str, Drawing]:
    """The drawings as the camera sees them: what is not in focus is there as far as it is not cut."""
    return {name: _framed(name, drawing, focus, view) for name, drawing in drawings.items()}


def _framed(name: str, drawing: Drawing, focus: tuple[Target, ...], view: View) -> Drawing:
    mine = [target for target in focus if target.actor == name]
    shapes = tuple(moved(shape, view) for shape in drawing.shapes)
    group: Callable[[Shape], str] = _group if mine else lambda _: name
    kept = {key for key, rect in _groups(shapes, group).items() if is_inside(rect)}
    shapes = tuple(s for s in shapes if group(s) in kept or any(is_of(s.key, target) for target in mine))
    anchors = {part: view.rect(rect) for part, rect in drawing.anchors.items()}
    return replace(drawing, shapes=shapes, anchors=anchors)


def framed_lines(shapes: Iterable[Shape], drawn: Callable[[str], bool], view: View) -> tuple[Shape, ...]:
    """The lines that the camera sees whole, with both ends; `drawn` tells of a target by its name."""
    seen = [moved(shape, view) for shape in shapes]
    groups = _groups(seen, _group)
    kept = {k for k, rect in groups.items() if is_inside(rect) and all(map(drawn, k.split("/")[1:3]))}
    return tuple(shape for shape in seen if _group(shape) in kept)


def _group(shape: Shape) -> str:
    return shape.key.rpartition("/")[0]


def _groups(shapes: Iterable[Shape], group: Callable[[Shape], str]) -> dict[str, Rect]:
    rects: dict[str, list[Rect]] = {}
    for shape in shapes:
        rects.setdefault(group(shape), []).append(bounds(shape))
    return {key: union(found) for key, found in rects.items()}


def is_inside(rect: Rect) -> bool:
    """Whether a rectangle is within the field."""
    field = FIELD.inset(-_SLACK, -_SLACK)
    upper_left = rect.x >= field.x and rect.y >= field.y
    return upper_left and rect.right <= field.right and rect.bottom <= field.bottom


def moved(shape: Shape, view: View) -> Shape:
    """A shape as the camera sees it. Lines become thicker, but less than all else becomes larger."""
    zoom, thicker = view.zoom, sqrt(view.zoom)
    if isinstance(shape, Box):
        rect = view.rect(bounds(shape))
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
        points = tuple(map(view.point, shape.points))
        return replace(shape, points=points, width=shape.width * thicker, zoom=shape.zoom * zoom)
    if isinstance(shape, Outline):
        return replace(shape, contours=tuple(tuple(map(view.point, line)) for line in shape.contours))
    assert isinstance(shape, Label | Dot)
    x, y = view.point((shape.x, shape.y))
    if isinstance(shape, Label):
        return replace(shape, x=x, y=y, size=shape.size * zoom)
    return replace(shape, x=x, y=y, r=shape.r * zoom)
