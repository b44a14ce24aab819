"""`cluster`: several nodes of one kind, in a ring or a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from explainsite.storyboard.actors.flaws import Flaw, twice, unknown_keys
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.actors.node import Icon, assign_note
from explainsite.storyboard.fields import Name, Text
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import listed, quoted


class ClusterSpec(ActorSpec):
    """A group of nodes."""

    nodes: tuple[Name, ...] = Field(..., min_length=1, max_length=9, description="The nodes' names.")
    shape: Literal["ring", "row", "column"] = Field("ring", description="How the nodes stand.")
    notes: dict[Name, Text] = Field(default_factory=dict, description="Lines below the names at the start.")
    icon: Icon = Field("none", description="A small drawing before each name.")


def _parts(spec: ClusterSpec) -> tuple[Part, ...]:
    return tuple(Part(id=name, text=name, note=spec.notes.get(name, "")) for name in spec.nodes)


def _contents(actor: Actor) -> str:
    notes = {part.note for part in actor.parts}
    if len(notes) == 1:
        return listed([p.text for p in actor.parts]) + "".join(
            f", each {quoted(note)}" for note in notes if note
        )
    return listed([f"{p.text} {quoted(p.note)}" if p.note else p.text for p in actor.parts])


def _check(spec: ClusterSpec) -> Iterator[Flaw]:
    yield from twice("nodes", spec.nodes, "node")
    yield from unknown_keys("notes", spec.notes, spec.nodes, "node")


_DEMO = """
layout: |
  ring
stage:
  ring: {is: cluster, nodes: [A, B, C, D, E], shape: ring, icon: server}
beats:
  - title: A leader asks its followers
    say: Nodes of one kind stand in a ring, and each has a name to call it by.
    do:
      - show: ring
      - note: {ring.A: leader}
      - send: {from: ring.A, to: [ring.B, ring.C, ring.D, ring.E], text: beat}
"""

CLUSTER = ActorKind(
    name="cluster",
    group="Machines",
    spec=ClusterSpec,
    parts=_parts,
    contents=_contents,
    check=_check,
    part_noun="node",
    agents=True,
    assign=assign_note,
    seen=lambda _, part: part.note,
    extra=frozenset({"fail", "note", "recover", "select", "swap"}),
    example="{is: cluster, nodes: [A, B, C, D, E], shape: ring}",
    demo=_DEMO,
)
