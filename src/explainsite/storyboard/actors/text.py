"""`text`: words on screen, for values and short labels; sentences belong in the captions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Words
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part


class TextSpec(ActorSpec):
    """One or a few lines of text."""

    text: Words = Field(..., description="The words; a line break begins a new line.")
    size: Literal["label", "title", "display"] = Field("label", description="How large it is set.")
    face: Literal["sans", "mono"] = Field("sans", description="The typeface.")
    role: Role = Field("ink", description="The colour role.")


def _contents(actor: Actor) -> str:
    return actor.parts[0].text.replace("\n", ", ")


_DEMO = """
layout: |
  rule
  sum
stage:
  rule: {is: text, text: R + W > N, size: display, face: mono}
  sum: {is: text, text: a read meets the latest write, size: title, role: good}
beats:
  - title: A rule in four signs
    say: Few words, set large, when the words are the picture.
    do:
      - show: rule
      - show: sum
"""

TEXT = ActorKind(
    name="text",
    group="Words",
    spec=TextSpec,
    parts=lambda spec: (Part(id="", text=spec.text),),
    contents=_contents,
    part_noun="text",
    example="{is: text, text: R + W > N, size: title}",
    demo=_DEMO,
)
