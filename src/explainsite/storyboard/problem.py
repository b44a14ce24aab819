"""How a verb refuses: raised inside the storyboard, caught by the compiler, reported as diagnostics."""

from __future__ import annotations

from dataclasses import replace

from explainsite.diagnostics import Diagnostic, Report, Span


class Problem(Exception):
    """One problem at a place in the spec, or all those that a report holds.

    One that is `certain` is so in every state of its actors, as with a verb that is not for their kind.
    """

    def __init__(
        self,
        code: str,
        message: str,
        span: Span | None,
        *,
        label: str = "",
        hint: str = "",
        certain: bool = False,
    ) -> None:
        super().__init__(message)
        report = Report()
        report.add(code, message, span, label=label, hint=hint)
        self.found: tuple[Diagnostic, ...] = tuple(report)
        self.is_certain = certain

    @classmethod
    def reported(cls) -> Problem:
        """One that was reported where it was read: nothing can be done, and there is nothing to add."""
        problem = cls("bad-do", "reported before", None)
        problem.found = ()
        return problem

    @classmethod
    def raise_any(cls, report: Report, *, hint: str = "") -> None:
        """Raise what a reader found, if it found anything; `hint` is for what has none of its own."""
        found = tuple(replace(diagnostic, hint=diagnostic.hint or hint) for diagnostic in report)
        if found:
            problem = cls(found[0].code, found[0].message, found[0].span)
            problem.found = found
            raise problem
