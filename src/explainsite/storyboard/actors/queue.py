"""`queue`: first in, first out, with room for so many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from pydantic import Field

from explainsite.content.models import Int
from explainsite.storyboard.actors.defaults import quoted_texts
from explainsite.storyboard.actors.flaws import Flaw, too_many, twice
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.actors.parts import own_id
from explainsite.storyboard.fields import Name
from explainsite.storyboard.phrases import by_word_or_place
from explainsite.storyboard.places import in_order
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import counted


class QueueSpec(ActorSpec):
    """A queue: what enters at its back leaves at its front, in the same order."""

    role: Role = Field("accent", description="The colour role of its entries.")
    items: tuple[Name, ...] = Field((), description="Entries at the start, the front one first.")
    capacity: Int = Field(6, ge=1, le=10, description="How many entries it holds.")
    overflow: Literal["reject", "evict"] | None = Field(
        None,
        description="What `append` does to a full queue: the new entry is turned away at its back, or the "
        "oldest one leaves to make room. Without this, it is an error.",
    )
    front: Literal["right", "left"] = Field("right", description="The side at which entries leave.")


def _contents(actor: Actor) -> str:
    if not actor.parts:
        return f"empty, with room for {counted(actor.spec.capacity, 'entry').removesuffix(' entries')}"
    texts = ", ".join(part.text for part in actor.parts)
    full = ", full" if len(actor.parts) == actor.spec.capacity else ""
    return f"{texts}{full}" if len(actor.parts) == 1 else f"{texts} from the front{full}"


def _check(spec: QueueSpec) -> Iterator[Flaw]:
    yield from too_many("items", spec.items, spec.capacity, "entry")
    yield from twice("items", spec.items, "entry")


def _describe_arrival(actor: Actor, texts: Sequence[str]) -> str:
    joins = "joins" if len(texts) == 1 else "join"
    return f"{quoted_texts(actor, texts)} {joins} the back of {actor.name}"


QUEUE = ActorKind(
    name="queue",
    group="Rows",
    spec=QueueSpec,
    parts=lambda spec: tuple(Part(id=text, text=text) for text in spec.items),
    contents=_contents,
    room=lambda spec: spec.capacity,
    check=_check,
    part_noun="entry",
    next_part=lambda actor, text: Part(id=own_id(actor, text), text=text),
    extra=frozenset({"clear", "move", "note", "select", "swap"}),
    is_fifo=True,
    overflow=lambda spec: spec.overflow,
    more_room="give it more `capacity`, or say with `overflow` what happens when it is full",
    part_names=partial(by_word_or_place, whose=True),
    places=in_order,
    describe_arrival=_describe_arrival,
    example="{is: queue, label: Jobs, items: [job-1, job-2], capacity: 5}",
    demo="""\
layout: |
  jobs
stage:
  jobs: {is: queue, label: Jobs, items: [job-1, job-2, job-3], capacity: 4, overflow: reject}
beats:
  - title: First in, first out
    say: The oldest job leaves, new ones line up behind. A full queue turns the next one away.
    do:
      - show: jobs
      - pop: jobs
      - append: {jobs: [job-4, job-5]}
      - append: {jobs: job-6}
""",
)
