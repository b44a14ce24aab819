"""Headings that are links to themselves, so that a reader can copy the address of a section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token


def install(md: MarkdownIt) -> None:
    """Render headings with their own link."""
    md.add_render_rule("heading_open", _open)
    md.add_render_rule("heading_close", _close)


def _open(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    opening = self.renderToken(tokens, index, options, env)
    if _has_link(tokens[index + 1]):
        return opening
    return f'{opening}<a class="anchor" href="#{escapeHtml(str(tokens[index].attrGet("id")))}">'


def _close(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    closing = self.renderToken(tokens, index, options, env)
    return closing if _has_link(tokens[index - 1]) else f"</a>{closing}"


def _has_link(inline: Token) -> bool:
    """Whether the heading has a link of its own: links cannot stand in links."""
    return any(token.type in {"link_open", "citation", "footnote_ref"} for token in inline.children or ())
