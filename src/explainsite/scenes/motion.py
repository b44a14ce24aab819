"""How one picture becomes the next: matched shapes travel, new ones enter, gone ones leave, numbers count.

Manim redraws, frame by frame, everything from the first moving mobject on, so what stands still comes first
wherever that does not change what covers what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf

from manim import Animation, VMobject

from explainsite.jobs.renderjob import Palette
from explainsite.picture import keys
from explainsite.picture.paths import Path, along
from explainsite.picture.script import ScriptArrow, ScriptCarry
from explainsite.picture.shapes import Box, Curve, Graph, Label, Rect, Shape, bounds, union
from explainsite.picture.viewport import WHOLE, Viewport, projected
from explainsite.scenes.animations import (
    Become,
    Carry,
    Count,
    DrawOn,
    Fade,
    Morph,
    Pan,
    Point,
    Redraw,
    Stretch,
    Timed,
    Way,
    Within,
)
from explainsite.scenes.drawing import draw
from explainsite.scenes.graphs import cut, goes_on, resampled, rides
from explainsite.scenes.passing import DIP, Slide, conveyed, slides

Depth = tuple[float, float, float]
"""What is drawn over what: low first."""

RISE = 14.0
"""Px by which an entering shape rises into its place."""
ENTER = 0.6
"""Seconds that one shape takes to enter."""
LEAVE, MAKE_ROOM = 0.45, 0.32
"""Seconds that one shape takes to leave, and after which others may take its place."""
LONGEST_STAGGER = 0.6
"""Seconds from the first to enter to the last."""


@dataclass(slots=True)
class Played:
    """A shape on its way between two pictures: what is drawn, what moves it, and where it passes."""

    mobjects: list[VMobject]
    animations: list[Animation]
    where: tuple[Rect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTiming:
    """The time of one step: how long, how entering parts follow each other, when messages arrive where."""

    seconds: float
    stagger: float
    begin: float = 0.0
    """When it begins, in seconds from the beginning of all that is played at once."""
    total: float = 0.0
    """How long all that lasts."""
    busy: float = 0.0
    """When the shape at hand is free to change, in seconds from the beginning of it all."""
    camera: Viewport = WHOLE
    """How the camera moves."""
    waits: bool = True
    """Whether what changes waits for the messages to arrive."""
    travels: tuple[ScriptArrow | ScriptCarry, ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)
    """Parts that change places, from the key of the part to its key afterwards."""
    drifts: dict[str, Point] = field(default_factory=dict)
    """How far the boxes move that are in both pictures, by the key of the part."""
    slides: dict[str, Slide] = field(default_factory=dict)
    """How parts move that pass others, by the key of the part."""
    rides: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    """How parts move that follow a graph, by the key of the part; see `graphs.rides`."""
    boxed: frozenset[str] = frozenset()
    """The parts that have a box and rise into their place; dots and lines without one appear in theirs."""

    def begins(self, key: str) -> float:
        """When a shape may begin to change, in seconds: once what it waits for has arrived.

        What sends need not wait, or as long as its arrow does; what neither sends nor receives waits for the
        first arrival.
        """
        arrow = self.arrow(key)
        if arrow is not None:
            return arrow.delay
        if not self.waits:
            return 0.0
        arrivals = [travel.arrival for travel in self.travels if keys.is_within(key, travel.end)]
        sent = [travel for travel in self.travels if keys.is_within(key, travel.start)]
        if arrivals or sent:
            leaves = min((travel.delay for travel in sent if isinstance(travel, ScriptArrow)), default=0.0)
            return max(arrivals, default=leaves)
        return min((travel.arrival for travel in self.travels), default=0.0)

    def way(self, key: str) -> Way:
        """How the part moves that a shape belongs to."""
        slide = self.slides.get(keys.group_of(key))
        drift = self.drifts.get(keys.group_of(key), (0.0, 0.0))
        if slide is None:
            span = (self.begin / self.total, (self.begin + self.seconds) / self.total)
            return Way(drift, stretch=span, ride=self.rides.get(keys.group_of(key), ()))
        dip = DIP if key in slide.beneath else 0.0
        return Way(drift, slide.bow, self.stretch(key, delay=slide.delay, length=slide.seconds), dip)

    def travel_stretch(self, key: str) -> Stretch:
        """When a shape that is in both pictures goes from one place to the other."""
        slide = self.slides.get(keys.group_of(key))
        return self.stretch(key, delay=slide.delay, length=slide.seconds) if slide else self.stretch(key)

    def depth(self, key: str, z: float) -> Depth:
        """What a shape is drawn over: parts that pass others lie above them, each as a whole."""
        slide = self.slides.get(keys.group_of(key))
        return (_PASSING, slide.rank, z) if slide else (z, 0.0, 0.0)

    def arrow(self, key: str) -> ScriptArrow | None:
        """The travel that a shape is the arrow of, with its words."""
        arrows = (travel for travel in self.travels if isinstance(travel, ScriptArrow))
        return next((arrow for arrow in arrows if arrow.along == keys.group_of(key)), None)

    def rise(self, shape: Shape) -> float:
        """How far a shape rises into its place."""
        return RISE if isinstance(shape, Box | Label) or keys.group_of(shape.key) in self.boxed else 0.0

    def moves_ends(self, key: str) -> bool:
        """Whether one of the ends of a line moves."""
        ends = set(keys.ends_of(key))
        return any(part in ends or keys.actor_of(part) in ends for part in self.drifts)

    def stretch(self, key: str, *, delay: float = 0.0, length: float | None = None) -> Stretch:
        """From when it may begin, for `length` seconds or to the step's end."""
        begin = min(self.begins(key) + delay, self.seconds - 0.2)
        end = self.seconds if length is None else min(self.seconds, begin + length)
        first = min(max(self.begin + begin, self.busy), self.total - 0.2)
        return (first / self.total, max(first + 0.2, self.begin + end) / self.total)

    def after(self, busy: float) -> StepTiming:
        """The same for a shape that is busy until then."""
        return replace(self, busy=busy)


