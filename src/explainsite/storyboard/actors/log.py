"""`log`: an append-only row of entries, each at its offset."""

from __future__ import annotations

from pydantic import Field

from explainsite.content.models import Int
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec, Text, indexed, texts_of
from explainsite.storyboard.state import Actor, Part


class LogSpec(ActorSpec):
    """An append-only log."""

    items: tuple[Text, ...] = Field((), description="Entries at the start, oldest first.")
    slots: Int = Field(8, ge=1, le=12, description="How many offsets the picture has room for.")
    offsets: bool = Field(True, description="Show each entry's offset below it.")


def _next(actor: Actor, text: str) -> Part:
    return Part(id=str(len(actor.parts)), text=text)


def _contents(actor: Actor) -> str:
    return texts_of(actor) or "an empty log"


LOG = ActorKind(
    name="log",
    spec=LogSpec,
    parts=lambda spec: indexed(list(spec.items)),
    contents=_contents,
    part_noun="entry",
    next_part=_next,
    extra=frozenset({"clear"}),
    example="{is: log, label: Partition 0, slots: 6}",
)
