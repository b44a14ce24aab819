"""What a kind does unless its own file says otherwise: its parts are texts, named by what they say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from explainsite.content.nodes import Node
from explainsite.diagnostics import Span
from explainsite.storyboard.actors.flaws import Flaw
from explainsite.storyboard.actors.parts import written
from explainsite.storyboard.call import Call
from explainsite.storyboard.phrases import parts_phrase, sign_or_quoted, word_and_place
from explainsite.storyboard.places import are_told, every_part, is_one_place, placed
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Change, Part, Stage, Target
from explainsite.storyboard.values import as_text
from explainsite.storyboard.words import agreeing, listed, quoted, sentence

MANY = 3
"""More changes than this are described by what there is now."""


def surrounds_nothing(spec: Any) -> tuple[str, ...]:
    """It has an area of its own."""
    return ()


def describe_around(actor: Actor, what: str) -> str:
    """`Cache moves to Keys`."""
    return f"{actor.name} moves to {what}"


def fits_among(actor: Actor, stage: Stage, declared: Collection[str]) -> Iterator[Flaw]:
    """It may stand beside any others."""
    yield from ()


_NAME = re.compile(r"\S+( (\w|\d\S*))?")
"""One word, or one with a letter or a number: `Keys`, `Node A`, `Partition 0`."""


def actor_name(actor: Actor) -> str:
    """By the label, in quotes when it is longer than a name, or else by the id in words."""
    is_name = not actor.label or _NAME.fullmatch(actor.label)
    return actor.title if is_name else quoted(actor.label)


def part_names(actor: Actor, parts: Sequence[Part]) -> list[str]:
    """Each by its text, or all by their places where some have the same."""
    names = [part.text or part.id for part in parts]
    return names if len(set(names)) == len(names) else [placed(actor, parts)]


def called_nothing(actor: Actor, name: str) -> tuple[str, ...]:
    """A selector calls parts by their ids."""
    return ()


def part_name(part: Part) -> str:
    """By its text."""
    return part.text


def plain_text(text: str) -> str:
    """As it is."""
    return text.strip()


def is_one(actor: Actor, parts: Sequence[Part]) -> bool:
    """A single part is."""
    return len(parts) == 1


def introduce(actor: Actor, stage: Stage) -> tuple[str, str]:
    """Its name, and what it holds: `Keys`, `seven empty cells`."""
    return actor.name, actor.traits.contents(actor)


def assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    """A text takes the place of the old one."""
    return replace(part, text=some_text(value, span), filled=True)


def some_text(value: Any, span: Span) -> str:
    """A value as a text that shows something."""
    text = as_text(value, span)
    if not text:
        hint = "`clear` or `hide` takes things away"
        raise Problem("wrong-type", "an empty text shows nothing", span, hint=hint)
    return text


def describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    """A few changes by what parts read now, equal ones together, many by what there is now."""
    if is_exchange(changes):
        yield f"{listed(exchanged(actor, changes))} change places"
        return
    groups = by_text(changes)
    if len(groups) > MANY:
        yield from describe_contents(actor, changes)
        return
    for text, same in groups.items():
        parts, new = [change.old for change in same], actor.traits.plain_text(text)
        are, read = ("is", "reads") if actor.traits.is_one(actor, parts) else ("are", "read")
        yield f"{parts_phrase(actor, parts)} now {f'{read} {quoted(new)}' if new else f'{are} empty'}"


def is_exchange(changes: Sequence[Change]) -> bool:
    """Whether two parts read now what the other has read."""
    texts = [(change.old.text, change.new.text) for change in changes]
    return len(texts) == 2 and texts[0] == texts[1][::-1] and texts[0][0] != texts[0][1] and all(texts[0])


def exchanged(actor: Actor, changes: Sequence[Change]) -> list[str]:
    """What two parts are called that have exchanged their texts."""
    return [quoted(actor.traits.plain_text(change.old.text)) for change in changes]


def by_text(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """Changes in groups of those that lead to the same text."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.new.text, []).append(change)
    return groups


