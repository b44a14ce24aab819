"""Dials: a face, the arcs that hands have swept, the hands, and their values below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Any, Literal

from explainsite.picture.arcs import around
from explainsite.picture.drawing import SMALLEST, Drawing, Reach, Setting
from explainsite.picture.fitting import Block, block_of, fit
from explainsite.picture.keys import join
from explainsite.picture.paths import line
from explainsite.picture.shapes import Arc, Box, Curve, Dot, Label, Needle, Point, Rect, Shape, bounds, union
from explainsite.picture.typeface import width
from explainsite.picture.views.common import OPACITY, actor_opacity, label_above
from explainsite.picture.views.view import View
from explainsite.storyboard.actors.dial import HALF_SCALE, apart, degrees_of, form_of, shown_value, start_of
from explainsite.storyboard.state import Actor, Part

HEAD = 70.0
"""Px for the label above."""
VALUE_SIZE, LINE_SIZE, END_SIZE, MARK_SIZE = 84.0, 44.0, 36.0, 38.0
IN_PROPORTION = 0.25
"""Words beside a face are at most this share of its radius tall: it must not get small among large words."""
VALUE_ROOM, LINE_STEP, LINES_GAP = 100.0, 58.0, 24.0
"""Px of height for the value of a single hand below its dial, and for each of several."""
LEAST, LARGEST = 60.0, 320.0
"""Px of a dial's radius; one that is smaller cannot be read."""
BAND, CENTRE = 0.10, 0.075
"""The width of a scale's band, and the radius of the disc at the centre, as shares of the radius."""
SWEPT = (0.82, 0.66, 0.50)
"""How far out the trace of each hand begins, as shares of the radius."""
BETWEEN = 0.36
NAME_GAP = 24.0
INWARDS, PITCH = (0.40, 0.14, 0.14), 20.0
"""How far in the turns of a trace come where there are so many hands, as shares of the radius; and by how
many px each at the most."""
CYCLE = ("accent", "data-2", "data-3")
MARK_WIDEST, MARK_GAP, TICK_OUT = 290.0, 16.0, 16.0
"""Px of the words at a threshold, between them and its tick, and by how much that sticks out."""
NEAR_TOP = 40.0
"""Degrees from the top up to which the words at a threshold stand above it."""


def dial_height(actor: Actor) -> float | None:
    """A dial takes all the height there is."""
    return None


def dial_reach(actor: Actor) -> Reach:
    """How far a hand has turned since the start, in degrees, and the width of the longest number."""
    numbers = [shown_value(actor.spec, value) for value in _all_values(actor)]
    widest = max(width(number, "sans", 600, LINE_SIZE) for number in numbers)
    return (max(_swept(actor, part) for part in actor.parts), widest)


def _all_values(actor: Actor) -> list[float]:
    values = [part.value or 0.0 for part in actor.parts]
    return [*values, abs(apart(actor))] if actor.spec.between else values


