"""`tree`: nodes below each other, on branches that may have words: a decision, a search, an index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from explainsite.content.nodes import Mapping, Node, Scalar
from explainsite.content.nodes import Sequence as Items
from explainsite.content.slugs import slugify
from explainsite.storyboard.actors.defaults import require_part
from explainsite.storyboard.actors.flaws import Flaw
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.call import Call, actor_in
from explainsite.storyboard.fields import Preformatted
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Part, Stage, Target
from explainsite.storyboard.values import as_text
from explainsite.storyboard.words import counted, listed, quoted, sentence

MOST_NODES = 40
"""More do not fit into a picture at a readable size."""
_ID = re.compile(r"\s+@(?P<id>[\w-]+)$")
_BRANCH = re.compile(r"(?P<edge>[^:]+):\s+(?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text of a tree: where it stands, how deep, and what it says."""

    number: int
    indent: int
    text: str


def _some_nodes(text: str) -> str:
    if not _lines(text):
        raise ValueError("must not be empty")
    return text


class TreeSpec(ActorSpec):
    """A tree: decisions, a search, an index. Each line of `nodes` is a node, indented below its parent."""

    nodes: Annotated[Preformatted, AfterValidator(_some_nodes)] = Field(
        ...,
        description="The nodes, as a block that begins with `nodes: |`, each on a line of its own and"
        " indented below its parent. `no: Walk` hangs `Walk` on a branch named `no`; `Walk @far` names the"
        " part `far`, which otherwise has its name from its text: `walk`.",
    )
    direction: Literal["down", "right"] = Field("down", description="Where the branches lead.")


def _lines(text: str) -> list[Line]:
    return [
        Line(number, len(line) - len(line.lstrip()), line.strip())
        for number, line in enumerate(text.expandtabs(4).split("\n"))
        if line.strip()
    ]


def _parts(spec: TreeSpec) -> tuple[Part, ...]:
    """The nodes, each before those below it."""
    parts: list[Part] = []
    above: list[tuple[int, str]] = []
    for line in _lines(spec.nodes):
        while above and above[-1][0] >= line.indent:
            above.pop()
        part = _new_node(parts, line.text, above[-1][1] if above else None)
        parts.append(part)
        above.append((line.indent, part.id))
    return tuple(parts)


def _new_node(parts: Iterable[Part], text: str, parent: str | None, edge: str = "") -> Part:
    """A node from its line; one without an id of its own gets one from its text that no other has."""
    branch = _BRANCH.fullmatch(text) if parent is not None and not edge else None
    edge, words = (branch["edge"].strip(), branch["text"]) if branch else (edge, text)
    own = _ID.search(words)
    words = words[: own.start()] if own else words
    name = own["id"] if own else slugify(words) or "node"
    taken = {part.id for part in parts}
    names = (name if count == 1 else f"{name}-{count}" for count in range(1, len(taken) + 2))
    return Part(id=next(n for n in names if n not in taken), text=words, parent=parent, edge=edge)


def _rewrite(actor: Actor, spec: TreeSpec) -> tuple[Part, ...]:
    """The new nodes; those that were there keep their marks and notes."""
    old = {part.id: part for part in actor.parts}
    return tuple(
        replace(old[new.id], text=new.text, parent=new.parent, edge=new.edge) if new.id in old else new
        for new in _parts(spec)
    )


def _check(spec: TreeSpec) -> Iterator[Flaw]:
    lines = _lines(spec.nodes)
    if len(lines) > MOST_NODES:
        yield _flaw(
            lines[MOST_NODES], f"{len(lines)} nodes, and there is room for {MOST_NODES}", "show fewer"
        )
    levels = [lines[0].indent]
    for line in lines[1:]:
        if line.indent <= levels[0]:
            yield _flaw(line, "this would be a second root", "indent it below the node that it belongs to")
            return
        ends = levels[-1] > line.indent
        levels = [level for level in levels if level <= line.indent]
        if levels[-1] < line.indent and ends:
            hint = "let all children of a node begin in one column"
            yield _flaw(line, "this line stands between two levels", hint)
            return
        levels += [line.indent] if levels[-1] < line.indent else []
    yield from _twice(lines)


