"""What an actor kind is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema

from explainsite.content.models import Float, Model
from explainsite.diagnostics import did_you_mean
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import counted, listed, minus, number


def _as_text(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value) if isfinite(value) else str(value)
    return value


def _named(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text.strip()


def _one_line(text: str) -> str:
    if len(text.splitlines()) > 1:
        raise ValueError("must stand on one line")
    return text


def _not_a_truth(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic makes a problem of this field from it
    return value


def _showable(value: float) -> float:
    if not abs(value) <= LARGEST:
        raise ValueError("must be a number that a picture can show")
    return value


def _block(value: Any) -> Any:
    if isinstance(value, list | dict):
        raise ValueError("must be one text: `|` behind the colon, and its lines below")  # noqa: TRY004 - pydantic reports it
    return _as_text(value)


def _row_by_row(value: Any, info: ValidationInfo) -> Any:
    rows = list(value) if isinstance(value, list | tuple) else []
    return one_list(rows, info.data.get("columns")) if has_rows(rows) else value


def has_rows(value: Any) -> bool:
    """Whether a value is a list of lists, and not one list."""
    return isinstance(value, list) and any(isinstance(row, list | tuple) for row in value)


def one_list(rows: list[Any], columns: Any) -> list[Any]:
    """A list of rows as one list; ValueError unless each row is as long as the actor has `columns`.

    These are a number or the columns' names; None if they could not be read.
    """
    for at, row in enumerate(rows, 1):
        if not isinstance(row, list | tuple):
            raise ValueError(f"must be one list, or a list of rows; item {at} is no row")  # noqa: TRY004 - pydantic reports it
        width = columns if isinstance(columns, int) else len(columns or row)
        if len(row) != width:
            raise ValueError(f"must have {width} items in each row, and row {at} has {len(row)}")
    return [item for row in rows for item in row]


_ROW = {"type": "array", "items": {"type": "string"}}
_ROWS = WithJsonSchema({"anyOf": [_ROW, {"type": "array", "items": _ROW}]})

LARGEST = 1e15
"""Larger numbers lose their last digits, and no picture has room for them."""

Lines = Annotated[str, BeforeValidator(_as_text)]
"""Text on screen; a number from the data file is written out."""
Block = Annotated[str, BeforeValidator(_block)]
"""Text of several lines that keep their indentation."""
Words = Annotated[Lines, AfterValidator(_named)]
"""Text of several lines that cannot be empty."""
Text = Annotated[Lines, AfterValidator(_one_line)]
"""One line of text on screen."""
Name = Annotated[str, BeforeValidator(_as_text), AfterValidator(_named), AfterValidator(_one_line)]
"""Text that cannot be empty: it names a part, or it is all that there is to see."""
NameRows = Annotated[tuple[Name, ...], BeforeValidator(_row_by_row), _ROWS]
TextRows = Annotated[tuple[Text, ...], BeforeValidator(_row_by_row), _ROWS]
"""Texts of cells: one list, or a list of rows. The model has its `columns` before these."""
Amount = Annotated[Float, BeforeValidator(_not_a_truth), AfterValidator(_showable)]
"""A number that a picture can show."""


class ActorSpec(Model):
    """What every stage entry may have."""

    is_: str = Field(alias="is", description="The kind of actor.")
    label: Text = Field("", description="The name that stands beside or above the actor.", examples=["Keys"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something wrong with a stage entry that no single field tells; `place` leads to it."""

    place: tuple[str | int, ...]
    message: str
    hint: str
    code: str = "wrong-type"
    at_key: bool = False
    """Whether the key is at fault, and not its value."""
    line: int | None = None
    """Which line of a text, from 0, and then from which character and how many; 0 is the whole line."""
    column: int = 0
    length: int = 0


