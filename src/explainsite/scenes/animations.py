"""What moves: one shape each, over its own stretch of a step, and what travels between two of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from math import pi, sin
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject, linear

from explainsite.jobs.renderjob import Palette
from explainsite.picture.paths import alike, along
from explainsite.picture.script import TEXT_SIZE, ScriptCarry
from explainsite.picture.shapes import Box, Curve, Dot, Label, Shape
from explainsite.picture.signs import sign
from explainsite.scenes.drawing import PX_PER_UNIT, Points, draw, to_scene
from explainsite.storyboard.pace import ARRIVES
from explainsite.storyboard.words import MINUS, minus

Point = tuple[float, float]
Stretch = tuple[float, float]
"""When in its step an animation begins and ends, as shares of the step."""


def ease(t: float) -> float:
    """Slow in and slow out: a quintic with no velocity and no acceleration at either end."""
    t = min(1.0, max(0.0, t))
    return t * t * t * (t * (6 * t - 15) + 10)


class Timed(Animation):
    """An animation over part of its step: from `begin_at` to `end_at`, as shares of the step."""

    def __init__(self, mobject: VMobject, *, run_time: float, stretch: Stretch) -> None:
        super().__init__(mobject, run_time=run_time, rate_func=linear)
        self.drawn, self.stretch = mobject, stretch

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step."""
        begin, end = self.stretch
        self.at(ease((alpha - begin) / (end - begin)))

    def at(self, t: float) -> None:
        """Draw the eased moment `t` of this animation's own stretch."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Way:
    """How a part moves while a step lasts: by `drift` px in all, swinging aside by `bow` px at the middle.

    `dip` is the share of its ink that it lacks there: words that pass beneath others step back.
    A part that moves along a graph has the places that it passes in `ride`, a share of its way apart.
    """

    drift: Point = (0.0, 0.0)
    bow: Point = (0.0, 0.0)
    stretch: Stretch = (0.0, 1.0)
    dip: float = 0.0
    ride: tuple[Point, ...] = ()

    @property
    def is_straight(self) -> bool:
        """Whether the part goes from place to place by the shortest way."""
        return self.bow == (0.0, 0.0) and not self.ride

    def offset(self, alpha: float) -> Points:
        """How far it has come at the moment `alpha` of the step, in Manim's units."""
        begin, end = self.stretch
        share = ease((alpha - begin) / (end - begin))
        return share * _moved(self.drift) + self.swing(share)

    def swing(self, share: float) -> Points:
        """How far it is aside when it has come that share of its way."""
        if not self.ride:
            return sin(pi * share) * _moved(self.bow)
        aside = self.ride
        at = share * (len(aside) - 1)
        first = min(int(at), len(aside) - 2)
        (x0, y0), (x1, y1) = aside[first], aside[first + 1]
        return _moved((x0 + (x1 - x0) * (at - first), y0 + (y1 - y0) * (at - first)))

    def ink(self, share: float) -> float:
        """How much of it is seen when it has come that share of its way."""
        return 1.0 - self.dip * sin(pi * share)


def _moved(px: Point) -> Points:
    return np.array([px[0], -px[1], 0.0]) / PX_PER_UNIT


STILL = Way()


class Become(Timed):
    """A shape that is in both pictures goes from one place, size and colour to the other."""

    def __init__(
        self, mobject: VMobject, end: VMobject, *, run_time: float, stretch: Stretch, way: Way = STILL
    ) -> None:
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        self.start, self.end, self.way = mobject.copy(), end, way

    def at(self, t: float) -> None:
        """Points and colours in between."""
        self.drawn.interpolate(self.start, self.end, t)
        if not self.way.is_straight:
            self.drawn.set_points(self.drawn.points + self.way.swing(t))
        if self.way.dip:
            set_opacity(self.drawn, self.start, self.way.ink(t))


class Morph(Timed):
    """An outline becomes another, drawn anew each frame, so that dashes keep their length and lines bend."""

    def __init__(
        self,
        mobject: VMobject,
        start: Shape,
        end: Shape,
        palette: Palette,
        *,
        run_time: float,
        stretch: Stretch,
        way: Way = STILL,
    ) -> None:
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        if isinstance(start, Curve) and isinstance(end, Curve):
            one, other = alike(start.points, end.points)
            start, end = replace(start, points=one), replace(end, points=other)
        self.shapes, self.palette, self.way = (start, end), palette, way
        self.looks = (mobject.copy(), draw(end, palette))

    def at(self, t: float) -> None:
        """The outline and the colours in between."""
        points: Points = draw(_between(*self.shapes, t), self.palette).points
        self.drawn.set_points(points + self.way.swing(t))
        self.drawn.interpolate_color(*self.looks, t)


