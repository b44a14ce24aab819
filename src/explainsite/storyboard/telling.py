"""What steps say together: those of whom the same is said at once, or in turn, in one sentence."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from explainsite.storyboard.phrases import fate, one_or_many, phrase
from explainsite.storyboard.state import Changed, Said, Sent, Stage, Step, Target, Telling
from explainsite.storyboard.words import sentence


def told(stage: Stage, *tellings: Telling) -> tuple[str, ...]:
    """The sentences that say it."""
    return tuple(sentence(text) for telling in tellings for text in _texts(stage, telling))


def _texts(stage: Stage, telling: Telling) -> Sequence[str]:
    if isinstance(telling, Changed):
        return list(filter(None, telling.actor.traits.describe_changes(telling.actor, telling.changes)))
    if isinstance(telling, Said):
        verb = one_or_many(stage, telling.of, telling.one, telling.many)
        return [f"{telling.before}{phrase(stage, telling.of)}{verb}"]
    verb = one_or_many(stage, telling.senders, "sends", "send")
    return [f"{phrase(stage, telling.senders)} {verb} {telling.what}{fate(telling.status, telling.count)}"]


def at_once(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Steps of one moment, where the first of those that say the same says it of all."""
    groups: dict[Hashable, list[Telling]] = {}
    for step in steps:
        for telling in step.tellings:
            if told(step.stage, telling):  # nothing is said of what is not on screen
                groups.setdefault(_subject(telling), []).append(telling)
    joint = {key: same for key, same in groups.items() if len(same) > 1 and _are_apart(same)}
    return tuple(_with_others(step, joint) for step in steps)


def _with_others(step: Step, joint: dict[Hashable, list[Telling]]) -> Step:
    """A step whose sentences tell for others too, or are told by others."""
    sentences = list(step.sentences)
    for telling in step.tellings:
        same = joint.get(_subject(telling))
        own = told(step.stage, telling)
        if same is not None and own:
            at = sentences.index(own[0])
            sentences[at : at + len(own)] = told(step.stage, _joined(same)) if same[0] is telling else ()
    return replace(step, sentences=tuple(sentences))


def in_turn(steps: Sequence[Step]) -> list[str]:
    """What steps say one after the other; what neighbours say of several things alike they say once."""
    runs: list[list[Step]] = []
    for step in steps:
        if runs and _goes_on(runs[-1], step):
            runs[-1].append(step)
        else:
            runs.append([step])
    return [text for run in runs for step in at_once(run) for text in step.sentences]


def _goes_on(run: Sequence[Step], step: Step) -> bool:
    """Whether a step says of other things just what those before it say."""
    if not (_says_one_thing(run[-1]) and _says_one_thing(step)):
        return False
    tellings = [telling for each in (*run, step) for telling in each.tellings]
    texts = {change.new.text for one in tellings if isinstance(one, Changed) for change in one.changes}
    return len(set(map(_subject, tellings))) == 1 and len(texts) < 2 and _are_apart(tellings)


def _says_one_thing(step: Step) -> bool:
    return (
        len(step.tellings) == 1
        and not isinstance(step.tellings[0], Sent)
        and step.sentences == told(step.stage, *step.tellings)
    )


def _subject(telling: Telling) -> Hashable:
    """What those have in common that can be told together."""
    if isinstance(telling, Changed):
        return telling.actor.id
    if isinstance(telling, Said):
        return (telling.before, telling.one, telling.many)
    return (telling.what, telling.status)


def _joined(same: Sequence[Telling]) -> Telling:
    """What is told alike, as one; all are of one class."""
    if changed := [one for one in same if isinstance(one, Changed)]:
        return Changed(changed[-1].actor, tuple(change for one in changed for change in one.changes))
    if said := [one for one in same if isinstance(one, Said)]:
        return replace(said[0], of=tuple(target for one in said for target in one.of))
    sent = [one for one in same if isinstance(one, Sent)]
    senders = tuple(dict.fromkeys(target for one in sent for target in one.senders))
    return replace(sent[0], senders=senders, count=sum(one.count for one in sent))


def _are_apart(tellings: Sequence[Telling]) -> bool:
    """Whether nothing changes twice, by itself or with all of its actor; a node may well send twice."""
    things = [thing for telling in tellings for thing in _things(telling)]
    wholes = [thing.actor for thing in things if thing.part is None]
    return len(set(things)) == len(things) and all(
        [thing.actor for thing in things].count(actor) == 1 for actor in wholes
    )


def _things(telling: Telling) -> tuple[Target, ...]:
    if isinstance(telling, Changed):
        return tuple(Target(actor=telling.actor.id, part=change.new.id) for change in telling.changes)
    return telling.of if isinstance(telling, Said) else ()
