"""`set`, `fill`, `clear`, `append`, `pop`: what actors hold."""

from __future__ import annotations

from dataclasses import replace

from explainsite.content.nodes import Mapping, Node
from explainsite.diagnostics import Span
from explainsite.storyboard import pace
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Part, Stage, Step, Target
from explainsite.storyboard.verbs.call import Call, actors_of, part_ids, phrase
from explainsite.storyboard.words import listed, quoted, sentence

NUMERIC = frozenset({"counter", "gauge", "bars"})
"""Kinds whose parts hold a number; the parts of others hold text, and cells both."""


def assign(call: Call) -> Step:
    """`set`: parts take a new value or text."""
    stage, sentences = call.stage, []
    for targets, node in call.pairs("{cost: 36}"):
        stage, said = _assign_one(call, stage, targets, node)
        sentences.append(said)
    return Step(stage=stage, seconds=pace.CHANGE, sentences=tuple(sentences))


def _assign_one(call: Call, stage: Stage, targets: tuple[Target, ...], node: Node) -> tuple[Stage, str]:
    actor = stage.actor(targets[0].actor)
    assert actor is not None
    ids = part_ids(actor, targets)
    if isinstance(node, Mapping) and targets[0].part is None:
        return _assign_parts(call, stage, actor, node)
    if len(ids) > 1 and targets[0].part is None:
        if isinstance(call.plain(node), list | tuple):
            return _assign_list(call, stage, actor, call.texts(node))
        raise Problem("bad-verb", f"`{actor.id}` has several parts: say which one", node.span,
                      hint=f"for example `{actor.id}.{actor.parts[0].id}: value`")  # fmt: skip
    said = _change_sentence(call, stage, actor, targets, node)
    return stage.with_actor(actor.with_parts(ids, lambda part: _with_value(call, actor, part, node))), said


def _assign_parts(call: Call, stage: Stage, actor: Actor, node: Mapping) -> tuple[Stage, str]:
    said: list[str] = []
    for key, value in node.values.items():
        part = actor.part(key)
        if part is None:
            raise Problem("unknown-part", f"`{actor.id}` has no part `{key}`", node.keys[key].span)
        changed = _with_value(call, actor, part, value)
        actor = actor.with_parts(frozenset({key}), lambda _, new=changed: new)  # type: ignore[misc]
        said.append(f"{part.text or key} to {_shown(changed, actor)}")
    return stage.with_actor(actor), sentence(f"{actor.name}: {listed(said)}")


def _assign_list(call: Call, stage: Stage, actor: Actor, texts: list[str]) -> tuple[Stage, str]:
    """Texts for the first parts, in order."""
    parts = [replace(part, text=text) for part, text in zip(actor.parts, texts, strict=False)]
    actor = replace(actor, parts=(*parts, *actor.parts[len(parts) :]))
    return stage.with_actor(actor), sentence(f"{actor.name} now: {KINDS[actor.kind].contents(actor)}")


def _with_value(call: Call, actor: Actor, part: Part, node: Node) -> Part:
    if actor.kind in NUMERIC:
        return replace(part, value=call.number(node))
    if actor.kind == "cells":
        value = call.plain(node)
        if isinstance(value, int | float):
            return replace(part, value=float(value), filled=True)
        return replace(part, text=call.text(node), filled=True)
    if actor.kind in {"node", "cluster"}:
        return replace(part, note=call.text(node))
    return replace(part, text=call.text(node))


def _shown(part: Part, actor: Actor) -> str:
    if actor.kind in NUMERIC:
        return _written(part.value or 0, actor)
    return quoted(part.note if actor.kind in {"node", "cluster"} else part.text)


def _change_sentence(call: Call, stage: Stage, actor: Actor, targets: tuple[Target, ...], node: Node) -> str:
    name = phrase(stage, targets)
    if actor.kind in NUMERIC:
        part = next(p for p in actor.parts if p.id in part_ids(actor, targets))
        old, new = part.value or 0, call.number(node)
        way = "up to" if new > old else "down to" if new < old else "still"
        return sentence(f"{name}: from {_written(old, actor)} {way} {_written(new, actor)}")
    return sentence(f"{name} now reads {quoted(call.text(node))}")


def _written(value: float, actor: Actor) -> str:
    """A number as the picture writes it."""
    return format(value, getattr(actor.spec, "format", ",.0f")) + getattr(actor.spec, "unit", "")


