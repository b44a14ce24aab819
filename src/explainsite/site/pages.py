"""Every page of a site: which there are, what each shows, and the files they become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from explainsite.catalogue.linking import Catalogue
from explainsite.checking.filmscript import FilmScript
from explainsite.config import Config
from explainsite.content.markdown.body import RenderedBody
from explainsite.content.spec import Piece
from explainsite.diagnostics import Diagnostic
from explainsite.jobs.halves import each
from explainsite.jobs.memory import Memory
from explainsite.rendering.film import Film
from explainsite.site import urls
from explainsite.site.chrome import Chrome, footer, has_map, sections
from explainsite.site.finding import find_view
from explainsite.site.listings import (
    concepts_view,
    home_view,
    lane_view,
    lanes_with_pages,
    notes,
    path_view,
    paths_view,
)
from explainsite.site.mapping import map_view
from explainsite.site.outputs import Output
from explainsite.site.page import Assets, Page
from explainsite.site.pieces import Content, piece_view
from explainsite.site.reference import entry_view, reference_entries, reference_view
from explainsite.site.search import search_address, search_documents
from explainsite.site.templates import Templates
from explainsite.site.theme import TemplateFailure
from explainsite.site.urls import Linker
from explainsite.site.views.common import NotFoundView


def plan_pages(
    catalogue: Catalogue,
    films: Mapping[str, Film],
    config: Config,
    bodies: Mapping[str, RenderedBody],
    scripts: Mapping[str, FilmScript],
    *,
    memory: Memory | None = None,
) -> list[Page]:
    """Every page of the site; `films`, `bodies` and `scripts` are by slug."""
    content = Content(catalogue=catalogue, films=films, bodies=bodies, scripts=scripts)
    pages = [
        _home(content, config),
        *_lanes(content),
        *_paths(content),
        *(_piece(content, piece) for piece in catalogue.pieces.values() if piece.format != "reference"),
        *_concepts(content),
        *_reference(content),
        *_map(content, memory),
        _not_found(),
    ]
    return [*pages, _find(content, search_address(search_documents(pages, config.language)))]


def _home(content: Content, config: Config) -> Page:
    view = home_view(content, config.tagline or config.title, Linker(url=urls.HOME))
    return Page(
        url=urls.HOME, template="home.html", title=config.title, description=config.description, view=view
    )


def _lanes(content: Content) -> Iterator[Page]:
    for lane in lanes_with_pages(content.catalogue):
        url = urls.lane_url(lane)
        view = lane_view(content, lane, Linker(url=url))
        yield Page(
            url=url,
            template="lane.html",
            title=lane.title,
            description=lane.summary,
            view=view,
            accent=lane.accent,
        )


def _paths(content: Content) -> Iterator[Page]:
    if not content.catalogue.paths:
        return
    yield Page(
        url=urls.PATHS,
        template="paths.html",
        title="Learning paths",
        description="Explainers in an order in which each step stands on the ones before.",
        view=paths_view(content, Linker(url=urls.PATHS)),
    )
    for path in content.catalogue.paths:
        url = urls.path_url(path.spec)
        view = path_view(content, path, Linker(url=url))
        yield Page(
            url=url, template="path.html", title=path.spec.title, description=path.spec.summary, view=view
        )


def _piece(content: Content, piece: Piece) -> Page:
    url = urls.piece_url(piece)
    film = content.films.get(piece.slug)
    return Page(
        url=url,
        template=f"{piece.format}.html",
        title=piece.title,
        description=piece.summary,
        view=piece_view(content, piece, Linker(url=url)),
        accent=piece.accent,
        kind="article",
        card_image=urls.film_url(piece, film, f"poster-{film.palettes[0]}.jpg") if film else "",
    )


def _concepts(content: Content) -> Iterator[Page]:
    if notes(content.catalogue):
        view = concepts_view(content, Linker(url=urls.CONCEPTS))
        yield Page(
            url=urls.CONCEPTS,
            template="concepts.html",
            title="Concept notes",
            description=view.summary,
            view=view,
        )


def _reference(content: Content) -> Iterator[Page]:
    pieces = reference_entries(content.catalogue)
    if pieces:
        yield Page(
            url=urls.REFERENCE,
            template="reference.html",
            title="Reference",
            description="Every actor and every verb, each with its film.",
            view=reference_view(content, Linker(url=urls.REFERENCE)),
        )
    for piece in pieces:
        url = urls.piece_url(piece)
        yield Page(
            url=url,
            template="entry.html",
            title=piece.title,
            description=piece.summary.replace("`", ""),
            view=entry_view(content, piece, Linker(url=url)),
            kind="article",
        )


def _map(content: Content, memory: Memory | None) -> Iterator[Page]:
    if has_map(content.catalogue):
        yield Page(
            url=urls.MAP,
            template="map.html",
            title="The map",
            description="What stands on what: every piece and its prerequisites, on one map.",
            view=map_view(content, memory, Linker(url=urls.MAP)),
        )


def _find(content: Content, search: str) -> Page:
    return Page(
        url=urls.FIND,
        template="find.html",
        title="Find",
        description="Every film and every note, by words, lane, level and length.",
        view=find_view(content, search, Linker(url=urls.FIND)),
    )


def _not_found() -> Page:
    return Page(
        url=urls.NOT_FOUND,
        template="not-found.html",
        title="Page not found",
        description="There is no page at this address.",
        view=NotFoundView(),
        listed=False,
    )


def render_pages(
    pages: Sequence[Page], catalogue: Catalogue, config: Config, assets: Assets, templates: Templates
) -> tuple[list[Output], list[Diagnostic]]:
    """Each page as its file, and what went wrong in templates."""
    chrome = Chrome(config=config, assets=assets, sections=sections(catalogue), footer=footer(catalogue))
    around = repr(chrome)

    def rendered(page: Page) -> Output | Diagnostic:
        about, context = f"{around}{page.written}", partial(chrome.context, page)
        try:
            html = templates.page(page.url, page.template, about, context)
        except TemplateFailure as failure:
            return failure.diagnostic
        path = urls.output_path(page.url)
        return Output(path=path, content=html.encode(), writer=f"the page “{page.title}”")

    found = list(each(pages, rendered, templates.memory, templates.sort))
    problems = dict.fromkeys(one for one in found if isinstance(one, Diagnostic))
    return [one for one in found if isinstance(one, Output)], list(problems)
