"""The home page of the bundled site, which `templates/home.html` makes of the theme's."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

import htmlcheck
from conftest import Host
from explainsite.catalogue.reading import read_site
from explainsite.content.inputs import TEMPLATES
from explainsite.content.markdown.body import RenderedBody
from explainsite.diagnostics import Report
from explainsite.site import urls
from explainsite.site.page import Assets
from explainsite.site.pages import plan_pages, render_pages
from explainsite.site.templates import Templates
from explainsite.site.theme import theme_file

pytestmark = pytest.mark.slow

FILES = Assets(stylesheet="style.css", script="script.js", progress="progress.js", icon="icon.svg")


@pytest.fixture(scope="module")
def bundled_home(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bundled home page alone, without films, in the system's typefaces."""
    report, folder, own = Report(), tmp_path_factory.mktemp("home"), root / TEMPLATES
    site = read_site(root, report)
    assert site is not None
    blank = RenderedBody(html="", headings=(), words=0, assets={})
    pages = plan_pages(site.catalogue, {}, site.config, dict.fromkeys(site.catalogue.pieces, blank), {})
    assert "reference/" in {page.url for page in pages}, "where the page leads those who want to write a film"
    home = [page for page in pages if page.url == urls.HOME]
    files, problems = render_pages(home, site.catalogue, site.config, FILES, Templates(overrides=own))
    assert [problem.message for problem in (*report, *problems)] == []
    (html,) = (file.content for file in files)
    assert isinstance(html, bytes)
    (folder / "index.html").write_bytes(html)
    for name in (FILES.stylesheet, FILES.script, FILES.progress, FILES.icon):
        (folder / name).write_bytes(theme_file(own, name))
    return folder


def test_it_has_all_that_the_theme_shows_and_a_key_to_its_marks(bundled_home: Path) -> None:
    assert htmlcheck.check([bundled_home / "index.html"]) == []
    html = (bundled_home / "index.html").read_text(encoding="utf-8")
    order = [
        'class="promise"',
        'class="legend"',
        'href="reference/">Write your own<',
        'id="paths"',
        'id="lanes"',
    ]
    places = [html.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("width", [390, 1440])
def test_it_is_accessible_at_each_width(
    page: Page, host: Host, bundled_home: Path, scheme: Literal["dark", "light"], width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(host(bundled_home))
    expect(page.get_by_role("heading", name="How to read these pages")).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
