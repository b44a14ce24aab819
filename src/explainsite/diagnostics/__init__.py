"""What can be wrong with a site, said so that its author can mend it."""

from explainsite.diagnostics.codes import CODES, Code, Severity
from explainsite.diagnostics.report import (
    Diagnostic,
    Report,
    SiteProblems,
    Span,
    did_you_mean,
    in_order,
)

__all__ = [
    "CODES",
    "Code",
    "Diagnostic",
    "Report",
    "Severity",
    "SiteProblems",
    "Span",
    "did_you_mean",
    "in_order",
]
