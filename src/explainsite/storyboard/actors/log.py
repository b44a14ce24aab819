"""`log`: an append-only row of entries, each at its offset."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from explainsite.content.models import Bool, Int
from explainsite.storyboard.actors.flaws import Flaw, too_many
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.actors.parts import indexed, texts_of
from explainsite.storyboard.fields import Name
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part


class LogSpec(ActorSpec):
    """An append-only log."""

    role: Role = Field("accent", description="The colour role of its parts.")
    items: tuple[Name, ...] = Field((), description="Entries at the start, oldest first.")
    slots: Int = Field(8, ge=1, le=12, description="How many offsets the picture has room for.")
    offsets: Bool = Field(default=True, description="Show each entry's offset below it.")


def _next(actor: Actor, text: str) -> Part:
    return Part(id=str(len(actor.parts)), text=text)


def _contents(actor: Actor) -> str:
    return texts_of(actor) or "empty"


def _check(spec: LogSpec) -> Iterator[Flaw]:
    yield from too_many("items", spec.items, spec.slots, "entry")


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
    extra=frozenset({"clear", "select"}),
    by_place=True,
    example="{is: log, label: Partition 0, slots: 6}",
    demo=_DEMO,
)
