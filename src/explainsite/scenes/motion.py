"""How one picture becomes the next: matched shapes travel, new ones enter, gone ones leave, numbers count."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import Animation, VGroup, VMobject, linear

from explainsite.picture.shapes import Box, Curve, Label, Shape
from explainsite.picture.typeface import width
from explainsite.renderjob import Palette
from explainsite.scenes.drawing import PX_PER_UNIT, cubics, draw

RISE = 14.0
"""Px by which an entering shape rises into its place."""


def ease(t: float) -> float:
    """Slow in and slow out: a quintic with no velocity and no acceleration at either end."""
    t = min(1.0, max(0.0, t))
    return t * t * t * (t * (6 * t - 15) + 10)


class _Timed(Animation):
    """An animation over part of its step: from `begin_at` to `end_at`, as shares of the step."""

    def __init__(
        self, mobject: VMobject, *, run_time: float, begin_at: float = 0.0, end_at: float = 1.0
    ) -> None:
        super().__init__(mobject, run_time=run_time, rate_func=linear)
        self.begin_at, self.end_at = begin_at, end_at

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step."""
        self.at(ease((alpha - self.begin_at) / (self.end_at - self.begin_at)))

    def at(self, t: float) -> None:
        """Draw the eased moment `t` of this animation's own stretch."""
        raise NotImplementedError


class Become(_Timed):
    """A shape that is in both pictures goes from one place, size and colour to the other."""

    def __init__(self, mobject: VMobject, end: VMobject, *, run_time: float) -> None:
        super().__init__(mobject, run_time=run_time)
        self.start, self.end = mobject.copy(), end

    def at(self, t: float) -> None:
        """Points and colours in between."""
        self.mobject.interpolate(self.start, self.end, t)


class Fade(_Timed):
    """A shape enters, rising into its place, or leaves."""

    def __init__(self, mobject: VMobject, *, enters: bool, rise: float, run_time: float, begin_at: float = 0.0,
                 end_at: float = 1.0) -> None:  # fmt: skip
        super().__init__(mobject, run_time=run_time, begin_at=begin_at, end_at=end_at)
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

    def __init__(self, mobject: VMobject, *, run_time: float) -> None:
        super().__init__(mobject, run_time=run_time)
        self.full = mobject.copy()

    def at(self, t: float) -> None:
        """The first `t` of the line."""
        self.mobject.pointwise_become_partial(self.full, 0, t)


class Count(_Timed):
    """A number counts to its new value while it moves to its new place."""

    def __init__(
        self, mobject: VMobject, start: Label, end: Label, palette: Palette, *, run_time: float
    ) -> None:
        super().__init__(mobject, run_time=run_time)
        self.from_label, self.to_label, self.palette = start, end, palette

    def at(self, t: float) -> None:
        """The number in between, written as the actor writes it."""
        start, end = self.from_label, self.to_label
        assert start.number is not None
        assert end.number is not None
        spec, _, unit = end.format.partition("\0")
        value = start.number + (end.number - start.number) * t
        text = end.text if t >= 1 else format(value, spec) + unit
        between = replace(
            end, text=text, x=start.x + (end.x - start.x) * t, y=start.y + (end.y - start.y) * t
        )
        self.mobject.become(draw(between, self.palette))


def transition(
    before: dict[str, Shape], after: dict[str, Shape], palette: Palette, *, seconds: float, stagger: float
) -> tuple[list[VMobject], list[Animation]]:
    """Mobjects in drawing order for the way from one picture to the next, and the animations that move them."""
    mobjects: list[VMobject] = []
    animations: list[Animation] = []
    entering = _entry_delays([key for key in after if key not in before], stagger / seconds)
    for key, shape in before.items():
        if key not in after:
            mobject = draw(shape, palette)
            mobjects.append(mobject)
            animations.append(Fade(mobject, enters=False, rise=0, run_time=seconds, end_at=0.7))
    for key, shape in after.items():
        if key in before:
            drawn, moves = _matched(before[key], shape, palette, seconds)
        else:
            drawn, moves = _entered(shape, palette, seconds, entering[key])
        mobjects += drawn
        animations += moves
    return mobjects, animations


def _entry_delays(keys: list[str], stagger: float) -> dict[str, float]:
    """When each new shape begins to enter: shapes of one part together, parts one after the other."""
    groups = list(dict.fromkeys(key.rpartition("/")[0] for key in keys))
    longest = 0.5
    step = min(stagger, longest / max(len(groups) - 1, 1))
    return {key: groups.index(key.rpartition("/")[0]) * step for key in keys}


