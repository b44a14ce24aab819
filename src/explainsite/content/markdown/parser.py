"""The one Markdown parser: CommonMark with tables, footnotes, lists of several sorts, math and citations."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from explainsite.content.markdown import (
    admonitions,
    citations,
    code,
    dollars,
    figures,
    footnotes,
    headings,
    links,
    math,
    raw_html,
    tables,
)
from explainsite.content.markdown.anchors import taken_anchors
from explainsite.content.markdown.document import Document, below_the_title, find_headings
from explainsite.content.markdown.places import remember_places
from explainsite.content.spec import Piece


@cache
def parser() -> MarkdownIt:
    """The parser, made once: it keeps nothing of what it parses."""
    md = MarkdownIt("commonmark", {"html": True, "typographer": True, "xhtmlOut": False})
    md.enable(["table", "strikethrough", "smartquotes"])
    md.use(footnote_plugin)
    md.use(dollarmath_plugin, allow_labels=False)
    md.use(admon_plugin)
    md.use(deflist_plugin)
    md.use(tasklists_plugin, label=True)
    for rule in (
        headings,
        admonitions,
        links,
        figures,
        citations,
        footnotes,
        dollars,
        math,
        code,
        raw_html,
        tables,
    ):
        rule.install(md)
    remember_places(md)
    return md


def parse_body(piece: Piece) -> Document:
    """The tokens of a piece's body; headings have their anchors."""
    env: dict[str, Any] = {}
    tokens = parser().parse(piece.body.text, env)
    below_the_title(tokens)
    return Document(
        body=piece.body,
        tokens=tokens,
        env=env,
        headings=tuple(find_headings(tokens, taken_anchors(piece))),
    )
