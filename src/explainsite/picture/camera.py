"""Where the camera looks: a picture is enlarged around what is in focus, and what would be cut is left out.

It only ever enlarges, so no text becomes too small, and it keeps to the field, so captions have their room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from explainsite.picture.drawing import Drawing
from explainsite.picture.keys import ends_of, group_of, is_within, join
from explainsite.picture.layout import FIELD, SAFE
from explainsite.picture.shapes import Rect, Shape, bounds, union
from explainsite.picture.viewport import WHOLE, Viewport, projected
from explainsite.storyboard.state import Target

MOST = 1.8
"""How much the camera enlarges at most."""
ROOM = 40.0
"""Px, before they are enlarged, that stay free around what is in focus."""
_SLACK = 1.0


def viewport_on(focus: tuple[Target, ...], drawings: Mapping[str, Drawing]) -> Viewport:
    """The viewport on what is in focus; the whole stage if that is not drawn, or fills the frame."""
    rects = [rect for target in focus for rect in _places(target, drawings)]
    if not rects:
        return WHOLE
    area = union(rects).inset(-ROOM, -ROOM)
    zoom = min(SAFE.w / area.w, SAFE.h / area.h, MOST)
    if zoom <= 1.0:
        return WHOLE
    (cx, cy), (sx, sy) = area.centre, SAFE.centre
    return Viewport(zoom=zoom, x=sx - cx * zoom, y=sy - cy * zoom)


def _places(target: Target, drawings: Mapping[str, Drawing]) -> Iterable[Rect]:
    drawing = drawings.get(target.actor)
    if drawing is None:
        return []
    anchor = drawing.anchors.get(target.part or "")
    shapes = [
        bounds(shape) for shape in drawing.shapes if is_within(shape.key, join(target.actor, target.part))
    ]
    return [anchor, *shapes] if anchor else shapes


def framed(
    drawings: Mapping[str, Drawing], focus: tuple[Target, ...], viewport: Viewport
) -> dict[str, Drawing]:
    """The drawings as the camera sees them: what is not in focus is there as far as it is not cut."""
    return {name: _framed(name, drawing, focus, viewport) for name, drawing in drawings.items()}


def _framed(name: str, drawing: Drawing, focus: tuple[Target, ...], viewport: Viewport) -> Drawing:
    mine = [join(target.actor, target.part) for target in focus if target.actor == name]
    shapes = tuple(projected(shape, viewport) for shape in drawing.shapes)
    group: Callable[[Shape], str] = _group if mine else lambda _: name
    kept = {key for key, rect in _groups(shapes, group).items() if is_inside(rect)}
    shapes = tuple(s for s in shapes if group(s) in kept or any(is_within(s.key, target) for target in mine))
    anchors = {part: viewport.rect(rect) for part, rect in drawing.anchors.items()}
    return replace(drawing, shapes=shapes, anchors=anchors)


def framed_lines(shapes: Iterable[Shape], drawn: AbstractSet[str], viewport: Viewport) -> tuple[Shape, ...]:
    """The lines that the camera sees whole, with both ends; `drawn` are the groups that an end may be."""
    seen = [projected(shape, viewport) for shape in shapes]
    groups = _groups(seen, _group)
    kept = {line for line, rect in groups.items() if is_inside(rect) and drawn >= set(ends_of(line))}
    return tuple(shape for shape in seen if _group(shape) in kept)


def _group(shape: Shape) -> str:
    return group_of(shape.key)


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
