"""Words on screen."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.fitting import Block, block_of
from explainsite.picture.keys import join
from explainsite.picture.shapes import Label, Rect
from explainsite.picture.views.common import HEAD, OPACITY, ruled_head
from explainsite.picture.views.view import View, below
from explainsite.storyboard.state import Actor

SIZES = {"label": 38.0, "title": 52.0, "display": 84.0}
RULED = 46.0
LEADING, WRAPPED = 1.5, 1.28
"""From line to line, in sizes: of lines that the author broke, and of one that was too long."""


def text_height(actor: Actor) -> float:
    """All lines, and the head of a ruled text."""
    lines = actor.parts[0].text.count("\n") + 1
    return lines * _size(actor) * LEADING + _head(actor)


def text_more(actor: Actor, wide: float) -> float:
    """What its words need as it is declared; what is `set` later fits in there, so that nothing jumps."""
    block = _block(actor, actor.spec.text, wide, inf)
    lines = len(actor.spec.text.split("\n"))
    return max(0.0, (len(block.lines) * block.leading - lines * LEADING) * block.size)


def _head(actor: Actor) -> float:
    return HEAD + 24 if actor.label else 0.0


def _size(actor: Actor) -> float:
    """A ruled label is the last word of a film, and set larger."""
    size: str = actor.spec.size
    return RULED if actor.label and size == "label" else SIZES[size]


def _weight(actor: Actor) -> int:
    return 450 if actor.spec.size == "label" else 600


def _block(actor: Actor, text: str, wide: float, high: float) -> Block:
    block = block_of(text, wide, high, size=_size(actor), face=actor.spec.face, weight=_weight(actor),
                     leading=WRAPPED)  # fmt: skip
    is_wrapped = len(block.lines) > text.count("\n") + 1
    return block if is_wrapped else replace(block, leading=LEADING)


def draw_text(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The lines of a text, in the middle of its area or on the rail; with a label, under a ruled head."""
    part, spec, head = actor.parts[0], actor.spec, _head(actor)
    if actor.label:
        setting = Setting(has_rail=True)
    x, anchor = setting.place(area)
    block = _block(actor, part.text, setting.room(area), area.h - head)
    middle = area.y + head + (area.h - head) / 2
    pattern = Label(key=join(actor.id, "text"), x=x, y=middle, text=part.text, face=spec.face,
                    weight=_weight(actor), colour=part.role or spec.role, anchor=anchor,
                    opacity=OPACITY[part.emphasis])  # fmt: skip
    head_shapes = ruled_head(actor, area, "line") if actor.label else ()
    shapes = (*head_shapes, *(label for label in block.labels(pattern) if label.text))
    high = len(block.lines) * block.step
    anchors = {"": Rect(setting.span(area, block.wide), middle - high / 2, block.wide, high)}
    return Drawing(shapes=shapes, anchors=anchors, problems=block.problems)


TEXT = View(draw_text, text_height, more=text_more, notes_at=below)
