"""Words on screen."""

from __future__ import annotations

from explainsite.picture.drawing import Drawing, Setting, fit, too_wide
from explainsite.picture.shapes import Label, Rect
from explainsite.picture.typeface import width
from explainsite.picture.views.common import HEAD, OPACITY, ruled_head
from explainsite.storyboard.state import Actor

SIZES = {"label": 38.0, "title": 52.0, "display": 84.0}
RULED = 46.0
LEADING = 1.5


def text_height(actor: Actor) -> float:
    """All lines, and the head of a ruled text."""
    lines = actor.parts[0].text.count("\n") + 1
    return lines * _size(actor) * LEADING + (HEAD + 24 if actor.label else 0.0)


def _size(actor: Actor) -> float:
    """A ruled label is the last word of a film, and set larger."""
    return RULED if actor.label and actor.spec.size == "label" else SIZES[actor.spec.size]


def draw_text(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The lines of a text, in the middle of its area or on the rail; with a label, under a ruled head."""
    part, spec = actor.parts[0], actor.spec
    lines = part.text.split("\n")
    weight = 450 if spec.size == "label" else 600
    size = min(fit(line, area.w, size=_size(actor), face=spec.face, weight=weight) for line in lines)
    head = HEAD + 24 if actor.label else 0.0
    if actor.label:
        setting = Setting(has_rail=True)
    x, anchor = setting.place(area)
    high = len(lines) * size * LEADING
    top = area.y + head + (area.h - head - high) / 2
    labels = tuple(
        Label(
            key=f"{actor.id}/{i}",
            x=x,
            y=top + (i + 0.5) * size * LEADING,
            text=line,
            size=size,
            face=spec.face,
            weight=weight,
            colour=part.role or spec.role,
            anchor=anchor,
            opacity=OPACITY[part.emphasis],
        )
        for i, line in enumerate(lines)
        if line
    )
    wide = max(width(line, spec.face, weight, size) for line in lines)
    problems = sum((too_wide(line, area.w, size=size, face=spec.face, weight=weight) for line in lines), ())
    shapes = (*(ruled_head(actor, area, "line") if actor.label else ()), *labels)
    anchors = {"": Rect(setting.span(area, wide), top, wide, high)}
    return Drawing(shapes=shapes, anchors=anchors, problems=problems)
