"""What went wrong in an author's Python, in words and at the author's own line."""

from __future__ import annotations

import traceback

from explainsite.content.source import Source
from explainsite.diagnostics import Span


def complaint(source: Source, error: BaseException) -> tuple[str, Span]:
    """What the file's code raised, and the last line of it that the error passed through."""
    if isinstance(error, SyntaxError) and error.filename in {source.path, None}:
        width = (error.end_offset or 0) - (error.offset or 0) if error.end_lineno == error.lineno else 1
        span = source.span(error.lineno or 1, max(1, error.offset or 1), width)
        return f"`{source.path}` is not valid Python: {error.msg}", span
    return f"`{source.path}` raised {raised(error)}", place(source, error)


def raised(error: BaseException) -> str:
    """An error's type and what it says, on one line."""
    return "".join(traceback.format_exception_only(error)).strip().split("\n")[0]


def place(source: Source, error: BaseException) -> Span:
    """The last line of the file that the error passed through."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno or 1 for frame in frames if frame.filename == source.path]
    return source.line_span(lines[-1]) if lines else source.span(1)
