"""`dial`: hands that turn around a centre: angles, phases, and a needle on a scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import pi
from typing import Any, Literal

from pydantic import Field

from explainsite.content.models import Bool
from explainsite.diagnostics import Span
from explainsite.storyboard import pace
from explainsite.storyboard.actors.flaws import Flaw, bad_format, unknown_keys
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.actors.parts import named, with_roles
from explainsite.storyboard.fields import Amount, Name, Text, Unit
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Change, Part
from explainsite.storyboard.values import as_number
from explainsite.storyboard.words import agreeing, decimals, listed, minus, number, quoted, with_decimals

HALF_SCALE = 120.0
"""Degrees from the middle of a scale, at the top, to either of its ends."""
TURN, MOST_TURNING = 0.6, 2.4
"""Seconds of each turn beyond half of one, and of all of them at the most."""
_DEGREES = {"degrees": 1.0, "turns": 360.0, "radians": 180 / pi}
_FORMATS = {"degrees": (",.0f", "°"), "turns": (",.2f", " turns"), "radians": (",.2f", " rad")}
"""How an angle is written, and what stands behind it."""


class DialSpec(ActorSpec):
    """A circle with hands that turn to an angle, or with a needle on a scale."""

    value: Amount = Field(
        0.0, description="Where the hand of a dial with one hand is at the start.", examples=[90]
    )
    hands: dict[Name, Amount] = Field(
        default_factory=dict,
        max_length=3,
        description="The hands by name, each with its angle at the start, clockwise from the top.",
        examples=[{"query": 0, "key": 90}],
    )
    measure: Literal["degrees", "turns", "radians"] = Field(
        "degrees", description="What angles are given in; more than a full turn goes around more than once."
    )
    min: Amount = Field(0.0, description="Where its scale begins, if it has one.", examples=[-20])
    max: Amount | None = Field(
        None, description="Where its scale ends. With it, values are amounts and no angles.", examples=[1]
    )
    threshold: Amount | None = Field(
        None, description="An amount on the scale that is marked.", examples=[0.5]
    )
    threshold_label: Text = Field(
        "", alias="threshold-label", description="What reaching it means.", examples=["opens"]
    )
    trace: Bool = Field(
        default=True, description="Show the arc from where a hand was at the start to where it is."
    )
    between: Bool = Field(
        default=False, description="Show the angle from the first of two hands to the other."
    )
    format: str = Field(
        "", description="How the values are written, in Python's format language.", examples=[".0%"]
    )
    unit: Unit = Field(
        "", description="Written after the values; angles have one of their own.", examples=["ms"]
    )
    role: Role = Field("accent", description="The colour role of a single hand.")
    roles: dict[Name, Role] = Field(
        default_factory=dict, description="Colour roles of hands, by name.", examples=[{"key": "data-2"}]
    )


def _parts(spec: DialSpec) -> tuple[Part, ...]:
    if not spec.hands:
        return (Part(id="", value=spec.value),)
    return with_roles(named(spec.hands), spec.roles)


def start_of(spec: DialSpec, part: Part) -> float:
    """The value that a hand had at the start; on a scale its trace begins where that does."""
    return spec.min if spec.max is not None else spec.hands.get(part.id, spec.value)


def degrees_of(spec: DialSpec, value: float) -> float:
    """The angle at which a hand shows a value, clockwise from the top."""
    if spec.max is None:
        return value * _DEGREES[spec.measure]
    return HALF_SCALE * (2 * (value - spec.min) / (spec.max - spec.min) - 1)


def form_of(spec: DialSpec, value: float) -> tuple[str, str]:
    """How a value is written: a format, and what stands behind it."""
    form, unit = _FORMATS[spec.measure] if spec.max is None else (",.0f", "")
    return (with_decimals(spec.format or form, decimals(value)), spec.unit or unit)


def shown_value(spec: DialSpec, value: float) -> str:
    """A value as it stands on screen."""
    form, unit = form_of(spec, value)
    return minus(format(value, form)) + unit


def apart(actor: Actor) -> float:
    """The angle from the first hand to the second as the dial measures it: at most half a turn either way."""
    first, second = (part.value or 0.0 for part in actor.parts)
    turn = 360 / _DEGREES[actor.spec.measure]
    rest = (second - first) % turn
    return rest - turn if rest > turn / 2 * (1 + 1e-9) else rest


def _check(spec: DialSpec) -> Iterator[Flaw]:
    if spec.format:
        yield from bad_format(spec)
    yield from unknown_keys("roles", spec.roles, spec.hands, "hand")
    if spec.hands and "value" in spec.model_fields_set:
        yield Flaw(
            place=("value",),
            message="a value for one hand, and there are hands with names",
            hint="leave out `value`, or `hands`",
            at_key=True,
        )
    if spec.between and (len(spec.hands) != 2 or spec.max is not None):
        yield Flaw(
            place=("between",),
            message="an angle is between two hands",
            hint="give it two `hands`, and no `max`",
            at_key=True,
        )
    yield from _scale_flaws(spec)


def _scale_flaws(spec: DialSpec) -> Iterator[Flaw]:
    if spec.max is None:
        for key in ("min", "threshold"):
            if key in spec.model_fields_set:
                yield Flaw(
                    place=(key,),
                    message=f"`{key}` is for a scale, and this dial has none",
                    hint="give it a `max` too",
                    at_key=True,
                )
        return
    if spec.max <= spec.min:
        yield Flaw(
            place=("max",), message="the scale ends before it begins", hint="let `max` be more than `min`"
        )
        return
    if spec.threshold_label and spec.threshold is None:
        yield Flaw(
            place=("threshold-label",),
            message="a label for a threshold that is not there",
            hint="write `threshold:` too",
        )
    values = (
        [(("value",), spec.value)] if not spec.hands else [(("hands", k), v) for k, v in spec.hands.items()]
    )
    for place, value in (*values, (("threshold",), spec.min if spec.threshold is None else spec.threshold)):
        if not spec.min <= value <= spec.max:
            yield Flaw(
                place=place,
                message=f"{number(value)} is not on the scale from {number(spec.min)} to {number(spec.max)}",
                hint="let `min` and `max` take in all values",
            )


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    to, spec = as_number(value, span), actor.spec
    if spec.max is not None and not spec.min <= to <= spec.max:
        message = f"{number(to)} is not on the scale of `{actor.id}`"
        hint = f"it goes from {number(spec.min)} to {number(spec.max)}"
        raise Problem("wrong-type", message, span, hint=hint)
    return replace(part, value=to)


def _contents(actor: Actor) -> str:
    spec = actor.spec
    values = [(part.text, shown_value(spec, part.value or 0.0)) for part in actor.parts]
    hands = listed([f"{name} at {value}" if name else f"a hand at {value}" for name, value in values])
    if spec.between:
        hands += f", {shown_value(spec, abs(apart(actor)))} apart"
    if spec.max is None:
        return hands
    scale = f" on a scale from {shown_value(spec, spec.min)} to {shown_value(spec, spec.max)}"
    if spec.threshold is None:
        return hands + scale
    named = quoted(spec.threshold_label) if spec.threshold_label else "a threshold"
    return f"{hands}{scale}, with {named} at {shown_value(spec, spec.threshold)}"


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    moved = [change for change in changes if change.old.value != change.new.value]
    if moved:
        whose = "" if actor.is_single else f"{actor.title}: "
        yield whose + "; ".join(_turned(actor, change) for change in moved)
    if actor.spec.between and moved:
        was = replace(actor, parts=tuple(_before(part, moved) for part in actor.parts))
        now = shown_value(actor.spec, abs(apart(actor)))
        still = "still" if now == shown_value(actor.spec, abs(apart(was))) else "now"
        yield f"the angle between {listed([part.text for part in actor.parts])} is {still} {now}"


def _before(part: Part, changes: Sequence[Change]) -> Part:
    return next((change.old for change in changes if change.new.id == part.id), part)


def _turned(actor: Actor, change: Change) -> str:
    """`Error rate rises from 2% to 54%, past “opens” at 50%`, `query turns from 0° to 90°`."""
    spec, old, new = actor.spec, change.old.value or 0.0, change.new.value or 0.0
    name, unit = change.new.text or actor.name, form_of(spec, change.new.value or 0.0)[1]
    begin = shown_value(spec, old).removesuffix(unit if unit.startswith(" ") else "")
    to = f"from {begin} to {shown_value(spec, new)}"
    if spec.max is None:
        more = ", more than once around" if _turns(actor, change) > 1 else ""
        return f"{name} {agreeing(name, 'turns', 'turn')} {to}{more}"
    rises = ("rises", "rise") if new > old else ("falls", "fall")
    return f"{name} {agreeing(name, *rises)} {to}{_passed(spec, old, new)}"


def _turns(actor: Actor, change: Change) -> float:
    """How many turns a hand makes."""
    old, new = (degrees_of(actor.spec, part.value or 0.0) for part in (change.old, change.new))
    return abs(new - old) / 360


def _seconds(actor: Actor, changes: Sequence[Change]) -> float:
    """Each further turn is seen."""
    most = max((_turns(actor, change) for change in changes), default=0.0)
    return pace.CHANGE + min(MOST_TURNING, TURN * max(0.0, most - 0.5))


def _passed(spec: DialSpec, old: float, new: float) -> str:
    """That a threshold has been crossed."""
    mark = spec.threshold
    if mark is None or (old < mark) == (new < mark):
        return ""
    named = quoted(spec.threshold_label) if spec.threshold_label else "the threshold"
    return f", past {named} at {shown_value(spec, mark)}" if mark != new else f", at {named}"


DIAL = ActorKind(
    name="dial",
    group="Numbers",
    spec=DialSpec,
    parts=_parts,
    contents=_contents,
    check=_check,
    part_noun="hand",
    assign=_assign,
    describe_changes=_describe_changes,
    seconds=_seconds,
    example="{is: dial, label: Phase, hands: {query: 0, key: 90}, between: true}",
    demo="""\
layout: |
  rate pair
stage:
  rate: {is: dial, label: Errors, max: 1, format: .0%, threshold: 0.5, threshold-label: opens}
  pair: {is: dial, label: Two words, hands: {cat: 20, sat: 80}, between: true}
beats:
  - title: A needle, and two hands
    say: The needle passes its threshold. The hands turn together, and the angle between them stays.
    do:
      - show: [rate, pair]
      - set: {rate: 0.62}
      - set: {pair: {cat: 140, sat: 200}}
""",
)
