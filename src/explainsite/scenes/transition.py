"""The transition from one picture to the next, through others: shapes are matched by their keys.

Manim redraws, frame by frame, everything from the first moving mobject on, so what stands still comes first
wherever that does not change what covers what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf

from manim import Animation, VMobject

from explainsite.picture import keys
from explainsite.picture.script import ScriptCarry
from explainsite.picture.shapes import Label, Rect, Shape, bounds
from explainsite.scenes.animations import Timed, Within
from explainsite.scenes.changes import Motion, carried, entered, left, stayed
from explainsite.scenes.drawing import draw
from explainsite.scenes.timing import Depth, StepTiming, entry_delays, timing_between

_DEPTHS = {"value": -0.5, "message": 9.0}
"""Values slide beneath boxes and above the labels on the ground; messages pass above everything."""


@dataclass(slots=True)
class _Chain:
    """One shape on its way through the parts of a step: what it is now, and how it changed so far."""

    shape: Shape
    depth: Depth
    changes: list[Motion] = field(default_factory=list)
    begins: list[float] = field(default_factory=list)
    """When each change begins, in seconds."""
    busy: float = 0.0
    """When its last change is over, in seconds."""

    def add(self, change: Motion, timing: StepTiming, depth: Depth) -> None:
        """Let it change in one part of the step."""
        intervals = [a.interval for a in change.animations if isinstance(a, Timed)]
        self.begins.append(min((s[0] for s in intervals), default=0.0) * timing.total)
        self.busy = max((s[1] for s in intervals), default=0.0) * timing.total
        self.changes.append(change)
        self.depth = depth

    def motion(self, total: float) -> Motion:
        """All that is drawn of it. Of several changes each is seen from its beginning to that of the next."""
        if not self.changes:
            return Motion([draw(self.shape)], [], (bounds(self.shape),))
        if len(self.changes) == 1:
            return self.changes[0]
        windows = pairwise([-inf, *(begin / total for begin in self.begins[1:]), inf])
        shown = [
            Within(animation, window)
            for change, window in zip(self.changes, windows, strict=True)
            for animation in change.animations
        ]
        mobjects = [mobject for change in self.changes for mobject in change.mobjects]
        return Motion(mobjects, [*shown], tuple(rect for change in self.changes for rect in change.swept))


def transition(
    before: dict[str, Shape], parts: Sequence[tuple[dict[str, Shape], StepTiming]]
) -> tuple[list[VMobject], list[Animation]]:
    """Mobjects in drawing order for the transition from one picture through others, and what moves them."""
    chains = {key: _Chain(shape, (shape.z, 0.0, 0.0)) for key, shape in before.items()}
    gone: list[_Chain] = []
    layers: list[tuple[Depth, Motion]] = []
    for picture, plain in parts:
        names = names_after(chains, plain.moves)
        chains = {names[key]: chain for key, chain in chains.items()}
        now = {key: replace(chain.shape, key=key) for key, chain in chains.items()}
        empty = dict(_further_lines(picture, now))
        chains |= {key: _Chain(line, (line.z, 0.0, 0.0)) for key, line in empty.items()}
        after = picture | dict(_further_lines(now, picture))
        now |= empty
        timing = timing_between(plain, now, after)
        gone += [chains[key] for key in now if key not in after]
        chains = _changed(chains, now, after, timing)
        layers += [
            ((_DEPTHS[travel.style], 0.0, 0.0), carried(travel, timing))
            for travel in timing.travels
            if isinstance(travel, ScriptCarry)
        ]
    total = parts[-1][1].total
    drawn = [(chain.depth, chain.motion(total)) for chain in (*gone, *chains.values())]
    motions = _still_first([motion for _, motion in sorted([*drawn, *layers], key=lambda layer: layer[0])])
    return [m for motion in motions for m in motion.mobjects], [a for m in motions for a in m.animations]


def _further_lines(picture: Mapping[str, Shape], other: Mapping[str, Shape]) -> Iterator[tuple[str, Label]]:
    """The lines that a text lacks in the other picture: empty there, and as far from its first line as here.

    So they change as the first one does, and no line of a new text covers the old one.
    """
    for key, shape in picture.items():
        first = keys.first_line(key)
        here, there = picture.get(first), other.get(first)
        if first == key or key in other:
            continue
        if isinstance(shape, Label) and isinstance(here, Label) and isinstance(there, Label):
            x, y = there.x + shape.x - here.x, there.y + shape.y - here.y
            yield key, replace(shape, text="", x=x, y=y)


def _changed(
    chains: dict[str, _Chain],
    before: dict[str, Shape],
    after: dict[str, Shape],
    timing: StepTiming,
) -> dict[str, _Chain]:
    """The chains of the picture after, each with what happens to its shape on the way there."""
    entering = entry_delays(before, after, timing)
    for key, old in ((key, old) for key, old in before.items() if key not in after):
        chain = chains[key]
        busy = timing.after(chain.busy)
        chain.add(left(old, busy), timing, timing.depth(key, old.z - 0.2))
    following: dict[str, _Chain] = {}
    for key, new in after.items():
        depth = timing.depth(key, new.z)
        if key not in before:
            following[key] = chain = _Chain(new, depth)
            chain.add(entered(new, timing, entering[key]), timing, depth)
            continue
        following[key] = chain = chains[key]
        depth = max(depth, chain.depth) if chain.changes else depth
        if before[key] != new:
            chain.add(stayed(before[key], new, timing.after(chain.busy)), timing, depth)
        chain.shape, chain.depth = new, depth
    return following


def names_after(before: Iterable[str], moves: Mapping[str, str]) -> dict[str, str]:
    """The key of each shape afterwards: what has moved is then in both pictures.

    What stood under such a key leaves under a key of its own.
    """
    renamed = {key: keys.moved(key, moves) for key in before}
    arriving = {new for key, new in renamed.items() if new != key}
    return {key: keys.leaving(new) if new == key and key in arriving else new for key, new in renamed.items()}


def _still_first(motions: list[Motion]) -> list[Motion]:
    """What stands still moves to the front, unless something that moves must stay beneath it."""
    still: list[Motion] = []
    moving: list[Motion] = []
    for item in motions:
        if item.animations or any(
            _overlap(a, b) for other in moving for a in item.swept for b in other.swept
        ):
            moving.append(item)
        else:
            still.append(item)
    return [*still, *moving]


def _overlap(a: Rect, b: Rect) -> bool:
    slack = 8.0
    return (
        a.x < b.right + slack and b.x < a.right + slack and a.y < b.bottom + slack and b.y < a.bottom + slack
    )
