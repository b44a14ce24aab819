"""How one picture becomes the next: matched shapes travel, new ones enter, gone ones leave, numbers count.

Manim redraws, frame by frame, everything from the first moving mobject on, so what stands still comes first
wherever that does not change what covers what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject, linear

from explainsite.picture.shapes import Box, Curve, Label, Rect, Shape, bounds
from explainsite.picture.travels import ARRIVES, TEXT_SIZE
from explainsite.renderjob import Palette
from explainsite.scenes.drawing import PX_PER_UNIT, cubics, draw

RISE = 14.0
"""Px by which an entering shape rises into its place."""
ENTER = 0.6
"""Seconds that one shape takes to enter."""

Stretch = tuple[float, float]
"""When in its step an animation begins and ends, as shares of the step."""


def ease(t: float) -> float:
    """Slow in and slow out: a quintic with no velocity and no acceleration at either end."""
    t = min(1.0, max(0.0, t))
    return t * t * t * (t * (6 * t - 15) + 10)


class _Timed(Animation):
    """An animation over part of its step: from `begin_at` to `end_at`, as shares of the step."""

    def __init__(self, mobject: VMobject, *, run_time: float, stretch: Stretch) -> None:
        super().__init__(mobject, run_time=run_time, rate_func=linear)
        self.stretch = stretch

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step."""
        begin, end = self.stretch
        self.at(ease((alpha - begin) / (end - begin)))

    def at(self, t: float) -> None:
        """Draw the eased moment `t` of this animation's own stretch."""
        raise NotImplementedError


class Become(_Timed):
    """A shape that is in both pictures goes from one place, size and colour to the other."""

    def __init__(self, mobject: VMobject, end: VMobject, *, run_time: float, stretch: Stretch) -> None:
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        self.start, self.end = mobject.copy(), end

    def at(self, t: float) -> None:
        """Points and colours in between."""
        self.mobject.interpolate(self.start, self.end, t)


class Fade(_Timed):
    """A shape enters, rising into its place, or leaves."""

    def __init__(self, mobject: VMobject, *, enters: bool, rise: float, run_time: float, stretch: Stretch) -> None:
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        self.enters, self.rise = enters, rise / PX_PER_UNIT
        self.full = mobject.copy()

    def at(self, t: float) -> None:
        """More or less of the shape, and nearer to its place or farther."""
        share = t if self.enters else 1 - t
        self.mobject.set_points(self.full.points - np.array([0.0, self.rise * (1 - share), 0.0]))
        _set_opacity(self.mobject, self.full, share)


def _set_opacity(mobject: VMobject, full: VMobject, share: float) -> None:
    mobject.set_fill(opacity=full.get_fill_opacity() * share, family=False)
    mobject.set_stroke(opacity=full.get_stroke_opacity() * share, family=False)


class DrawOn(_Timed):
    """A line is drawn from its start to its end."""

    def __init__(self, mobject: VMobject, *, run_time: float, stretch: Stretch) -> None:
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        self.full = mobject.copy()

    def at(self, t: float) -> None:
        """The first `t` of the line."""
        self.mobject.pointwise_become_partial(self.full, 0, t)


class Count(_Timed):
    """A number counts to its new value while it moves to its new place."""

    def __init__(
        self, mobject: VMobject, start: Label, end: Label, palette: Palette, *, run_time: float, stretch: Stretch
    ) -> None:
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        self.from_label, self.to_label, self.palette = start, end, palette

    def at(self, t: float) -> None:
        """The number in between, written as the actor writes it."""
        self.mobject.become(draw(self._between(t), self.palette))

    def _between(self, t: float) -> Label:
        start, end = self.from_label, self.to_label
        if t <= 0 or t >= 1:
            return end if t >= 1 else start
        assert start.number is not None
        assert end.number is not None
        spec, _, unit = end.format.partition("\0")
        value = start.number + (end.number - start.number) * t
        return replace(
            start,
            text=format(value, spec) + unit,
            x=start.x + (end.x - start.x) * t,
            y=start.y + (end.y - start.y) * t,
            size=start.size + (end.size - start.size) * t,
        )


@dataclass(slots=True)
class Played:
    """A shape on its way between two pictures: what is drawn, what moves it, and where it passes."""

    mobjects: list[VMobject]
    animations: list[Animation]
    where: Rect


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTiming:
    """The time of one step: its length, how entering parts follow each other, and when messages arrive where."""

    seconds: float
    stagger: float
    travels: Sequence[dict[str, Any]] = field(default=())

    def begins(self, key: str) -> float:
        """When a shape may begin to change: once what it waits for has arrived. In seconds."""
        arrivals = [travel["arrival"] for travel in self.travels if key.startswith(travel["to"])]
        return float(max(arrivals, default=0.0))

    def stretch(self, key: str, *, delay: float = 0.0, length: float | None = None) -> Stretch:
        """From when it may begin, for `length` seconds or to the step's end."""
        begin = min(self.begins(key) + delay, self.seconds - 0.2)
        end = self.seconds if length is None else min(self.seconds, begin + length)
        return (begin / self.seconds, end / self.seconds)


