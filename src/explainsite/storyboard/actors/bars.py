"""`bars`: named amounts, as lengths that compare."""

from __future__ import annotations

from pydantic import Field

from explainsite.content.models import Float
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec, Text, named
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import number


class BarsSpec(ActorSpec):
    """Horizontal bars on one scale."""

    items: dict[str, Float] = Field(..., description="Each bar's name and its amount.")
    max: Float | None = Field(None, gt=0, description="The amount of a full bar; by default the largest in the film.")
    expected: Float | None = Field(None, gt=0, description="An outline of this amount around bars that fall short of it.")
    format: str = Field(",.0f", description="How the amounts are written, in Python's format language.")
    unit: Text = Field("", description="Stands behind the amounts.")
    roles: dict[str, Role] = Field(default_factory=dict, description="Colour roles of single bars.")


def _parts(spec: BarsSpec) -> tuple[Part, ...]:
    return tuple(
        Part(id=part.id, text=part.text, value=part.value, role=spec.roles.get(part.id)) for part in named(spec.items)
    )


def _contents(actor: Actor) -> str:
    return ", ".join(f"{p.text} {number(p.value or 0)}{actor.spec.unit}" for p in actor.parts)


BARS = ActorKind(
    name="bars",
    spec=BarsSpec,
    parts=_parts,
    contents=_contents,
    part_noun="bar",
    example="{is: bars, items: {recompute: 36, cached: 6}, roles: {recompute: bad, cached: good}}",
)
