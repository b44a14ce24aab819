"""Raw HTML is shown as text; comments are left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from explainsite.content.markdown.document import Document
from explainsite.content.markdown.scope import Scope
from explainsite.diagnostics import Report, Span


def install(md: MarkdownIt) -> None:
    """Render HTML as text."""
    md.add_render_rule("html_block", _render_block)
    md.add_render_rule("html_inline", _render_inline)


def check(document: Document, scope: Scope, report: Report) -> None:
    """Tell the author what readers would see."""
    for token in document.tokens:
        if token.type == "html_block" and not _is_comment(token):
            _add(report, document.place(token))
    for block, token in document.inline():
        if token.type == "html_inline" and "at" in token.meta and not _is_comment(token):
            _add(report, document.place(block, token))


def _add(report: Report, span: Span) -> None:
    report.add("raw-html", "raw HTML is shown as text", span, hint="write it in Markdown, or as `code`")


def _is_comment(token: Token) -> bool:
    text = token.content.strip()
    return text.startswith("<!--") and text.endswith("-->")


def _render_block(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    return "" if _is_comment(token) else f"<p>{escapeHtml(token.content.strip())}</p>\n"


def _render_inline(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    if "at" not in token.meta:  # the check box of a task list, which a plugin made
        return token.content
    return "" if _is_comment(token) else escapeHtml(token.content)
