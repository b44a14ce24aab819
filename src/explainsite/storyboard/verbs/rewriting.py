"""Actors that are written as one text, and written anew as a whole: what stays, what comes, what goes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from explainsite.content.nodes import Mapping, Node, Scalar
from explainsite.storyboard.actors.formula import read_out, written
from explainsite.storyboard.call import Call
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.selectors import part_hint
from explainsite.storyboard.staging import flaw_in_text
from explainsite.storyboard.state import Actor, Target
from explainsite.storyboard.values import as_source
from explainsite.storyboard.words import listed, quoted, sentence


def is_source(actor: Actor, targets: tuple[Target, ...], node: Node) -> bool:
    """Whether a value is a source to be read anew: that of a whole actor, or a term's of a formula."""
    if actor.traits.rewrite is None:
        return False
    return actor.kind == "formula" or (targets[0].part is None and isinstance(node, Scalar))


def rewritten(call: Call, actor: Actor, targets: tuple[Target, ...], node: Node) -> Actor:
    """The actor with other sources, which are checked as those on the stage are."""
    nodes = _sources(actor, targets, node)
    texts = {name: as_source(call.plain(value), value.span) for name, value in nodes.items()}
    update: dict[str, Any] = {actor.traits.source: texts.pop("")} if "" in texts else {}
    if texts:
        update["terms"] = {**actor.spec.terms, **texts}
    spec = actor.spec.model_copy(update=update)
    for flaw in actor.traits.check(spec):
        name = str(flaw.place[-1]) if len(flaw.place) > 1 else ""
        span = flaw_in_text(nodes[name], flaw) if name in nodes else None
        message = f"`{actor.id}`: {flaw.message}"
        raise Problem(flaw.code, message, span or nodes.get(name, node).span, hint=flaw.hint)
    assert actor.traits.rewrite is not None
    return replace(actor, spec=spec, parts=actor.traits.rewrite(actor, spec))


def _sources(actor: Actor, targets: tuple[Target, ...], node: Node) -> dict[str, Node]:
    """The nodes of the sources by part; the empty name is the whole."""
    if not isinstance(node, Mapping):
        return {target.part or "": node for target in targets}
    for name, key in node.keys.items():
        if targets[0].part is not None or not name or actor.part(name) is None:
            message, hint = f"`{actor.id}` has no part `{name}`", part_hint(actor, name)
            raise Problem("unknown-part", message, key.span, label="no such part", hint=hint)
    return dict(node.values)


def told_rewriting(old: Actor, new: Actor) -> str:
    """Which parts took the place of which; a formula is read out when more than its terms has changed."""
    if new.kind == "formula" and new.parts[0].text != old.parts[0].text:
        return sentence(f"{new.name} now reads {quoted(written(new))}")
    come, gone = _missing(new, old), _missing(old, new)
    if not come and not gone:
        return ""
    if come and gone:
        takes = "takes" if len(come) == 1 else "take"
        return sentence(f"in {new.name}, {listed(come)} {takes} the place of {listed(gone)}")
    if come:
        return sentence(f"{listed(come)} {'is' if len(come) == 1 else 'are'} added to {new.name}")
    return sentence(f"{listed(gone)} {'leaves' if len(gone) == 1 else 'leave'} {new.name}")


def _missing(actor: Actor, other: Actor) -> list[str]:
    """The texts of those parts that are not among the other's."""
    known = {(part.key or part.id, part.text) for part in other.parts}
    texts = [part.text for part in actor.parts if part.text and (part.key or part.id, part.text) not in known]
    return [quoted(read_out(text) if actor.kind == "formula" else text.strip()) for text in texts]