def _twice(lines: list[Line]) -> Iterator[Flaw]:
    seen: set[str] = set()
    for line in lines:
        own = _ID.search(line.text)
        if own and own["id"] in seen:
            yield _flaw(line, f"two nodes are named `{own['id']}`", "give each node a name of its own")
        seen |= {own["id"]} if own else set()


def _flaw(line: Line, message: str, hint: str) -> Flaw:
    return Flaw(place=("nodes",), message=message, hint=hint, line=line.number)


def children(parts: Iterable[Part], parent: str | None) -> list[Part]:
    """The parts right below a node; those below None are the root alone."""
    return [part for part in parts if part.parent == parent]


def _branch(actor: Actor, node: str) -> frozenset[str]:
    """A node and all below it."""
    found = {node}
    for part in actor.parts:  # each stands behind its parent
        if part.parent in found:
            found.add(part.id)
    return frozenset(found)


def _path(actor: Actor, node: str) -> list[Part]:
    """The nodes from the root to this one."""
    steps: list[Part] = []
    part = actor.part(node)
    while part is not None:
        steps.insert(0, part)
        part = actor.part(part.parent) if part.parent is not None else None
    return steps


def _way_ends(parts: Sequence[Part]) -> list[Part]:
    """Where the ways end that some nodes form, each with all nodes from the root on; none if they do not."""
    ids, parents = {part.id for part in parts}, {part.parent for part in parts}
    if not parents - {None} <= ids or None not in parents:
        return []
    return [part for part in parts if part.id not in parents]


def _contents(actor: Actor) -> str:
    inner = [part for part in actor.parts if children(actor.parts, part.id)]
    if not inner or len(inner) > 5:
        below = len(actor.parts) - 1
        return quoted(actor.parts[0].text) + (f" with {counted(below, 'node')} below it" if below else "")
    return "; ".join(_describe(actor, part) for part in inner)


def _describe(actor: Actor, part: Part) -> str:
    below = children(actor.parts, part.id)
    if not any(child.edge for child in below):
        return f"{quoted(part.text)} has {listed([quoted(child.text) for child in below])} below it"
    ways = [quoted(child.text) + (f" ({child.edge})" if child.edge else "") for child in below]
    return f"{quoted(part.text)} leads to {listed(ways)}"


def _part_names(actor: Actor, parts: Sequence[Part]) -> list[str]:
    """Nodes by their words; those that lead from the root to some of them as the ways to these."""
    ends = [_named(actor, part) for part in _way_ends(parts)]
    if len(parts) == 1 or not ends:
        return [listed([_named(actor, part) for part in parts])]
    if len(ends) > 1:
        return [f"the paths to {listed(ends)}"]
    branches = [part.edge for part in parts if part.edge]
    if not branches:
        return [f"the path to {ends[0]}"]
    return [f"the path to {quoted(_way_ends(parts)[0].text)} ({', then '.join(branches)})"]


def _named(actor: Actor, part: Part) -> str:
    """By its words, and by the node above it where others have the same."""
    above = actor.part(part.parent) if part.parent else None
    if above is None or [other.text for other in actor.parts].count(part.text) < 2:
        return quoted(part.text)
    return f"{quoted(part.text)} (below {quoted(above.text)})"


def _is_one(actor: Actor, parts: Sequence[Part]) -> bool:
    return len(parts) == 1 or len(_way_ends(parts)) == 1


def _append(call: Call, actor: Actor, part: str | None, node: Node) -> tuple[Actor, list[str]]:
    """Children below a node: a text, a mapping of branches to texts, or a list of either."""
    if part is None:
        raise Problem(
            "bad-verb",
            f"`{actor.id}` has several nodes: say below which one",
            node.span,
            hint=f"for example `append: {{{actor.id}.{actor.parts[0].id}: {{yes: Walk}}}}`",
            certain=True,
        )
    described: list[str] = []
    for edge, text, place in _new_children(call, node):
        if not text:
            raise Problem("wrong-type", "an empty text shows nothing", place.span, hint="write what it shows")
        if len(actor.parts) >= MOST_NODES:
            hint = "show fewer, or `pop` some"
            raise Problem("bad-verb", f"`{actor.id}` has room for {MOST_NODES} nodes", place.span, hint=hint)
        new = _new_node(actor.parts, text, part, edge)
        actor = _with_child(actor, new)
        described.append(_describe_child(actor, new))
    return actor, described


