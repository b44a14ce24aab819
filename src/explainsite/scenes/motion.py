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

from explainsite.picture.shapes import Box, Curve, Label, Rect, Shape, bounds, union
from explainsite.picture.travels import ARRIVES, TEXT_SIZE
from explainsite.renderjob import Palette
from explainsite.scenes.drawing import PX_PER_UNIT, cubics, draw

RISE = 14.0
"""Px by which an entering shape rises into its place."""
ENTER = 0.6
"""Seconds that one shape takes to enter."""

Point = tuple[float, float]
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

    def __init__(self, mobject: VMobject, *, enters: bool, rise: float, run_time: float, stretch: Stretch,
                 drift: Point = (0.0, 0.0)) -> None:  # fmt: skip
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        self.enters, self.rise = enters, np.array([0.0, rise / PX_PER_UNIT, 0.0])
        self.drift = np.array([drift[0], -drift[1], 0.0]) / PX_PER_UNIT
        self.full = mobject.copy()
        self.way = 0.0

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step, in which what it belongs to may move."""
        self.way = ease(alpha)
        super().interpolate_mobject(alpha)

    def at(self, t: float) -> None:
        """More or less of the shape, nearer to its place or farther, and along with what it belongs to."""
        share = t if self.enters else 1 - t
        along = self.drift * (self.way - 1 if self.enters else self.way)
        self.mobject.set_points(self.full.points - self.rise * (1 - share) + along)
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
    where: tuple[Rect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTiming:
    """The time of one step: its length, how entering parts follow each other, and when messages arrive where."""

    seconds: float
    stagger: float
    travels: Sequence[dict[str, Any]] = field(default=())
    drifts: dict[str, Point] = field(default_factory=dict)
    """How far the boxes move that are in both pictures, by the key of the part."""

    def begins(self, key: str) -> float:
        """When a shape may begin to change, in seconds: once what it waits for has arrived.

        What sends need not wait; what neither sends nor receives waits for the first arrival.
        """
        arrivals = [travel["arrival"] for travel in self.travels if key.startswith(travel["to"])]
        if arrivals or any(key.startswith(travel["from"]) for travel in self.travels):
            return float(max(arrivals, default=0.0))
        return float(min((travel["arrival"] for travel in self.travels), default=0.0))

    def drift(self, key: str) -> Point:
        """How far the part moves that a shape belongs to."""
        return self.drifts.get(_part(key), (0.0, 0.0))

    def moves_ends(self, key: str) -> bool:
        """Whether one of the ends of a line moves."""
        ends = key.split("/")[1:3]
        return any(part.replace("/", ".") == end or part.startswith(f"{end}/") for part in self.drifts for end in ends)

    def stretch(self, key: str, *, delay: float = 0.0, length: float | None = None) -> Stretch:
        """From when it may begin, for `length` seconds or to the step's end."""
        begin = min(self.begins(key) + delay, self.seconds - 0.2)
        end = self.seconds if length is None else min(self.seconds, begin + length)
        return (begin / self.seconds, end / self.seconds)


def transition(
    before: dict[str, Shape], after: dict[str, Shape], palette: Palette, timing: StepTiming
) -> tuple[list[VMobject], list[Animation]]:
    """Mobjects in drawing order for the way from one picture to the next, and the animations that move them."""
    timing = replace(timing, drifts=_drifts(before, after))
    entering = _entry_delays([key for key in after if key not in before], timing.stagger)
    layers: list[tuple[float, Played]] = []
    for key in (*(key for key in before if key not in after), *after):
        old, new = before.get(key), after.get(key)
        if new is None:
            assert old is not None
            layers.append((old.z - 0.2, _left(old, palette, timing)))
        elif old is None:
            layers.append((new.z, _entered(new, palette, timing, entering[key])))
        else:
            layers.append((new.z, _matched(old, new, palette, timing)))
    layers += [(_DEPTHS[travel["style"]], _carried(travel, palette, timing)) for travel in timing.travels]
    played = _still_first([played for _, played in sorted(layers, key=lambda layer: layer[0])])
    return [m for p in played for m in p.mobjects], [a for p in played for a in p.animations]


_DEPTHS = {"value": -0.5, "message": 9.0}
"""Values slide beneath boxes and above the labels on the ground; messages pass above everything."""


