"""Footnotes: each is defined once and referred to.

Their ids are `fn:1`, `fnref:1` and, for a second reference, `fnref:1:2`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from explainsite.content.markdown.document import Document
from explainsite.content.markdown.scope import Scope
from explainsite.diagnostics import Report, Span, did_you_mean

_REFERENCE = re.compile(r"\[\^([^\[\]\n]+)\]")
_BLANK_DEFINITION = re.compile(r"\[\^([^\[\]\n]*\s[^\[\]\n]*)\]:")


def install(md: MarkdownIt) -> None:
    """Note every definition, and references without one."""
    md.core.ruler.before("inline", "footnote_definitions", _note_definitions)
    md.block.ruler.before("reference", "blank_footnote", _parse_blank, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.after("footnote_ref", "stray_footnote", _parse_stray)
    md.add_render_rule("stray_footnote", _render_stray)
    md.add_render_rule("footnote_block_open", _open)
    md.add_render_rule("footnote_ref", _refer)
    md.add_render_rule("footnote_open", _open_note)
    md.add_render_rule("footnote_anchor", _back)


def _note_definitions(state: StateCore) -> None:
    """Before the plugin moves the definitions to the end and loses their places."""
    opened = (token for token in state.tokens if token.type == "footnote_reference_open")
    state.env["definitions"] = [(token.meta["label"], (token.map or [0])[0]) for token in opened]


def _parse_blank(state: StateBlock, row: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """A definition whose label has a blank: to CommonMark it is a paragraph, or where a link leads."""
    start = state.bMarks[row] + state.tShift[row]
    match = _BLANK_DEFINITION.match(state.src, start, state.eMarks[row])
    if match is None or state.is_code_block(row):
        return False
    if not silent:
        state.env.setdefault("blank_labels", {}).setdefault(match[1], row)
        state.line = row + 1
    return True


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
    """Report references and definitions without the other, second definitions, and labels with blanks."""
    definitions: list[tuple[str, int]] = document.env["definitions"]
    labels, blank = [label for label, _ in definitions], document.env.get("blank_labels", {})
    for label, row in blank.items():
        _report_blank(label, document.find_on_line(row, f"[^{label}]"), report)
    for block, token in document.inline():
        if token.type == "stray_footnote":
            _check_stray(token.meta["label"], document.place(block, token), labels, blank, report)
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


def _check_stray(label: str, span: Span, labels: list[str], blank: Container[str], report: Report) -> None:
    """A reference without a definition; it is reported once if its definition has been reported already."""
    if re.search(r"\s", label):
        if label not in blank:
            _report_blank(label, span, report)
        return
    report.add(
        "bad-footnote",
        f"the footnote `[^{label}]` is not defined",
        span,
        hint=did_you_mean(label, labels) or f"write `[^{label}]: ...` on a line of its own",
    )


def _report_blank(label: str, span: Span, report: Report) -> None:
    better = "-".join(label.split()) or "note"
    report.add(
        "bad-footnote",
        f"the label of the footnote `[^{label}]` contains a space",
        span,
        hint=f"write `[^{better}]`, in the text and before the footnote",
    )


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


def _refer(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    meta = tokens[index].meta
    number = meta["id"] + 1
    anchor = _reference_id(number, meta.get("subId", 0) + 1)
    return f'<sup class="footnote-ref"><a href="#fn:{number}" id="{anchor}">[{number}]</a></sup>'


def _open_note(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f'<li id="fn:{tokens[index].meta["id"] + 1}" class="footnote-item">'


def _back(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """As on GitHub, the second reference to the first note is called 1-2."""
    number, nth = tokens[index].meta["id"] + 1, tokens[index].meta["subId"] + 1
    name, sign = (f"{number}-{nth}", f"<sup>{nth}</sup>") if nth > 1 else (str(number), "")
    back = f'href="#{_reference_id(number, nth)}" class="footnote-backref"'
    return f' <a {back} aria-label="Back to reference {name}">\u21a9\ufe0e{sign}</a>'


def _reference_id(number: int, nth: int) -> str:
    return f"fnref:{number}:{nth}" if nth > 1 else f"fnref:{number}"
