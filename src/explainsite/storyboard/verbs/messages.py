"""`send`: what passes between actors."""

from __future__ import annotations

from dataclasses import replace

from explainsite.content.nodes import Mapping, Sequence
from explainsite.diagnostics import Report, Span
from explainsite.storyboard import pace
from explainsite.storyboard.call import Call, actors_of, require_shown
from explainsite.storyboard.phrases import fate, one_or_many, phrase
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.selectors import NEXT
from explainsite.storyboard.sending import SendArguments
from explainsite.storyboard.state import Sent, Step, Target, Travel, merge
from explainsite.storyboard.telling import at_once, told
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import counted, listed, quoted, sentence

MOST = 64
"""More messages at once are a swarm that nobody can follow."""


def send(call: Call) -> Step:
    """Something travels from one target to others, or several things do that set out together."""
    return _send_all(call, call.arguments) if isinstance(call.arguments, Sequence) else _send(call)


def _send_all(call: Call, messages: Sequence) -> Step:
    """Messages, a moment apart; what is wrong with each of them is told at once."""
    if not messages.items:
        raise Problem("bad-verb", "there is no message in this list", messages.span, hint=_LIST)
    stage, steps, report = call.stage, list[Step](), Report()
    for message in messages:
        try:
            steps.append(_send(replace(call, stage=stage, arguments=message, span=message.span)))
            stage = steps[-1].stage
        except Problem as problem:
            report.extend(problem.found)
    Problem.raise_any(report)
    _refuse_swarm(sum(len(step.travels) for step in steps), messages.span)
    meet = len({travel.end for step in steps for travel in step.travels}) == 1
    stagger = pace.MEETING_STAGGER if meet else pace.MESSAGE_STAGGER
    return merge(at_once([_delayed(step, at * stagger) for at, step in enumerate(steps)]), stage)


_LIST = "for example `send: [{from: a, to: b, text: vote}, {from: c, to: b, text: wait}]`"


def _delayed(step: Step, delay: float) -> Step:
    """The step with its messages so much later; arrows of a timeline have times of their own."""
    travels = tuple(t if t.times else replace(t, delay=t.delay + delay) for t in step.travels)
    return replace(step, travels=travels, seconds=step.seconds + delay)


def _refuse_swarm(count: int, span: Span) -> None:
    if count > MOST:
        hint = f"send {MOST} at most, in several steps"
        raise Problem("bad-verb", f"{count} messages at once", span, hint=hint)


def _send(call: Call) -> Step:
    arguments = call.model(SendArguments, "{from: client, to: ring, text: vote}")
    starts, ends = ends_of(call, places=True)
    names = {target.actor for target in (*starts, *ends)}
    inside = call.actor(starts[0]).traits.send if len(names) == 1 else None
    if inside is not None:
        kind = call.actor(starts[0]).kind
        for key in ("each", "texts"):
            _refuse(call, key, f"a message on a {kind} goes to each target as it is")
        return inside(call, arguments, starts, ends)
    for key in ("at", "takes"):
        _refuse(call, key, f"`{key}` is for messages from line to line of one `timeline`")
    pairs = _each(call, starts, ends) if arguments.each else [(a, b) for a in starts for b in ends]
    _refuse_swarm(len(pairs), call.arguments.span)
    check_pairs(call, pairs)
    _check_texts(call, arguments, len(pairs))
    meet = pace.MEETING_STAGGER if len({end for _, end in pairs}) == 1 else pace.MESSAGE_STAGGER
    splits = len({start for start, _ in pairs}) == 1
    each = 0.0 if splits else pace.STAGGER  # what splits sets out as one
    stagger = each if arguments.each else meet if len(pairs) > 1 else 0.0
    under_way = pace.TRAVEL if arguments.each else pace.travelling_seconds(arguments.text)
    travels = tuple(
        Travel(
            start=a,
            end=b,
            text=arguments.texts[i]
            if arguments.texts
            else arguments.text or _carried(call, a, each=arguments.each),
            status=arguments.status,
            role=arguments.role,
            style="value" if arguments.each else "message",
            delay=i * stagger,
            seconds=under_way,
        )
        for i, (a, b) in enumerate(pairs)
    )
    seconds = under_way + stagger * (len(pairs) - 1)
    sent = _sent(call, starts, ends, arguments, len(pairs))
    described = _describe(call, starts, ends, arguments) + fate(arguments.status, len(pairs))
    said = told(call.stage, sent) if sent else (sentence(described),)
    return Step(
        stage=call.stage,
        seconds=seconds,
        travels=travels,
        sentences=said,
        tellings=(sent,) if sent else (),
    )


