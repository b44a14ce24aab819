"""`table`: rows and columns of short values; each row is a part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pydantic import Field

from explainsite.content.models import Int
from explainsite.diagnostics import Span
from explainsite.storyboard.actors.defaults import MANY, describe_changes
from explainsite.storyboard.actors.flaws import Flaw, too_many
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Name, Text
from explainsite.storyboard.places import in_order, placed
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Change, Part
from explainsite.storyboard.values import as_text
from explainsite.storyboard.words import counted, listed, quoted

SEPARATOR = " | "
"""Between the cells of a row, in the text that a part holds."""


class TableSpec(ActorSpec):
    """A table with a heading."""

    columns: tuple[Text, ...] = Field(..., min_length=1, max_length=6, description="The columns' headings.")
    rows: dict[Name, tuple[Text, ...]] = Field(
        default_factory=dict, description="Rows by name, with their cells."
    )
    slots: Int = Field(0, ge=0, le=8, description="Room for this many rows; by default as many as there are.")


def _parts(spec: TableSpec) -> tuple[Part, ...]:
    return tuple(Part(id=name, text=SEPARATOR.join(cells)) for name, cells in spec.rows.items())


def _contents(actor: Actor) -> str:
    return "; ".join(part.text.replace(SEPARATOR, ", ") for part in actor.parts) or "empty"


def _next(actor: Actor, text: str) -> Part:
    taken = {part.id for part in actor.parts}
    return Part(id=next(name for n in range(len(taken), 99) if (name := str(n)) not in taken), text=text)


def _room(spec: TableSpec) -> int:
    return spec.slots or len(spec.rows)


def _check(spec: TableSpec) -> Iterator[Flaw]:
    yield from too_many("rows", list(spec.rows), min(_room(spec), 8), "row")
    for name, cells in spec.rows.items():
        if len(cells) != len(spec.columns):
            yield Flaw(
                place=("rows", name),
                message=f"{counted(len(cells), 'cell')} for {counted(len(spec.columns), 'column')}",
                hint="give each column its cell",
            )
        if any(SEPARATOR in cell for cell in cells):
            yield Flaw(
                place=("rows", name),
                message=f"a cell of `{name}` holds `{SEPARATOR.strip()}`, which parts cells",
                hint="write it with another character",
            )


def _first_cell(part: Part) -> str:
    return part.text.partition(SEPARATOR)[0]


def _part_names(actor: Actor, parts: Sequence[Part]) -> list[str]:
    """Rows by their first cells where these tell them apart, or else by their places."""
    firsts, every = ([_first_cell(part) for part in some] for some in (parts, actor.parts))
    if any(not first or every.count(first) > 1 for first in firsts):
        return [placed(actor, parts)]
    return [f"{'the row' if len(parts) == 1 else 'the rows'} {listed([quoted(first) for first in firsts])}"]


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    """A few changed cells by row and column, equal ones together; rows with another first cell as a whole."""
    groups: dict[tuple[tuple[str, str], ...], list[Part]] = {}
    for change in changes:
        groups.setdefault(_changed_cells(actor.spec.columns, change), []).append(change.old)
    if len(groups) > MANY or any(column == actor.spec.columns[0] for cells in groups for column, _ in cells):
        yield from describe_changes(actor, changes)
        return
    for cells, rows in groups.items():
        said = [
            f"{quoted(column)} {'becomes ' + quoted(cell) if cell else 'is now empty'}"
            for column, cell in cells
        ]
        yield f"in {listed(_part_names(actor, rows))}, {listed(said)}"


def _changed_cells(columns: Sequence[str], change: Change) -> tuple[tuple[str, str], ...]:
    """Each column in which a row has changed, with what is there now."""
    old, new = (part.text.split(SEPARATOR) for part in (change.old, change.new))
    return tuple((column, b) for column, a, b in zip(columns, old, new, strict=True) if a != b)


def _row_text(actor: Actor, value: Any, span: Span) -> str:
    """A row from a list of its cells, or from one text with the cells parted."""
    one_each = f"give each column its cell: `[{', '.join(actor.spec.columns)}]`"
    given = value if isinstance(value, list) else [value]
    if any(isinstance(item, list | dict) for item in given):
        message = f"a row of `{actor.id}` is one list, with a cell for each column"
        raise Problem("wrong-type", message, span, hint=one_each)
    texts = [as_text(item, span) for item in given]
    cells = texts if isinstance(value, list) else texts[0].split(SEPARATOR)
    if len(cells) != len(actor.spec.columns) or any(SEPARATOR in cell for cell in cells):
        raise Problem(
            "wrong-type",
            f"{counted(len(cells), 'cell')} for {counted(len(actor.spec.columns), 'column')} of `{actor.id}`",
            span,
            hint=one_each,
        )
    return SEPARATOR.join(cells)


def _suits(actor: Actor, other: Actor) -> bool:
    """Rows stand in tables with as many columns."""
    return isinstance(other.spec, TableSpec) and len(other.spec.columns) == len(actor.spec.columns)


_DEMO = """
layout: |
  index
stage:
  index:
    is: table
    label: Index
    columns: [word, found in, times]
    rows:
      cat: [cat, "1, 4, 9", 5]
      mat: [mat, "4, 7", 2]
      sat: [sat, "1, 9", 2]
    slots: 4
beats:
  - title: A row is added
    say: Rows have names to call them by. A new one comes to the end.
    do:
      - show: index
      - append: {index: [the, "1, 4, 7", 9]}
      - mark: {index.cat: accent}
"""

TABLE = ActorKind(
    name="table",
    group="Structure",
    spec=TableSpec,
    parts=_parts,
    contents=_contents,
    room=_room,
    check=_check,
    part_noun="row",
    plain_text=lambda text: text.strip().replace(SEPARATOR, ", "),
    part_name=_first_cell,
    part_names=_part_names,
    places=in_order,
    describe_changes=_describe_changes,
    takes_lists=True,
    assign=lambda actor, part, value, span: replace(part, text=_row_text(actor, value, span)),
    read_texts=lambda call, actor, node: [_row_text(actor, call.plain(node), node.span)],
    suits=_suits,
    extra=frozenset({"move", "note", "select", "swap"}),
    next_part=_next,
    example="{is: table, columns: [key, hash], rows: {a: [user-1, 12]}}",
    demo=_DEMO,
)
