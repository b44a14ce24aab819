"""Timelines: process lines, events on them, and arrows from line to line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.keys import BOX, join, name_of, part_of
from explainsite.picture.placing import LineSegment, Room, places_along, places_around
from explainsite.picture.scales import ticks
from explainsite.picture.shapes import Box, Curve, Dot, Label, Point, Rect, Shape, bounds
from explainsite.picture.typeface import width
from explainsite.picture.views.common import DIMMED, OPACITY, label_above
from explainsite.picture.views.nodes import cross
from explainsite.picture.views.view import View
from explainsite.storyboard.actors.moments import process_of, row_of, words_of
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import number

HEAD, AXIS = 72.0, 60.0
NAME_SIZE, WORD_SIZE, TICK_SIZE = 38.0, 34.0, 32.0
DOT, LIT_DOT, CROSS = 11.0, 15.0, 12.0
GAP = 11.0
"""Px between an event and the arrow that begins or ends there."""
WORD_GAP = 14.0
"""Px between an event or an arrow and its word."""
SPAN_H, WORDY_H, ROUND = 24.0, 56.0, 16.0
"""Px of height of a span, of one that holds its word, and the radius of its corners at most."""
SPAN_PAD = 26.0
"""Px from the begin of a span to its word."""
OPEN = ((9.0, 14.0, 0.8), (30.0, 10.0, 0.55), (47.0, 7.0, 0.3))
"""The dashes after a span that has no end in the picture: how far from it, how wide, how opaque."""
LOST_AT = 0.6
"""The share of its way after which a lost message ends."""


def timeline_height(actor: Actor) -> float:
    """Lines that stand well apart, for arrows need room to slant; fewer lines have more."""
    lines = len(actor.spec.processes)
    head, axis = HEAD if actor.label else 0.0, AXIS if actor.spec.unit else 0.0
    return head + axis + lines * max(150.0, min(250.0, 760.0 / lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chart:
    """Where times and lines are, in px."""

    actor: Actor
    area: Rect
    left: float
    """Where the lines begin: time 0 is a little to the right of it."""
    top: float
    pitch: float

    def at(self, point: Point) -> Point:
        """The place of a moment on a line."""
        begin, end = self.left + 24, self.area.right - 56
        time, row = point
        return (begin + (end - begin) * time / self.actor.spec.until, self.y(row))

    def y(self, row: float) -> float:
        """The height of a line."""
        return self.top + self.pitch * (row + 0.5)


def draw_timeline(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Lines with their names, then spans, events and arrows, and words where they cover nothing."""
    chart = _chart(actor, area)
    lines = [part for part in actor.parts if part.sort == "process"]
    shapes: list[Shape] = [*label_above(actor, area, Setting(has_rail=True), area.y + 20)]
    names = [shape for line in lines for shape in _name(chart, line)]
    shapes += names
    shapes += [shape for line in lines for shape in _rail(chart, line)]
    shapes += _axis(chart)
    arrows = {part.id: _way(chart, part) for part in actor.parts if part.sort == "message"}
    for part in actor.parts:
        if part.sort != "process":
            shapes += _DRAW[part.sort](chart, part)
    room = Room(
        field=Rect(area.x, area.y, area.w, area.h),
        things=tuple(bounds(_largest(s)) for s in shapes if isinstance(s, Label | Dot | Box)),
        lines=(
            *arrows.values(),
            *(((chart.left, chart.y(i)), (area.right, chart.y(i))) for i in range(len(lines))),
        ),
    )
    words, problems = _words(chart, room, arrows)
    whole = Rect(area.x, chart.top, area.w, chart.pitch * len(lines))
    return Drawing(
        shapes=(*shapes, *words),
        anchors={**_anchors(chart, arrows, names), "": whole},
        straight=True,
        problems=problems,
    )


def _largest(shape: Shape) -> Shape:
    """A shape as it is in the light: words do not make way for it."""
    return replace(shape, r=max(shape.r, LIT_DOT)) if isinstance(shape, Dot) else shape


def _chart(actor: Actor, area: Rect) -> _Chart:
    head, axis = HEAD if actor.label else 0.0, AXIS if actor.spec.unit else 0.0
    lines = [part for part in actor.parts if part.sort == "process"]
    gutter = max(
        max(width(line.text, "sans", 600, NAME_SIZE), width(line.note, "mono", 450, WORD_SIZE))
        for line in lines
    )
    pitch = min(280.0, (area.h - head - axis) / len(lines))
    spare = area.h - head - axis - pitch * len(lines)
    return _Chart(
        actor=actor, area=area, left=area.x + gutter + 40, top=area.y + head + spare / 2, pitch=pitch
    )


