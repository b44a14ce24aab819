"""`list`: a column of rows, each a name and an amount, that keep their identity when they are ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, WithJsonSchema

from explainsite.content.models import Bool, Int
from explainsite.diagnostics import Span
from explainsite.storyboard.actors.bars import as_length, describe_lengths
from explainsite.storyboard.actors.defaults import assign, describe_changes
from explainsite.storyboard.actors.flaws import Flaw, bad_format, too_many, twice, unknown_keys
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.actors.parts import amounts, own_id, with_roles
from explainsite.storyboard.fields import Amount, Name, Unit
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Change, Part
from explainsite.storyboard.values import as_number

MOST = 10


def _form(value: Any) -> str:
    return "amounts" if isinstance(value, Mapping) else "names"


Items = Annotated[
    Annotated[dict[Name, Amount], Tag("amounts")] | Annotated[tuple[Name, ...], Tag("names")],
    Discriminator(_form),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "object", "additionalProperties": {"type": "number"}},
                {"type": "array", "items": {"type": "string"}},
            ]
        }
    ),
]
"""Rows with their amounts, or names alone."""


class ListSpec(ActorSpec):
    """A column of rows that can be ranked, chosen from and moved."""

    role: Role = Field("accent", description="The colour role of its bars.")
    items: Items = Field(
        default_factory=tuple, description="The rows from the top: names, or names and their amounts."
    )
    slots: Int = Field(
        0,
        ge=0,
        le=MOST,
        description="Room for this many rows; by default as many as there are.",
        examples=[5],
    )
    numbered: Bool = Field(default=False, description="Show each place's number beside it.")
    bars: Bool = Field(default=False, description="Show a bar in each row, as long as its amount.")
    max: Amount | None = Field(
        None, gt=0, description="The amount of a full bar; by default the largest in the film.", examples=[1]
    )
    format: str = Field(
        "", description="How the amounts are written, in Python's format language; by default as they are."
    )
    unit: Unit = Field("", description="Written after the amounts.", examples=["ms"])
    roles: dict[Name, Role] = Field(
        default_factory=dict, description="Colour roles of single rows.", examples=[{"cached": "good"}]
    )


def _parts(spec: ListSpec) -> tuple[Part, ...]:
    values = spec.items if isinstance(spec.items, Mapping) else dict.fromkeys(spec.items)
    return with_roles([Part(id=name, text=name, value=value) for name, value in values.items()], spec.roles)


def _contents(actor: Actor) -> str:
    if not actor.parts:
        return "empty"
    if any(part.value is None for part in actor.parts):
        return ", ".join(part.text for part in actor.parts)
    return amounts([(part.text, part.value or 0.0) for part in actor.parts], actor.spec)


def _room(spec: ListSpec) -> int:
    return spec.slots or len(spec.items)


def _check(spec: ListSpec) -> Iterator[Flaw]:
    yield from bad_format(spec)
    yield from too_many("items", list(spec.items), min(_room(spec), MOST), "row")
    yield from unknown_keys("roles", spec.roles, spec.items, "row")
    if not _room(spec):
        yield Flaw(place=(), message="there is no room for a row", hint="give it `items`, or `slots`")
    if not isinstance(spec.items, Mapping):
        yield from twice("items", spec.items, "row")
        return
    for name, amount in spec.items.items():
        if spec.bars and amount < 0:
            yield Flaw(
                place=("items", name),
                message=f"`{name}` is negative, and a bar is not",
                hint="leave out `bars: true`; the rows then show their amounts alone",
            )
        if spec.bars and spec.max is not None and amount > spec.max:
            yield Flaw(
                place=("items", name),
                message=f"`{name}` is longer than a full bar, which is {spec.max:g}",
                hint="give it a larger `max`",
            )


def _next(actor: Actor, text: str) -> Part:
    return Part(id=own_id(actor, text), text=text)


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    """A number is another amount, anything else another text."""
    if not _is_number(value):
        return assign(actor, part, value, span)
    amount = as_length(actor, value, span) if actor.spec.bars else as_number(value, span)
    return replace(part, value=amount)


def _is_number(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and isfinite(float(value))
    except (TypeError, ValueError):
        return False


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    """Amounts as bars describe them, new ones and other texts by name."""
    counted_on = [c for c in changes if c.old.value is not None and c.old.value != c.new.value]
    yield from describe_lengths(actor, counted_on)
    firsts = [(c.new.text, c.new.value) for c in changes if c.old.value is None and c.new.value is not None]
    if firsts:
        yield f"{actor.title}: {amounts(firsts, actor.spec)}"
    yield from describe_changes(actor, [c for c in changes if c.old.text != c.new.text])


DEMO = """\
stage:
  next:
    is: list
    label: Next token
    items: {mat: 0.18, rug: 0.42, sofa: 0.25, floor: 0.10, moon: 0.05}
    numbered: true
    bars: true
    format: .0%
beats:
  - id: rank
    title: The likeliest first
    say: Five words could come next. Rank them, and keep three.
    do:
      - show: next
      - rank: next
      - select: {next: 3}
"""

LIST = ActorKind(
    name="list",
    group="Rows",
    spec=ListSpec,
    parts=_parts,
    contents=_contents,
    room=_room,
    check=_check,
    part_noun="row",
    assign=_assign,
    describe_changes=_describe_changes,
    keeps_amounts=True,
    role_of=lambda _: None,  # on a row a mark is seen in any role
    next_part=_next,
    extra=frozenset({"clear", "move", "note", "rank", "select", "swap"}),
    example="{is: list, label: Next token, items: {mat: 0.6, rug: 0.3, hat: 0.1}, bars: true, format: .0%}",
    demo=DEMO,
)
