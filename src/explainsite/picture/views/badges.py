"""A badge: a word on a pill, with the sign that goes with its role."""

from __future__ import annotations

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.fitting import block_of
from explainsite.picture.keys import BOX, join
from explainsite.picture.shapes import Box, Label, Rect, Shape
from explainsite.picture.signs import sign
from explainsite.picture.views.common import OPACITY, gutter_label
from explainsite.picture.views.view import Standing, View, below
from explainsite.storyboard.state import Actor

HEIGHT = 72.0
PADDING = 30.0
TEXT = 36.0
SIGN, SIGN_GAP = 17.0, 16.0
FILLS = 340.0
"""Px that a badge is taken to fill, whatever its word: the rail must not move when that changes."""
SIGNS = {"good": "check", "bad": "cross", "warn": "alert"}
"""The signs that stand for roles; a dot stands for the others."""


def badge_height(_: Actor) -> float:
    """The pill."""
    return HEIGHT


def draw_badge(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The label in the gutter, and the pill, as wide as its word."""
    part, spec = actor.parts[0], actor.spec
    role, opacity = part.role or spec.role, OPACITY[part.emphasis]
    name = SIGNS.get(role, "dot") if spec.icon == "auto" else spec.icon
    before = 2 * SIGN + SIGN_GAP if name != "none" else 0.0
    room = area.w - setting.gutter - before - 2 * PADDING
    words = block_of(part.text, room, size=TEXT, weight=600, most=1)
    wide = words.wide + before + 2 * PADDING
    pill = Rect(setting.span(area, wide), area.centre[1] - HEIGHT / 2, wide, HEIGHT)
    y = pill.centre[1]
    shapes: list[Shape] = [
        *gutter_label(actor, area, setting, y),
        Box(key=join(actor.id, BOX), x=pill.x, y=pill.y, w=pill.w, h=pill.h, radius=HEIGHT / 2,
            fill=f"{role}@0.16", stroke=role, opacity=opacity),
        *words.labels(Label(key=join(actor.id, "text"), x=pill.x + PADDING + before, y=y, text=part.text,
                            weight=600, anchor="start", opacity=opacity, z=1)),
    ]  # fmt: skip
    if name != "none":
        at = (pill.x + PADDING + SIGN, y)
        shapes += sign(join(actor.id, "mark"), at, name, role, opacity=opacity, radius=SIGN)
    return Drawing(shapes=tuple(shapes), anchors={"": pill}, problems=words.problems)


BADGE = View(
    draw_badge,
    badge_height,
    notes_at=below,
    standing=Standing(when=lambda actor: bool(actor.label), width=lambda _, room, __: min(FILLS, room)),
)
