"""What routes join, and what they go around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainsite.picture.drawing import Drawing
from explainsite.picture.keys import actor_of, group_of, is_callout, is_within, join
from explainsite.picture.layout import FIELD
from explainsite.picture.routing.direct import BOTTOM, TOP, Side, apart, are_beside, are_level
from explainsite.picture.shapes import Curve, Label, Rect, Shape, bounds, union
from explainsite.storyboard.selectors import ENTRANCE, NEXT
from explainsite.storyboard.state import Target

NEAR = 90.0
"""Px around an end within which its own texts are in the way of what arrives there."""

Obstacles = Mapping[str, Rect]
"""The parts of drawn actors with their texts, by the groups of their shapes (`keys.py`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """What a route joins: the targets, their rectangles, and whether lines between them are straight."""

    start: Target
    end: Target
    rects: tuple[Rect, Rect]
    texts: tuple[tuple[Rect, ...], tuple[Rect, ...]] = ((), ())
    """Their own texts beside them, such as an index or a title: a line ends before these."""
    parts: tuple[tuple[Rect, ...], tuple[Rect, ...]] = ((), ())
    """The parts of an end that is a whole row: a line points at one of them, not between two."""
    straight: bool
    are_nodes: bool = False
    """Whether both are nodes: lines between them lead from middle to middle."""
    field: Rect = FIELD
    """What the route stays inside of."""
    stacks: tuple[Obstacles, Obstacles] = ({}, {})
    """Of an end with other parts above or below it, those parts: a line in a gap would seem to be theirs."""

    def faces(self, sides: tuple[Side, Side] | None) -> tuple[Rect, Rect]:
        """What a path at these sides leaves and enters: each end with its own texts on that side."""
        if sides is None:
            return self.rects
        ends = zip(self.rects, self.parts, self.texts, sides, strict=True)
        one, other = (_face(_on_part(rect, parts, side), texts, side) for rect, parts, texts, side in ends)
        return one, other

    @property
    def around(self) -> tuple[Rect, Rect]:
        """What a detour leaves and enters: each end with its own texts towards the other.

        Between parts of one row it goes over them, and so over the texts that stand above or below its ends.
        """
        one, other = self.rects
        if self.start.actor == self.end.actor and not self.straight and are_level(one, other):
            return self._over(TOP, BOTTOM)
        axis = 0 if are_level(one, other) else 1
        out = 1 if other.centre[axis] > one.centre[axis] else -1
        return self.faces(((out, 0), (-out, 0)) if axis == 0 else ((0, out), (0, -out)))

    def _over(self, *sides: Side) -> tuple[Rect, Rect]:
        """Each end with its own texts on some sides."""
        one, other = self.rects
        for side in sides:
            one, other = _face(one, self.texts[0], side), _face(other, self.texts[1], side)
        return one, other

    @property
    def aside(self) -> tuple[bool, bool]:
        """Which of the two curves join from the side: what is stacked, and nodes beside it."""
        nodes = self.straight and are_beside(*self.rects)
        return bool(self.stacks[0]) or nodes, bool(self.stacks[1]) or nodes

    def between(self, obstacles: Obstacles) -> Obstacles:
        """The obstacles that are neither end."""
        targets = (self.start, self.end)
        return {
            key: rect for key, rect in obstacles.items() if not any(_is_of(key, target) for target in targets)
        }


def _is_of(group: str, target: Target) -> bool:
    if target.part:
        whole = join(target.actor, target.part)
        return group == whole or is_within(group, whole)
    return actor_of(group) == target.actor


def obstacles_of(drawings: Mapping[str, Drawing]) -> Obstacles:
    """What routes go around; of a frame, in which others stand, that is its name."""
    groups: dict[str, list[Shape]] = {}
    for drawing in drawings.values():
        for shape in drawing.shapes:
            if not drawing.open or isinstance(shape, Label):
                groups.setdefault(_thing(shape), []).append(shape)
    return {key: _solid(shapes) for key, shapes in groups.items()}


def _thing(shape: Shape) -> str:
    """What a shape is a piece of: its part, or for the words of a note beside that the note itself."""
    return shape.key if is_callout(shape.key) and isinstance(shape, Label) else group_of(shape.key)


def _solid(shapes: list[Shape]) -> Rect:
    """What a part takes up; lines within it count only when there is nothing else."""
    solid = [shape for shape in shapes if not isinstance(shape, Curve)]
    return union([bounds(shape) for shape in solid or shapes])


def anchor(drawings: Mapping[str, Drawing], target: Target) -> Rect | None:
    """Where a target stands; an actor that is not drawn has no place."""
    drawing = drawings.get(target.actor)
    return drawing.anchors.get(target.part or "", drawing.anchors[""]) if drawing else None


def ends_of(drawings: Mapping[str, Drawing], start: Target, end: Target, rects: tuple[Rect, Rect]) -> Ends:
    """What a route from one target to another joins, each in its rectangle."""
    return Ends(
        start=start,
        end=end,
        rects=rects,
        texts=(_texts(drawings, start, rects[0]), _texts(drawings, end, rects[1])),
        straight=is_straight(drawings, start, end),
        are_nodes=all(drawings[target.actor].straight for target in (start, end)),
        parts=(_whole(drawings, start), _whole(drawings, end)),
        stacks=(_stack(drawings, start), _stack(drawings, end)),
    )


def _texts(drawings: Mapping[str, Drawing], target: Target, rect: Rect) -> tuple[Rect, ...]:
    """The texts of a target that stand outside of it, but near."""
    drawing, whole = drawings[target.actor], join(target.actor, target.part)
    places = (
        bounds(shape)
        for shape in drawing.shapes
        if isinstance(shape, Label) and shape.text and (not target.part or is_within(shape.key, whole))
    )
    return tuple(place for place in places if apart(place, rect) < NEAR) if not drawing.open else ()


def _on_part(whole: Rect, parts: tuple[Rect, ...], side: Side) -> Rect:
    """The stretch of a row before the part nearest to its middle, if its middle is between two."""
    axis = 1 if side[0] else 0
    middle = whole.centre[axis]
    spans = [(part.y, part.bottom) if axis else (part.x, part.right) for part in parts]
    if not spans or any(first <= middle <= last for first, last in spans):
        return whole
    first, last = min(spans, key=lambda span: abs(sum(span) / 2 - middle))
    return (
        Rect(whole.x, first, whole.w, last - first) if axis else Rect(first, whole.y, last - first, whole.h)
    )


def _face(rect: Rect, texts: tuple[Rect, ...], side: Side) -> Rect:
    """A rectangle and the texts on one side of it, where a line would arrive in the middle."""
    (cx, cy), (dx, dy) = rect.centre, side
    if dx:
        there = [text for text in texts if abs(text.centre[1] - cy) < NEAR / 2]
        left = min((rect.x, *(text.x for text in there))) if dx < 0 else rect.x
        right = max((rect.right, *(text.right for text in there))) if dx > 0 else rect.right
        return Rect(left, rect.y, right - left, rect.h)
    there = [text for text in texts if abs(text.centre[0] - cx) < text.w / 2 + NEAR]
    top = min((rect.y, *(text.y for text in there))) if dy < 0 else rect.y
    bottom = max((rect.bottom, *(text.bottom for text in there))) if dy > 0 else rect.bottom
    return Rect(rect.x, top, rect.w, bottom - top)


def _whole(drawings: Mapping[str, Drawing], target: Target) -> tuple[Rect, ...]:
    drawing = drawings[target.actor]
    return () if target.part or drawing.straight else tuple(parts_of(drawing).values())


def _stack(drawings: Mapping[str, Drawing], target: Target) -> Obstacles:
    """The other parts of an actor in which some stand above or below the target: a list, a table."""
    drawing = drawings[target.actor]
    own = drawing.anchors.get(target.part or "")
    if own is None or not target.part or drawing.straight:
        return {}
    others = {part: rect for part, rect in parts_of(drawing).items() if part != target.part}
    if not any(_is_over(own, other) or _is_over(other, own) for other in others.values()):
        return {}
    return {join(target.actor, part): rect for part, rect in others.items()}


def parts_of(drawing: Drawing) -> dict[str, Rect]:
    """Where the parts of an actor stand, without the places where others will."""
    return {part: rect for part, rect in drawing.anchors.items() if part not in {"", NEXT, ENTRANCE}}


def _is_over(upper: Rect, lower: Rect) -> bool:
    return upper.bottom <= lower.y and upper.x < lower.right and lower.x < upper.right


def is_straight(drawings: Mapping[str, Drawing], start: Target, end: Target) -> bool:
    """Whether lines between these two are straight."""
    return any(drawings[target.actor].straight for target in (start, end))