def _drifts(before: dict[str, Shape], after: dict[str, Shape]) -> dict[str, Point]:
    drifts: dict[str, Point] = {}
    for key, old in before.items():
        new = after.get(key)
        if isinstance(old, Box) and isinstance(new, Box) and not key.startswith("link/"):
            (x0, y0), (x1, y1) = bounds(old).centre, bounds(new).centre
            if (x0, y0) != (x1, y1):
                drifts[_part(key)] = (x1 - x0, y1 - y0)
    return drifts


def _still_first(played: list[Played]) -> list[Played]:
    """What stands still moves to the front, unless something that moves must stay beneath it."""
    still: list[Played] = []
    moving: list[Played] = []
    for item in played:
        if item.animations or any(_overlap(a, b) for other in moving for a in item.where for b in other.where):
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
    drift = timing.drift(shape.key)
    fade = Fade(mobject, enters=False, rise=0, run_time=timing.seconds, drift=drift,
                stretch=timing.stretch(shape.key, length=0.45))  # fmt: skip
    return Played([mobject], [fade], (_swept(shape, drift),))


def _entered(shape: Shape, palette: Palette, timing: StepTiming, delay: float) -> Played:
    mobject = draw(shape, palette)
    if shape.key.startswith("link/") and timing.moves_ends(shape.key):
        delay = max(delay, timing.seconds * 0.6)
    if isinstance(shape, Curve) and shape.key.startswith("link/"):
        on = DrawOn(mobject, run_time=timing.seconds, stretch=timing.stretch(shape.key, delay=delay))
        return Played([mobject], [on], (bounds(shape),))
    drift = timing.drift(shape.key)
    rise = 0.0 if timing.begins(shape.key) or drift != (0.0, 0.0) else RISE
    fade = Fade(mobject, enters=True, rise=rise, run_time=timing.seconds, drift=drift,
                stretch=timing.stretch(shape.key, delay=delay, length=ENTER))  # fmt: skip
    return Played([mobject], [fade], (_swept(shape, (-drift[0], -drift[1])),))


def _matched(before: Shape, after: Shape, palette: Palette, timing: StepTiming) -> Played:
    mobject = draw(before, palette)
    if before == after:
        return Played([mobject], [], (bounds(after),))
    (x0, y0), (x1, y1) = bounds(before).centre, bounds(after).centre
    where = (union([_swept(before, (x1 - x0, y1 - y0)), bounds(after)]),)
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


def _swept(shape: Shape, drift: Point) -> Rect:
    """Where a shape passes that drifts."""
    here = bounds(shape).inset(0, -RISE)
    return union([here, Rect(here.x + drift[0], here.y + drift[1], here.w, here.h)])


def _crossfade(
    before: Shape, after: Shape, palette: Palette, timing: StepTiming
) -> tuple[list[VMobject], list[Animation]]:
    old, new = draw(before, palette), draw(after, palette)
    drift = (0.0, 0.0)
    if isinstance(before, Label) and isinstance(after, Label):
        drift = (after.x - before.x, after.y - before.y)
    rise = RISE if isinstance(after, Label) and drift == (0.0, 0.0) else 0
    begin, end = timing.stretch(after.key)
    first, last = begin + 0.55 * (end - begin), begin + 0.35 * (end - begin)
    return [old, new], [
        Fade(old, enters=False, rise=-rise, run_time=timing.seconds, stretch=(begin, first), drift=drift),
        Fade(new, enters=True, rise=rise, run_time=timing.seconds, stretch=(last, end), drift=drift),
    ]


def _carried(travel: dict[str, Any], palette: Palette, timing: StepTiming) -> Played:
    carry = Carry(travel, palette, run_time=timing.seconds)
    w, h = max(travel["w"], travel["rests"][0]), max(travel["h"], travel["rests"][1])
    points = np.array(travel["path"])
    passed = [_bezier(points, i / 12) for i in range(13)]
    where = tuple(
        Rect(min(x0, x1) - w / 2, min(y0, y1) - h / 2, abs(x1 - x0) + w, abs(y1 - y0) + h)
        for (x0, y0), (x1, y1) in zip(passed, passed[1:], strict=False)
    )
    return Played([carry.group], [carry], (*where, *_line_bounds(travel["line"])))


def _line_bounds(line: list[list[float]]) -> tuple[Rect, ...]:
    return (union([Rect(x, y, 0, 0) for x, y in line]),) if line else ()


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
