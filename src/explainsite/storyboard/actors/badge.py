"""`badge`: a word on a small pill that says how something stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Name
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Change, Part
from explainsite.storyboard.words import be, quoted


class BadgeSpec(ActorSpec):
    """A state in a word, with a sign that goes with its colour role."""

    text: Name = Field(..., description="The word at the start.")
    role: Role = Field("muted", description="The colour role at the start; `mark` gives it another.")
    icon: Literal["auto", "none", "check", "cross", "alert", "dot", "clock"] = Field(
        "auto",
        description="The sign before the word; by default the one that its role has, which changes when its"
        " role does. One that you name stays.",
    )


def _contents(actor: Actor) -> str:
    return quoted(actor.parts[0].text)


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    yield from (f"{actor.name} {be(actor.name)} now {quoted(change.new.text)}" for change in changes)


BADGE = ActorKind(
    name="badge",
    group="Words",
    spec=BadgeSpec,
    parts=lambda spec: (Part(id="", text=spec.text),),
    contents=_contents,
    part_noun="word",
    describe_changes=_describe_changes,
    extra=frozenset({"note"}),
    example="{is: badge, label: Node A, text: follower}",
    demo="""\
layout: |
  a
  b
stage:
  a: {is: badge, label: Payments, text: healthy, role: good}
  b: {is: badge, label: Search, text: starting}
beats:
  - title: How each service stands
    say: One word for each service. When its state changes, the word and its sign change with it.
    do:
      - show: [a, b]
      - together:
          - set: {b: healthy}
          - mark: {b: good}
      - together:
          - set: {a: timing out}
          - mark: {a: bad}
""",
)
