"""`fill`, `clear`, `append`, `pop`: parts come and go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from explainsite.content.nodes import Mapping, Node, Scalar
from explainsite.diagnostics import Span
from explainsite.storyboard import pace
from explainsite.storyboard.actors import KINDS, kinds_that
from explainsite.storyboard.actors.defaults import quoted_texts
from explainsite.storyboard.actors.timeline import EventArguments
from explainsite.storyboard.call import Call, actor_in, actors_of, parts_of
from explainsite.storyboard.fields import Amount, Text
from explainsite.storyboard.phrases import follow, is_grid, one_or_many, phrase, places, shown
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.rearranging import Held, held, rearranged
from explainsite.storyboard.selectors import ENTRANCE, NEXT
from explainsite.storyboard.sending import Selectors
from explainsite.storyboard.state import Actor, Part, Stage, Step, Target, Travel
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import agreeing, be, counted, is_run, listed, quoted, ran, sentence


def fill(call: Call) -> Step:
    """Empty cells become full. `fill: keys.0-4`, or `fill: {keys.0-4: [a, b, c, d, e]}` with their texts."""
    stage, described = call.stage, list[str]()
    for targets, texts in _fills(call):
        actor = actor_in(stage, targets[0].actor)
        require_kind(actor, call)
        parts = _chosen(actor, targets, call, filled=False)
        actor = _filled(actor, [part.id for part in parts], texts, call)
        stage = stage.with_actor(actor)
        full = [part for part in actor.parts if part.id in {chosen.id for chosen in parts}]
        described += [sentence(_appearing(actor, full))] if actor.shown else []
    return Step(stage=stage, seconds=pace.ENTER, stagger=pace.STAGGER, sentences=tuple(described))


def _fills(call: Call) -> list[tuple[tuple[Target, ...], list[str]]]:
    if isinstance(call.arguments, Mapping):
        return [(targets, call.texts(node)) for targets, node in call.pairs("{keys.0-1: [a, b]}")]
    targets = call.targets()
    return [(tuple(t for t in targets if t.actor == name), []) for name in actors_of(targets)]


def _chosen(actor: Actor, targets: tuple[Target, ...], call: Call, *, filled: bool) -> list[Part]:
    """The parts to change: those of a whole actor that can, or the ones named, which all must."""
    parts = parts_of(actor, targets)
    if any(target.part is None for target in targets):
        parts = [part for part in parts if part.filled == filled]
    wrong = [part.id for part in parts if part.filled != filled]
    if wrong or not parts:
        what = f"`{actor.id}.{wrong[0]}`" if wrong else f"all of `{actor.id}`"
        state = "empty" if filled else "full"
        raise Problem(
            "bad-verb",
            f"{what} is {state} already",
            call.arguments.span,
            label=f"already {state}",
            hint="leave it out" if filled else _HINT_FULL.format(where=targets[0]),
        )
    return parts


_HINT_FULL = "leave it out; `- clear: {where}` empties it, and `set` changes what it shows"


def _filled(actor: Actor, ids: list[str], texts: list[str], call: Call) -> Actor:
    if texts and len(texts) != len(ids):
        raise Problem(
            "bad-verb",
            f"{counted(len(texts), 'text')} for {counted(len(ids), 'cell')}",
            call.arguments.span,
            hint="give each cell its text",
        )
    chosen = dict(zip(ids, texts, strict=True)) if texts else {}
    prefix = getattr(actor.spec, "prefix", "")

    def change(part: Part) -> Part:
        default = f"{prefix}{part.id}" if prefix else part.text
        seen = "normal" if part.emphasis == "dim" else part.emphasis
        return replace(actor.traits.fill(actor, part, chosen.get(part.id, default)), emphasis=seen)

    return actor.with_parts(frozenset(ids), change)


def _appearing(actor: Actor, parts: list[Part]) -> str:
    texts = [part.text for part in parts]
    if not all(texts):
        count = counted(len(parts), actor.traits.part_noun)
        return f"{count} of {actor.name} {'fills' if len(parts) == 1 else 'fill'} up"
    if len(parts) == 1 and [part.text for part in actor.parts if part.filled].count(texts[0]) > 1:
        return f"{shown(texts)[0]} appears in {places(actor, parts)}"
    if len(parts) > 1 and len(set(texts)) == 1:
        return f"{quoted(texts[0])} appears in {counted(len(parts), actor.traits.part_noun)} of {actor.name}"
    names, counts_on = shown(texts), is_run(texts) and follow(actor, parts)
    if len(parts) == len(actor.parts) and is_grid(actor) and not counts_on:
        return f"{actor.name} {agreeing(actor.name, 'fills', 'fill')} with {actor.traits.contents(actor)}"
    names_said = ran(names) if counts_on else listed(names)
    return f"{names_said} {'appears' if len(parts) == 1 else 'appear'} in {actor.name}"


def require_kind(actor: Actor, call: Call) -> None:
    """Refuse a verb for some kinds only on an actor of another."""
    if call.verb not in actor.traits.extra:
        raise Problem(
            "bad-verb",
            f"`{actor.id}` is `{actor.kind}`, which cannot `{call.verb}`",
            call.span,
            hint=f"`{call.verb}` is for {kinds_that(lambda kind: call.verb in kind.extra)}",
        )


def clear(call: Call) -> Step:
    """Full cells become empty again; tokens and logs lose what they hold."""
    stage, targets = call.stage, call.targets()
    cleared: list[Target] = []
    for name in actors_of(targets):
        actor = actor_in(stage, name)
        mine = tuple(target for target in targets if target.actor == name)
        require_kind(actor, call)
        parts = _chosen(actor, mine, call, filled=True)
        cleared += [Target(actor=name, part=part.id) for part in parts] if actor.shown else []
        stage = _emptied(stage, actor, parts, call)
    are = one_or_many(call.stage, tuple(cleared), "is", "are")
    said = (sentence(f"{phrase(call.stage, tuple(cleared))} {are} cleared"),) if cleared else ()
    return Step(stage=stage, seconds=pace.LEAVE, sentences=said)


def _emptied(stage: Stage, actor: Actor, parts: list[Part], call: Call) -> Stage:
    ids = frozenset(part.id for part in parts)
    if actor.traits.next_part is None:
        return stage.with_actor(
            actor.with_parts(
                ids, lambda p: replace(p, filled=False, text="", value=None, role=None, meaning="")
            )
        )
    if len(ids) < len(actor.parts):
        raise Problem(
            "bad-verb",
            f"only all of `{actor.id}` can be cleared",
            call.arguments.span,
            hint=f"`pop: {actor.id}` takes the last one away",
        )
    return rearranged(stage, {actor.id: []})[0]


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
    for targets, node in call.pairs("{log: order-7}"):
        actor = actor_in(stage, targets[0].actor)
        if actor.traits.append_inside is not None:
            longer, described = actor.traits.append_inside(call, actor, targets[0].part, node)
            stage = stage.with_actor(longer)
            sentences += described if actor.shown else []
            continue
        if targets[0].part is not None or actor.traits.next_part is None:
            raise Problem(
                "bad-verb",
                f"nothing can be appended to `{targets[0]}`",
                call.place_of(node),
                hint=_instead_of_append(targets[0], actor, node),
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
        seconds=seconds,
        stagger=pace.STAGGER,
        sentences=tuple(sentences),
        travels=tuple(travels),
    )


def _instead_of_append(target: Target, actor: Actor, node: Node) -> str:
    """What to write when nothing can be appended to a target."""
    value = node.text if isinstance(node, Scalar) and node.text else "new"
    if actor.traits.next_part is not None:
        return f"`append: {{{actor.id}: {value}}}` adds to its end; `set: {{{target}: {value}}}` changes it"
    if actor.is_single and not actor.around:
        return f"`set: {{{target}: {value}}}` changes what it shows"
    if "fill" in actor.traits.extra:
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


def require_room(actor: Actor, more: int, span: Span) -> None:
    """Refuse more parts than an actor has room for."""
    room = actor.traits.room(actor.spec)
    if len(actor.parts) + more > room:
        raise Problem(
            "bad-verb",
            f"`{actor.id}` has room for {room}, and this would be {len(actor.parts) + more}",
            span,
            hint=actor.traits.more_room,
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


_Texts = Text | list[Text]
_New = Text | EventArguments | dict[str, Text] | list[Amount]
"""What comes to an actor: a text, an event of a timeline, nodes of a tree by their branches, a point."""

FILL = Verb(
    name="fill",
    run=fill,
    takes=Selectors | dict[str, _Texts],
    group="Change",
    kinds="asking",
    example="fill: keys.0-4",
    meaning="Empty cells become full, with texts of their own or the actor's prefix and their index.",
    demo="""\