def _between(start: Shape, end: Shape, t: float) -> Shape:
    """The end's shape with the measures of the moment `t`."""
    measures = {
        item.name: _mixed(getattr(start, item.name), getattr(end, item.name), t)
        for item in fields(end)
        if isinstance(getattr(end, item.name), float | tuple)
    }
    return replace(end, **measures)


def _mixed(a: Any, b: Any, t: float) -> Any:
    return (
        tuple(_mixed(p, q, t) for p, q in zip(a, b, strict=True)) if isinstance(a, tuple) else a + (b - a) * t
    )


class Fade(Timed):
    """A shape enters, rising into its place, or leaves."""

    def __init__(self, mobject: VMobject, *, enters: bool, rise: float, run_time: float, stretch: Stretch,
                 way: Way = STILL) -> None:  # fmt: skip
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        self.enters, self.rise = enters, np.array([0.0, rise / PX_PER_UNIT, 0.0])
        self.way, self.along = way, np.zeros(3)
        self.full = mobject.copy()

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step, in which what it belongs to may move."""
        self.along = self.way.offset(alpha) - (_moved(self.way.drift) if self.enters else 0)
        super().interpolate_mobject(alpha)

    def at(self, t: float) -> None:
        """More or less of the shape, nearer to its place or farther, and along with what it belongs to."""
        share = t if self.enters else 1 - t
        self.drawn.set_points(self.full.points - self.rise * (1 - share) + self.along)
        set_opacity(self.drawn, self.full, share)


def set_opacity(mobject: VMobject, full: VMobject, share: float) -> None:
    mobject.set_fill(opacity=full.get_fill_opacity() * share, family=False)
    mobject.set_stroke(opacity=full.get_stroke_opacity() * share, family=False)


class Pan(Timed):
    """A shape that the camera takes along on its way into the picture, or out of it."""

    def __init__(
        self, mobject: VMobject, end: VMobject, *, enters: bool, run_time: float, stretch: Stretch
    ) -> None:
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        self.enters, self.full = enters, mobject.copy()
        self.ends = (mobject.points.copy(), end.points)

    def at(self, t: float) -> None:
        """Where the camera has taken it; it is gone half-way out, and seen from half-way in."""
        start, end = self.ends
        if len(start) == len(end):
            self.drawn.set_points(start * (1 - t) + end * t)
        set_opacity(self.drawn, self.full, ease(2 * t - 1) if self.enters else 1 - ease(2 * t))


class DrawOn(Timed):
    """A line is drawn from its start to its end."""

    def __init__(self, mobject: VMobject, *, run_time: float, stretch: Stretch) -> None:
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        self.full = mobject.copy()

    def at(self, t: float) -> None:
        """The first `t` of the line."""
        self.drawn.pointwise_become_partial(self.full, 0, t)


class Redraw(Timed):
    """A shape that is drawn anew at every moment."""

    def __init__(
        self, mobject: VMobject, make: Callable[[float], VMobject], *, run_time: float, stretch: Stretch
    ) -> None:
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        self.make = make

    def at(self, t: float) -> None:
        """The shape as it is when so much of its time is over."""
        self.drawn.become(self.make(t))


class Count(Timed):
    """A number counts to its new value while it moves to its new place."""

    def __init__(
        self,
        mobject: VMobject,
        start: Label,
        end: Label,
        palette: Palette,
        *,
        run_time: float,
        stretch: Stretch,
        way: Way = STILL,
    ) -> None:
        super().__init__(mobject, run_time=run_time, stretch=stretch)
        self.from_label, self.to_label, self.palette = start, end, palette
        self.way = way
        self.looks = (mobject.copy(), draw(end, palette))

    def at(self, t: float) -> None:
        """The number in between, written as the actor writes it."""
        aside = self.way.swing(t)
        self.drawn.become(draw(self._between(t, aside[1] * PX_PER_UNIT), self.palette))
        self.drawn.shift(aside)
        self.drawn.interpolate_color(*self.looks, t)
        if self.way.dip:
            set_opacity(self.drawn, self.drawn.copy(), self.way.ink(t))

    def _between(self, t: float, above: float) -> Label:
        """The label at `t`, which is so many px above the straight way."""
        start, end = self.from_label, self.to_label
        if t <= 0 or t >= 1:
            return end if t >= 1 else start
        assert start.number is not None
        assert end.number is not None
        spec, _, unit = end.format.partition("\0")
        value = start.number + (end.number - start.number) * t + end.slope * above
        text = format(value, spec) + unit
        return replace(
            start,
            text=minus(text) if MINUS in start.text + end.text else text,
            x=start.x + (end.x - start.x) * t,
            y=start.y + (end.y - start.y) * t,
            size=start.size + (end.size - start.size) * t,
        )


class Within(Animation):
    """An animation whose shape is seen in a window of the step; before and after, another stands for it."""

    def __init__(self, animation: Animation, window: Stretch) -> None:
        super().__init__(animation.mobject, run_time=animation.run_time, rate_func=linear)
        self.animation, self.window = animation, window

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step."""
        begin, end = self.window
        if begin <= alpha < end:
            self.animation.interpolate_mobject(alpha)
        else:
            self.mobject.set_points(np.zeros((0, 3)))


