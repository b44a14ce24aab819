"""Tables: columns of numbers stand to the right, unless their author has aligned them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_AMOUNT = re.compile(
    r"""
    [~≈<>≤≥±+−-]?\s*          # about, at least, a sign
    [$€£]?\d[\d.,\s]*         # the digits, in groups
    (?:[–/:]\s*\d[\d.,]*)?    # a range, a ratio or a time
    \s*(?:[%‰×°]|[^\W\d]{1,3}(?:/[^\W\d]{1,3})?)?   # a sign or a short unit
    """,
    re.VERBOSE,
)
_EXPONENT = re.compile(r"\^(?:\{-?\d+\}|\d)")
_NOTHING = {"", "-", "–", "—"}
"""What stands in a cell that has no number."""


def install(md: MarkdownIt) -> None:
    """Align columns of numbers, and say all alignment by classes: a strict policy allows no inline style."""
    md.core.ruler.push("number_columns", _align)


def _align(state: StateCore) -> None:
    for table in _tables(state.tokens):
        table[0].attrSet("tabindex", "0")  # where it is wider than the page, keys must reach it to scroll it
        for cell, inline in chain.from_iterable(_rows(table)):
            if cell.tag == "th" and not _text(inline):
                _name_nothing(cell, table)
        for column in zip(*_rows(table), strict=False):
            heading, *cells = column
            authored = str(heading[0].attrGet("style") or "").removeprefix("text-align:")
            kind = authored or ("amount" if _are_amounts([_text(inline) for _, inline in cells]) else "")
            for cell, _ in column:
                cell.attrs.pop("style", None)
                if kind:
                    cell.attrSet("class", kind)


def _name_nothing(cell: Token, table: Sequence[Token]) -> None:
    """An empty heading heads nothing: it is a cell."""
    close = next(token for token in table[table.index(cell) :] if token.type == "th_close")
    cell.tag = close.tag = "td"


def _tables(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    begin = 0
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            begin = at
        elif token.type == "table_close":
            yield tokens[begin:at]


def _rows(table: Sequence[Token]) -> list[list[tuple[Token, Token]]]:
    """The cells of each row, with what they hold; the heading first."""
    rows: list[list[tuple[Token, Token]]] = []
    for at, token in enumerate(table):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            rows[-1].append((token, table[at + 1]))
    return rows


def _text(inline: Token) -> str:
    """What a cell says, without its marks and the exponents of a formula."""
    return "".join(_EXPONENT.sub("", token.content) for token in inline.children or ()).strip()


def _are_amounts(texts: Sequence[str]) -> bool:
    """Whether these are numbers, at least one, some left out perhaps."""
    amounts = [text for text in texts if text not in _NOTHING]
    return bool(amounts) and all(map(_AMOUNT.fullmatch, amounts))
