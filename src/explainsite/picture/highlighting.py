"""Lines of code into words with colour roles, by Pygments; few roles, for a film has marks of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

PLAIN = "text"
_WORDS = re.compile(r"\S+")
_ROLES = {
    "Comment": "muted",
    "Keyword": "accent",
    "Literal": "data-4",
    "Name.Class": "data-2",
    "Name.Decorator": "muted",
    "Name.Function": "data-2",
    "Name.Tag": "accent",
    "Operator.Word": "accent",
}
"""By the beginning of a token type's name; all others are ink."""
_WHOLE = frozenset({"Comment", "Literal.String"})
"""Types whose blanks belong to them: a comment is one word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of one line in one colour; `column` counts characters from 0."""

    column: int
    text: str
    role: str


@lru_cache(maxsize=256)
def highlighted(lines: tuple[str, ...], language: str) -> tuple[tuple[Word, ...], ...]:
    """The words of each line."""
    found: list[list[Word]] = [[] for _ in lines]
    line = column = 0
    for kind, text in _tokens("\n".join(lines), language):
        for index, piece in enumerate(text.split("\n")):
            line, column = (line + 1, 0) if index else (line, column)
            if line < len(lines):
                _add(found[line], column, piece, kind)
            column += len(piece)
    return tuple(tuple(words) for words in found)


def _tokens(text: str, language: str) -> list[tuple[str, str]]:
    """Types and texts, such as `('Keyword', 'def')`."""
    if language == PLAIN:
        return [("", text)]
    from pygments.lexers import get_lexer_by_name  # only films that show code pay for it

    lexer: Any = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    return [(str(kind).removeprefix("Token."), piece) for kind, piece in lexer.get_tokens(text)]


def _add(words: list[Word], column: int, text: str, kind: str) -> None:
    role = next((role for name, role in _ROLES.items() if kind.startswith(name)), "ink")
    if any(kind.startswith(name) for name in _WHOLE) and text.strip():
        _join(words, Word(column + len(text) - len(text.lstrip()), text.strip(), role))
        return
    for match in _WORDS.finditer(text):
        _join(words, Word(column + match.start(), match[0], role))


def _join(words: list[Word], word: Word) -> None:
    """Add a word; pieces of one string, which touch each other, become one."""
    last = words[-1] if words else None
    if last and last.role == word.role != "ink" and last.column + len(last.text) == word.column:
        words[-1] = Word(last.column, last.text + word.text, word.role)
    else:
        words.append(word)
