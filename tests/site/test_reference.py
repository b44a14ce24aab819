"""The pages of the reference: what they show, and that they are valid and accessible."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

import htmlcheck
from conftest import Host
from explainsite.content.spec import Piece
from explainsite.diagnostics import Report
from explainsite.rendering.film import Film
from explainsite.site.bodies import render_bodies
from explainsite.site.views.listings import HomeView
from explainsite.site.views.reference import EntryView, ReferenceView
from explainsite.site.writer import publish
from site_sample import Sample, make_film, read, write_project

pytestmark = pytest.mark.slow

FILMED = ("actors/tokens", "verbs/send")


@pytest.fixture(scope="module")
def told(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample site with the reference, of which two pages have their film."""
    folder = tmp_path_factory.mktemp("told")
    project = write_project(folder / "project")
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8") + "reference = true\n", "utf-8")
    site = read(project)
    films = {slug: filmed(folder, site.catalogue.pieces[slug]) for slug in FILMED}
    bodies = render_bodies(site.catalogue, site.bodies)
    return replace(sample, project=project, site=site, films={**sample.films, **films}, bodies=bodies)


def filmed(folder: Path, piece: Piece) -> Film:
    return make_film(folder / piece.slug, piece.slug, tuple((b.id, b.title, b.say) for b in piece.beats))


@pytest.fixture(scope="module")
def pages(told: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "_site"
    report = Report()
    publish(folder, told.contents(), report)
    assert [d.message for d in report] == []
    return folder


def test_the_index_has_everything_on_its_shelf(told: Sample) -> None:
    view = told.page("reference/").view
    assert isinstance(view, ReferenceView)
    entries = {entry.href for part in view.parts for shelf in part.groups for entry in shelf.entries}
    assert {f"../{page.url}" for page in told.pages() if page.template == "entry.html"} == {
        f"../reference/{href}" for href in entries
    }
    assert [part.id for part in view.parts] == ["actors", "verbs"]
    stills = [entry.name for part in view.parts for s in part.groups for entry in s.entries if entry.still]
    assert stills == ["tokens", "send"]


def test_a_page_has_its_film_its_text_and_the_way_on(told: Sample) -> None:
    view = told.page("reference/actors/tokens/").view
    assert isinstance(view, EntryView)
    assert view.film is not None
    assert "A row of tokens." in view.meaning
    assert view.body.startswith('<div class="highlight"><pre tabindex="0"><code class="language-yaml">')
    assert [link.text for turn in view.pagers for link in turn.links] == ["cells"]
    rank = told.page("reference/verbs/rank/").view
    assert isinstance(rank, EntryView)
    assert rank.film_missing


def test_it_is_one_of_the_sites_sections_but_none_of_its_explainers(told: Sample, sample: Sample) -> None:
    home, without = told.page("").view, sample.page("").view
    assert isinstance(home, HomeView)
    assert isinstance(without, HomeView)
    assert home == without
    assert '<a href="reference/">Reference</a>' in text(told, "index.html")
    assert "reference" not in text(sample, "index.html")


def text(of: Sample, path: str) -> str:
    content = of.contents()[path]
    assert isinstance(content, bytes)
    return content.decode()


def test_its_pages_are_valid_html(pages: Path) -> None:
    assert htmlcheck.check(sorted((pages / "reference").rglob("*.html"))) == []


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("width", [390, 1440])
def test_its_pages_are_accessible_and_as_wide_as_the_window(
    page: Page, host: Host, pages: Path, scheme: Literal["dark", "light"], width: int
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    for url in ("reference/", *(f"reference/{slug}/" for slug in (*FILMED, "actors/timeline", "verbs/mark"))):
        page.goto(host(pages) + url)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{url}: {results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_its_film_plays_again_and_again_without_a_script(page: Page, host: Host, pages: Path) -> None:
    page.goto(host(pages) + "reference/verbs/send/")
    expect(page.locator("figure.film video[loop][controls]")).to_have_count(1)
    expect(page.locator("figure.film .strip")).to_have_count(0)
