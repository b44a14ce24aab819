"""Numbers: bars that compare, a counter that counts, a gauge that fills."""

from __future__ import annotations

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.shapes import Box, Curve, Label, Rect, Shape
from explainsite.picture.typeface import width
from explainsite.picture.views.common import GUTTER_GAP, LABEL_SIZE, OPACITY, actor_opacity, label_above
from explainsite.storyboard.state import Actor, Part

BAR_STEP = 112.0
BAR_HEIGHT = 72.0
NUMBER_SIZE = 128.0
PIP = 58.0


def written(actor: Actor, value: float) -> str:
    """A value as its actor writes it."""
    return format(value, actor.spec.format) + actor.spec.unit


def draw_bars(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Bars from one line, longest first only if the author says so; amounts stand behind their ends."""
    step = min(BAR_STEP, (area.h - (66 if actor.label else 0)) / max(len(actor.parts), 1))
    height = min(BAR_HEIGHT, step * 0.64)
    head = 66.0 if actor.label else 0.0
    top = area.y + (area.h - head - step * len(actor.parts)) / 2
    left = area.x + setting.gutter
    room = area.w - setting.gutter - width(written(actor, setting.scale), "mono", 500, 40) - 34
    shapes: list[Shape] = [*_bars_label(actor, left, top + 20)]
    anchors: dict[str, Rect] = {}
    for i, part in enumerate(actor.parts):
        middle = top + head + step * (i + 0.5)
        long = max(6.0, room * min(1.0, (part.value or 0) / (setting.scale or 1)))
        rect = anchors[part.id] = Rect(left, middle - height / 2, long, height)
        shapes += _bar(actor, part, rect, left - GUTTER_GAP)
    anchors[""] = Rect(left, top, room, step * len(actor.parts) + head)
    return Drawing(shapes=tuple(shapes), anchors=anchors)


def _bars_label(actor: Actor, x: float, y: float) -> tuple[Label, ...]:
    return tuple(
        Label(key=f"{actor.id}/label", x=x, y=y, text=text, size=LABEL_SIZE, colour="muted", anchor="start",
              opacity=actor_opacity(actor))
        for text in (actor.label,) if text
    )  # fmt: skip


def _bar(actor: Actor, part: Part, rect: Rect, name_x: float) -> tuple[Shape, ...]:
    role = part.role or actor.spec.role
    opacity = OPACITY[part.emphasis]
    key = f"{actor.id}/{part.id}"
    y = rect.centre[1]
    return (
        Label(key=f"{key}/name", x=name_x, y=y, text=part.text, size=LABEL_SIZE, anchor="end",
              colour="muted", opacity=opacity),
        Box(key=f"{key}/box", x=rect.x, y=rect.y, w=rect.w, h=rect.h, radius=min(10.0, rect.w / 2), fill=role,
            opacity=opacity),
        Label(key=f"{key}/value", x=rect.right + 22, y=y, text=written(actor, part.value or 0), size=40.0, face="mono",
              weight=500, anchor="start", number=part.value or 0.0, format=actor.spec.format + "\0" + actor.spec.unit,
              opacity=opacity),
    )  # fmt: skip


def draw_counter(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """A large number with its label above."""
    part = actor.parts[0]
    x, y = area.centre
    lower = y + (34 if actor.label else 0)
    value = part.value or 0.0
    size = min(NUMBER_SIZE, area.h * 0.55)
    number = Label(key=f"{actor.id}/value", x=x, y=lower, text=written(actor, value), size=size, weight=600,
                   colour=part.role or actor.spec.role, number=value, format=actor.spec.format + "\0" + actor.spec.unit,
                   opacity=OPACITY[part.emphasis])  # fmt: skip
    wide = width(number.text, "sans", 600, size)
    anchor = Rect(x - wide / 2, lower - size / 2, wide, size)
    return Drawing(shapes=(*label_above(actor, x, lower - size * 0.36 - 60), number), anchors={"": anchor})


def draw_gauge(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Pips in a row, the lit ones solid; a dashed line after the threshold."""
    spec, part = actor.spec, actor.parts[0]
    step = min(PIP + 14, area.w / spec.max)
    side = step - 14
    left = area.centre[0] - (step * spec.max - 14) / 2
    top = area.centre[1] - side / 2
    lit = int(part.value or 0)
    role = part.role or spec.role
    opacity = OPACITY[part.emphasis]
    shapes: list[Shape] = [*label_above(actor, area.centre[0], top - 58)]
    for i in range(spec.max):
        x = left + i * step
        shapes.append(Box(key=f"{actor.id}/{i}/slot", x=x, y=top, w=side, h=side, radius=12, stroke="line", z=-1,
                          opacity=opacity))  # fmt: skip
        if i < lit:
            shapes.append(Box(key=f"{actor.id}/{i}/box", x=x, y=top, w=side, h=side, radius=12, fill=role,
                              opacity=opacity))  # fmt: skip
    if spec.threshold is not None:
        shapes += _threshold(actor, left + spec.threshold * step - 7, top, side, opacity)
    anchor = Rect(left, top, step * spec.max - 14, side)
    return Drawing(shapes=tuple(shapes), anchors={"": anchor})


def _threshold(actor: Actor, x: float, top: float, side: float, opacity: float) -> tuple[Shape, ...]:
    y0, y1 = top - 16, top + side + 16
    third = (y1 - y0) / 3
    points = ((x, y0), (x, y0 + third), (x, y1 - third), (x, y1))
    line = Curve(key=f"{actor.id}/threshold", points=points, stroke="ink", width=3.0, dashed=True, opacity=opacity)
    name = actor.spec.threshold_label
    if not name:
        return (line,)
    return (line, Label(key=f"{actor.id}/threshold-label", x=x, y=y1 + 32, text=name, size=28.0, opacity=opacity))
