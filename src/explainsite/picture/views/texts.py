"""Words on screen."""

from __future__ import annotations

from explainsite.picture.drawing import Drawing, Setting, fit, too_wide
from explainsite.picture.shapes import Label, Rect
from explainsite.picture.typeface import width
from explainsite.picture.views.common import OPACITY
from explainsite.storyboard.state import Actor

SIZES = {"label": 34.0, "title": 50.0, "display": 76.0}
LEADING = 1.45


def draw_text(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The lines of a text, centred in its area."""
    part, spec = actor.parts[0], actor.spec
    lines = part.text.split("\n")
    weight = 450 if spec.size == "label" else 600
    size = min(fit(line, area.w, size=SIZES[spec.size], face=spec.face, weight=weight) for line in lines)
    x, middle = area.centre
    first = middle - (len(lines) - 1) * size * LEADING / 2
    labels = tuple(
        Label(key=f"{actor.id}/{i}", x=x, y=first + i * size * LEADING, text=line, size=size, face=spec.face,
              weight=weight, colour=part.role or spec.role, opacity=OPACITY[part.emphasis])
        for i, line in enumerate(lines) if line
    )  # fmt: skip
    wide = max(width(line, spec.face, weight, size) for line in lines)
    high = len(lines) * size * LEADING
    problems = sum((too_wide(line, area.w, size=size, face=spec.face, weight=weight) for line in lines), ())
    return Drawing(shapes=labels, anchors={"": Rect(x - wide / 2, middle - high / 2, wide, high)}, problems=problems)
