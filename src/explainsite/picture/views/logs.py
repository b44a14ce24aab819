"""An append-only log: entries pressed together on a rail, an offset below each."""

from __future__ import annotations

from explainsite.picture.drawing import PHONE, Drawing, Setting
from explainsite.picture.fitting import wrap
from explainsite.picture.keys import join
from explainsite.picture.shapes import Label, Rect, Shape, union
from explainsite.picture.typeface import width
from explainsite.picture.views.common import CHIP_PAD, OPACITY, actor_opacity, chip, slot, too_long
from explainsite.picture.views.rows import columns, row_width
from explainsite.picture.views.view import Standing, View, below
from explainsite.storyboard.state import Actor, Part

OFFSET_ROOM = 46.0
NAME_ROOM = 50.0
TALL = 88.0
GAP = 6.0
TEXT = 36.0


def log_height(actor: Actor) -> float:
    """The entries, the name above and the offsets below."""
    return TALL + _above(actor) + _below(actor)


def _above(actor: Actor) -> float:
    return NAME_ROOM if actor.label else 0.0


def _below(actor: Actor) -> float:
    return OFFSET_ROOM if actor.spec.offsets else 0.0


def draw_log(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The entries in order, then dashed places for those to come; the name stands above the first."""
    height = min(TALL, area.h - _above(actor) - _below(actor))
    top = area.y + (area.h - _above(actor) - _below(actor) - height) / 2 + _above(actor)
    slots = [Rect(x, top, w, height) for x, w in columns(area, setting, actor.spec.slots, GAP)]
    shapes: list[Shape] = [*_name(actor, union(slots))]
    free = list(enumerate(slots))[len(actor.parts) :]
    shapes += [slot(actor, str(i), rect, opacity=actor_opacity(actor)) for i, rect in free]
    problems: tuple[str, ...] = ()
    anchors: dict[str, Rect] = {"next": slots[min(len(actor.parts), len(slots) - 1)]}
    for part, rect in zip(actor.parts, slots, strict=False):
        anchors[part.id] = rect
        shapes += _entry(actor, part, rect)
        if actor.spec.offsets:
            shapes.append(_offset(actor, part, rect))
        problems += too_long(part, rect, face="mono", size=TEXT)
    first, last = slots[0], slots[-1]
    anchors[""] = Rect(first.x, first.y, last.right - first.x, height)
    return Drawing(
        shapes=tuple(shapes),
        anchors=anchors,
        problems=problems,
        advice=_advice(actor, first) if problems else "",
    )


def _advice(actor: Actor, rect: Rect) -> str:
    """How short entries must be, and where long ones can stand."""
    fit = int((rect.w - 2 * CHIP_PAD) / width("0", "mono", 500, PHONE))
    return (
        f"a line of an entry has room for {fit} characters here: write less, give `{actor.id}` fewer `slots`"
        " or more columns in `layout`, or let long entries stand in a `list` or a `table`"
    )


def _name(actor: Actor, whole: Rect) -> tuple[Label, ...]:
    if not actor.label:
        return ()
    label = Label(key=join(actor.id, "label"), x=whole.x + 2, y=whole.y - 30, text=actor.label, size=36.0,
                  colour="muted", anchor="start", opacity=actor_opacity(actor), z=-1)  # fmt: skip
    return wrap(label, whole.w - 2, most=1)


def _entry(actor: Actor, part: Part, rect: Rect) -> tuple[Shape, ...]:
    role = part.role or actor.spec.role
    return chip(actor, part, rect, fill=f"{role}@0.18", stroke=role, ink="ink", face="mono", size=TEXT)


def _offset(actor: Actor, part: Part, rect: Rect) -> Label:
    return Label(
        key=join(actor.id, part.id, "offset"),
        x=rect.centre[0],
        y=rect.bottom + 28,
        text=part.id,
        size=32.0,
        face="mono",
        colour="muted",
        opacity=OPACITY[part.emphasis],
        z=-1,
    )


LOG = View(
    draw_log,
    log_height,
    notes_at=below,
    standing=Standing(
        gutter=lambda _: 0.0,
        width=lambda actor, room, _: row_width(actor.spec.slots, room),
    ),
)
