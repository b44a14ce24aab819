"""What can be wrong with a site, said so that its author can mend it.

Nothing here prints and nothing raises half-way: readers add to a `Report`, and the build's one gate turns a
report with errors into `SiteProblems`. A diagnostic carries its own source line, so the same value serves the
terminal, JSON and the browser overlay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from explainsite.diagnostics.codes import CODES, Severity


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of one line in an author's file; `line` and `column` count from 1, in characters.

    `path` is relative to the project, with forward slashes. `excerpt` is the whole source line.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 1
    excerpt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem: `message` is about the site, `label` stands behind the caret, `hint` says what to do."""

    code: str
    message: str
    span: Span | None = None
    label: str = ""
    hint: str = ""
    severity: Severity = "error"

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"diagnostic code {self.code!r} is missing from the table in diagnostics/codes.py")

    def as_json(self) -> dict[str, Any]:
        """The diagnostic as plain values, in the shape that `--json` prints."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Diagnostic:
        """The diagnostic of which these are the plain values."""
        return cls(**{**values, "span": values["span"] and Span(**values["span"])})


@dataclass(slots=True)
class Report:
    """Collects diagnostics while a site is read, and which files its files refer to."""

    found: list[Diagnostic] = field(default_factory=list)
    referenced: set[str] = field(default_factory=set)
    """Project paths of files that were looked for, whether they are there or not."""

    def add(
        self, code: str, message: str, span: Span | None = None, *, label: str = "", hint: str = ""
    ) -> None:
        """Add one problem; its severity is the one that the table gives its code."""
        severity = CODES[code].severity
        self.found.append(
            Diagnostic(code=code, message=message, span=span, label=label, hint=hint, severity=severity)
        )

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add the diagnostics of another reader."""
        self.found.extend(diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(in_order(self.found))

    @property
    def has_errors(self) -> bool:
        """Whether anything found must stop the build."""
        return any(d.severity == "error" for d in self.found)


class SiteProblems(Exception):
    """The gate is shut: the site has errors. Carries the report, and every diagnostic, sorted."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.diagnostics = tuple(report)
        super().__init__(f"{len(self.diagnostics)} problems")


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, line and column, each problem once; problems without a place come first."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (_place(d.span), d.code, d.message))


def _place(span: Span | None) -> tuple[str, int, int]:
    return (span.path, span.line, span.column) if span else ("", 0, 0)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known word, or the known words when there are few, or nothing.

    Short words are alike by chance, so they must have all but two characters in common.
    """
    import difflib

    words = sorted(set(known))
    alike = words if len(word) > _SHORT else [other for other in words if _slips(word, other) <= 2]
    near = difflib.get_close_matches(word, alike, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    if 0 < len(words) <= 12:
        return "known here: " + ", ".join(f"`{w}`" for w in words)
    return ""


_SHORT = 5


def _slips(word: str, other: str) -> int:
    """How many characters must be put in, left out or replaced (Levenshtein's distance)."""
    row = list(range(len(other) + 1))
    for i, mine in enumerate(word, 1):
        above, row[0] = row[0], i
        for j, its in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (mine != its))
    return row[-1]
