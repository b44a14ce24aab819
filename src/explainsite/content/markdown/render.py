"""A checked body as HTML."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count
from urllib.parse import quote

from explainsite.content.locate import composed
from explainsite.content.markdown.document import Document, Heading, plain_text
from explainsite.content.markdown.parser import parser
from explainsite.content.markdown.scope import Url
from explainsite.jobs.memory import Memory
from explainsite.text.counting import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedBody:
    """What a page needs of a body."""

    html: str
    headings: tuple[Heading, ...]
    text: str
    """The words alone, a paragraph a line: for search, previews and readers that want no markup."""
    words: int
    assets: Mapping[str, str]
    """Files to publish beside the page: their names there, and their paths in the project."""


def render_document(document: Document, url: Url, memory: Memory | None = None) -> RenderedBody:
    """The HTML of a body that `check_document` has seen; `url` makes the links to other pages.

    With a `memory`, the same body with the same links is rendered once.
    """
    links, assets = _link(document, url)
    source = document.body.source
    text, about = body_text(document), [source.text, links, assets]
    html = memory.recall(f"bodies/{source.path}", about) if memory else None
    if html is None:
        md = parser()
        html = md.renderer.render(document.tokens, md.options, document.env)
        if memory:
            memory.keep(f"bodies/{source.path}", about, html)
    return RenderedBody(
        html=html, headings=document.headings, text=text, words=round(count_words(text)), assets=assets
    )


def _link(document: Document, url: Url) -> tuple[list[str], dict[str, str]]:
    """Lead links and images to their places; the links, and the files that the page needs beside it."""
    links: list[str] = []
    assets: dict[str, str] = {}
    for _, token in document.inline():
        fragment = f"#{token.meta['anchor']}" if token.meta.get("anchor") else ""
        if token.type == "link_open" and "target" in token.meta:
            links.append(url(token.meta["target"]) + fragment)
            token.attrSet("href", links[-1])
        elif token.meta.get("asset"):
            name = _public_name(document, token.meta["asset"], assets)
            token.attrSet("src" if token.type == "image" else "href", quote(name) + fragment)
            assets[name] = token.meta["asset"]
    return links, assets


def _public_name(document: Document, path: str, assets: Mapping[str, str]) -> str:
    """The name of a file beside its page: its own if it lies in the folder of the piece. No two are equal."""
    folder = posixpath.dirname(document.body.source.path)
    is_bundle = posixpath.basename(document.body.source.path) == "index.md"
    inside = is_bundle and path.startswith(folder + "/")
    name = composed(posixpath.relpath(path, folder) if inside else posixpath.basename(path))
    stem, suffix = posixpath.splitext(name)
    taken = {name.casefold() for name, other in assets.items() if other != path}
    numbered = (f"{stem}-{number}{suffix}" for number in count(2))
    return next(each for each in chain([name], numbered) if each.casefold() not in taken)


def body_text(document: Document) -> str:
    """The words of a body, a block a line, without code."""
    lines = (plain_text(token).strip() for token in document.tokens if token.type == "inline")
    return "\n".join(line for line in lines if line)
