"""`cells`: slots in a row or a grid, empty until they are filled, tinted by value."""

from __future__ import annotations

from pydantic import Field

from explainsite.content.models import Int
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec, Text, texts_of
from explainsite.storyboard.state import Actor, Part


class CellsSpec(ActorSpec):
    """A row or grid of cells."""

    columns: Int = Field(..., ge=1, le=16, description="Cells in a row.")
    rows: Int = Field(1, ge=1, le=8, description="How many rows.")
    items: tuple[Text, ...] = Field((), description="Texts of the cells that are filled at the start, row by row.")
    prefix: Text = Field("", description="Filled cells without a text of their own show this and their index.")


def _parts(spec: CellsSpec) -> tuple[Part, ...]:
    texts = list(spec.items)
    return tuple(
        Part(id=str(i), text=texts[i] if i < len(texts) else "", filled=i < len(texts))
        for i in range(spec.columns * spec.rows)
    )


def _contents(actor: Actor) -> str:
    filled = sum(part.filled for part in actor.parts)
    if not filled:
        return f"{len(actor.parts)} empty cells"
    return texts_of(actor) or f"{filled} of {len(actor.parts)} cells filled"


CELLS = ActorKind(
    name="cells",
    spec=CellsSpec,
    parts=_parts,
    contents=_contents,
    part_noun="cell",
    example="{is: cells, columns: 8, label: Keys, prefix: k}",
    extra=frozenset({"fill", "clear"}),
)