class Carry(Animation):
    """A message or a value on its path; it arrives, is lost on the way, or is rejected at the end."""

    LOST_AT = 0.56
    """The share of the path after which a lost message is lost."""

    def __init__(self, travel: ScriptCarry, palette: Palette, *, run_time: float) -> None:
        self.travel = travel
        self.pill = _pill(travel, travel.role, palette, travel.size)
        self.fine, self.spoiled = _looks(travel, travel.role, palette), _looks(travel, "bad", palette)
        self.line = _line(travel, palette)
        self.full_line = self.line.copy()
        self.group = VGroup(self.line, self.pill)
        super().__init__(self.group, run_time=run_time, rate_func=linear)

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step."""
        t = (alpha * self.run_time - self.travel.delay) / self.travel.seconds
        status, is_value = self.travel.status, self.travel.style == "value"
        way = ease(t / ARRIVES) * (self.LOST_AT if status == "lost" else 1.0)
        shown = _window(
            t, 0.0, 0.08 if is_value else 0.16, 1.2 if is_value else ARRIVES, 1.5 if is_value else 1.02
        )
        spoils = status != "ok" and t > 0.62
        self._place(self.spoiled if spoils else self.fine, way, shown, crossed=spoils)
        set_opacity(self.line, self.full_line, _window(t, 0.0, 0.12, 0.8, 1.0))

    def _place(
        self, look: list[tuple[VMobject, VMobject]], way: float, shown: float, *, crossed: bool
    ) -> None:
        centre = np.array(to_scene(*along(self.travel.path, way)))
        for index, (mobject, (model, last)) in enumerate(zip(self.pill.submobjects, look, strict=True)):
            mobject.set_points(model.points * (1 - way) + last.points * way + centre)
            mobject.match_style(model, family=False)
            set_opacity(mobject, model, shown if crossed or index < _WORDS else 0.0)


REFUSED = 17.0
"""The radius in px of the cross on a message that is turned away."""
_WORDS = 2
"""How many of a pill's pieces are the message itself; those of the cross come after them."""


def _window(t: float, opens: float, opened: float, closes: float, closed: float) -> float:
    """0 before `opens`, 1 from `opened` to `closes`, 0 from `closed` on, eased."""
    return ease((t - opens) / (opened - opens)) * (1 - ease((t - closes) / (closed - closes)))


def _looks(travel: ScriptCarry, role: str, palette: Palette) -> list[tuple[VMobject, VMobject]]:
    """The pill's pieces as it sets out and as it comes to rest."""
    first = _pill(travel, role, palette, travel.size)
    return list(zip(first, _pill(travel, role, palette, travel.rests), strict=True))


def _pill(travel: ScriptCarry, role: str, palette: Palette, size: Point) -> VGroup:
    """What travels, drawn around the frame's origin so that its place can be added."""
    wide, high = size
    is_value = travel.style == "value"
    box = Box(
        key="pill",
        x=960 - wide / 2,
        y=540 - high / 2,
        w=wide,
        h=high,
        radius=14 if is_value else high / 2,
        fill=f"{role}@0.30" if is_value else role,
        stroke=role if is_value else None,
    )
    ink = "ink" if is_value else f"on:{role}"
    label = Label(
        key="text",
        x=960.0,
        y=540.0,
        text=travel.text or " ",
        size=TEXT_SIZE,
        face="mono",
        weight=500,
        colour=ink,
    )
    cross = _cross(travel, size) if travel.status == "rejected" else []
    return VGroup(*(draw(shape, palette) for shape in (box, label, *cross)))


def _cross(travel: ScriptCarry, size: Point) -> list[Shape]:
    """On the corner of a pill that it came in last, clear of its words; in the middle of one without."""
    wide, high = size
    if not travel.text:
        return sign("cross", (960.0, 540.0), "cross", "bad", opacity=1.0, radius=high / 2)
    (x0, y0), (x1, y1) = travel.path[-2:]
    climbs = y0 - y1 > abs(x1 - x0)
    x = 960 + (wide / 2 if x1 < x0 else -wide / 2)
    y = 540 + (high / 2 - 2) * (1 if climbs else -1)
    gap = Dot(key="gap", x=x, y=y, r=REFUSED + 4, fill="ground")
    return [gap, *sign("cross", (x, y), "cross", "bad", opacity=1.0, radius=REFUSED)]


def _line(travel: ScriptCarry, palette: Palette) -> VMobject:
    if not travel.line:
        return VMobject()
    return draw(Curve(key="line", points=travel.line, stroke=travel.role, width=3.0, opacity=0.5), palette)