@dataclass(slots=True)
class _Chain:
    """One shape on its way through the parts of a step: what it is now, and how it changed so far."""

    shape: Shape
    depth: Depth
    changes: list[Played] = field(default_factory=list)
    begins: list[float] = field(default_factory=list)
    """When each change begins, in seconds."""
    busy: float = 0.0
    """When its last change is over, in seconds."""

    def add(self, change: Played, timing: StepTiming, depth: Depth) -> None:
        """Let it change in one part of the step."""
        stretches = [a.stretch for a in change.animations if isinstance(a, Timed)]
        self.begins.append(min((s[0] for s in stretches), default=0.0) * timing.total)
        self.busy = max((s[1] for s in stretches), default=0.0) * timing.total
        self.changes.append(change)
        self.depth = depth

    def played(self, palette: Palette, total: float) -> Played:
        """All that is drawn of it. Of several changes each is seen from its beginning to that of the next."""
        if not self.changes:
            return Played([draw(self.shape, palette)], [], (bounds(self.shape),))
        if len(self.changes) == 1:
            return self.changes[0]
        windows = pairwise([-inf, *(begin / total for begin in self.begins[1:]), inf])
        shown = [
            Within(animation, window)
            for change, window in zip(self.changes, windows, strict=True)
            for animation in change.animations
        ]
        mobjects = [mobject for change in self.changes for mobject in change.mobjects]
        return Played(mobjects, [*shown], tuple(where for change in self.changes for where in change.where))


def transition(
    before: dict[str, Shape], parts: Sequence[tuple[dict[str, Shape], StepTiming]], palette: Palette
) -> tuple[list[VMobject], list[Animation]]:
    """Mobjects in drawing order for the way from one picture through others, and what moves them."""
    chains = {key: _Chain(shape, (shape.z, 0.0, 0.0)) for key, shape in before.items()}
    gone: list[_Chain] = []
    layers: list[tuple[Depth, Played]] = []
    for picture, plain in parts:
        names = names_after(chains, plain.moves)
        chains = {names[key]: chain for key, chain in chains.items()}
        now = {key: replace(chain.shape, key=key) for key, chain in chains.items()}
        empty = dict(_further_lines(picture, now))
        chains |= {key: _Chain(line, (line.z, 0.0, 0.0)) for key, line in empty.items()}
        after = picture | dict(_further_lines(now, picture))
        now |= empty
        timing = _prepared(plain, now, after)
        gone += [chains[key] for key in now if key not in after]
        chains = _changed(chains, now, after, palette, timing)
        layers += [
            ((_DEPTHS[travel.style], 0.0, 0.0), _carried(travel, palette, timing))
            for travel in timing.travels
            if isinstance(travel, ScriptCarry)
        ]
    total = parts[-1][1].total
    drawn = [(chain.depth, chain.played(palette, total)) for chain in (*gone, *chains.values())]
    played = _still_first([played for _, played in sorted([*drawn, *layers], key=lambda layer: layer[0])])
    return [m for p in played for m in p.mobjects], [a for p in played for a in p.animations]


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


