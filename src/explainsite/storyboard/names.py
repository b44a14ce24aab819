"""Values in selectors and in names of parts: `$bits`, `bits.$first`, `bits.${row.word}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explainsite.content.interpolation import interpolate, values_in, with_ends, with_items
from explainsite.diagnostics import Report, Span
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.words import listed, number

Values = Mapping[str, Any]


def written_out(text: str, span: Span, values: Values) -> tuple[str, ...]:
    """`text` with its values: once, or once for each item of the lists among them, which go side by side."""
    if "$" not in text:
        return (text,)
    text = with_ends(text, values)
    named = values_in(text, values)
    lists = {name: value for name, value in named.items() if isinstance(value, list)}
    for name, value in named.items():
        _require_name(name, value, span)
    if not lists:
        return (_written(text, span, values),)
    (count, *others) = {len(value) for value in lists.values()}
    if others:
        lengths = listed([f"`${name}` has {len(value)}" for name, value in lists.items()])
        message = f"lists that go side by side are equally long: {lengths}"
        raise Problem("wrong-type", message, span, hint="leave items out, or name what belongs to each")
    return tuple(_written(with_items(text, lists, place), span, values) for place in range(count))


def _written(text: str, span: Span, values: Values) -> str:
    report = Report()
    written = interpolate(text, values, span, report)
    Problem.raise_any(report)
    return written


def _require_name(name: str, value: Any, span: Span) -> None:
    """Refuse a value that names nothing, or a list with one in it."""
    items = value if isinstance(value, list) else [value]
    wrong = next((at for at, item in enumerate(items) if not _is_name(item)), None)
    if wrong is None and items:
        return
    if not items:
        raise Problem(
            "wrong-type", f"`${name}` is an empty list", span, hint="it has to name one part at least"
        )
    where = f"`${name}.{wrong}`" if isinstance(value, list) else f"`${name}`"
    item = items[wrong or 0]
    raise Problem(
        "wrong-type",
        f"{where} is {_what(item)}, which names nothing on the stage",
        span,
        label="a name or a number belongs here, or a list of them",
        hint=_hint_inside(name if item is value else f"{name}.{wrong}", item),
    )


def _is_name(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _what(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list within a list" if isinstance(value, list) else f"`{str(value).lower()}`"


def _hint_inside(name: str, value: Any) -> str:
    """How to name something in a value that is itself no name."""
    if isinstance(value, dict) and value:
        return f"take one of its values, as in `${name}.{next(iter(value))}`"
    return (
        f"take one list of it, as in `${name}`"
        if isinstance(value, list)
        else "use the name of an actor or a part"
    )


def as_name(value: Any) -> Any:
    """A value of the data file as a name, if it is a number."""
    return number(value) if isinstance(value, int | float) and _is_name(value) else value
