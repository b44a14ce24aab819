"""Trees: nodes are added below others, leave with all below them, and are lit with the way to them."""

from __future__ import annotations

from dataclasses import replace

from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.storyboard.actors.tree import MOST_NODES, branch, new_node, path
from explainsite.storyboard.call import Call, actor_in
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Part, Stage, Target
from explainsite.storyboard.values import as_text
from explainsite.storyboard.words import quoted, sentence


def append(call: Call, actor: Actor, part: str | None, node: Node) -> tuple[Actor, list[str]]:
    """Children below a node: a text, a mapping of branches to texts, or a list of either."""
    if part is None:
        raise Problem(
            "bad-verb",
            f"`{actor.id}` has several nodes: say below which one",
            node.span,
            hint=f"for example `append: {{{actor.id}.{actor.parts[0].id}: {{yes: Walk}}}}`",
        )
    told: list[str] = []
    for edge, text, place in _children(call, node):
        if not text:
            raise Problem("wrong-type", "an empty text shows nothing", place.span, hint="write what it shows")
        if len(actor.parts) >= MOST_NODES:
            hint = "show fewer, or `pop` some"
            raise Problem("bad-verb", f"`{actor.id}` has room for {MOST_NODES} nodes", place.span, hint=hint)
        new = new_node(actor.parts, text, part, edge)
        actor = _with_child(actor, new)
        told.append(_told(actor, new))
    return actor, told


def _children(call: Call, node: Node) -> list[tuple[str, str, Node]]:
    if isinstance(node, Sequence):
        return [child for item in node for child in _children(call, item)]
    if isinstance(node, Mapping):
        return [(edge, call.text(value), value) for edge, value in node.values.items()]
    assert isinstance(node, Scalar)
    plain = call.plain(node)
    texts = plain if isinstance(plain, list) else [plain]
    return [("", as_text(text, node.span), node) for text in texts]


def _with_child(actor: Actor, new: Part) -> Actor:
    """The actor with a node behind the last one of its parent's branch."""
    assert new.parent is not None
    below = branch(actor, new.parent)
    last = max(index for index, part in enumerate(actor.parts) if part.id in below)
    return replace(actor, parts=(*actor.parts[: last + 1], new, *actor.parts[last + 1 :]))


def _told(actor: Actor, new: Part) -> str:
    parent = actor.part(new.parent or "")
    assert parent is not None
    by = f", by {quoted(new.edge)}" if new.edge else ""
    return sentence(f"{quoted(new.text)} is added below {quoted(parent.text)}{by}")


def pruned(stage: Stage, targets: list[Target], call: Call) -> tuple[Stage, list[str]]:
    """The stage without some nodes and all below them, and what is said of each."""
    told: list[str] = []
    for target in targets:
        actor = actor_in(stage, target.actor)
        part = actor.part(target.part or "")
        if target.part is not None and part is None:
            continue  # it has left with one above it
        if part is None or part.parent is None:
            raise Problem(
                "bad-verb",
                f"`{target}` cannot leave, for the tree hangs on it",
                call.arguments.span,
                hint=f"name a node below the root, or `hide: {actor.id}`",
            )
        gone = branch(actor, part.id)
        stage = _without(stage, actor, gone)
        more = " with all below it" if len(gone) > 1 else ""
        told.append(f"{quoted(part.text)} leaves {actor.name}{more}")
    return stage, told


def _without(stage: Stage, actor: Actor, gone: frozenset[str]) -> Stage:
    """The stage without some parts of an actor, and the lines that ended there."""
    left = replace(actor, parts=tuple(part for part in actor.parts if part.id not in gone))
    ends = {Target(actor=actor.id, part=name) for name in gone}
    links = tuple(link for link in stage.links if not {link.start, link.end} & ends)
    return replace(stage.with_actor(left), links=links)


def with_ways(stage: Stage, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Targets with the way from the root to each node of a tree."""
    found: list[Target] = []
    for target in targets:
        actor = stage.actor(target.actor)
        assert actor is not None
        on_way = actor.kind == "tree" and target.part is not None
        parts = path(actor, target.part or "") if on_way else []
        found += [Target(actor=actor.id, part=part.id) for part in parts] or [target]
    return tuple(dict.fromkeys(found))