def _prepared(timing: StepTiming, before: dict[str, Shape], after: dict[str, Shape]) -> StepTiming:
    """The timing with what follows from the two pictures."""
    boxed = frozenset(keys.group_of(key) for key, shape in after.items() if isinstance(shape, Box))
    drifts = conveyed(before, after, _drifts(before, after))
    timing = replace(timing, drifts=drifts, rides=rides(before, after), boxed=boxed)
    moved = timing.moves.values()
    return replace(timing, slides=slides(before, after, timing.drifts, timing.seconds, moved=moved))


def _changed(
    chains: dict[str, _Chain],
    before: dict[str, Shape],
    after: dict[str, Shape],
    palette: Palette,
    timing: StepTiming,
) -> dict[str, _Chain]:
    """The chains of the picture after, each with what happens to its shape on the way there."""
    entering = _entry_delays(before, after, timing)
    for key, old in ((key, old) for key, old in before.items() if key not in after):
        chain = chains[key]
        busy = timing.after(chain.busy)
        chain.add(_left(old, palette, busy), timing, timing.depth(key, old.z - 0.2))
    following: dict[str, _Chain] = {}
    for key, new in after.items():
        depth = timing.depth(key, new.z)
        if key not in before:
            following[key] = chain = _Chain(new, depth)
            chain.add(_entered(new, palette, timing, entering[key]), timing, depth)
            continue
        following[key] = chain = chains[key]
        depth = max(depth, chain.depth) if chain.changes else depth
        if before[key] != new:
            chain.add(_stayed(before[key], new, palette, timing.after(chain.busy)), timing, depth)
        chain.shape, chain.depth = new, depth
    return following


_DEPTHS = {"value": -0.5, "message": 9.0}
"""Values slide beneath boxes and above the labels on the ground; messages pass above everything."""


_PASSING = 5.0
"""The depth of parts that pass others: above all that stands, below messages."""


def _drifts(before: dict[str, Shape], after: dict[str, Shape]) -> dict[str, Point]:
    """How far each part moves that has a box in both pictures: the same box, or one that takes its place."""
    same = [
        key for key, shape in before.items() if isinstance(shape, Box) and isinstance(after.get(key), Box)
    ]
    ways = {keys.group_of(key): (bounds(before[key]), bounds(after[key])) for key in same}
    old, new = _boxes(before), _boxes(after)
    ways |= {part: (old[part], new[part]) for part in old if part in new and part not in ways}
    return {
        part: (there.centre[0] - here.centre[0], there.centre[1] - here.centre[1])
        for part, (here, there) in ways.items()
        if here.centre != there.centre and not keys.is_link(part)
    }


def _boxes(picture: dict[str, Shape]) -> dict[str, Rect]:
    """The first box of each part."""
    boxes: dict[str, Rect] = {}
    for key, shape in picture.items():
        if isinstance(shape, Box):
            boxes.setdefault(keys.group_of(key), bounds(shape))
    return boxes


