"""Numbers: bars that compare, a counter that counts, a gauge that fills."""

from __future__ import annotations

from typing import Literal

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.fitting import Block, block_of, fit, wrap
from explainsite.picture.keys import BOX, join
from explainsite.picture.shapes import Box, Curve, Label, Point, Rect, Shape, bounds
from explainsite.picture.typeface import bearing, cap_height, width
from explainsite.picture.views.common import (
    GUTTER_GAP,
    HEAD,
    LABEL_SIZE,
    OPACITY,
    actor_opacity,
    caption_more,
    gutter_for,
    gutter_label,
    gutter_words,
    label_above,
    ruled_head,
)
from explainsite.picture.views.view import Standing, View
from explainsite.storyboard.actors.bars import held
from explainsite.storyboard.actors.parts import written
from explainsite.storyboard.state import Actor, Part

BAR_STEP = 136.0
BAR_HEIGHT = 96.0
BARS_HEAD = 72.0
HELD_INSET = 7.0
"""Px between a bar's edge and the part of it that belongs to something."""
NUMBER_SIZE, ROW_NUMBER_SIZE, RULED_NUMBER_SIZE = 140.0, 92.0, 184.0
WAS_SIZE, WAS_GAP = 84.0, 32.0
THRESHOLD_SIZE, THRESHOLD_WIDEST = 34.0, 320.0
PIP, PIP_GAP = 76.0, 20.0


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
    room = area.w - setting.gutter - width(written(actor.spec, setting.scale), "mono", 500, 40) - 34
    shapes: list[Shape] = [*_bars_label(actor, left, top + 20, area.right - left)]
    anchors: dict[str, Rect] = {}
    for i, part in enumerate(actor.parts):
        middle = top + head + step * (i + 0.5)
        place = Rect(left, middle - height / 2, room, height)
        rect = anchors[part.id] = Rect(left, place.y, _length(room, part.value, setting), height)
        shapes += _bar(actor, part, rect, (left - GUTTER_GAP, step))
        shapes += _held(actor, part, rect, setting, room)
        shapes += _expected(
            actor, part, Rect(left, place.y, _length(room, actor.spec.expected, setting), height), rect
        )
    anchors[""] = Rect(left, top, room, step * len(actor.parts) + head)
    return Drawing(shapes=tuple(shapes), anchors=anchors)


def _length(room: float, value: float | None, setting: Setting) -> float:
    return max(8.0, room * min(1.0, (value or 0) / (setting.scale or 1)))


def _bars_label(actor: Actor, x: float, y: float, wide: float) -> tuple[Label, ...]:
    if not actor.label:
        return ()
    label = Label(key=join(actor.id, "label"), x=x, y=y, text=actor.label, size=LABEL_SIZE, colour="muted",
                  anchor="start", opacity=actor_opacity(actor))  # fmt: skip
    return wrap(label, wide, most=1)


def _bar(actor: Actor, part: Part, rect: Rect, gutter: tuple[float, float]) -> tuple[Shape, ...]:
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
            x=rect.right + 24,
            y=y,
            text=written(actor.spec, part.value or 0),
            size=42.0,
            face="mono",
            weight=500,
            anchor="start",
            number=part.value or 0.0,
            format=actor.spec.format + "\0" + actor.spec.unit,
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
    name, amount = inside
    key, opacity = join(actor.id, part.id), OPACITY[part.emphasis]
    role = part.role or actor.spec.role
    words = f"{name} {written(actor.spec, amount)}"
    x, wide = rect.x + HELD_INSET, max(2.0, _length(room, amount, setting) - 2 * HELD_INSET)
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
    size = fit(written(actor.spec, setting.scale), room, size=min(NUMBER_SIZE, area.h * 0.6), weight=600)
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
    size = fit(written(actor.spec, setting.scale), room, size=ROW_NUMBER_SIZE, weight=600)
    number, rect = _number(actor, area.x + setting.gutter, y, size=size, area=area, setting=setting)
    return Drawing(shapes=(*gutter_label(actor, area, setting, y), number), anchors={"": rect})


def _ruled(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    role = actor.parts[0].role or actor.spec.role
    before = width(f"{actor.spec.was} →", "sans", 500, WAS_SIZE) + WAS_GAP if actor.spec.was else 0.0
    size = fit(written(actor.spec, setting.scale), area.w - before, size=RULED_NUMBER_SIZE, weight=600)
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
    text = written(actor.spec, value)
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
        format=actor.spec.format + "\0" + actor.spec.unit,
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
                stroke="line",
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


BARS = View(
    draw_bars,
    bars_height,
    is_scaled=True,
    standing=Standing(gutter=lambda actor: gutter_for(*(part.text for part in actor.parts))),
)
COUNTER = View(
    draw_counter,
    counter_height,
    more=counter_more,
    is_scaled=True,
    standing=Standing(when=lambda actor: bool(actor.spec.form == "row")),
)
GAUGE = View(draw_gauge, gauge_height, more=gauge_more)
