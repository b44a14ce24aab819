"""A built site as its readers' browsers see it: every address that a file refers to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

REFERENCES = {"href", "src", "poster", "content"}


@dataclass
class Read(HTMLParser):
    """A page's references and anchors."""

    references: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    style: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.style = tag == "style"
        if "id" in given:
            self.ids.append(given["id"])
        wanted = (
            REFERENCES - {"content"}
            if tag != "meta" or "image" not in given.get("property", "")
            else REFERENCES
        )
        self.references += [given[name] for name in sorted(wanted & given.keys())]
        self.references += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]

    @property
    def anchors(self) -> set[str]:
        """What a fragment can lead to."""
        return set(self.ids)

    def handle_data(self, data: str) -> None:
        if self.style:
            self.references += css_references(data)


def css_references(text: str) -> list[str]:
    return re.findall(r"url\(\"?([^\")]+)\"?\)", text)


def read(page: Path) -> Read:
    found = Read()
    found.feed(page.read_text(encoding="utf-8"))
    return found


def broken(site: Path, *, at: str = "/") -> Iterator[str]:
    """What the files of a site refer to and cannot have, when it is published at the path `at`."""
    pages = {path: read(path) for path in sorted(site.rglob("*.html"))}
    for page, found in pages.items():
        for reference in found.references:
            yield from problems(site, at, page, reference, pages)
    for style in sorted(site.rglob("*.css")):
        for reference in css_references(style.read_text(encoding="utf-8")):
            yield from problems(site, at, style, reference, pages)


def problems(site: Path, at: str, file: Path, reference: str, pages: dict[Path, Read]) -> Iterator[str]:
    parts = urlsplit(reference)
    if parts.scheme or parts.netloc:
        return
    here = at + file.relative_to(site).as_posix()
    name = f"{here}: {reference}"
    address = (
        posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path)))
        if parts.path
        else here
    )
    if not f"{address}/".startswith(at):
        yield f"{name} leads out of the site"
        return
    target = site / address[len(at) :]
    if target.is_dir():
        if not parts.path.endswith(("/", ".", "..")):
            yield f"{name} lacks its slash"
        target /= "index.html"
    if not target.is_file():
        yield f"{name} leads nowhere"
    elif parts.fragment and unquote(parts.fragment) not in pages[target].anchors:
        yield f"{name} has no such anchor"
