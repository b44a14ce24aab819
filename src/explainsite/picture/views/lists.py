"""A list: rows on one rhythm, each with its name at the left and its amount at the right."""

from __future__ import annotations

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.fitting import Block, block_of, wrap
from explainsite.picture.keys import BOX, join
from explainsite.picture.shapes import Box, Label, Rect, Shape
from explainsite.picture.typeface import width
from explainsite.picture.views.common import (
    LABEL_SIZE,
    OPACITY,
    actor_opacity,
    amount,
    amount_form,
    decimals_reach,
    slot,
)
from explainsite.picture.views.view import View, at_right, on_edge
from explainsite.storyboard.state import Actor, Part

ROW, GAP = 70.0, 14.0
WIDEST = 960.0
HEAD = 62.0
NUMBERS = 60.0
"""Px at the left for the numbers of the places."""
PADDING = 36.0
INSET = 6.0
"""Px between a row's edge and its bar."""
TINT = 0.28
TEXT, AMOUNT = 34.0, 34.0


def list_height(actor: Actor) -> float:
    """A step for each place, and the label."""
    return (ROW + GAP) * _places(actor) - GAP + _head(actor)


def _head(actor: Actor) -> float:
    return HEAD if actor.label else 0.0


def _places(actor: Actor) -> int:
    """How many places are kept: those of rows that have gone stay free, so that nothing jumps."""
    return int(max(actor.spec.slots, len(actor.spec.items), len(actor.parts)))


def draw_list(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The rows from the top; with `slots` those to come have dashed places."""
    step = min(ROW + GAP, (area.h - _head(actor) + GAP) / _places(actor))
    numbers = NUMBERS if actor.spec.numbered else 0.0
    wide = min(WIDEST, area.w - setting.gutter - numbers)
    left = setting.span(area, wide + numbers) + numbers
    top = area.y + _head(actor)  # of lists side by side the first rows stand on one line
    rows = [Rect(left, top + i * step, wide, step - GAP) for i in range(_places(actor))]
    shapes: list[Shape] = [*_label(actor, rows[0])]
    shown = len(rows) if actor.spec.slots else len(actor.parts)
    if actor.spec.numbered:
        shapes += [_number(actor, i, rect) for i, rect in enumerate(rows[:shown])]
    free = list(enumerate(rows[:shown]))[len(actor.parts) :]
    shapes += [slot(actor, str(i), rect, opacity=actor_opacity(actor)) for i, rect in free]
    anchors: dict[str, Rect] = {}
    problems: tuple[str, ...] = ()
    for part, rect in zip(actor.parts, rows, strict=False):
        anchors[part.id] = rect
        shapes += _row(actor, part, rect, setting)
        problems += _words(actor, part, rect, setting).problems
    anchors["next"] = rows[min(len(actor.parts), len(rows) - 1)]
    anchors[""] = Rect(left, top, wide, step * max(1, shown) - GAP)
    return Drawing(shapes=tuple(shapes), anchors=anchors, problems=problems)


def _label(actor: Actor, first: Rect) -> tuple[Label, ...]:
    if not actor.label:
        return ()
    label = Label(key=join(actor.id, "label"), x=first.x + 2, y=first.y - 38, text=actor.label,
                  size=LABEL_SIZE, colour="muted", anchor="start", opacity=actor_opacity(actor),
                  z=-1)  # fmt: skip
    return wrap(label, first.w - 2, most=1)


def _number(actor: Actor, place: int, row: Rect) -> Label:
    return Label(key=join(actor.id, f"place-{place}"), x=row.x - 26, y=row.centre[1], text=str(place + 1),
                 size=36.0, face="mono", colour="muted", anchor="end", opacity=actor_opacity(actor),
                 z=-1)  # fmt: skip


def _row(actor: Actor, part: Part, rect: Rect, setting: Setting) -> tuple[Shape, ...]:
    key, opacity = join(actor.id, part.id), OPACITY[part.emphasis]
    lit = part.emphasis == "lit"
    y = rect.centre[1]
    box = Box(key=join(key, BOX), x=rect.x, y=rect.y, w=rect.w, h=rect.h, fill="surface",
              stroke=part.role or ("accent" if lit else "line"), stroke_width=5.0 if lit else 2.5,
              opacity=opacity)  # fmt: skip
    name = Label(key=join(key, "text"), x=rect.x + PADDING, y=y, text=part.text, weight=500, anchor="start",
                 opacity=opacity, z=1)  # fmt: skip
    words = _words(actor, part, rect, setting).labels(name)
    return (box, *_bar(actor, part, rect, setting), *words, *_amount(actor, part, rect, setting))


def _words(actor: Actor, part: Part, rect: Rect, setting: Setting) -> Block:
    """A row keeps one height, and so its words keep to one line."""
    return block_of(part.text, _text_room(actor, part, rect, setting), size=TEXT, weight=500, most=1)


def _bar(actor: Actor, part: Part, rect: Rect, setting: Setting) -> tuple[Box, ...]:
    if not actor.spec.bars or part.value is None:
        return ()
    scale = setting.scale or 1
    wide = max(INSET, _bar_room(actor, rect, setting) * min(1.0, part.value / scale))
    fill = f"{part.role or actor.spec.role}@{TINT if part.value else 0:.2f}"  # from nothing it can grow
    return (Box(key=join(actor.id, part.id, "bar"), x=rect.x + INSET, y=rect.y + INSET, w=wide,
                h=rect.h - 2 * INSET, radius=min(9.0, wide / 2), opacity=OPACITY[part.emphasis],
                fill=fill),)  # fmt: skip


def _bar_room(actor: Actor, rect: Rect, setting: Setting) -> float:
    """A full bar ends short of the amounts, so that no bar's end stands in a number."""
    return rect.w - INSET - 1.5 * PADDING - width(amount(actor, setting.scale, setting), "mono", 500, AMOUNT)


def _amount(actor: Actor, part: Part, rect: Rect, setting: Setting) -> tuple[Label, ...]:
    if part.value is None:
        return ()
    return (Label(key=join(actor.id, part.id, "value"), x=rect.right - PADDING, y=rect.centre[1], size=AMOUNT,
                  text=amount(actor, part.value, setting), face="mono", weight=500, anchor="end",
                  number=part.value, format=f"{amount_form(actor, setting)}\0{actor.spec.unit}",
                  opacity=OPACITY[part.emphasis], z=1),)  # fmt: skip


def _text_room(actor: Actor, part: Part, rect: Rect, setting: Setting) -> float:
    """What the amount leaves of the row for the name."""
    if part.value is None:
        return rect.w - 2 * PADDING
    return rect.w - 3 * PADDING - width(amount(actor, part.value, setting), "mono", 500, AMOUNT)


LIST = View(draw_list, list_height, reach=decimals_reach, is_scaled=True, sign_at=on_edge, notes_at=at_right)
