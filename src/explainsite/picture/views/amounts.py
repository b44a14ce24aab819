"""Numbers: a counter that counts, a gauge that fills."""

from __future__ import annotations

from typing import Literal

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.fitting import Block, block_of, fit, wrap
from explainsite.picture.keys import BOX, join
from explainsite.picture.shapes import Box, Curve, Label, Point, Rect, Shape, bounds
from explainsite.picture.typeface import bearing, cap_height, width
from explainsite.picture.views.common import (
    EDGE,
    HEAD,
    LABEL_SIZE,
    OPACITY,
    actor_opacity,
    amount,
    amount_form,
    caption_more,
    decimals_reach,
    gutter_label,
    label_above,
    ruled_head,
)
from explainsite.picture.views.view import Standing, View, below
from explainsite.storyboard.state import Actor

NUMBER_SIZE, ROW_NUMBER_SIZE, RULED_NUMBER_SIZE = 140.0, 92.0, 184.0
WAS_SIZE, WAS_GAP = 84.0, 32.0
THRESHOLD_SIZE, THRESHOLD_WIDEST = 34.0, 320.0
PIP, PIP_GAP = 76.0, 20.0


def counter_height(actor: Actor) -> float:
    """A number with what stands above and below it."""
    if actor.spec.form == "row":
        return ROW_NUMBER_SIZE * 1.3
    if actor.spec.form == "ruled":
        return HEAD + 24 + RULED_NUMBER_SIZE + (64 if actor.spec.caption else 0)
    return NUMBER_SIZE + (60 if actor.label else 0) + (56 if actor.spec.caption else 0)


def counter_more(actor: Actor, wide: float) -> float:
    """Second lines. A stacked number keeps to the middle, so that those side by side stand on one line."""
    label, caption = (caption_more(text, wide) for text in (actor.label, actor.spec.caption))
    return {"stacked": 2 * max(label, caption), "ruled": caption, "row": 0.0}[actor.spec.form]


