"""Every page is valid HTML, and accessible in both schemes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

import htmlcheck
from conftest import Host
from site_sample import Sample

pytestmark = pytest.mark.slow


def test_every_page_is_valid_html(published: Path) -> None:
    assert htmlcheck.check(sorted(published.rglob("*.html"))) == []


@pytest.fixture
def site(host: Host, published: Path) -> str:
    """The address of the sample site."""
    return host(published)


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_is_accessible(
    page: Page, site: str, sample: Sample, scheme: Literal["dark", "light"], width: int
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    for planned in sample.pages():
        page.goto(site + planned.url)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{planned.url}: {results.generate_report()}"
