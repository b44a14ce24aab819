"""`graph`: nodes and the directed edges between them; with `at`, a state machine that is in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from explainsite.diagnostics import Span, did_you_mean
from explainsite.storyboard.actors.defaults import require_part
from explainsite.storyboard.actors.flaws import Flaw, unknown_keys
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Name, Preformatted, Text
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Change, Part, Target
from explainsite.storyboard.values import as_text
from explainsite.storyboard.words import counted, listed, quoted

ARROW = "->"
MOST_NODES = 16
"""More do not fit into a picture at a readable size."""
_MOST_TOLD = 6
"""More edges than this are counted, for nobody keeps them in mind."""
_EDGE = re.compile(r"(?P<start>[^\s:]+)\s+->\s+(?P<end>[^\s:]+)(:\s+(?P<text>.+))?")
_NODE = re.compile(r"[^\s:]+")
_FREE = "."
"""What stands for a free place, as in `layout`."""
CURRENT, TAKEN = "current", "taken"
"""The sorts of the node that a machine is in, and of the edge that has led there."""


@dataclass(frozen=True, slots=True)
class GraphLine:
    """A line of a text of the spec, and which it is, counted from 0."""

    number: int
    text: str


def _lines(text: str) -> list[GraphLine]:
    return [GraphLine(i, line.strip()) for i, line in enumerate(text.split("\n")) if line.strip()]


def _some_edges(text: str) -> str:
    if not _lines(text):
        raise ValueError("must not be empty")
    return text


class GraphSpec(ActorSpec):
    """Nodes and directed edges. A state machine, a computation, a loop with exits."""

    edges: Annotated[Preformatted, AfterValidator(_some_edges)] = Field(
        ...,
        description="The edges, as a block that begins with `edges: |`, each on a line of its own: `closed ->"
        " open: 5 failures`, the words after the colon being its label. The part is named `closed->open`."
        " A line with a name alone is a node without edges.",
    )
    nodes: dict[Name, Text] = Field(
        default_factory=dict,
        description="What nodes show instead of their names.",
        examples=[{"mul": "×"}],
    )
    shape: Literal["layers", "circle"] = Field(
        "layers",
        description="How the nodes stand: in layers from the left to the right along the edges, or on a"
        " circle, clockwise in the order in which `edges` names them.",
    )
    places: Preformatted = Field(
        "",
        description="Where each node stands instead, as names in rows, like a `layout`; `.` is a free place.",
        examples=["x  .\n.  sum\nw  ."],
    )
    at: Text = Field(
        "",
        description="The node at which a machine begins. `set: {breaker: open}` takes an actor `breaker` on"
        " to its node `open`, along the edge that leads there.",
        examples=["closed"],
    )
    later: tuple[Name, ...] = Field(
        (),
        description="Nodes and edges that `show` brings later. Edges wait for both of their nodes.",
        examples=[["open", "closed->open"]],
    )


def _parts(spec: GraphSpec) -> tuple[Part, ...]:
    """The nodes in the order in which they are named, then the edges."""
    nodes: dict[str, Part] = {}
    edges: list[Part] = []
    for line in _lines(spec.edges):
        edge = _EDGE.fullmatch(line.text)
        for name in (edge["start"], edge["end"]) if edge else (line.text,):
            sort = CURRENT if name == spec.at else ""
            nodes.setdefault(name, Part(id=name, text=spec.nodes.get(name, name), sort=sort))
        if edge:
            edges.append(Part(id=edge["start"] + ARROW + edge["end"], text=edge["text"] or ""))
    return tuple(replace(p, filled=p.id not in spec.later) for p in (*nodes.values(), *edges))


def ends_of(part: Part) -> tuple[str, str]:
    """The nodes that an edge joins; empty for a node."""
    start, _, end = part.id.partition(ARROW)
    return (start, end) if end else ("", "")


def is_edge(part: Part) -> bool:
    """Whether a part is an edge, and not a node."""
    return ARROW in part.id


def nodes_of(actor: Actor) -> list[Part]:
    """The nodes, those too that come later."""
    return [part for part in actor.parts if not is_edge(part)]


def edges_of(actor: Actor) -> list[Part]:
    """The edges, those too that come later."""
    return [part for part in actor.parts if is_edge(part)]


def is_seen(actor: Actor, part: Part) -> bool:
    """Whether a part is there: an edge with both of its nodes."""
    ends = [actor.part(name) for name in ends_of(part) if name]
    return part.filled and all(end is not None and end.filled for end in ends)


def rows_of(spec: GraphSpec) -> list[list[str]]:
    """The names in `places`, row by row; `.` where nothing stands."""
    return [line.text.split() for line in _lines(spec.places)]


def _check(spec: GraphSpec) -> Iterator[Flaw]:
    bad = [line for line in _lines(spec.edges) if not (_EDGE.fullmatch(line.text) or _is_name(line.text))]
    for line in bad:
        hint = "for example `closed -> open: 5 failures`; names have no blanks, and `nodes` gives them others"
        yield _flaw("edges", line, "this line is no edge", hint)
    if bad:
        return
    parts = _parts(spec)
    names = [part.id for part in parts if not is_edge(part)]
    yield from _twice(spec)
    if len(names) > MOST_NODES:
        yield Flaw(
            place=("edges",),
            message=f"{len(names)} nodes, and there is room for {MOST_NODES}",
            hint="show fewer",
        )
    yield from unknown_keys("nodes", spec.nodes, names, "node")
    yield from _check_places(spec, names)
    if spec.at and spec.at not in names:
        yield Flaw(
            place=("at",),
            message=f"there is no node `{spec.at}`",
            hint=did_you_mean(spec.at, names) or f"name a node, as `{names[0]}`",
            code="unknown-part",
        )
    for index, name in enumerate(spec.later):
        if name not in {part.id for part in parts}:
            yield Flaw(
                place=("later", index),
                message=f"there is no node or edge `{name}`",
                hint=did_you_mean(name, [part.id for part in parts]) or "name a node, or an edge as `a->b`",
                code="unknown-part",
            )


def _is_name(text: str) -> bool:
    return _NODE.fullmatch(text) is not None and ARROW not in text


def _twice(spec: GraphSpec) -> Iterator[Flaw]:
    seen: set[str] = set()
    for line in _lines(spec.edges):
        edge = _EDGE.fullmatch(line.text)
        if edge is None:
            continue
        if ARROW in edge["start"] + edge["end"]:
            yield _flaw("edges", line, "this line has two arrows", "write each edge on a line of its own")
        name = edge["start"] + ARROW + edge["end"]
        if name in seen:
            message = f"a second edge from `{edge['start']}` to `{edge['end']}`"
            yield _flaw("edges", line, message, "let one edge say both")
        seen.add(name)


def _check_places(spec: GraphSpec, names: Sequence[str]) -> Iterator[Flaw]:
    """All nodes stand somewhere, each once, in rows of one length."""
    placed: set[str] = set()
    rows = _lines(spec.places)
    for line in rows:
        if len(line.text.split()) != len(rows[0].text.split()):
            yield _flaw("places", line, "this row is not as long as the first", f"`{_FREE}` is a free place")
        for name in line.text.split():
            if name == _FREE:
                continue
            if name not in names:
                hint = did_you_mean(name, names) or "name the nodes of `edges`"
                yield _flaw("places", line, f"there is no node `{name}`", hint)
            elif name in placed:
                yield _flaw("places", line, f"`{name}` stands in two places", "name each node once")
            placed.add(name)
    missing = [name for name in names if name not in placed]
    if rows and missing:
        yield Flaw(
            place=("places",),
            message=f"`{missing[0]}` has no place",
            hint="give each node one, or leave `places` out",
        )


def _flaw(field: str, line: GraphLine, message: str, hint: str) -> Flaw:
    return Flaw(place=(field,), message=message, hint=hint, line=line.number)


def _contents(actor: Actor) -> str:
    """Which node leads where, and where a machine is."""
    edges = [part for part in edges_of(actor) if is_seen(actor, part)]
    nodes = [part for part in nodes_of(actor) if part.filled]
    now = [f"it is at {part.text}" for part in nodes if part.sort == CURRENT]
    if not 0 < len(edges) <= _MOST_TOLD:
        names = listed([part.text for part in nodes])
        return "; ".join([names if not edges else f"{names}, with {counted(len(edges), 'edge')}", *now])
    ways = [(node, [edge for edge in edges if ends_of(edge)[0] == node.id]) for node in nodes]
    told = [f"{node.text} leads to {listed([_led(actor, e) for e in out])}" for node, out in ways if out]
    return "; ".join([*told, *now])


def _led(actor: Actor, edge: Part) -> str:
    """Where an edge leads, with its words."""
    return _text(actor, ends_of(edge)[1]) + (f" ({quoted(edge.text)})" if edge.text else "")


def _text(actor: Actor, node: str) -> str:
    part = actor.part(node)
    assert part is not None
    return part.text


def _edge_name(actor: Actor, edge: Part) -> str:
    start, end = (_text(actor, name) for name in ends_of(edge))
    return f"the edge from {start} to {end}"


def _part_names(actor: Actor, parts: Sequence[Part]) -> list[str]:
    """Nodes by what they show, edges by their ends, which then need not be named themselves."""
    edges = [part for part in parts if is_edge(part)]
    joined = {name for edge in edges for name in ends_of(edge)}
    nodes = [part.text for part in parts if not is_edge(part) and part.id not in joined]
    return [*nodes, *(_edge_name(actor, edge) for edge in edges)]


def _along(actor: Actor, name: str) -> tuple[str, ...]:
    """An edge is pointed at together with the nodes that it joins."""
    part = actor.part(name)
    return (*dict.fromkeys(ends_of(part)), name) if part is not None and is_edge(part) else (name,)


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    """An edge with another label, a node with another note."""
    text = as_text(value, span)
    return replace(part, text=text) if is_edge(part) else replace(part, note=text)


def _go(actor: Actor, value: Any, span: Span) -> Actor:
    """A machine takes the edge to another of its nodes."""
    name = as_text(value, span)
    here = next((part for part in actor.parts if part.sort == CURRENT), None)
    if here is None:
        message = f"`{actor.id}` is at none of its nodes"
        hint = f"let it begin `at` one, or name a part, as `{actor.id}.{actor.parts[0].id}`"
        raise Problem("bad-verb", message, span, hint=hint)
    edge = actor.part(here.id + ARROW + name)
    if edge is None or not is_seen(actor, edge):
        ways = [
            f"`{ends_of(e)[1]}`" for e in edges_of(actor) if ends_of(e)[0] == here.id and is_seen(actor, e)
        ]
        hint = f"from there it can go to {listed(ways)}" if ways else "no edge leads away from there"
        message = f"no edge leads from `{here.id}` to `{name}`"
        raise Problem("bad-verb", message, span, hint=hint)
    sorts = {name: CURRENT, edge.id: TAKEN}
    return replace(actor, parts=tuple(replace(part, sort=sorts.get(part.id, "")) for part in actor.parts))


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    taken = next((part for part in actor.parts if part.sort == TAKEN), None)
    if taken is not None and any(change.old.sort != change.new.sort for change in changes):
        start, end = (_text(actor, name) for name in ends_of(taken))
        by = f": {quoted(taken.text)}" if taken.text else ""
        goes = f"goes from {start} to {end}" if start != end else f"comes back to {end}"
        yield f"{actor.name} {goes}{by}"
    for change in changes:
        yield from _said(actor, change)


def _said(actor: Actor, change: Change) -> Iterator[str]:
    old, new = change.old, change.new
    name = _part_names(actor, [new])[0]
    if old.text != new.text:
        yield f"{name} now reads {quoted(new.text)}" if new.text else f"{name} loses its label"
    if old.note != new.note:
        yield f"{name} now shows {quoted(new.note)}" if new.note else f"{name} loses its note"


def _describe_shown(actor: Actor, part: Part) -> str:
    """A node with the edges that lead to it, an edge by its ends."""
    if not is_edge(part):
        there = actor.with_parts(frozenset({part.id}), lambda node: replace(node, filled=True))
        leading = [e for e in edges_of(there) if ends_of(e)[1] == part.id and is_seen(there, e)]
        ways = [_text(actor, ends_of(e)[0]) + (f" ({quoted(e.text)})" if e.text else "") for e in leading]
        led = f", and {listed(ways)} {'leads' if len(ways) == 1 else 'lead'} to it" if ways else ""
        return f"{part.text} appears in {actor.name}{led}"
    by = f", labelled {quoted(part.text)}" if part.text else ""
    return f"{_edge_name(actor, part)} appears{by}"


def _absent(target: Target) -> tuple[str, str]:
    return f"`{target}` is not there yet", f"`- show: {target}` before"


GRAPH = ActorKind(
    name="graph",
    group="Structure",
    spec=GraphSpec,
    parts=_parts,
    contents=_contents,
    check=_check,
    part_noun="node",
    part_names=_part_names,
    along=_along,
    assign=_assign,
    assign_whole=_go,
    describe_changes=_describe_changes,
    describe_shown=_describe_shown,
    absent=_absent,
    require=require_part,
    seen=lambda _, part: part.text if is_edge(part) else part.note,
    extra=frozenset({"note", "show", "hide"}),
    example='{is: graph, edges: "closed -> open: calls fail\\nopen -> closed: time passes", at: closed}',
    demo="""\
layout: |
  breaker
stage:
  breaker:
    is: graph
    shape: circle
    at: closed
    edges: |
      closed -> open: calls fail
      open -> half-open: time passes
      half-open -> open: probe fails
      half-open -> closed: probe works
beats:
  - title: It opens
    say: When calls fail, the breaker opens. After a while it lets one through.
    do:
      - show: breaker
      - set: {breaker: open}
      - set: {breaker: half-open}
  - title: It closes
    say: The call works.
    do:
      - set: {breaker: closed}
""",
)
