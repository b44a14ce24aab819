"""The Markdown bodies of all pieces as HTML, their links leading to the site's own addresses."""

from __future__ import annotations

from collections.abc import Mapping

from explainsite.catalogue import Catalogue
from explainsite.content.markdown import Document, RenderedBody, Target, Url, render_document
from explainsite.content.spec import Lane, Piece
from explainsite.site import urls
from explainsite.site.urls import Linker


def render_bodies(catalogue: Catalogue, documents: Mapping[str, Document]) -> dict[str, RenderedBody]:
    """Each piece's body, by slug."""
    return {
        slug: render_document(document, _links_from(catalogue.pieces[slug]))
        for slug, document in documents.items()
    }


def _links_from(piece: Piece) -> Url:
    """Makes the link from a piece's page to anything that a body can refer to."""
    linker = Linker(url=urls.piece_url(piece))
    return lambda target: linker(_address(target))


def _address(target: Target) -> str:
    if isinstance(target, Piece):
        return urls.piece_url(target)
    if isinstance(target, Lane):
        return urls.lane_url(target)
    return urls.path_url(target)
