"""`frame`: an outline with a name around other actors, when they are one thing, or around their parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from explainsite.diagnostics import Span, did_you_mean
from explainsite.storyboard.actors.flaws import Flaw, twice
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Name
from explainsite.storyboard.phrases import phrase
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import Role
from explainsite.storyboard.selectors import select
from explainsite.storyboard.state import Actor, Part, Stage
from explainsite.storyboard.words import listed


def _in_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_NAME_SCHEMA = {"type": "string"}
Around = Annotated[
    tuple[Name, ...],
    BeforeValidator(_in_list),
    WithJsonSchema({"anyOf": [_NAME_SCHEMA, {"type": "array", "items": _NAME_SCHEMA, "minItems": 1}]}),
]
"""A selector, or several."""


class FrameSpec(ActorSpec):
    """An outline around other actors or their parts, or a pointer to them; it has no area of its own."""

    role: Role = Field("accent", description="The colour role of its parts.")
    around: Around = Field(
        ...,
        min_length=1,
        description="The actors or parts that it holds, such as `keys` or `keys.0-2`. "
        "`set: {here: keys.3-5}` slides a frame `here` on to others.",
        examples=[["keys.0-2"]],
    )
    form: Literal["outline", "pointer"] = Field(
        "outline", description="An outline, or an arrow that points at what it would hold."
    )
    name_at: Literal["top", "bottom", "right"] = Field(
        "top", alias="name-at", description="The edge that its name stands at, and that a pointer comes from."
    )


def _contents(actor: Actor) -> str:
    return "around " + listed(list(actor.spec.around))


def _check(spec: FrameSpec) -> Iterator[Flaw]:
    yield from twice("around", spec.around, "actor")


def _check_among(frame: Actor, stage: Stage, declared: Collection[str]) -> Iterator[Flaw]:
    """It holds actors that have areas, and parts that are there from the beginning."""
    frames = {other.id for other in stage.actors if other.traits.around(other.spec)}
    for index, held in enumerate(frame.spec.around):
        place, name = ("around", index), held.partition(".")[0]
        if name in frames or frames & {member.partition(".")[0] for member in stage.group(name)}:
            yield Flaw(
                place=place,
                message=f"`{held}`, which is a frame" if name in frames else f"`{held}` with a frame in it",
                hint="a frame holds actors that have an area",
                code="unknown-actor",
            )
        elif stage.actor(name) or stage.group(name):
            yield from _missing_parts(stage, held, place)
        elif name not in declared:
            known = (name for name in declared if name not in frames)
            yield Flaw(
                place=place,
                message=f"`{held}`, which is not on the stage",
                hint=did_you_mean(name, known) or f"declare `{name}` under `stage:`",
                code="unknown-actor",
            )


def _missing_parts(stage: Stage, held: str, place: tuple[str | int, ...]) -> Iterator[Flaw]:
    try:
        select(stage, held, Span(path=""), {})
    except Problem as problem:
        (found,) = problem.found
        hint = f"{found.hint}; `set` puts a frame around what comes later"
        yield Flaw(place=place, message=f"`{held}`: {found.message}", hint=hint, code=found.code)


def _introduce(frame: Actor, stage: Stage) -> tuple[str, str]:
    inside = phrase(stage, stage.inside(frame))
    around = f"{'at' if _is_pointer(frame) else 'around'} {inside}"
    if frame.spoken:
        return frame.spoken, f"a {_noun(frame)} {around}"
    named = frame.label and frame.label.casefold() not in _names(stage, frame)
    return f"a {_noun(frame)}{f' named {frame.name}' if named else ''} {around}", ""


def _noun(frame: Actor) -> str:
    return "pointer" if _is_pointer(frame) else "frame"


def _is_pointer(frame: Actor) -> bool:
    return bool(frame.spec.form == "pointer")


def _describe_around(frame: Actor, what: str) -> str:
    name = frame.spoken or f"the {_noun(frame)} {frame.label}".rstrip()
    return f"{name} moves to {what}"


def _names(stage: Stage, frame: Actor) -> set[str]:
    """What it holds by name."""
    return {phrase(stage, (target,)).casefold() for target in stage.inside(frame)}


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
  now: {is: frame, label: now, around: words.0}
beats:
  - title: Two rows are one thing
    say: A frame gives keys and values one name. Another one slides on from word to word.
    do:
      - show: [words, keys, values]
      - show: [cache, now]
      - set: {now: words.1}
      - set: {now: words.2-3}
"""

FRAME = ActorKind(
    name="frame",
    group="Structure",
    spec=FrameSpec,
    parts=lambda spec: (Part(id="", text=spec.label),),
    contents=_contents,
    check=_check,
    part_noun="frame",
    around=lambda spec: spec.around,
    describe_around=_describe_around,
    check_among=_check_among,
    introduce=_introduce,
    compared=None,
    example="{is: frame, label: KV cache, around: [keys, values]}",
    demo=_DEMO,
)
