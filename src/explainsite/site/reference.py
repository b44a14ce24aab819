"""The reference of the language as views: its index, and the page of an actor or a verb."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup, escape

from explainsite.catalogue.linking import Catalogue
from explainsite.content.spec import Piece
from explainsite.site import urls
from explainsite.site.pieces import MISSING, Content, film_view, piece_neighbours, thumb
from explainsite.site.urls import Linker
from explainsite.site.views.common import Hyperlink, Pager
from explainsite.site.views.reference import EntryCard, EntryGroup, EntryView, ReferencePart, ReferenceView
from explainsite.site.words import counted

_PARTS = {
    "actors": ("Actors", "actor", "What stands on the stage, by what it shows."),
    "verbs": ("Verbs", "verb", "What happens in a beat, by what you want to say."),
}


def reference_entries(catalogue: Catalogue) -> tuple[Piece, ...]:
    """The pages on actors and verbs, group by group; none unless the site publishes the reference."""
    return tuple(piece for piece in catalogue.pieces.values() if piece.format == "reference")


def reference_parts(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The parts of the reference with their addresses."""
    if not reference_entries(catalogue):
        return ()
    return tuple((title, f"{urls.REFERENCE}#{part}") for part, (title, _, _) in _PARTS.items())


def _part(piece: Piece) -> str:
    return piece.slug.partition("/")[0]


def reference_view(content: Content, link: Linker) -> ReferenceView:
    """The index."""
    return ReferenceView(
        crumbs=(Hyperlink(text="Home", href=link(urls.HOME)),),
        parts=tuple(_reference_part(content, part, link) for part in _PARTS),
    )


def _reference_part(content: Content, part: str, link: Linker) -> ReferencePart:
    title, noun, summary = _PARTS[part]
    pieces = [piece for piece in reference_entries(content.catalogue) if _part(piece) == part]
    return ReferencePart(
        id=part,
        title=title,
        summary=summary,
        count=counted(len(pieces), noun),
        groups=tuple(
            EntryGroup(title=group, entries=tuple(_card(content, piece, link) for piece in entries))
            for group, entries in groupby(pieces, key=lambda piece: piece.topic)
        ),
    )


def _card(content: Content, piece: Piece, link: Linker) -> EntryCard:
    film = content.films.get(piece.slug)
    return EntryCard(
        name=piece.title,
        meaning=_coded(piece.summary),
        href=link(urls.piece_url(piece)),
        still=thumb(piece, film, film.poster_beat, link) if film else None,
    )


def _coded(words: str) -> Markup:
    """Words with what stands between backticks as code."""
    parts = (escape(part) for part in words.split("`"))
    return Markup("").join(Markup("<code>{}</code>").format(p) if k % 2 else p for k, p in enumerate(parts))


def entry_view(content: Content, piece: Piece, link: Linker) -> EntryView:
    """The page of an actor or a verb."""
    film = content.films.get(piece.slug)
    part = _part(piece)
    title, noun, _ = _PARTS[part]
    links = piece_neighbours(content.family(piece), piece, link)
    return EntryView(
        crumbs=(
            Hyperlink(text="Reference", href=link(urls.REFERENCE)),
            Hyperlink(text=title, href=link(f"{urls.REFERENCE}#{part}")),
        ),
        name=piece.title,
        meaning=_coded(piece.summary),
        facts=(noun.capitalize(), piece.topic, *((f"{film.duration:.0f} s film",) if film else ())),
        film=film_view(piece, film, link) if film else None,
        film_missing=MISSING if piece.has_film and not film else "",
        body=Markup(content.bodies[piece.slug].html),  # noqa: S704 - made by our own Markdown renderer
        pagers=(Pager(label=title, links=links),) if links else (),
    )