def transition(
    before: dict[str, Shape], after: dict[str, Shape], palette: Palette, timing: StepTiming
) -> tuple[list[VMobject], list[Animation]]:
    """Mobjects in drawing order for the way from one picture to the next, and the animations that move them."""
    entering = _entry_delays([key for key in after if key not in before], timing.stagger)
    played: list[Played] = []
    for travel in travels_of(timing, "value"):
        played.append(_carried(travel, palette, timing))
    for key in _drawing_order(before, after):
        old, new = before.get(key), after.get(key)
        if new is None:
            assert old is not None
            played.append(_left(old, palette, timing))
        elif old is None:
            played.append(_entered(new, palette, timing, entering[key]))
        else:
            played.append(_matched(old, new, palette, timing))
    for travel in travels_of(timing, "message"):
        played.append(_carried(travel, palette, timing))
    still_first = _still_first(played)
    return [m for p in still_first for m in p.mobjects], [a for p in still_first for a in p.animations]


def travels_of(timing: StepTiming, style: str) -> list[dict[str, Any]]:
    """The step's travels of one style."""
    return [travel for travel in timing.travels if travel["style"] == style]


def _drawing_order(before: dict[str, Shape], after: dict[str, Shape]) -> list[str]:
    """The keys of both pictures by depth; what leaves lies below what comes in its place."""
    ordered = [(shape.z, 0, key) for key, shape in before.items() if key not in after]
    ordered += [(shape.z, 1, key) for key, shape in after.items()]
    return [key for _, _, key in sorted(ordered, key=lambda item: item[:2])]


def _still_first(played: list[Played]) -> list[Played]:
    """What stands still moves to the front, unless something that moves must stay beneath it."""
    still: list[Played] = []
    moving: list[Played] = []
    for item in played:
        if item.animations or any(_overlap(item.where, other.where) for other in moving):
            moving.append(item)
        else:
            still.append(item)
    return [*still, *moving]


def _overlap(a: Rect, b: Rect) -> bool:
    slack = 8.0
    return (
        a.x < b.right + slack and b.x < a.right + slack and a.y < b.bottom + slack and b.y < a.bottom + slack
    )


def _entry_delays(keys: list[str], stagger: float) -> dict[str, float]:
    """When each new shape begins to enter, in seconds: shapes of one part together, parts one after the other."""
    groups = list(dict.fromkeys(_part(key) for key in keys))
    step = min(stagger, 0.6 / max(len(groups) - 1, 1))
    return {key: groups.index(_part(key)) * step for key in keys}


def _part(key: str) -> str:
    return key.rpartition("/")[0]


def _left(shape: Shape, palette: Palette, timing: StepTiming) -> Played:
    mobject = draw(shape, palette)
    fade = Fade(mobject, enters=False, rise=0, run_time=timing.seconds,
                stretch=timing.stretch(shape.key, length=0.45))  # fmt: skip
    return Played([mobject], [fade], bounds(shape))


def _entered(shape: Shape, palette: Palette, timing: StepTiming, delay: float) -> Played:
    mobject = draw(shape, palette)
    if isinstance(shape, Curve) and shape.key.startswith("link/"):
        on = DrawOn(mobject, run_time=timing.seconds, stretch=timing.stretch(shape.key, delay=delay))
        return Played([mobject], [on], bounds(shape))
    rise = 0.0 if timing.begins(shape.key) else RISE
    stretch = timing.stretch(shape.key, delay=delay, length=ENTER)
    return Played([mobject], [Fade(mobject, enters=True, rise=rise, run_time=timing.seconds, stretch=stretch)],
                  _swept(shape, shape))  # fmt: skip


def _matched(before: Shape, after: Shape, palette: Palette, timing: StepTiming) -> Played:
    where = _swept(before, after)
    mobject = draw(before, palette)
    if before == after:
        return Played([mobject], [], bounds(after))
    if isinstance(before, Label) and isinstance(after, Label) and before.text != after.text:
        if before.number is None or after.number is None:
            return Played(*_crossfade(before, after, palette, timing), where)
        count = Count(mobject, before, after, palette, run_time=timing.seconds, stretch=timing.stretch(after.key))
        return Played([mobject], [count], where)
    end = draw(after, palette)
    if len(end.points) != len(mobject.points):
        return Played(*_crossfade(before, after, palette, timing), where)
    become = Become(mobject, end, run_time=timing.seconds, stretch=timing.stretch(after.key))
    return Played([mobject], [become], where)


def _swept(before: Shape, after: Shape) -> Rect:
    """Where a shape passes."""
    a, b = bounds(before), bounds(after)
    x, y = min(a.x, b.x), min(a.y, b.y) - RISE
    return Rect(x, y, max(a.right, b.right) - x, max(a.bottom, b.bottom) + RISE - y)


