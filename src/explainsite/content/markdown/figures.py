"""Images: files of the project, with words for those who cannot see them.

An image that stands alone and has a title is a figure, and its title is the caption.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from explainsite.content.locate import locate_file
from explainsite.content.markdown.body import Lead
from explainsite.content.markdown.document import Document, plain_text
from explainsite.content.markdown.links import _scheme
from explainsite.content.markdown.scope import Scope
from explainsite.diagnostics import Report


def install(md: MarkdownIt) -> None:
    """Render images so that they load when they are near; those with a caption as figures."""
    md.core.ruler.after("inline", "figures", _make_figures)
    md.add_render_rule("image", _render)


def _make_figures(state: StateCore) -> None:
    for opening, inline, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        image = inline.children[0] if inline.children and len(inline.children) == 1 else None
        if image and image.type == "image" and image.attrGet("title") and opening.type == "paragraph_open":
            opening.tag = closing.tag = "figure"
            image.meta["caption"] = image.attrs.pop("title")


def check(document: Document, scope: Scope, report: Report) -> None:
    """Every image is a file of the project, and has a text in its place."""
    folder = posixpath.dirname(scope.piece.body.source.path)
    for block, token in document.inline():
        if token.type != "image":
            continue
        source = str(token.attrGet("src"))
        span = document.place(block, token, source)
        if _scheme(source) or not source:
            message = f"the image `{source}` is not a file of the site"
            report.add("unknown-link", message, span, hint="keep the picture beside the spec")
        else:
            path, _, anchor = source.partition("#")
            file = locate_file(scope.project, folder, path, span, report)
            if file:
                token.meta["lead"] = Lead(to=file, anchor=anchor)
        if not plain_text(token).strip():
            report.add(
                "missing-alt",
                "the image has no text for readers who cannot see it",
                document.place(block, token),
                hint=f"write `![what it shows]({source})`",
            )


def _render(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    token.attrSet("loading", "lazy")
    token.attrSet("alt", self.renderInlineAsText(token.children or [], options, env))
    picture = self.renderToken(tokens, index, options, env)
    caption = token.meta.get("caption")
    return f"{picture}\n<figcaption>{escapeHtml(caption)}</figcaption>" if caption else picture
