"""Steps that overlap, as one gesture: those of a beat of which none depends on another.

What a step touches is told by the stages before and after it and by what travels; no verb has to say it. A
cause and its effect touch the same thing, so they are never in one gesture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from explainsite.storyboard import pace
from explainsite.storyboard.state import Actor, Area, Grid, Part, Stage, Step, Target, overlap

Pair = frozenset[Target]
"""The two ends of a line, or of a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """What moves without a pause: a step, or several, each with its `begin` from that of the first."""

    steps: tuple[Step, ...]

    @property
    def whole(self) -> Step:
        """All of it as one step, with the steps as its parts if there are several."""
        return overlap(self.steps)

    @property
    def seconds(self) -> float:
        """From the first motion to the last."""
        return max(step.begin + step.seconds for step in self.steps)


def in_gestures(opening: Stage, steps: Iterable[Step]) -> tuple[Gesture, ...]:
    """The steps of a beat in their order; each sets out while the ones before it move, if it may."""
    gestures: list[list[tuple[Step, _Touch]]] = []
    before = opening
    for step in steps:
        touch = _touch(before, step)
        if gestures and not step.follows and _joins(touch, [one for _, one in gestures[-1]]):
            gestures[-1].append((step, touch))
        else:
            gestures.append([(step, touch)])
        before = step.stage
    return tuple(Gesture(steps=tuple(_staggered(step for step, _ in gesture))) for gesture in gestures)


def _staggered(steps: Iterable[Step]) -> Iterator[Step]:
    """Steps that set out one after the other, so that few of them move at once."""
    previous, ends = None, list[float]()
    for step in steps:
        begin = 0.0 if previous is None else previous.begin + previous.seconds * pace.SETS_OUT
        if len(ends) >= pace.MOST_AT_ONCE:
            begin = max(begin, sorted(ends)[-pace.MOST_AT_ONCE])
        previous = replace(step, begin=round(begin, 3))
        ends.append(previous.begin + previous.seconds)
        yield previous


@dataclass(frozen=True, slots=True, kw_only=True)
class _Touch:
    """What a step has to do with."""

    changed: frozenset[Target] = frozenset()
    named: frozenset[Target] = frozenset()
    """What it begins or ends at, and leaves as it is."""
    lines: frozenset[Pair] = frozenset()
    """Lines that come, go or change."""
    ways: frozenset[Pair] = frozenset()
    """Between which two something travels."""
    messages: frozenset[str] = frozenset()
    """The words of what it sends."""
    routes: tuple[Area | None, ...] = ()
    """Where its lines and messages run, as far as that is known: within the areas of their two ends."""
    entered: tuple[Area | None, ...] = ()
    """Where something comes to stand that lines and messages go around."""
    is_read: bool = False
    """Whether there is something new to read where something was before: a note, a value."""
    is_alone: bool = False
    """Whether it moves the whole picture, moves nothing, or has moments of its own."""


def _joins(touch: _Touch, others: list[_Touch]) -> bool:
    """Whether a step may set out while others move: what is to be read keeps the pause after it."""
    if touch.is_alone or any(other.is_alone or other.is_read for other in others):
        return False
    if any(_cross(place, route) for place in touch.entered for other in others for route in other.routes):
        return False
    return all(_are_apart(touch, other) for other in others)


def _cross(place: Area | None, route: Area | None) -> bool:
    """Whether two parts of the grid may have a cell in common."""
    if place is None or route is None:
        return True
    return max(place.row, route.row) < min(place.row + place.rows, route.row + route.rows) and max(
        place.column, route.column
    ) < min(place.column + place.columns, route.column + route.columns)


def _are_apart(one: _Touch, other: _Touch) -> bool:
    if _meet(one.changed, other.changed | other.named) or _meet(one.named, other.changed):
        return False
    if one.lines & (other.lines | other.ways) or one.ways & other.lines:
        return False
    return not (one.messages and other.messages) or len(one.messages | other.messages) == 1


