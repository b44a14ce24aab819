"""The site as files: every page with what it refers to, ready to be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from explainsite.catalogue import Catalogue
from explainsite.config import Config
from explainsite.content.markdown import RenderedBody
from explainsite.diagnostics import Report
from explainsite.rendering.film import Film
from explainsite.rendering.store import Store
from explainsite.site import urls
from explainsite.site.assets import extra_files, site_assets
from explainsite.site.outputs import Content, Output, gather
from explainsite.site.pages import plan_pages, render_pages
from explainsite.site.templating import template_environment

TEMPLATES = "templates"
"""The project's folder of overrides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stitched:
    """A site's files by output path, and the store's entries that they need besides films."""

    contents: Mapping[str, Content]
    store_keys: tuple[str, ...]


def stitch(
    project: Path,
    config: Config,
    catalogue: Catalogue,
    *,
    films: Mapping[str, Film],
    bodies: Mapping[str, RenderedBody],
    store: Store,
    report: Report,
) -> Stitched:
    """Every file of the site; `films` and `bodies` are by slug. Problems of templates go to `report`."""
    pages = plan_pages(catalogue, films, config, bodies)
    assets, asset_files = site_assets(pages, project / TEMPLATES, store)
    templates = template_environment(project / TEMPLATES)
    html, problems = render_pages(pages, catalogue, config, assets, templates)
    report.extend(problems)
    outputs = [
        *html,
        *asset_files,
        *extra_files(pages, config.base_url),
        *_film_files(catalogue, films),
        *_body_files(project, catalogue, bodies),
    ]
    return Stitched(contents=gather(outputs, report), store_keys=assets.store_keys)


def _film_files(catalogue: Catalogue, films: Mapping[str, Film]) -> Iterator[Output]:
    for slug, film in films.items():
        piece = catalogue.pieces[slug]
        for name, file in film.files.items():
            yield Output(path=urls.film_url(piece, film, name), content=file, writer=f"the film of `{slug}`")


def _body_files(project: Path, catalogue: Catalogue, bodies: Mapping[str, RenderedBody]) -> Iterator[Output]:
    for slug, body in bodies.items():
        for name, path in body.assets.items():
            url = urls.piece_url(catalogue.pieces[slug]) + name
            # An author's file is read, not linked: it may be edited in place.
            yield Output(path=url, content=(project / path).read_bytes(), writer=f"`{path}`")
