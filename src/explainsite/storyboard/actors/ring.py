"""`ring`: a hash ring. Nodes stand on a circle, and a key belongs to the next node clockwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from explainsite.content.nodes import Node
from explainsite.diagnostics import Span, did_you_mean
from explainsite.storyboard.actors.defaults import require_part
from explainsite.storyboard.actors.flaws import Flaw
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.call import Call, actor_in
from explainsite.storyboard.fields import Amount, Name
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Change, Part, Stage, Target
from explainsite.storyboard.values import as_number
from explainsite.storyboard.words import counted, listed, number, plural, sentence

MOST_NODES, MOST_PLACES, MOST_KEYS = 6, 64, 96
"""There are six colours for nodes; more places or keys cannot be told apart."""
NODE, KEY = "node", "key"
"""The sorts of parts."""


def _several(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


Positions = Annotated[
    tuple[Amount, ...],
    BeforeValidator(_several),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}}]}),
]
"""Where a node stands: one number, or several."""


def _form(value: Any) -> str:
    return "named" if isinstance(value, Mapping) else "plain"


Keys = Annotated[
    Annotated[dict[Name, Amount], Tag("named")] | Annotated[tuple[Amount, ...], Tag("plain")],
    Discriminator(_form),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "object", "additionalProperties": {"type": "number"}},
                {"type": "array", "items": {"type": "number"}},
            ]
        }
    ),
]
"""Keys by their names, or their positions alone."""


class RingSpec(ActorSpec):
    """A hash ring: nodes on a circle, each with the arc before it, and keys that belong to them."""

    nodes: dict[Name, Positions] = Field(
        ...,
        min_length=1,
        description="The nodes and where each stands, clockwise from the top; with several numbers a node"
        " stands at several places (virtual nodes). It has all keys between the node before it and itself.",
        examples=[{"A": 0.2, "B": [0.45, 0.9]}],
    )
    keys: Keys = Field(
        default_factory=tuple,
        description="The keys, as small dots: a list of positions, of which the first is named `0`, or names"
        " that are shown with their positions.",
        examples=[[0.12, 0.31, 0.58]],
    )
    max: Amount = Field(
        1, gt=0, description="Where the circle closes, which is at the top again.", examples=[360]
    )
    later: tuple[Name, ...] = Field(
        (), description="Nodes and keys that `show` brings later.", examples=[["D"]]
    )


def _parts(spec: RingSpec) -> tuple[Part, ...]:
    """The nodes, then the keys."""
    nodes = [_node(name, at) for name, at in spec.nodes.items()]
    keys = [
        Part(id=name, text=text, sort=KEY, points=((at, 0.0),)) for name, text, at in _named_keys(spec.keys)
    ]
    return tuple(replace(part, filled=part.id not in spec.later) for part in (*nodes, *keys))


def _node(name: str, positions: Sequence[float]) -> Part:
    return Part(id=name, text=name, sort=NODE, points=tuple((at, 0.0) for at in positions))


def _named_keys(keys: Mapping[str, float] | Sequence[float]) -> Iterator[tuple[str, str, float]]:
    """The id, the text and the position of each key."""
    if isinstance(keys, Mapping):
        yield from ((name, name, at) for name, at in keys.items())
    else:
        yield from ((str(index), "", at) for index, at in enumerate(keys))


def nodes_on(actor: Actor) -> list[Part]:
    """All nodes that the ring has, or had, in the order of their colours."""
    return [part for part in actor.parts if part.sort == NODE]


def keys_on(actor: Actor) -> list[Part]:
    """All keys, those too that come later."""
    return [part for part in actor.parts if part.sort == KEY]


def places_on(actor: Actor) -> list[tuple[float, str, int]]:
    """Where nodes stand now, clockwise: the position, the node, and which of its places it is."""
    return sorted(
        (at, node.id, index)
        for node in nodes_on(actor)
        if node.filled
        for index, (at, _) in enumerate(node.points)
    )


def position(key: Part) -> float:
    """Where a key is."""
    return key.points[0][0]


def owner_of(actor: Actor, at: float) -> tuple[str, int]:
    """The node whose arc holds a position, and which of its places is at the end of that arc."""
    places = places_on(actor)
    _, name, index = next((place for place in places if place[0] >= at), places[0])
    return name, index


def owners(actor: Actor) -> dict[str, str]:
    """The node of each key that is there."""
    return {key.id: owner_of(actor, position(key))[0] for key in keys_on(actor) if key.filled}


def _check(spec: RingSpec) -> Iterator[Flaw]:
    counts = (
        ("nodes", len(spec.nodes), MOST_NODES, "nodes"),
        ("nodes", sum(map(len, spec.nodes.values())), MOST_PLACES, "places of nodes"),
        ("keys", len(spec.keys), MOST_KEYS, "keys"),
    )
    for field, count, limit, what in counts:
        if count > limit:
            message = f"{count} {what}, and no more than {limit} can be told apart"
            yield Flaw(place=(field,), message=message, hint="show fewer")
    yield from _check_nodes(spec)
    for name, _, at in _named_keys(spec.keys):
        place = ("keys", name if isinstance(spec.keys, Mapping) else int(name))
        if not 0 <= at < spec.max:
            yield _off(place, at, spec)
        if name in spec.nodes:
            message = f"a key and a node are both named `{name}`"
            yield Flaw(place=place, message=message, hint="give each a name of its own")
    yield from _check_later(spec)


def _check_nodes(spec: RingSpec) -> Iterator[Flaw]:
    taken: dict[float, str] = {}
    for name, positions in spec.nodes.items():
        for at in positions:
            if not 0 <= at < spec.max:
                yield _off(("nodes", name), at, spec)
            elif at in taken:
                who = (
                    f"`{name}` stands twice"
                    if taken[at] == name
                    else f"`{taken[at]}` and `{name}` both stand"
                )
                yield Flaw(place=("nodes", name), message=f"{who} at {number(at)}", hint="move one of them")
            taken[at] = name


def _off(place: tuple[str | int, ...], at: float, spec: RingSpec) -> Flaw:
    message = f"{number(at)} is not on a ring that goes from 0 to {number(spec.max)}"
    return Flaw(place=place, message=message, hint="`max` is where it closes, which is 0 again")


def _check_later(spec: RingSpec) -> Iterator[Flaw]:
    known = [*spec.nodes, *(name for name, _, _ in _named_keys(spec.keys))]
    for index, name in enumerate(spec.later):
        if name not in known:
            hint = did_you_mean(name, known) or "name a node or a key"
            yield Flaw(
                place=("later", index),
                message=f"there is no node or key `{name}`",
                hint=hint,
                code="unknown-part",
            )
    if set(spec.nodes) <= set(spec.later):
        hint = "let one node be there from the start"
        yield Flaw(place=("later",), message="a ring without nodes has nobody to give keys to", hint=hint)


# --- Sentences


def _contents(actor: Actor) -> str:
    nodes = [node for node in nodes_on(actor) if node.filled]
    counts = {len(node.points) for node in nodes}
    said = listed([node.text for node in nodes])
    if counts != {1}:
        each = len(counts) == 1
        said += f", each at {counted(counts.pop(), 'place')}" if each else ", some at several places"
    held = owners(actor)
    return f"{said}, with {counted(len(held), KEY)}: {_shares(actor)}" if held else said


def _shares(actor: Actor) -> str:
    """`A has 2, B 1`."""
    held = [*owners(actor).values()]
    first, *others = (node for node in nodes_on(actor) if node.filled)
    return ", ".join(
        [
            f"{first.text} has {held.count(first.id)}",
            *(f"{node.text} {held.count(node.id)}" for node in others),
        ]
    )


def _moved_keys(before: Actor, after: Actor) -> dict[tuple[str, str], int]:
    """How many keys went from which node to which."""
    old, new = owners(before), owners(after)
    found: dict[tuple[str, str], int] = {}
    for key, name in new.items():
        if key in old and old[key] != name:
            found[old[key], name] = found.get((old[key], name), 0) + 1
    return found


def _taken(before: Actor, after: Actor, name: str) -> str:
    """`, and takes three keys from B`."""
    moved = {start: count for (start, end), count in _moved_keys(before, after).items() if end == name}
    if not owners(after):
        return ""
    if not moved:
        return ", and takes no keys"
    (first, count), *others = moved.items()
    rest = [f"{_count(many)} from {_text(after, start)}" for start, many in others]
    return f", and takes {listed([f'{counted(count, KEY)} from {_text(after, first)}', *rest])}"


def _count(many: int) -> str:
    return counted(many, KEY).partition(" ")[0]


def _text(actor: Actor, name: str) -> str:
    part = actor.part(name)
    assert part is not None
    return part.text


def _at(node: Part) -> str:
    if len(node.points) == 1:
        return f"at {number(node.points[0][0])}"
    return f"at {counted(len(node.points), 'place')}"


def _left(before: Actor, after: Actor, node: Part) -> str:
    """`; its five keys go to C`."""
    moved = {end: count for (start, end), count in _moved_keys(before, after).items() if start == node.id}
    if not moved:
        return ""
    total = sum(moved.values())
    ends = [_text(after, end) + (f" ({count})" if len(moved) > 1 else "") for end, count in moved.items()]
    return f"; its {counted(total, KEY)} {'goes' if total == 1 else 'go'} to {listed(ends)}"


def _key_names(parts: Sequence[Part]) -> list[str]:
    """`order-17`, `key 3`, `keys 1 and 4`."""
    named = [part.text for part in parts if part.text]
    plain = [part.id for part in parts if not part.text]
    counts = [f"{KEY if len(plain) == 1 else plural(KEY)} {listed(plain)}"] if plain else []
    return [*named, *counts]


def _part_names(actor: Actor, parts: Sequence[Part]) -> list[str]:
    """Nodes and keys by their names; a key with its node as the way to it."""
    keys = [part for part in parts if part.sort == KEY]
    held = owners(actor)
    ids = {part.id for part in parts}
    ways = {key.id: held[key.id] for key in keys if held.get(key.id) in ids}
    nodes = [part.text for part in parts if part.sort == NODE and part.id not in ways.values()]
    led = [
        f"the way from {listed(_key_names([key for key in keys if ways.get(key.id) == name]))}"
        f" to {_text(actor, name)}"
        for name in dict.fromkeys(ways.values())
    ]
    return [*nodes, *_key_names([key for key in keys if key.id not in ways]), *led]


def _along(actor: Actor, name: str) -> tuple[str, ...]:
    """A key is pointed at together with the node that it belongs to."""
    held = owners(actor)
    return (held[name], name) if name in held else (name,)


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    old = {change.old.id: change.old for change in changes}
    before = replace(actor, parts=tuple(old.get(part.id, part) for part in actor.parts))
    for change in changes:
        new = change.new
        if not new.filled:
            continue
        if new.sort == NODE:
            taken = _taken(before, actor, new.id).replace(", and takes no keys", "")
            yield f"{new.text} moves to {_at(new).removeprefix('at ')}{taken}"
        else:
            name, whose = _key_names([new])[0], _text(actor, owner_of(actor, position(new))[0])
            yield f"{name} moves to {number(position(new))}, on the arc of {whose}"


def _describe_shown(actor: Actor, part: Part) -> str:
    if part.sort == NODE:
        return _joined(actor, _with_shown(actor, [part]), part)
    name, whose = _key_names([part])[0], _text(actor, owner_of(actor, position(part))[0])
    return f"{name} appears at {number(position(part))}, on the arc of {whose}"


def _describe_crowd(actor: Actor, parts: Sequence[Part]) -> Iterator[str]:
    """Nodes one by one; of the keys how many they are, and how many each node has then."""
    for node in (part for part in parts if part.sort == NODE):
        yield _describe_shown(actor, node)
        actor = _with_shown(actor, [node])
    keys = [part for part in parts if part.sort == KEY]
    if keys:
        appear = "appears" if len(keys) == 1 else "appear"
        yield f"{counted(len(keys), KEY)} {appear}: {_shares(_with_shown(actor, keys))}"


def _with_shown(actor: Actor, parts: Sequence[Part]) -> Actor:
    return actor.with_parts(frozenset(part.id for part in parts), lambda p: replace(p, filled=True))


def _joined(before: Actor, after: Actor, node: Part) -> str:
    return f"{node.text} joins {after.name} {_at(node)}{_taken(before, after, node.id)}"


# --- Nodes come and go


def _append(call: Call, actor: Actor, name: str | None, node: Node) -> tuple[Actor, list[str]]:
    """New nodes by their names, or more places of one node."""
    plain = call.plain(node)
    if name is None and not isinstance(plain, Mapping):
        raise Problem(
            "bad-verb",
            f"a node comes to `{actor.id}` with its name",
            node.span,
            hint=f"for example `append: {{{actor.id}: {{D: 0.4}}}}`",
        )
    described: list[str] = []
    for new, value in (plain if name is None else {name: plain}).items():
        before, positions = actor, _positions(value, node.span)
        part = actor.part(str(new))
        _require_new(actor, part, str(new), node.span, more=name is not None)
        _require_free(actor, positions, node.span)
        if name is not None and part is not None:
            points = (*part.points, *((at, 0.0) for at in positions))
            actor = actor.with_parts(frozenset({name}), lambda p, to=points: replace(p, points=to))  # type: ignore[misc]
            more = counted(len(positions), "more place")
            described.append(sentence(f"{part.text} takes {more}{_taken(before, actor, part.id)}"))
            continue
        actor = _with_node(actor, _node(str(new), positions))
        described.append(sentence(_joined(before, actor, _node(str(new), positions))))
    return actor, described


def _positions(value: Any, span: Span) -> tuple[float, ...]:
    values = tuple(as_number(at, span) for at in _several(value))
    if not values:
        raise Problem("wrong-type", "a node stands somewhere", span, hint="give it a position, or several")
    return values


def _require_new(actor: Actor, part: Part | None, name: str, span: Span, *, more: bool) -> None:
    if more and part is not None and (part.sort == KEY or not part.filled):
        what = "a key" if part.sort == KEY else "not there"
        hint = "more places are for a node that is on the ring"
        raise Problem("bad-verb", f"`{actor.id}.{name}` is {what}", span, hint=hint)
    if not more and part is not None and (part.sort == KEY or part.filled):
        hint = f"`append: {{{actor.id}.{name}: 0.4}}` gives a node one more place"
        raise Problem("bad-verb", f"`{actor.id}` has a part `{name}` already", span, hint=hint)
    if not more and part is None and len(nodes_on(actor)) >= MOST_NODES:
        message = f"`{actor.id}` has had {MOST_NODES} nodes, and there is no colour left for `{name}`"
        raise Problem("bad-verb", message, span, hint="bring back one that has left")


def _require_free(actor: Actor, positions: Sequence[float], span: Span, but: str = "") -> None:
    spec = actor.spec
    taken = {at: name for at, name, _ in places_on(actor) if name != but}
    for index, at in enumerate(positions):
        if not 0 <= at < spec.max:
            flaw = _off((), at, spec)
            raise Problem("bad-verb", flaw.message, span, hint=flaw.hint)
        if at in taken or at in positions[:index]:
            name = taken.get(at, "the node itself")
            raise Problem(
                "bad-verb", f"`{name}` stands at {number(at)} already", span, hint="move one of them"
            )
    if len(taken) + len(positions) > MOST_PLACES:
        message = f"more than {MOST_PLACES} places cannot be told apart"
        raise Problem("bad-verb", message, span, hint="let nodes stand at fewer")


def _with_node(actor: Actor, node: Part) -> Actor:
    """The actor with a node more; one that was there keeps its place among the colours."""
    if actor.part(node.id) is not None:
        return actor.with_parts(frozenset({node.id}), lambda _: node)
    return replace(actor, parts=(*nodes_on(actor), node, *keys_on(actor)))


def _pop(call: Call, stage: Stage, targets: Sequence[Target]) -> tuple[Stage, list[str]]:
    """The stage without some nodes or keys, and what is said of each."""
    described: list[str] = []
    for target in targets:
        actor = actor_in(stage, target.actor)
        part = actor.part(target.part or "")
        if part is None:
            hint = f"name a node or a key, as `{actor.id}.{nodes_on(actor)[0].id}`"
            message = f"`pop` takes away one thing of `{actor.id}`: say which"
            raise Problem("bad-verb", message, call.arguments.span, hint=hint)
        if not part.filled:
            raise Problem("bad-verb", f"`{target}` is not there", call.arguments.span, hint="leave it out")
        _require_others(actor, part, call.arguments.span)
        after = actor.with_parts(frozenset({part.id}), lambda p: replace(p, filled=False, note=""))
        links = tuple(link for link in stage.links if target not in (link.start, link.end))
        stage = replace(stage.with_actor(after), links=links)
        name = part.text if part.sort == NODE else _key_names([part])[0]
        left = _left(actor, after, part) if part.sort == NODE else ""
        described.append(f"{name} leaves {actor.name}{left}")
    return stage, described


def _require_others(actor: Actor, part: Part, span: Span) -> None:
    """The last node stays: keys belong to somebody."""
    if part.sort == NODE and [node.id for node in nodes_on(actor) if node.filled] == [part.id]:
        message = f"`{actor.id}.{part.id}` is the last node, and keys belong to somebody"
        raise Problem("bad-verb", message, span, hint="bring another node before")


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    """A node or a key somewhere else."""
    positions = _positions(value, span)
    if part.sort == NODE:
        _require_free(actor, positions, span, part.id)
    elif len(positions) != 1 or not 0 <= positions[0] < actor.spec.max:
        flaw = _off((), positions[0], actor.spec)
        raise Problem("wrong-type", flaw.message, span, hint="a key is at one position")
    return replace(part, points=tuple((at, 0.0) for at in positions))


def _absent(target: Target) -> tuple[str, str]:
    return f"`{target}` is not on the ring", f"`- show: {target}` before"


RING = ActorKind(
    name="ring",
    group="Machines",
    spec=RingSpec,
    parts=_parts,
    contents=_contents,
    check=_check,
    part_noun="node",
    part_names=_part_names,
    along=_along,
    takes_lists=True,
    assign=_assign,
    describe_changes=_describe_changes,
    describe_shown=_describe_shown,
    describe_crowd=_describe_crowd,
    append_inside=_append,
    pop_inside=_pop,
    absent=_absent,
    require=require_part,
    extra=frozenset({"note", "show"}),
    example="{is: ring, nodes: {A: 0.1, B: 0.45, C: 0.8}, keys: [0.05, 0.2, 0.33, 0.6, 0.7]}",
    demo="""\
layout: |
  ring
stage:
  ring:
    is: ring
    label: Cache servers
    nodes: {A: 0.12, B: 0.46, C: 0.8}
    keys: [0.03, 0.17, 0.22, 0.29, 0.36, 0.42, 0.55, 0.61, 0.7, 0.86, 0.93]
beats:
  - title: Each key has a server
    say: A key walks clockwise, and stops at the first server.
    do:
      - show: ring
      - highlight: ring.1
  - title: One more server
    say: A new server takes one arc. Nothing else moves.
    do:
      - append: {ring: {D: 0.31}}
""",
)
