"""The router: a direct path between two targets if it is clear, else a detour around the obstacles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from explainsite.picture.keys import actor_of
from explainsite.picture.paths import Path, cut, length
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
    Joint,
    direct_path,
    ends_at,
    leads_on,
    pill_path,
    side_paths,
)
from explainsite.picture.routing.ends import Ends, Obstacles
from explainsite.picture.routing.fans import STAGGER, alike, corners, joints, single, upright
from explainsite.picture.shapes import Point

NUDGES = (0.15, -0.15, 0.3, -0.3, 0.4, -0.4)
"""How far from the middle of a side a path enters that is not clear there, as shares of the side."""
HEAD = 18.0
"""Px beside a path in which its head has room."""
ALONG = 0.35
"""The share of a line on which a message must have room, to run along it."""


MIDST = (0.4, 0.6)
"""Where a message stays on a line that is too short for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a link or a message runs: the path of its line, and that of the middle of a message's pill."""

    line: Path
    pill: Path = ()
    blocked_by: tuple[str, ...] = ()
    """What it could not go around, by the groups of its shapes."""
    is_detour: bool = False
    """Whether it goes around something."""


def settled_joints(
    paths: Sequence[Ends], obstacles: Obstacles, stagger: Point = (STAGGER, STAGGER)
) -> list[Joint]:
    """How each of some paths joins its ends: those that look alike are curved if more of them are clear so.

    What can only run around something takes no place on a side.
    """
    found = joints(paths, stagger)
    direct = [i for i, ends in enumerate(paths) if _can_be_direct(ends, found[i], obstacles)]
    fan = [paths[i] for i in direct]
    joined = joints(fan, stagger)
    for group in alike(fan, joined):
        curved = {i: replace(joined[i], is_curved=True) for i in group}
        free, free_curved = (
            sum(_is_free(fan[i], those[i], obstacles) for i in group)
            for those in (dict(enumerate(joined)), curved)
        )
        for i in group if free_curved > free else ():
            joined[i] = curved[i]
    for i, joint in zip(direct, joined, strict=True):
        found[i] = joint
    return found


def _can_be_direct(ends: Ends, joint: Joint, obstacles: Obstacles) -> bool:
    return any(_is_free(ends, each, obstacles) for each in _choices(ends, joint))


def _is_free(ends: Ends, joint: Joint, obstacles: Obstacles, distance: float = ENOUGH) -> bool:
    """Whether a direct path is clear, and one sees what it joins."""
    faces = ends.faces(joint.sides)
    return _is_good(
        direct_path(*faces, joint), ends, Connector(*faces, tuple(_near(ends, obstacles).values())), distance
    )


def _is_good(path: Path, ends: Ends, connector: Connector, distance: float) -> bool:
    return _is_plain(path, ends) and is_clear(path, connector, distance)


def link_route(ends: Ends, obstacles: Obstacles, joint: Joint | None = None, *, offset: float = 0.0) -> Route:
    """Where a link runs that joins its ends so, if it can; `offset` px to its right."""
    joint = joint or single(ends)
    near = _near(ends, obstacles)
    for each, distance in _tries(ends, joint):
        faces = ends.faces(each.sides)
        direct = direct_path(*faces, each, offset=offset)
        if _is_good(direct, ends, Connector(*faces, tuple(near.values())), distance):
            return Route(line=direct)
    wide = Connector(*ends.around, tuple(ends.between(obstacles).values()), field=ends.field)
    around = _beside(ends, wide, offset) or detour(wide, offset)
    if around:
        return Route(line=around, is_detour=True)
    faces = ends.faces(joint.sides)
    direct = direct_path(*faces, joint, offset=offset)
    return Route(line=direct, blocked_by=_met(direct, Connector(*faces, tuple(near.values())), near))


