"""`window`: values in a row, and a window of a fixed size that slides over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pydantic import Field

from explainsite.content.models import Int
from explainsite.diagnostics import Span
from explainsite.storyboard.actors.defaults import describe_in_place
from explainsite.storyboard.actors.flaws import Flaw
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.actors.parts import texts_of
from explainsite.storyboard.fields import Name
from explainsite.storyboard.phrases import by_text_or_place
from explainsite.storyboard.places import counted_off, indices
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Change, Part
from explainsite.storyboard.values import as_number

_INSIDE = "inside"
"""The sort of the items that the window is over."""


class WindowSpec(ActorSpec):
    """Values in a row, and a window that slides over them."""

    role: Role = Field("accent", description="The colour role of the window and of what is in it.")
    items: tuple[Name, ...] = Field(..., min_length=1, max_length=16, description="The values, in order.")
    size: Int = Field(..., ge=1, description="How many values the window covers.")
    at: Int = Field(
        0,
        ge=0,
        description="The item at which the window begins, counted from 0 like the parts. `set: {numbers: 2}` "
        "slides the window of an actor `numbers` so that it begins at `numbers.2`.",
        examples=[2],
    )


def _parts(spec: WindowSpec) -> tuple[Part, ...]:
    items = tuple(Part(id=str(index), text=text) for index, text in enumerate(spec.items))
    return _with_window(items, spec.at, spec.size)


def _with_window(items: Sequence[Part], at: int, size: int) -> tuple[Part, ...]:
    return tuple(replace(p, sort=_INSIDE if at <= i < at + size else "") for i, p in enumerate(items))


def inside(actor: Actor) -> list[Part]:
    """The items that the window is over; at least one."""
    return [part for part in actor.parts if part.sort == _INSIDE]


def _check(spec: WindowSpec) -> Iterator[Flaw]:
    count = len(spec.items)
    if spec.size > count:
        yield Flaw(
            place=("size",),
            message=f"a window over {spec.size} items, and there {'is' if count == 1 else 'are'} {count}",
            hint="give it more `items`, or a smaller `size`",
        )
    elif spec.at + spec.size > count:
        yield Flaw(
            place=("at",),
            message=f"a window of {spec.size} that begins at {spec.at} ends beyond the last item",
            hint=_reach(spec),
        )


def _reach(spec: WindowSpec) -> str:
    last = len(spec.items) - spec.size
    return f"it can begin at any item from 0 to {last}" if last else "it can only begin at 0"


def _slide(actor: Actor, value: Any, span: Span) -> Actor:
    """The window begins at another item."""
    at, spec = as_number(value, span), actor.spec
    if not at.is_integer() or not 0 <= at <= len(spec.items) - spec.size:
        message = f"the window of `{actor.id}` cannot begin at {at:g}"
        raise Problem("wrong-type", message, span, hint=_reach(spec))
    return replace(actor, parts=_with_window(actor.parts, int(at), spec.size))


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    if any(change.old.sort != change.new.sort for change in changes):
        whose = f" of {actor.spoken or actor.label}" if actor.spoken or actor.label else ""
        values = ", ".join(part.text for part in inside(actor))
        yield f"the window{whose} moves to {_items(actor)}: {values}"
    yield from describe_in_place(actor, [change for change in changes if change.old.text != change.new.text])


def _places(actor: Actor, parts: Sequence[Part]) -> str:
    return counted_off("item", [place + 1 for place in indices(actor, parts)])


def _items(actor: Actor) -> str:
    """`items 3 to 5`, counted from 1 as people do."""
    first, last = (int(part.id) + 1 for part in (inside(actor)[0], inside(actor)[-1]))
    if first == last:
        return f"item {first}"
    return f"items {first} {'and' if last == first + 1 else 'to'} {last}"


def _contents(actor: Actor) -> str:
    return f"{texts_of(actor)}, with a window on {_items(actor)}"


WINDOW = ActorKind(
    name="window",
    group="Rows",
    spec=WindowSpec,
    parts=_parts,
    check=_check,
    contents=_contents,
    part_noun="item",
    part_names=by_text_or_place,
    places=_places,
    by_place=True,
    extra=frozenset({"note", "select"}),
    assign_whole=_slide,
    describe_changes=_describe_changes,
    example="{is: window, label: Requests, items: [3, 5, 2, 8, 1, 9], size: 3}",
    demo="""\
layout: |
  day
  sum
stage:
  day: {is: window, label: Requests, items: [3, 5, 2, 8, 1, 9], size: 3}
  sum: {is: counter, label: in three hours, value: 10}
beats:
  - title: Three hours at a time
    say: Each move takes one value in and lets one go. Nothing else is added up again.
    do:
      - show: [day, sum]
      - together:
          - set: {day: 1}
          - set: {sum: 15}
      - together:
          - set: {day: 2}
          - set: {sum: 11}
""",
)
