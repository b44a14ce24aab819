"""What is carried from one place to another: a message in a pill beside its line, a value on its way."""

from __future__ import annotations

import numpy as np
from manim import Animation, VGroup, VMobject, linear

from explainsite.picture.flight import APPEARS, GOES, SPOILS, progress, smootherstep
from explainsite.picture.paths import along
from explainsite.picture.pills import TEXT_SIZE
from explainsite.picture.script import ScriptCarry
from explainsite.picture.shapes import Box, Curve, Dot, Label, Point, Shape
from explainsite.picture.signs import sign
from explainsite.scenes.animations import mix_looks, set_opacity
from explainsite.scenes.drawing import draw, to_scene
from explainsite.storyboard.pace import ARRIVES


class Carry(Animation):
    """A message or a value on its path; it arrives, is lost on the way, or is rejected at the end."""

    def __init__(self, travel: ScriptCarry, *, run_time: float) -> None:
        self.travel = travel
        self.pill = _pill(travel, travel.role, travel.size)
        self.fine, self.spoiled = _looks(travel, travel.role), _looks(travel, "bad")
        self.line = _line(travel)
        self.full_line = self.line.copy()
        self.group = VGroup(self.line, self.pill)
        super().__init__(self.group, run_time=run_time, rate_func=linear)

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the moment `alpha`, a share of the whole step."""
        t = (alpha * self.run_time - self.travel.delay) / self.travel.seconds
        status, is_value = self.travel.status, self.travel.style == "value"
        shown = _window(
            t, 0.0, 0.08 if is_value else APPEARS, 1.2 if is_value else ARRIVES, 1.5 if is_value else GOES
        )
        spoils = status != "ok" and t > SPOILS
        look = self.spoiled if spoils else self.fine
        self._place(look, progress(self.travel, t), shown, crossed=spoils)
        set_opacity(self.line, self.full_line, _window(t, 0.0, 0.12, 0.8, 1.0))

    def _place(
        self, look: list[tuple[VMobject, VMobject]], progress: float, shown: float, *, crossed: bool
    ) -> None:
        centre = np.array(to_scene(*along(self.travel.path, progress)))
        for index, (mobject, (model, last)) in enumerate(zip(self.pill.submobjects, look, strict=True)):
            mobject.set_points(model.points * (1 - progress) + last.points * progress + centre)
            mix_looks(mobject, model, model, 0.0)
            set_opacity(mobject, model, shown if crossed or index < _WORDS else 0.0)


REFUSED = 17.0
"""The radius in px of the cross on a message that is turned away."""
_WORDS = 2
"""How many of a pill's pieces are the message itself; those of the cross come after them."""


def _window(t: float, opens: float, opened: float, closes: float, closed: float) -> float:
    """0 before `opens`, 1 from `opened` to `closes`, 0 from `closed` on, eased."""
    return smootherstep((t - opens) / (opened - opens)) * (1 - smootherstep((t - closes) / (closed - closes)))


def _looks(travel: ScriptCarry, role: str) -> list[tuple[VMobject, VMobject]]:
    """The pill's pieces as it sets out and as it comes to rest."""
    first = _pill(travel, role, travel.size)
    return list(zip(first, _pill(travel, role, travel.rests), strict=True))


def _pill(travel: ScriptCarry, role: str, size: Point) -> VGroup:
    """What travels, drawn around the frame's origin so that its place can be added."""
    wide, high = size
    is_value = travel.style == "value"
    box = Box(
        key="pill",
        x=960 - wide / 2,
        y=540 - high / 2,
        w=wide,
        h=high,
        radius=14 * travel.zoom if is_value else high / 2,
        fill=f"{role}@0.30" if is_value else role,
        stroke=role if is_value else None,
    )
    ink = "ink" if is_value else f"on:{role}"
    label = Label(
        key="text",
        x=960.0,
        y=540.0,
        text=travel.text or " ",
        size=TEXT_SIZE * travel.zoom,
        face="mono",
        weight=500,
        colour=ink,
    )
    cross = _cross(travel, size) if travel.status == "rejected" else []
    return VGroup(*(draw(shape) for shape in (box, label, *cross)))


def _cross(travel: ScriptCarry, size: Point) -> list[Shape]:
    """On the corner of a pill that it came in last, clear of its words; in the middle of one without."""
    wide, high = size
    if not travel.text:
        return sign("cross", (960.0, 540.0), "cross", "bad", opacity=1.0, radius=high / 2)
    (x0, y0), (x1, y1) = travel.path[-2:]
    climbs = y0 - y1 > abs(x1 - x0)
    x = 960 + (wide / 2 if x1 < x0 else -wide / 2)
    y = 540 + (high / 2 - 2) * (1 if climbs else -1)
    radius = REFUSED * travel.zoom
    gap = Dot(key="gap", x=x, y=y, r=radius + 4 * travel.zoom, fill="ground")
    return [gap, *sign("cross", (x, y), "cross", "bad", opacity=1.0, radius=radius)]


def _line(travel: ScriptCarry) -> VMobject:
    if not travel.line:
        return VMobject()
    return draw(Curve(key="line", points=travel.line, stroke=travel.role, width=3.0, opacity=0.5))