def no_flaws(spec: Any) -> Iterable[Flaw]:
    """The check of a kind whose fields say it all."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorKind:
    """A kind: the model of its YAML, its parts at the start, and how a sentence tells what it holds.

    `part_noun` names one part ("cell", "token"). `next_part` makes the part that `append` adds, as long as
    there is `room` for so many in all; kinds without it refuse the verb. `check` finds what no single field
    can tell. `extra` names verbs for some kinds only that this one understands. `by_place` is for kinds
    whose parts are named by their places, and get other names in other places. `demo` is its film in the
    reference: YAML with `stage` and `beats`, and perhaps `layout`, 4 to 7 s long.

    `source` names the field of the spec, a text, that `set` may write anew as a whole; `rewrite` makes the
    parts of a spec with another one, so that what was there before stays what it is.

    `view` draws a kind that is not bundled; what a view is, `picture` knows.
    """

    name: str
    spec: type[ActorSpec]
    parts: Callable[[Any], tuple[Part, ...]]
    contents: Callable[[Actor], str]
    part_noun: str = "part"
    next_part: Callable[[Actor, str], Part] | None = None
    room: Callable[[Any], int] = lambda _: 0
    check: Callable[[Any], Iterable[Flaw]] = no_flaws
    example: str = ""
    demo: str = ""
    extra: frozenset[str] = field(default=frozenset())
    by_place: bool = False
    source: str = ""
    rewrite: Callable[[Actor, Any], tuple[Part, ...]] | None = None
    view: Any = None


def indexed(texts: list[str], **common: Any) -> tuple[Part, ...]:
    """Parts named by their index from 0."""
    return tuple(Part(id=str(index), text=text, **common) for index, text in enumerate(texts))


def texts_of(actor: Actor) -> str:
    """The texts of the filled parts, for a sentence."""
    return ", ".join(part.text for part in actor.parts if part.filled and part.text)


def named(values: Mapping[str, float]) -> tuple[Part, ...]:
    """Parts named by their key, each with its value."""
    return tuple(Part(id=name, text=name, value=value) for name, value in values.items())


def own_id(actor: Actor, text: str) -> str:
    """An id for a part of this text that no other part of the actor has."""
    taken = {part.id for part in actor.parts}
    return next(name for n in range(1, 99) if (name := text if n == 1 else f"{text}-{n}") not in taken)


def written(spec: Any, value: float) -> str:
    """An amount as its actor writes it on screen."""
    return minus(format(value, getattr(spec, "format", ",.0f"))) + getattr(spec, "unit", "")


def bad_format(spec: Any) -> Iterator[Flaw]:
    """A flaw when the format cannot write an amount."""
    problem = _format_problem(spec.format)
    if problem:
        yield Flaw(
            place=("format",),
            message=f"`{spec.format}` cannot format an amount: {problem}",
            hint="for example `,.0f` for 1,234 and `.1%` for 12.3%",
            code="bad-format",
        )


def _format_problem(form: str) -> str:
    if re.search("[0-9]{3}", form):
        return "it is too wide"
    if form.endswith("n"):
        return "`n` differs from machine to machine"
    try:
        format(1234.5, form)
    except ValueError as error:
        return str(error).lower()
    return ""


def unknown_keys(place: str, keys: Iterable[str], known: Iterable[str], noun: str) -> Iterator[Flaw]:
    """A flaw for each key of the mapping at `place` that names none of the actor's parts."""
    names = list(known)
    for key in keys:
        if key not in names:
            yield Flaw(
                place=(place, key),
                message=f"there is no {noun} `{key}`",
                hint=did_you_mean(key, names) or f"name one of its {noun}s",
                code="unknown-part",
                at_key=True,
            )


def twice(place: str, names: Iterable[str], noun: str) -> Iterator[Flaw]:
    """A flaw for each name of the list at `place` that stands there before."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield Flaw(
                place=(place, index),
                message=f"{counted(2, noun)} are named `{name}`",
                hint=f"give each {noun} a name of its own",
            )
        seen.add(name)


def too_many(place: str, items: Sequence[Any], room: int, noun: str) -> Iterator[Flaw]:
    """A flaw when the list at `place` has more items than there is room for."""
    if len(items) > room:
        yield Flaw(
            place=(place,),
            message=f"{counted(len(items), noun)}, but room for {room}",
            hint="take some away, or give it more room",
        )


def amounts(texts: Sequence[tuple[str, float]], spec: Any) -> str:
    """Named amounts for a sentence, equal ones together: `a and b at 0 ms, c at 5 ms`."""
    groups: dict[str, list[str]] = {}
    for text, value in texts:
        groups.setdefault(written(spec, value), []).append(text)
    return ", ".join(f"{listed(names)} at {value}" for value, names in groups.items())