layout: |
  keys
  chunks
stage:
  keys: {is: cells, label: Keys, columns: 8, prefix: k, role: data-1}
  chunks: {is: cells, label: Blocks on disk, columns: 4, role: data-2}
beats:
  - title: Cells are filled
    say: Cells take their prefix and index, or texts of their own.
    do:
      - show: [keys, chunks]
      - fill: keys.0-5
      - fill: {chunks.0-2: [part 1, part 2, part 3]}
""",
)

CLEAR = Verb(
    name="clear",
    run=clear,
    takes=Selectors,
    group="Change",
    kinds="asking",
    example="clear: keys.0-4",
    meaning="Full cells become empty; tokens and logs lose all that they hold.",
    demo="""\
layout: |
  buffer
stage:
  buffer: {is: cells, label: Write buffer, columns: 7, items: [a1, b7, c2, d9, e4, f3]}
beats:
  - title: The oldest writes are flushed
    say: Four writes are safe on disk now, so their places become free.
    do:
      - show: buffer
      - clear: buffer.0-3
""",
)

APPEND = Verb(
    name="append",
    run=append,
    takes=dict[str, _New | list[_New]],
    group="Change",
    kinds="growing",
    example="append: {log: order-7}",
    meaning="New tokens, log entries, table rows or lines of code come to the end. A line of a"
    " timeline gets an event, or with `for` a span: `append: {time.P: {text: lock held, for: 3}}`, a"
    " node of a tree children: `append: {plan.far: {yes: Cycle, no: Walk}}`. A curve goes on.",
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
    meaning="The last part of an actor leaves, the first of a queue, or those that are named; a node"
    " of a tree leaves with all below it.",
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
