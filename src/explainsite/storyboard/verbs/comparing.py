"""`compare`: what is the same in two or more things, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explainsite.content.interpolation import whole_value
from explainsite.content.nodes import Scalar
from explainsite.content.nodes import Sequence as Items
from explainsite.diagnostics import Span
from explainsite.storyboard import pace
from explainsite.storyboard.actors.defaults import is_filled
from explainsite.storyboard.call import Call, actor_in, change_parts, part_ids, require_shown
from explainsite.storyboard.names import written_out
from explainsite.storyboard.phrases import phrase
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.selectors import select
from explainsite.storyboard.sending import Selector
from explainsite.storyboard.state import Actor, Part, Stage, Step, Target
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import counted, listed, nth, quoted, sentence

_EXAMPLE = "`compare: [before, after]`"


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the things compared: its actor, those of its parts that are compared, and what it is called."""

    actor: Actor
    parts: tuple[Part, ...]
    name: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """What stands at one place of every side; None where a side has nothing. `name` is that of the place."""

    name: str
    parts: tuple[Part | None, ...]
    texts: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether a reader sees the same on every side."""
        return None not in self.parts and len(set(self.texts)) == 1


def compare(call: Call) -> Step:
    """Signs on what is the same and what differs: `compare: [before, after]`."""
    sides = _sides(call)
    by_name = _share_names(sides)
    pairs = _by_name(sides) if by_name else _by_place(sides)
    stage = _cleared(call.stage)
    for index, side in enumerate(sides):
        for pair in pairs:
            part = pair.parts[index]
            if part is not None:
                found = "same" if pair.is_same else "other"
                target = Target(actor=side.actor.id, part=part.id)
                stage = change_parts(stage, (target,), lambda p, to=found: replace(p, match=to))  # type: ignore[misc]
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=_describe(sides, pairs))


def _sides(call: Call) -> list[_Side]:
    """The things that the arguments name, each on screen."""
    sides = _selectors(call)
    if len(sides) < 2:
        raise Problem(
            "bad-do",
            "`compare` takes two things or more",
            call.arguments.span,
            hint=f"for example {_EXAMPLE}",
        )
    return [_side(call, text, span) for text, span in sides]


def _selectors(call: Call) -> list[tuple[str, Span]]:
    """The selectors of the sides, each with its place. A list of values alone stands for as many."""
    found: list[tuple[str, Span]] = []
    for node in call.arguments.items if isinstance(call.arguments, Items) else (call.arguments,):
        if not isinstance(node, Scalar) or not node.text:
            raise Problem("bad-do", "a selector belongs here", node.span, hint=f"for example {_EXAMPLE}")
        is_value = whole_value(node.text, call.values) is not None
        texts = written_out(node.text, node.span, call.values) if is_value else (node.text,)
        found += [(text, node.span) for text in texts]
    return found


def _side(call: Call, text: str, span: Span) -> _Side:
    targets = select(call.stage, text, span, call.values)
    require_shown(call.stage, targets, span)
    actor = actor_in(call.stage, targets[0].actor)
    ids = part_ids(actor, targets)
    is_compared = actor.traits.compared or is_filled
    parts = tuple(part for part in actor.parts if part.id in ids and is_compared(part))
    if actor.traits.compared is None or not parts:
        empty = "is empty" if not parts else f"is `{actor.kind}`, which holds nothing to compare"
        raise Problem(
            "bad-verb", f"`{text}` {empty}", span, hint="compare rows, numbers, nodes or parts of them"
        )
    return _Side(actor, parts, phrase(call.stage, targets))


def _share_names(sides: Sequence[_Side]) -> bool:
    """Whether parts belong together by name: rows with amounts, bars, rows of tables, nodes of clusters."""
    named = all(not side.actor.traits.by_place and not side.actor.is_single for side in sides)
    if not named or all(len(side.parts) == 1 for side in sides):
        return False
    first, *others = ({part.id for part in side.parts} for side in sides)
    holds = all(part.value is not None or part.note or part.text != part.id for part in sides[0].parts)
    return holds and any(first & other for other in others)


def _by_name(sides: Sequence[_Side]) -> list[_Pair]:
    names = {part.id: side.actor.traits.part_name(part) or part.id for side in sides for part in side.parts}
    found = [[next((p for p in side.parts if p.id == part_id), None) for side in sides] for part_id in names]
    return [_pair(sides, name, parts) for name, parts in zip(names.values(), found, strict=True)]


def _by_place(sides: Sequence[_Side]) -> list[_Pair]:
    longest = max(sides, key=lambda side: len(side.parts))
    order = [part.id for part in longest.actor.parts]
    found = [
        [side.parts[i] if i < len(side.parts) else None for side in sides] for i in range(len(longest.parts))
    ]
    names = [nth(order.index(part.id)) for part in longest.parts]
    return [_pair(sides, f"the {name}", parts) for name, parts in zip(names, found, strict=True)]


def _pair(sides: Sequence[_Side], name: str, parts: Sequence[Part | None]) -> _Pair:
    there = zip((side.actor for side in sides), parts, strict=True)
    texts = tuple("" if part is None else actor.traits.seen(actor, part) for actor, part in there)
    return _Pair(name, tuple(parts), texts)


def _cleared(stage: Stage) -> Stage:
    """The stage without the signs of an earlier comparison."""
    actors = tuple(
        replace(a, parts=tuple(replace(p, match="") if p.match else p for p in a.parts)) for a in stage.actors
    )
    return replace(stage, actors=actors)


def _describe(sides: Sequence[_Side], pairs: Sequence[_Pair]) -> tuple[str, ...]:
    names = listed([side.name for side in sides])
    same, other = [p for p in pairs if p.is_same], [p for p in pairs if not p.is_same]
    if len(pairs) == 1:
        return (sentence(f"{names} {_describe_one(sides, pairs[0])}"),)
    if not other:
        whole = all(side.name == side.actor.name for side in sides)
        return (sentence(f"{names} are the same{_everywhere(sides, pairs) if whole else ''}"),)
    if not same:
        return (sentence(f"{names} have nothing in common"),)
    noun = "" if _share_names(sides) else f" {sides[0].actor.traits.part_noun}"
    agree = f"{names} are the same in {_places(same)}{noun}"
    differences = [f"{pair.name} ({_texts(pair)})" for pair in other]
    more = [counted(len(differences) - 4, "other")] if len(differences) > 5 else []
    return (sentence(agree), sentence(f"they differ in {listed([*differences[: 4 if more else 5], *more])}"))


def _everywhere(sides: Sequence[_Side], pairs: Sequence[_Pair]) -> str:
    noun = sides[0].actor.traits.part_noun
    return f" in {'both ' + counted(2, noun)[4:] if len(pairs) == 2 else 'all ' + counted(len(pairs), noun)}"


def _describe_one(sides: Sequence[_Side], pair: _Pair) -> str:
    shown = all(text in side.name for text, side in zip(pair.texts, sides, strict=True))
    if pair.is_same:
        return "are the same" if shown else f"are the same: {_quoted(pair.texts[0])}"
    return "differ" if shown else f"differ: {_texts(pair)}"


def _texts(pair: _Pair) -> str:
    """What each side has at a place."""
    texts = zip(pair.parts, pair.texts, strict=True)
    return listed([_quoted(text) if part is not None else "nothing" for part, text in texts])


def _places(pairs: Sequence[_Pair]) -> str:
    names = [pair.name for pair in pairs]
    return listed(names) if len(names) < 6 else f"{names[0]} and {counted(len(names) - 1, 'other')}"


def _quoted(text: str) -> str:
    return text if any(sign.isdigit() for sign in text) or not text else quoted(text)


COMPARE = Verb(
    name="compare",
    run=compare,
    takes=list[Selector],
    group="Point out",
    example="compare: [before, after]",
    meaning="A sign on each part of two or more actors says whether it is the same in all of them: by"
    " name in lists, bars, tables and clusters, by place elsewhere. It stays until `unmark`.",
    demo="""\
layout: |
  leader
  follower
stage:
  leader: {is: log, label: Leader, items: [x=1, y=2, x=3, y=4], slots: 5}
  follower: {is: log, label: Follower, items: [x=1, y=2, y=9], slots: 5}
beats:
  - title: Where two logs part
    say: Two entries are the same. From the third one on, the logs tell different stories.
    do:
      - show: [leader, follower]
      - compare: [leader, follower]
""",
)