def _matched(
    before: Shape, after: Shape, palette: Palette, seconds: float
) -> tuple[list[VMobject], list[Animation]]:
    mobject = draw(before, palette)
    if before == after:
        return [mobject], []
    if isinstance(before, Label) and isinstance(after, Label) and before.text != after.text:
        if before.number is not None and after.number is not None:
            return [mobject], [Count(mobject, before, after, palette, run_time=seconds)]
        return _crossfade(before, after, palette, seconds)
    end = draw(after, palette)
    if len(end.points) != len(mobject.points):
        return _crossfade(before, after, palette, seconds)
    return [mobject], [Become(mobject, end, run_time=seconds)]


def _crossfade(
    before: Shape, after: Shape, palette: Palette, seconds: float
) -> tuple[list[VMobject], list[Animation]]:
    old, new = draw(before, palette), draw(after, palette)
    rise = RISE if isinstance(after, Label) else 0
    return [old, new], [
        Fade(old, enters=False, rise=-rise, run_time=seconds, end_at=0.55),
        Fade(new, enters=True, rise=rise, run_time=seconds, begin_at=0.35),
    ]


def _entered(
    shape: Shape, palette: Palette, seconds: float, delay: float
) -> tuple[list[VMobject], list[Animation]]:
    mobject = draw(shape, palette)
    if isinstance(shape, Curve) and shape.key.startswith("link/"):
        return [mobject], [DrawOn(mobject, run_time=seconds)]
    # What is already on the move when the step ends would jump, so the last one in takes what time is left.
    return [mobject], [
        Fade(mobject, enters=True, rise=RISE, run_time=seconds, begin_at=delay, end_at=min(1, delay + 0.7))
    ]


class Carry(Animation):
    """A message or a value travels along its route; it arrives, is lost on the way, or is rejected at the end."""

    LOST_AT = 0.56
    """The share of the route after which a lost message is lost."""

    def __init__(self, travel: dict, palette: Palette, *, run_time: float) -> None:  # type: ignore[type-arg]
        self.travel, self.palette = travel, palette
        self.points = np.array(cubics(tuple((x, y) for x, y in travel["points"])))
        self.pill = _pill(travel, travel["role"], palette)
        self.spoiled = _pill(travel, "bad", palette)
        self.route = _route(travel, palette)
        self.group = VGroup(self.route, self.pill)
        super().__init__(self.group, run_time=run_time, rate_func=linear)
        self.parts = {id(m): m.copy() for m in self.group.family_members_with_points()}

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step."""
        t = (alpha * self.run_time - self.travel["delay"]) / self.travel["seconds"]
        status = self.travel["status"]
        way = ease(t / 0.86) * (self.LOST_AT if status == "lost" else 1.0)
        shown = _window(t, 0.0, 0.12, 0.86, 1.0)
        look = self.spoiled if status != "ok" and t > 0.6 else self.pill
        self._place(look, way, shown)
        _fade_family(self.route, self.parts, _window(t, 0.0, 0.12, 0.8, 1.0))

    def _place(self, look: VGroup, way: float, shown: float) -> None:
        centre = _bezier(self.points, way)
        for mobject, model in zip(self.pill.submobjects, look.submobjects, strict=True):
            source = self.parts.get(id(model), model)
            mobject.set_points(source.points + centre)
            mobject.set_fill(source.get_fill_color(), opacity=source.get_fill_opacity() * shown)
            mobject.set_stroke(source.get_stroke_color(), opacity=source.get_stroke_opacity() * shown)


def _fade_family(group: VMobject, models: dict[int, VMobject], share: float) -> None:
    for mobject in group.family_members_with_points():
        _set_opacity(mobject, models[id(mobject)], share)


def _window(t: float, opens: float, opened: float, closes: float, closed: float) -> float:
    """0 before `opens`, 1 from `opened` to `closes`, 0 from `closed` on, eased."""
    return ease((t - opens) / (opened - opens)) * (1 - ease((t - closes) / (closed - closes)))


def _bezier(points: np.ndarray, t: float) -> np.ndarray:
    a, b, c, d = points
    u = 1 - t
    return np.asarray(u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d)


PILL_H = 54.0


def _pill(travel: dict, role: str, palette: Palette) -> VGroup:  # type: ignore[type-arg]
    """What travels, drawn around the frame's origin so that its place can be added."""
    middle = {"x": 960.0, "y": 540.0}
    text = travel["text"]
    wide = max(width(text, "mono", 500, 28) + 40, PILL_H) if text else 26.0
    high = PILL_H if text else 26.0
    box = Box(key="pill", x=960 - wide / 2, y=540 - high / 2, w=wide, h=high, radius=high / 2, fill=role)
    label = Label(
        key="text", **middle, text=text or " ", size=28.0, face="mono", weight=500, colour=f"on:{role}"
    )
    return VGroup(draw(box, palette), draw(label, palette))


def _route(travel: dict, palette: Palette) -> VMobject:  # type: ignore[type-arg]
    points = tuple((x, y) for x, y in travel["points"])
    opacity = 0.5 if travel["route"] else 0.0
    return draw(Curve(key="route", points=points, stroke=travel["role"], width=3.0, opacity=opacity), palette)
