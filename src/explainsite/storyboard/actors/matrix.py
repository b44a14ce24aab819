"""`matrix`: every pairing of rows with columns, each cell with a mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from pydantic import Field

from explainsite.diagnostics import Span
from explainsite.storyboard.actors.defaults import describe_changes
from explainsite.storyboard.actors.flaws import Flaw, too_many
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Name, Text, TextRows
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Change, Part
from explainsite.storyboard.values import as_text
from explainsite.storyboard.words import agreeing, counted, listed


class MatrixSpec(ActorSpec):
    """A grid of cells with a name for each row and each column."""

    rows: tuple[Name, ...] = Field(
        ...,
        min_length=1,
        max_length=6,
        description="The rows' names. In a matrix `pairs` with a row `A`, "
        "`pairs.A` is that row, `pairs.A.B` its cell in the column `B`, and `pairs.row-0` the name itself.",
    )
    columns: tuple[Name, ...] = Field(
        ...,
        min_length=1,
        max_length=6,
        description="The columns' names. `pairs.B` is a "
        "column where no row has this name, and `pairs.column-0` the name itself.",
    )
    row_label: Text = Field("", alias="row-label", description="What the rows are.")
    column_label: Text = Field("", alias="column-label", description="What the columns are.")
    items: TextRows = Field(
        (),
        description="The cells' texts at the start: one list, or a list of rows.",
        examples=[["✓", "✗", "✗", "✓"]],
    )
    roles: dict[Text, Role] = Field(default_factory=dict, description="Colour roles of cells, by their text.")

    @property
    def width(self) -> int:
        """Cells in a row."""
        return len(self.columns)

    @property
    def height(self) -> int:
        """Cells in a column."""
        return len(self.rows)


def _parts(spec: MatrixSpec) -> tuple[Part, ...]:
    texts = [*spec.items, *[""] * (spec.width * spec.height)][: spec.width * spec.height]
    cells = tuple(Part(id=str(i), text=text) for i, text in enumerate(texts))
    rows = tuple(Part(id=f"row-{i}", text=text) for i, text in enumerate(spec.rows))
    return (*cells, *rows, *(Part(id=f"column-{i}", text=text) for i, text in enumerate(spec.columns)))


def heads(actor: Actor) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts that name the rows, and those that name the columns."""
    rows = tuple(part for part in actor.parts if part.id.startswith("row-"))
    return rows, tuple(part for part in actor.parts if part.id.startswith("column-"))


def _parts_called(actor: Actor, name: str) -> tuple[str, ...]:
    """The cells of a row, those of a column, or the one of a row and a column with a dot between."""
    rows, columns = heads(actor)
    places = [(row.text, column.text) for row in rows for column in columns]
    for called in (itemgetter(0), itemgetter(1), ".".join):
        if found := tuple(str(at) for at, place in enumerate(places) if called(place) == name):
            return found
    return ()


def _contents(actor: Actor) -> str:
    rows, columns = (", ".join(part.text for part in parts) for parts in heads(actor))
    names = (
        f"{actor.spec.row_label or 'rows'} {rows} against {actor.spec.column_label or 'columns'} {columns}"
    )
    return f"{names}, with {tally(actor)}" if tally(actor) else names


def tally(actor: Actor) -> str:
    """How many cells have each text that has a role: `6 ✓ and 3 ✗`."""
    texts = [part.text for part in actor.parts if part.id.isdigit()]
    return listed([f"{texts.count(text)} {text}" for text in actor.spec.roles if text in texts])


def _check(spec: MatrixSpec) -> Iterator[Flaw]:
    yield from too_many("items", spec.items, spec.width * spec.height, "text")


def _part_names(actor: Actor, parts: Sequence[Part]) -> list[str]:
    """Cells by the names of their row and column."""
    texts, wide = {part.id: part.text for part in actor.parts}, actor.spec.width
    names = [
        f"{texts[f'row-{int(p.id) // wide}']} with {texts[f'column-{int(p.id) % wide}']}"
        if p.id.isdigit()
        else p.text
        for p in parts
    ]
    return [listed(names) if len(names) < 4 else f"{counted(len(names), 'cell')} of {actor.name}"]


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    return replace(part, text=as_text(value, span))  # a cell may be empty


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    """The new names of rows and columns, and how many cells there are of each kind."""
    changed = {change.new.id for change in changes}
    rows, columns = heads(actor)
    for noun, parts in (("rows", rows), ("columns", columns)):
        if any(part.id in changed for part in parts):
            yield f"the {noun} of {actor.name} are now {listed([part.text for part in parts])}"
    cells = [change for change in changes if change.new.id.isdigit()]
    if actor.spec.roles and cells:
        yield f"{actor.name} now {agreeing(actor.name, 'has', 'have')} {tally(actor)}"
    else:
        yield from describe_changes(actor, cells)


_DEMO = """
layout: |
  pairs
stage:
  pairs:
    is: matrix
    label: Is the read fresh?
    rows: [A, B, C]
    columns: [A, B, C]
    row-label: written to
    column-label: read from
    roles: {✓: good, ✗: bad}
beats:
  - title: Which reads are fresh
    say: One row for each place to write, one column for each to read.
    do:
      - show: pairs
      - set: {pairs: [✓, ✗, ✗, ✗, ✓, ✗, ✗, ✗, ✓]}
"""

MATRIX = ActorKind(
    name="matrix",
    group="Structure",
    spec=MatrixSpec,
    parts=_parts,
    contents=_contents,
    check=_check,
    part_noun="cell",
    grid=lambda spec: (spec.height, spec.width),
    part_names=_part_names,
    parts_called=_parts_called,
    assign=_assign,
    describe_changes=_describe_changes,
    compared=lambda part: part.filled and part.id.isdigit(),
    extra=frozenset({"note"}),
    example="{is: matrix, rows: [A, B], columns: [A, B], row-label: told, column-label: asked}",
    demo=_DEMO,
)
