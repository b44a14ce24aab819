r"""Which dollar signs hold a formula, and which stand for themselves.

A formula begins with a dollar that no letter or digit precedes and no blank follows. It ends at the next
one, if no blank precedes that and no letter or digit follows it: pandoc forbids a digit behind it, GitHub
letters on both sides. A code span binds tighter, `\$` is a dollar, and what looks like words or prices is
shown as it is written, with a warning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from explainsite.content.markdown.document import Document
from explainsite.content.markdown.scope import Scope
from explainsite.diagnostics import Report

BlockRule = Callable[[StateBlock, int, int, bool], bool]

_SIGN = re.compile(r"\\.|`+|\$+", re.DOTALL)
_TEXT = re.compile(r"\\(?:text|math|operatorname|mbox|begin|end)[a-z]*\*?\s*\{[^{}]*\}")
_MACRO = re.compile(r"\\[a-zA-Z]+")
_SUFFIX = re.compile(r"(?:st|nd|rd|th|s)\b")
_RUN = re.compile(r"[^\W_]+(?:[,;.:]?\s+[^\W_]+)+")
_NUMBER = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
_RANGE = re.compile(rf"{_NUMBER}[-–]{_NUMBER}")
_DIFFERENTIAL = re.compile(r"d[a-z]")
_FUNCTIONS = frozenset(
    (
        "sin",
        "cos",
        "tan",
        "log",
        "ln",
        "lg",
        "exp",
        "lim",
        "max",
        "min",
        "arg",
        "det",
        "dim",
        "gcd",
        "mod",
        "Pr",
    )
)
"""Names that are often written without their backslash."""
_QUOTES = frozenset('`"“”„«»')


def install(md: MarkdownIt) -> None:
    """Decide in place of the plugin that draws no such lines."""
    md.inline.ruler.at("math_inline", _parse)
    block = next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == "math_block")
    md.block.ruler.at("math_block", _without_prose(block))
    md.add_render_rule("stray_dollar", _render)


def _without_prose(rule: BlockRule) -> BlockRule:
    """A block of words is a paragraph, of which the inline rule will say so."""

    def parse(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
        if not rule(state, first, last, silent):
            return False
        content = state.tokens[-1].content
        if not content.endswith("$") and not _is_prose(content, "$"):
            return True
        state.tokens.pop()
        state.line = first
        return False

    return parse


def _parse(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    start = state.pos
    if state.src[start] != "$":
        return False
    markup = "$$" if state.src.startswith("$$", start) else "$"
    end = _closing(state.src, start + len(markup), state.posMax, markup)
    if end is None or _is_plain(state.src, start, end, markup):
        return False
    content = state.src[start + len(markup) : end]
    doubt = _doubt(state.src, start, end, markup)
    state.pos = start + len(markup) if doubt else end + len(markup)
    if silent:
        return True
    token = state.push("stray_dollar", "", 0) if doubt else state.push(_TYPES[markup], "math", 0)
    token.content, token.markup = markup if doubt else content, markup
    token.meta.update({"doubt": doubt, "written": f"{markup}{content}{markup}"} if doubt else {})
    return True


_TYPES = {"$": "math_inline", "$$": "math_inline_double"}


def _closing(src: str, start: int, stop: int, markup: str) -> int | None:
    """Where the next dollars are; None if there are none, or if a code span comes first."""
    for sign in _SIGN.finditer(src, start, stop):
        if sign[0].startswith("$") and len(sign[0]) >= len(markup):
            return sign.start()
        if sign[0].startswith("`") and (end := _span_end(src, sign, stop)):
            is_whole = sign.start() == start and src.startswith(markup, end)  # the form of GitHub and GitLab
            return end if is_whole else None
    return None


def _span_end(src: str, ticks: re.Match[str], stop: int) -> int:
    """The end of the code span that begins with these backticks; 0 if none does."""
    same = (other for other in re.compile("`+").finditer(src, ticks.end(), stop) if other[0] == ticks[0])
    return next((other.end() for other in same), 0)


def _is_plain(src: str, start: int, end: int, markup: str) -> bool:
    """Whether nobody would take these dollars for a formula's."""
    content, after = src[start + len(markup) : end], src[end + len(markup) :]
    if not content.strip() or after.startswith("{"):
        return True
    if markup == "$" and content != content.strip():
        return True
    is_tex = bool(_MACRO.search(content) or "^" in content)
    return _touches(src, start, end, markup) and not is_tex and not _SUFFIX.match(after)


def _touches(src: str, start: int, end: int, markup: str) -> bool:
    """Whether a letter or a digit stands at the outer side of a dollar."""
    before, after = src[:start][-1:], src[end + len(markup) :][:1]
    is_third = before == "$" and src[:start][-2:] != "\\$"
    return is_third or (markup == "$$" and after == "$") or _is_joined(before) or _is_joined(after)


def _is_joined(sign: str) -> bool:
    """Whether it is a letter or digit, of a script that has blanks between words: 设$x$为 has a formula."""
    return sign.isalnum() and not _is_wide(sign)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in {"W", "F"}


def _doubt(src: str, start: int, end: int, markup: str) -> str:
    """Why the dollars hold no formula, though they might; empty if they do."""
    content = src[start + len(markup) : end]
    if _touches(src, start, end, markup):
        return "touching"
    if content.startswith("`") and content.endswith("`"):
        return "code"
    return "words" if _is_prose(content, markup) else ""


def _is_prose(content: str, markup: str) -> bool:
    bare = _MACRO.sub("x", re.sub(r"\\[^a-zA-Z]", "~", _TEXT.sub("~", content)))
    if _QUOTES & set(bare) or any(_is_wide(sign) for sign in bare) or _is_range(bare):
        return True
    if markup == "$$" and re.fullmatch(r"\s*(?:[^\W\d_]{2,}|[^\w\\]*)\s*", content):
        return True
    return any(_are_words(re.findall(r"[^\W_]+", run[0])) for run in _RUN.finditer(bare))


def _is_range(text: str) -> bool:
    """From a lower number to a higher one: a price, not a difference."""
    match = _RANGE.fullmatch(text)
    low, high = (float(number.replace(",", "")) for number in match.groups()) if match else (0, 0)
    return low < high


def _are_words(tokens: list[str]) -> bool:
    """Whether letters that stand side by side are words: factors are shorter, or have signs between them."""
    words = [
        token
        for token in tokens
        if len(token) > 1
        and token.isalpha()
        and token not in _FUNCTIONS
        and not _DIFFERENTIAL.fullmatch(token)
    ]
    return (len(tokens) > 2 and bool(words)) or (len(words) > 1 and len(max(words, key=len)) > 2)


_REASONS = {
    "words": (
        "it looks like words or prices",
        "write a dollar sign as `\\$`, and words in a formula as `\\text{...}`",
    ),
    "code": ("backticks make code of what is between them", "leave the backticks out: `$...$`"),
    "touching": (
        "a letter or digit touches its dollars",
        "put a space or a hyphen between, or write a dollar sign as `\\$`",
    ),
}


def check(document: Document, scope: Scope, report: Report) -> None:
    """Say where dollars are shown that may have been meant for a formula."""
    for block, token in document.inline():
        if token.type == "stray_dollar":
            written = token.meta["written"]
            reason, hint = _REASONS[token.meta["doubt"]]
            report.add(
                "ambiguous-dollar",
                f"`{' '.join(written.split())}` is shown as text, not as a formula: {reason}",
                document.place(block, token, written.split("\n")[0]),
                hint=hint,
            )


def _render(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return escapeHtml(tokens[index].content)
