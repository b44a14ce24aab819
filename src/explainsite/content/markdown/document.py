"""A parsed body: its tokens, its headings, and the place of everything in the author's file."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from explainsite.content.markdown.anchors import heading_anchor
from explainsite.content.markdown.body import Heading
from explainsite.content.markdown.places import At
from explainsite.content.spec import Body
from explainsite.diagnostics import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A body's tokens, with what the parser noted beside them."""

    body: Body
    tokens: list[Token]
    env: dict[str, Any]
    headings: tuple[Heading, ...]

    def inline(self) -> Iterator[tuple[Token, Token]]:
        """Each inline token, with its block."""
        for block in self.tokens:
            for token in block.children or ():
                yield block, token

    def place(self, block: Token, token: Token | None = None, written: str = "") -> Span:
        """Where a token stands, or where `written` stands in it."""
        at: At | None = token.meta.get("at") if token else None
        start = self._start(block, at)
        wanted = written or (at.written.split("\n")[0] if at else "")
        return self._find(wanted, start, exact=not written) or start

    def line(self, row: int) -> Span:
        """A whole line of the body, counted from 0."""
        return self.body.source.line_span(self.body.first_line + row)

    def find_on_line(self, row: int, written: str) -> Span:
        """`written` on a line of the body, or else the line."""
        line = self.line(row)
        column = line.excerpt.find(written)
        return self.body.source.span(line.line, column + 1, len(written)) if column >= 0 else line

    def _start(self, block: Token, at: At | None) -> Span:
        if block.map is None:  # footnotes written inline: only their words tell where they were
            return self._search(at.written if at else block.content)
        row = block.map[0] + (at.row if at else 0)
        line = self.line(row)
        if at is None:
            return line
        begin = max(0, line.excerpt.find(at.text))
        return self.body.source.span(line.line, begin + at.column + 1, len(at.written.split("\n")[0]))

    def _search(self, written: str) -> Span:
        first = written.split("\n", maxsplit=1)[0]
        for row, text in enumerate(self.body.text.split("\n")):
            if first and first in text:
                return self.find_on_line(row, first)
        return self.line(0)

    def _find(self, written: str, start: Span, *, exact: bool) -> Span | None:
        """`written` at or after `start`, within its paragraph; anywhere in the body if it is not there."""
        column = start.column - 1
        for number in range(start.line, len(self.body.source.lines) + 1):
            text = self.body.source.lines[number - 1]
            found = text.find(written, column)
            if found >= 0:
                return self.body.source.span(number, found + 1, len(written))
            if exact or not text.strip():
                break
            column = 0
        return None if exact else self._search(written)


def below_the_title(tokens: list[Token]) -> None:
    """Move the headings down if one is of the first level: that is the page's title alone."""
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    if any(token.tag == "h1" for token in headings):
        for token in headings:
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"


def find_headings(tokens: list[Token], taken: AbstractSet[str]) -> Iterator[Heading]:
    """The headings; each is given an anchor that is not among those `taken`."""
    mine = set(taken)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            text = plain_text(inline)
            anchor = heading_anchor(text, mine)
            opening.attrSet("id", anchor)
            yield Heading(level=int(opening.tag[1]), id=anchor, text=text)


def plain_text(inline: Token) -> str:
    """The words of an inline token, without their markup."""
    return "".join(_words(token) for token in inline.children or ())


def _words(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "image":
        return plain_text(token)
    return token.content if token.type in _SPOKEN else ""


_SPOKEN = {"text", "code_inline", "math_inline", "math_inline_double", "stray_dollar"}
