"""How a sentence names what is on the stage: by the words that a reader sees, never by ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

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


def describe_sent(stage: Stage, sent: Sent) -> str:
    """`A and B send “vote” to C; both are lost.`"""
    verb = one_or_many(stage, sent.senders, "sends", "send")
    return sentence(f"{phrase(stage, sent.senders)} {verb} {sent.what}{fate(sent.status, sent.count)}")


def fate(status: str, count: int) -> str:
    """What becomes of so many messages, at the end of a sentence."""
    they = "it is" if count == 1 else "both are" if count == 2 else "all are"
    return "" if status == "ok" else f"; {they} {status}"


def describe_at_once(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Steps of one moment. Those who send the same are described together, by the first of their steps."""
    groups: dict[tuple[str, str], list[Sent]] = {}
    for sent in (step.sent for step in steps if step.sent):
        groups.setdefault((sent.what, sent.status), []).append(sent)
    return tuple(
        _describe_with(step, groups[step.sent.what, step.sent.status]) if step.sent else step
        for step in steps
    )


def _describe_with(step: Step, same: list[Sent]) -> Step:
    """A step that sends, where all of `same` is sent at once."""
    if len(same) == 1:
        return step
    senders = tuple(dict.fromkeys(target for sent in same for target in sent.senders))
    joint = replace(same[0], senders=senders, count=sum(sent.count for sent in same))
    return replace(step, sentences=(describe_sent(step.stage, joint),) if step.sent is same[0] else ())


def describe_notes(stage: Stage, notes: Mapping[str, Sequence[Target]]) -> list[str]:
    """`A and B now show “sold”`: what nodes on screen show now, those with one note together."""
    sentences = []
    for note, targets in notes.items():
        shown_ones = {actor.id for actor in stage.actors if actor.shown}
        seen = tuple(
            target for target in targets if target.actor in shown_ones and not _is_said(stage, target, note)
        )
        agents = {actor.id for actor in stage.actors if actor.traits.agents}
        if note and seen and not {target.actor for target in seen} <= agents:
            sentences.append(sentence(f"a note appears beside {phrase(stage, seen)}: {quoted(note)}"))
        elif note and seen:
            show = one_or_many(stage, seen, "shows", "show")
            sentences.append(sentence(f"{phrase(stage, seen)} now {show} {quoted(note)}"))
    return sentences


def _is_said(stage: Stage, target: Target, note: str) -> bool:
    """Whether a mark of this target means just this."""
    actor = stage.actor(target.actor)
    part = actor.part(target.part or "") if actor else None
    return part is not None and part.meaning.casefold() == note.casefold()


def describe_notes_gone(stage: Stage, targets: Sequence[Target]) -> list[str]:
    """`A and B no longer show “sold”`: what is taken away from nodes and lines on screen."""
    groups: dict[str, list[Target]] = {}
    for target in targets:
        actor = stage.actor(target.actor)
        for part in actor.parts if actor and actor.shown else ():
            if part.note and target.part in {None, part.id}:
                groups.setdefault(part.note, []).append(Target(actor=target.actor, part=part.id or None))
    described = []
    for note, were in groups.items():
        show = one_or_many(stage, tuple(were), "shows", "show")
        described.append(sentence(f"{phrase(stage, tuple(were))} no longer {show} {quoted(note)}"))
    return described


def _actor_names(stage: Stage, actor_id: str, targets: tuple[Target, ...]) -> list[str]:
    actor = stage.actor(actor_id)
    assert actor is not None
    ids = [t.part for t in targets if t.actor == actor_id]
    if None in ids or actor.is_single:
        return [actor.name]
    if ids == [NEXT] and actor.part(NEXT) is None:
        return [f"the end of {actor.name}"]
    return _part_names(actor, [part for part in actor.parts if part.id in ids])


def parts_phrase(actor: Actor, parts: Sequence[Part]) -> str:
    """Some parts of an actor in words; its name when they are all that it holds."""
    return listed(_part_names(actor, parts))


def _part_names(actor: Actor, parts: Sequence[Part]) -> list[str]:
    full = [part.id for part in actor.parts if part.filled]
    if len(parts) > 1 and [part.id for part in parts] == full:
        return [actor.name]
    return actor.traits.part_names(actor, parts)


def by_text_or_place(actor: Actor, parts: Sequence[Part]) -> list[str]:
    """Parts by their texts where these tell them apart, or else by where they are."""
    if len(parts) > 1 and _block(actor, parts):
        return [places(actor, parts)]
    texts = [part.text for part in parts]
    all_texts = [part.text for part in actor.parts if part.text]
    if not all(texts) or len(set(all_texts)) < len(all_texts):
        return [places(actor, parts)]
    names = shown(texts)
    return [f"{ran(names) if follow(actor, parts) else listed(names)} in {actor.name}"]


def shown(texts: list[str]) -> list[str]:
    """Texts of cells, in quotes when they are words and not signs such as `k0`, `Q` or `→`."""
    signs = all(len(text) < 2 or text.isupper() or any(sign.isdigit() for sign in text) for text in texts)
    return texts if signs else [quoted(text) for text in texts]


def quoted_run(actor: Actor, parts: Sequence[Part]) -> str:
    """The texts of parts in quotes; those that stand side by side from the first to the last."""
    texts = [quoted(part.text) for part in parts]
    return ran(texts) if follow(actor, parts) else listed(texts)


def places(actor: Actor, parts: Sequence[Part]) -> str:
    """Parts without texts, by where they are."""
    at, noun = _indices(actor, parts), actor.traits.part_noun
    if len(parts) == 1:
        return f"the {nth(at[0])} {noun} of {actor.name}"
    if block := _block(actor, parts):
        return f"{block} of {actor.name}"
    if at == list(range(len(at))):
        return f"the first {counted(len(at), noun)} of {actor.name}"
    return f"{counted(len(at), noun)} of {actor.name}"


def is_grid(actor: Actor) -> bool:
    """Whether parts stand in rows and columns, so that their order alone does not tell where each is."""
    return actor.traits.grid is not None and min(actor.traits.grid(actor.spec)) > 1


def _block(actor: Actor, parts: Sequence[Part]) -> str:
    """Cells of a grid where some rows meet some columns: `rows 1 to 3, columns 2 to 4`; empty for others."""
    if actor.traits.grid is None or not is_grid(actor):
        return ""
    high, wide = actor.traits.grid(actor.spec)
    at = _indices(actor, parts)
    rows, columns = sorted({place // wide for place in at}), sorted({place % wide for place in at})
    if len(rows) * len(columns) != len(at):
        return ""
    of_rows, of_columns = _counted_off("row", rows), _counted_off("column", columns)
    if len(columns) == wide:
        return of_rows
    return of_columns if len(rows) == high else f"{of_rows}, {of_columns}"


def _counted_off(noun: str, places: Sequence[int]) -> str:
    """`row 2`, `rows 1 to 3`, `rows 1 and 4`."""
    counts = [str(place + 1) for place in places]
    if len(counts) == 1:
        return f"{noun} {counts[0]}"
    is_run = len(counts) > 2 and places[-1] - places[0] == len(places) - 1
    return f"{noun}s {counts[0]} to {counts[-1]}" if is_run else f"{noun}s {listed(counts)}"


def follow(actor: Actor, parts: Sequence[Part]) -> bool:
    """Whether parts stand side by side."""
    places = _indices(actor, parts)
    return places == list(range(places[0], places[0] + len(places)))


def _indices(actor: Actor, parts: Sequence[Part]) -> list[int]:
    order = {part.id: index for index, part in enumerate(actor.parts)}
    return [order[part.id] for part in parts]
