"""`timeline`: process lines with events, messages, spans and crashes. Time runs to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pydantic import Field

from explainsite.content.models import Model, read_model
from explainsite.content.nodes import Mapping, Node, Scalar
from explainsite.content.nodes import Sequence as Items
from explainsite.diagnostics import Report, Span
from explainsite.storyboard import pace
from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.actors.moments import (
    TimelineSpec,
    check,
    clocks,
    contents,
    event_at,
    events_of,
    last_moment,
    next_id,
    part_name,
    parts_of,
    process_of,
    with_part,
    words_of,
)
from explainsite.storyboard.call import Call
from explainsite.storyboard.fields import Amount, Text
from explainsite.storyboard.phrases import fate
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.sending import SendArguments
from explainsite.storyboard.state import Actor, Change, Part, Step, Target, Travel
from explainsite.storyboard.values import as_number, as_text
from explainsite.storyboard.words import listed, nth, number, quoted, sentence

_EVENT = "{time.P: {text: lock held, at: 2, for: 3}}"


class EventArguments(Model):
    """An event on a line of a timeline, or with `for` a span of time."""

    text: Text = Field("", description="Its word.", examples=["write"])
    at: Amount | None = Field(
        None, description="Its time; by default a step after the last event.", examples=[4]
    )
    lasts: Amount | None = Field(
        None, gt=0, alias="for", description="How long a span of time lasts.", examples=[3]
    )


def _append(call: Call, actor: Actor, process: str | None, node: Node) -> tuple[Actor, list[str]]:
    """New events and spans on a line, and what is said of them."""
    part = actor.part(process or "")
    if part is None or part.sort != "process":
        raise Problem(
            "bad-verb",
            f"events are appended to a line of `{actor.id}`",
            node.span,
            hint=f"for example `append: {{{actor.id}.{actor.spec.processes[0]}: write}}`",
        )
    described: list[str] = []
    for given in _events(call, node):
        if given.lasts is not None:
            actor, said = _with_span(actor, part.id, given.text, (given.at, given.lasts), node.span)
        else:
            actor, said = _with_event(actor, part.id, given, node.span)
        described.append(said)
    return actor, described


def _events(call: Call, node: Node) -> list[EventArguments]:
    """What is appended: a word, a mapping, or a list of them."""
    if isinstance(node, Items) and node.items:
        return [event for item in node.items for event in _events(call, item)]
    if not isinstance(node, Mapping):
        texts = [as_text(call.plain(node), node.span)] if isinstance(node, Scalar) else call.texts(node)
        return [EventArguments.model_validate({"text": text}) for text in texts]
    report = Report()
    read = read_model(EventArguments, node, report, what="an event", plain=call.plain(node))
    Problem.raise_any(report, hint=f"for example `append: {_EVENT}`")
    assert read is not None
    return [read]


def _with_event(actor: Actor, process: str, given: EventArguments, span: Span) -> tuple[Actor, str]:
    at = _moment(actor, process, given.at, span)
    _require_up(actor, process, span)
    event = replace(_event(actor, process, at), text=given.text)
    actor = with_part(actor, event)
    what = quoted(given.text) if given.text else "an event"
    clock = "" if given.text else _describe_clocks(actor, event)
    return actor, sentence(f"{_when(actor, at)}{what} happens on {process}{clock}")


def _with_span(
    actor: Actor, process: str, text: str, time: tuple[float | None, float], span: Span
) -> tuple[Actor, str]:
    at, lasts = time
    begin = last_moment(actor, process) if at is None else _time(actor, at, span)
    end = _end(actor, begin, lasts, span)
    row = _row(actor, process)
    part = Part(id=next_id(actor, process), text=text, sort="span", points=((begin, row), (end, row)))
    what = quoted(text) if text else "a span of time"
    during = f" from {_amount(actor, begin)} to {_amount(actor, end)}" if actor.spec.unit else " for a while"
    return with_part(actor, part), sentence(f"{what} runs on {process}{during}")


def _end(actor: Actor, begin: float, length: Any, span: Span) -> float:
    lasts = as_number(length, span)
    if lasts <= 0:
        raise Problem("wrong-type", f"a span lasts longer than {lasts:g}", span, hint="for example `for: 3`")
    return _time(actor, begin + lasts, span)


def _event(actor: Actor, process: str, at: float) -> Part:
    return Part(id=next_id(actor, process), sort="event", points=((at, _row(actor, process)),))


def _row(actor: Actor, process: str) -> float:
    return float(list(actor.spec.processes).index(process))


def _moment(actor: Actor, process: str, at: Any, span: Span) -> float:
    """When the next event is: at the time given, which must be free, or a step after the last one."""
    if at is None:
        return _time(actor, last_moment(actor, process) + actor.spec.step, span)
    time = _time(actor, at, span)
    there = event_at(actor, (time, _row(actor, process)))
    if there is not None:
        raise Problem(
            "bad-verb",
            f"there is an event at {number(time)} on `{process}` already",
            span,
            hint=f"that is `{actor.id}.{there.id}`",
        )
    return time


def _time(actor: Actor, value: Any, span: Span) -> float:
    time = as_number(value, span)
    if not 0 <= time <= actor.spec.until:
        raise Problem(
            "bad-verb",
            f"{number(time)} is not on `{actor.id}`, whose lines go from 0 to {number(actor.spec.until)}",
            span,
            hint="give the timeline a later `until`, or name an earlier time",
        )
    return time


def _require_up(actor: Actor, process: str, span: Span, *, receives: bool = False) -> None:
    line = actor.part(process)
    if line is not None and line.down:
        back = f"`- recover: {actor.id}.{process}` before"
        hint = "let the message be `status: lost`" if receives else back
        raise Problem("bad-verb", f"`{actor.id}.{process}` is down", span, label="down here", hint=hint)


def _amount(actor: Actor, time: float) -> str:
    return f"{number(time)} {actor.spec.unit}".strip()


def _when(actor: Actor, time: float) -> str:
    return f"at {_amount(actor, time)}, " if actor.spec.unit else ""


def _describe_clocks(actor: Actor, *events: Part) -> str:
    words = words_of(actor)
    if not clocks(actor):
        return ""
    if len(events) == 1:
        return f" (clock {words[events[0].id]})"
    return f" (clock {listed([f'{words[event.id]} on {process_of(actor, event)}' for event in events])})"


def _require_line(call: Call, target: Target) -> None:
    actor = call.actor(target)
    part = actor.part(target.part) if target.part else None
    if part is None or part.sort != "process":
        raise Problem(
            "bad-verb",
            f"`{call.verb}` is for the lines of a timeline, and `{target}` is none",
            call.arguments.span,
            hint=f"for example `{call.verb}: {actor.id}.{actor.spec.processes[0]}`",
        )


def _send(call: Call, arguments: SendArguments, starts: tuple[Target, ...], ends: tuple[Target, ...]) -> Step:
    """Arrows from line to line that stay, with an event where each sets out and one where it arrives."""
    span = call.arguments.span
    actor = call.actor(starts[0])
    sources = _places(actor, starts, span, but=())
    goals = _places(actor, ends, span, but=tuple(process_of(actor, source) for source in sources))
    travels: list[Travel] = []
    sentences: list[str] = []
    for source in sources:
        actor, start = _departure(actor, source, arguments.at, span)
        arrived: list[Part] = []
        for goal in goals:
            actor, travel, end = _arrow(actor, start, goal, arguments, span)
            travels.append(replace(travel, delay=pace.MESSAGE_STAGGER * len(travels)))
            arrived += [end]
        sentences.append(_describe(actor, start, goals, arrived, arguments))
    seconds = pace.TRAVEL + pace.MESSAGE_STAGGER * (len(travels) - 1) + pace.ENTER / 2
    return Step(
        stage=call.stage.with_actor(actor),
        seconds=seconds,
        travels=tuple(travels),
        sentences=tuple(sentences),
    )


def _places(actor: Actor, targets: tuple[Target, ...], span: Span, *, but: tuple[str, ...]) -> list[Part]:
    """The lines and events that targets name; the whole timeline names its lines but those of the sender."""
    places: list[Part] = []
    for target in targets:
        part = actor.part(target.part) if target.part else None
        if part is None:
            places += [p for p in actor.parts if p.sort == "process" and p.id not in but]
        elif part.sort not in {"process", "event"}:
            raise Problem(
                "bad-verb",
                f"`{target}` is a {part.sort}, where no message begins or ends",
                span,
                hint=f"name a line, as `{actor.id}.{actor.spec.processes[0]}`, or an event",
            )
        else:
            places.append(part)
    return places


def _departure(actor: Actor, source: Part, at: float | None, span: Span) -> tuple[Actor, Part]:
    """The event that a message leaves from: the one named, or a new one."""
    if source.sort == "event":
        if at is not None:
            raise Problem("bad-verb", f"`{actor.id}.{source.id}` has its time", span, hint="leave `at` out")
        return actor, source
    _require_up(actor, source.id, span)
    event = _event(actor, source.id, _moment(actor, source.id, at, span))
    return with_part(actor, event), event


def _arrow(
    actor: Actor, start: Part, goal: Part, arguments: SendArguments, span: Span
) -> tuple[Actor, Travel, Part]:
    """The actor with a message more, its travel, and the event where it arrives (or, lost, would have)."""
    process = process_of(actor, goal)
    if process == process_of(actor, start):
        raise Problem(
            "bad-verb",
            f"a message from `{process}` to itself is no message",
            span,
            hint=f"`append: {{{actor.id}.{process}: text}}` adds an event to a line",
        )
    lost = arguments.status == "lost"
    end = goal if goal.sort == "event" else _arrival(actor, start, process, arguments, span)
    _require_later(actor, start, end, span)
    message = Part(
        id=f"m{sum(part.sort == 'message' for part in actor.parts)}",
        text=arguments.text,
        sort="message",
        points=(start.points[0], end.points[0]),
        role=arguments.role,
        down=lost,
    )
    if goal.sort == "process" and not lost:
        _require_up(actor, process, span, receives=True)
        actor = with_part(actor, replace(end, down=arguments.status == "rejected"))
    travel = Travel(
        start=Target(actor=actor.id, part=start.id),
        end=Target(actor=actor.id, part=f"{message.id}/end" if lost else end.id),
        along=Target(actor=actor.id, part=message.id),
        status=arguments.status,
        style="arrow",
        times=(start.points[0][0], end.points[0][0]) if actor.spec.unit else None,
    )
    return with_part(actor, message), travel, end


def _arrival(actor: Actor, start: Part, process: str, arguments: SendArguments, span: Span) -> Part:
    """When a message arrives: after the time that it takes, or else as soon as the line has room."""
    left = start.points[0][0]
    if arguments.takes is not None:
        at = left + arguments.takes
        free = arguments.status == "lost"
        return _event(actor, process, _time(actor, at, span) if free else _moment(actor, process, at, span))
    soonest = last_moment(actor, process) + actor.spec.step
    at = left + actor.spec.step if arguments.status == "lost" else max(left + actor.spec.step, soonest)
    return _event(actor, process, _time(actor, at, span))


def _require_later(actor: Actor, start: Part, end: Part, span: Span) -> None:
    left, arrives = start.points[0][0], end.points[0][0]
    if arrives <= left:
        raise Problem(
            "bad-verb",
            f"the message would leave at {number(left)} and arrive at {number(arrives)}",
            span,
            hint="let it leave earlier with `at`, or arrive at a later event",
        )


def _describe(
    actor: Actor, start: Part, goals: list[Part], ends: list[Part], arguments: SendArguments
) -> str:
    what = quoted(arguments.text) if arguments.text else "a message"
    to = listed([process_of(actor, goal) for goal in goals])
    said = f"{_when(actor, start.points[0][0])}{process_of(actor, start)} sends {what} to {to}"
    lost = arguments.status == "lost"
    events = [start] if lost else [start, *ends]
    return sentence(said + _describe_clocks(actor, *events) + _fate(actor, ends, arguments.status))


def _fate(actor: Actor, ends: list[Part], status: str) -> str:
    if status == "lost" or not actor.spec.unit:
        return fate(status, len(ends))
    one = len(ends) == 1
    times = listed([_amount(actor, end.points[0][0]) for end in ends])
    rejected = f" and {'is' if one else 'are'} rejected" if status == "rejected" else ""
    return f"; {'it arrives' if one else 'they arrive'} at {times}{rejected}"


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    """A part of a timeline with another word; a line gets a note, and a span may last longer."""
    if isinstance(value, dict) and part.sort == "span" and set(value) == {"for"}:
        (begin, row), _ = part.points
        return replace(part, points=((begin, row), (_end(actor, begin, value["for"], span), row)))
    text = as_text(value, span)
    return replace(part, note=text) if part.sort == "process" else replace(part, text=text)


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    yield from (_changed(actor, change.old, change.new) for change in changes)


def _changed(actor: Actor, old: Part, new: Part) -> str:
    if new.sort == "process":
        return f"{new.text} now shows {quoted(new.note)}" if new.note else f"{new.text} loses its note"
    if old.points != new.points:
        is_later = new.points[1][0] > old.points[1][0]
        at = f", at {_amount(actor, new.points[1][0])}" if actor.spec.unit else ""
        return f"{part_name(actor, new)} ends {'later' if is_later else 'earlier'}{at}"
    if new.sort == "event" and not old.text:
        place = [part.id for part in events_of(actor, process_of(actor, new))].index(new.id)
        return f"the {nth(place)} event on {process_of(actor, new)} now reads {quoted(new.text)}"
    return f"{part_name(actor, old)} {f'now reads {quoted(new.text)}' if new.text else 'loses its text'}"


def _turn(actor: Actor, ids: frozenset[str], span: Span) -> Actor:
    """The crashes, or the recoveries, of lines whose `down` has just been changed."""
    for process in (part for part in actor.parts if part.id in ids):
        sort = "crash" if process.down else "recovery"
        count = sum(part.sort == sort and process_of(actor, part) == process.id for part in actor.parts)
        at = _time(actor, last_moment(actor, process.id) + actor.spec.step, span)
        points = ((at, _row(actor, process.id)),)
        actor = with_part(actor, Part(id=f"{process.id}-{sort}-{count}", sort=sort, points=points))
    return actor


TIMELINE = ActorKind(
    name="timeline",
    group="Machines",
    spec=TimelineSpec,
    parts=parts_of,
    contents=contents,
    check=check,
    part_noun="line",
    part_names=lambda actor, parts: [listed([part_name(actor, part) for part in parts])],
    assign=_assign,
    describe_changes=_describe_changes,
    append_inside=_append,
    send=_send,
    turn=_turn,
    require=_require_line,
    extra=frozenset({"fail", "recover", "note"}),
    example="{is: timeline, processes: [P, Q, R], clock: lamport}",
    demo="""\
stage:
  time: {is: timeline, processes: [P, Q, R], clock: lamport, until: 9}
beats:
  - title: Every message carries a clock
    say: Each event counts one further.
    do:
      - show: time
      - append: {time.P: {}}
      - send: {from: time.P, to: time.Q, text: m1}
  - title: Who receives catches up
    say: A later clock that arrives is the one to count on from.
    do:
      - append: {time.R: {}}
      - send: {from: time.Q, to: time.R, text: m2}
      - send: {from: time.R, to: time.P, text: m3}
      - highlight: [time.m1, time.R-0, time.R-1]
""",
)
