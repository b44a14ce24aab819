"""How a sentence names what is on the stage: by the words that a reader sees, never by ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from explainsite.storyboard.places import block, follow, is_line, placed
from explainsite.storyboard.selectors import NEXT
from explainsite.storyboard.state import Actor, Part, Said, Stage, Target
from explainsite.storyboard.words import is_plural, listed, quoted, ran


def phrase(stage: Stage, targets: tuple[Target, ...]) -> str:
    """Targets in words: `Keys`, `k0 to k4 in Keys`, `A and C`, `“cat”`; `A in Old and A in New`."""
    ids = dict.fromkeys(target.actor for target in targets)
    named = [(_called(stage, actor_id), _actor_names(stage, actor_id, targets)) for actor_id in ids]
    alike = Counter(name for whole, names in named for name in names if name != whole)
    groups = [
        [f"{listed(names)} in {whole}"] if any(alike[name] > 1 for name in names) else names
        for whole, names in named
    ]
    return listed([name for group in groups for name in group])


def _called(stage: Stage, actor_id: str) -> str:
    actor = stage.actor(actor_id)
    assert actor is not None
    return actor.name


def one_or_many(stage: Stage, targets: tuple[Target, ...], one: str, many: str) -> str:
    """The form of a verb that agrees with `phrase`."""
    name = phrase(stage, targets)
    actors = [actor for actor in stage.actors if any(target.actor == actor.id for target in targets)]
    if len(actors) == 1 and name == actors[0].name:
        return many if is_plural(name) else one
    return one if len(targets) == 1 or is_line(name) else many


def fate(status: str, count: int) -> str:
    """What becomes of so many messages, at the end of a sentence."""
    they = "it is" if count == 1 else "both are" if count == 2 else "all are"
    return "" if status == "ok" else f"; {they} {status}"


def now_shown(stage: Stage, notes: Mapping[str, Sequence[Target]]) -> list[Said]:
    """`A and B now show “sold”`: what nodes on screen show now, those with one note together."""
    said = []
    for note, targets in notes.items():
        shown_ones = {actor.id for actor in stage.actors if actor.shown}
        seen = tuple(
            target for target in targets if target.actor in shown_ones and not _is_said(stage, target, note)
        )
        agents = {actor.id for actor in stage.actors if actor.traits.agents}
        if note and seen and not {target.actor for target in seen} <= agents:
            after = f": {quoted(note)}"
            said.append(Said(of=seen, one=after, many=after, before="a note appears beside "))
        elif note and seen:
            said.append(Said(of=seen, one=f" now shows {quoted(note)}", many=f" now show {quoted(note)}"))
    return said


def _is_said(stage: Stage, target: Target, note: str) -> bool:
    """Whether a mark of this target means just this."""
    actor = stage.actor(target.actor)
    part = actor.part(target.part or "") if actor else None
    return part is not None and part.meaning.casefold() == note.casefold()


def no_longer_shown(stage: Stage, targets: Sequence[Target]) -> list[Said]:
    """`A and B no longer show “sold”`: what is taken away from nodes and lines on screen."""
    groups: dict[str, list[Target]] = {}
    for target in targets:
        actor = stage.actor(target.actor)
        if actor and actor.shown and actor.note and target.part is None:
            groups.setdefault(actor.note, []).append(target)
        for part in actor.parts if actor and actor.shown else ():
            if part.note and target.part in {None, part.id}:
                groups.setdefault(part.note, []).append(Target(actor=target.actor, part=part.id or None))
    return [
        Said(of=tuple(were), one=f" no longer shows {quoted(note)}", many=f" no longer show {quoted(note)}")
        for note, were in groups.items()
    ]


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
