"""`text`: words on screen, for values and short labels; sentences belong in the captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from explainsite.diagnostics import Span
from explainsite.storyboard.actors.defaults import actor_name
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Words
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Change, Part, Stage
from explainsite.storyboard.values import as_text
from explainsite.storyboard.words import quoted


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


def _name(actor: Actor) -> str:
    return f"“{actor.parts[0].text.splitlines()[0]}”"


def _introduce(actor: Actor, stage: Stage) -> tuple[str, str]:
    words = quoted(actor.parts[0].text)
    name = actor.spoken or (actor_name(actor) if actor.label else "")
    return (name, words) if name else (words, "")


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    text = as_text(value, span, lines=True)
    if not text:
        raise Problem("wrong-type", "an empty text shows nothing", span, hint="`hide` takes a text away")
    return replace(part, text=text)


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        yield f"{actor.spoken or quoted(change.old.text)} becomes {quoted(change.new.text)}"


TEXT = ActorKind(
    name="text",
    group="Words",
    spec=TextSpec,
    parts=lambda spec: (Part(id="", text=spec.text),),
    contents=_contents,
    part_noun="text",
    actor_name=_name,
    introduce=_introduce,
    assign=_assign,
    describe_changes=_describe_changes,
    compared=None,
    extra=frozenset({"note"}),
    example="{is: text, text: R + W > N, size: title}",
    demo=_DEMO,
)
