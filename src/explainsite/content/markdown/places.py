"""Where inline Markdown stands: markdown-it tells the lines of a block, but nothing of what is inside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

InlineRule = Callable[[StateInline, bool], bool]

_PLACED = (
    "link",
    "image",
    "autolink",
    "html_inline",
    "math_inline",
    "footnote_ref",
    "footnote_inline",
    "citation",
    "stray_footnote",
    "stray_reference",
    "spaced_address",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """A place inside a block: which line of the block, the text of that line, and the column in the text."""

    row: int
    text: str
    column: int
    written: str
    """What the rule consumed."""


def remember_places(md: MarkdownIt) -> None:
    """Make the inline rules note in `token.meta["at"]` where their tokens were written."""
    for rule in md.inline.ruler.__rules__:
        if rule.name in _PLACED:
            md.inline.ruler.at(rule.name, _placed(rule.fn))


def _placed(rule: InlineRule) -> InlineRule:
    def placed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        start, made = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in [] if silent else state.tokens[made:]:
            if token.type != "text":
                token.meta.setdefault("at", _at(state.src, start, state.pos))
        return True

    return placed


def _at(text: str, start: int, end: int) -> At:
    row = text.count("\n", 0, start)
    begin = text.rfind("\n", 0, start) + 1
    line = text[begin:].split("\n", 1)[0]
    return At(row=row, text=line, column=start - begin, written=text[start:end])
