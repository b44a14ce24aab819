"""Every check of a body, in a visible list."""

from __future__ import annotations

from explainsite.content.markdown import citations, code, dollars, figures, footnotes, links, math, raw_html
from explainsite.content.markdown.document import Document
from explainsite.content.markdown.scope import Scope
from explainsite.diagnostics import Report

CHECKS = (
    links.check,
    figures.check,
    citations.check,
    footnotes.check,
    dollars.check,
    math.check,
    code.check,
    raw_html.check,
)


def check_document(document: Document, scope: Scope, report: Report) -> None:
    """Run every check; links and images learn where they lead."""
    for check in CHECKS:
        check(document, scope, report)
