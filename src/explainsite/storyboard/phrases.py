"""How a sentence names what is on the stage: by the words that a reader sees, never by ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from explainsite.storyboard.actors import timeline
from explainsite.storyboard.actors.cells import is_grid
from explainsite.storyboard.actors.tree import way_ends
from explainsite.storyboard.selectors import NEXT
from explainsite.storyboard.state import Actor, Part, Sent, Stage, Step, Target
from explainsite.storyboard.words import counted, is_plural, listed, nth, quoted, ran, sentence


def phrase(stage: Stage, targets: tuple[Target, ...]) -> str:
    """Targets in words: `Keys`, `k0 to k4 in Keys`, `A and C`, `“cat”`."""
    actors = dict.fromkeys(target.actor for target in targets)
    return listed([name for actor_id in actors for name in _actor_names(stage, actor_id, targets)])


def one_or_many(stage: Stage, targets: tuple[Target, ...], one: str, many: str) -> str:
    """The form of a verb that agrees with `phrase`."""
    actors = [actor for actor in stage.actors if any(target.actor == actor.id for target in targets)]
    if len(actors) == 1 and phrase(stage, targets) == actors[0].name:
        return many if is_plural(actors[0].name) else one
    return one if len(targets) == 1 else many


def sent_told(stage: Stage, sent: Sent) -> str:
    """`A and B send “vote” to C; both are lost.`"""
    verb = one_or_many(stage, sent.senders, "sends", "send")
    return sentence(f"{phrase(stage, sent.senders)} {verb} {sent.what}{fate(sent.status, sent.count)}")


def fate(status: str, count: int) -> str:
    """What becomes of so many messages, at the end of a sentence."""
    they = "it is" if count == 1 else "both are" if count == 2 else "all are"
    return "" if status == "ok" else f"; {they} {status}"


def told_at_once(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Steps of one moment. Those who send the same are told of together, by the first of their steps."""
    groups: dict[tuple[str, str], list[Sent]] = {}
    for sent in (step.sent for step in steps if step.sent):
        groups.setdefault((sent.what, sent.status), []).append(sent)
    return tuple(
        _told_with(step, groups[step.sent.what, step.sent.status]) if step.sent else step for step in steps
    )


def _told_with(step: Step, same: list[Sent]) -> Step:
    """A step that sends, where all of `same` is sent at once."""
    if len(same) == 1:
        return step
    senders = tuple(dict.fromkeys(target for sent in same for target in sent.senders))
    joint = replace(same[0], senders=senders, count=sum(sent.count for sent in same))
    return replace(step, sentences=(sent_told(step.stage, joint),) if step.sent is same[0] else ())


def notes_told(stage: Stage, notes: Mapping[str, Sequence[Target]]) -> list[str]:
    """`A and B now show “sold”`: what nodes on screen show now, those with one note together."""
    sentences = []
    for note, targets in notes.items():
        shown_ones = {actor.id for actor in stage.actors if actor.shown}
        seen = tuple(
            target for target in targets if target.actor in shown_ones and not _is_told(stage, target, note)
        )
        kinds = {actor_kind(stage, target) for target in seen}
        if note and seen and not kinds <= {"node", "cluster"}:
            sentences.append(sentence(f"beside {phrase(stage, seen)} stands {quoted(note)}"))
        elif note and seen:
            show = one_or_many(stage, seen, "shows", "show")
            sentences.append(sentence(f"{phrase(stage, seen)} now {show} {quoted(note)}"))
    return sentences


def _is_told(stage: Stage, target: Target, note: str) -> bool:
    """Whether a mark of this target was told to mean just this."""
    actor = stage.actor(target.actor)
    part = actor.part(target.part or "") if actor else None
    return part is not None and part.meaning.casefold() == note.casefold()


def notes_gone(stage: Stage, targets: Sequence[Target]) -> list[str]:
    """`A and B no longer show “sold”`: what is taken away from nodes and lines on screen."""
    groups: dict[str, list[Target]] = {}
    for target in targets:
        actor = stage.actor(target.actor)
        for part in actor.parts if actor and actor.shown else ():
            if part.note and target.part in {None, part.id}:
                groups.setdefault(part.note, []).append(Target(actor=target.actor, part=part.id or None))
    told = []
    for note, were in groups.items():
        show = one_or_many(stage, tuple(were), "shows", "show")
        told.append(sentence(f"{phrase(stage, tuple(were))} no longer {show} {quoted(note)}"))
    return told


def actor_kind(stage: Stage, target: Target) -> str:
    """The kind of a target's actor."""
    return next(actor.kind for actor in stage.actors if actor.id == target.actor)


def _actor_names(stage: Stage, actor_id: str, targets: tuple[Target, ...]) -> list[str]:
    actor = stage.actor(actor_id)
    assert actor is not None
    ids = [t.part for t in targets if t.actor == actor_id]
    if None in ids or actor.is_single:
        return [actor.name]
    if ids == [NEXT] and actor.part(NEXT) is None:
        return [f"the end of {actor.name}"]
    parts = [part for part in actor.parts if part.id in ids]
    whole = parts_phrase(actor, parts)
    each = _phrase_of(actor) is _named and whole != actor.name
    return [part.text or part.id for part in parts] if each else [whole]


def parts_phrase(actor: Actor, parts: list[Part]) -> str:
    """Some parts of an actor in words; its name when they are all that it holds."""
    full = [part.id for part in actor.parts if part.filled]
    if len(parts) > 1 and [part.id for part in parts] == full:
        return actor.name
    return _phrase_of(actor)(actor, parts)


