"""A checked body: its HTML, but for the addresses that its links and images lead to.

A body is parsed, checked and rendered once, for as long as its text is the same. Whether its references still
lead somewhere, and where, is asked each time: the rest of the site decides it.
"""

from __future__ import annotations

import html
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count
from urllib.parse import quote, unquote

from explainsite.content.locate import composed, inside_project, locate_file
from explainsite.content.markdown.anchors import find_anchor
from explainsite.content.markdown.scope import LinkTarget, Scope, Url
from explainsite.content.spec import Piece
from explainsite.diagnostics import Diagnostic, Report
from explainsite.jobs.memory import Memory

GAP = "\0"
"""It stands around the number of a reference in the HTML, and in no Markdown: the parser replaces it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of a body; `id` is its anchor."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A link to a page or a file of the site, or an image, as it is written."""

    written: str
    is_image: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Where a reference leads: to a page of the site, or to a file by its project path; and to which part."""

    to: LinkTarget | str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """What a body comes to by itself."""

    headings: tuple[Heading, ...]
    html: str
    """With the number of a reference, between two gaps, in place of each address."""
    references: tuple[Reference, ...]
    words: int
    problems: tuple[Diagnostic, ...]
    """What should be said of it, though it has no errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedBody:
    """A body in its site: each of its references leads somewhere."""

    path: str
    """The project path of its file."""
    fragment: Fragment
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedBody:
    """What a page needs of a body."""

    html: str
    headings: tuple[Heading, ...]
    words: int
    assets: Mapping[str, str]
    """Files to publish beside the page: their names there, and their paths in the project."""


def render_body(body: CheckedBody, url: Url) -> RenderedBody:
    """A body as its page shows it; `url` makes the links to other pages."""
    assets: dict[str, str] = {}
    addresses = [_address(lead, body.path, url, assets) for lead in body.leads]
    parts = body.fragment.html.split(GAP)
    parts[1::2] = [addresses[int(number)] for number in parts[1::2]]
    return RenderedBody(
        html="".join(parts), headings=body.fragment.headings, words=body.fragment.words, assets=assets
    )


def _address(lead: Lead, path: str, url: Url, assets: dict[str, str]) -> str:
    if isinstance(lead.to, str):
        name = _public_name(path, lead.to, assets)
        assets[name] = lead.to
        address = quote(name)
    else:
        address = url(lead.to)
    whole = f"{address}#{lead.anchor}" if lead.anchor else address
    return html.escape(whole, quote=False).replace('"', "&quot;")


def _public_name(own: str, path: str, assets: Mapping[str, str]) -> str:
    """The name of a file beside its page: its own if it lies in the folder of the piece. No two are equal."""
    folder = posixpath.dirname(own)
    is_bundle = posixpath.basename(own) == "index.md"
    inside = is_bundle and path.startswith(folder + "/")
    name = composed(posixpath.relpath(path, folder) if inside else posixpath.basename(path))
    stem, suffix = posixpath.splitext(name)
    taken = {name.casefold() for name, other in assets.items() if other != path}
    numbered = (f"{stem}-{number}{suffix}" for number in count(2))
    return next(each for each in chain([name], numbered) if each.casefold() not in taken)


def recall_fragment(piece: Piece, memory: Memory | None) -> Fragment | None:
    """What the body of this piece came to, if it is known."""
    known = memory.recall(_name(piece), _depends(piece)) if memory else None
    if known is None:
        return None
    return Fragment(
        headings=tuple(Heading(level=level, id=id_, text=text) for level, id_, text in known["headings"]),
        html=known["html"],
        references=tuple(Reference(written=text, is_image=image) for text, image in known["references"]),
        words=known["words"],
        problems=tuple(map(Diagnostic.from_json, known["problems"])),
    )


def keep_fragment(piece: Piece, fragment: Fragment, memory: Memory) -> None:
    """Remember what a body without errors comes to."""
    headings = [[heading.level, heading.id, heading.text] for heading in fragment.headings]
    references = [[reference.written, reference.is_image] for reference in fragment.references]
    problems = [problem.as_json() for problem in fragment.problems]
    value = {"html": fragment.html, "words": fragment.words}
    value |= {"headings": headings, "references": references, "problems": problems}
    memory.keep(_name(piece), _depends(piece), value)


def _name(piece: Piece) -> str:
    return f"bodies/{piece.body.source.path}"


def _depends(piece: Piece) -> list[object]:
    """The text of its file; and whether there is a film to link to, which a file beside it may decide."""
    return [piece.body.source.digest, piece.has_film]


def check_fragment(fragment: Fragment, scope: Scope, report: Report) -> CheckedBody | None:
    """A known body in its site; None when a reference leads nowhere, about which nothing is said here."""
    own = Report()
    leads = [find_lead(reference, scope, own) for reference in fragment.references]
    if None in leads:
        return None
    report.referenced |= own.referenced
    report.extend(fragment.problems)
    return CheckedBody(
        path=scope.piece.body.source.path, fragment=fragment, leads=tuple(lead for lead in leads if lead)
    )


def find_lead(reference: Reference, scope: Scope, report: Report) -> Lead | None:
    """Where a reference leads, or None."""
    folder = posixpath.dirname(scope.piece.body.source.path)
    path, _, anchor = reference.written.partition("#")
    if not reference.is_image:
        target = scope.targets.get(posixpath.normpath(posixpath.join(folder, unquote(path))))
        if target is not None:
            found = find_section(target, anchor, scope) if anchor and isinstance(target, Piece) else anchor
            return None if found is None else Lead(to=target, anchor=found)
        if means_page(path) or inside_project(scope.project, folder, path, scope.piece.span, report) is None:
            return None
    file = locate_file(scope.project, folder, path, scope.piece.span, report)
    return Lead(to=file, anchor=anchor) if file else None


def means_page(path: str) -> bool:
    """Whether a link's path is that of a page, and not of a file to be published beside one."""
    return path.endswith((".md", ".yaml", "/")) or "." not in posixpath.basename(path)


def find_section(target: Piece, anchor: str, scope: Scope) -> str | None:
    """The anchor of a page as the page has it; None if it has no such section."""
    return find_anchor(anchor, scope.anchors.get(target.slug, frozenset()))