def message_route(
    ends: Ends,
    obstacles: Obstacles,
    size: Point,
    joint: Joint | None = None,
    *,
    along: Path | None = None,
    offset: float = 0.0,
) -> Route:
    """Where a pill of this size runs: on the line `along` that joins the two, if it finds room there."""
    joint = joint or single(ends)
    half = (size[0] / 2, size[1] / 2)
    others = ends.between(obstacles)
    wide = Connector(*ends.around, tuple(others.values()), half, ends.field)
    if along and _has_room(along, wide) and is_clear(along, wide):
        return Route(line=along, pill=outside_ends(along, wide))
    over = replace(wide, obstacles=(*wide.obstacles, *_stacks(ends).values()))
    if found := _direct_pill(ends, _choices(ends, joint), size, over, offset):
        return found
    around = _beside(ends, wide, offset)
    if around is None and any(ends.stacks):
        own = {actor_of(key) for stack in ends.stacks for key in stack}
        strangers = tuple(rect for key, rect in others.items() if actor_of(key) not in own)
        choices = (*_choices(ends, joint), *filter(None, [upright(ends)]))
        if found := _direct_pill(ends, choices, size, replace(wide, obstacles=strangers), offset):
            return found
    around = around or detour(wide, offset)
    if around is None:
        line = direct_path(*ends.faces(joint.sides), joint, offset=offset)
        blocked_by = _met(line, wide, others)
        return Route(line=line, pill=line if blocked_by else cut(line, *MIDST), blocked_by=blocked_by)
    return Route(line=around, pill=outside_ends(around, wide))


def _direct_pill(
    ends: Ends, choices: Iterable[Joint], size: Point, connector: Connector, offset: float
) -> Route | None:
    """The first of some ways to join two things on which a pill of this size is clear."""
    for each in choices:
        faces = ends.faces(each.sides)
        pill = pill_path(*faces, *size, each, offset=offset)
        if pill and pill_is_clear(pill, replace(connector, start=faces[0], end=faces[1])):
            return Route(line=direct_path(*faces, each, offset=offset), pill=pill)
    return None


def _tries(ends: Ends, joint: Joint) -> Iterator[tuple[Joint, float]]:
    """The ways to join two things, and how clear each must be: a second best one leaves room for a head."""
    yield joint, ENOUGH
    yield from ((each, HEAD) for each in _choices(ends, joint))
    yield from ((each, ENOUGH) for each in _choices(ends, joint))
    yield from ((each, HEAD) for each in corners(ends))


def _choices(ends: Ends, joint: Joint) -> Iterator[Joint]:
    """A way to join two things, and others nearly as good: the curve, and other places on the sides."""
    yield joint
    if joint.sides is None:
        return
    curved = replace(joint, is_curved=True)
    yield replace(joint, is_curved=not joint.is_curved)
    first, last = joint.shifts
    axis = 1 if joint.sides[0][0] else 0
    edges = [rect.h if axis else rect.w for rect in ends.rects]
    aside = ends.rects[0].centre[axis] - ends.rects[1].centre[axis]
    for share in NUDGES:
        moved = last + share * edges[1]
        across = moved - aside
        if all(joint.alone) and abs(across) <= 0.4 * edges[0] and not joint.is_curved:
            yield replace(joint, shifts=(across, moved))
        yield replace(joint, shifts=(first, moved))
        yield replace(curved, shifts=(first, moved))


def _has_room(line: Path, connector: Connector) -> bool:
    pill = outside_ends(line, connector)
    return bool(pill) and length(pill) >= ALONG * length(line)


def _near(ends: Ends, obstacles: Obstacles) -> Obstacles:
    """What a direct path keeps clear of."""
    return {**ends.between(obstacles), **_stacks(ends)}


def _beside(ends: Ends, connector: Connector, offset: float) -> Path | None:
    """A curve to the left or right edge of what has others above or below it."""
    if not any(ends.stacks):
        return None
    paths = side_paths(*ends.rects, ends.aside, offset=offset)
    return next((path for path in paths if fits(path, connector, ENOUGH)), None)


def _is_plain(direct: Path, ends: Ends) -> bool:
    """Whether one sees which of the parts above each other a line joins."""
    joins = zip(ends.stacks, (direct[0], direct[-1]), ends.rects, strict=True)
    found = all(ends_at(point, rect) for stack, point, rect in joins if stack)
    return found and leads_on(direct, *ends.rects)


def _stacks(ends: Ends) -> Obstacles:
    return {**ends.stacks[0], **ends.stacks[1]} if not ends.straight else {}


def is_free(route: Route, ends: Ends, obstacles: Obstacles, size: Point) -> bool:
    """Whether a pill of this size meets nothing on a route."""
    near = tuple(ends.between(obstacles).values())
    return pill_is_clear(route.pill, Connector(*ends.around, near, (size[0] / 2, size[1] / 2)))


def _met(path: Path, connector: Connector, near: Obstacles) -> tuple[str, ...]:
    return tuple(
        key
        for key, rect in near.items()
        if not pill_is_clear(path, Connector(connector.start, connector.end, (rect,), connector.half))
    )