def describe_in_place(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    """What parts become that stay where they are, equal ones together: `bits 1, 4 and 7 become 1`."""
    groups = by_text(changes)
    many = [[change.old for change in same] for same in groups.values() if len(same) < len(actor.parts)]
    if len(groups) > MANY or not all(are_told(actor, parts) for parts in many):
        yield from describe_contents(actor, changes)
        return
    old = {change.old.id: change.old for change in changes}
    before = replace(actor, parts=tuple(old.get(part.id, part) for part in actor.parts))
    for text, same in groups.items():
        parts = [change.old for change in same]
        become = "becomes" if is_one_place(actor, parts) else "become"
        yield f"{_in_place(before, parts)} {become} {sign_or_quoted(actor.traits.plain_text(text))}"


def _in_place(actor: Actor, parts: Sequence[Part]) -> str:
    return f"all {every_part(actor)}" if len(parts) == len(actor.parts) > 1 else word_and_place(actor, parts)


def describe_contents(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    """Whatever has changed, by what there is now."""
    if not changes:
        return
    if any(change.old.filled for change in changes):
        changes_to = agreeing(actor.name, "changes to", "change to")
    else:
        changes_to = agreeing(actor.name, "fills with", "fill with")
    yield f"{actor.name} {changes_to} {actor.traits.contents(actor)}"


def describe_rewriting(old: Actor, new: Actor) -> str:
    """Which texts took the place of which."""
    come, gone = _missing(new, old), _missing(old, new)
    if not come and not gone:
        return ""
    if come and gone:
        replaces = "replaces" if len(come) == 1 else "replace"
        return sentence(f"{listed(come)} {replaces} {listed(gone)} in {new.name}")
    if come:
        return sentence(f"{listed(come)} {'is' if len(come) == 1 else 'are'} added to {new.name}")
    return sentence(f"{listed(gone)} {'leaves' if len(gone) == 1 else 'leave'} {new.name}")


def _missing(actor: Actor, other: Actor) -> list[str]:
    """The texts of those parts that are not among the other's."""
    known = {(part.key or part.id, part.text) for part in other.parts}
    texts = [part.text for part in actor.parts if part.text and (part.key or part.id, part.text) not in known]
    return [quoted(actor.traits.plain_text(text)) for text in texts]


def read_texts(call: Call, actor: Actor, node: Node) -> list[str]:
    """One text, or a list of them."""
    return call.texts(node)


def describe_arrival(actor: Actor, texts: Sequence[str]) -> str:
    """`“d” and “e” are added to Words`."""
    return f"{quoted_texts(actor, texts)} {'is' if len(texts) == 1 else 'are'} added to {actor.name}"


def quoted_texts(actor: Actor, texts: Sequence[str]) -> str:
    """Texts of an actor's parts, each in quotes."""
    return listed([quoted(actor.traits.plain_text(text)) for text in texts])


def fill(actor: Actor, part: Part, text: str) -> Part:
    """It holds the text, and no amount."""
    return replace(part, text=text, value=None, filled=True)


def role_of(actor: Actor) -> str | None:
    """The one that the spec has."""
    return getattr(actor.spec, "role", None)


def rename(actor: Actor, text: str) -> Actor | None:
    """Another label takes the place of the old one."""
    return replace(actor, label=text) if actor.label else None


def accept(call: Call, target: Target) -> None:
    """Every target will do."""


def require_part(call: Call, target: Target) -> None:
    """Only a part will do, and not the whole."""
    actor = call.actor(target)
    if target.part is None:
        first = next((part.id for part in actor.parts if part.id), None)
        raise Problem(
            "bad-verb",
            f"`{call.verb}` is for one {actor.traits.part_noun} of `{actor.id}`: say which",
            call.arguments.span,
            hint=f"for example `{call.verb}: {{{actor.id}.{first}: a few words}}`"
            if first
            else f"give `{actor.id}` some `{actor.traits.part_sources}`",
        )


def alone(actor: Actor, part: str) -> tuple[str, ...]:
    """A part leads to no other."""
    return (part,)


def turn(actor: Actor, ids: frozenset[str], span: Span) -> Actor:
    """Nothing else changes."""
    return actor


def is_filled(part: Part) -> bool:
    """Whether there is something to be seen of a part."""
    return part.filled


def seen(actor: Actor, part: Part) -> str:
    """The amount, or else the text."""
    return actor.traits.plain_text(part.text) if part.value is None else written(actor.spec, part.value)


def describe_shown(actor: Actor, part: Part) -> str:
    """By its text."""
    return f"{part.text} appears in {actor.name}"
