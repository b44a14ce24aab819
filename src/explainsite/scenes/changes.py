"""What a shape does between two pictures: it enters, leaves, or becomes another; or it is carried past."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from manim import Animation, VMobject

from explainsite.picture import keys
from explainsite.picture.paths import Path, along
from explainsite.picture.script import ScriptCarry
from explainsite.picture.shapes import (
    Arc,
    Box,
    Curve,
    Graph,
    Label,
    Needle,
    Point,
    Rect,
    Shape,
    Trail,
    bounds,
    union,
)
from explainsite.picture.viewport import WHOLE, projected
from explainsite.scenes import trails
from explainsite.scenes.animations import Become, Count, DrawOn, Fade, Morph, Pan, Redraw, Timed
from explainsite.scenes.carry import Carry
from explainsite.scenes.drawing import draw
from explainsite.scenes.graphs import cut, goes_on, resampled
from explainsite.scenes.timing import ENTER, RISE, StepTiming
from explainsite.scenes.trajectory import Interval
from explainsite.text.numbers import count_alike


@dataclass(slots=True)
class Motion:
    """A shape on its way between two pictures: what is drawn, what moves it, and where it passes."""

    mobjects: list[VMobject]
    animations: list[Animation]
    swept: tuple[Rect, ...]


def left(shape: Shape, timing: StepTiming) -> Motion:
    mobject = draw(shape)
    if timing.camera != WHOLE:
        return _passed(shape, projected(shape, timing.camera), timing, enters=False)
    trajectory = timing.trajectory(shape.key)
    fade = Fade(mobject, enters=False, rise=0, run_time=timing.total, trajectory=trajectory,
                interval=timing.leave_interval(shape.key))  # fmt: skip
    return Motion([mobject], [fade], (_swept(shape, trajectory.drift),))


def _passed(start: Shape, end: Shape, timing: StepTiming, *, enters: bool) -> Motion:
    """A shape that the camera takes along into the picture, or out of it."""
    first, last = draw(start), draw(end)
    pan = Pan(first, last, enters=enters, run_time=timing.total, interval=timing.interval(start.key))
    return Motion([first], [pan], (union([bounds(start), bounds(end)]),))


def entered(shape: Shape, timing: StepTiming, delay: float) -> Motion:
    if isinstance(shape, Graph):
        interval = timing.interval(shape.key, delay=delay)
        return _drawn(shape, shape.points[0][0], timing, interval)
    if isinstance(shape, Trail):
        return _walked(shape, 0, timing, timing.interval(shape.key, delay=delay))
    mobject = draw(shape)
    if timing.camera != WHOLE:
        return _passed(projected(shape, WHOLE.since(timing.camera)), shape, timing, enters=True)
    if keys.is_link(shape.key) and timing.moves_ends(shape.key):
        delay = max(delay, timing.seconds * 0.6)
    if isinstance(shape, Arc) or (isinstance(shape, Curve) and shape.grows):
        on = DrawOn(mobject, run_time=timing.total, interval=timing.interval(shape.key, delay=delay))
        return Motion([mobject], [on], (bounds(shape),))
    trajectory = timing.trajectory(shape.key)
    arrow = timing.arrow(shape.key)
    if isinstance(shape, Curve) and arrow is not None:
        length = arrow.arrival - arrow.delay
        on = DrawOn(mobject, run_time=timing.total, interval=timing.interval(shape.key, length=length))
        return Motion([mobject], [on], (bounds(shape),))
    still = arrow or timing.begins(shape.key) or trajectory.drift != (0.0, 0.0)
    rise = 0.0 if still else timing.rise(shape)
    fade = Fade(mobject, enters=True, rise=rise, run_time=timing.total, trajectory=trajectory,
                interval=timing.interval(shape.key, delay=delay, length=ENTER))  # fmt: skip
    return Motion([mobject], [fade], (_swept(shape, (-trajectory.drift[0], -trajectory.drift[1])),))


def stayed(before: Shape, after: Shape, timing: StepTiming) -> Motion:
    """A shape that is in both pictures."""
    if isinstance(before, Graph) and isinstance(after, Graph) and before.points != after.points:
        motion = _bent(before, after, timing)
    elif isinstance(before, Trail) and isinstance(after, Trail) and trails.goes_on(before, after):
        motion = _walked(after, len(before.points) - 1, timing, timing.interval(after.key))
    else:
        motion = _matched(before, after, timing)
    for animation in motion.animations:
        if isinstance(animation, Timed):
            animation.is_even = timing.runs
    return motion


def _matched(before: Shape, after: Shape, timing: StepTiming) -> Motion:
    mobject = draw(before)
    if before == after:
        return Motion([mobject], [], (bounds(after),))
    (x0, y0), (x1, y1) = bounds(before).centre, bounds(after).centre
    swept = (union([_swept(before, (x1 - x0, y1 - y0)), bounds(after)]),)
    trajectory, interval = timing.trajectory(after.key), timing.travel_interval(after.key)
    if isinstance(before, Label) and isinstance(after, Label) and before.text != after.text:
        if not _counts(before, after, timing):
            return Motion(*_crossfade(before, after, timing), swept)
        count = Count(mobject, before, after, run_time=timing.total, trajectory=trajectory,
                      interval=interval)  # fmt: skip
        return Motion([mobject], [count], swept)
    if _bends(before, after):
        morph = Morph(mobject, before, after, run_time=timing.total, trajectory=trajectory,
                      interval=interval)  # fmt: skip
        return Motion([mobject], [morph], swept)
    end = draw(after)
    if len(end.points) != len(mobject.points):
        return Motion(*_crossfade(before, after, timing), swept)
    become = Become(mobject, end, run_time=timing.total, trajectory=trajectory, interval=interval)
    return Motion([mobject], [become], swept)


def _counts(before: Label, after: Label, timing: StepTiming) -> bool:
    """Whether one text counts to the other."""
    are_numbers = before.number is not None and after.number is not None
    return are_numbers or (timing.runs and count_alike(before.text, after.text))


def _bends(before: Shape, after: Shape) -> bool:
    """Whether one outline becomes another not point by point: a path around something, dashes, what turns."""
    if isinstance(after, Arc | Needle):
        return True
    if isinstance(before, Curve) and isinstance(after, Curve):
        same = (before.dashed, before.arrow) == (after.dashed, after.arrow)
        return same and (before.dashed or len(before.points) != len(after.points))
    return isinstance(before, Box) and isinstance(after, Box) and before.dashed and after.dashed


def _bent(before: Graph, after: Graph, timing: StepTiming) -> Motion:
    """A graph that goes on at its end, or bends from one course into another."""
    interval = timing.interval(after.key)
    if goes_on(before, after):
        return _drawn(after, before.points[-1][0], timing, interval)
    old, new = resampled(before, after)
    mobject = draw(old)
    become = Become(mobject, draw(new), run_time=timing.total, interval=interval)
    return Motion([mobject], [become], (union([bounds(before), bounds(after)]),))


def _drawn(graph: Graph, begin: float, timing: StepTiming, interval: Interval) -> Motion:
    """A graph that is drawn from the px `begin` on to its end."""
    end = graph.points[-1][0]

    def make(t: float) -> VMobject:
        return draw(graph if t >= 1 else cut(graph, begin + max(t, 1e-3) * (end - begin)))

    mobject = make(0)
    redraw = Redraw(mobject, make, run_time=timing.total, interval=interval)
    return Motion([mobject], [redraw], (bounds(graph),))


def _walked(trail: Trail, begin: int, timing: StepTiming, interval: Interval) -> Motion:
    """A trail that is walked from its step `begin` on to its end."""
    end = len(trail.points) - 1

    def make(t: float) -> VMobject:
        return draw(trail if t >= 1 else trails.walked(trail, begin + t * (end - begin)))

    mobject = make(0)
    redraw = Redraw(mobject, make, run_time=timing.total, interval=interval)
    return Motion([mobject], [redraw], (bounds(trail),))


def _swept(shape: Shape, drift: Point) -> Rect:
    """Where a shape passes that drifts."""
    here = bounds(shape).inset(0, -RISE)
    return union([here, Rect(here.x + drift[0], here.y + drift[1], here.w, here.h)])


def _crossfade(before: Shape, after: Shape, timing: StepTiming) -> tuple[list[VMobject], list[Animation]]:
    old, new = draw(before), draw(after)
    trajectory = timing.trajectory(after.key)
    if isinstance(before, Label) and isinstance(after, Label):
        trajectory = replace(trajectory, drift=(after.x - before.x, after.y - before.y))
    rise = RISE if isinstance(after, Label) and trajectory.drift == (0.0, 0.0) else 0
    begin, end = timing.travel_interval(after.key)
    says_the_same = isinstance(before, Label) and isinstance(after, Label) and before.text == after.text
    goes, comes = _SAME_WORDS if says_the_same else _OTHERS
    out, into = ((begin + a * (end - begin), begin + b * (end - begin)) for a, b in (goes, comes))
    return [old, new], [
        Fade(old, enters=False, rise=-rise, run_time=timing.total, interval=out, trajectory=trajectory),
        Fade(new, enters=True, rise=rise, run_time=timing.total, interval=into, trajectory=trajectory),
    ]


_OTHERS: tuple[Interval, Interval] = ((0.0, 0.55), (0.35, 1.0))
"""When the old shape goes and the new one comes, as shares of their way."""
_SAME_WORDS: tuple[Interval, Interval] = ((0.4, 0.7), (0.3, 0.6))
"""Words that only change their typeface can be read all the way."""


def carried(travel: ScriptCarry, timing: StepTiming) -> Motion:
    later = replace(travel, delay=travel.delay + timing.begin)
    carry = Carry(later, run_time=timing.total)
    w, h = map(max, travel.size, travel.rests)
    passed = [along(travel.path, i / 12) for i in range(13)]
    swept = tuple(
        Rect(min(x0, x1) - w / 2, min(y0, y1) - h / 2, abs(x1 - x0) + w, abs(y1 - y0) + h)
        for (x0, y0), (x1, y1) in pairwise(passed)
    )
    return Motion([carry.group], [carry], (*swept, *_line_bounds(travel.line)))


def _line_bounds(line: Path) -> tuple[Rect, ...]:
    return (union([Rect(x, y, 0, 0) for x, y in line]),) if line else ()