def _still_first(played: list[Played]) -> list[Played]:
    """What stands still moves to the front, unless something that moves must stay beneath it."""
    still: list[Played] = []
    moving: list[Played] = []
    for item in played:
        if item.animations or any(
            _overlap(a, b) for other in moving for a in item.where for b in other.where
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


def _entry_delays(before: dict[str, Shape], after: dict[str, Shape], timing: StepTiming) -> dict[str, float]:
    """When each new shape begins to enter, in seconds: those of a part together, the parts in turn.

    An actor that takes the place of others enters when they have almost left. What stands at the end of a
    graph waits until the graph is drawn.
    """
    new = [key for key in after if key not in before]
    groups = {group: i for i, group in enumerate(dict.fromkeys(map(keys.group_of, new)))}
    step = min(timing.stagger, LONGEST_STAGGER / max(len(groups) - 1, 1))
    old, now = ({keys.actor_of(key) for key in picture} for picture in (before, after))
    wait = MAKE_ROOM if old - now else 0.0
    drawn = {keys.group_of(key) for key in new if isinstance(after[key], Graph)}
    waits = [key for key in new if keys.group_of(key) in drawn and not isinstance(after[key], Graph)]
    late = dict.fromkeys(waits, timing.seconds - ENTER)
    return {
        key: late.get(key, groups[keys.group_of(key)] * step + (0.0 if keys.actor_of(key) in old else wait))
        for key in new
    }


def names_after(before: Iterable[str], moves: Mapping[str, str]) -> dict[str, str]:
    """The key of each shape afterwards: what has moved is then in both pictures.

    What stood under such a key leaves under a key of its own.
    """
    renamed = {key: keys.moved(key, moves) for key in before}
    arriving = {new for key, new in renamed.items() if new != key}
    return {key: keys.leaving(new) if new == key and key in arriving else new for key, new in renamed.items()}


def _left(shape: Shape, palette: Palette, timing: StepTiming) -> Played:
    mobject = draw(shape, palette)
    if timing.camera != WHOLE:
        return _passed(shape, projected(shape, timing.camera), palette, timing, enters=False)
    way = timing.way(shape.key)
    fade = Fade(mobject, enters=False, rise=0, run_time=timing.total, way=way,
                stretch=timing.stretch(shape.key, length=LEAVE))  # fmt: skip
    return Played([mobject], [fade], (_swept(shape, way.drift),))


def _passed(start: Shape, end: Shape, palette: Palette, timing: StepTiming, *, enters: bool) -> Played:
    """A shape that the camera takes along into the picture, or out of it."""
    first, last = draw(start, palette), draw(end, palette)
    way = Pan(first, last, enters=enters, run_time=timing.total, stretch=timing.stretch(start.key))
    return Played([first], [way], (union([bounds(start), bounds(end)]),))


def _entered(shape: Shape, palette: Palette, timing: StepTiming, delay: float) -> Played:
    if isinstance(shape, Graph):
        stretch = timing.stretch(shape.key, delay=delay)
        return _drawn(shape, shape.points[0][0], palette, timing, stretch)
    mobject = draw(shape, palette)
    if timing.camera != WHOLE:
        return _passed(projected(shape, WHOLE.since(timing.camera)), shape, palette, timing, enters=True)
    if keys.is_link(shape.key) and timing.moves_ends(shape.key):
        delay = max(delay, timing.seconds * 0.6)
    if isinstance(shape, Curve) and shape.grows:
        on = DrawOn(mobject, run_time=timing.total, stretch=timing.stretch(shape.key, delay=delay))
        return Played([mobject], [on], (bounds(shape),))
    way = timing.way(shape.key)
    arrow = timing.arrow(shape.key)
    if isinstance(shape, Curve) and arrow is not None:
        length = arrow.arrival - arrow.delay
        on = DrawOn(mobject, run_time=timing.total, stretch=timing.stretch(shape.key, length=length))
        return Played([mobject], [on], (bounds(shape),))
    still = arrow or timing.begins(shape.key) or way.drift != (0.0, 0.0)
    rise = 0.0 if still else timing.rise(shape)
    fade = Fade(mobject, enters=True, rise=rise, run_time=timing.total, way=way,
                stretch=timing.stretch(shape.key, delay=delay, length=ENTER))  # fmt: skip
    return Played([mobject], [fade], (_swept(shape, (-way.drift[0], -way.drift[1])),))


def _stayed(before: Shape, after: Shape, palette: Palette, timing: StepTiming) -> Played:
    """A shape that is in both pictures."""
    if isinstance(before, Graph) and isinstance(after, Graph) and before.points != after.points:
        return _bent(before, after, palette, timing)
    return _matched(before, after, palette, timing)


def _matched(before: Shape, after: Shape, palette: Palette, timing: StepTiming) -> Played:
    mobject = draw(before, palette)
    if before == after:
        return Played([mobject], [], (bounds(after),))
    (x0, y0), (x1, y1) = bounds(before).centre, bounds(after).centre
    where = (union([_swept(before, (x1 - x0, y1 - y0)), bounds(after)]),)
    if isinstance(before, Label) and isinstance(after, Label) and before.text != after.text:
        if before.number is None or after.number is None:
            return Played(*_crossfade(before, after, palette, timing), where)
        count = Count(mobject, before, after, palette, run_time=timing.total, way=timing.way(after.key),
                      stretch=timing.travel_stretch(after.key))  # fmt: skip
        return Played([mobject], [count], where)
    if _bends(before, after):
        morph = Morph(mobject, before, after, palette, run_time=timing.total, way=timing.way(after.key),
                      stretch=timing.travel_stretch(after.key))  # fmt: skip
        return Played([mobject], [morph], where)
    end = draw(after, palette)
    if len(end.points) != len(mobject.points):
        return Played(*_crossfade(before, after, palette, timing), where)
    become = Become(mobject, end, run_time=timing.total, way=timing.way(after.key),
                    stretch=timing.travel_stretch(after.key))  # fmt: skip
    return Played([mobject], [become], where)


def _bends(before: Shape, after: Shape) -> bool:
    """Whether one outline becomes another that has more or fewer points: a way around something, dashes."""
    if isinstance(before, Curve) and isinstance(after, Curve):
        same = (before.dashed, before.arrow) == (after.dashed, after.arrow)
        return same and (before.dashed or len(before.points) != len(after.points))
    return isinstance(before, Box) and isinstance(after, Box) and before.dashed and after.dashed


def _bent(before: Graph, after: Graph, palette: Palette, timing: StepTiming) -> Played:
    """A graph that goes on at its end, or bends from one course into another."""
    stretch = timing.stretch(after.key)
    if goes_on(before, after):
        return _drawn(after, before.points[-1][0], palette, timing, stretch)
    old, new = resampled(before, after)
    mobject = draw(old, palette)
    become = Become(mobject, draw(new, palette), run_time=timing.total, stretch=stretch)
    return Played([mobject], [become], (union([bounds(before), bounds(after)]),))


def _drawn(graph: Graph, begin: float, palette: Palette, timing: StepTiming, stretch: Stretch) -> Played:
    """A graph that is drawn from the px `begin` on to its end."""
    end = graph.points[-1][0]

    def make(t: float) -> VMobject:
        return draw(graph if t >= 1 else cut(graph, begin + max(t, 1e-3) * (end - begin)), palette)

    mobject = make(0)
    redraw = Redraw(mobject, make, run_time=timing.total, stretch=stretch)
    return Played([mobject], [redraw], (bounds(graph),))


def _swept(shape: Shape, drift: Point) -> Rect:
    """Where a shape passes that drifts."""
    here = bounds(shape).inset(0, -RISE)
    return union([here, Rect(here.x + drift[0], here.y + drift[1], here.w, here.h)])


def _crossfade(
    before: Shape, after: Shape, palette: Palette, timing: StepTiming
) -> tuple[list[VMobject], list[Animation]]:
    old, new = draw(before, palette), draw(after, palette)
    way = timing.way(after.key)
    if isinstance(before, Label) and isinstance(after, Label):
        way = replace(way, drift=(after.x - before.x, after.y - before.y))
    rise = RISE if isinstance(after, Label) and way.drift == (0.0, 0.0) else 0
    begin, end = timing.travel_stretch(after.key)
    says_the_same = isinstance(before, Label) and isinstance(after, Label) and before.text == after.text
    goes, comes = _SAME_WORDS if says_the_same else _OTHERS
    out, into = ((begin + a * (end - begin), begin + b * (end - begin)) for a, b in (goes, comes))
    return [old, new], [
        Fade(old, enters=False, rise=-rise, run_time=timing.total, stretch=out, way=way),
        Fade(new, enters=True, rise=rise, run_time=timing.total, stretch=into, way=way),
    ]


_OTHERS: tuple[Stretch, Stretch] = ((0.0, 0.55), (0.35, 1.0))
"""When the old shape goes and the new one comes, as shares of their way."""
_SAME_WORDS: tuple[Stretch, Stretch] = ((0.4, 0.7), (0.3, 0.6))
"""Words that only change their typeface can be read all the way."""


def _carried(travel: ScriptCarry, palette: Palette, timing: StepTiming) -> Played:
    later = replace(travel, delay=travel.delay + timing.begin)
    carry = Carry(later, palette, run_time=timing.total)
    w, h = map(max, travel.size, travel.rests)
    passed = [along(travel.path, i / 12) for i in range(13)]
    where = tuple(
        Rect(min(x0, x1) - w / 2, min(y0, y1) - h / 2, abs(x1 - x0) + w, abs(y1 - y0) + h)
        for (x0, y0), (x1, y1) in pairwise(passed)
    )
    return Played([carry.group], [carry], (*where, *_line_bounds(travel.line)))


def _line_bounds(line: Path) -> tuple[Rect, ...]:
    return (union([Rect(x, y, 0, 0) for x, y in line]),) if line else ()
