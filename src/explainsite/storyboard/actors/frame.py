"""`frame`: an outline with a name around other actors, when they are one thing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal

from pydantic import Field

from explainsite.diagnostics import Span, did_you_mean
from explainsite.storyboard.actors.flaws import Flaw, twice
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Name
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part, Stage
from explainsite.storyboard.words import listed


class FrameSpec(ActorSpec):
    """An outline around other actors; it has no area of its own."""

    role: Role = Field("accent", description="The colour role of its parts.")
    around: tuple[Name, ...] = Field(..., min_length=1, description="The actors that it holds.")
    name_at: Literal["top", "bottom"] = Field(
        "top", alias="name-at", description="The edge that its name stands on."
    )


def _contents(actor: Actor) -> str:
    return "around " + listed(list(actor.spec.around))


def _check(spec: FrameSpec) -> Iterator[Flaw]:
    yield from twice("around", spec.around, "actor")


def _check_among(frame: Actor, others: Mapping[str, Actor], declared: Collection[str]) -> Iterator[Flaw]:
    """It holds whole actors that have areas."""
    parts = [held for held in frame.around if "." in held and held.partition(".")[0] in declared]
    frames = {other.id for other in others.values() if other.around}
    for index, held in enumerate(frame.around):
        place = ("around", index)
        if held in parts[:1]:
            yield Flaw(
                place=place,
                message=f"{listed([f'`{part}`' for part in parts])}, and a frame holds whole actors only",
                hint=f"write `{held.partition('.')[0]}`; `highlight` and `mark` point at parts",
                code="bad-verb",
            )
        elif held in frames:
            yield Flaw(
                place=place,
                message=f"`{held}`, which is a frame",
                hint="a frame holds actors that have an area",
                code="unknown-actor",
            )
        elif held not in declared and held not in parts:
            known = (name for name in declared if name not in frames)
            yield Flaw(
                place=place,
                message=f"`{held}`, which is not on the stage",
                hint=did_you_mean(held, known) or f"declare `{held}` under `stage:`",
                code="unknown-actor",
            )


def _introduce(frame: Actor, stage: Stage) -> tuple[str, str]:
    inside = [actor.name for actor in stage.inside(frame)]
    if frame.spoken:
        return frame.spoken, f"a frame around {listed(inside)}"
    named = frame.label and frame.label.casefold() not in map(str.casefold, inside)
    return f"a frame{f' named {frame.name}' if named else ''} around {listed(inside)}", ""


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    raise Problem(
        "bad-verb",
        f"`{actor.id}` is a frame, which holds no value",
        span,
        hint=f"`rename: {{{actor.id}: name}}` changes its name",
    )


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
beats:
  - title: Two rows are one thing
    say: Keys and values together have a name, so a frame goes around them.
    do:
      - show: [words, keys, values]
      - show: cache
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
    check_among=_check_among,
    introduce=_introduce,
    assign=_assign,
    compared=None,
    example="{is: frame, label: KV cache, around: [keys, values]}",
    demo=_DEMO,
)
