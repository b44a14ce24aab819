"""A spec's two halves: YAML between `---` lines, then Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from explainsite.content.source import Source
from explainsite.content.spec import Body
from explainsite.diagnostics import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """Where the halves stand: YAML on lines `first` to `last` of the file, and the body below."""

    first: int
    last: int
    body: Body


def split_front_matter(source: Source, report: Report) -> FrontMatter | None:
    """Find the front matter of a spec; None, with a diagnostic, when it is missing or has no end."""
    if not source.text.strip():
        report.add(
            "empty-file",
            f"`{source.path}` is empty",
            source.span(1),
            hint="a spec begins with `---`, its front matter and a second `---`",
        )
        return None
    if not _is_fence(source.lines[0]):
        report.add(
            "front-matter-missing",
            f"`{source.path}` does not begin with `---`",
            source.line_span(1),
            label="front matter belongs here",
            hint=_missing_hint(source),
        )
        return None
    for number, line in enumerate(source.lines[1:], 2):
        if _is_fence(line):
            return FrontMatter(first=2, last=number - 1, body=Body(source=source, first_line=number + 1))
    report.add(
        "front-matter-unclosed",
        "the front matter has no closing `---`",
        source.span(1, 1, 3),
        label="opened here",
        hint="put `---` on a line of its own above the Markdown",
    )
    return None


def _is_fence(line: str) -> bool:
    return line.rstrip() == "---"


def _missing_hint(source: Source) -> str:
    later = next((n for n, line in enumerate(source.lines, 1) if _is_fence(line)), None)
    if later is not None and not any(line.strip() for line in source.lines[: later - 1]):
        return f"the `---` on line {later} must be the first line of the file"
    return "put a line `---` above the front matter"
