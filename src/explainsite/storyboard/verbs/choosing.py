"""`rank`, `select`: which parts come first, and which are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from explainsite.content.models import Int
from explainsite.content.nodes import Mapping, Node, Sequence
from explainsite.diagnostics import Span
from explainsite.storyboard import pace
from explainsite.storyboard.actors.parts import amounts
from explainsite.storyboard.call import Call, actor_in, actors_of, parts_of, with_those_along
from explainsite.storyboard.fields import Name
from explainsite.storyboard.phrases import parts_phrase
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.selectors import part_hint
from explainsite.storyboard.sending import Selectors
from explainsite.storyboard.state import Actor, Part, Step, Target
from explainsite.storyboard.values import as_number
from explainsite.storyboard.verbs.requirements import require_kind
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import be, listed, nth, sentence

_DIRECTIONS = ("descending", "ascending")


def rank(call: Call) -> Step:
    """Rows by amount, the largest first: `rank: scores`; or `rank: {scores: ascending}`, or an order."""
    stage, described, moves = call.stage, list[str](), 0
    for targets, node in _orders(call):
        actor = _whole(call, targets, node.span if node else call.arguments.span)
        order = _order(call, actor, node)
        ranked = replace(actor, parts=tuple(order))
        moves = max(moves, sum(old.id != new.id for old, new in zip(actor.parts, order, strict=True)))
        stage = stage.with_actor(ranked)
        described += [sentence(_describe_rank(actor, ranked))] if actor.shown else []
    return Step(stage=stage, seconds=pace.sliding_seconds(moves), sentences=tuple(described))


def _orders(call: Call) -> list[tuple[tuple[Target, ...], Node | None]]:
    if isinstance(call.arguments, Mapping):
        return [(targets, node) for targets, node in call.pairs("{scores: ascending}")]
    return [((target,), None) for target in call.targets()]


def _whole(call: Call, targets: tuple[Target, ...], span: Span) -> Actor:
    actor = actor_in(call.stage, targets[0].actor)
    require_kind(call, actor)
    if targets[0].part is not None:
        raise Problem(
            "bad-verb",
            f"`rank` puts all of `{actor.id}` into order, not `{targets[0]}` alone",
            span,
            hint=f"`rank: {actor.id}`; `move` takes one row to another place",
        )
    return actor


def _order(call: Call, actor: Actor, node: Node | None) -> list[Part]:
    plain = call.plain(node) if node is not None else _DIRECTIONS[0]
    if isinstance(plain, list):
        return _named_first(actor, plain, node)
    if plain not in _DIRECTIONS:
        raise Problem(
            "wrong-type",
            f"`{plain or ''}` is no order",
            node.span if node is not None else call.span,
            hint="`descending`, `ascending`, or a list of its parts",
        )
    missing = next((part for part in actor.parts if part.value is None), None)
    if missing is not None:
        raise Problem(
            "bad-verb",
            f"`{actor.id}.{missing.id}` has no amount to rank it by",
            call.arguments.span,
            hint=f"`- set: {{{actor.id}.{missing.id}: 3}}` before, or give `rank` a list of names",
        )
    return sorted(actor.parts, key=lambda part: part.value or 0.0, reverse=plain == "descending")


def _named_first(actor: Actor, names: list[Any], node: Node | None) -> list[Part]:
    """The parts named, in that order; those that are not named come behind as they stood."""
    first: list[Part] = []
    for index, name in enumerate(names):
        span = node.items[index].span if isinstance(node, Sequence) else node.span if node else None
        part = actor.part(str(name))
        if part is None:
            hint = part_hint(actor, str(name))
            raise Problem("unknown-part", f"`{actor.id}` has no part `{name}`", span, hint=hint)
        if part in first:
            raise Problem("bad-verb", f"`{name}` has two places in this order", span, hint="name it once")
        first.append(part)
    return [*first, *(part for part in actor.parts if part not in first)]


def _describe_rank(old: Actor, new: Actor) -> str:
    are = be(new.name)
    if [part.id for part in old.parts] == [part.id for part in new.parts]:
        return f"{new.name} {are} in order already"
    if any(part.value is None for part in new.parts):
        rows = listed([part.text or part.id for part in new.parts])
        return f"{new.name} {are} in the order {rows}{_leader(old, new)}"
    rows = amounts([(part.text, part.value or 0.0) for part in new.parts], new.spec)
    return f"{new.name} {are} ranked: {rows}{_leader(old, new)}"


def _leader(old: Actor, new: Actor) -> str:
    """Who has come to the top, and from where."""
    first = new.parts[0]
    place = [part.id for part in old.parts].index(first.id)
    return f"; {first.text or first.id} rises from {nth(place)} place to the top" if place else ""


def select(call: Call) -> Step:
    """Some parts are chosen, the others step back: `select: {tokens: 3}` the first, `select: tokens.mat`."""
    stage, described = call.stage, list[str]()
    for actor, chosen in _choices(call):
        ids = {part.id for part in chosen}
        parts = tuple(_decided(part, chosen=part.id in ids) if part.filled else part for part in actor.parts)
        stage = stage.with_actor(replace(actor, parts=parts))
        described += [sentence(_describe_selection(actor, chosen))] if actor.shown else []
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=tuple(described))


def _decided(part: Part, *, chosen: bool) -> Part:
    return replace(part, choice="chosen" if chosen else "out")


def _choices(call: Call) -> list[tuple[Actor, list[Part]]]:
    """Each actor with the parts that are chosen of it."""
    if isinstance(call.arguments, Mapping):
        return [_first(call, targets, node) for targets, node in call.pairs("{tokens: 3}")]
    targets = with_those_along(call.stage, call.targets())
    return [_chosen_of(call, name, targets) for name in actors_of(targets)]


def _first(call: Call, targets: tuple[Target, ...], node: Node) -> tuple[Actor, list[Part]]:
    actor = actor_in(call.stage, targets[0].actor)
    require_kind(call, actor)
    parts = [part for part in parts_of(actor, targets) if part.filled]
    count = as_number(call.plain(node), node.span)
    if not 1 <= count <= len(parts) or not count.is_integer():
        raise Problem(
            "wrong-type",
            f"`{targets[0].actor}` has {len(parts)} to choose from, not {count:g}",
            node.span,
            hint=f"a whole number from 1 to {len(parts)}" if parts else "give it contents first",
        )
    return actor, parts[: int(count)]


def _chosen_of(call: Call, name: str, targets: tuple[Target, ...]) -> tuple[Actor, list[Part]]:
    actor = actor_in(call.stage, name)
    require_kind(call, actor)
    parts = parts_of(actor, targets)
    if any(target.actor == name and target.part is None for target in targets):
        raise Problem(
            "bad-verb",
            f"`select` chooses among the parts of `{name}`, and this names them all",
            call.arguments.span,
            hint=f"`select: {{{name}: 2}}` chooses the first two, `select: {name}.{_some(actor)}` one",
        )
    empty = next((part for part in parts if not part.filled), None)
    if empty is not None:
        raise Problem(
            "bad-verb",
            f"`{name}.{empty.id}` is empty, so it cannot be chosen",
            call.arguments.span,
            hint=f"`- fill: {name}.{empty.id}` before",
        )
    return actor, parts


def _some(actor: Actor) -> str:
    return actor.parts[0].id if actor.parts else "0"


def _describe_selection(actor: Actor, chosen: list[Part]) -> str:
    left = [part for part in actor.parts if part.filled and part not in chosen]
    if not left:
        return f"all of {actor.name} is chosen"
    name = parts_phrase(actor, chosen)
    are = "is" if actor.traits.is_one(actor, chosen) else "are"
    rest = f"; {parts_phrase(actor, left)} {_fade(left)}" if len(left) < 4 else "; the rest fade"
    return f"{name} {are} chosen{rest}"


def _fade(parts: list[Part]) -> str:
    return "fades" if len(parts) == 1 else "fade"


RANK = Verb(
    name="rank",
    run=rank,
    takes=Selectors | dict[str, Literal["descending", "ascending"] | list[Name]],
    group="Change",
    kinds="asking",
    example="rank: scores",
    meaning="The rows of a list or bars slide into order: by amount, the largest first; with "
    "`ascending`, the smallest first; or in the order of a list of names.",
    demo="""\
layout: |
  scores
stage:
  scores:
    is: bars
    label: matches
    items: {kernel: 3, cache: 9, socket: 5, thread: 7}
beats:
  - title: The best match comes first
    say: The rows slide past each other until the largest stands on top.
    do:
      - show: scores
      - rank: scores
""",
)

SELECT = Verb(
    name="select",
    run=select,
    takes=Selectors | dict[str, Int],
    group="Point out",
    kinds="asking",
    example="select: {tokens: 3}",
    meaning="Some parts are chosen: the first of an actor, or those that you name. Its other parts "
    "step back, until another `select` or `unmark`. `tokens.chosen` and `tokens.rest` then "
    "name them.",
    demo="""\
layout: |
  tokens
stage:
  tokens:
    is: bars
    label: next word
    items: {mat: 0.52, floor: 0.21, roof: 0.14, moon: 0.08, idea: 0.05}
    format: ".0%"
beats:
  - title: Three of five are kept
    say: The first three are chosen, and the others step back.
    do:
      - show: tokens
      - select: {tokens: 3}
""",
)
