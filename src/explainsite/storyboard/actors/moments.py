"""What a `timeline` holds: process lines, events on them, the messages between them, and spans of time.

Parts are of several sorts. Each has its moment and its line as points `(time, row)`: an event one, a message
and a span two. A lost message and a rejected event are `down`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from explainsite.diagnostics import Span
from explainsite.storyboard.actors.flaws import Flaw, twice
from explainsite.storyboard.actors.kind import ActorSpec
from explainsite.storyboard.fields import Amount, Name, Text
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Part, Point
from explainsite.storyboard.values import as_number
from explainsite.storyboard.words import counted, listed, number, quoted

MOST_STEPS = 40
"""More events than this on one line cannot be told apart."""


class TimelineSpec(ActorSpec):
    """Process lines with events, messages and spans; time runs to the right."""

    processes: tuple[Name, ...] = Field(
        ...,
        min_length=1,
        max_length=6,
        description="The lines' names, from top to bottom. In a timeline `time` with a line `P`, `time.P-0`"
        " is the first event on it, and `time.m0` is the first message.",
    )
    until: Amount = Field(10, gt=0, description="The time at which the lines end.")
    step: Amount = Field(
        1,
        gt=0,
        description="How far the next event is from the last, and how long a message takes.",
        examples=[2],
    )
    unit: Text = Field("", description="The unit of time; with it the lines get an axis.", examples=["ms"])
    clock: Literal["none", "lamport", "vector"] = Field(
        "none", description="The logical clock that every event shows, computed from the messages."
    )


def parts_of(spec: TimelineSpec) -> tuple[Part, ...]:
    """The lines."""
    return tuple(Part(id=name, text=name, sort="process") for name in spec.processes)


def contents(actor: Actor) -> str:
    """The lines, and how much is on them."""
    several = "lines" if len(actor.spec.processes) > 1 else "a line"
    lines = f"{several} for {listed(list(actor.spec.processes))}"
    things = [
        counted(len(found), sort)
        for sort in ("event", "message", "span")
        if (found := [part for part in actor.parts if part.sort == sort])
    ]
    return f"{lines}, with {listed(things)}" if things else lines


def check(spec: TimelineSpec) -> Iterator[Flaw]:
    """What is wrong with a timeline beyond its single fields."""
    yield from twice("processes", spec.processes, "line")
    for index, name in enumerate(spec.processes):
        if re.fullmatch(r"m[0-9]+", name) or re.search(r"-[0-9]+$", name):
            yield Flaw(
                place=("processes", index),
                message=f"`{name}` would be taken for a message or an event",
                hint="messages are named `m0`, `m1` and so on, the events of a line `P` are `P-0`, `P-1`",
            )
    if spec.until / spec.step > MOST_STEPS:
        yield Flaw(
            place=("until",),
            message=f"{spec.until / spec.step:.0f} steps on a line cannot be told apart",
            hint=f"let `step` be {number(spec.until / 10)} or so",
        )


def row_of(part: Part) -> int:
    """The line, counted from the top, that an event, a span or a crash is on, or that a message leaves."""
    return int(part.points[0][1])


def process_of(actor: Actor, part: Part) -> str:
    """The name of the line that a part is, is on, or leaves."""
    return part.id if part.sort == "process" else actor.parts[row_of(part)].id


def events_of(actor: Actor, process: str) -> list[Part]:
    """The events on a line in the order of their ids, with its spans."""
    row = row_named(actor, process)
    return [part for part in actor.parts if part.sort in {"event", "span"} and row_of(part) == row]


def last_moment(actor: Actor, process: str) -> float:
    """The time of the last event, crash or recovery on a line; 0 for an empty one."""
    row = row_named(actor, process)
    times = [
        part.points[0][0]
        for part in actor.parts
        if part.sort in {"event", "crash", "recovery"} and row_of(part) == row
    ]
    return max(times, default=0.0)


def event_at(actor: Actor, point: Point) -> Part | None:
    """The event at a moment on a line, or None."""
    return next((part for part in actor.parts if part.sort == "event" and part.points == (point,)), None)


def with_part(actor: Actor, part: Part) -> Actor:
    """The actor with one part more: those of one line stand together, so that ranges name them."""
    return replace(actor, parts=tuple(sorted((*actor.parts, part), key=_order)))


def _order(part: Part) -> tuple[int, int]:
    if part.sort == "process":
        return (0, 0)
    return (2, 0) if part.sort == "message" else (1, row_of(part))


def next_id(actor: Actor, process: str) -> str:
    """The id of the next event or span on a line."""
    return f"{process}-{len(events_of(actor, process))}"


def clocks(actor: Actor) -> dict[str, tuple[int, ...]]:
    """Every event's logical clock, by its id: one number, or one for each line; empty without a `clock`."""
    if actor.spec.clock == "none":
        return {}
    count = len(actor.spec.processes)
    events = sorted((p for p in actor.parts if p.sort == "event"), key=lambda p: p.points[0][0])
    now: dict[int, tuple[int, ...]] = dict.fromkeys(range(count), (0,) * count)
    at: dict[Point, tuple[int, ...]] = {}
    for event in events:
        row = row_of(event)
        received = [at[m.points[0]] for m in _arriving(actor, event) if m.points[0] in at]
        now[row] = at[event.points[0]] = _ticked(actor, row, now[row], received)
    return {event.id: at[event.points[0]] for event in events}


