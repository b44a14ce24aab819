"""`cluster`: several nodes of one kind, in a ring or a row."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from explainsite.storyboard.actors.kind import ActorKind, ActorSpec, Text
from explainsite.storyboard.actors.node import Icon
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import listed


class ClusterSpec(ActorSpec):
    """A group of nodes."""

    nodes: tuple[Text, ...] = Field(..., min_length=1, max_length=9, description="The nodes' names.")
    shape: Literal["ring", "row", "column"] = Field("ring", description="How the nodes stand.")
    notes: dict[str, Text] = Field(default_factory=dict, description="Lines below the names at the start.")
    icon: Icon = Field("none", description="A small drawing before each name.")


def _parts(spec: ClusterSpec) -> tuple[Part, ...]:
    return tuple(Part(id=name, text=name, note=spec.notes.get(name, "")) for name in spec.nodes)


def _contents(actor: Actor) -> str:
    return listed([f"{p.text} ({p.note})" if p.note else p.text for p in actor.parts])


CLUSTER = ActorKind(
    name="cluster",
    spec=ClusterSpec,
    parts=_parts,
    contents=_contents,
    part_noun="node",
    example="{is: cluster, nodes: [A, B, C, D, E], shape: ring}",
)
