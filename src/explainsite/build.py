"""The main path: from an author's files to a published site.

    read  ->  check  ->  plan  ->  render  ->  stitch  ->  publish

Everything that is wrong is found before anything renders. What renders (`Renderer`) is an argument, so that
`build`, `check`, `render` and `serve` are the same few lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from explainsite.catalogue.linking import Catalogue
from explainsite.catalogue.reading import Site, has_templates
from explainsite.checking.site import Checked, check, require
from explainsite.content.inputs import TEMPLATES
from explainsite.content.markdown.body import RenderedBody
from explainsite.diagnostics import Diagnostic, Report
from explainsite.jobs.fingerprint import Surroundings
from explainsite.jobs.memory import Memory
from explainsite.rendering.film import Film
from explainsite.rendering.framecheck import check_frames
from explainsite.rendering.plan import Plan, plan_films
from explainsite.rendering.renderer import Renderer, Seen
from explainsite.rendering.requests import film_request
from explainsite.rendering.store import RENDERS, Store
from explainsite.rendering.upkeep import forget_films
from explainsite.site import urls
from explainsite.site.assets import extra_files, site_assets
from explainsite.site.bodies import render_bodies
from explainsite.site.outputs import FileContent, Output, gather
from explainsite.site.page import Assets
from explainsite.site.pages import plan_pages, render_pages
from explainsite.site.search import search_documents, search_index
from explainsite.site.templates import Templates
from explainsite.site.writer import Published, publish

SERVED = f"{RENDERS}/.serve"
"""Where `serve` builds to: apart from the published site, so that draft films never get into it."""

CHECKED_PAGES = "pages without films"
"""The sort of result under which pages are remembered that were rendered to check an author's templates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did."""

    checked: Checked
    memory: Memory
    plan: Plan
    films: Mapping[str, Film]
    pages: tuple[str, ...]
    """Their addresses."""
    used: frozenset[str]
    """The keys of the store's entries that the site is made of."""
    seen: Seen
    published: Published | None
    """None when the output folder could not be written."""
    contents: Mapping[str, FileContent]
    """What the output folder holds then, by output path."""
    found_by_check: tuple[Diagnostic, ...]
    """What was found before anything was rendered, as `check` finds it."""
    diagnostics: Report = field(default_factory=Report)


def build(
    project: Path,
    renderer: Renderer,
    overrides: Mapping[str, object],
    planned: Callable[[Plan], None],
    around: Surroundings | None = None,
) -> BuildReport:
    """Build the site of the folder `project`. Raises `SiteProblems` before anything renders or is written.

    `overrides` are settings that take the place of those in `pyproject.toml`; `planned` is given the plan;
    `around` is what has been read of our code.
    What goes wrong later, such as a film that fails, is in the report, and all else is built.
    """
    report = Report()
    memory = Memory(renderer.store, around or Surroundings())
    checked = check(project, overrides, report, memory, on_news=renderer.warm_up)
    with renderer.store.in_use():
        return _build(checked, project, renderer, planned, memory=memory, report=report)


def _build(
    checked: Checked,
    project: Path,
    renderer: Renderer,
    planned: Callable[[Plan], None],
    *,
    memory: Memory,
    report: Report,
) -> BuildReport:
    site = checked.site
    found_by_check = tuple(report)
    plan = plan_site(checked, project, renderer, around=memory.surroundings)
    if plan.missing and has_templates(project):
        check_pages(checked, project, report, memory)
    planned(plan)
    rendered = renderer.run(plan)
    bodies = render_bodies(site.catalogue, site.bodies)
    pages = plan_pages(site.catalogue, rendered.films, site.config, bodies, checked.scripts, memory=memory)
    assets, outputs = site_assets(pages, project / TEMPLATES, renderer.store)
    templates = Templates(overrides=project / TEMPLATES, memory=memory)
    files, problems = render_pages(pages, site.catalogue, site.config, assets, templates)
    report.extend(problems)
    outputs += [*files, *_film_files(site.catalogue, rendered.films), *_body_files(site, bodies, project)]
    outputs += extra_files(pages, site.config.base_url)
    search, index = search_index(search_documents(pages, site.config.language), renderer.store)
    outputs += index
    contents = gather(outputs, report)
    require(report)
    published = publish(project / site.config.output, contents, report)
    report.extend(rendered.diagnostics)
    return BuildReport(
        checked=checked,
        memory=memory,
        plan=plan,
        films=rendered.films,
        pages=tuple(page.url for page in pages),
        used=plan.keys | {*assets.store_keys, search},
        seen=rendered.seen,
        published=published,
        contents=contents,
        found_by_check=found_by_check,
        diagnostics=report,
    )


