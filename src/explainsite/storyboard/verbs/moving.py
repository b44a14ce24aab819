"""`move`, `swap`: parts change places, in their actor or from one to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pydantic import ConfigDict, Field

from explainsite.content.models import Model
from explainsite.content.nodes import Mapping, Node
from explainsite.storyboard import pace
from explainsite.storyboard.call import Call, actor_in, actors_of, parts_of, require_shown
from explainsite.storyboard.phrases import parts_phrase
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.rearranging import Held, held, is_fixed, rearranged
from explainsite.storyboard.selectors import NEXT
from explainsite.storyboard.sending import Selector, Selectors
from explainsite.storyboard.state import Actor, Part, Stage, Step, Target
from explainsite.storyboard.verbs.requirements import require_kind, require_room
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import counted, listed, nth, sentence

_EXAMPLE = "{from: words.2, to: answer}"


class MoveArguments(Model):
    """Parts that go elsewhere."""

    model_config = ConfigDict(populate_by_name=True)

    start: Selectors = Field(
        alias="from", description="The parts; a whole queue means the entry at its front."
    )
    to: Selectors = Field(
        description="The actor at whose end they arrive; or the place of a part, which makes room for them."
        " Cells make no room: name empty ones."
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where parts go: `at` is an index in the actor; None is its end."""

    actor: Actor
    at: int | None


def move(call: Call) -> Step:
    """Parts leave where they are and arrive elsewhere: `move: {from: words.2, to: answer}`."""
    call.model(MoveArguments, _EXAMPLE)
    assert isinstance(call.arguments, Mapping)
    start, end = call.arguments.get("from"), call.arguments.get("to")
    assert start is not None
    assert end is not None
    targets = _leaving(call, start)
    goals = call.select(end, places=True)
    _require_all_or_none(call, (*targets, *goals))
    places = _places(call, goals, end, targets)
    stage, moves = _moved(call.stage, targets, places, call, end)
    described = _describe_move(call.stage, stage, targets, places, dict(moves))
    return Step(stage=stage, seconds=pace.sliding_seconds(len(targets)), sentences=described, moves=moves)


def _require_all_or_none(call: Call, targets: tuple[Target, ...]) -> None:
    """Refuse a way of which only one end is on screen: what sets out there would never arrive."""
    if any(actor_in(call.stage, target.actor).shown for target in targets):
        require_shown(call.stage, targets, call.arguments.span)


def _leaving(call: Call, node: Node) -> tuple[Target, ...]:
    """The parts that move: those named, or the front of a whole queue."""
    leaving: list[Target] = []
    for target in call.select(node):
        actor = actor_in(call.stage, target.actor)
        require_kind(call, actor, otherwise=_otherwise(actor))
        if target.part is None and actor.traits.is_fifo and actor.parts:
            target = Target(actor=actor.id, part=actor.parts[0].id)  # noqa: PLW2901 - the front is meant
        part = actor.part(target.part) if target.part is not None else None
        if part is None or not part.filled:
            raise Problem(
                "bad-verb",
                f"`{target}` is empty, so nothing can leave it" if part else f"`{target}` is no single part",
                node.span,
                hint=f"name the parts that move, for example `move: {_EXAMPLE}`",
            )
        leaving.append(target)
    return tuple(dict.fromkeys(leaving))


def _otherwise(actor: Actor) -> str:
    """What may do instead, where parts cannot move."""
    return (
        f"; `swap` two {actor.traits.part_noun}s of `{actor.id}`" if SWAP.is_special_to(actor.traits) else ""
    )


def _places(
    call: Call, goals: tuple[Target, ...], node: Node, moving: tuple[Target, ...]
) -> tuple[_Place, ...]:
    """A place for each part that moves: its own cell, or one place after which they line up."""
    actor = actor_in(call.stage, goals[0].actor)
    if is_fixed(actor) and "move" in actor.traits.extra:
        return _cells(actor, goals, node, moving)
    if actor.traits.next_part is None or actor.traits.is_closed:
        raise Problem(
            "bad-verb",
            f"nothing can move into `{actor.id}`, which is `{actor.kind}`",
            node.span,
            hint=f"`send` something there, and `pop` what leaves{_otherwise(actor)}",
            certain=actor.traits.next_part is None,
        )
    if len(goals) > 1:
        raise Problem("bad-verb", "parts move to one place", node.span, hint=f"for example `{goals[0]}`")
    if not all(_suits(actor_in(call.stage, name), actor) for name in actors_of(moving)):
        raise Problem(
            "bad-verb",
            f"what leaves `{moving[0].actor}` does not fit into `{actor.id}`",
            node.span,
            hint="rows of a table move to tables with as many columns",
        )
    inner = goals[0].part not in (None, NEXT)
    if actor.traits.at_end_only and inner:
        message = f"a {actor.kind} grows at its end only"
        raise Problem("bad-verb", message, node.span, hint=f"`to: {actor.id}`")
    require_room(actor, sum(target.actor != actor.id for target in moving), node.span)
    if goals[0] in moving:
        raise Problem("bad-verb", f"`{goals[0]}` stands there already", node.span, hint="name another place")
    at = [part.id for part in actor.parts].index(goals[0].part or "") if inner else None
    return tuple(_Place(actor, at) for _ in moving)


