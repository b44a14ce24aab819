"""Selectors: `keys`, `keys.3`, `keys.0-4`, `ring.n3`, and with values `keys.$first`."""

from __future__ import annotations

from dataclasses import replace

from explainsite.content.nodes import Mapping, Node, Sequence
from explainsite.diagnostics import Span, did_you_mean
from explainsite.storyboard.names import Values, written_out
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Part, Stage, Target

NEXT = "next"
"""The part that an actor will have next: a place for messages to go to, nothing that can be changed."""


ENTRANCE = "<entrance>"
"""Where what comes to a queue comes from. No selector names it."""
CHOSEN, REST = "chosen", "rest"
"""The parts that `select` has chosen, and those that it has left out."""


def select(
    stage: Stage, text: str, span: Span, values: Values, *, places: bool = False
) -> tuple[Target, ...]:
    """The targets that a selector names, each once; a range names several, and so does a list of values.

    With `places` a selector may also name the free place at an actor's end, as in “words.next”. Raises
    `Problem` for what does not exist.
    """
    found: list[Target] = []
    for written in written_out(text, span, values):
        try:
            found += _targets(stage, written, span, places=places)
        except Problem as problem:
            raise _at_value(problem, text, written) from None
    return tuple(dict.fromkeys(found))


def _at_value(problem: Problem, text: str, written: str) -> Problem:
    """A problem whose label says what a selector with values in it has become."""
    if text != written:
        problem.found = tuple(replace(found, label=f"this is `{written}`") for found in problem.found)
    return problem


def _targets(stage: Stage, text: str, span: Span, *, places: bool) -> tuple[Target, ...]:
    actor_id, dot, part = text.strip().partition(".")
    actor, group = stage.actor(actor_id), stage.group(actor_id)
    if group:
        if dot:
            message = f"`{actor_id}` is a group, which has no parts"
            raise Problem("unknown-part", message, span, hint=f"one of its own is `{group[0]}`")
        return tuple(target for each in group for target in _of_group(stage, actor_id, each, span))
    if actor is None:
        known = [*(a.id for a in stage.actors), *dict(stage.groups)]
        raise Problem(
            "unknown-actor",
            f"`{actor_id}` is not on the stage",
            span,
            label="not declared under `stage`",
            hint=_list_hint(text)
            or _part_alone(stage, text)
            or did_you_mean(actor_id, known)
            or f"declare `{actor_id}` under `stage:`",
        )
    if not dot:
        return (Target(actor=actor_id),)
    if part == NEXT and actor.traits.next_part is not None and not any(p.id == NEXT for p in actor.parts):
        return (_free_place(actor, span, places=places),)
    return tuple(Target(actor=actor_id, part=part_id) for part_id in _part_ids(actor, part, span))


def _of_group(stage: Stage, group: str, selector: str, span: Span) -> tuple[Target, ...]:
    try:
        return _targets(stage, selector, span, places=False)
    except Problem as problem:
        raise _at_value(problem, group, selector) from None


def _part_alone(stage: Stage, text: str) -> str:
    """`cat` is a part of an actor, which stands before it."""
    owner = next((actor.id for actor in stage.actors if text and actor.part(text)), None)
    return f"a part stands behind its actor, as in `{owner}.{text}`" if owner else ""


def _free_place(actor: Actor, span: Span, *, places: bool) -> Target:
    if not places:
        raise Problem(
            "unknown-part",
            f"`{actor.id}.{NEXT}` is a free place, and there is nothing to change yet",
            span,
            hint=f"only `send` goes there; `append: {{{actor.id}: text}}` fills it",
        )
    turns_away = actor.traits.overflow(actor.spec) is not None
    if len(actor.parts) >= actor.traits.room(actor.spec) and not turns_away:
        raise Problem(
            "bad-verb",
            f"`{actor.id}` has no free place at its end",
            span,
            hint=actor.traits.more_room,
        )
    return Target(actor=actor.id, part=NEXT)


