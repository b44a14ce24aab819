"""`counter`: one number that counts to its new value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from explainsite.diagnostics import Span
from explainsite.storyboard.actors.flaws import bad_format
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.actors.parts import written
from explainsite.storyboard.fields import Amount, Text, Unit
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Change, Part
from explainsite.storyboard.values import as_number
from explainsite.storyboard.words import agreeing


class CounterSpec(ActorSpec):
    """A number with a label."""

    value: Amount = Field(
        0.0,
        description="The number at the start; without one it is 0, and the transcript does not mention it.",
    )
    format: str = Field(
        "",
        description="How it is written, in Python's format language; by default as it is.",
        examples=[",.0f", ".1%"],
    )
    role: Role = Field("ink", description="The colour role of the number.")
    unit: Unit = Field("", description="Written after the number.", examples=["ms"])
    was: Text = Field(
        "",
        description="What the number was before, shown ahead of it in a counter under a rule.",
        examples=["812 ms"],
    )
    caption: Text = Field("", description="A line below the number.", examples=["for each token"])
    form: Literal["stacked", "row", "ruled"] = Field(
        "stacked",
        description="Where its label stands: above it, beside it in a row, or under a rule, as at the close "
        "of a film.",
    )


def is_unset(part: Part, actor: Actor) -> bool:
    """Whether a number still waits for its first value."""
    return not part.value and "value" not in actor.spec.model_fields_set


def _contents(actor: Actor) -> str:
    if is_unset(actor.parts[0], actor):
        return ""
    caption = f" {actor.spec.caption}" if actor.spec.caption else ""
    return written(actor.spec, actor.parts[0].value or 0.0) + caption + _before(actor, actor.parts[0])


def _before(actor: Actor, part: Part) -> str:
    """What the number was, for one that shows it; not where that is what it still is."""
    was, now = actor.spec.was, written(actor.spec, part.value or 0.0)
    return f", before: {was}" if was and was not in {now, now.removesuffix(actor.spec.unit)} else ""


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    return replace(part, value=as_number(value, span))


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        old, new = (written(actor.spec, part.value or 0.0) for part in (change.old, change.new))
        if is_unset(change.old, actor) or actor.spec.caption:
            words = " ".join(filter(None, (new, actor.spec.caption)))
            yield f"{actor.title}: {words}{_before(actor, change.new)}"
        elif old != new:
            unit = actor.spec.unit if actor.spec.unit.startswith(" ") else ""
            yield f"{counts(actor, change)} from {old.removesuffix(unit)} to {new}"


def counts(actor: Actor, change: Change) -> str:
    """Whether the number of an actor goes up or down: `Passes rise`."""
    if (change.new.value or 0.0) > (change.old.value or 0.0):
        return f"{actor.name} {agreeing(actor.name, 'rises', 'rise')}"
    return f"{actor.name} {agreeing(actor.name, 'falls', 'fall')}"


_DEMO = """
layout: |
  before after
stage:
  before: {is: counter, label: without the cache, value: 812, unit: " ms", role: bad}
  after: {is: counter, label: with the cache, value: 812, unit: " ms", role: good}
beats:
  - title: The number falls
    say: The number counts to its new value, so that the change is seen.
    do:
      - show: [before, after]
      - set: {after: 68}
"""

COUNTER = ActorKind(
    name="counter",
    group="Numbers",
    spec=CounterSpec,
    parts=lambda spec: (Part(id="", value=spec.value, role=None),),
    contents=_contents,
    check=bad_format,
    part_noun="number",
    assign=_assign,
    describe_changes=_describe_changes,
    extra=frozenset({"note"}),
    example="{is: counter, label: dot products, value: 0}",
    demo=_DEMO,
)