def _suits(source: Actor, goal: Actor) -> bool:
    """Whether what one holds can stand in the other."""
    return source.traits.suits(source, goal) and goal.traits.suits(goal, source)


def _cells(
    actor: Actor, goals: tuple[Target, ...], node: Node, moving: tuple[Target, ...]
) -> tuple[_Place, ...]:
    """Empty cells for what comes: those named, or the first of the whole actor."""
    ids = [part.id for part in actor.parts]
    if any(goal.actor != actor.id for goal in goals):
        raise Problem("bad-verb", "parts move to one actor", node.span, hint=f"for example `{actor.id}`")
    wanted = [goal.part for goal in goals if goal.part] or [p.id for p in actor.parts if not p.filled]
    chosen = wanted[: len(moving)] if goals[0].part is None else wanted
    # What they leave is free for them.
    leaving = {target.part for target in moving if target.actor == actor.id}
    full = {part.id for part in actor.parts if part.filled} - leaving
    taken = next((place for place in chosen if place in full), None)
    if taken is not None or len(chosen) != len(moving):
        raise Problem(
            "bad-verb",
            f"`{actor.id}.{taken}` is full"
            if taken is not None
            else f"{counted(len(moving), 'part')} for {counted(len(chosen), 'place')} in `{actor.id}`",
            node.span,
            hint="cells make no room: `clear` or `move` what is there before, or `swap` two"
            if taken
            else "name an empty cell for each",
        )
    return tuple(_Place(actor, ids.index(part_id)) for part_id in chosen)


def _moved(
    stage: Stage, targets: tuple[Target, ...], places: tuple[_Place, ...], call: Call, node: Node
) -> tuple[Stage, tuple[tuple[Target, Target], ...]]:
    goal = places[0].actor
    names = dict.fromkeys([*actors_of(targets), goal.id])
    holding = {name: held(actor_in(stage, name)) for name in names}
    coming = [_arriving(stage, target, goal) for target in targets]
    for name in names:
        holding[name] = _left(actor_in(stage, name), holding[name], targets)
    if is_fixed(goal):
        for place, entry in zip(places, coming, strict=True):
            holding[goal.id][place.at or 0] = entry
    else:
        at = len(holding[goal.id]) if places[0].at is None else places[0].at
        holding[goal.id][at:at] = coming
    return rearranged(stage, holding)


def _arriving(stage: Stage, target: Target, goal: Actor) -> Held:
    """The part as it stands in its new actor: by its own name, unless another one there has it."""
    part = actor_in(stage, target.actor).part(target.part or "")
    assert part is not None
    if target.actor == goal.id:
        return Held(part, target)
    value = part.value if goal.traits.keeps_amounts else None
    name = _name(part, target, stage, goal)
    # Its colour comes along. What that means was said of where it stood.
    return Held(replace(part, id=name, value=value, choice="open", match="", meaning="", key=""), target)


def _name(part: Part, target: Target, stage: Stage, goal: Actor) -> str:
    taken = {other.id for other in goal.parts}
    own = part.text if actor_in(stage, target.actor).traits.by_place else part.id
    return next(name for n in range(1, 99) if (name := own if n == 1 else f"{own}-{n}") not in taken)


def _left(actor: Actor, entries: list[Held], gone: tuple[Target, ...]) -> list[Held]:
    """What stays when some parts have left: in cells an empty place for each."""
    if is_fixed(actor):
        return [Held(Part(id=e.part.id, filled=False)) if e.origin in gone else e for e in entries]
    return [entry for entry in entries if entry.origin not in gone]


def _describe_move(
    before: Stage,
    after: Stage,
    targets: tuple[Target, ...],
    places: tuple[_Place, ...],
    became: dict[Target, Target],
) -> tuple[str, ...]:
    goal = places[0].actor
    sources = [actor_in(before, name) for name in actors_of(targets)]
    if not goal.shown and not any(actor.shown for actor in sources):
        return ()
    moves = "moves" if len(targets) == 1 else "move"
    texts = listed([_text(before, target) for target in targets])
    if [actor.id for actor in sources] != [goal.id]:
        origin = listed([actor.name for actor in sources])
        return (sentence(f"{texts} {moves} from {origin} to {goal.name}"),)
    now = actor_in(after, goal.id)
    first = became.get(targets[0], targets[0])
    place = [part.id for part in now.parts].index(first.part or "")
    return (sentence(f"{texts} {moves} to {_where(now, place, len(targets))} {goal.name}"),)


def _where(actor: Actor, place: int, count: int) -> str:
    if place + count == len(actor.parts):
        return "the end of"
    return f"the {nth(place)} place in" if count == 1 else f"the places from the {nth(place)} on in"


def _text(stage: Stage, target: Target) -> str:
    actor = actor_in(stage, target.actor)
    part = actor.part(target.part or "")
    assert part is not None
    return parts_phrase(actor, [part]).removesuffix(f" in {actor.name}").removesuffix(f" of {actor.name}")