def _ticked(actor: Actor, row: int, own: tuple[int, ...], received: list[tuple[int, ...]]) -> tuple[int, ...]:
    known = [max(values) for values in zip(own, *received, strict=True)]
    if actor.spec.clock == "lamport":
        return (max(known) + 1,) * len(known)
    return tuple(value + (index == row) for index, value in enumerate(known))


def _arriving(actor: Actor, event: Part) -> list[Part]:
    return [p for p in actor.parts if p.sort == "message" and not p.down and p.points[1] == event.points[0]]


def words_of(actor: Actor) -> dict[str, str]:
    """What stands at each event: its own word, or its clock."""
    times = {
        name: str(clock[0]) if actor.spec.clock == "lamport" else f"({','.join(map(str, clock))})"
        for name, clock in clocks(actor).items()
    }
    return {part.id: part.text or times.get(part.id, "") for part in actor.parts if part.sort == "event"}


def part_name(actor: Actor, part: Part) -> str:
    """A part as a sentence names it."""
    process = process_of(actor, part)
    if part.sort == "process":
        return part.text
    if part.sort == "message":
        what = f"the message {quoted(part.text)}" if part.text else "the message"
        return f"{what} from {process} to {actor.parts[int(part.points[1][1])].id}"
    word = words_of(actor).get(part.id, part.text)
    if word:
        return f"{quoted(word)} on {process}"
    return f"the crash of {process}" if part.sort == "crash" else f"an event on {process}"


def new_event(actor: Actor, process: str, at: float) -> Part:
    """The next event on a line, at a time."""
    return Part(id=next_id(actor, process), sort="event", points=((at, row_named(actor, process)),))


def row_named(actor: Actor, process: str) -> float:
    """The place of a line, counted from the top."""
    return float(list(actor.spec.processes).index(process))


def free_moment(actor: Actor, process: str, at: Any, span: Span) -> float:
    """When the next event is: at the time given, which must be free, or a step after the last one."""
    if at is None:
        return time_on(actor, last_moment(actor, process) + actor.spec.step, span)
    time = time_on(actor, at, span)
    there = event_at(actor, (time, row_named(actor, process)))
    if there is not None:
        raise Problem(
            "bad-verb",
            f"there is an event at {number(time)} on `{process}` already",
            span,
            hint=f"that is `{actor.id}.{there.id}`",
        )
    return time


def time_on(actor: Actor, value: Any, span: Span) -> float:
    """A value as a time that the lines reach."""
    time = as_number(value, span)
    if not 0 <= time <= actor.spec.until:
        raise Problem(
            "bad-verb",
            f"{number(time)} is not on `{actor.id}`, whose lines go from 0 to {number(actor.spec.until)}",
            span,
            hint="give the timeline a later `until`, or name an earlier time",
        )
    return time


def require_up(actor: Actor, process: str, span: Span, *, receives: bool = False) -> None:
    """Refuse a line that is down."""
    line = actor.part(process)
    if line is not None and line.down:
        back = f"`- recover: {actor.id}.{process}` before"
        hint = "let the message be `status: lost`" if receives else back
        raise Problem("bad-verb", f"`{actor.id}.{process}` is down", span, label="down here", hint=hint)


def amount(actor: Actor, time: float) -> str:
    """A time with its unit."""
    return f"{number(time)} {actor.spec.unit}".strip()


def when(actor: Actor, time: float) -> str:
    """A time before a clause, where times have a unit."""
    return f"at {amount(actor, time)}, " if actor.spec.unit else ""


def describe_clocks(actor: Actor, *events: Part) -> str:
    """The logical clocks of events, at the end of a sentence; empty without a `clock`."""
    words = words_of(actor)
    if not clocks(actor):
        return ""
    if len(events) == 1:
        return f" (clock {words[events[0].id]})"
    return f" (clock {listed([f'{words[event.id]} on {process_of(actor, event)}' for event in events])})"