def _sent(
    call: Call, starts: tuple[Target, ...], ends: tuple[Target, ...], arguments: SendArguments, count: int
) -> Sent | None:
    """A message of nodes; what others send is described by what it is, and not by them."""
    if arguments.each or not all(call.actor(start).traits.agents for start in starts):
        return None
    what = quoted(arguments.text) if arguments.text else "a message"
    to = phrase(call.stage, ends)
    return Sent(senders=starts, what=f"{what} to {to}", status=arguments.status, count=count)


def _refuse(call: Call, key: str, message: str) -> None:
    """Refuse a key that says nothing here."""
    given = call.arguments.keys.get(key) if isinstance(call.arguments, Mapping) else None
    if given is not None:
        raise Problem("bad-verb", message, given.span, hint=f"leave `{key}` out")


def ends_of(call: Call, *, places: bool) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    """The targets of `from` and of `to`, each on screen.

    A whole cluster means each of its nodes, less those that are the other end.
    """
    assert isinstance(call.arguments, Mapping)
    start, end = call.arguments.get("from"), call.arguments.get("to")
    assert start is not None
    assert end is not None
    starts = call.select(start)
    ends = call.select(end, places=places)
    require_shown(call.stage, starts, start.span)
    require_shown(call.stage, ends, end.span)
    sources, goals = _spread_agents(call, starts), _spread_agents(call, ends)
    if sources != starts:
        sources = tuple(source for source in sources if source not in goals) or sources
    elif goals != ends:
        goals = tuple(goal for goal in goals if goal not in sources) or goals
    return sources, goals


def check_pairs(call: Call, pairs: list[tuple[Target, Target]]) -> None:
    """Refuse what has no way to go: from a thing to itself, or to a row that is empty."""
    for pair in pairs:
        start, end = pair
        if start.actor == end.actor and (start == end or None in (start.part, end.part)):
            raise Problem(
                "bad-verb",
                f"`{start}` to `{end}` leads nowhere",
                call.arguments.span,
                hint="name two different actors, or two parts of one",
            )
        for target in pair:
            if target.part is None and not call.actor(target).parts:
                hint = (
                    f"`{target}.{NEXT}` is its first free place"
                    if call.actor(target).traits.next_part
                    else ""
                )
                raise Problem(
                    "bad-verb",
                    f"`{target}` is empty, so nothing can begin or end there",
                    call.arguments.span,
                    hint=hint or "give it contents first",
                )


def _check_texts(call: Call, arguments: SendArguments, count: int) -> None:
    """Refuse texts that are not one for each value."""
    if not arguments.texts or (arguments.each and len(arguments.texts) == count and not arguments.text):
        return
    assert isinstance(call.arguments, Mapping)
    raise Problem(
        "bad-verb",
        f"{counted(len(arguments.texts), 'text')} for {counted(count, 'value')}"
        if arguments.each and not arguments.text
        else "`texts` stand for `text` where there is one from each",
        call.arguments.keys["texts"].span,
        hint="`each: true` and a text for each, or `text:` for one that all have",
    )


