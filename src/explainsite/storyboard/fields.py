"""What the fields of actors and verbs take: texts on screen, and numbers that a picture can show."""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, WithJsonSchema

from explainsite.content.models import Float
from explainsite.storyboard.words import number


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


def _behind_a_number(unit: str) -> str:
    return f" {unit}" if unit[:1].isalpha() and unit != "k" else unit


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
Preformatted = Annotated[str, BeforeValidator(_block)]
"""Text of several lines that keep their indentation."""
Words = Annotated[Lines, AfterValidator(_named)]
"""Text of several lines that cannot be empty."""
Text = Annotated[Lines, AfterValidator(_one_line)]
"""One line of text on screen."""
Unit = Annotated[Text, AfterValidator(_behind_a_number)]
"""What stands behind a number: `%` and `k` at once, other words after a blank."""
Name = Annotated[str, BeforeValidator(_as_text), AfterValidator(_named), AfterValidator(_one_line)]
"""Text that cannot be empty: it names a part, or it is all that there is to see."""
NameRows = Annotated[tuple[Name, ...], BeforeValidator(_row_by_row), _ROWS]
TextRows = Annotated[tuple[Text, ...], BeforeValidator(_row_by_row), _ROWS]
"""Texts of cells: one list, or a list of rows. The model has its `columns` before these."""
Amount = Annotated[Float, BeforeValidator(_not_a_truth), AfterValidator(_showable)]
"""A number that a picture can show."""