def select_all(stage: Stage, node: Node, values: Values, *, places: bool = False) -> tuple[Target, ...]:
    """The targets of a selector or a list of them, each once; at least one."""
    if isinstance(node, Sequence) and node.items:
        found = [target for item in node for target in select_all(stage, item, values, places=places)]
        return tuple(dict.fromkeys(found))
    if isinstance(node, Mapping | Sequence) or node.text is None:
        keys = list(node.keys.values()) if isinstance(node, Mapping) else []
        raise Problem(
            "bad-do",
            "a selector or a list of selectors belongs here",
            keys[0].span if keys else node.span,
            hint="for example `keys`, `keys.0-4` or `[client, ring.A]`",
        )
    return select(stage, node.text, node.span, values, places=places)


def _part_ids(actor: Actor, part: str, span: Span) -> list[str]:
    ids = [p.id for p in actor.parts if p.id]
    if part in ids:
        return [part]
    if called := actor.traits.parts_called(actor, part):
        return list(called)
    if part in (CHOSEN, REST):
        return _picked(actor, part, span)
    for at, sign in enumerate(part):
        first, last = part[:at], part[at + 1 :]
        if sign == "-" and first in ids and last in ids:
            return _range(actor, ids, first, last, span)
    raise Problem(
        "unknown-part",
        f"`{actor.id}` has no part `{part}`",
        span,
        label="no such part",
        hint=_list_hint(part) or part_hint(actor, part),
    )


def _list_hint(text: str) -> str:
    """`a, b` is one text until brackets make it a list."""
    return "several targets stand in brackets, as in `[client, ring.A]`" if "," in text else ""


def _range(actor: Actor, ids: list[str], first: str, last: str, span: Span) -> list[str]:
    """The parts from the first to the last."""
    if ids.index(first) > ids.index(last):
        raise Problem(
            "unknown-part",
            f"`{actor.id}.{first}-{last}` runs backwards",
            span,
            label="the last part stands first",
            hint=f"write `{actor.id}.{last}-{first}`",
        )
    return ids[ids.index(first) : ids.index(last) + 1]


def _picked(actor: Actor, word: str, span: Span) -> list[str]:
    """The parts that `select` has chosen or left out."""
    wanted = "chosen" if word == CHOSEN else "out"
    ids = [p.id for p in actor.parts if p.choice == wanted]
    if not ids:
        raise Problem(
            "bad-verb",
            f"`{actor.id}` has no parts that were {'chosen' if word == CHOSEN else 'left out'}",
            span,
            hint=f"`- select: {{{actor.id}: 2}}` before this",
        )
    return ids


def parts_called(actor: Actor, name: str, span: Span, values: Values) -> list[Part]:
    """The part of this name; several if values name them, or the name is that of several."""
    found: list[Part] = []
    for written in written_out(name, span, values):
        ids = (written,) if actor.part(written) else actor.traits.parts_called(actor, written)
        parts = [part for part in actor.parts if part.id and part.id in ids]
        if not parts:
            message, hint = f"`{actor.id}` has no part `{written}`", part_hint(actor, written)
            raise _at_value(
                Problem("unknown-part", message, span, label="no such part", hint=hint), name, written
            )
        found += parts
    return found


def part_hint(actor: Actor, part: str) -> str:
    """What to write instead of a part that does not exist."""
    ids = [p.id for p in actor.parts if p.id]
    if part == NEXT and ids:
        return f"`{NEXT}` is for actors that grow at their end; name a part, as in `{actor.id}.{ids[0]}`"
    if not ids:
        return (
            f"`{actor.id}` is one thing; select it without a dot"
            if actor.is_single
            else f"`{actor.id}` is empty"
        )
    if len(ids) > 2 and ids == [str(i) for i in range(len(ids))]:
        return f"its parts are `{actor.id}.0` to `{actor.id}.{len(ids) - 1}`"
    return did_you_mean(part, ids) or f"the first is `{actor.id}.{ids[0]}`"
