"""A parsed body as HTML, with gaps in place of the addresses that the rest of the site decides."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from explainsite.content.markdown.body import GAP, CheckedBody, Fragment, Lead, Reference
from explainsite.content.markdown.document import Document, plain_text
from explainsite.content.markdown.parser import parser
from explainsite.diagnostics import Diagnostic
from explainsite.text.counting import count_words


def render_document(document: Document, problems: tuple[Diagnostic, ...] = ()) -> CheckedBody:
    """A body whose links and images know where they lead, and what is wrong with it."""
    found = [(_leave_gap(token, number), lead) for number, (token, lead) in enumerate(_leading(document))]
    md = parser()
    fragment = Fragment(
        headings=document.headings,
        html=md.renderer.render(document.tokens, md.options, document.env),
        references=tuple(reference for reference, _ in found),
        words=round(count_words(body_text(document))),
        problems=problems,
    )
    path = document.body.source.path
    return CheckedBody(path=path, fragment=fragment, leads=tuple(lead for _, lead in found))


def _leading(document: Document) -> Iterator[tuple[Token, Lead]]:
    """The tokens that lead somewhere in the site."""
    for _, token in document.inline():
        if "lead" in token.meta:
            yield token, token.meta["lead"]


def _leave_gap(token: Token, number: int) -> Reference:
    """Put a number in place of the address; the reference as it was written."""
    is_image = token.type == "image"
    attribute = "src" if is_image else "href"
    written = str(token.attrGet(attribute))
    token.attrSet(attribute, f"{GAP}{number}{GAP}")
    return Reference(written=written, is_image=is_image)


def body_text(document: Document) -> str:
    """The words of a body, a block a line, without code."""
    lines = (plain_text(token).strip() for token in document.tokens if token.type == "inline")
    return "\n".join(line for line in lines if line)
