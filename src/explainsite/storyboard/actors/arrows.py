"""Messages on a `timeline`: arrows from line to line that stay."""

from __future__ import annotations

from dataclasses import replace

from explainsite.diagnostics import Span
from explainsite.storyboard import pace
from explainsite.storyboard.actors.moments import (
    amount,
    describe_clocks,
    free_moment,
    last_moment,
    new_event,
    process_of,
    require_up,
    time_on,
    when,
    with_part,
)
from explainsite.storyboard.call import Call
from explainsite.storyboard.phrases import fate
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.sending import SendArguments
from explainsite.storyboard.state import Actor, Part, Step, Target, Travel
from explainsite.storyboard.words import listed, number, quoted, sentence


def send(call: Call, arguments: SendArguments, starts: tuple[Target, ...], ends: tuple[Target, ...]) -> Step:
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
    require_up(actor, source.id, span)
    event = new_event(actor, source.id, free_moment(actor, source.id, at, span))
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
        require_up(actor, process, span, receives=True)
        actor = with_part(actor, replace(end, down=arguments.status == "rejected"))
    travel = Travel(
        start=Target(actor=actor.id, part=start.id),
        end=Target(actor=actor.id, part=message.id if lost else end.id),
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
        time = time_on(actor, at, span) if free else free_moment(actor, process, at, span)
        return new_event(actor, process, time)
    soonest = last_moment(actor, process) + actor.spec.step
    at = left + actor.spec.step if arguments.status == "lost" else max(left + actor.spec.step, soonest)
    return new_event(actor, process, time_on(actor, at, span))


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
    said = f"{when(actor, start.points[0][0])}{process_of(actor, start)} sends {what} to {to}"
    lost = arguments.status == "lost"
    events = [start] if lost else [start, *ends]
    return sentence(said + describe_clocks(actor, *events) + _fate(actor, ends, arguments.status))


def _fate(actor: Actor, ends: list[Part], status: str) -> str:
    if status == "lost" or not actor.spec.unit:
        return fate(status, len(ends))
    one = len(ends) == 1
    times = listed([amount(actor, end.points[0][0]) for end in ends])
    rejected = f" and {'is' if one else 'are'} rejected" if status == "rejected" else ""
    return f"; {'it arrives' if one else 'they arrive'} at {times}{rejected}"
