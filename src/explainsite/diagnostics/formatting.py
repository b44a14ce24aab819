"""Diagnostics as text: the source line, a caret under the place, a hint.

    error[self-prerequisite]: `kv-cache` requires itself
     --> explainers/ai-llm/kv-cache.md:7:5
      |
    7 |   - kv-cache: "keys and values are what the cache keeps"
      |     ^^^^^^^^
      |
    hint: remove this line

The text is made of parts with a style each, so that a terminal can colour what a file cannot.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

from explainsite.diagnostics import CODES, Diagnostic, Span, in_order
from explainsite.text.width import cells

Style = Literal["plain", "error", "warning", "message", "frame", "hint"]
StyledText = tuple[Style, str]

TAB = 4
WIDEST = 110
"""Cells of a source line that are shown; of a longer one, those around the place."""


def format_diagnostic(diagnostic: Diagnostic) -> str:
    """The diagnostic as plain text, several lines without a final line end."""
    return "".join(text for _, text in diagnostic_parts(diagnostic))


def format_diagnostics(diagnostics: Iterable[Diagnostic]) -> str:
    """All of them in order, with an empty line between, and a count at the end."""
    found = in_order(diagnostics)
    blocks = [format_diagnostic(diagnostic) for diagnostic in found]
    return "\n\n".join([*blocks, count_line(found)]) + "\n" if found else ""


def count_line(diagnostics: Iterable[Diagnostic]) -> str:
    """ "2 errors, 1 warning"."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    counts = [(severities.count(kind), kind) for kind in ("error", "warning")]
    return ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for count, kind in counts if count)


def diagnostic_parts(diagnostic: Diagnostic) -> Iterator[StyledText]:
    """The text of a diagnostic, piece by piece, each with its style."""
    yield diagnostic.severity, f"{diagnostic.severity}[{diagnostic.code}]"
    yield "message", f": {printable(diagnostic.message)}"
    margin = ""
    if diagnostic.span is not None:
        margin = " " * len(str(diagnostic.span.line))
        yield from _place(diagnostic, diagnostic.span, margin)
    if diagnostic.hint:
        if diagnostic.span is not None and diagnostic.span.excerpt:
            yield "frame", f"\n{margin} |"
        yield "hint", "\nhint"
        yield "plain", f": {printable(diagnostic.hint)}"


def _place(diagnostic: Diagnostic, span: Span, margin: str) -> Iterator[StyledText]:
    yield "frame", f"\n{margin}--> "
    is_whole_file = (span.line, span.column, span.excerpt) == (1, 1, "")
    yield "plain", printable(span.path if is_whole_file else f"{span.path}:{span.line}:{span.column}")
    if not span.excerpt:
        return
    line, before, width = _window(span)
    yield "frame", f"\n{margin} |\n{span.line} |"
    yield "plain", f" {line}" if line else ""
    yield "frame", f"\n{margin} |"
    label = f" {printable(diagnostic.label)}" if diagnostic.label else ""
    yield diagnostic.severity, f" {' ' * before}{'^' * width}{label}"


def _window(span: Span) -> tuple[str, int, int]:
    """The line as it is shown, the cells before the place, and the cells that the place takes."""
    start = min(span.column - 1, len(span.excerpt))
    before, inside = _shown(span.excerpt[:start]), _shown(span.excerpt[start : start + span.length])
    after = _shown(span.excerpt[start + span.length :].rstrip())
    inside = _cut(inside, WIDEST) if cells(inside) > WIDEST else inside
    room = max(0, WIDEST - cells(inside))
    if cells(before) + cells(after) > room:
        before, after = _trimmed(before, after, room)
    return before + inside + after, cells(before), max(1, cells(inside))


def _trimmed(before: str, after: str, room: int) -> tuple[str, str]:
    """Both sides of the place within `room` cells; the side before it gets what the other leaves free."""
    left = max(room // 2, room - cells(after))
    if cells(before) > left:
        before = "…" + _cut(before[::-1], max(0, left - 1))[::-1]
    right = room - cells(before)
    if cells(after) > right:
        after = _cut(after, max(0, right - 1)) + "…"
    return before, after


def _cut(text: str, width: int) -> str:
    while cells(text) > width:
        text = text[: len(text) - max(1, (cells(text) - width) // 2)]
    return text


def _shown(text: str) -> str:
    return printable(text.replace("\t", " " * TAB))


def printable(text: str) -> str:
    """The text without anything that a terminal would obey, or could not write.

    A space that is no plain one is seen as such: it is as often meant, in a number, as it is a slip.
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else _stand_in(sign) for sign in text)


def _stand_in(sign: str) -> str:
    return "␣" if unicodedata.category(sign) == "Zs" else "\ufffd"


def code_table() -> str:
    """Every code with its meaning, as a Markdown table for the documentation."""
    rows = (f"| `{name}` | {code.severity} | {code.meaning} |" for name, code in CODES.items())
    return "\n".join(["| code | severity | meaning |", "| --- | --- | --- |", *rows]) + "\n"