def _meet(some: Iterable[Target], others: Iterable[Target]) -> bool:
    """Whether a target is, holds, or belongs to another."""
    return any(
        a.actor == b.actor and (a.part == b.part or None in (a.part, b.part)) for a in some for b in others
    )


def _touch(before: Stage, step: Step) -> _Touch:
    after = step.stage
    moves_all = (before.grid, before.focus) != (after.grid, after.focus)
    if step.parts or moves_all or (after == before and not step.travels):
        return _Touch(is_alone=True)
    links = frozenset(before.links) ^ frozenset(after.links)
    pairs = {(travel.start, travel.end) for travel in step.travels}
    changed = {target for actor in after.actors for target in _changes(before.actor(actor.id), actor)}
    wholes = [target for target in changed if target.part is None]
    frames = [actor for actor in after.actors if actor.shown and actor.around]
    grown = {Target(actor=frame.id) for frame in frames if _meet(wholes, frame.around)}
    seen = {actor.id for actor in before.actors if actor.shown}
    new = [actor for actor in after.actors if actor.shown and actor.id not in seen and not actor.around]
    messages = [travel for travel in step.travels if travel.style == "message"]
    routes = [*((link.start, link.end) for link in links), *((sent.start, sent.end) for sent in messages)]
    return _Touch(
        changed=frozenset(changed | {end for _, end in pairs} | grown),
        named=frozenset(
            {start for start, _ in pairs}
            | {end for link in links for end in (link.start, link.end)}
            | {target for frame in frames if Target(actor=frame.id) in changed for target in frame.around}
        ),
        lines=frozenset(frozenset((link.start, link.end)) for link in links),
        ways=frozenset(map(frozenset, pairs)),
        messages=frozenset(travel.text for travel in messages),
        routes=tuple(_between(after.grid, *ends) for ends in routes),
        entered=tuple(_between(after.grid, Target(actor=actor.id)) for actor in new),
        is_read=any(_has_news(before.actor(actor.id), actor) for actor in after.actors)
        or any(link.text for link in frozenset(after.links) - frozenset(before.links)),
    )


def _between(grid: Grid, *targets: Target) -> Area | None:
    """The smallest rectangle of the grid that holds them; None where one has no area, or nobody knows it."""
    areas = [grid.area(target.actor) if grid.is_written else None for target in targets]
    known = [area for area in areas if area is not None]
    if len(known) < len(areas):
        return None
    row, column = min(area.row for area in known), min(area.column for area in known)
    return Area(
        row=row,
        column=column,
        rows=max(area.row + area.rows for area in known) - row,
        columns=max(area.column + area.columns for area in known) - column,
    )


def _changes(before: Actor | None, after: Actor) -> Iterator[Target]:
    """What is seen to change of an actor: some of its parts, or all of it."""
    if before is None or before == after or not (before.shown or after.shown):
        return
    if replace(before, parts=after.parts) != after or _ids(before) != _ids(after):
        yield Target(actor=after.id)
        return
    for old, new in zip(before.parts, after.parts, strict=True):
        if old != new:
            yield Target(actor=after.id, part=new.id)


def _ids(actor: Actor) -> list[str]:
    return [part.id for part in actor.parts]


def _has_news(before: Actor | None, after: Actor) -> bool:
    """Whether an actor on screen has words or values that it had not before, be it as it enters."""
    if before is None or before == after or not after.shown:
        return False
    old = {part.id: part for part in before.parts}
    beside = ((after.label, before.label), (after.note, before.note))
    return _differ(beside) or any(_differ(_contents(part, old.get(part.id))) for part in after.parts)


def _contents(new: Part, old: Part | None) -> tuple[tuple[object, object], ...]:
    """What can be read of a part, now and before."""
    return ((new.text, old and old.text), (new.note, old and old.note), (new.value, old and old.value))


def _differ(pairs: Iterable[tuple[object, object]]) -> bool:
    """Whether anything is there now that was not there before."""
    return any(now != was and now not in ("", None) for now, was in pairs)
