"""Citations: `[@id]` or `[@first; @second]`, numbered like the piece's list of sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from explainsite.content.markdown.anchors import source_anchor
from explainsite.content.markdown.document import Document
from explainsite.content.markdown.scope import Scope
from explainsite.diagnostics import Report, did_you_mean

_CITATION = re.compile(r"\[@[\w.:-]+(?:\s*;\s*@[\w.:-]+)*\]")


def install(md: MarkdownIt) -> None:
    """Parse and render citations."""
    md.inline.ruler.before("link", "citation", _parse)
    md.add_render_rule("citation", _render)


def _parse(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[0]
        token.meta["ids"] = re.findall(r"@([\w.:-]+)", match[0])
    state.pos = match.end()
    return True


def check(document: Document, scope: Scope, report: Report) -> None:
    """Every citation names a source of the piece; each learns its number."""
    sources = {source.id: (number, source) for number, source in enumerate(scope.piece.sources, 1)}
    for block, token in document.inline():
        for name in token.meta.get("ids", ()) if token.type == "citation" else ():
            if name in sources:
                number, source = sources[name]
                token.meta.setdefault("cited", []).append((name, number, source.title))
            elif "sources" not in scope.piece.unsure:
                report.add(
                    "unknown-citation",
                    f"`{name}` is not a source of `{scope.piece.slug}`",
                    document.place(block, token, f"@{name}"),
                    label="not in `sources`",
                    hint=did_you_mean(name, sources) or "add it to `sources` in the front matter",
                )


def _render(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    links = (_link(*cited) for cited in tokens[index].meta.get("cited", ()))
    return f'<span class="citation">[{", ".join(links)}]</span>'


def _link(name: str, number: int, title: str) -> str:
    return f'<a href="#{escapeHtml(source_anchor(name))}" title="{escapeHtml(title)}">{number}</a>'
