"""Bars that compare amounts, and what of each belongs to something."""

from __future__ import annotations

from explainsite.picture.drawing import Drawing, NotesAt, Reach, Setting, most
from explainsite.picture.fitting import Block, block_of, wrap
from explainsite.picture.keys import BOX, join
from explainsite.picture.shapes import Box, Label, Rect, Shape, union
from explainsite.picture.typeface import width
from explainsite.picture.views.common import (
    GUTTER_GAP,
    LABEL_SIZE,
    OPACITY,
    actor_opacity,
    amount,
    amount_form,
    decimals_reach,
    gutter_for,
    gutter_words,
)
from explainsite.picture.views.view import Standing, View
from explainsite.storyboard.actors.bars import held
from explainsite.storyboard.state import Actor, Part

BAR_STEP = 136.0
BAR_HEIGHT = 96.0
BARS_HEAD = 72.0
HELD_INSET = 7.0
"""Px between a bar's edge and the part of it that belongs to something."""

AMOUNT_SIZE, AMOUNT_GAP = 42.0, 24.0
"""Px of an amount, and between it and its bar."""
NOTE_SIZE, NOTE_GAP = 36.0, 32.0
"""Px of a note's words, and between an amount and the note behind it."""
NOTE_WIDEST, NOTE_SHARE = 400.0, 0.3
"""Px of a note's lines, and the most of the width that they take."""


def bars_reach(actor: Actor) -> Reach:
    """Decimals, and of the bars with notes the largest amount and the px that their words take."""
    noted = [part for part in actor.parts if part.note]
    ends = (max(part.value or 0.0, actor.spec.expected or 0.0) for part in noted)
    words = (_note_words(part, NOTE_WIDEST, BAR_HEIGHT).wide + NOTE_GAP for part in noted)
    return (*decimals_reach(actor), max(ends, default=0.0), max(words, default=0.0))


def _note_words(part: Part, wide: float, high: float) -> Block:
    return block_of(part.note, wide, high, size=NOTE_SIZE, most=2)


def notes_of_whole(_: Actor) -> NotesAt:
    """A note on all bars stands below them; those on single ones stand behind their amounts."""
    return "whole"


def bars_height(actor: Actor) -> float:
    """A step for each bar, and the label."""
    return BAR_STEP * len(actor.parts) + (BARS_HEAD if actor.label else 0.0)


