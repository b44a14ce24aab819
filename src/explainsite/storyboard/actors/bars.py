"""`bars`: named amounts, as lengths that compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import Field

from explainsite.diagnostics import Span
from explainsite.storyboard.actors.flaws import Flaw, bad_format, unknown_keys
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.actors.parts import amounts, named, with_roles, written
from explainsite.storyboard.fields import Amount, Name, Unit
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Change, Part
from explainsite.storyboard.values import as_number
from explainsite.storyboard.words import is_plural, listed


class BarsSpec(ActorSpec):
    """Horizontal bars on one scale."""

    role: Role = Field("accent", description="The colour role of its parts.")
    items: dict[Name, Amount] = Field(
        ..., min_length=1, max_length=8, description="Each bar's name and its amount."
    )
    max: Amount | None = Field(
        None, gt=0, description="The amount of a full bar; by default the largest in the film."
    )
    expected: Amount | None = Field(
        None, gt=0, description="An outline of this amount around bars that fall short of it.", examples=[20]
    )
    within: dict[Name, dict[Name, Amount]] = Field(
        default_factory=dict,
        description="What a bar holds: under the bar's name one name and its amount, drawn as a part of it.",
        examples=[{"partition 0": {"noor": 600}}],
    )
    format: str = Field(
        "", description="How the amounts are written, in Python's format language; by default as they are."
    )
    unit: Unit = Field("", description="Written after the amounts.")
    roles: dict[Name, Role] = Field(default_factory=dict, description="Colour roles of single bars.")


def _parts(spec: BarsSpec) -> tuple[Part, ...]:
    return with_roles(named(spec.items), spec.roles)


def _contents(actor: Actor) -> str:
    return amounts([(part.text, part.value or 0.0) for part in actor.parts], actor.spec)


def held(actor: Actor, part: Part) -> tuple[str, float] | None:
    """What a bar holds of something, by name, and at most as much as it is long."""
    for name, amount in getattr(actor.spec, "within", {}).get(part.id, {}).items():
        return name, min(amount, part.value or 0.0)
    return None


def as_length(actor: Actor, value: Any, span: Span) -> float:
    """A number that a bar of an actor can show: not negative, and no more than its `max`."""
    length = as_number(value, span)
    if length < 0:
        raise Problem(
            "wrong-type",
            f"`{actor.id}` cannot show the negative number {length:g}",
            span,
            hint="show negative numbers in a `counter`, or in a `list` without bars",
        )
    most = actor.spec.max
    if most is not None and length > most:
        raise Problem(
            "wrong-type",
            f"{length:g} is more than `{actor.id}` can show, which is {most:g}",
            span,
            hint="give it a larger `max`",
        )
    return length


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    return replace(part, value=as_length(actor, value, span))


def describe_lengths(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    """Which bars rise and which fall, those with the same end together."""
    groups: dict[str, dict[str, list[str]]] = {}
    for change in changes:
        verb = "rise" if (change.new.value or 0.0) > (change.old.value or 0.0) else "fall"
        groups.setdefault(verb, {}).setdefault(_length(actor, change.new), []).append(change.new.text)
    clauses = [_all_that(verb, ends) for verb, ends in groups.items()]
    if clauses:
        yield f"{actor.title}: {'; '.join(clauses)}"


def _all_that(verb: str, ends: Mapping[str, Sequence[str]]) -> str:
    """`a rises to 5, b and c to 7`, from the names by their ends."""
    (end, names), *others = ends.items()
    is_one = len(names) == 1 and not is_plural(names[0])
    first = f"{listed(names)} {verb}{'s' if is_one else ''} to {end}"
    return listed([first, *(f"{listed(names)} to {end}" for end, names in others)])


def _length(actor: Actor, part: Part) -> str:
    """A bar's amount, with what it holds: `743 (noor 600)`."""
    inside = held(actor, part)
    of_it = f" ({inside[0]} {written(actor.spec, inside[1])})" if inside and inside[1] else ""
    return written(actor.spec, part.value or 0.0) + of_it


def _check(spec: BarsSpec) -> Iterator[Flaw]:
    yield from bad_format(spec)
    yield from unknown_keys("roles", spec.roles, spec.items, "bar")
    yield from unknown_keys("within", spec.within, spec.items, "bar")
    for name, held_ones in spec.within.items():
        if len(held_ones) != 1 or min(held_ones.values()) <= 0:
            yield Flaw(
                place=("within", name),
                message=f"`{name}` holds one thing of an amount above 0",
                hint=f"for example `{name}: {{noor: 600}}`",
            )
    for name, amount in spec.items.items():
        if amount < 0:
            yield Flaw(
                place=("items", name),
                message=f"`{name}` is negative, and a bar is not",
                hint="show negative numbers in a `counter` or a `table`",
            )
        if spec.max is not None and amount > spec.max:
            yield Flaw(
                place=("items", name),
                message=f"`{name}` is longer than a full bar, which is {spec.max:g}",
                hint="give it a larger `max`",
            )


_DEMO = """
layout: |
  work
stage:
  work:
    is: bars
    label: tokens through the model
    items: {recompute: 6, cached: 6}
    roles: {recompute: bad, cached: good}
    max: 36
beats:
  - title: Six words later
    say: Both begin alike. Six words later one has done six times the work.
    do:
      - show: work
      - set: {work: {recompute: 36, cached: 6}}
"""

BARS = ActorKind(
    name="bars",
    group="Numbers",
    spec=BarsSpec,
    parts=_parts,
    contents=_contents,
    check=_check,
    part_noun="bar",
    assign=_assign,
    describe_changes=describe_lengths,
    extra=frozenset({"note", "rank", "select", "swap"}),
    example="{is: bars, items: {recompute: 36, cached: 6}, roles: {recompute: bad, cached: good}}",
    demo=_DEMO,
)