def _each(call: Call, starts: tuple[Target, ...], ends: tuple[Target, ...]) -> list[tuple[Target, Target]]:
    """Pairs of the same place; to a single place all of them, and from a single part to each place.

    A whole actor may have more places than there are values to receive.
    """
    sources, goals = _spread(call, starts), _spread(call, ends)
    if len(goals) == 1:
        return [(source, goals[0]) for source in sources]
    if len(sources) == 1 and all(end.part is not None for end in ends):
        return [(sources[0], goal) for goal in goals]
    spare = len(goals) > len(sources) and any(end.part is None for end in ends)
    if len(sources) != len(goals) and not spare:
        raise Problem(
            "bad-verb",
            f"{counted(len(sources), 'value')} for {counted(len(goals), 'place')}",
            call.arguments.span,
            hint="with `each: true`, let `from` and `to` name equally many parts",
        )
    return list(zip(sources, goals, strict=False))


def _spread(call: Call, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Whole actors opened into their parts."""
    return tuple(part for target in targets for part in _parts(call, target))


def _spread_agents(call: Call, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Whole actors opened into their parts where these act by themselves."""
    return tuple(
        part
        for target in targets
        for part in (_parts(call, target) if call.actor(target).traits.agents else [target])
    )


def _parts(call: Call, target: Target) -> list[Target]:
    actor = call.actor(target)
    whole = target.part is None and not actor.is_single
    return [Target(actor=actor.id, part=part.id) for part in actor.parts] if whole else [target]


def _carried(call: Call, start: Target, *, each: bool) -> str:
    part = call.actor(start).part(start.part or "") if each else None
    return part.text if part else ""


def _describe(
    call: Call, starts: tuple[Target, ...], ends: tuple[Target, ...], arguments: SendArguments
) -> str:
    stage = call.stage
    if arguments.each:
        text = listed([quoted(text) for text in arguments.texts]) or quoted(arguments.text)
        return _describe_each(call, starts, ends, text if arguments.texts or arguments.text else "")
    origin, goal = phrase(stage, starts), phrase(stage, ends)
    if arguments.text:
        return f"{quoted(arguments.text)} goes from {origin} to {goal}"
    return f"{origin} {one_or_many(stage, starts, 'goes', 'go')} to {goal}"


def _describe_each(call: Call, starts: tuple[Target, ...], ends: tuple[Target, ...], text: str) -> str:
    sources = _spread(call, starts)
    kinds = {call.actor(start).traits.part_noun for start in sources}
    noun = kinds.pop() if len(kinds) == 1 else "part"
    names = listed([call.actor(Target(actor=name)).name for name in actors_of(starts)])
    if len(sources) == 1:
        goal = phrase(call.stage, ends)
        if text:
            go = "go" if " and " in text else "goes"
            return f"{text} {go} from {phrase(call.stage, starts)} to {goal}"
        return f"{phrase(call.stage, starts)} is copied to {goal}"
    does = f"sends {text}" if text else "is copied"
    goal = listed([call.actor(Target(actor=name)).name for name in actors_of(ends)])
    place = phrase(call.stage, ends) if len(_spread(call, ends)) == 1 else f"its place in {goal}"
    return f"each of the {counted(len(sources), noun)} in {names} {does} to {place}"


SEND = Verb(
    name="send",
    run=send,
    takes=SendArguments | list[SendArguments],
    group="Connect",
    is_foundation=False,
    example="send: {from: client, to: ring, text: vote}",
    meaning="A message travels to each target; with `each`, a value travels from each part to its "
    "place, or from one part, which splits, to several. Several messages, also those of a list, set out "
    "a moment apart and are on their way together. On a timeline, a message leaves an arrow from line "
    "to line.",
    demo="""\
layout: |
  client replicas
stage:
  client: {is: node, text: Client, icon: user}
  replicas: {is: cluster, nodes: [A, B, C], shape: column, icon: database}
beats:
  - title: A write goes to all
    say: The write goes to three copies. One takes it, one refuses it, and one never hears of it.
    do:
      - show: [client, replicas]
      - send:
          - {from: client, to: replicas.A, text: x = 7}
          - {from: client, to: replicas.B, text: x = 7, status: rejected}
          - {from: client, to: replicas.C, text: x = 7, status: lost}
      - note: {replicas.A: taken, replicas.B: refused}
    still: send
""",
)
