"""A window over a row of values: what is inside is lit, and the outline glides to where it begins next."""

from __future__ import annotations

from dataclasses import replace

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.keys import join
from explainsite.picture.shapes import Box, Rect, Shape, union
from explainsite.picture.views.common import OPACITY, chip, gutter_label, too_long
from explainsite.picture.views.rows import GAP, TALLEST, columns
from explainsite.picture.views.view import Standing, View, below
from explainsite.storyboard.actors.window import inside
from explainsite.storyboard.state import Actor, Part

BESIDE, ABOVE = GAP / 2, 16.0
"""Px between the values and the outline around them: at the sides it runs in the middle of the gaps."""
RADIUS = 24.0
TEXT = 40.0


def window_height(actor: Actor) -> float:
    """The values, and the outline above and below them."""
    return TALLEST + 2 * ABOVE


def draw_window(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The values side by side, and the outline around those inside."""
    height = min(TALLEST, area.h - 2 * ABOVE)
    top = area.centre[1] - height / 2
    places = columns(area, setting, len(actor.parts))
    rects = [Rect(x, top, wide, height) for x, wide in places]
    anchors = {part.id: rect for part, rect in zip(actor.parts, rects, strict=True)}
    shapes: list[Shape] = [*gutter_label(actor, area, setting, top + height / 2), *_outline(actor, anchors)]
    problems: tuple[str, ...] = ()
    for part in actor.parts:
        shapes += _value(actor, part, anchors[part.id])
        problems += too_long(part, anchors[part.id], face="mono", size=TEXT)
    return Drawing(shapes=tuple(shapes), anchors={**anchors, "": union(rects)}, problems=problems)


def _outline(actor: Actor, anchors: dict[str, Rect]) -> tuple[Box, Box]:
    """The outline, which passes in front of the values, and the ground that it lights behind them."""
    parts = inside(actor)
    rect = union([anchors[part.id] for part in parts]).inset(-BESIDE, -ABOVE)
    role, opacity = actor.spec.role, max(OPACITY[part.emphasis] for part in parts)
    outline = Box(key=join(actor.id, "outline"), x=rect.x, y=rect.y, w=rect.w, h=rect.h, radius=RADIUS,
                  stroke=role, stroke_width=5.0, opacity=opacity, z=2)  # fmt: skip
    return outline, replace(outline, key=join(actor.id, "ground"), stroke=None, fill=f"{role}@0.10", z=-1)


def _value(actor: Actor, part: Part, rect: Rect) -> tuple[Shape, ...]:
    role = part.role or (actor.spec.role if part in inside(actor) else None)
    fill, stroke, ink = (f"{role}@0.20", f"{role}@0.50", "ink") if role else ("surface", "line", "muted")
    return chip(actor, part, rect, fill=fill, stroke=stroke, ink=ink, face="mono", size=TEXT)


WINDOW = View(
    draw_window, window_height, standing=Standing(cells=lambda actor: len(actor.parts)), notes_at=below
)
