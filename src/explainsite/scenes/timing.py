"""When and how each shape moves while a step, or a part of one, turns one picture into the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from explainsite.picture import keys
from explainsite.picture.script import ScriptArrow, ScriptCarry
from explainsite.picture.shapes import Box, Graph, Label, Point, Shape, Trail
from explainsite.picture.viewport import WHOLE, Viewport
from explainsite.scenes.graphs import rides
from explainsite.scenes.passing import DIP, Slide, conveyed, drifts_between, slides
from explainsite.scenes.trajectory import Interval, Trajectory

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
CROSS_LATER, CROSS_STAGGER = 0.06, 0.2
"""In a cross-fade: seconds until the old picture begins to leave, and the longest stagger of the new one."""
_PASSING = 5.0
"""The depth of parts that pass others: above all that stands, below messages."""


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
    runs: bool = False
    """Whether it goes on evenly, and numbers count in all texts."""
    travels: tuple[ScriptArrow | ScriptCarry, ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)
    """Parts that change places, from the group of the part to its group afterwards."""
    drifts: dict[str, Point] = field(default_factory=dict)
    """How far the boxes move that are in both pictures, by the group of the part."""
    slides: dict[str, Slide] = field(default_factory=dict)
    """How parts move that pass others, by the group of the part."""
    rides: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    """How parts move that follow a graph, by the group of the part; see `graphs.rides`."""
    boxed: frozenset[str] = frozenset()
    """The parts that have a box and rise into their place; dots and lines without one appear in theirs."""
    crosses: bool = False
    """Whether a picture gives way to one with which it has no actor in common: they cross-fade."""

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

    def trajectory(self, key: str) -> Trajectory:
        """How the part moves that a shape belongs to."""
        slide = self.slides.get(keys.group_of(key))
        drift = self.drifts.get(keys.group_of(key), (0.0, 0.0))
        if slide is None:
            span = (self.begin / self.total, (self.begin + self.seconds) / self.total)
            return Trajectory(drift, interval=span, ride=self.rides.get(keys.group_of(key), ()))
        dip = DIP if key in slide.beneath else 0.0
        return Trajectory(drift, slide.bow, self.interval(key, delay=slide.delay, length=slide.seconds), dip)

    def travel_interval(self, key: str) -> Interval:
        """When a shape that is in both pictures goes from one place to the other."""
        slide = self.slides.get(keys.group_of(key))
        return self.interval(key, delay=slide.delay, length=slide.seconds) if slide else self.interval(key)

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

    def interval(self, key: str, *, delay: float = 0.0, length: float | None = None) -> Interval:
        """From when it may begin, for `length` seconds or to the step's end."""
        begin = min(self.begins(key) + delay, self.seconds - 0.2)
        end = self.seconds if length is None else min(self.seconds, begin + length)
        first = min(max(self.begin + begin, self.busy), self.total - 0.2)
        return (first / self.total, max(first + 0.2, self.begin + end) / self.total)

    def leave_interval(self, key: str) -> Interval:
        """When a shape leaves; in a cross-fade not before another is to be seen."""
        if self.crosses:
            return self.interval(key, delay=CROSS_LATER, length=ENTER)
        return self.interval(key, length=LEAVE)

    def after(self, busy: float) -> StepTiming:
        """The same for a shape that is busy until then."""
        return replace(self, busy=busy)


def timing_between(timing: StepTiming, before: dict[str, Shape], after: dict[str, Shape]) -> StepTiming:
    """The timing with what follows from the two pictures."""
    boxed = frozenset(keys.group_of(key) for key, shape in after.items() if isinstance(shape, Box))
    drifts = conveyed(before, after, drifts_between(before, after))
    old, new = ({keys.actor_of(key) for key in picture} for picture in (before, after))
    crosses = bool(old) and bool(new) and old.isdisjoint(new)
    timing = replace(timing, drifts=drifts, rides=rides(before, after), boxed=boxed, crosses=crosses)
    moved = timing.moves.values()
    return replace(timing, slides=slides(before, after, timing.drifts, timing.seconds, moved=moved))


def entry_delays(before: dict[str, Shape], after: dict[str, Shape], timing: StepTiming) -> dict[str, float]:
    """When each new shape begins to enter, in seconds: those of a part together, the parts in turn.

    An actor that takes the place of others enters when they have almost left, so that nobody sees both; but
    where none stays, the two pictures cross-fade, and the ground is never empty. What stands at the end of
    a graph waits until the graph is drawn.
    """
    new = [key for key in after if key not in before]
    groups = {group: i for i, group in enumerate(dict.fromkeys(map(keys.group_of, new)))}
    longest = CROSS_STAGGER if timing.crosses else LONGEST_STAGGER
    step = min(timing.stagger, longest / max(len(groups) - 1, 1))
    old, now = ({keys.actor_of(key) for key in picture} for picture in (before, after))
    wait = MAKE_ROOM if old - now and not timing.crosses else 0.0
    drawn = {keys.group_of(key) for key in new if isinstance(after[key], Graph | Trail)}
    waits = [key for key in new if keys.group_of(key) in drawn and not isinstance(after[key], Graph | Trail)]
    late = dict.fromkeys(waits, timing.seconds - ENTER)
    return {
        key: late.get(key, groups[keys.group_of(key)] * step + (0.0 if keys.actor_of(key) in old else wait))
        for key in new
    }
