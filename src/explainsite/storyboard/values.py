"""Plain values, as an author or a data file gives them, into texts and numbers that a picture can show."""

from __future__ import annotations

from math import isfinite
from typing import Any

from explainsite.content.models import number_hint
from explainsite.diagnostics import Span
from explainsite.storyboard.fields import LARGEST
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.words import number


def as_text(value: Any, span: Span, *, lines: bool = False) -> str:
    """A plain value as text: one line, or with `lines` several."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Problem(
            "wrong-type", "a text or a number belongs here", span, hint="for example `sold` or `42`"
        )
    text = value.strip() if isinstance(value, str) else number(as_number(value, span))
    if not lines and len(text.splitlines()) > 1:
        raise Problem(
            "wrong-type", "this text must stand on one line", span, hint="only a `text` has several lines"
        )
    return text


def as_source(value: Any, span: Span) -> str:
    """A plain value as text of several lines that keeps its blanks; not empty."""
    text = as_text(value, span, lines=True)
    if not text:
        raise Problem("wrong-type", "an empty text shows nothing", span, hint="write what it shows")
    return value if isinstance(value, str) else text


def as_number(value: Any, span: Span) -> float:
    """A plain value as a number that a picture can hold."""
    try:
        result = float("nan") if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        result = float("nan")
    if isinstance(value, str) and "_" in value:
        result = float("nan")
    if isinstance(value, str) and value.startswith("+"):
        raise Problem(
            "wrong-type",
            f"`{value}` does not add to what was there before",
            span,
            label="a value stands here, not a change",
            hint=f"write the new value, without the sign: `{value[1:]}`",
        )
    if not isfinite(result) or abs(result) > LARGEST:
        raise Problem(
            "wrong-type",
            f"`{_short(value)}` is not a number that a picture can show",
            span,
            label="expected a number",
            hint=number_hint(str(value)) or "for example `36`, `0.5` or `$cost`",
        )
    return result


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."