def _name(chart: _Chart, line: Part) -> tuple[Shape, ...]:
    """A line's name before it, and its note below the name; a cross when it is down."""
    x, y = chart.left - 32, chart.y(list(chart.actor.spec.processes).index(line.id))
    opacity = OPACITY[line.emphasis]
    key = join(chart.actor.id, line.id)
    name = Label(key=join(key, "name"), x=x, y=y - (20 if line.note else 0), text=line.text, size=NAME_SIZE,
                 weight=600, colour=line.role or "ink", anchor="end", opacity=opacity)  # fmt: skip
    if not line.note:
        return (name,)
    return (name, Label(key=join(key, "note"), x=x, y=y + 22, text=line.note, size=WORD_SIZE, face="mono",
                        colour="muted", anchor="end", opacity=opacity))  # fmt: skip


def _rail(chart: _Chart, line: Part) -> tuple[Shape, ...]:
    """A line from its beginning to its arrow head, with dashes for the time in which the process is down."""
    row = list(chart.actor.spec.processes).index(line.id)
    key, y = join(chart.actor.id, line.id), chart.y(row)
    turns = sorted(
        chart.at(part.points[0])[0]
        for part in chart.actor.parts
        if part.sort in {"crash", "recovery"} and row_of(part) == row
    )
    opacity = OPACITY[line.emphasis]
    endless = [p for p in chart.actor.parts if _is_open(chart.actor, p) and row_of(p) == row]
    end = chart.at((chart.actor.spec.until, 0))[0] if endless else chart.area.right
    pieces = [
        _straight(
            join(key, f"rail-{i}"),
            (a, y),
            (b, y),
            stroke="muted",
            dashed=i % 2 == 1,
            opacity=opacity,
            grows=True,
        )
        for i, (a, b) in enumerate(pairwise([chart.left, *turns, end - 4]))
    ]
    if endless:
        return tuple(pieces)
    head = _straight(join(key, "head"), (end - 24, y), (end, y), stroke="muted", arrow=True, opacity=opacity)
    return (*pieces, head)


def _straight(key: str, a: Point, b: Point, *, stroke: str, wide: float = 2.5, dashed: bool = False,
              arrow: bool = False, opacity: float = 1.0, z: int = -2, grows: bool = False
              ) -> Curve:  # fmt: skip
    dx, dy = (b[0] - a[0]) / 3, (b[1] - a[1]) / 3
    points = (a, (a[0] + dx, a[1] + dy), (b[0] - dx, b[1] - dy), b)
    return Curve(key=key, points=points, stroke=stroke, width=wide, dashed=dashed, arrow=arrow,
                 opacity=opacity, z=z, grows=grows)  # fmt: skip


def _axis(chart: _Chart) -> list[Shape]:
    """The times below the lines; without a unit only their order counts, and no times are shown."""
    actor = chart.actor
    is_dim = all(part.emphasis == "dim" for part in actor.parts if part.sort == "process")
    key, opacity = join(actor.id, "axis"), DIMMED if is_dim else 1.0
    y = chart.top + chart.pitch * len(actor.spec.processes) + 24
    if not actor.spec.unit:
        y = chart.y(len(actor.spec.processes) - 1) + 34
        return [Label(key=join(key, "time"), x=chart.area.right, y=y, text="time", size=TICK_SIZE,
                      colour="muted", anchor="end", opacity=opacity, z=-1)]  # fmt: skip
    shapes: list[Shape] = []
    times = ticks(0.0, actor.spec.until, 6)
    for time in times:
        x, _ = chart.at((time, 0))
        name = f"{number(time)} {actor.spec.unit}" if time == times[-1] else number(time)
        shapes.append(_straight(join(key, f"{time:g}", "tick"), (x, chart.top), (x, y - 24), stroke="line",
                                wide=1.5, opacity=0.7 * opacity, z=-4))  # fmt: skip
        shapes.append(Label(key=join(key, f"{time:g}", "text"), x=x, y=y, text=name, size=TICK_SIZE,
                            colour="muted", opacity=opacity, z=-1))  # fmt: skip
    return shapes


def _opacity(actor: Actor, part: Part) -> float:
    """A line in the light takes with it what stands on it."""
    line = actor.part(process_of(actor, part))
    lit = line is not None and line.emphasis == "lit" and part.sort != "message"
    return 1.0 if lit else OPACITY[part.emphasis]


