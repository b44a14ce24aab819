"""Actors that are written as one text, and written anew as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from explainsite.content.nodes import Mapping, Node, Scalar
from explainsite.storyboard.call import Call
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.selectors import parts_called
from explainsite.storyboard.staging import flaw_in_text
from explainsite.storyboard.state import Actor, Target
from explainsite.storyboard.values import as_source


def is_source(actor: Actor, targets: tuple[Target, ...], node: Node) -> bool:
    """Whether a value is a source to be read anew: that of a whole actor, or of its parts."""
    if actor.traits.rewrite is None:
        return False
    return bool(actor.traits.part_sources) or (targets[0].part is None and isinstance(node, Scalar))


def rewritten(call: Call, actor: Actor, targets: tuple[Target, ...], node: Node) -> Actor:
    """The actor with other sources, which are checked as those on the stage are."""
    nodes = _sources(call, actor, targets, node)
    texts = {name: as_source(call.plain(value), value.span) for name, value in nodes.items()}
    update: dict[str, Any] = {actor.traits.source: texts.pop("")} if "" in texts else {}
    if texts:
        field = actor.traits.part_sources
        update[field] = {**getattr(actor.spec, field), **texts}
    spec = actor.spec.model_copy(update=update)
    for flaw in actor.traits.check(spec):
        name = str(flaw.place[-1]) if len(flaw.place) > 1 else ""
        span = flaw_in_text(nodes[name], flaw) if name in nodes else None
        message = f"`{actor.id}`: {flaw.message}"
        raise Problem(flaw.code, message, span or nodes.get(name, node).span, hint=flaw.hint)
    assert actor.traits.rewrite is not None
    return replace(actor, spec=spec, parts=actor.traits.rewrite(actor, spec))


def _sources(call: Call, actor: Actor, targets: tuple[Target, ...], node: Node) -> dict[str, Node]:
    """The nodes of the sources by part; the empty name is the whole."""
    if not isinstance(node, Mapping):
        return {target.part or "": node for target in targets}
    if targets[0].part is not None:
        span = next(iter(node.keys.values())).span if node.keys else node.span
        hint = f"write the whole of it, as in `{targets[0]}: text`"
        raise Problem("wrong-type", f"`{targets[0]}` has no parts", span, hint=hint)
    return {
        part.id: node.values[name]
        for name, key in node.keys.items()
        for part in parts_called(actor, name, key.span, call.values)
    }
