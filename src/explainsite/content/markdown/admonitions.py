"""Admonitions: `!!! note "Title"`; with `???` they can be folded, by the browser alone."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def install(md: MarkdownIt) -> None:
    """Turn what can be folded into `<details>`."""
    md.core.ruler.after("block", "foldable_admonitions", _fold)


def _fold(state: StateCore) -> None:
    opened: list[bool] = []
    for token in state.tokens:
        if token.type == "admonition_open":
            opened.append(_is_foldable(token))
        if opened and opened[-1] and token.type.startswith("admonition_"):
            token.tag = "summary" if "title" in token.type else "details"
        if token.type == "admonition_close":
            opened.pop()


def _is_foldable(token: Token) -> bool:
    classes = str(token.attrGet("class")).split()
    if "collapsible-open" in classes:
        token.attrSet("open", "")
    token.attrSet("class", " ".join(name for name in classes if "collapsible" not in name))
    return "is-collapsible" in classes
