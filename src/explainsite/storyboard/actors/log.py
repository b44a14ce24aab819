"""`log`: an append-only row of entries, each at its offset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from pydantic import Field

from explainsite.content.models import Bool, Int
from explainsite.storyboard.actors.defaults import describe_arrival, describe_in_place, quoted_texts
from explainsite.storyboard.actors.flaws import Flaw, too_many
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.actors.parts import indexed, texts_of
from explainsite.storyboard.fields import Name
from explainsite.storyboard.phrases import by_word_or_place
from explainsite.storyboard.places import counted_off, indices, places
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import ran


class LogSpec(ActorSpec):
    """An append-only log."""

    role: Role = Field("accent", description="The colour role of its parts.")
    items: tuple[Name, ...] = Field(
        (),
        description="Entries at the start, oldest first, a word or a number each. With 8 `slots` across the"
        " whole frame, a line of an entry has room for nine characters; a `list` or a `table` has more.",
    )
    slots: Int = Field(8, ge=1, le=12, description="How many offsets the picture has room for.")
    offsets: Bool = Field(default=True, description="Show each entry's offset below it.")


def _next(actor: Actor, text: str) -> Part:
    return Part(id=str(len(actor.parts)), text=text)


def _contents(actor: Actor) -> str:
    return texts_of(actor) or "empty"


def _check(spec: LogSpec) -> Iterator[Flaw]:
    yield from too_many("items", spec.items, spec.slots, "entry")


def _describe_arrival(actor: Actor, texts: Sequence[str]) -> str:
    if not actor.spec.offsets:
        return describe_arrival(actor, texts)
    first = len(actor.parts)
    offsets = ran([str(first + index) for index in range(len(texts))])
    are, at = ("is", "offset") if len(texts) == 1 else ("are", "offsets")
    return f"{quoted_texts(actor, texts)} {are} appended to {actor.name} at {at} {offsets}"


def _places(actor: Actor, parts: Sequence[Part]) -> str:
    at = counted_off("offset", indices(actor, parts))
    return (
        f"the {'entry' if len(parts) == 1 else 'entries'} at {at}"
        if actor.spec.offsets
        else places(actor, parts)
    )


_DEMO = """
layout: |
  partition
stage:
  partition: {is: log, label: Partition 0, slots: 6, items: [a, b, c]}
beats:
  - title: Records are appended
    say: New records go to the end. No earlier one ever changes its offset.
    do:
      - show: partition
      - append: {partition: [d, e]}
"""

LOG = ActorKind(
    name="log",
    group="Rows",
    spec=LogSpec,
    parts=lambda spec: indexed(list(spec.items)),
    contents=_contents,
    room=lambda spec: spec.slots,
    check=_check,
    part_noun="entry",
    next_part=_next,
    extra=frozenset({"clear", "note", "select"}),
    by_place=True,
    at_end_only=True,
    part_names=partial(by_word_or_place, whose=True),
    places=_places,
    describe_changes=describe_in_place,
    describe_arrival=_describe_arrival,
    example="{is: log, label: Partition 0, slots: 6}",
    demo=_DEMO,
)