def _event(chart: _Chart, part: Part) -> tuple[Shape, ...]:
    x, y = chart.at(part.points[0])
    key, opacity = join(chart.actor.id, part.id), _opacity(chart.actor, part)
    if part.down:
        ground = Dot(key=join(key, "ground"), x=x, y=y, r=CROSS + 5, fill="ground", z=1)
        return (ground, cross(join(key, "cross"), x, y, CROSS, role=part.role or "bad", opacity=opacity))
    r = LIT_DOT if part.emphasis == "lit" else DOT
    return (Dot(key=join(key, "dot"), x=x, y=y, r=r, fill=part.role or "ink", opacity=opacity, z=2),)


def _crash(chart: _Chart, part: Part) -> tuple[Shape, ...]:
    x, y = chart.at(part.points[0])
    key = join(chart.actor.id, part.id)
    return (cross(join(key, "cross"), x, y, CROSS + 4, role="bad", opacity=_opacity(chart.actor, part)),)


def _recovery(chart: _Chart, part: Part) -> tuple[Shape, ...]:
    x, y = chart.at(part.points[0])
    key, opacity = join(chart.actor.id, part.id), _opacity(chart.actor, part)
    top, bottom = (x, y - 16), (x, y + 16)
    return (_straight(join(key, "bar"), top, bottom, stroke="muted", wide=4.0, opacity=opacity, z=1),)


def _span(chart: _Chart, part: Part) -> tuple[Shape, ...]:
    """A bar along its line; one that lasts as long as the line goes on in dashes."""
    bar = _bar(chart, part)
    role = part.role or "data-2"
    wide = 4.0 if part.emphasis == "lit" else 2.0
    opacity = _opacity(chart.actor, part)
    key = join(chart.actor.id, part.id)
    radius = min(ROUND, bar.h / 2)
    ground = Box(
        key=join(key, "ground"), x=bar.x, y=bar.y, w=bar.w, h=bar.h, radius=radius, fill="ground", z=-2
    )
    body = replace(
        ground,
        key=join(key, BOX),
        fill=f"{role}@0.4",
        stroke=role,
        stroke_width=wide,
        opacity=opacity,
        z=-1,
    )
    return (*_dashes(chart, part), ground, body)


def _dashes(chart: _Chart, part: Part) -> tuple[Shape, ...]:
    """What follows a bar without an end; until then it waits behind the bar's end, and moves along."""
    bar, role = _bar(chart, part), part.role or "data-2"
    opacity, is_open = _opacity(chart.actor, part), _is_open(chart.actor, part)
    return tuple(
        Box(
            key=join(chart.actor.id, part.id, f"open-{i}"),
            x=bar.right + (far if is_open else -wide - 4),
            y=bar.y + 1,
            w=wide,
            h=bar.h - 2,
            radius=2.0,
            fill=role,
            opacity=share * opacity,
            z=-3,
        )
        for i, (far, wide, share) in enumerate(OPEN)
        if bar.w > 2 * bar.h
    )


def _is_open(actor: Actor, part: Part) -> bool:
    """Whether a span lasts as long as its line, so that nobody sees it end."""
    return part.sort == "span" and part.points[1][0] >= float(actor.spec.until)


def _bar(chart: _Chart, part: Part) -> Rect:
    (x0, y), (x1, _) = map(chart.at, part.points)
    high = WORDY_H if part.text else SPAN_H
    return Rect(x0, y - high / 2, x1 - x0, high)


def _message(chart: _Chart, part: Part) -> tuple[Shape, ...]:
    """An arrow between two events; a lost one ends in a cross on its way."""
    start, end = _way(chart, part)
    key, opacity = join(chart.actor.id, part.id), OPACITY[part.emphasis]
    role = part.role or "accent"
    wide = 5.0 if part.emphasis == "lit" else 3.5
    line = _straight(join(key, "line"), start, end, stroke=role, wide=wide, arrow=not part.down,
                     opacity=opacity, z=0)  # fmt: skip
    if not part.down:
        return (line,)
    x, y = _towards(end, chart.at(part.points[1]), CROSS + 8)
    return (line, cross(join(key, "end", "cross"), x, y, CROSS, role="bad", opacity=opacity))


_DRAW = {"event": _event, "crash": _crash, "recovery": _recovery, "span": _span, "message": _message}


def _way(chart: _Chart, message: Part) -> LineSegment:
    """Where an arrow is: with an equal gap from event to event."""
    start, end = map(chart.at, message.points)
    reach = DOT + GAP
    whole = (_towards(start, end, reach), _towards(end, start, reach))
    if not message.down:
        return whole
    (x0, y0), (x1, y1) = whole
    return (whole[0], (x0 + (x1 - x0) * LOST_AT, y0 + (y1 - y0) * LOST_AT))


