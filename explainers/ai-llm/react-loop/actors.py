"""The actor of this film: a wheel of three stations around the trace that it leaves, with three doors out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainsite.actors import (
    Actor,
    Box,
    Dot,
    Kind,
    Label,
    Part,
    Point,
    Rect,
    Shape,
    Spec,
    Text,
    arc,
    fit,
    line,
)
from explainsite.picture.arcs import around
from explainsite.picture.shapes import Arc

# Where each station is on the wheel, in degrees from the top, and which door stands at it.
STATIONS = {"thought": 270.0, "action": 390.0, "observation": 510.0}
DOORS = {"answer": "good", "repeat": "bad", "budget": "warn"}
SIDES = {"answer": -1, "repeat": 1, "budget": 1}
TURN = len(STATIONS)
# All lengths are for a picture of this size, which is enlarged to its area.
WIDE, HIGH = 1460.0, 730.0
RADIUS = 350.0
PILL_W, PILL_H = 290.0, 116.0
DOOR_W, DOOR_H = 130.0, 226.0
# Between a station and its door.
WAY = 135.0
# How far the middle of the wheel is right of the picture's: two doors are on one side, nearer to it.
ASIDE = 92.0
# What moves along the wheel draws a tail so long behind it, in degrees.
TAIL = 118.0
# Rows of the trace that have room, and how far each is from the next.
ROWS, STEP = 5, 62.0
# Before the first step.
START = -1.0


class Wheel(Spec):
    """Runs of a loop: what is thought, done and observed in turn, and at the end the name of a door."""

    courses: list[list[Text]]
    questions: list[Text]
    results: list[Text]


def parts(_: Wheel) -> list[Part]:
    """Which run it is, its step, and for each station and each door whether it stands there."""
    moving = [Part(id="run", text="the run", value=0.0), Part(id="step", text="the step", value=START)]
    stations = [Part(id=name, text=name) for name in STATIONS]
    return [*moving, *stations, *(Part(id=name, text=f"the door {name}", value=0.0) for name in DOORS)]


def _value(wheel: Actor, name: str) -> int:
    return int(next(part.value for part in wheel.parts if part.id == name) or 0)


def _course(wheel: Actor) -> list[str]:
    """What this run has come to: a text for each step so far."""
    course: list[str] = wheel.spec.courses[_value(wheel, "run")]
    return course[: _value(wheel, "step") + 1]


def _out(course: Sequence[str]) -> str:
    """The door by which a run has left, if it has."""
    return course[-1] if course and course[-1] in DOORS else ""


def contents(wheel: Actor) -> str:
    """The question, the turn, and where the wheel is."""
    course = _course(wheel)
    question = wheel.spec.questions[_value(wheel, "run")]
    if not course:
        return f"{question}, before its first thought"
    return f"{question}, turn {_turns(course)}: {_last(wheel)}"


def _last(wheel: Actor) -> str:
    """What the last step was."""
    course = _course(wheel)
    if door := _out(course):
        return f"out by the door {door}: {wheel.spec.results[_value(wheel, 'run')]}"
    station = list(STATIONS)[(len(course) - 1) % TURN]
    return f"{station}: {course[-1]}"


def _turns(course: Sequence[str]) -> int:
    """How many turns have begun."""
    steps = len(course) - bool(_out(course))
    return -(-steps // TURN)


def becomes(before: Actor, after: Actor) -> str:
    """Another question, the last step, or a door that now stands there."""
    doors = [name for name in DOORS if _value(after, name) > _value(before, name)]
    words = [f"a door named {name} stands at the {_station(name)}" for name in doors]
    if _value(before, "run") != _value(after, "run"):
        words.append(f"the question is {after.spec.questions[_value(after, 'run')]}, and the trace is empty")
    old, new = _course(before), _course(after)
    if new and len(new) != len(old):
        turn = f"turn {_turns(new)}, " if len(new) - len(old) > 1 or len(new) % TURN == 1 else ""
        words.append(_last(after) if _out(new) else f"{turn}{_last(after)}")
    return ", ".join(words)


def _station(door: str) -> str:
    return list(STATIONS)[list(DOORS).index(door)]


def draw(wheel: Actor, area: Rect) -> Iterator[Shape]:
    """The wheel with its trace; where it is has a tail; and the doors that stand there."""
    k = min(area.w / WIDE, area.h / HIGH)
    some = any(_value(wheel, name) for name in DOORS)
    hub = (area.centre[0] + (ASIDE * k if some else 0.0), area.centre[1])
    course = _course(wheel)
    yield arc("step/wheel", hub, RADIUS * k, stroke="line", width=16 * k, z=-3)
    yield from _tail(wheel, course, hub, k)
    for i, (name, angle) in enumerate(STATIONS.items()):
        yield from _pill(name, _text_at(course, i), around(hub, RADIUS * k, angle % 360), k)
    for name in DOORS:
        if _value(wheel, name):
            yield from _door(wheel, name, hub, k)
    yield from _trace(wheel, course, hub, k)


def _text_at(course: Sequence[str], station: int) -> tuple[str, bool]:
    """What a station says in this turn, and whether the wheel is there."""
    steps = [text for text in course if text not in DOORS]
    last = len(steps) - 1
    if last % TURN < station or not steps:
        return "", False
    is_here = last % TURN == station
    return steps[last - last % TURN + station], is_here


def _tail(wheel: Actor, course: Sequence[str], hub: Point, k: float) -> Iterator[Shape]:
    """The way that the wheel has just come."""
    last = len(course) - 1 - bool(_out(course))
    if last < 1:
        return
    end = STATIONS["thought"] + 360 / TURN * last
    yield Arc(
        key=f"step/tail-{_value(wheel, 'run')}",
        x=hub[0],
        y=hub[1],
        r=RADIUS * k,
        begin=end - TAIL,
        end=end,
        stroke="accent",
        width=16 * k,
        z=-2,
    )


def _pill(name: str, said: tuple[str, bool], at: Point, k: float) -> Iterator[Shape]:
    """A station: its name, and below it what it says in this turn."""
    text, is_here = said
    x, y = at
    w, h = PILL_W * k, PILL_H * k
    yield Box(
        key=f"{name}/pill",
        x=x - w / 2,
        y=y - h / 2,
        w=w,
        h=h,
        radius=h / 3,
        fill="surface",
        stroke="accent" if is_here else "line",
        stroke_width=6 * k if is_here else 3 * k,
    )
    colour = "accent" if is_here else "muted"
    lift = -26 * k if text else 0.0
    yield Label(
        key=f"{name}/name", x=x, y=y + lift, text=name.title(), size=34 * k, weight=600, colour=colour
    )
    if text:
        face = "mono" if name == "action" else "sans"
        size = fit(text, w - 30 * k, size=36 * k, face=face)
        yield Label(key=f"{name}/{text}", x=x, y=y + 24 * k, text=text, size=size, face=face)


def _door(wheel: Actor, name: str, hub: Point, k: float) -> Iterator[Shape]:
    """A door beside its station: it opens for the run that leaves by it."""
    station = around(hub, RADIUS * k, STATIONS[_station(name)] % 360)
    side, w, h = SIDES[name], DOOR_W * k, DOOR_H * k
    is_open = _out(_course(wheel)) == name
    role = DOORS[name] if is_open else "muted"
    near = station[0] + side * (PILL_W / 2 + WAY) * k
    left = near if side > 0 else near - w
    away = (station[1] > hub[1]) - (station[1] < hub[1])
    middle = station[1] - away * (DOOR_H - PILL_H) / 2 * k
    start = station[0] + side * (PILL_W / 2 + 10) * k
    yield line(
        f"{name}/way",
        (start, station[1]),
        (near - side * 14 * k, station[1]),
        stroke=role,
        width=(10 if is_open else 5) * k,
        arrow=True,
    )
    top = middle - h / 2
    yield Box(
        key=f"{name}/frame",
        x=left,
        y=top,
        w=w,
        h=h,
        radius=8 * k,
        fill=f"{role}@0.30" if is_open else "surface",
        stroke=role,
        stroke_width=5 * k,
    )
    yield from _leaf(name, Rect(left, top, w, h), side, role, is_open=is_open, k=k)
    down = 1 if away <= 0 else -1
    edge = middle + down * (h / 2 + 42 * k)
    x = left + w / 2
    yield Label(
        key=f"{name}/name", x=x, y=edge, text=name, size=42 * k, weight=600, colour=role if is_open else "ink"
    )
    if is_open:
        result = wheel.spec.results[_value(wheel, "run")]
        yield Label(key=f"{name}/result", x=x, y=edge + down * 50 * k, text=result, size=36 * k, colour=role)


def _leaf(name: str, frame: Rect, side: int, role: str, *, is_open: bool, k: float) -> Iterator[Shape]:
    """The leaf of a door, hung on its far edge, with its handle: open, it is seen from the side."""
    hinge = frame.right if side > 0 else frame.x
    reach = frame.w * (0.42 if is_open else 1.0)
    drop = 26 * k if is_open else 0.0
    free = hinge + side * reach if is_open else hinge - side * reach
    corners = ((hinge, frame.y), (free, frame.y + drop), (free, frame.bottom - drop), (hinge, frame.bottom))
    yield line(f"{name}/leaf", *corners, corners[0], stroke=role, width=5 * k, z=1)
    handle = free + (-side if is_open else side) * 20 * k
    yield Dot(key=f"{name}/handle", x=handle, y=frame.centre[1], r=8 * k, fill=role, z=2)


def _trace(wheel: Actor, course: Sequence[str], hub: Point, k: float) -> Iterator[Shape]:
    """The lines that the turns have left, the newest at the bottom, under the question."""
    left, right = hub[0] - 182 * k, hub[0] + 262 * k
    head = hub[1] - 184 * k
    question = wheel.spec.questions[_value(wheel, "run")]
    yield Label(key="run/question", x=left, y=head, text=question, size=40 * k, weight=600, anchor="start")
    if not course:
        return
    turns = _turns(course)
    yield Label(
        key="step/turn", x=right, y=head, text=f"turn {turns}", size=36 * k, colour="muted", anchor="end"
    )
    yield line("run/rule", (left, head + 36 * k), (right, head + 36 * k), stroke="line", width=3 * k)
    steps = [text for text in course if text not in DOORS]
    lines = [steps[turn * TURN + 1 : turn * TURN + TURN] for turn in range(turns)]
    lines = [said for said in lines if said]
    first = max(0, len(lines) - ROWS)
    for i, said in enumerate(lines[first:]):
        y = head + (84 + STEP * i) * k
        key = f"step/{_value(wheel, 'run')}-{first + i}"
        colour = "bad" if _out(course) == "repeat" and said[0] == lines[-1][0] else "ink"
        yield Label(
            key=f"{key}-call",
            x=left,
            y=y,
            text=said[0],
            size=34 * k,
            face="mono",
            colour=colour,
            anchor="start",
        )
        if said[1:]:
            yield Label(
                key=f"{key}-result", x=right, y=y, text=said[1], size=34 * k, colour="accent", anchor="end"
            )


WHEEL = Kind(
    name="wheel",
    spec=Wheel,
    parts=parts,
    contents=contents,
    becomes=becomes,
    draw=draw,
    part="station",
    example="{is: wheel, courses: [[why?, look(), seen, so, answer]], questions: [what?], results: [that]}",
)
