"""Markdown bodies: parsed once, checked against the site, rendered when a page needs them.

    document = parse_body(piece)                    # tokens that know their places
    check_document(document, scope, report)         # every rule of `checks.py`, one after the other
    render_document(document, url)                  # HTML, headings and text

One rule is one small module: it says what it checks, and how its tokens become HTML.
"""

from explainsite.content.markdown.checks import check_document
from explainsite.content.markdown.document import Document, Heading
from explainsite.content.markdown.parser import parse_body
from explainsite.content.markdown.render import RenderedBody, render_document
from explainsite.content.markdown.scope import LinkTarget, Scope, Url

__all__ = [
    "Document",
    "Heading",
    "LinkTarget",
    "RenderedBody",
    "Scope",
    "Url",
    "check_document",
    "parse_body",
    "render_document",
]
