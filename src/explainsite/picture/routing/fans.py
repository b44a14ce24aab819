"""How direct paths join what they join: at which sides, where along these, and straight or curved.

Paths from one thing to several that stand in a row or a column before it are a fan, and so are those that
meet at one thing: they leave on one side, staggered, and all of them are straight or all curved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from explainsite.picture.routing.direct import BOTTOM, CORNER, LEFT, RIGHT, TOP, Joint, Side, gap
from explainsite.picture.routing.ends import Ends
from explainsite.picture.shapes import Point, Rect
from explainsite.storyboard.state import Target

STAGGER = 18.0
"""Px between two lines on one side."""
SPREAD = 1 - 2 * CORNER
"""The share of a side that they take at most."""
ROOM = 28.0
"""Px between two things from which on a fan can pass there."""
STEEP = 1.5
"""How far aside a straight line of a fan may lead, as a share of how far it leads out."""
ALIGNED = 0.3
"""How far aside one thing may stand of another, as a share of the smaller, for an upright or a level line."""

CENTRAL = 0.2
"""How far from the middle of its side a line of a fan may end for that, as a share of the smaller."""

_Sides = tuple[Side, Side]


def single(ends: Ends) -> Joint:
    """How a path joins two things when it is alone."""
    return joints([ends])[0]


def upright(ends: Ends) -> Joint | None:
    """How a path joins two things from above or below, if one stands above the other."""
    sides = max(_ALL[:2], key=lambda sides: gap(*ends.rects, sides[0]))
    return Joint(sides=sides, is_curved=True) if _room(ends, sides) > 0 else None


def joints(paths: Sequence[Ends], stagger: Point = (STAGGER, STAGGER)) -> list[Joint]:
    """How each of some paths joins its ends; paths that join the same two, or lead back, are one.

    Those on one side stand `stagger` px apart, on sides along x and along y.
    """
    sides = _sides(paths)
    found = [Joint(sides=each) for each in sides]
    for port in _ports(paths, sides):
        for (i, end), shift in port.shifts(paths, stagger):
            (first, last), alone = found[i].shifts, found[i].alone
            found[i] = (
                replace(found[i], shifts=(first, shift), alone=(alone[0], False))
                if end
                else replace(found[i], shifts=(shift, last), alone=(False, alone[1]))
            )
    for fan in alike(paths, found):
        is_curved = any(_is_shallow(paths[i], found[i]) for i in fan)
        for i in fan:
            found[i] = replace(found[i], is_curved=is_curved)
    return [_aligned(ends, joint) for ends, joint in zip(paths, found, strict=True)]


def corners(ends: Ends) -> Iterator[Joint]:
    """A quarter of an ellipse between things that stand diagonally: out of one side, in from above or below.

    The one that sets out along the longer way comes first.
    """
    over = max(_ALL[:2], key=lambda sides: gap(*ends.rects, sides[0]))
    level = max(_ALL[2:], key=lambda sides: gap(*ends.rects, sides[0]))
    if min(_room(ends, over), _room(ends, level)) > 0:
        pairs = [(level[0], over[1]), (over[0], level[1])]
        is_upright = _room(ends, over) > _room(ends, level)
        for sides in pairs[::-1] if is_upright else pairs:
            yield Joint(sides=sides, is_curved=True)


def alike(paths: Sequence[Ends], found: Sequence[Joint]) -> list[list[int]]:
    """The paths that are drawn alike: those that leave on the same side and have an actor in common."""
    groups: list[tuple[list[int], set[object]]] = []
    for i, joint in enumerate(found):
        if joint.sides:
            ends = {(0, paths[i].start.actor, joint.sides), (1, paths[i].end.actor, joint.sides)}
            same = [group for group in groups if group[1] & ends]
            groups = [group for group in groups if not group[1] & ends]
            members = sorted([i, *(each for group in same for each in group[0])])
            groups.append((members, ends.union(*(group[1] for group in same))))
    return [members for members, _ in groups]


def _targets(ends: Ends) -> tuple[Target, Target]:
    return ends.start, ends.end


def _sides(paths: Sequence[Ends]) -> list[_Sides | None]:
    """At which sides each path leaves and enters; None for a ray."""
    sides = [_facing(ends) for ends in paths]
    left = set(range(len(paths)))
    for end in (0, 1):
        for fan in _grouped(sorted(left), lambda i, end=end: _targets(paths[i])[end]):  # type: ignore[misc]
            if len({_targets(paths[i])[1 - end] for i in fan}) > 1:
                common = _common([paths[i] for i in fan], [sides[i] for i in fan])
                for i in fan if common else ():
                    sides[i] = common
                    left.discard(i)
    return sides


def _grouped(items: Iterable[int], key: Callable[[int], object]) -> list[list[int]]:
    groups: dict[object, list[int]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return [*groups.values()]


def _common(fan: Sequence[Ends], sides: Sequence[_Sides | None]) -> _Sides | None:
    """The sides at which all paths of a fan can leave and enter, of those that most of them prefer."""
    choices = sorted(_ALL, key=lambda each: -sides.count(each))
    return next((each for each in choices if _is_before(fan, each)), None)


def _is_before(fan: Sequence[Ends], sides: _Sides) -> bool:
    """Whether what a fan leads to stands in one row before these sides; nodes not all to one hand of it."""
    asides = [_aside(ends, sides) for ends in fan]
    is_central = min(asides) <= 0 <= max(asides) or any(_is_aligned(ends, sides) for ends in fan)
    is_loose = all(ends.are_nodes for ends in fan) and not is_central
    return not is_loose and _is_band([_room(ends, sides) for ends in fan])


def _is_band(gaps: Sequence[float]) -> bool:
    """Whether things at these distances stand in one row, as seen from where a fan leaves."""
    return min(gaps) >= ROOM and max(gaps) - min(gaps) <= max(min(gaps), 2 * ROOM)


def _room(ends: Ends, sides: _Sides) -> float:
    """Px between the two sides; less than 0 if they do not face each other."""
    return gap(*ends.faces(sides), sides[0])


_ALL: tuple[_Sides, ...] = ((BOTTOM, TOP), (TOP, BOTTOM), (RIGHT, LEFT), (LEFT, RIGHT))


def _facing(ends: Ends) -> _Sides | None:
    """The sides that face each other; None between nodes that are not before each other."""
    over = max(_ALL[:2], key=lambda sides: gap(*ends.rects, sides[0]))
    level = max(_ALL[2:], key=lambda sides: gap(*ends.rects, sides[0]))
    down, across = _room(ends, over), _room(ends, level)
    if any(ends.stacks):
        return level if across > ROOM else over
    if ends.are_nodes:
        return next((s for s in (over, level) if _room(ends, s) > 0 and _is_aligned(ends, s)), None)
    is_beside = ends.straight and not ends.start.part and not ends.end.part and across > 2 * down
    return over if down > 8 and not is_beside else level


def _axis(sides: _Sides) -> int:
    """Along which axis these sides run: 0 for x, 1 for y."""
    return 1 if sides[0][0] else 0


def _size(rect: Rect, axis: int) -> float:
    return rect.h if axis else rect.w


def _aside(ends: Ends, sides: _Sides) -> float:
    axis = _axis(sides)
    return ends.rects[1].centre[axis] - ends.rects[0].centre[axis]


def _is_aligned(ends: Ends, sides: _Sides) -> bool:
    smaller = min(_size(rect, _axis(sides)) for rect in ends.rects)
    return abs(_aside(ends, sides)) <= ALIGNED * smaller


def _aligned(ends: Ends, joint: Joint) -> Joint:
    """A path that is nearly upright or level becomes so, at the middle of the smaller end."""
    if joint.sides is None or not any(joint.alone) or not _is_aligned(ends, joint.sides):
        return joint
    axis, aside = _axis(joint.sides), _aside(ends, joint.sides)
    sizes = [_size(rect, axis) for rect in ends.rects]
    moves_first = sizes[0] > sizes[1] if all(joint.alone) else joint.alone[0]
    first, last = joint.shifts
    shifts = (last + aside, last) if moves_first else (first, first - aside)
    if not all(joint.alone) and abs(shifts[0 if moves_first else 1]) > CENTRAL * min(sizes):
        return joint
    return replace(joint, shifts=shifts, is_curved=joint.is_curved and not all(joint.alone))


def _is_shallow(ends: Ends, joint: Joint) -> bool:
    """Whether a straight line would lead too far aside; rows are always joined by curves."""
    assert joint.sides is not None
    first, last = joint.shifts
    aside = abs(_aside(ends, joint.sides) + last - first)
    if not ends.straight and joint.sides[0][1]:
        return aside > 1.0
    return aside > STEEP * _room(ends, joint.sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Port:
    """All that leaves and enters on one side of one thing: which paths, and with which of their ends."""

    axis: int
    rect: Rect
    ends: tuple[tuple[int, int], ...]

    def shifts(self, paths: Sequence[Ends], stagger: Point) -> Iterator[tuple[tuple[int, int], float]]:
        """How far from the middle of the side each stands, in the order of where they lead."""
        others = {(i, end): _targets(paths[i])[1 - end] for i, end in self.ends}
        at = {others[i, end]: paths[i].rects[1 - end].centre[self.axis] for i, end in self.ends}
        order = sorted(at, key=at.__getitem__)
        if len(order) < 2:
            return
        apart = min(stagger[self.axis], _size(self.rect, self.axis) * SPREAD / (len(order) - 1))
        for each in self.ends:
            yield each, (order.index(others[each]) - (len(order) - 1) / 2) * apart


def _ports(paths: Sequence[Ends], sides: Sequence[_Sides | None]) -> Iterator[_Port]:
    found: dict[tuple[Target, Side], list[tuple[int, int]]] = {}
    for i, each in enumerate(sides):
        for end in (0, 1) if each else ():
            found.setdefault((_targets(paths[i])[end], each[end]), []).append((i, end))  # type: ignore[index]
    for (_, side), ends in found.items():
        i, end = ends[0]
        yield _Port(axis=1 if side[0] else 0, rect=paths[i].rects[end], ends=tuple(ends))
