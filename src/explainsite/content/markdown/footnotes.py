"""Footnotes: each is defined once and referred to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from explainsite.content.markdown.document import Document
from explainsite.content.markdown.scope import Scope
from explainsite.diagnostics import Report, did_you_mean

_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


def install(md: MarkdownIt) -> None:
    """Note every definition, and references without one."""
    md.core.ruler.before("inline", "footnote_definitions", _note_definitions)
    md.inline.ruler.after("footnote_ref", "stray_footnote", _parse_stray)
    md.add_render_rule("stray_footnote", _render_stray)
    md.add_render_rule("footnote_block_open", _open)
    md.add_render_rule("footnote_anchor", _back)


def _note_definitions(state: StateCore) -> None:
    """Before the plugin moves the definitions to the end and loses their places."""
    opened = (token for token in state.tokens if token.type == "footnote_reference_open")
    state.env["definitions"] = [(token.meta["label"], (token.map or [0])[0]) for token in opened]


def _parse_stray(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("stray_footnote", "", 0)
        token.content = match[0]
        token.meta["label"] = match[1]
    state.pos = match.end()
    return True


def check(document: Document, scope: Scope, report: Report) -> None:
    """Report references without a definition, definitions without a reference, and second definitions."""
    definitions: list[tuple[str, int]] = document.env["definitions"]
    labels = [label for label, _ in definitions]
    for block, token in document.inline():
        if token.type == "stray_footnote":
            label = token.meta["label"]
            report.add(
                "bad-footnote",
                f"the footnote `[^{label}]` is not defined",
                document.place(block, token),
                hint=did_you_mean(label, labels) or f"write `[^{label}]: ...` on a line of its own",
            )
    used = document.env.get("footnotes", {}).get("refs", {})
    for label, row in definitions:
        if used.get(f":{label}", -1) < 0:
            report.add(
                "bad-footnote",
                f"nothing refers to the footnote `[^{label}]`",
                document.find_on_line(row, f"[^{label}]"),
                hint=f"put `[^{label}]` into the text, or remove the footnote",
            )
    _check_twice(document, definitions, report)


def _check_twice(document: Document, definitions: list[tuple[str, int]], report: Report) -> None:
    seen: Counter[str] = Counter()
    for label, row in definitions:
        if seen[label] == 1:
            report.add(
                "bad-footnote",
                f"the footnote `[^{label}]` is defined twice",
                document.find_on_line(row, f"[^{label}]"),
                hint="keep one of them",
            )
        seen[label] += 1


def _render_stray(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return escapeHtml(tokens[index].content)


def _open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return '<section class="footnotes" aria-label="Footnotes">\n<ol class="footnotes-list">\n'


def _back(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    meta = tokens[index].meta
    number = meta["id"] + 1
    anchor = f"{number}:{meta['subId']}" if meta["subId"] > 0 else str(number)
    label = f"Back to reference {number}"
    return f' <a href="#fnref{anchor}" class="footnote-backref" aria-label="{label}">\u21a9\ufe0e</a>'
