"""Pieces that views share: chips, labels, and what emphasis does to a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import inf

from explainsite.picture.drawing import Reach, Setting
from explainsite.picture.fitting import Block, block_of, wrap
from explainsite.picture.keys import BOX, join
from explainsite.picture.shapes import Box, Curve, Label, Rect, Shape
from explainsite.picture.typeface import Face
from explainsite.storyboard.actors.parts import decimals_shown
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import minus, with_decimals

DIMMED = 0.32
LABEL_SIZE = 37.0
GUTTER_GAP = 30.0
"""Px between a row's label and its first cell."""
GUTTER_WIDEST = 300.0
"""Px of a label in the gutter; a longer one has two lines."""
HEAD = 64.0
"""Px that a line across the top and the label below it take."""

CHIP_PAD = 9.0
"""Px between a chip's edge and its words, at least."""

EDGE = "edge"
"""The role of the line around an empty place."""

OPACITY = {"normal": 1.0, "lit": 1.0, "dim": DIMMED}


def decimals_reach(actor: Actor) -> Reach:
    """The most decimals that an amount of an actor has, so that all of them get as many."""
    return (float(max((decimals_shown(part.value or 0.0) for part in actor.parts), default=0)),)


def amount_form(actor: Actor, setting: Setting) -> str:
    """How the amounts of an actor are written throughout a film, in Python's format language."""
    return with_decimals(actor.spec.format or ",", int(next(iter(setting.reach), 0)))


def amount(actor: Actor, value: float, setting: Setting) -> str:
    """An amount as it stands in the picture."""
    return minus(format(value, amount_form(actor, setting))) + str(actor.spec.unit)


def actor_opacity(actor: Actor) -> float:
    """The opacity of what belongs to a whole actor: dim only when all its parts are."""
    return DIMMED if actor.parts and all(part.emphasis == "dim" for part in actor.parts) else 1.0


def gutter_label(actor: Actor, area: Rect, setting: Setting, y: float) -> tuple[Label, ...]:
    """An actor's label in the gutter, right-aligned, in the middle at `y`."""
    if not actor.label:
        return ()
    x = area.x + setting.gutter - GUTTER_GAP
    label = Label(key=join(actor.id, "label"), x=x, y=y, text=actor.label, colour="muted", anchor="end",
                  opacity=actor_opacity(actor), z=-1)  # fmt: skip
    return gutter_words(actor.label).labels(label)


def gutter_for(*texts: str) -> float:
    """The width of a gutter that has room for each of these texts; 0 when there are none."""
    widest = max((gutter_words(text).wide for text in texts if text), default=0.0)
    return widest + GUTTER_GAP if widest else 0.0


def gutter_words(text: str, high: float = inf) -> Block:
    """A text in the gutter: on two lines before it takes too much from what stands beside it."""
    return block_of(text, GUTTER_WIDEST, high, size=LABEL_SIZE, most=2)


def label_above(
    actor: Actor, area: Rect, setting: Setting, y: float, *, wide: float | None = None, most: int = 1
) -> tuple[Label, ...]:
    """An actor's label: its last line at `y`, on the rail of its column, or in the middle.

    It has `wide` px; by default those of the area.
    """
    if not actor.label:
        return ()
    x, anchor = setting.place(area)
    label = Label(key=join(actor.id, "label"), x=x, y=y, text=actor.label, size=LABEL_SIZE, colour="muted",
                  anchor=anchor, opacity=actor_opacity(actor))  # fmt: skip
    return wrap(label, setting.room(area) if wide is None else wide, most=most, grows="up")


def caption_more(text: str, wide: float) -> float:
    """What a label or a caption of up to two lines takes of the height beyond its first line."""
    return block_of(text, wide, size=LABEL_SIZE, most=2).more


def ruled_head(actor: Actor, area: Rect, role: str) -> tuple[Shape, ...]:
    """A line across the top of the area in the actor's role, and its label below: the head of a summary."""
    opacity = actor_opacity(actor)
    rule = across(
        join(actor.id, "rule"), area.x, area.right, area.y + 2, role=role, wide=4.0, opacity=opacity
    )
    colour = "muted" if role == "line" else role
    label = Label(
        key=join(actor.id, "label"),
        x=area.x,
        y=area.y + 44,
        text=actor.label,
        size=LABEL_SIZE,
        weight=600,
        colour=colour,
        anchor="start",
        opacity=opacity,
    )
    return (rule, *wrap(label, area.w, most=1))


def across(key: str, left: float, right: float, y: float, *, role: str, wide: float, opacity: float) -> Curve:
    """A horizontal line."""
    third = (right - left) / 3
    points = ((left, y), (left + third, y), (right - third, y), (right, y))
    return Curve(key=key, points=points, stroke=role, width=wide, opacity=opacity)


def word_keys(key: str, words: Iterable[str]) -> list[str]:
    """A key for each word of a text, made of the word itself: what stays travels when the text changes."""
    seen: Counter[str] = Counter()
    keys: list[str] = []
    for word in words:
        seen[word] += 1
        keys.append(join(key, f"{word}.{seen[word]}"))
    return keys


def chip(actor: Actor, part: Part, rect: Rect, *, fill: str, stroke: str, ink: str, face: Face = "sans",
         size: float = 38.0) -> tuple[Box | Label, ...]:  # fmt: skip
    """A rounded box with the part's text at its middle, lit or dimmed as the part is."""
    lit = part.emphasis == "lit"
    opacity = OPACITY[part.emphasis]
    key = join(actor.id, part.id)
    box = Box(
        key=join(key, BOX),
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
        fill=fill,
        opacity=opacity,
        stroke="accent" if lit and stroke in {"line", EDGE} else stroke,
        stroke_width=5.0 if lit else 2.5,
    )
    if not part.text:
        return (box,)
    x, y = rect.centre
    pattern = Label(key=join(key, "text"), x=x, y=y, text=part.text, face=face, weight=500, colour=ink,
                    opacity=opacity, z=1)  # fmt: skip
    return (box, *_chip_words(part.text, rect, face, size).labels(pattern))


def too_long(part: Part, rect: Rect, *, face: Face = "sans", size: float = 38.0) -> tuple[str, ...]:
    """That the text of a chip does not fit into it."""
    return _chip_words(part.text, rect, face, size).problems


def _chip_words(text: str, rect: Rect, face: Face, size: float) -> Block:
    return block_of(text, rect.w - 2 * CHIP_PAD, rect.h - 2 * CHIP_PAD, size=size, face=face, weight=500)


def slot(actor: Actor, part_id: str, rect: Rect, *, opacity: float) -> Box:
    """An empty place, outlined with dashes."""
    return Box(key=join(actor.id, part_id, "slot"), x=rect.x, y=rect.y, w=rect.w, h=rect.h, stroke=EDGE,
               dashed=True, opacity=opacity, z=-1)  # fmt: skip
