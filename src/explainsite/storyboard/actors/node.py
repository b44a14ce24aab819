"""`node`: one machine, process or person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from explainsite.diagnostics import Span
from explainsite.storyboard.actors.defaults import actor_name
from explainsite.storyboard.actors.flaws import Flaw
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Text
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.values import as_text
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


def _name(actor: Actor) -> str:
    """Its text, which stands in it; a plain word with an article."""
    name = actor.parts[0].text
    if not name:
        return actor_name(actor)
    return f"the {name}" if name.isalpha() and name.islower() else name


def _rename(actor: Actor, text: str) -> Actor | None:
    return actor.with_parts(frozenset({""}), lambda part: replace(part, text=text))


def assign_note(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    """A node with another note; an empty one takes it away."""
    text = as_text(value, span)
    if not part.note:  # else a word that was meant to be its name would stand below the old one
        where = f"{actor.id}.{part.id}" if part.id else actor.id
        hint = f"`note: {{{where}: {text or 'a few words'}}}` gives it one"
        named = "" if part.id else f"; `rename: {{{where}: {text or 'name'}}}` changes its name"
        raise Problem(
            "bad-verb", f"`{where}` has no note that another could replace", span, hint=hint + named
        )
    return replace(part, note=text)


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
    agents=True,
    actor_name=_name,
    rename=_rename,
    assign=assign_note,
    seen=lambda _, part: part.note,
    example="{is: node, text: Client, note: reading}",
    demo=_DEMO,
)
