"""`gauge`: a count out of a fixed number, with a threshold: votes, replicas, slots in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pydantic import Field

from explainsite.content.models import Int
from explainsite.diagnostics import Span
from explainsite.storyboard.actors.bars import as_length
from explainsite.storyboard.actors.counter import counts
from explainsite.storyboard.actors.flaws import Flaw
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Text
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Change, Part
from explainsite.storyboard.values import as_number
from explainsite.storyboard.words import agreeing, number, quoted


class GaugeSpec(ActorSpec):
    """A row of pips, some lit."""

    role: Role = Field("accent", description="The colour role of its parts.")
    max: Int = Field(..., ge=1, le=12, description="How many pips there are.")
    value: Int = Field(0, ge=0, description="How many are lit at the start.", examples=[2])
    threshold: Int | None = Field(None, ge=0, description="Draw a line after this many pips.")
    threshold_label: Text = Field("", alias="threshold-label", description="What the line means.")


def _contents(actor: Actor) -> str:
    goal = f", {actor.spec.threshold_label} at {actor.spec.threshold}" if actor.spec.threshold_label else ""
    return f"{number(actor.parts[0].value or 0)} of {actor.spec.max}{goal}"


def _check(spec: GaugeSpec) -> Iterator[Flaw]:
    for key, value in (("value", spec.value), ("threshold", spec.threshold or 0)):
        if value > spec.max:
            yield Flaw(
                place=(key,),
                message=f"`{key}` is {value}, but there are {spec.max} pips",
                hint="give it a larger `max`",
            )
    if spec.threshold_label and spec.threshold is None:
        yield Flaw(
            place=("threshold-label",),
            message="a label for a threshold that is not there",
            hint="write `threshold:` too",
        )


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    pips = as_number(value, span)
    if not pips.is_integer():
        hint = "use a `counter` or `bars`"
        raise Problem("wrong-type", f"a gauge counts whole pips, not {pips:g}", span, hint=hint)
    return replace(part, value=as_length(actor, value, span))


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        old, new = change.old.value or 0.0, change.new.value or 0.0
        goal = actor.spec.threshold
        reached = goal is not None and old < goal <= new and actor.spec.threshold_label
        one, many = ("passes", "pass") if goal is not None and new > goal else ("reaches", "reach")
        reaches = f" and {agreeing(actor.name, one, many)} {quoted(actor.spec.threshold_label)}"
        counted = f"{counts(actor, change)} from {number(old)} to {number(new)} of {actor.spec.max}"
        yield counted + (reaches if reached else "")


_DEMO = """
layout: |
  a
  b
stage:
  a: {is: gauge, label: votes for A, max: 5, threshold: 3, threshold-label: majority}
  b: {is: gauge, label: votes for B, max: 5, threshold: 3, role: data-2}
beats:
  - title: Three of five
    say: The votes come in one by one. With the third one, A has won.
    do:
      - show: [a, b]
      - set: {a: 2, b: 1}
      - set: {a: 3}
"""

GAUGE = ActorKind(
    name="gauge",
    group="Numbers",
    spec=GaugeSpec,
    parts=lambda spec: (Part(id="", value=spec.value),),
    contents=_contents,
    check=_check,
    part_noun="gauge",
    assign=_assign,
    describe_changes=_describe_changes,
    extra=frozenset({"note"}),
    example="{is: gauge, label: votes, max: 5, threshold: 3, threshold-label: majority}",
    demo=_DEMO,
)
