"""How far parts move, and those that pass each other: which are in front, how far aside, and when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import hypot

from explainsite.picture.keys import BOX, actor_of, group_of, is_link, is_within, join, name_of
from explainsite.picture.shapes import Box, Label, Point, Rect, Shape, bounds, union
from explainsite.storyboard.pace import LONGEST_SLIDE_STAGGER, SLIDE_STAGGER

DIP = 0.75
"""How much of their ink words lose that pass beneath others."""
WIDEST_BOW, BOW = 40.0, 0.12
"""Px by which a part swings aside at most, and as a share of its distance."""


@dataclass(frozen=True, slots=True)
class Slide:
    """The motion of a part that passes others: `rank` orders who is in front, times are in seconds."""

    rank: float
    bow: Point
    delay: float
    seconds: float
    beneath: frozenset[str] = frozenset()
    """The keys of its words that have no ground of their own and pass beneath others."""


def drifts_between(before: Mapping[str, Shape], after: Mapping[str, Shape]) -> dict[str, Point]:
    """How far each part moves that has a box in both pictures: the same box, or one that takes its place."""
    same = [
        key for key, shape in before.items() if isinstance(shape, Box) and isinstance(after.get(key), Box)
    ]
    ends = {group_of(key): (bounds(before[key]), bounds(after[key])) for key in same}
    old, new = _first_boxes(before), _first_boxes(after)
    ends |= {part: (old[part], new[part]) for part in old if part in new and part not in ends}
    return {
        part: (there.centre[0] - here.centre[0], there.centre[1] - here.centre[1])
        for part, (here, there) in ends.items()
        if here.centre != there.centre and not is_link(part)
    }


def _first_boxes(picture: Mapping[str, Shape]) -> dict[str, Rect]:
    """The first box of each part."""
    boxes: dict[str, Rect] = {}
    for key, shape in picture.items():
        if isinstance(shape, Box):
            boxes.setdefault(group_of(key), bounds(shape))
    return boxes


def slides(
    before: Mapping[str, Shape],
    after: Mapping[str, Shape],
    drifts: Mapping[str, Point],
    seconds: float,
    *,
    moved: Collection[str] = (),
) -> dict[str, Slide]:
    """The slide of each part, by its key, that passes another of its actor or comes from another actor.

    The farther a part goes up or to the left, the nearer it is to the eye, and it swings to the one side;
    what it passes swings to the other. The first to set out is the one that comes to stand first.
    """
    ends = {part: rects for part in _boxed(before) if (rects := _ends(part, before, after))}
    passing = [
        part
        for part in ends
        if part in drifts and (part in moved or any(_pass(part, other, ends) for other in ends))
    ]
    passing.sort(key=lambda part: (ends[part][1].y, ends[part][1].x))
    stagger = min(SLIDE_STAGGER, LONGEST_SLIDE_STAGGER / max(1, len(passing) - 1))
    length = seconds - stagger * max(0, len(passing) - 1)
    return {
        part: Slide(
            -sum(drifts[part]), _bow(drifts[part]), index * stagger, length, _bare(part, drifts[part], after)
        )
        for index, part in enumerate(passing)
    }


def _boxed(picture: Mapping[str, Shape]) -> list[str]:
    return [group_of(key) for key in picture if name_of(key) == BOX]


def _bare(part: str, drift: Point, after: Mapping[str, Shape]) -> frozenset[str]:
    """The words of a part that sinks and that stand beside its box, not on it."""
    box = after[join(part, BOX)]
    return frozenset(
        key
        for key, shape in after.items()
        if sum(drift) > 0 and is_within(key, part) and isinstance(shape, Label) and not _on(shape, box)
    )


def _on(label: Shape, box: Shape) -> bool:
    place, ground = bounds(label), bounds(box)
    return ground.x <= place.centre[0] <= ground.right


def conveyed(
    before: Mapping[str, Shape], after: Mapping[str, Shape], drifts: Mapping[str, Point]
) -> dict[str, Point]:
    """The drifts, and those of parts that come or go while all others of their actor move as one."""
    by_actor: dict[str, set[Point]] = {}
    for part in _boxed(before):
        if join(part, BOX) in after:
            by_actor.setdefault(actor_of(part), set()).add(drifts.get(part, (0.0, 0.0)))
    passing = {*_boxed(before), *_boxed(after)} - drifts.keys()
    return dict(drifts) | {
        part: drift
        for part in sorted(passing)
        for drift in by_actor.get(actor_of(part), set())
        if len(by_actor[actor_of(part)]) == 1 and drift != (0.0, 0.0)
    }


def _ends(part: str, before: Mapping[str, Shape], after: Mapping[str, Shape]) -> tuple[Rect, Rect] | None:
    """Where a part's box sets out and arrives."""
    key = join(part, BOX)
    old, new = before.get(key), after.get(key)
    return (bounds(old), bounds(new)) if isinstance(old, Box) and isinstance(new, Box) else None


def _pass(part: str, other: str, ends: Mapping[str, tuple[Rect, Rect]]) -> bool:
    """Whether two parts of one actor come to stand the other way round, and meet as they do."""
    if part == other or actor_of(part) != actor_of(other):
        return False
    (a0, a1), (b0, b1) = ends[part], ends[other]
    (x0, y0), (x1, y1) = _between(a0, b0), _between(a1, b1)
    return x0 * x1 + y0 * y1 < 0 and _meet(union([a0, a1]), union([b0, b1]))


def _between(a: Rect, b: Rect) -> Point:
    """From the left edge of one at half its height to that of the other: bars have lengths of their own."""
    return (b.x - a.x, b.centre[1] - a.centre[1])


def _meet(a: Rect, b: Rect) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def _bow(drift: Point) -> Point:
    """Aside, to the right hand of its motion: two that pass each other keep to different sides."""
    far = hypot(*drift) or 1.0
    wide = min(WIDEST_BOW, BOW * far)
    return (-drift[1] / far * wide, drift[0] / far * wide)