def _crossfade(
    before: Shape, after: Shape, palette: Palette, timing: StepTiming
) -> tuple[list[VMobject], list[Animation]]:
    old, new = draw(before, palette), draw(after, palette)
    rise = RISE if isinstance(after, Label) else 0
    begin, end = timing.stretch(after.key)
    first, last = begin + 0.55 * (end - begin), begin + 0.35 * (end - begin)
    return [old, new], [
        Fade(old, enters=False, rise=-rise, run_time=timing.seconds, stretch=(begin, first)),
        Fade(new, enters=True, rise=rise, run_time=timing.seconds, stretch=(last, end)),
    ]


def _carried(travel: dict[str, Any], palette: Palette, timing: StepTiming) -> Played:
    carry = Carry(travel, palette, run_time=timing.seconds)
    xs, ys = [x for x, _ in travel["path"]], [y for _, y in travel["path"]]
    w, h = max(travel["w"], travel["rests"][0]), max(travel["h"], travel["rests"][1])
    where = Rect(min(xs) - w / 2, min(ys) - h / 2, max(xs) - min(xs) + w, max(ys) - min(ys) + h)
    return Played([carry.group], [carry], where)


class Carry(Animation):
    """A message or a value travels along its path; it arrives, is lost on the way, or is rejected at the end."""

    LOST_AT = 0.56
    """The share of the path after which a lost message is lost."""

    def __init__(self, travel: dict[str, Any], palette: Palette, *, run_time: float) -> None:
        self.travel = travel
        self.points = np.array(cubics(tuple((x, y) for x, y in travel["path"])))
        self.pill = _pill(travel, travel["role"], palette, (travel["w"], travel["h"]))
        self.fine, self.spoiled = _looks(travel, travel["role"], palette), _looks(travel, "bad", palette)
        self.line = _line(travel, palette)
        self.full_line = self.line.copy()
        self.group = VGroup(self.line, self.pill)
        super().__init__(self.group, run_time=run_time, rate_func=linear)

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step."""
        t = (alpha * self.run_time - self.travel["delay"]) / self.travel["seconds"]
        status, is_value = self.travel["status"], self.travel["style"] == "value"
        way = ease(t / ARRIVES) * (self.LOST_AT if status == "lost" else 1.0)
        shown = _window(t, 0.0, 0.08 if is_value else 0.16, 1.2 if is_value else ARRIVES, 1.5 if is_value else 1.02)
        spoils = status != "ok" and t > 0.62
        self._place(self.spoiled if spoils else self.fine, way, shown)
        _set_opacity(self.line, self.full_line, _window(t, 0.0, 0.12, 0.8, 1.0))

    def _place(self, look: list[tuple[VMobject, VMobject]], way: float, shown: float) -> None:
        centre = _bezier(self.points, way)
        for mobject, (model, last) in zip(self.pill.submobjects, look, strict=True):
            mobject.set_points(model.points * (1 - way) + last.points * way + centre)
            mobject.set_fill(model.get_fill_color(), opacity=model.get_fill_opacity() * shown)
            mobject.set_stroke(model.get_stroke_color(), opacity=model.get_stroke_opacity() * shown)


def _window(t: float, opens: float, opened: float, closes: float, closed: float) -> float:
    """0 before `opens`, 1 from `opened` to `closes`, 0 from `closed` on, eased."""
    return ease((t - opens) / (opened - opens)) * (1 - ease((t - closes) / (closed - closes)))


def _bezier(points: np.ndarray, t: float) -> np.ndarray:
    a, b, c, d = points
    u = 1 - t
    return np.asarray(u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d)


def _looks(travel: dict[str, Any], role: str, palette: Palette) -> list[tuple[VMobject, VMobject]]:
    """The pill's pieces as it sets out and as it comes to rest."""
    first = _pill(travel, role, palette, (travel["w"], travel["h"]))
    return list(zip(first, _pill(travel, role, palette, travel["rests"]), strict=True))


def _pill(travel: dict[str, Any], role: str, palette: Palette, size: Sequence[float]) -> VGroup:
    """What travels, drawn around the frame's origin so that its place can be added."""
    (wide, high), text = size, travel["text"]
    is_value = travel["style"] == "value"
    box = Box(key="pill", x=960 - wide / 2, y=540 - high / 2, w=wide, h=high, radius=14 if is_value else high / 2,
              fill=f"{role}@0.30" if is_value else role, stroke=role if is_value else None)  # fmt: skip
    ink = "ink" if is_value else f"on:{role}"
    label = Label(key="text", x=960.0, y=540.0, text=text or " ", size=TEXT_SIZE, face="mono", weight=500, colour=ink)
    return VGroup(draw(box, palette), draw(label, palette))


def _line(travel: dict[str, Any], palette: Palette) -> VMobject:
    points = tuple((x, y) for x, y in travel["line"])
    if not points:
        return VMobject()
    return draw(Curve(key="line", points=points, stroke=travel["role"], width=3.0, opacity=0.5), palette)
