"""Code blocks, highlighted with classes: the theme has the colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from explainsite.content.markdown.document import Document
from explainsite.content.markdown.scope import Scope
from explainsite.diagnostics import Report, did_you_mean

if TYPE_CHECKING:  # loaded when a page shows code
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexer import Lexer


def install(md: MarkdownIt) -> None:
    """Render code blocks with classes."""
    md.add_render_rule("fence", _render)
    md.add_render_rule("code_block", _render)


def check(document: Document, scope: Scope, report: Report) -> None:
    """Every code block is closed, and its language is known to the highlighter."""
    for token in document.tokens:
        if token.type == "fence" and not _is_closed(document, token):
            report.add(
                "open-code-block",
                "the code block is never closed",
                document.place(token, written=token.markup),
                label="opened here",
                hint=f"put {token.markup} on a line of its own below the code",
            )
        language = _language(token)
        if language and language.lower() not in _languages():
            report.add(
                "unknown-language",
                f"the highlighter does not know the language `{language}`",
                document.place(token, written=language),
                hint=_hint(language),
            )


def _is_closed(document: Document, token: Token) -> bool:
    """Whether the block's last line is a fence; without one it runs to the end of what it stands in."""
    first, end = token.map or [0, 0]
    last = document.line(end - 1).excerpt.rstrip()
    return end - first > 1 and last.endswith(token.markup)


def _hint(language: str) -> str:
    return did_you_mean(language, _languages()) or "write ```` ```text ```` for plain text"


@cache
def _languages() -> frozenset[str]:
    """Names only: the lexers themselves are imported when one is used."""
    from pygments.lexers import get_all_lexers

    return frozenset(alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases)


def _language(token: Token) -> str:
    return token.info.split()[0] if token.type == "fence" and token.info.split() else ""


def _render(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    language = _language(tokens[index]).lower()
    known = language in _languages() if language else False
    code = _highlighted(tokens[index].content, language) if known else escapeHtml(tokens[index].content)
    name = f' class="language-{escapeHtml(language)}"' if known else ""
    return f'<div class="highlight"><pre tabindex="0"><code{name}>{code}</code></pre></div>\n'


def _highlighted(code: str, language: str) -> str:
    from pygments import highlight

    html: str = highlight(code, _lexer(language)(stripnl=False), _formatter())
    return html


@cache
def _lexer(language: str) -> Callable[..., Lexer]:
    """What makes the reader of a language: a new one for each text, because some remember what they read."""
    from pygments.lexers import find_lexer_class_by_name

    return find_lexer_class_by_name(language)


@cache
def _formatter() -> HtmlFormatter[str]:
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(nowrap=True)
