"""Links: to the web, to a section of this page, to another file of the site, to a file beside the spec."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from explainsite.content.discover import EXPLAINERS, REFERENCE
from explainsite.content.locate import inside_project, locate_file
from explainsite.content.markdown.body import Lead, find_section, means_page
from explainsite.content.markdown.document import Document
from explainsite.content.markdown.scope import Scope
from explainsite.content.spec import Piece
from explainsite.diagnostics import Report, Span, did_you_mean

_SCHEMES = ("http", "https", "mailto", "tel", "sms")
_GENERATED = f"{EXPLAINERS}/{REFERENCE}/"
_STRAY = re.compile(r"\[[^\[\]\n]+\]\[[^\[\]\n]*\]")
_ADDRESS = r"((?:[^()<>\s\"]|\([^()\n]*\)| +(?=[^\s\"]))+?)"
_SPACED = re.compile(rf"!?\[[^\[\]\n]*\]\( *{_ADDRESS}(?: +(?:\"[^\"\n]*\"|'[^'\n]*'))? *\)")
_LIKE_AN_ADDRESS = re.compile(r"[a-z]+:\S|\.{0,2}/|#|.*(?:\S/\S|\.\w{1,5}(?:#.*)?$)")
"""What a link's text in parentheses looks like, if it is not a remark."""


def install(md: MarkdownIt) -> None:
    """Take every link as it is written; the check judges it."""
    md.validateLink = _accept  # type: ignore[method-assign]
    md.normalizeLink = _as_written  # type: ignore[method-assign]
    md.inline.ruler.after("link", "stray_reference", _parse_stray)
    md.inline.ruler.after("image", "spaced_address", _parse_spaced)
    for kind in ("stray_reference", "spaced_address"):
        md.add_render_rule(kind, _render_stray)


def _accept(url: str) -> bool:
    return True


def _as_written(url: str) -> str:
    return url


def _render_stray(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return escapeHtml(tokens[index].content)


def _parse_stray(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`[words][name]` whose name is defined nowhere: CommonMark shows the brackets."""
    match = _STRAY.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1 : state.pos] if state.pos else ""
    if match is None or before.isalnum() or before in {"]", "_", "!"}:
        return False
    if not silent:
        state.push("stray_reference", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _parse_spaced(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`[words](my notes.pdf)`: CommonMark shows what has a blank in its address as it is written."""
    match = _SPACED.match(state.src, state.pos, state.posMax)
    if match is None or " " not in match[1] or not _LIKE_AN_ADDRESS.match(match[1]):
        return False
    if not silent:
        token = state.push("spaced_address", "", 0)
        token.content, token.meta["address"] = match[0], match[1]
    state.pos = match.end()
    return True


def check(document: Document, scope: Scope, report: Report) -> None:
    """Every link leads somewhere, and every anchor is there."""
    for block, token in document.inline():
        if token.type == "link_open":
            _check_link(document, block, token, scope, report)
        elif token.type == "stray_reference":
            report.add(
                "unknown-link",
                f"`{token.content}` is not a link: its name is not defined",
                document.place(block, token),
                hint="write `[words](address)`, or define the name as `[name]: address`",
            )
        elif token.type == "spaced_address":
            address = token.meta["address"]
            report.add(
                "unknown-link",
                f"the address `{address}` contains a space, so this is not a link",
                document.place(block, token, address),
                hint=_without_blanks(address),
            )


def _check_link(document: Document, block: Token, token: Token, scope: Scope, report: Report) -> None:
    href = str(token.attrGet("href"))
    scheme = _scheme(href)
    path, _, anchor = href.partition("#")
    span = document.place(block, token, href)
    if scheme in _SCHEMES:
        token.attrSet("href", normalizeLink(href))
    elif scheme or href.startswith("/") or not href:
        _refuse(href, span, report)
    elif not path:
        token.attrSet("href", "#" + _check_anchor(scope.piece, anchor, span, scope, report))
    else:
        _check_path(token, span, scope, report)


def _without_blanks(address: str) -> str:
    path, sharp, anchor = address.partition("#")
    encoded = path.replace(" ", "%20") + sharp + anchor.replace(" ", "-")
    return f"write `{encoded}`" if " " in anchor else f"write `<{address}>` or `{encoded}`"


def _scheme(href: str) -> str:
    try:
        return urlsplit(href).scheme
    except ValueError:
        return "malformed"


def _refuse(href: str, span: Span, report: Report) -> None:
    message = f"`{href}` is not an address that a page can link to" if href else "the link has no address"
    schemes = ", ".join(f"`{scheme}:`" for scheme in _SCHEMES[:-1])
    hint = f"write a path relative to this file, or begin with {schemes} or `{_SCHEMES[-1]}:`"
    report.add("unknown-link", message, span, hint=hint)


def _check_path(token: Token, span: Span, scope: Scope, report: Report) -> None:
    written, _, anchor = str(token.attrGet("href")).partition("#")
    path = unquote(written)
    folder = posixpath.dirname(scope.piece.body.source.path)
    whole = posixpath.normpath(posixpath.join(folder, path))
    target = scope.targets.get(whole)
    if target is None and inside_project(scope.project, folder, written, span, report) is None:
        return
    if whole in scope.unread:
        return
    if target is not None:
        if anchor and isinstance(target, Piece):
            anchor = _check_anchor(target, anchor, span, scope, report)
        token.meta["lead"] = Lead(to=target, anchor=anchor)
    elif means_page(path):
        report.add(
            "unknown-link",
            f"`{path}` is not a page of the site",
            span,
            label=f"there is no `{whole}`",
            hint=_nearest(path, folder, scope),
        )
    elif file := locate_file(scope.project, folder, written, span, report):
        token.meta["lead"] = Lead(to=file, anchor=anchor)


def _check_anchor(target: Piece, anchor: str, span: Span, scope: Scope, report: Report) -> str:
    """The anchor as the page has it; with a diagnostic, as it is written."""
    found = find_section(target, anchor, scope)
    if found is None:
        anchors = scope.anchors.get(target.slug, frozenset())
        report.add(
            "unknown-anchor",
            f"`{target.slug}` has no section `#{anchor}`",
            _anchor_span(span, anchor),
            hint=did_you_mean(unquote(anchor), anchors),
        )
    return found or anchor


def _anchor_span(span: Span, anchor: str) -> Span:
    start = span.excerpt.find(f"#{anchor}", span.column - 1)
    if start < 0:
        return span
    return Span(
        path=span.path, line=span.line, column=start + 1, length=len(anchor) + 1, excerpt=span.excerpt
    )


def _nearest(path: str, folder: str, scope: Scope) -> str:
    """The same slug elsewhere, or else a path that looks alike."""
    files = (place for place in scope.targets if place.endswith((".md", ".yaml")))
    known = {posixpath.relpath(file, folder) for file in files if not file.startswith(_GENERATED)}
    slug = posixpath.splitext(posixpath.basename(path.rstrip("/")))[0]
    same = sorted(place for place in known if slug in place.replace(".", "/").split("/"))
    if same:
        return f"did you mean `{same[0]}`?"
    hint = did_you_mean(path, known)
    return hint if hint.startswith("did you mean") else ""