def draw_bars(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Bars from one line, in the author's order; amounts stand behind their ends."""
    head = BARS_HEAD if actor.label else 0.0
    step = min(BAR_STEP, (area.h - head) / max(len(actor.parts), 1))
    height = min(BAR_HEIGHT, step * 0.68)
    top = area.y + (area.h - head - step * len(actor.parts)) / 2
    left = area.x + setting.gutter
    room = _room(actor, area.w - setting.gutter, setting)
    shapes: list[Shape] = [*_bars_label(actor, left, top + 20, area.right - left)]
    anchors: dict[str, Rect] = {}
    for i, part in enumerate(actor.parts):
        middle = top + head + step * (i + 0.5)
        place = Rect(left, middle - height / 2, room, height)
        rect = anchors[part.id] = Rect(left, place.y, _length(room, part.value, setting), height)
        shapes += _bar(actor, part, rect, setting, (left - GUTTER_GAP, step))
        shapes += _held(actor, part, rect, setting, room)
        expected = Rect(left, place.y, _length(room, actor.spec.expected, setting), height)
        shapes += _expected(actor, part, expected, rect)
        shapes += _note(actor, part, union([rect, expected]) if actor.spec.expected else rect, setting, area)
    anchors[""] = Rect(left, top, room, step * len(actor.parts) + head)
    return Drawing(shapes=tuple(shapes), anchors=anchors)


def _room(actor: Actor, wide: float, setting: Setting) -> float:
    """Px of the longest bar: it leaves room for its amount, and no bar with a note comes too near to that."""
    amounts = width(amount(actor, setting.scale, setting), "mono", 500, 40) + 34
    _, longest, words = most(setting.reach, bars_reach(actor))
    room = wide - amounts
    if longest and words:
        words = min(words, NOTE_GAP + NOTE_SHARE * wide)
        room = min(room, (room - words) * max(1.0, setting.scale / longest))
    return room


def _note(actor: Actor, part: Part, rect: Rect, setting: Setting, area: Rect) -> tuple[Label, ...]:
    """What a note says of a bar, behind its amount, and behind the outline of what was expected."""
    if not part.note:
        return ()
    text = amount(actor, part.value or 0, setting)
    x = rect.right + AMOUNT_GAP + width(text, "mono", 500, AMOUNT_SIZE) + NOTE_GAP
    label = Label(key=join(actor.id, part.id, "note"), x=x, y=rect.centre[1], text="", anchor="start",
                  colour=part.role or "ink", opacity=OPACITY[part.emphasis], z=1)  # fmt: skip
    wide = min(NOTE_WIDEST, NOTE_SHARE * (area.w - setting.gutter))
    return _note_words(part, wide, rect.h).labels(label)


def _length(room: float, value: float | None, setting: Setting) -> float:
    return max(8.0, room * min(1.0, (value or 0) / (setting.scale or 1)))


def _bars_label(actor: Actor, x: float, y: float, wide: float) -> tuple[Label, ...]:
    if not actor.label:
        return ()
    label = Label(key=join(actor.id, "label"), x=x, y=y, text=actor.label, size=LABEL_SIZE, colour="muted",
                  anchor="start", opacity=actor_opacity(actor))  # fmt: skip
    return wrap(label, wide, most=1)


def _bar(
    actor: Actor, part: Part, rect: Rect, setting: Setting, gutter: tuple[float, float]
) -> tuple[Shape, ...]:
    """A bar, its amount behind it, and its name in a gutter that ends at so many px and is so high."""
    role = part.role or actor.spec.role
    opacity = OPACITY[part.emphasis]
    key = join(actor.id, part.id)
    y = rect.centre[1]
    name = Label(key=join(key, "name"), x=gutter[0], y=y, text=part.text, anchor="end", colour="muted",
                 opacity=opacity)  # fmt: skip
    return (
        *gutter_words(part.text, gutter[1]).labels(name),
        Box(
            key=join(key, BOX),
            x=rect.x,
            y=rect.y,
            w=rect.w,
            h=rect.h,
            radius=min(14.0, rect.w / 2),
            fill=f"{role}@0.30",
            stroke=role,
            opacity=opacity,
        ),
        Label(
            key=join(key, "value"),
            x=rect.right + AMOUNT_GAP,
            y=y,
            text=amount(actor, part.value or 0, setting),
            size=AMOUNT_SIZE,
            face="mono",
            weight=500,
            anchor="start",
            number=part.value or 0.0,
            format=amount_form(actor, setting) + "\0" + actor.spec.unit,
            opacity=opacity,
            z=1,
        ),
    )


def _held(actor: Actor, part: Part, rect: Rect, setting: Setting, room: float) -> tuple[Shape, ...]:
    """The part of a bar that belongs to something, solid, with its name where there is room.

    It is there from the beginning, a sliver, so that it grows with its bar; its name comes where it stays.
    """
    inside = held(actor, part)
    if inside is None:
        return ()
    name, share = inside
    key, opacity = join(actor.id, part.id), OPACITY[part.emphasis]
    role = part.role or actor.spec.role
    words = f"{name} {amount(actor, share, setting)}"
    x, wide = rect.x + HELD_INSET, max(2.0, _length(room, share, setting) - 2 * HELD_INSET)
    fits = width(words, "sans", 500, LABEL_SIZE) + 2 * GUTTER_GAP <= wide
    box = Box(key=join(key, "held"), x=x, y=rect.y + HELD_INSET, w=wide, h=rect.h - 2 * HELD_INSET,
              radius=min(9.0, wide / 2), fill=role, opacity=opacity)  # fmt: skip
    label = Label(key=join(actor.id, f"held-{part.id}", "name"), x=x + GUTTER_GAP, y=rect.centre[1],
                  text=words, size=LABEL_SIZE, weight=500, colour=f"on:{role}", anchor="start",
                  opacity=opacity, z=1)  # fmt: skip
    return (box, label) if fits else (box,)


def _expected(actor: Actor, part: Part, whole: Rect, rect: Rect) -> tuple[Shape, ...]:
    """The outline of a bar that one would expect to be longer, with a question in what is missing."""
    if actor.spec.expected is None or not 0 < (part.value or 0) < actor.spec.expected:
        return ()
    opacity = OPACITY[part.emphasis]
    key = join(actor.id, part.id)
    outline = Box(
        key=join(key, "expected"),
        x=whole.x,
        y=whole.y,
        w=whole.w,
        h=whole.h,
        stroke="muted",
        dashed=True,
        opacity=0.6 * opacity,
        z=-1,
    )
    mark = Label(
        key=join(key, "question"),
        x=(rect.right + 200 + whole.right) / 2,
        y=whole.centre[1],
        text="?",
        size=52.0,
        weight=600,
        colour="muted",
        opacity=opacity,
    )
    return (outline, mark)


BARS = View(
    draw_bars,
    bars_height,
    reach=bars_reach,
    is_scaled=True,
    has_lengths=True,
    notes_at=notes_of_whole,
    standing=Standing(gutter=lambda actor: gutter_for(*(part.text for part in actor.parts))),
)
