"""`cells`: slots in a row or a grid, empty until they are filled, tinted by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import isfinite
from operator import itemgetter
from typing import Any

from pydantic import Field

from explainsite.content.models import Bool, Float, Int
from explainsite.diagnostics import Span
from explainsite.storyboard.actors.defaults import describe_in_place, some_text
from explainsite.storyboard.actors.flaws import Flaw, bad_format, too_many
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.actors.parts import texts_of, written
from explainsite.storyboard.fields import NameRows, Text
from explainsite.storyboard.phrases import by_text_or_place
from explainsite.storyboard.places import is_grid
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import counted, listed, minus

_READ_OUT = 24
"""Texts of a grid that a sentence reads out one by one; of more, if few differ, how often each is there."""

_TALLIED = 8


class CellsSpec(ActorSpec):
    """A row or grid of cells."""

    role: Role | None = Field(
        None,
        description="The colour role of its parts; by default `accent` for amounts, and none for the rest.",
    )
    columns: Int = Field(..., ge=1, le=16, description="Cells in a row.")
    rows: Int = Field(1, ge=1, le=8, description="How many rows.", examples=[2])
    items: NameRows = Field(
        (), description="Texts of the cells that are filled at the start: one list, or a list of rows."
    )
    max: Float = Field(
        1.0,
        gt=0,
        description="The amount, above or below zero, that has the deepest tint. With it, numbers are "
        "amounts.",
    )
    format: str = Field(
        "",
        description="How amounts are written, in Python's format language; by default as they are. With it, "
        "numbers are amounts.",
        examples=[".2f", ".0%"],
    )
    prefix: Text = Field(
        "", description="Filled cells without a text of their own show this and their index."
    )
    index: Bool = Field(default=False, description="Show each cell's position above it.")


def _parts(spec: CellsSpec) -> tuple[Part, ...]:
    cells = [Part(id=str(place)) for place in range(spec.columns * spec.rows)]
    full = [_holding(spec, part, text) for part, text in zip(cells, spec.items, strict=False)]
    return (*full, *(replace(part, filled=False) for part in cells[len(full) :]))


def _holding(spec: CellsSpec, part: Part, text: str) -> Part:
    """A cell that holds a text: of cells with a `max` or a `format`, a number is an amount, which tints."""
    amount = _amount(text) if _has_amounts(spec) else None
    if amount is None:
        return replace(part, text=text, value=None, filled=True)
    return replace(
        part, text=written(spec, amount) if spec.format else minus(text), value=amount, filled=True
    )


def _has_amounts(spec: CellsSpec) -> bool:
    return bool(spec.model_fields_set & {"max", "format"})


def _role(actor: Actor) -> str | None:
    """The role of unmarked cells: those that hold no amounts have none, so that a mark stands out."""
    spec: CellsSpec = actor.spec
    return spec.role or ("accent" if _has_amounts(spec) else None)


def _amount(text: str) -> float | None:
    try:
        amount = float(text)
    except ValueError:
        return None
    return amount if isfinite(amount) else None


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    cell = _holding(actor.spec, part, some_text(value, span))
    if isinstance(value, int | float) and not isinstance(value, bool):  # from a data file, it tints any cells
        return replace(cell, value=float(value))
    return cell


def _contents(actor: Actor) -> str:
    filled = sum(part.filled for part in actor.parts)
    if not filled:
        return counted(len(actor.parts), "empty cell")
    if is_grid(actor) and all(part.text for part in actor.parts):
        return _rows(actor)
    return texts_of(actor) or f"{counted(filled, 'full cell')} of {len(actor.parts)}"


def _rows(actor: Actor) -> str:
    """The texts row by row, equal neighbours together: `0, 9, 0 in row 0; 0, 0, 9 in rows 1 and 2`."""
    texts, wide = [part.text for part in actor.parts], actor.spec.columns
    if len(texts) > _READ_OUT and len(set(texts)) <= _TALLIED:
        return _tally(texts, len(texts) // wide)
    rows = [(str(at // wide), ", ".join(texts[at : at + wide])) for at in range(0, len(texts), wide)]
    runs = [(row, [number for number, _ in same]) for row, same in groupby(rows, key=itemgetter(1))]
    return "; ".join(f"{row} in {'row' if len(ns) == 1 else 'rows'} {_from_to(ns)}" for row, ns in runs)


def _tally(texts: Sequence[str], rows: int) -> str:
    """How often each text stands there: nobody can follow sixty letters that are read out."""
    each = [f"{text} in {count}" for text, count in Counter(sorted(texts)).items()]
    return f"{listed(each)} of {len(texts)} cells, in {counted(rows, 'row')}"


def _from_to(numbers: list[str]) -> str:
    return f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 2 else listed(numbers)


def _check(spec: CellsSpec) -> Iterator[Flaw]:
    yield from bad_format(spec)
    yield from too_many("items", spec.items, spec.columns * spec.rows, "text")


_DEMO = """
layout: |
  keys
  match
stage:
  keys: {is: cells, label: Keys, columns: 6, prefix: k, role: data-1}
  match: {is: cells, label: Match, columns: 6, max: 0.4, index: true}
beats:
  - title: Cells hold texts or amounts
    say: Cells fill up one by one. Those that hold amounts are tinted by them.
    do:
      - show: [keys, match]
      - fill: keys.0-5
      - set: {match: [0.04, 0.31, 0.22, 0.03, 0.05, 0.35]}
"""

CELLS = ActorKind(
    name="cells",
    group="Rows",
    spec=CellsSpec,
    parts=_parts,
    contents=_contents,
    check=_check,
    part_noun="cell",
    example="{is: cells, columns: 8, label: Keys, prefix: k}",
    extra=frozenset({"clear", "fill", "move", "note", "select", "swap"}),
    by_place=True,
    grid=lambda spec: (spec.rows, spec.columns),
    keeps_amounts=True,
    part_names=by_text_or_place,
    describe_changes=describe_in_place,
    assign=_assign,
    role_of=_role,
    fill=lambda actor, part, text: _holding(actor.spec, part, text),
    seen=lambda _, part: part.text,
    demo=_DEMO,
)