def swap(call: Call) -> Step:
    """Two parts change places: `swap: [words.0, words.3]`."""
    targets = call.targets()
    if len(targets) != 2 or any(target.part is None for target in targets):
        raise Problem(
            "bad-verb",
            "`swap` takes two parts",
            call.arguments.span,
            hint="for example `swap: [words.0, words.3]`",
        )
    _require_all_or_none(call, targets)
    one, other = (actor_in(call.stage, target.actor) for target in targets)
    for actor, target in zip((one, other), targets, strict=True):
        require_kind(call, actor)
        part = actor.part(target.part or "")
        if part is not None and not part.filled:
            hint = f"`move: {{from: {_other(targets, target)}, to: {target}}}`"
            raise Problem("bad-verb", f"`{target}` is empty", call.arguments.span, hint=hint)
    if one.id != other.id and not (_suits(one, other) and _gives(one) and _gives(other)):
        raise Problem(
            "bad-verb",
            f"`{targets[0]}` and `{targets[1]}` cannot stand in each other's place",
            call.arguments.span,
            hint="name two parts of one actor, or of two of a kind",
        )
    stage, moves = _swapped(call.stage, targets)
    seen = one.shown or other.shown
    if one.id == other.id and one.traits.in_place_of is not None:
        names = [name for part in parts_of(one, targets) for name in one.traits.part_names(one, [part])]
    elif one.id == other.id:
        names = one.traits.part_names(one, parts_of(one, targets))
    else:
        texts = [_text(call.stage, target) for target in targets]
        names = [f"{text} in {actor.name}" for text, actor in zip(texts, (one, other), strict=True)]
    said = sentence(f"{listed(names)} change places")
    return Step(stage=stage, seconds=pace.MOVE, sentences=(said,) if seen else (), moves=moves)


def _other(targets: tuple[Target, ...], target: Target) -> Target:
    return targets[1] if target == targets[0] else targets[0]


def _gives(actor: Actor) -> bool:
    """Whether parts can leave an actor for another."""
    return "move" in actor.traits.extra


def _swapped(stage: Stage, targets: tuple[Target, ...]) -> tuple[Stage, tuple[tuple[Target, Target], ...]]:
    in_place_of = actor_in(stage, targets[0].actor).traits.in_place_of
    if in_place_of is not None:
        return _exchanged(stage, targets, in_place_of)
    holding = {name: held(actor_in(stage, name)) for name in actors_of(targets)}
    places = [[e.origin for e in holding[target.actor]].index(target) for target in targets]
    for target, place, comes in zip(targets, places, reversed(targets), strict=True):
        goal = actor_in(stage, target.actor)
        without = replace(goal, parts=tuple(p for p in goal.parts if p.id != target.part))
        holding[goal.id][place] = _arriving(stage, comes, without)
    return rearranged(stage, holding)


def _exchanged(
    stage: Stage, targets: tuple[Target, ...], in_place_of: Callable[[Part, Part], Part]
) -> tuple[Stage, tuple[tuple[Target, Target], ...]]:
    """The stage with two parts of one actor holding what the other held; what is fixed to them stays."""
    actor = actor_in(stage, targets[0].actor)
    one, other = (part for target in targets if (part := actor.part(target.part or "")) is not None)
    new = {one.id: in_place_of(one, other), other.id: in_place_of(other, one)}
    parts = tuple(new.get(part.id, part) for part in actor.parts)
    here, there = targets
    return stage.with_actor(replace(actor, parts=parts)), ((here, there), (there, here))


MOVE = Verb(
    name="move",
    run=move,
    takes=MoveArguments,
    group="Change",
    kinds="asking",
    example="move: {from: words.2, to: answer}",
    meaning="Parts travel to the end of another actor, to an empty cell, or to the place of another "
    "part, in their own actor too. What `mark` and `note` have put on them goes along, so "
    "`unmark` names their new place.",
    demo="""\
layout: |
  waiting
  running
stage:
  waiting: {is: tokens, label: Waiting, items: [scan, index, report, mail], columns: 4}
  running: {is: cells, label: Running, columns: 4, items: [backup]}
beats:
  - title: A task starts
    say: The task itself travels. It is gone from where it was, and the others close up.
    do:
      - show: [waiting, running]
      - move: {from: waiting.1, to: running}
      - move: {from: waiting.2, to: waiting.0}
""",
)

SWAP = Verb(
    name="swap",
    run=swap,
    takes=list[Selector],
    group="Change",
    kinds="asking",
    example="swap: [words.0, words.3]",
    meaning="Two parts change places, in one actor or between two. What `mark` and `note` have put on them "
    "goes along, so `unmark` names their new place; lines between cells or nodes of a tree stay at their "
    "places. Two nodes of a tree exchange what they hold: `tree.a` is then the node in the same place.",
    demo="""\
stage:
  row: {is: tokens, items: [5, 2, 8, 1, 9], index: true}
beats:
  - title: Two numbers change places
    say: Five and one stand the wrong way round. They change places.
    do:
      - show: row
      - swap: [row.0, row.3]
""",
)