def draw_counter(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """A large number: with its label above, in the gutter beside it, or under a line across its area."""
    return _FORMS[actor.spec.form](actor, area, setting)


def _stacked(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    room = setting.room(area)
    size = fit(amount(actor, setting.scale, setting), room, size=min(NUMBER_SIZE, area.h * 0.6), weight=600)
    above, below = (60 if actor.label else 0), (56 if actor.spec.caption else 0)
    y = area.centre[1] + (above - below) / 2
    x, anchor = setting.place(area)
    number, rect = _number(actor, x, y, size=size, area=area, setting=setting)
    caption = _caption(actor, (x, y + size * 0.36 + 46), room, anchor)
    return Drawing(
        shapes=(*label_above(actor, area, setting, y - size * 0.36 - 46, most=2), number, *caption),
        anchors={"": rect},
    )


def _row(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    y, room = area.centre[1], area.w - setting.gutter
    size = fit(amount(actor, setting.scale, setting), room, size=ROW_NUMBER_SIZE, weight=600)
    number, rect = _number(actor, area.x + setting.gutter, y, size=size, area=area, setting=setting)
    return Drawing(shapes=(*gutter_label(actor, area, setting, y), number), anchors={"": rect})


def _ruled(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    role = actor.parts[0].role or actor.spec.role
    before = width(f"{actor.spec.was} →", "sans", 500, WAS_SIZE) + WAS_GAP if actor.spec.was else 0.0
    size = fit(amount(actor, setting.scale, setting), area.w - before, size=RULED_NUMBER_SIZE, weight=600)
    setting = Setting(has_rail=True)
    y = area.y + HEAD + 24 + size / 2
    was = _was(actor, area.x, y + (cap_height("sans", size) - cap_height("sans", WAS_SIZE)) / 2)
    after = bounds(was[0]).right + WAS_GAP if was else area.x
    number, rect = _number(actor, after, y, size=size, area=area, setting=setting)
    caption = _caption(actor, (area.x, y + size / 2 + 34), area.w, "start")
    return Drawing(shapes=(*ruled_head(actor, area, role), *was, number, *caption), anchors={"": rect})


def _was(actor: Actor, x: float, y: float) -> tuple[Label, ...]:
    if not actor.spec.was:
        return ()
    return (Label(key=join(actor.id, "was"), x=x, y=y, text=f"{actor.spec.was} →", size=WAS_SIZE, weight=500,
                  colour="muted", anchor="start", opacity=actor_opacity(actor)),)  # fmt: skip


_FORMS = {"stacked": _stacked, "row": _row, "ruled": _ruled}


def _number(
    actor: Actor, x: float, y: float, *, size: float, area: Rect, setting: Setting
) -> tuple[Label, Rect]:
    part = actor.parts[0]
    value = part.value or 0.0
    _, anchor = setting.place(area)
    text = amount(actor, value, setting)
    number = Label(
        key=join(actor.id, "value"),
        x=x - _indent(text, size) if anchor == "start" else x,
        y=y,
        text=text,
        size=size,
        weight=600,
        anchor=anchor,
        colour=part.role or actor.spec.role,
        number=value,
        format=amount_form(actor, setting) + "\0" + actor.spec.unit,
        opacity=OPACITY[part.emphasis],
    )
    wide = width(text, "sans", 600, size)
    return number, Rect(setting.span(area, wide), y - size * 0.42, wide, size * 0.84)


def _indent(text: str, size: float) -> float:
    """Px by which the ink of a number begins farther in than that of a zero would: more for a 1."""
    return bearing(text, "sans", 600, size) - bearing("0", "sans", 600, size) if text[0].isdigit() else 0.0


def _caption(actor: Actor, at: Point, wide: float, anchor: Literal["start", "middle"]) -> tuple[Label, ...]:
    if not actor.spec.caption:
        return ()
    label = Label(key=join(actor.id, "caption"), x=at[0], y=at[1], text=actor.spec.caption, size=LABEL_SIZE,
                  colour="muted", anchor=anchor, opacity=actor_opacity(actor))  # fmt: skip
    return wrap(label, wide, most=2, grows="down")


def gauge_height(actor: Actor) -> float:
    """Pips, the label above and the threshold's below."""
    return PIP + (80 if actor.label else 0) + (68 if actor.spec.threshold_label else 0)


def gauge_more(actor: Actor, wide: float) -> float:
    """Second lines, above and below pips that keep to the middle."""
    return 2 * max(caption_more(actor.label, wide), _threshold_words(actor, wide).more)


def draw_gauge(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Pips in a row, the lit ones solid; a dashed line after the threshold."""
    spec, part = actor.spec, actor.parts[0]
    step = min(PIP + PIP_GAP, (area.w - setting.gutter + PIP_GAP) / spec.max)
    side = step - PIP_GAP
    wide = step * spec.max - PIP_GAP
    left = setting.span(area, wide)
    top = area.centre[1] - side / 2 + (40 if actor.label else 0) - (34 if spec.threshold_label else 0)
    lit = int(part.value or 0)
    role = part.role or spec.role
    opacity = OPACITY[part.emphasis]
    shapes: list[Shape] = [*label_above(actor, area, setting, top - 50, most=2)]
    for i in range(spec.max):
        x = left + i * step
        shapes.append(
            Box(
                key=join(actor.id, str(i), "slot"),
                x=x,
                y=top,
                w=side,
                h=side,
                radius=12,
                stroke=EDGE,
                z=-1,
                opacity=opacity,
            )
        )
        if i < lit:
            shapes.append(Box(key=join(actor.id, str(i), BOX), x=x, y=top, w=side, h=side, radius=12,
                              fill=role, opacity=opacity))  # fmt: skip
    if spec.threshold is not None:
        at = Rect(left + spec.threshold * step - PIP_GAP / 2, top - 16, 0, side + 32)
        shapes += _threshold(actor, at, area)
    anchor = Rect(left, top, wide, side)
    return Drawing(shapes=tuple(shapes), anchors={"": anchor})


def _threshold_words(actor: Actor, wide: float) -> Block:
    """They stand in the middle below a line that may be near the end, so they are soon broken."""
    return block_of(actor.spec.threshold_label, min(wide, THRESHOLD_WIDEST), size=THRESHOLD_SIZE, most=2)


def _threshold(actor: Actor, at: Rect, area: Rect) -> tuple[Shape, ...]:
    """A dashed line, and what it means below it, as near to its middle as the area allows."""
    x, third, opacity = at.x, at.h / 3, OPACITY[actor.parts[0].emphasis]
    points = ((x, at.y), (x, at.y + third), (x, at.bottom - third), (x, at.bottom))
    line = Curve(
        key=join(actor.id, "threshold"), points=points, stroke="ink", width=3.0, dashed=True, opacity=opacity
    )
    words = _threshold_words(actor, area.w)
    if not actor.spec.threshold_label:
        return (line,)
    x = min(max(x, area.x + words.wide / 2), area.right - words.wide / 2)
    label = Label(key=join(actor.id, "threshold-label"), x=x, y=at.bottom + 32, text="", opacity=opacity)
    return (line, *words.labels(label, "down"))


COUNTER = View(
    draw_counter,
    counter_height,
    more=counter_more,
    reach=decimals_reach,
    is_scaled=True,
    notes_at=below,
    standing=Standing(when=lambda actor: bool(actor.spec.form == "row")),
)
GAUGE = View(draw_gauge, gauge_height, more=gauge_more, notes_at=below)