def _phrase_of(actor: Actor) -> Callable[[Actor, list[Part]], str]:
    """How parts are named: those of an author's own kind as cells are, by their texts or by place."""
    return _PHRASES.get(actor.kind, _cells if actor.traits.view else _named)


def _named(actor: Actor, parts: list[Part]) -> str:
    return listed([part.text or part.id for part in parts])


def _tokens(actor: Actor, parts: list[Part]) -> str:
    texts = [quoted(part.text) for part in parts]
    return ran(texts) if follow(actor, parts) else listed(texts)


def _entries(actor: Actor, parts: list[Part]) -> str:
    return f"{_tokens(actor, parts)} in {actor.name}"


def _cells(actor: Actor, parts: list[Part]) -> str:
    if len(parts) > 1 and is_grid(actor) and _block(_indices(actor, parts), actor.spec):
        return places(actor, parts)
    texts = [part.text for part in parts]
    all_texts = [part.text for part in actor.parts if part.text]
    if not all(texts) or len(set(all_texts)) < len(all_texts):
        return places(actor, parts)
    names = shown(texts)
    return f"{ran(names) if follow(actor, parts) else listed(names)} in {actor.name}"


def shown(texts: list[str]) -> list[str]:
    """Texts of cells, in quotes when they are words and not signs such as `k0`, `Q` or `→`."""
    signs = all(len(text) < 2 or text.isupper() or any(sign.isdigit() for sign in text) for text in texts)
    return texts if signs else [quoted(text) for text in texts]


def places(actor: Actor, parts: list[Part]) -> str:
    """Parts without texts, by where they are."""
    at, noun = _indices(actor, parts), actor.traits.part_noun
    if len(parts) == 1:
        return f"the {nth(at[0])} {noun} of {actor.name}"
    if is_grid(actor) and (block := _block(at, actor.spec)):
        return f"{block} of {actor.name}"
    if at == list(range(len(at))):
        return f"the first {counted(len(at), noun)} of {actor.name}"
    return f"{counted(len(at), noun)} of {actor.name}"


def _block(at: Sequence[int], grid: Any) -> str:
    """Cells of a grid where some rows meet some columns: `rows 1 to 3, columns 2 to 4`; empty for others."""
    rows = sorted({place // grid.columns for place in at})
    columns = sorted({place % grid.columns for place in at})
    if len(rows) * len(columns) != len(at):
        return ""
    of_rows, of_columns = _counted_off("row", rows), _counted_off("column", columns)
    if len(columns) == grid.columns:
        return of_rows
    return of_columns if len(rows) == grid.rows else f"{of_rows}, {of_columns}"


def _counted_off(noun: str, places: Sequence[int]) -> str:
    """`row 2`, `rows 1 to 3`, `rows 1 and 4`."""
    counts = [str(place + 1) for place in places]
    if len(counts) == 1:
        return f"{noun} {counts[0]}"
    is_run = len(counts) > 2 and places[-1] - places[0] == len(places) - 1
    return f"{noun}s {counts[0]} to {counts[-1]}" if is_run else f"{noun}s {listed(counts)}"


def _rows(actor: Actor, parts: list[Part]) -> str:
    firsts = [quoted(part.text.partition(" | ")[0]) for part in parts]
    return f"{'the row' if len(parts) == 1 else 'the rows'} {listed(firsts)}"


def _pairs(actor: Actor, parts: list[Part]) -> str:
    """Cells of a matrix, by the names of their row and column."""
    heads = {part.id: part.text for part in actor.parts}
    width = len(actor.spec.columns)
    names = [
        f"{heads[f'row-{int(p.id) // width}']} with {heads[f'column-{int(p.id) % width}']}"
        if p.id.isdigit()
        else p.text
        for p in parts
    ]
    return listed(names) if len(names) < 4 else f"{counted(len(names), 'cell')} of {actor.name}"


def _on_lines(actor: Actor, parts: list[Part]) -> str:
    return listed([timeline.part_name(actor, part) for part in parts])


def _code(actor: Actor, parts: list[Part]) -> str:
    """Lines by their numbers, a single one with its words."""
    numbers = [part.id for part in parts]
    if len(parts) == 1:
        words = f" ({quoted(parts[0].text.strip())})" if parts[0].text else ""
        return f"line {numbers[0]} of {actor.name}{words}"
    said = ran(numbers) if follow(actor, parts) else listed(numbers)
    return f"lines {said} of {actor.name}"


def _formula(actor: Actor, parts: list[Part]) -> str:
    """Terms, each by what it says."""
    return f"{listed([quoted(part.text) for part in parts])} in {actor.name}"


def _tree(actor: Actor, parts: list[Part]) -> str:
    """Nodes by their words; those that lead from the root to some of them as the ways to these."""
    ends = [quoted(part.text) for part in way_ends(parts)]
    if len(parts) == 1 or not ends:
        return listed([quoted(part.text) for part in parts])
    if len(ends) > 1:
        return f"the ways to {listed(ends)}"
    branches = [part.edge for part in parts if part.edge]
    return f"the way to {ends[0]}" + (f" ({', then '.join(branches)})" if branches else "")


_PHRASES = {
    "tree": _tree,
    "formula": _formula,
    "code": _code,
    "tokens": _tokens,
    "log": _entries,
    "queue": _entries,
    "cells": _cells,
    "table": _rows,
    "matrix": _pairs,
    "timeline": _on_lines,
}


def follow(actor: Actor, parts: list[Part]) -> bool:
    """Whether parts stand side by side."""
    places = _indices(actor, parts)
    return places == list(range(places[0], places[0] + len(places)))


def _indices(actor: Actor, parts: list[Part]) -> list[int]:
    order = {part.id: index for index, part in enumerate(actor.parts)}
    return [order[part.id] for part in parts]