def fill(call: Call) -> Step:
    """Empty cells become full. `fill: keys.0-4`, or `fill: {keys.0-4: [a, b, c, d, e]}` with their texts."""
    stage, filled = call.stage, []
    for targets, texts in _fills(call):
        actor = stage.actor(targets[0].actor)
        assert actor is not None
        _require(actor, call)
        stage = stage.with_actor(_filled(actor, [p.id for p in actor.parts if p.id in part_ids(actor, targets)], texts))
        filled.extend(targets)
    said = sentence(f"{phrase(call.stage, tuple(filled))} {'fill' if len(filled) > 1 else 'fills'}")
    return Step(stage=stage, seconds=pace.ENTER, stagger=pace.STAGGER, sentences=(said,))


def _fills(call: Call) -> list[tuple[tuple[Target, ...], list[str]]]:
    if isinstance(call.arguments, Mapping):
        return [(targets, call.texts(node)) for targets, node in call.pairs("{keys.0-1: [a, b]}")]
    return [((target,), []) for target in call.targets()]


def _filled(actor: Actor, ids: list[str], texts: list[str]) -> Actor:
    chosen = dict(zip(ids, texts, strict=False))
    prefix = actor.spec.prefix

    def change(part: Part) -> Part:
        default = f"{prefix}{part.id}" if prefix else part.text
        return replace(part, filled=True, text=chosen.get(part.id, default))

    return actor.with_parts(frozenset(ids), change)


def _require(actor: Actor, call: Call) -> None:
    if call.verb not in KINDS[actor.kind].extra:
        raise Problem("bad-verb", f"`{actor.id}` is `{actor.kind}`, which cannot `{call.verb}`", call.span,
                      hint="`fill` is for `cells`, `clear` for `cells`, `tokens` and `log`")  # fmt: skip


def clear(call: Call) -> Step:
    """Full cells become empty again."""
    stage, targets = call.stage, call.targets()
    for actor_id in actors_of(targets):
        actor = stage.actor(actor_id)
        assert actor is not None
        _require(actor, call)
        if actor.kind != "cells":
            stage = stage.with_actor(replace(actor, parts=()))
            continue
        emptied = actor.with_parts(
            part_ids(actor, targets), lambda p: replace(p, filled=False, text="", value=None, role=None)
        )
        stage = stage.with_actor(emptied)
    said = sentence(f"{phrase(call.stage, targets)} {'empty' if len(targets) > 1 else 'empties'}")
    return Step(stage=stage, seconds=pace.LEAVE, sentences=(said,))


def append(call: Call) -> Step:
    """New parts at an actor's end: `append: {log: order-7}` or a list of them."""
    stage, sentences = call.stage, []
    for targets, node in call.pairs("{log: order-7}"):
        actor = stage.actor(targets[0].actor)
        assert actor is not None
        stage = stage.with_actor(_appended(actor, call.texts(node), node.span))
        items = listed([quoted(text) for text in call.texts(node)])
        sentences.append(_append_sentence(actor, items))
    return Step(stage=stage, seconds=pace.ENTER, stagger=pace.STAGGER, sentences=tuple(sentences))


def _append_sentence(actor: Actor, items: str) -> str:
    if actor.kind == "log":
        return sentence(f"{items} goes to the end of {actor.name}, at offset {len(actor.parts)}")
    return sentence(f"{items} joins {actor.name}")


def _appended(actor: Actor, texts: list[str], span: Span) -> Actor:
    make = KINDS[actor.kind].next_part
    if make is None:
        raise Problem("bad-verb", f"`{actor.id}` is `{actor.kind}`, to which nothing can be appended", span)
    room = getattr(actor.spec, "slots", 0) or getattr(actor.spec, "columns", None)
    if isinstance(room, int) and len(actor.parts) + len(texts) > room:
        raise Problem("bad-verb", f"`{actor.id}` has room for {room}, and this would be {len(actor.parts) + len(texts)}",
                      span, hint="give it more `slots` or `columns`")  # fmt: skip
    for text in texts:
        actor = replace(actor, parts=(*actor.parts, make(actor, text)))
    return actor


def pop(call: Call) -> Step:
    """The last part of an actor leaves."""
    stage, targets = call.stage, call.targets()
    for actor_id in actors_of(targets):
        actor = stage.actor(actor_id)
        assert actor is not None
        if KINDS[actor.kind].next_part is None or not actor.parts:
            raise Problem("bad-verb", f"nothing can be popped from `{actor_id}`", call.span)
        stage = stage.with_actor(replace(actor, parts=actor.parts[:-1]))
    said = sentence(f"the last of {phrase(call.stage, targets)} leaves")
    return Step(stage=stage, seconds=pace.LEAVE, sentences=(said,))
