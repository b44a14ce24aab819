"""`table`: rows and columns of short values; each row is a part."""

from __future__ import annotations

from pydantic import Field

from explainsite.storyboard.actors.kind import ActorKind, ActorSpec, Text
from explainsite.storyboard.state import Actor, Part

SEPARATOR = " | "
"""Between the cells of a row, in the text that a part holds."""


class TableSpec(ActorSpec):
    """A table with a heading."""

    columns: tuple[Text, ...] = Field(..., min_length=1, max_length=6, description="The columns' headings.")
    rows: dict[str, tuple[Text, ...]] = Field(default_factory=dict, description="Rows by name, with their cells.")
    slots: int = Field(0, ge=0, le=8, description="Room for this many rows; by default as many as there are.")


def _parts(spec: TableSpec) -> tuple[Part, ...]:
    return tuple(Part(id=name, text=SEPARATOR.join(cells)) for name, cells in spec.rows.items())


def _contents(actor: Actor) -> str:
    return "; ".join(part.text.replace(SEPARATOR, ", ") for part in actor.parts) or "an empty table"


def _next(actor: Actor, text: str) -> Part:
    return Part(id=str(len(actor.parts)), text=text)


TABLE = ActorKind(
    name="table",
    spec=TableSpec,
    parts=_parts,
    contents=_contents,
    part_noun="row",
    next_part=_next,
    example="{is: table, columns: [key, hash], rows: {a: [user-1, 12]}}",
)
