"""`frame`: an outline with a name around other actors, when they are one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from explainsite.storyboard.actors.flaws import Flaw, twice
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Name
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import listed


class FrameSpec(ActorSpec):
    """An outline around other actors; it has no area of its own."""

    role: Role = Field("accent", description="The colour role of its parts.")
    around: tuple[Name, ...] = Field(..., min_length=1, description="The actors that it holds.")
    name_at: Literal["top", "bottom"] = Field(
        "top", alias="name-at", description="The edge that its name stands on."
    )


def _contents(actor: Actor) -> str:
    return "around " + listed(list(actor.spec.around))


def _check(spec: FrameSpec) -> Iterator[Flaw]:
    yield from twice("around", spec.around, "actor")


_DEMO = """
layout: |
  words
  keys
  values
stage:
  words: {is: tokens, items: [The, cat, sat, on, the]}
  keys: {is: cells, label: Keys, columns: 5, items: [k0, k1, k2, k3, k4], role: data-1}
  values: {is: cells, label: Values, columns: 5, items: [v0, v1, v2, v3, v4], role: data-2}
  cache: {is: frame, label: KV cache, around: [keys, values], name-at: bottom}
beats:
  - title: Two rows are one thing
    say: Keys and values together have a name, so a frame goes around them.
    do:
      - show: [words, keys, values]
      - show: cache
"""

FRAME = ActorKind(
    name="frame",
    group="Structure",
    spec=FrameSpec,
    parts=lambda spec: (Part(id="", text=spec.label),),
    contents=_contents,
    check=_check,
    part_noun="frame",
    example="{is: frame, label: KV cache, around: [keys, values]}",
    demo=_DEMO,
)
