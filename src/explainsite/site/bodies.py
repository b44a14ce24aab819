"""The Markdown bodies of all pieces as HTML, their links leading to the site's own addresses."""

from __future__ import annotations

from collections.abc import Mapping

from explainsite.catalogue.linking import Catalogue
from explainsite.content.markdown.body import CheckedBody, RenderedBody, render_body
from explainsite.content.markdown.scope import LinkTarget, Url
from explainsite.content.spec import Lane, Piece
from explainsite.site import urls
from explainsite.site.listings import notes, reading_lanes
from explainsite.site.urls import Linker


def render_bodies(catalogue: Catalogue, bodies: Mapping[str, CheckedBody]) -> dict[str, RenderedBody]:
    """Each piece's body, by slug."""
    return {
        slug: render_body(body, _links_from(catalogue.pieces[slug], catalogue))
        for slug, body in bodies.items()
    }


def _links_from(piece: Piece, catalogue: Catalogue) -> Url:
    """Makes the link from a piece's page to anything that a body can refer to."""
    linker = Linker(url=urls.piece_url(piece))
    return lambda target: linker(_address(target, catalogue))


def _address(target: LinkTarget, catalogue: Catalogue) -> str:
    if isinstance(target, Piece):
        return urls.piece_url(target)
    if isinstance(target, Lane):
        return _lane_address(target, catalogue)
    return urls.path_url(target)


def _lane_address(lane: Lane, catalogue: Catalogue) -> str:
    """A lane that holds concept notes only has no page of its own; they share an index."""
    if lane in reading_lanes(catalogue):
        return urls.lane_url(lane)
    return urls.CONCEPTS if notes(catalogue) else urls.HOME
