"""Where lines and messages run: straight or in an S if that is clear, else around what is there.

What stands in a way are blocks: each part of each drawn actor with its texts, by what its keys begin with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainsite.picture.detours import Trip, detour, is_clear, passed, pill_is_clear
from explainsite.picture.drawing import Drawing
from explainsite.picture.paths import Path, Point
from explainsite.picture.routes import message_route, route
from explainsite.picture.shapes import Curve, Label, Rect, Shape, bounds, union
from explainsite.storyboard.state import Target

Blocks = Mapping[str, Rect]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way between two targets: where a line runs, and where the middle of a pill does."""

    line: Path
    pill: Path = ()
    met: tuple[str, ...] = ()
    """What it could not go around, by the keys of the blocks."""


def blocks_of(drawings: Mapping[str, Drawing]) -> Blocks:
    """What lines and messages go around; of a frame, in which others stand, that is its name."""
    groups: dict[str, list[Shape]] = {}
    for drawing in drawings.values():
        for shape in drawing.shapes:
            if not drawing.open or isinstance(shape, Label):
                groups.setdefault(shape.key.rpartition("/")[0], []).append(shape)
    return {key: _solid(shapes) for key, shapes in groups.items()}


def _solid(shapes: list[Shape]) -> Rect:
    """What a part takes up; lines within it count only when there is nothing else."""
    solid = [shape for shape in shapes if not isinstance(shape, Curve)]
    return union([bounds(shape) for shape in solid or shapes])


def anchor(drawings: Mapping[str, Drawing], target: Target) -> Rect | None:
    """Where a target stands; an actor that is not drawn has no place."""
    drawing = drawings.get(target.actor)
    return drawing.anchors.get(target.part or "", drawing.anchors[""]) if drawing else None


def is_straight(drawings: Mapping[str, Drawing], start: Target, end: Target) -> bool:
    """Whether lines between these two are straight."""
    return any(drawings[target.actor].straight for target in (start, end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """What a way joins: the targets, their rectangles, and whether lines between them are straight."""

    start: Target
    end: Target
    rects: tuple[Rect, Rect]
    straight: bool


def line_way(ends: Ends, blocks: Blocks, *, aside: float = 0.0, lane: float = 0.0) -> Way:
    """Where a line that stays runs."""
    plain = route(*ends.rects, straight=ends.straight, aside=aside, lane=lane)
    near = _between(ends, blocks, neighbours=ends.straight)
    trip = Trip(*ends.rects, tuple(near.values()))
    if is_clear(plain, trip):
        return Way(line=plain)
    around = detour(Trip(*ends.rects, tuple(_between(ends, blocks).values())), lane)
    return Way(line=around) if around else Way(line=plain, met=_met(plain, trip, near))


def message_way(
    ends: Ends, blocks: Blocks, size: Point, *, along: Path | None = None, lane: float = 0.0
) -> Way:
    """Where a pill of this size runs: on the line `along` that joins the two, if it finds room there."""
    half = (size[0] / 2, size[1] / 2)
    near = _between(ends, blocks, neighbours=ends.straight)
    trip = Trip(*ends.rects, tuple(near.values()), half)
    line = route(*ends.rects, straight=ends.straight, lane=lane)
    pill = message_route(*ends.rects, *size, straight=ends.straight, lane=lane)
    if pill_is_clear(pill, trip):
        return Way(line=line, pill=pill)
    wide = Trip(*ends.rects, tuple(_between(ends, blocks).values()), half)
    around = along if along and is_clear(along, wide) else detour(wide, lane)
    if around is None:
        return Way(line=line, pill=pill, met=_met(pill, trip, near))
    return Way(line=around, pill=passed(around, wide))


def is_free(way: Way, ends: Ends, blocks: Blocks, size: Point) -> bool:
    """Whether a pill of this size meets nothing on a way."""
    near = tuple(_between(ends, blocks, neighbours=ends.straight).values())
    return pill_is_clear(way.pill, Trip(*ends.rects, near, (size[0] / 2, size[1] / 2)))


def _met(way: Path, trip: Trip, near: Blocks) -> tuple[str, ...]:
    return tuple(
        key
        for key, rect in near.items()
        if not pill_is_clear(way, Trip(trip.start, trip.end, (rect,), trip.half))
    )


def _between(ends: Ends, blocks: Blocks, *, neighbours: bool = True) -> Blocks:
    """The blocks that are neither end. An S leaves its row from above or below, past its `neighbours`."""
    targets = (ends.start, ends.end)
    return {
        key: rect
        for key, rect in blocks.items()
        if not any(_is_of(key, target, whole=not neighbours) for target in targets)
    }


def _is_of(key: str, target: Target, *, whole: bool) -> bool:
    if target.part and not whole:
        return key == f"{target.actor}/{target.part}"
    return key == target.actor or key.startswith(f"{target.actor}/")


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
