"""Selectors: `keys`, `keys.3`, `keys.0-4`, `ring.n3`."""

from __future__ import annotations

from explainsite.content.nodes import Mapping, Node, Sequence
from explainsite.diagnostics import Span, did_you_mean
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Stage, Target


NEXT = "next"
"""The part that an actor will have next: a place for messages to go to, nothing that can be changed."""


def select(stage: Stage, text: str, span: Span, *, places: bool = False) -> tuple[Target, ...]:
    """The targets that a selector names; a range names several. Raises `Problem` for what does not exist.

    With `places` a selector may also name the free place at an actor's end, as in `words.next`.
    """
    actor_id, dot, part = text.partition(".")
    actor = stage.actor(actor_id)
    if actor is None:
        known = [a.id for a in stage.actors]
        raise Problem("unknown-actor", f"`{actor_id}` is not on the stage", span, label="not declared under `stage`",
                      hint=did_you_mean(actor_id, known))  # fmt: skip
    if not dot:
        return (Target(actor=actor_id),)
    if places and part == NEXT and KINDS[actor.kind].next_part is not None:
        return (Target(actor=actor_id, part=NEXT),)
    return tuple(Target(actor=actor_id, part=part_id) for part_id in _part_ids(actor, part, span))


def select_all(stage: Stage, node: Node, *, places: bool = False) -> tuple[Target, ...]:
    """The targets of a selector or a list of them."""
    if isinstance(node, Sequence):
        return tuple(target for item in node for target in select_all(stage, item, places=places))
    if isinstance(node, Mapping) or node.text is None:
        raise Problem("bad-do", "a selector or a list of selectors belongs here", node.span,
                      hint="for example `keys`, `keys.0-4` or `[client, ring.A]`")  # fmt: skip
    return select(stage, node.text, node.span, places=places)


def select_one(stage: Stage, node: Node) -> Target:
    """Exactly one target."""
    targets = select_all(stage, node)
    if len(targets) != 1:
        raise Problem("bad-do", "one target belongs here, not several", node.span)
    return targets[0]


def _part_ids(actor: Actor, part: str, span: Span) -> list[str]:
    ids = [p.id for p in actor.parts if p.id]
    if part in ids:
        return [part]
    first, dash, last = part.partition("-")
    if dash and first in ids and last in ids and ids.index(first) <= ids.index(last):
        return ids[ids.index(first) : ids.index(last) + 1]
    raise Problem("unknown-part", f"`{actor.id}` has no part `{part}`", span, label="no such part",
                  hint=_part_hint(actor, part, ids))  # fmt: skip


def _part_hint(actor: Actor, part: str, ids: list[str]) -> str:
    if not ids:
        return f"`{actor.id}` is one thing; select it without a dot"
    if len(ids) > 2 and ids == [str(i) for i in range(len(ids))]:
        return f"its parts are `{actor.id}.0` to `{actor.id}.{len(ids) - 1}`"
    return did_you_mean(part, ids)
