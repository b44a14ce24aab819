"""Actors that are written as one text, and written anew as a whole: what stays, what comes, what goes."""

from __future__ import annotations

from dataclasses import replace

from explainsite.content.nodes import Node
from explainsite.storyboard.actors.kind import Flaw
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.staging import line_span
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.verbs.call import Call, as_source
from explainsite.storyboard.words import listed, quoted, sentence


def rewritten(call: Call, actor: Actor, node: Node) -> Actor:
    """The actor with another source text, which is checked as the one on the stage is."""
    kind = actor.traits
    assert kind.rewrite is not None
    spec = actor.spec.model_copy(update={kind.source: as_source(call.plain(node), node.span)})
    for flaw in kind.check(spec):
        raise _problem(actor, flaw, node)
    return replace(actor, spec=spec, parts=kind.rewrite(actor, spec))


def _problem(actor: Actor, flaw: Flaw, node: Node) -> Problem:
    place = line_span(node, flaw.line) or node.span
    return Problem(flaw.code, f"`{actor.id}`: {flaw.message}", place, hint=flaw.hint)


def told_rewriting(old: Actor, new: Actor) -> str:
    """Which parts took the place of which."""
    come, gone = _missing(new.parts, old.parts), _missing(old.parts, new.parts)
    if not come and not gone:
        return ""
    if come and gone:
        takes = "takes" if len(come) == 1 else "take"
        return sentence(f"in {new.name}, {listed(come)} {takes} the place of {listed(gone)}")
    if come:
        return sentence(f"{listed(come)} {'is' if len(come) == 1 else 'are'} added to {new.name}")
    return sentence(f"{listed(gone)} {'leaves' if len(gone) == 1 else 'leave'} {new.name}")


def _missing(parts: tuple[Part, ...], others: tuple[Part, ...]) -> list[str]:
    """The texts of those parts that are not among the others."""
    known = {(part.key or part.id, part.text) for part in others}
    return [quoted(p.text.strip()) for p in parts if p.text and (p.key or p.id, p.text) not in known]
