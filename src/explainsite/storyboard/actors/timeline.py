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
from explainsite.storyboard.actors.arrows import send
from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.actors.moments import (
    TimelineSpec,
    amount,
    check,
    contents,
    describe_clocks,
    events_of,
    free_moment,
    last_moment,
    new_event,
    next_id,
    part_name,
    parts_of,
    process_of,
    require_up,
    row_named,
    time_on,
    when,
    with_part,
)
from explainsite.storyboard.call import Call
from explainsite.storyboard.fields import Amount, Text
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Change, Part, Target
from explainsite.storyboard.values import as_number, as_text
from explainsite.storyboard.words import listed, nth, quoted, sentence

_EVENT = "{time.P: {text: lock held, at: 2, for: 3}}"


class EventArguments(Model):
    """An event on a line of a timeline, or with `for` a span of time."""

    text: Text = Field("", description="Its word.", examples=["write"])
    at: Amount | None = Field(
        None, description="Its time; by default a step after the last event.", examples=[4]
    )
    lasts: Amount | None = Field(
        None,
        gt=0,
        alias="for",
        description="How long a span of time lasts; up to the end of its line, it is shown without an end.",
        examples=[3],
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
            certain=True,
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
    at = free_moment(actor, process, given.at, span)
    require_up(actor, process, span)
    event = replace(new_event(actor, process, at), text=given.text)
    actor = with_part(actor, event)
    what = quoted(given.text) if given.text else "an event"
    clock = "" if given.text else describe_clocks(actor, event)
    return actor, sentence(f"{when(actor, at)}{what} happens on {process}{clock}")


def _with_span(
    actor: Actor, process: str, text: str, time: tuple[float | None, float], span: Span
) -> tuple[Actor, str]:
    at, lasts = time
    begin = last_moment(actor, process) if at is None else time_on(actor, at, span)
    end = _end(actor, begin, lasts, span)
    row = row_named(actor, process)
    part = Part(id=next_id(actor, process), text=text, sort="span", points=((begin, row), (end, row)))
    what = quoted(text) if text else "a span of time"
    is_open = end >= actor.spec.until
    until = "on, without an end" if is_open else f"to {amount(actor, end)}"
    during = f" from {amount(actor, begin)} {until}" if actor.spec.unit else " for a while"
    return with_part(actor, part), sentence(f"{what} runs on {process}{during}")


def _end(actor: Actor, begin: float, length: Any, span: Span) -> float:
    lasts = as_number(length, span)
    if lasts <= 0:
        raise Problem("wrong-type", f"a span lasts longer than {lasts:g}", span, hint="for example `for: 3`")
    return time_on(actor, begin + lasts, span)


def _require_line(call: Call, target: Target) -> None:
    actor = call.actor(target)
    part = actor.part(target.part) if target.part else None
    if part is None or part.sort != "process":
        raise Problem(
            "bad-verb",
            f"`{call.verb}` is for the lines of a timeline, and `{target}` is none",
            call.arguments.span,
            hint=f"for example `{call.verb}: {actor.id}.{actor.spec.processes[0]}`",
            certain=True,
        )


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
        if new.points[1][0] >= actor.spec.until:
            return f"{part_name(actor, new)} goes on without an end"
        is_later = new.points[1][0] > old.points[1][0]
        at = f", at {amount(actor, new.points[1][0])}" if actor.spec.unit else ""
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
        at = time_on(actor, last_moment(actor, process.id) + actor.spec.step, span)
        points = ((at, row_named(actor, process.id)),)
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
    send=send,
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
