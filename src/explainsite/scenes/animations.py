"""Animations of one shape each, over their own interval of a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import numpy as np
from manim import Animation, VMobject, linear

from explainsite.picture.flight import smootherstep
from explainsite.picture.paths import alike
from explainsite.picture.shapes import Curve, Label, Shape
from explainsite.scenes.drawing import PX_PER_UNIT, Points, draw
from explainsite.scenes.trajectory import STILL, Interval, Trajectory, in_units
from explainsite.storyboard.words import MINUS, minus
from explainsite.text.numbers import counted_to

Rgbas = Points
"""A colour a row, `(n, 4)`, from 0 to 1."""


class Timed(Animation):
    """An animation over part of its step: an `Interval`, in shares of the step."""

    def __init__(self, mobject: VMobject, *, run_time: float, interval: Interval) -> None:
        super().__init__(mobject, run_time=run_time, rate_func=linear)
        self.drawn, self.interval = mobject, interval
        self.is_even = False
        self._now: float | None = None

    def create_starting_mobject(self) -> VMobject:
        """Manim would copy the mobject here; what begins is known already."""
        return self.drawn

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step."""
        begin, end = self.interval
        share = (alpha - begin) / (end - begin)
        t = min(max(share, 0.0), 1.0) if self.is_even else smootherstep(share)
        if t != self._now:  # before its interval, and after it, it stands still
            self._now = t
            self.at(t)

    def forget(self) -> None:
        """Draw again what was drawn last: something else has changed the mobject."""
        self._now = None

    def at(self, t: float) -> None:
        """Draw the eased moment `t` of this animation's own interval."""
        raise NotImplementedError


class Become(Timed):
    """A shape that is in both pictures goes from one place, size and colour to the other."""

    def __init__(
        self,
        mobject: VMobject,
        end: VMobject,
        *,
        run_time: float,
        interval: Interval,
        trajectory: Trajectory = STILL,
    ) -> None:
        super().__init__(mobject, run_time=run_time, interval=interval)
        self.start, self.end, self.trajectory = mobject.copy(), end, trajectory

    def at(self, t: float) -> None:
        """Points and colours in between."""
        self.drawn.points = (1 - t) * self.start.points + t * self.end.points
        mix_looks(self.drawn, self.start, self.end, t)
        if not self.trajectory.is_straight:
            self.drawn.set_points(self.drawn.points + self.trajectory.swing(t))
        if self.trajectory.dip:
            set_opacity(self.drawn, self.start, self.trajectory.ink(t))


