"""An outline around other actors, its name set into an edge."""

from __future__ import annotations

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.fitting import block_of
from explainsite.picture.keys import BOX, join
from explainsite.picture.shapes import Box, Label, Rect
from explainsite.picture.views.common import OPACITY
from explainsite.picture.views.view import View
from explainsite.storyboard.state import Actor

MARGIN = 30.0
SIZE = 36.0
INDENT = 54.0
"""Px from a corner to the name."""


def frame_height(actor: Actor) -> float:
    """A frame has no area of its own."""
    return 0.0


def draw_frame(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The outline around `area`, which is what the held actors and their labels take up."""
    rect = area.inset(-MARGIN, -MARGIN)
    part = actor.parts[0]
    opacity = OPACITY[part.emphasis]
    role = part.role or actor.spec.role
    words = block_of(actor.label, rect.w - 2 * INDENT, size=SIZE, weight=600, most=1)
    x, y = rect.x + INDENT, rect.bottom if actor.spec.name_at == "bottom" else rect.y
    outline = Box(key=join(actor.id, BOX), x=rect.x, y=rect.y, w=rect.w, h=rect.h, radius=28, stroke=role,
                  stroke_width=3.0, opacity=opacity, z=-4)  # fmt: skip
    notch = Box(
        key=join(actor.id, "notch"),
        x=x - 18,
        y=y - 24,
        w=words.wide + 36,
        h=48,
        radius=0,
        fill="ground",
        z=-3,
    )
    name = Label(key=join(actor.id, "name"), x=x, y=y, text=actor.label, weight=600, colour=role,
                 anchor="start", opacity=opacity)  # fmt: skip
    shapes = (outline, notch, *words.labels(name)) if actor.label else (outline,)
    return Drawing(shapes=shapes, anchors={"": rect}, open=True, problems=words.problems)


FRAME = View(draw_frame, frame_height)
