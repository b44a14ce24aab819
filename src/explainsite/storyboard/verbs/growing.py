"""`append`, `pop`: parts come to an actor and leave it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from explainsite.content.nodes import Node, Scalar
from explainsite.diagnostics import Span
from explainsite.storyboard import pace
from explainsite.storyboard.actors import KINDS, kinds_that
from explainsite.storyboard.actors.defaults import quoted_texts
from explainsite.storyboard.actors.timeline import EventArguments
from explainsite.storyboard.call import Call, actor_in, actors_of
from explainsite.storyboard.fields import Amount, Text
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.rearranging import Held, held, rearranged
from explainsite.storyboard.selectors import ENTRANCE, NEXT
from explainsite.storyboard.sending import Selectors
from explainsite.storyboard.state import Actor, Change, Step, Target, Travel
from explainsite.storyboard.verbs.filling import FILL
from explainsite.storyboard.verbs.requirements import require_room
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import be, counted, listed, sentence


@dataclass(frozen=True, slots=True)
class _Received:
    """What an actor holds when new parts have come: which came, which left for them, which found no room."""

    entries: tuple[Held, ...]
    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


def append(call: Call) -> Step:
    """Parts at an actor's end: `append: {log: order-7}`, a list of them, or the cells of a table's row."""
    stage, sentences, travels, slide = call.stage, list[str](), list[Travel](), False
    least = 0.0
    for targets, node in call.pairs("{log: order-7}"):
        actor = actor_in(stage, targets[0].actor)
        if actor.traits.append_inside is not None:
            longer, described = actor.traits.append_inside(call, actor, targets[0].part, node)
            stage, least = stage.with_actor(longer), max(least, _showing(actor, longer))
            sentences += described if actor.shown else []
            continue
        if targets[0].part is not None or actor.traits.next_part is None:
            raise Problem(
                "bad-verb",
                f"nothing can be appended to `{targets[0]}`",
                call.place_of(node),
                hint=_instead_of_append(targets[0], actor, node),
                certain=True,
            )
        received = _received(actor, actor.traits.read_texts(call, actor, node), node.span)
        stage, _ = rearranged(stage, {actor.id: received.entries})
        slide = slide or bool(received.gone)
        if actor.shown:
            sentences += [sentence(text) for text in _describe_received(actor, received)]
            travels += [_rejected(actor, text) for text in received.rejected]
    seconds = pace.TRAVEL if travels else pace.MOVE if slide else pace.ENTER
    return Step(
        stage=stage,
        seconds=max(seconds, least),
        stagger=pace.STAGGER,
        sentences=tuple(sentences),
        travels=tuple(travels),
    )


def _showing(before: Actor, after: Actor) -> float:
    """How long it takes to show what has come to parts that stay."""
    old = {part.id: part for part in before.parts}
    changes = [Change(old[part.id], part) for part in after.parts if old.get(part.id, part) != part]
    return before.traits.seconds(after, changes)


def _instead_of_append(target: Target, actor: Actor, node: Node) -> str:
    """What to write when nothing can be appended to a target."""
    value = node.text if isinstance(node, Scalar) and node.text else "new"
    if actor.traits.next_part is not None:
        return f"`append: {{{actor.id}: {value}}}` adds to its end; `set: {{{target}: {value}}}` changes it"
    if actor.is_single and not actor.around:
        return f"`set: {{{target}: {value}}}` changes what it shows"
    if FILL.is_special_to(actor.traits):
        return f"`fill: {actor.id}` fills its cells; `set` changes what they show"
    inside = [f"{kind.part_noun}s of a `{kind.name}`" for kind in KINDS.values() if kind.append_inside]
    return f"`append` is for whole {kinds_that(lambda kind: kind.grows)}, and for {listed(inside)}"


def _received(actor: Actor, texts: list[str], span: Span) -> _Received:
    make, room = actor.traits.next_part, actor.traits.room(actor.spec)
    assert make is not None
    overflow = actor.traits.overflow(actor.spec)
    if overflow is None or len(texts) > room:
        require_room(actor, len(texts), span)
    entries, came, gone, rejected = held(actor), list[str](), list[str](), list[str]()
    for text in texts:
        if len(entries) >= room and overflow == "reject":
            rejected.append(text)
            continue
        gone += [entries.pop(0).part.text] if len(entries) >= room else []
        holding = replace(actor, parts=tuple(entry.part for entry in entries))
        entries.append(Held(make(holding, text)))
        came.append(text)
    return _Received(tuple(entries), tuple(came), tuple(gone), tuple(rejected))


def _rejected(actor: Actor, text: str) -> Travel:
    """A new entry that comes to the end of a full queue, and no further."""
    return Travel(
        start=Target(actor=actor.id, part=ENTRANCE),
        end=Target(actor=actor.id, part=NEXT),
        text=text,
        status="rejected",
        role=actor.traits.role_of(actor) or "accent",
    )


def _describe_received(actor: Actor, received: _Received) -> Iterator[str]:
    gone, rejected = (quoted_texts(actor, texts) for texts in (received.gone, received.rejected))
    if gone:
        leave = "leaves" if len(received.gone) == 1 else "leave"
        yield f"{actor.name} {be(actor.name)} full: {gone} {leave} to make room"
    if received.came:
        yield actor.traits.describe_arrival(actor, received.came)
    if rejected:
        are = "is" if len(received.rejected) == 1 else "are"
        yield f"{rejected} {are} rejected: {actor.name} {be(actor.name)} full"


def pop(call: Call) -> Step:
    """The last part of an actor leaves, or the first of a queue, or those that are named."""
    stage, targets = call.stage, call.targets()
    holding: dict[str, list[Held]] = {}
    described: list[str] = []
    behind = 0
    for name in actors_of(targets):
        actor, mine = actor_in(stage, name), [target for target in targets if target.actor == name]
        if actor.traits.pop_inside is not None:
            stage, said_of = actor.traits.pop_inside(call, stage, mine)
            described += said_of if actor.shown else []
            continue
        gone = _leaving(actor, mine, call)
        holding[name] = _decided([entry for entry in held(actor) if entry.part.id not in gone])
        last = [part.id in gone for part in actor.parts].index(True)
        behind = max(behind, len(actor.parts) - last - len(gone))
        described += [_describe_gone(actor, gone)] if actor.shown else []
    stage, moves = rearranged(stage, holding)
    seconds = pace.sliding_seconds(1) if behind else pace.LEAVE
    said = (sentence(listed(described)),) if described else ()
    return Step(stage=stage, seconds=seconds, sentences=said, moves=moves)


def _leaving(actor: Actor, targets: list[Target], call: Call) -> list[str]:
    """The ids of the parts that leave an actor."""
    ids = [part.id for part in actor.parts]
    if actor.traits.next_part is None or not ids:
        inside = [f"{kind.part_noun}s of a `{kind.name}`" for kind in KINDS.values() if kind.pop_inside]
        raise Problem(
            "bad-verb",
            f"nothing can be popped from `{targets[0]}`",
            call.arguments.span,
            hint=f"`pop` is for {kinds_that(lambda kind: kind.grows)} that hold something,"
            f" and for {listed(inside)}",
            certain=actor.traits.next_part is None,
        )
    gone = [target.part or (ids[0] if actor.traits.is_fifo else ids[-1]) for target in targets]
    if actor.traits.at_end_only and set(gone) != set(ids[-len(gone) :]):
        raise Problem(
            "bad-verb",
            f"`{targets[0]}` cannot leave before what comes after it",
            call.arguments.span,
            hint=f"`pop: {actor.id}` takes the last one",
        )
    return gone


def _decided(entries: list[Held]) -> list[Held]:
    """What stays. When all that `select` left out is gone, there is nothing left to tell apart."""
    if any(entry.part.choice == "out" for entry in entries):
        return entries
    return [replace(entry, part=replace(entry.part, choice="open")) for entry in entries]


def _describe_gone(actor: Actor, gone: list[str]) -> str:
    parts = [part for part in actor.parts if part.id in gone]
    leave = "leaves" if len(parts) == 1 else "leave"
    if not all(part.text for part in parts):
        return f"{counted(len(parts), actor.traits.part_noun)} {leave} {actor.name}"
    texts = quoted_texts(actor, [part.text for part in parts])
    is_front = actor.traits.is_fifo and gone == [actor.parts[0].id]
    return f"{texts} {leave} {'the front of ' if is_front else ''}{actor.name}"


_New = Text | EventArguments | dict[str, Text | list[Amount]] | list[Amount]
"""What comes to an actor: a text, an event of a timeline, nodes of a tree by their branches, nodes of a ring
with their places, a point."""


APPEND = Verb(
    name="append",
    run=append,
    takes=dict[str, _New | list[_New]],
    group="Change",
    kinds="growing",
    example="append: {log: order-7}",
    meaning="New tokens, log entries, table rows or lines of code are added at the end. A line of a "
    "timeline gets an event, or with `for` a span: `append: {time.P: {text: lock held, for: "
    "3}}`. A node of a tree gets children: `append: {plan.far: {yes: Cycle, no: Walk}}`. A hash ring "
    "gets nodes: `append: {ring: {D: 0.4}}`. A curve or a trail goes on.",
    demo="""\
layout: |
  orders
stage:
  orders: {is: log, label: orders, slots: 6, items: [order 1, order 2, order 3]}
beats:
  - title: Two orders arrive
    say: Each new entry takes the next offset at the end.
    do:
      - show: orders
      - append: {orders: order 4}
      - append: {orders: order 5}
""",
)


POP = Verb(
    name="pop",
    run=pop,
    takes=Selectors,
    group="Change",
    kinds="growing",
    example="pop: words",
    meaning="The last part of an actor leaves (of a queue, the first), or the parts that you name. A "
    "node of a tree leaves with everything below it.",
    demo="""\
layout: |
  stack
stage:
  stack: {is: tokens, label: Call stack, items: [main, parse, read, seek], columns: 5}
beats:
  - title: A call returns
    say: The last call to begin is the first one to end.
    do:
      - show: stack
      - pop: stack
""",
)
