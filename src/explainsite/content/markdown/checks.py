"""Every check of a body, in a visible list."""

from __future__ import annotations

from explainsite.content.markdown import citations, code, dollars, figures, footnotes, links, math, raw_html
from explainsite.content.markdown.body import CheckedBody, keep_fragment
from explainsite.content.markdown.document import Document
from explainsite.content.markdown.render import render_document
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


def check_document(document: Document, scope: Scope, report: Report) -> CheckedBody:
    """Run every check, and render the body; without errors it is remembered."""
    own = Report()
    for check in CHECKS:
        check(document, scope, own)
    body = render_document(document, tuple(own))
    if scope.memory and not own.has_errors:
        keep_fragment(scope.piece, body.fragment, scope.memory)
    report.referenced |= own.referenced
    report.extend(own)
    return body