def _new_children(call: Call, node: Node) -> list[tuple[str, str, Node]]:
    if isinstance(node, Items):
        return [child for item in node for child in _new_children(call, item)]
    if isinstance(node, Mapping):
        return [(edge, call.text(value), value) for edge, value in node.values.items()]
    assert isinstance(node, Scalar)
    plain = call.plain(node)
    texts = plain if isinstance(plain, list) else [plain]
    return [("", as_text(text, node.span), node) for text in texts]


def _with_child(actor: Actor, new: Part) -> Actor:
    """The actor with a node behind the last one of its parent's branch."""
    assert new.parent is not None
    below = _branch(actor, new.parent)
    last = max(index for index, part in enumerate(actor.parts) if part.id in below)
    return replace(actor, parts=(*actor.parts[: last + 1], new, *actor.parts[last + 1 :]))


def _describe_child(actor: Actor, new: Part) -> str:
    parent = actor.part(new.parent or "")
    assert parent is not None
    by = f", on the branch {quoted(new.edge)}" if new.edge else ""
    return sentence(f"{quoted(new.text)} is added below {quoted(parent.text)}{by}")


def _pop(call: Call, stage: Stage, targets: Sequence[Target]) -> tuple[Stage, list[str]]:
    """The stage without some nodes and all below them, and what is said of each."""
    described: list[str] = []
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
                hint=f"name a node below the root, or `hide: {actor.id}`; `swap` the root with another node"
                " to let what it holds leave",
                certain=True,
            )
        gone = _branch(actor, part.id)
        stage = _without(stage, actor, gone)
        more = " with all below it" if len(gone) > 1 else ""
        described.append(f"{quoted(part.text)} leaves {actor.name}{more}")
    return stage, described


def _without(stage: Stage, actor: Actor, gone: frozenset[str]) -> Stage:
    """The stage without some parts of an actor, and the lines that ended there."""
    left = replace(actor, parts=tuple(part for part in actor.parts if part.id not in gone))
    ends = {Target(actor=actor.id, part=name) for name in gone}
    links = tuple(link for link in stage.links if not {link.start, link.end} & ends)
    return replace(stage.with_actor(left), links=links)


TREE = ActorKind(
    name="tree",
    group="Structure",
    spec=TreeSpec,
    parts=_parts,
    contents=_contents,
    check=_check,
    part_noun="node",
    part_names=_part_names,
    is_one=_is_one,
    along=lambda actor, node: tuple(part.id for part in _path(actor, node)),
    append_inside=_append,
    pop_inside=_pop,
    require=require_part,
    source="nodes",
    rewrite=_rewrite,
    in_place_of=lambda place, part: replace(part, id=place.id, parent=place.parent, edge=place.edge),
    extra=frozenset({"note", "select", "swap"}),
    example='{is: tree, nodes: "Is it raining?\\n  yes: Take the bus\\n  no: Walk"}',
    demo="""\
layout: |
  choice
stage:
  choice:
    is: tree
    nodes: |
      Is the answer cached? @cached
        yes: Serve it @serve
        no: Is another already asking? @asking
          yes: Wait for it @wait
          no: Ask the database @ask
beats:
  - title: One asks, the others wait
    say: Whoever finds the cache empty looks whether another is asking already.
    do:
      - show: choice
      - highlight: choice.wait
      - highlight: choice.ask
  - title: Nobody asks for ever
    say: Those who wait give up in the end.
    do:
      - append: {choice.wait: {too long: Give up @give-up}}
      - mark: {choice.give-up: warn}
""",
)