def _towards(a: Point, b: Point, far: float) -> Point:
    """The point `far` px from `a` on the way to `b`."""
    length = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 or 1.0
    return (a[0] + (b[0] - a[0]) * far / length, a[1] + (b[1] - a[1]) * far / length)


def _words(chart: _Chart, room: Room, arrows: dict[str, LineSegment]) -> tuple[list[Label], tuple[str, ...]]:
    """The words of events, then of spans and messages, each where it is clear of what stands there."""
    labels: list[Label] = []
    problems: list[str] = []
    texts = words_of(chart.actor)
    for part in sorted(chart.actor.parts, key=lambda part: _FIRST.get(part.sort, 0)):
        text = texts.get(part.id, part.text)
        if part.sort in _FIRST and text:
            wide = width(text, "mono", 500, WORD_SIZE)
            place = _inside(chart, part, wide, arrows) if part.sort == "span" else None
            if place is None:
                place = room.best(_choices(chart, part, wide, arrows))
                problems += [] if room.is_clear(place) else [f"“{text}” has no room beside its line"]
            room = room.taken(place)
            labels.append(_word(chart, part, text, place))
    return labels, tuple(problems)


_FIRST = {"event": 1, "span": 2, "message": 3}
"""The order in which words look for room: those with the fewest places first."""


def _word(chart: _Chart, part: Part, text: str, place: Rect) -> Label:
    actor = chart.actor
    is_message = part.sort == "message"
    in_bar = part.sort == "span" and _bar(chart, part).has(place.centre)
    return Label(
        key=join(actor.id, part.id, "text"),
        x=place.x,
        y=place.centre[1],
        text=text,
        size=WORD_SIZE,
        face="mono",
        weight=500,
        colour="ink" if in_bar else part.role or ("accent" if is_message else "ink"),
        anchor="start",
        opacity=OPACITY[part.emphasis] if is_message else _opacity(actor, part),
        z=3,
    )


def _choices(chart: _Chart, part: Part, wide: float, arrows: dict[str, LineSegment]) -> tuple[Rect, ...]:
    if part.sort == "message":
        return places_along(arrows[part.id], wide, WORD_SIZE, WORD_GAP)
    if part.sort == "event":
        x, y = chart.at(part.points[0])
        return places_around(Rect(x - DOT, y - DOT, 2 * DOT, 2 * DOT), wide, WORD_SIZE, WORD_GAP)
    bar = _bar(chart, part)
    above, below = bar.y - WORD_GAP - WORD_SIZE, bar.bottom + WORD_GAP
    lefts = (bar.centre[0] - wide / 2, bar.x, bar.right - wide)
    return tuple(Rect(x, top, wide, WORD_SIZE) for top in (above, below) for x in lefts)


def _inside(chart: _Chart, part: Part, wide: float, arrows: dict[str, LineSegment]) -> Rect | None:
    """The first place within a span at which its word is clear of events and arrows, if there is one."""
    bar = _bar(chart, part)
    room = Room(
        field=bar,
        things=tuple(
            Rect(x - LIT_DOT, y - LIT_DOT, 2 * LIT_DOT, 2 * LIT_DOT).inset(-6, 0)
            for other in chart.actor.parts
            if other.sort in {"event", "crash", "recovery"}
            for x, y in [chart.at(other.points[0])]
        ),
        lines=tuple(arrows.values()),
    )
    free = int(bar.w - wide - 2 * SPAN_PAD)
    y = bar.centre[1] - WORD_SIZE / 2
    places = (Rect(bar.x + SPAN_PAD + step, y, wide, WORD_SIZE) for step in range(0, free + 1, 4))
    return next((place for place in places if room.is_clear(place)), None)


def _anchors(chart: _Chart, arrows: dict[str, LineSegment], names: list[Shape]) -> dict[str, Rect]:
    anchors = {part_of(shape.key): bounds(shape) for shape in names if name_of(shape.key) == "name"}
    for part in chart.actor.parts:
        if part.sort == "message":
            (x0, y0), (x1, y1) = arrows[part.id]
            anchors[part.id] = Rect((x0 + x1) / 2, (y0 + y1) / 2, 0, 0)
        elif part.points:
            (x0, y), (x1, _) = chart.at(part.points[0]), chart.at(part.points[-1])
            anchors[part.id] = Rect(x0 - DOT, y - DOT, x1 - x0 + 2 * DOT, 2 * DOT)
    return anchors


TIMELINE = View(draw_timeline, timeline_height)
