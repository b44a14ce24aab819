"""The router: a direct path between two targets if it is clear, else a detour around the obstacles.

Obstacles are the parts of drawn actors with their texts, by the groups of their shapes (`keys.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainsite.picture.drawing import Drawing
from explainsite.picture.keys import actor_of, group_of, join
from explainsite.picture.layout import FIELD
from explainsite.picture.paths import Path
from explainsite.picture.routing.clearance import (
    ENOUGH,
    Connector,
    fits,
    is_clear,
    outside_ends,
    pill_is_clear,
)
from explainsite.picture.routing.detours import detour
from explainsite.picture.routing.direct import (
    are_beside,
    are_level,
    direct_path,
    ends_at,
    leads_on,
    pill_path,
    side_paths,
)
from explainsite.picture.shapes import Curve, Label, Point, Rect, Shape, bounds, union
from explainsite.storyboard.selectors import ENTRANCE, NEXT
from explainsite.storyboard.state import Target

Obstacles = Mapping[str, Rect]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a link or a message runs: the path of its line, and that of the middle of a message's pill."""

    line: Path
    pill: Path = ()
    blocked_by: tuple[str, ...] = ()
    """What it could not go around, by the groups of its shapes."""


def obstacles_of(drawings: Mapping[str, Drawing]) -> Obstacles:
    """What routes go around; of a frame, in which others stand, that is its name."""
    groups: dict[str, list[Shape]] = {}
    for drawing in drawings.values():
        for shape in drawing.shapes:
            if not drawing.open or isinstance(shape, Label):
                groups.setdefault(group_of(shape.key), []).append(shape)
    return {key: _solid(shapes) for key, shapes in groups.items()}


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
    stacks = tuple(_stack(drawings, target) for target in (start, end))
    straight = is_straight(drawings, start, end)
    return Ends(start=start, end=end, rects=rects, straight=straight, stacks=(stacks[0], stacks[1]))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """What a route joins: the targets, their rectangles, and whether lines between them are straight."""

    start: Target
    end: Target
    rects: tuple[Rect, Rect]
    straight: bool
    field: Rect = FIELD
    """What the route stays inside of."""
    stacks: tuple[Obstacles, Obstacles] = ({}, {})
    """Of an end with other parts above or below it, those parts: a line in a gap would seem to be theirs."""

    @property
    def meets_neighbours(self) -> bool:
        """Whether a direct line could meet what is beside an end; an S leaves its row from above or below."""
        return self.straight or are_level(*self.rects)

    @property
    def aside(self) -> tuple[bool, bool]:
        """Which of the two curves join from the side: what is stacked, and nodes beside it."""
        nodes = self.straight and are_beside(*self.rects)
        return bool(self.stacks[0]) or nodes, bool(self.stacks[1]) or nodes


def link_route(ends: Ends, obstacles: Obstacles, *, fan: float = 0.0, offset: float = 0.0) -> Route:
    """Where a link runs: `fan` px beside the middle of its start, and `offset` px to its right."""
    direct = direct_path(*ends.rects, straight=ends.straight, fan=fan, offset=offset)
    near = {**_between(ends, obstacles, neighbours=ends.meets_neighbours), **_stacks(ends)}
    connector = Connector(*ends.rects, tuple(near.values()))
    if _is_plain(direct, ends) and is_clear(direct, connector):
        return Route(line=direct)
    wide = Connector(*ends.rects, tuple(_between(ends, obstacles).values()), field=ends.field)
    around = _beside(ends, wide, fan, offset) or detour(wide, offset)
    return Route(line=around) if around else Route(line=direct, blocked_by=_met(direct, connector, near))


def message_route(
    ends: Ends, obstacles: Obstacles, size: Point, *, along: Path | None = None, offset: float = 0.0
) -> Route:
    """Where a pill of this size runs: on the line `along` that joins the two, if it finds room there."""
    half = (size[0] / 2, size[1] / 2)
    near = _between(ends, obstacles, neighbours=ends.meets_neighbours)
    connector = Connector(*ends.rects, tuple(near.values()), half)
    line = direct_path(*ends.rects, straight=ends.straight, offset=offset)
    pill = pill_path(*ends.rects, *size, straight=ends.straight, offset=offset)
    over = Connector(*ends.rects, (*connector.obstacles, *_stacks(ends).values()), half)
    if pill_is_clear(pill, over):
        return Route(line=line, pill=pill)
    wide = Connector(*ends.rects, tuple(_between(ends, obstacles).values()), half, ends.field)
    around = along if along and is_clear(along, wide) else _beside(ends, wide, 0.0, offset)
    if around is None and pill_is_clear(pill, connector):
        return Route(line=line, pill=pill)
    around = around or detour(wide, offset)
    if around is None:
        return Route(line=line, pill=pill, blocked_by=_met(pill, connector, near))
    return Route(line=around, pill=outside_ends(around, wide))


def _beside(ends: Ends, connector: Connector, fan: float, offset: float) -> Path | None:
    """A curve to the left or right edge of what has others above or below it."""
    if not any(ends.stacks):
        return None
    paths = side_paths(*ends.rects, ends.aside, fan=fan, offset=offset)
    return next((path for path in paths if fits(path, connector, ENOUGH)), None)


def _is_plain(direct: Path, ends: Ends) -> bool:
    """Whether one sees which of the parts above each other a line joins."""
    joins = zip(ends.stacks, (direct[0], direct[-1]), ends.rects, strict=True)
    found = all(ends_at(point, rect) for stack, point, rect in joins if stack)
    return found and (leads_on(direct, *ends.rects) or not any(ends.stacks))


def _stacks(ends: Ends) -> Obstacles:
    return {**ends.stacks[0], **ends.stacks[1]} if not ends.straight else {}


def is_free(route: Route, ends: Ends, obstacles: Obstacles, size: Point) -> bool:
    """Whether a pill of this size meets nothing on a route."""
    near = tuple(_between(ends, obstacles, neighbours=ends.meets_neighbours).values())
    return pill_is_clear(route.pill, Connector(*ends.rects, near, (size[0] / 2, size[1] / 2)))


def _met(path: Path, connector: Connector, near: Obstacles) -> tuple[str, ...]:
    return tuple(
        key
        for key, rect in near.items()
        if not pill_is_clear(path, Connector(connector.start, connector.end, (rect,), connector.half))
    )


def _between(ends: Ends, obstacles: Obstacles, *, neighbours: bool = True) -> Obstacles:
    """The obstacles that are neither end. An S leaves its row from above or below, past its `neighbours`."""
    targets = (ends.start, ends.end)
    return {
        key: rect
        for key, rect in obstacles.items()
        if not any(_is_of(key, target, whole=not neighbours) for target in targets)
    }


def _is_of(group: str, target: Target, *, whole: bool) -> bool:
    if target.part and not whole:
        return group == join(target.actor, target.part)
    return actor_of(group) == target.actor


def onto_part(at: Point, whole: Rect, parts: list[Rect]) -> Point:
    """The end of a line to a whole row, moved along its edge from a gap onto the nearest part."""
    x, y = at
    beside = x <= whole.x or x >= whole.right
    spans = [(r.y, r.bottom) if beside else (r.x, r.right) for r in parts]
    here = y if beside else x
    moved = min((_into(here, span) for span in spans), key=lambda to: abs(to - here), default=here)
    return (x, moved) if beside else (moved, y)


def _into(at: float, span: tuple[float, float]) -> float:
    return at if span[0] <= at <= span[1] else (span[0] + span[1]) / 2
