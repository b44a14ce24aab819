"""`gauge`: a count out of a fixed number, with a threshold: votes, replicas, slots in use."""

from __future__ import annotations

from pydantic import Field

from explainsite.content.models import Float, Int
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec, Text
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import number


class GaugeSpec(ActorSpec):
    """A row of pips, some lit."""

    max: Int = Field(..., ge=1, le=12, description="How many pips there are.")
    value: Float = Field(0.0, ge=0, description="How many are lit at the start.")
    threshold: Int | None = Field(None, ge=0, description="A line after this many pips.")
    threshold_label: Text = Field("", alias="threshold-label", description="What the line means.")


def _contents(actor: Actor) -> str:
    return f"{number(actor.parts[0].value or 0)} of {actor.spec.max}"


GAUGE = ActorKind(
    name="gauge",
    spec=GaugeSpec,
    parts=lambda spec: (Part(id="", value=spec.value),),
    contents=_contents,
    part_noun="gauge",
    example="{is: gauge, label: votes, max: 5, threshold: 3, threshold-label: majority}",
)
