"""`fill`, `clear`: cells become full and empty."""

from __future__ import annotations

import re
from dataclasses import replace

from explainsite.content.nodes import Mapping
from explainsite.storyboard import pace
from explainsite.storyboard.call import Call, actor_in, actors_of, parts_named
from explainsite.storyboard.fields import Text
from explainsite.storyboard.phrases import one_or_many, phrase, shown, sign_or_quoted
from explainsite.storyboard.places import block, every_part, follow, is_grid, placed
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.rearranging import rearranged
from explainsite.storyboard.sending import Selectors
from explainsite.storyboard.state import Actor, Part, Stage, Step, Target
from explainsite.storyboard.verbs.requirements import require_kind
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import agreeing, counted, is_run, listed, ran, sentence


def fill(call: Call) -> Step:
    """Empty cells become full. `fill: keys.0-4`, or `fill: {keys.0-4: [a, b, c, d, e]}` with their texts."""
    stage, described = call.stage, list[str]()
    for targets, texts in _fills(call):
        actor = actor_in(stage, targets[0].actor)
        require_kind(call, actor)
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
    parts = parts_named(actor, targets)
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
    is_whole = len(parts) == len(actor.parts) > 1
    where = f"all {every_part(actor)}" if is_whole else placed(actor, parts)
    if not all(texts):
        return _filling_up(actor, parts)
    names = shown(texts)
    counts_on = len(parts) > 1 and is_run(texts) and follow(actor, parts)
    if counts_on or all(re.fullmatch(rf"\D+{part.id}", part.text) for part in parts):
        names_said = ran(names) if counts_on else listed(names)
        return f"{names_said} {'appears' if len(parts) == 1 else 'appear'} in {actor.name}"
    if len(set(texts)) == 1:
        return f"{sign_or_quoted(texts[0])} appears in {where}"
    if is_whole and is_grid(actor):
        return f"{actor.name} {agreeing(actor.name, 'fills', 'fill')} with {actor.traits.contents(actor)}"
    return f"{listed(names)} appear in {actor.name if is_whole else where}"


def _filling_up(actor: Actor, parts: list[Part]) -> str:
    """That cells without texts fill up: where they are, and in a grid how many."""
    count = f"{counted(len(parts), actor.traits.part_noun)} of {actor.name}"
    at = f" ({block(actor, parts)})" if block(actor, parts) and len(parts) < len(actor.parts) else ""
    where = f"{count}{at}" if is_grid(actor) or len(parts) == len(actor.parts) else placed(actor, parts)
    return f"{where} {'fills' if len(parts) == 1 else 'fill'} up"


def clear(call: Call) -> Step:
    """Full cells become empty again; tokens and logs lose what they hold."""
    stage, targets = call.stage, call.targets()
    cleared: list[Target] = []
    for name in actors_of(targets):
        actor = actor_in(stage, name)
        mine = tuple(target for target in targets if target.actor == name)
        last = f"; `pop: {name}` takes the last {actor.traits.part_noun} away" if actor.traits.grows else ""
        require_kind(call, actor, otherwise=last)
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
                ids, lambda p: replace(p, filled=False, text="", value=None, role=None, meaning="", note="")
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


_Texts = Text | list[Text]


FILL = Verb(
    name="fill",
    run=fill,
    takes=Selectors | dict[str, _Texts],
    group="Change",
    kinds="asking",
    example="fill: keys.0-4",
    meaning="Empty cells fill, with texts of their own or with the actor's prefix and their index.",
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
    meaning="Full cells become empty; tokens and logs lose everything they hold.",
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
