"""How a sentence names what is on the stage: by the words that a reader sees, never by ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explainsite.storyboard.places import block, follow, placed
from explainsite.storyboard.selectors import NEXT
from explainsite.storyboard.state import Actor, Changed, Part, Sent, Stage, Step, Target
from explainsite.storyboard.words import is_plural, listed, quoted, ran, sentence


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


def describe_changed(changed: Changed) -> list[str]:
    """What has become of parts, in a sentence each or in one for those that have become the same."""
    return [sentence(text) for text in changed.actor.traits.describe_changes(changed.actor, changed.changes)]


def describe_in_a_row(steps: Sequence[Step]) -> list[str]:
    """What steps say one after the other. Parts that become the same in turn are told in one sentence."""
    runs: list[list[Step]] = []
    for step in steps:
        if runs and _goes_on(runs[-1][-1], step):
            runs[-1].append(step)
        else:
            runs.append([step])
    return [text for run in runs for step in _changes_together(run) for text in step.sentences]


def _goes_on(before: Step, step: Step) -> bool:
    """Whether two steps do nothing but give some parts of one actor the same text."""
    if len(before.changed) != 1 or len(step.changed) != 1:
        return False
    pair = (before.changed[0], step.changed[0])
    texts = {change.new.text for changed in pair for change in changed.changes}
    is_all = all(
        list(one.sentences) == describe_changed(changed)
        for one, changed in zip((before, step), pair, strict=True)
    )
    were_others = all(change.old.text not in texts for changed in pair for change in changed.changes)
    return pair[0].actor.id == pair[1].actor.id and len(texts) == 1 and is_all and were_others


def _changes_together(steps: Sequence[Step]) -> list[Step]:
    """Steps, where the first that changes an actor tells of all changes that they make in it."""
    groups: dict[str, list[Changed]] = {}
    for changed in (changed for step in steps for changed in step.changed):
        groups.setdefault(changed.actor.id, []).append(changed)
    joint = {name: _joined(same) for name, same in groups.items() if len(same) > 1 and _are_apart(same)}
    told = list[Step]()
    for step in steps:
        sentences = list(step.sentences)
        for changed in step.changed:
            if changed.actor.id in joint:
                own, whole = describe_changed(changed), joint[changed.actor.id]
                at = sentences.index(own[0]) if own else len(sentences)
                is_first = groups[changed.actor.id][0] is changed
                sentences[at : at + len(own)] = describe_changed(whole) if is_first else []
        told.append(replace(step, sentences=tuple(sentences)))
    return told


def _joined(same: Sequence[Changed]) -> Changed:
    return Changed(same[-1].actor, tuple(change for changed in same for change in changed.changes))


def _are_apart(same: Sequence[Changed]) -> bool:
    """Whether no part changes twice."""
    ids = [change.new.id for changed in same for change in changed.changes]
    return len(set(ids)) == len(ids)


def describe_at_once(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Steps of one moment.

    Those who send the same, and what changes in one actor, are described by the first of their steps.
    """
    groups: dict[tuple[str, str], list[Sent]] = {}
    for sent in (step.sent for step in steps if step.sent):
        groups.setdefault((sent.what, sent.status), []).append(sent)
    return tuple(
        _describe_with(step, groups[step.sent.what, step.sent.status]) if step.sent else step
        for step in _changes_together(steps)
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
    if len(parts) > 1 and block(actor, parts):
        return [placed(actor, parts)]
    texts = [part.text for part in parts]
    if not all(texts) or not tell_apart(actor, parts):
        return [placed(actor, parts)]
    names = shown(texts)
    return [f"{ran(names) if follow(actor, parts) else listed(names)} in {actor.name}"]


def by_word_or_place(actor: Actor, parts: Sequence[Part], *, whose: bool = False) -> list[str]:
    """Parts by their texts in quotes, with their places where there are others like them.

    Signs are no names where some are equal: what is `0` now may be `1` soon. `whose` adds the actor's name.
    """
    if not tell_apart(actor, parts):
        return [word_and_place(actor, parts)]
    return [_quoted_run(actor, parts) + (f" in {actor.name}" if whose else "")]


def word_and_place(actor: Actor, parts: Sequence[Part]) -> str:
    """Parts by their places, after their texts if the actor holds words: `“the” (word 3)`, `bit 3`."""
    if not all(part.text for part in parts) or all(is_sign(part.text) for part in actor.parts):
        return placed(actor, parts)
    texts = quoted(parts[0].text) if len({part.text for part in parts}) == 1 else _quoted_run(actor, parts)
    return f"{texts} ({placed(actor, parts)})"


def tell_apart(actor: Actor, parts: Sequence[Part]) -> bool:
    """Whether texts are names of parts: no other part has the same, and of signs no two are equal."""
    every = [part.text for part in actor.parts if part.text]
    if all(map(is_sign, every)):
        return len(set(every)) == len(every)
    return all(every.count(part.text) == 1 for part in parts)


def shown(texts: Sequence[str]) -> list[str]:
    """Texts of cells, in quotes when they are words and not signs such as `k0`, `Q` or `→`."""
    return list(texts) if all(map(is_sign, texts)) else [quoted(text) for text in texts]


def sign_or_quoted(text: str) -> str:
    """A text in quotes unless it is a sign with a digit or in capitals."""
    return text if text.isupper() or any(sign.isdigit() for sign in text) else quoted(text)


def is_sign(text: str) -> bool:
    """Whether a text is no word, but a sign such as `k0`, `Q` or `→`."""
    return len(text) < 2 or text.isupper() or any(sign.isdigit() for sign in text)


def _quoted_run(actor: Actor, parts: Sequence[Part]) -> str:
    """The texts of parts in quotes; those that stand side by side from the first to the last."""
    texts = [quoted(part.text) for part in parts]
    return ran(texts) if follow(actor, parts) else listed(texts)