class Morph(Timed):
    """An outline becomes another, drawn anew each frame, so that dashes keep their length and lines bend."""

    def __init__(
        self,
        mobject: VMobject,
        start: Shape,
        end: Shape,
        *,
        run_time: float,
        interval: Interval,
        trajectory: Trajectory = STILL,
    ) -> None:
        super().__init__(mobject, run_time=run_time, interval=interval)
        if isinstance(start, Curve) and isinstance(end, Curve):
            one, other = alike(start.points, end.points)
            start, end = replace(start, points=one), replace(end, points=other)
        self.shapes, self.trajectory = (start, end), trajectory
        self.looks = (mobject.copy(), draw(end))

    def at(self, t: float) -> None:
        """The outline and the colours in between."""
        points: Points = draw(_between(*self.shapes, t)).points
        self.drawn.set_points(points + self.trajectory.swing(t))
        mix_looks(self.drawn, *self.looks, t)


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

    def __init__(self, mobject: VMobject, *, enters: bool, rise: float, run_time: float, interval: Interval,
                 trajectory: Trajectory = STILL) -> None:  # fmt: skip
        super().__init__(mobject, run_time=run_time, interval=interval)
        self.enters, self.rise = enters, np.array([0.0, rise / PX_PER_UNIT, 0.0])
        self.trajectory, self.along = trajectory, np.zeros(3)
        self.full = mobject.copy()

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step, in which what it belongs to may move."""
        if self.trajectory is not STILL:
            target = in_units(self.trajectory.drift) if self.enters else 0
            self.along = self.trajectory.offset(alpha) - target
            self.forget()
        super().interpolate_mobject(alpha)

    def at(self, t: float) -> None:
        """More or less of the shape, nearer to its place or farther, and along with what it belongs to."""
        share = t if self.enters else 1 - t
        self.drawn.set_points(self.full.points - self.rise * (1 - share) + self.along)
        set_opacity(self.drawn, self.full, share)


# Colours are arrays, one row a palette. Manim's own ways to change them make colour objects each time.


def mix_looks(mobject: VMobject, start: VMobject, end: VMobject, t: float) -> None:
    """Give a mobject the colours and the line width between those of two others."""
    mobject.fill_rgbas = (1 - t) * start.fill_rgbas + t * end.fill_rgbas
    mobject.stroke_rgbas = (1 - t) * start.stroke_rgbas + t * end.stroke_rgbas
    mobject.stroke_width = (1 - t) * start.stroke_width + t * end.stroke_width


def set_opacity(mobject: VMobject, full: VMobject, share: float) -> None:
    """Let so much be seen of a mobject that looks like `full`."""
    mobject.fill_rgbas = _thinned(mobject.fill_rgbas, full.fill_rgbas, share)
    mobject.stroke_rgbas = _thinned(mobject.stroke_rgbas, full.stroke_rgbas, share)


def _thinned(rgbas: Rgbas, full: Rgbas, share: float) -> Rgbas:
    thinned = rgbas.copy()
    thinned[:, 3] = full[:, 3] * share
    return thinned


class Pan(Timed):
    """A shape that the camera takes along on its way into the picture, or out of it."""

    def __init__(
        self, mobject: VMobject, end: VMobject, *, enters: bool, run_time: float, interval: Interval
    ) -> None:
        super().__init__(mobject, run_time=run_time, interval=interval)
        self.enters, self.full = enters, mobject.copy()
        self.ends = (mobject.points.copy(), end.points)

    def at(self, t: float) -> None:
        """Where the camera has taken it; it is gone half-way out, and seen from half-way in."""
        start, end = self.ends
        if len(start) == len(end):
            self.drawn.set_points(start * (1 - t) + end * t)
        set_opacity(
            self.drawn, self.full, smootherstep(2 * t - 1) if self.enters else 1 - smootherstep(2 * t)
        )


class DrawOn(Timed):
    """A line is drawn from its start to its end."""

    def __init__(self, mobject: VMobject, *, run_time: float, interval: Interval) -> None:
        super().__init__(mobject, run_time=run_time, interval=interval)
        self.full = mobject.copy()

    def at(self, t: float) -> None:
        """The first `t` of the line."""
        self.drawn.pointwise_become_partial(self.full, 0, t)


class Redraw(Timed):
    """A shape that is drawn anew at every moment."""

    def __init__(
        self, mobject: VMobject, make: Callable[[float], VMobject], *, run_time: float, interval: Interval
    ) -> None:
        super().__init__(mobject, run_time=run_time, interval=interval)
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
        *,
        run_time: float,
        interval: Interval,
        trajectory: Trajectory = STILL,
    ) -> None:
        super().__init__(mobject, run_time=run_time, interval=interval)
        self.from_label, self.to_label = start, end
        self.trajectory = trajectory
        self.looks = (mobject.copy(), draw(end))

    def at(self, t: float) -> None:
        """The number in between, written as the actor writes it."""
        aside = self.trajectory.swing(t)
        self.drawn.become(draw(self._between(t, aside[1] * PX_PER_UNIT)))
        self.drawn.shift(aside)
        mix_looks(self.drawn, *self.looks, t)
        if self.trajectory.dip:
            set_opacity(self.drawn, self.drawn.copy(), self.trajectory.ink(t))

    def _between(self, t: float, above: float) -> Label:
        """The label at `t`, which is so many px above the straight way."""
        start, end = self.from_label, self.to_label
        if t <= 0 or t >= 1:
            return end if t >= 1 else start
        return replace(
            start,
            text=self._text(t, above),
            x=start.x + (end.x - start.x) * t,
            y=start.y + (end.y - start.y) * t,
            size=start.size + (end.size - start.size) * t,
        )

    def _text(self, t: float, above: float) -> str:
        start, end = self.from_label, self.to_label
        if start.number is None or end.number is None:
            return counted_to(start.text, end.text, t)
        spec, _, unit = end.format.partition("\0")
        value = start.number + (end.number - start.number) * t + end.slope * above
        text = format(value, spec) + unit
        return minus(text) if MINUS in start.text + end.text else text


class Within(Animation):
    """An animation whose shape is seen in a window of the step; before and after, another stands for it."""

    def __init__(self, animation: Animation, window: Interval) -> None:
        super().__init__(animation.mobject, run_time=animation.run_time, rate_func=linear)
        self.animation, self.window = animation, window

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step."""
        begin, end = self.window
        if begin <= alpha < end:
            self.animation.interpolate_mobject(alpha)
        else:
            self.mobject.set_points(np.zeros((0, 3)))
            if isinstance(self.animation, Timed):
                self.animation.forget()