def forget_gone(built: BuildReport, project: Path, store: Store) -> None:
    """Forget what was worked out for pieces, files and pages that the site has no more."""
    pieces = built.checked.site.catalogue.pieces
    sources = {piece.body.source.path for piece in pieces.values()}  # the reference's are in memory alone
    pages = frozenset(built.pages)
    alive: dict[str, Callable[[str], bool]] = {
        **dict.fromkeys(("films", "frames", "formulas", "values", "outcomes"), pieces.__contains__),
        **dict.fromkeys(("bodies", "files"), lambda path: path in sources or (project / path).is_file()),
        **dict.fromkeys(("pages", CHECKED_PAGES), pages.__contains__),
    }
    built.memory.forget(lambda sort, name: sort in alive and not alive[sort](name))
    forget_films(store, pieces)


def frame_lint(
    checked: Checked,
    anew: AbstractSet[str],
    seen: Seen,
    *,
    renderer: Renderer,
    memory: Memory,
    say: Callable[[str], None],
) -> Report:
    """What is known of the films' frames, after a look at those rendered `anew` that were not `seen` then.

    `say` is told how that look goes on. There are only warnings, and apart from a build's own report: a build
    ends, and its pages are read, before this.
    """
    report = Report()
    pieces, scripts = checked.site.catalogue.pieces, checked.scripts
    check_frames(
        [(pieces[slug], script) for slug, script in scripts.items()],
        checked.site.config.themes,
        report,
        memory=memory,
        make_executor=renderer.make_executor,
        only=anew,
        seen=seen,
        say=say,
    )
    return report


def check_pages(checked: Checked, project: Path, report: Report, memory: Memory | None = None) -> None:
    """Render every page without films, fonts or bodies, to find what is wrong in the author's templates."""
    site = checked.site
    blank = RenderedBody(html="", headings=(), words=0, assets={})
    bodies = dict.fromkeys(site.catalogue.pieces, blank)
    pages = plan_pages(site.catalogue, {}, site.config, bodies, checked.scripts, memory=memory)
    nothing = Assets()
    templates = Templates(overrides=project / TEMPLATES, memory=memory, sort=CHECKED_PAGES)
    _, problems = render_pages(pages, site.catalogue, site.config, nothing, templates)
    report.extend(problems)
    require(report)


def plan_site(
    checked: Checked,
    project: Path,
    renderer: Renderer,
    only: frozenset[str] | None = None,
    around: Surroundings | None = None,
) -> Plan:
    """The films of the site, or of some of its pieces, against what the store holds."""
    pieces = [
        p for p in checked.site.catalogue.pieces.values() if p.has_film and (only is None or p.slug in only)
    ]
    requests = [film_request(p, checked.scripts.get(p.slug), checked.site.config, project) for p in pieces]
    return plan_films(requests, renderer.store, around)


def _film_files(catalogue: Catalogue, films: Mapping[str, Film]) -> Iterator[Output]:
    for slug, film in films.items():
        piece = catalogue.pieces[slug]
        for name, file in film.files.items():
            yield Output(path=urls.film_url(piece, film, name), content=file, writer=f"the film of `{slug}`")


def _body_files(site: Site, bodies: Mapping[str, RenderedBody], project: Path) -> Iterator[Output]:
    for slug, body in bodies.items():
        folder = urls.piece_url(site.catalogue.pieces[slug])
        for name, path in body.assets.items():
            # Bytes, not a link: what an author edits in place must not change the site, nor look unchanged.
            content = (project / path).read_bytes()
            yield Output(path=folder + name, content=content, writer=f"a file of `{slug}`")
