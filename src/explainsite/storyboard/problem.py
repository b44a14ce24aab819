"""How a verb refuses: raised inside the storyboard, caught by the compiler, reported as a diagnostic."""

from __future__ import annotations

from explainsite.diagnostics import Report, Span


class Problem(Exception):
    """A problem at a place in the spec."""

    def __init__(self, code: str, message: str, span: Span, *, label: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.span, self.label, self.hint = code, message, span, label, hint

    def add_to(self, report: Report) -> None:
        """Report it."""
        report.add(self.code, self.message, self.span, label=self.label, hint=self.hint)
