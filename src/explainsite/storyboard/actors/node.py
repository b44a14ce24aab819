"""`node`: one machine, process or person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from explainsite.storyboard.actors.flaws import Flaw
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Text
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import quoted

Icon = Literal["none", "server", "database", "user", "clock"]


class NodeSpec(ActorSpec):
    """A single box with a name and a line about its state."""

    text: Text = Field("", description="Its name; the label serves when there is none.")
    note: Text = Field("", description="A line about its state, below the name.")
    icon: Icon = Field("none", description="A small drawing before the name.")


def _contents(actor: Actor) -> str:
    note = actor.parts[0].note
    return quoted(note) if note else ""


def _check(spec: NodeSpec) -> Iterator[Flaw]:
    if not (spec.text or spec.label).strip():
        yield Flaw(
            place=("is",),
            message="a node without a name shows an empty box",
            hint="give it a `text`, for example `text: client`",
        )
    if spec.text and spec.label:
        yield Flaw(
            place=("label",),
            message="a node shows one name, and its `text` is that",
            hint="take the `label` out, or make it the `note`, which stands below the name",
            at_key=True,
        )


_DEMO = """
layout: |
  client . store
stage:
  client: {is: node, text: Client, icon: user, note: asking}
  store: {is: node, text: Store, icon: database, note: idle}
beats:
  - title: A question and its answer
    say: A node has a name, a drawing, and a line on how it is doing.
    do:
      - show: [client, store]
      - send: {from: client, to: store, text: get 42}
      - together:
          - note: {client: waiting, store: reading}
          - link: {from: client, to: store}
"""

NODE = ActorKind(
    name="node",
    group="Machines",
    spec=NodeSpec,
    parts=lambda spec: (Part(id="", text=spec.text or spec.label, note=spec.note),),
    contents=_contents,
    check=_check,
    extra=frozenset({"fail", "recover", "note"}),
    part_noun="node",
    example="{is: node, text: Client, note: reading}",
    demo=_DEMO,
)