def _swept(actor: Actor, part: Part) -> float:
    spec = actor.spec
    return abs(degrees_of(spec, part.value or 0.0) - degrees_of(spec, start_of(spec, part)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """Where a dial stands, in px, and the words at its threshold."""

    actor: Actor
    centre: Point
    r: float
    turned: float
    """How far a hand turns in the film, in degrees."""
    widest: float
    """The width of the longest number in the film, at the size of a line."""
    mark: Block | None

    def at(self, share: float, angle: float) -> Point:
        """The point at an angle, at a share of the radius."""
        return around(self.centre, self.r * share, angle)

    def size(self, most: float) -> float:
        """The size of words of a size beside it."""
        return max(SMALLEST, min(most, self.r * IN_PROPORTION * most / LINE_SIZE))

    @property
    def is_scale(self) -> bool:
        """Whether it has a scale, and not a full circle."""
        return self.actor.spec.max is not None

    @property
    def ends(self) -> float:
        """How far below the centre the numbers at the ends of a scale are, and its value between them."""
        return self.at(1 - BAND / 2, HALF_SCALE)[1] - self.centre[1] + END_SIZE + 8

    @property
    def room(self) -> float:
        """The px between these numbers."""
        spec = self.actor.spec
        texts = (shown_value(spec, value) for value in (spec.min, spec.max))
        widest = max(width(text, "sans", 450, self.size(END_SIZE)) for text in texts)
        return 2 * (self.at(1 - BAND / 2, HALF_SCALE)[0] - self.centre[0]) - widest - 40

    def angle(self, value: float) -> float:
        """The angle of a value."""
        return degrees_of(self.actor.spec, value)


def draw_dial(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The face, traces, hands, and values, the name above it."""
    face = _face(actor, area, setting)
    opacity = actor_opacity(actor)
    top = face.centre[1] - face.r - _over(face.mark, actor) - HEAD / 2 - 8
    shapes: list[Shape] = [*label_above(actor, area, Setting(), top)]
    shapes += _scale(face, opacity) if face.is_scale else _circle(face, opacity)
    for index, part in enumerate(actor.parts):
        shapes += _hand(face, part, index)
    shapes.append(_dot(face, "hub", CENTRE, "ink", opacity, z=4))
    shapes.append(_dot(face, "axle", CENTRE * 0.4, "ground", opacity, z=5))
    if actor.spec.between:
        shapes.append(_between(face, opacity))
    shapes += _values(face, area)
    problems = (*(face.mark.problems if face.mark else ()), *_too_long(face, area))
    problems += ("there is too little room for a dial",) if face.r < LEAST else ()
    return Drawing(shapes=tuple(shapes), anchors=_anchors(face), straight=True, problems=problems)


def _face(actor: Actor, area: Rect, setting: Setting) -> _Face:
    """As large as there is room for between the label and the values, in the middle of the area."""
    mark = _mark_words(actor)
    above = (HEAD if actor.label else 0.0) + _over(mark, actor)
    below = _below(actor)
    tall = _tall(actor)
    r = max(1.0, min((area.h - above - below) / tall, _half_width(actor, area, mark), LARGEST))
    top = area.y + (area.h - above - below - r * tall) / 2 + above
    turned, widest = setting.reach or dial_reach(actor)
    centre = (area.centre[0], top + r)
    return _Face(actor=actor, centre=centre, r=r, turned=turned, widest=widest, mark=mark)


def _tall(actor: Actor) -> float:
    """The height of a face in radii: below the ends of a scale there is room for its value."""
    below: float = 1.0 if actor.spec.max is None else 0.1 - cos(radians(HALF_SCALE))
    return 1.0 + below


def _below(actor: Actor) -> float:
    if not actor.is_single:
        lines = len(actor.parts) + (1 if actor.spec.between else 0)
        return LINES_GAP + LINE_STEP * lines
    return VALUE_ROOM if actor.spec.max is None else VALUE_ROOM * 0.62


def _mark_words(actor: Actor) -> Block | None:
    spec = actor.spec
    if spec.threshold is None:
        return None
    value = shown_value(spec, spec.threshold)
    text = f"{spec.threshold_label} at {value}" if spec.threshold_label else value
    return block_of(text, MARK_WIDEST, size=MARK_SIZE, weight=600, most=2)


def _mark_side(actor: Actor) -> Literal["start", "middle", "end"]:
    angle: float = degrees_of(actor.spec, actor.spec.threshold)
    if abs(angle) <= NEAR_TOP:
        return "middle"
    return "start" if angle > 0 else "end"


def _over(mark: Block | None, actor: Actor) -> float:
    """The px that words above the dial take."""
    if mark is None or _mark_side(actor) != "middle":
        return 0.0
    return TICK_OUT + MARK_GAP + mark.size + mark.more


def _half_width(actor: Actor, area: Rect, mark: Block | None) -> float:
    """The radius for which there is room in the width, words beside a threshold included."""
    half = area.w / 2
    if mark is None or _mark_side(actor) == "middle":
        return half
    beside = abs(sin(radians(degrees_of(actor.spec, actor.spec.threshold))))
    return min(half, (half - mark.wide - MARK_GAP) / beside - TICK_OUT)


def _circle(face: _Face, opacity: float) -> Iterator[Shape]:
    """A face with a tick at each twelfth of a turn."""
    (x, y), r, key = face.centre, face.r, face.actor.id
    yield Box(key=join(key, "face"), x=x - r, y=y - r, w=2 * r, h=2 * r, radius=r, fill="surface",
              stroke="line", stroke_width=3.0, opacity=opacity, z=-6)  # fmt: skip
    for angle in range(0, 360, 30):
        inner = 0.90 if angle % 90 else 0.86
        ends = (face.at(inner, angle), face.at(0.95, angle))
        yield Curve(key=join(key, f"tick-{angle}"), points=line(*ends), stroke="muted", width=3.0,
                    opacity=opacity * (1.0 if angle % 90 == 0 else 0.6), z=-5)  # fmt: skip


def _scale(face: _Face, opacity: float) -> Iterator[Shape]:
    """A band from the least to the most, the part behind the threshold in another tone, and the numbers."""
    spec, key, wide = face.actor.spec, face.actor.id, face.r * BAND
    limit = HALF_SCALE if spec.threshold is None else face.angle(spec.threshold)
    yield _band(face, "scale", (-HALF_SCALE, limit), "line", opacity)
    if spec.threshold is not None:
        yield _band(face, "beyond", (limit, HALF_SCALE), "warn@0.45", opacity)
        out = 1 + TICK_OUT / face.r
        ends = (face.at(1 - 1.6 * wide / face.r, limit), face.at(out, limit))
        yield Curve(
            key=join(key, "threshold"), points=line(*ends), stroke="warn", width=5.0, opacity=opacity, z=2
        )
        yield from _mark(face, limit, opacity)
    for name, value, angle in (("min", spec.min, -HALF_SCALE), ("max", spec.max, HALF_SCALE)):
        x, y = face.at(1 - BAND / 2, angle)[0], face.centre[1] + face.ends
        yield Label(key=join(key, name), x=x, y=y, text=shown_value(spec, value), size=face.size(END_SIZE),
                    colour="muted", opacity=opacity)  # fmt: skip


def _band(face: _Face, name: str, span: tuple[float, float], role: str, opacity: float) -> Arc:
    (x, y), wide, key = face.centre, face.r * BAND, join(face.actor.id, name)
    return Arc(key=key, x=x, y=y, r=face.r - wide / 2, begin=span[0], end=span[1], stroke=role, width=wide,
               opacity=opacity, z=-5)  # fmt: skip


def _mark(face: _Face, angle: float, opacity: float) -> tuple[Label, ...]:
    """What the threshold means, outside its tick."""
    assert face.mark is not None
    side = _mark_side(face.actor)
    x, y = face.at(1 + (TICK_OUT + MARK_GAP) / face.r, angle)
    y -= face.mark.size / 2 if side == "middle" else 0.0
    pattern = Label(key=join(face.actor.id, "threshold-label"), x=x, y=y, text="", weight=600, colour="warn",
                    anchor=side, opacity=opacity)  # fmt: skip
    return face.mark.labels(pattern, "up" if side == "middle" else "both")


def _hand(face: _Face, part: Part, index: int) -> Iterator[Shape]:
    """A hand with the arc that it has swept."""
    spec, role, key = face.actor.spec, _role(face.actor, part), join(face.actor.id, part.id)
    (x, y), opacity, angle = face.centre, OPACITY[part.emphasis], face.angle(part.value or 0.0)
    if spec.trace:
        begin, wide = face.angle(start_of(spec, part)), face.r * BAND
        if face.is_scale:
            r, pitch = face.r - wide / 2, 0.0
        else:
            r, inwards = face.r * SWEPT[index], INWARDS[len(face.actor.parts) - 1]
            pitch = min(PITCH, face.r * inwards / max(1.0, face.turned / 360))
            wide = min(6.0, pitch * 0.6)
        yield Arc(key=join(key, "trace"), x=x, y=y, r=r, begin=begin, end=angle, pitch=pitch, stroke=role,
                  width=wide, opacity=opacity, z=1)  # fmt: skip
    long = 0.85 if face.is_scale else 0.93
    wide = face.r * (0.075 if part.emphasis == "lit" else 0.06)
    yield Needle(key=join(key, "hand"), x=x, y=y, r=face.r * long, angle=angle, fill=role,
               width=max(10.0, wide), opacity=opacity, z=3)  # fmt: skip


def _role(actor: Actor, part: Part) -> str:
    """The role of a hand: its own, or the one of its place."""
    if part.role:
        return part.role
    return actor.spec.role if part.id == "" else CYCLE[actor.parts.index(part)]


def _dot(face: _Face, name: str, share: float, role: str, opacity: float, *, z: int) -> Dot:
    x, y = face.centre
    return Dot(key=join(face.actor.id, name), x=x, y=y, r=face.r * share, fill=role, opacity=opacity, z=z)


def _between(face: _Face, opacity: float) -> Arc:
    """The sector from the first hand to the second."""
    x, y = face.centre
    begin = face.angle(face.actor.parts[0].value or 0.0)
    return Arc(key=join(face.actor.id, "between"), x=x, y=y, r=face.r * BETWEEN, begin=begin,
               end=begin + face.angle(apart(face.actor)), stroke="ink", width=4.0, fill="ink@0.10",
               opacity=opacity)  # fmt: skip


def _values(face: _Face, area: Rect) -> Iterator[Label]:
    """The value of a single hand, large; of several each on a line with the hand's name."""
    actor, (x, y) = face.actor, face.centre
    if actor.is_single:
        text, wide = (
            shown_value(actor.spec, actor.parts[0].value or 0.0),
            face.room if face.is_scale else area.w,
        )
        size = fit(text, wide, size=face.size(VALUE_SIZE), weight=600)
        down = face.ends if face.is_scale else face.r + VALUE_ROOM / 2 + 8
        yield replace(_number(face, actor.parts[0], size), x=x, y=y + down)
        return
    size = face.size(LINE_SIZE)
    room = area.w - NAME_GAP - face.widest
    size = min(fit(part.text, room, size=size) for part in actor.parts)
    names = [_name(face, part, size) for part in actor.parts]
    numbers = [_number(face, part, size) for part in actor.parts]
    if actor.spec.between:
        between = Part(id="", text="between", value=abs(apart(actor)), role="ink")
        common: dict[str, Any] = {"opacity": actor_opacity(actor)}
        names.append(replace(_name(face, between, size), key=join(actor.id, "between-name"), **common))
        numbers.append(replace(_number(face, between, size), key=join(actor.id, "between-value"), **common))
    wide, figures = max(bounds(name).w for name in names), face.widest * size / LINE_SIZE
    left = x - (wide + NAME_GAP + figures) / 2 + wide
    top = y + face.r * (_tall(actor) - 1) + LINES_GAP + LINE_STEP / 2
    for index, (name, figure) in enumerate(zip(names, numbers, strict=True)):
        yield replace(name, x=left, y=top + LINE_STEP * index)
        yield replace(figure, x=left + NAME_GAP, y=top + LINE_STEP * index, anchor="start")


def _too_long(face: _Face, area: Rect) -> Iterator[str]:
    """Names of hands that leave no room for their numbers."""
    size, room = face.size(LINE_SIZE), area.w - NAME_GAP - face.widest
    for part in face.actor.parts:
        yield from block_of(part.text, room, size=size, most=1).problems


def _name(face: _Face, part: Part, size: float) -> Label:
    key = join(face.actor.id, part.id, "name")
    return Label(key=key, x=0.0, y=0.0, text=part.text, size=size, colour="muted", anchor="end",
                 opacity=OPACITY[part.emphasis])  # fmt: skip


def _number(face: _Face, part: Part, size: float) -> Label:
    """What a hand shows, which counts as it turns."""
    spec, value = face.actor.spec, part.value or 0.0
    key, text = join(face.actor.id, part.id, "value"), shown_value(spec, value)
    return Label(key=key, x=0.0, y=0.0, text=text, size=size, weight=600, colour=_role(face.actor, part),
                 number=value, format="\0".join(form_of(spec, value)), opacity=OPACITY[part.emphasis],
                 z=2)  # fmt: skip


def _anchors(face: _Face) -> dict[str, Rect]:
    """A hand reaches from the centre to its tip; the dial is found around its face."""
    (x, y), r = face.centre, face.r
    whole = Rect(x - r, y - r, 2 * r, r * _tall(face.actor))
    tips = {part.id: face.at(0.93, face.angle(part.value or 0.0)) for part in face.actor.parts}
    hands = {name: union([_square(face.centre), _square(tip)]) for name, tip in tips.items()}
    return hands | {"": whole}


def _square(at: Point) -> Rect:
    return Rect(at[0] - 16, at[1] - 16, 32, 32)


DIAL = View(draw_dial, dial_height, dial_reach)
