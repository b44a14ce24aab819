"""No two ids of a page are equal, whoever makes them, and every link within the page leads somewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build.crawl import Read
from explainsite.catalogue.reading import Site, read_site
from explainsite.checking.filmscript import BeatScript, FilmScript
from explainsite.content.spec import Piece
from explainsite.diagnostics import Report
from explainsite.site.bodies import render_bodies
from explainsite.site.page import Assets
from explainsite.site.pages import plan_pages, render_pages
from explainsite.site.templates import Templates

NOTHING = Assets()


@pytest.fixture(scope="module")
def templates(root: Path) -> Templates:
    return Templates(overrides=root / "templates")


def pages_of(site: Site, templates: Templates) -> dict[str, Read]:
    """Every page, as if no film were rendered: their transcripts stand there all the same."""
    catalogue = site.catalogue
    bodies = render_bodies(catalogue, site.bodies)
    scripts = {slug: script_of(piece) for slug, piece in catalogue.pieces.items()}
    planned = plan_pages(catalogue, {}, site.config, bodies, scripts)
    outputs, problems = render_pages(planned, catalogue, site.config, NOTHING, templates)
    assert problems == []
    found = {output.path: Read() for output in outputs}
    for output in outputs:
        assert isinstance(output.content, bytes)
        found[output.path].feed(output.content.decode())
    return found


def script_of(piece: Piece) -> FilmScript:
    beats = (BeatScript(id=beat.id, seconds=1, sentences=("Seen.",), picture="") for beat in piece.beats)
    return FilmScript(beats=tuple(beats))


def astray(pages: Mapping[str, Read]) -> list[str]:
    """The ids that stand twice on their page, and the links that lead to none."""
    found = []
    for path, page in pages.items():
        found += [f"{path}: {one} stands twice" for one in page.anchors if page.ids.count(one) > 1]
        within = {link[1:] for link in page.references if link.startswith("#")}
        found += [f"{path}: {one} is not there" for one in within - page.anchors]
    return found


def test_on_every_page_of_the_bundled_site(root: Path, templates: Templates) -> None:
    site = read_site(root, Report())
    assert site is not None
    pages = pages_of(site, templates)
    assert len(pages) > 60
    assert any(one.startswith("beat-") for page in pages.values() for one in page.anchors)
    assert astray(pages) == []


SPEC = """\
---
title: A Stampede
summary: What it shows.
sources:
  - {id: a, title: A, url: "https://example.org"}
  - {id: a-2, title: A, url: "https://example.org"}
stage:
  a: {is: text, text: A}
beats:
  - {id: stampede, title: One, say: Words.}
  - {id: stampede-2, title: Two, say: Words.}
---
"""


def site_of(folder: Path, body: str) -> tuple[Site, Report]:
    """A site of one film with this body."""
    lane = folder / "explainers/lane"
    lane.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text('[tool.explainsite]\ntitle = "S"\n', encoding="utf-8")
    (lane / "_lane.yaml").write_text("title: L\nsummary: S.\n", encoding="utf-8")
    (lane / "film.md").write_text(SPEC + body, encoding="utf-8")
    report = Report()
    site = read_site(folder, report)
    assert site is not None
    return site, report


def test_a_beat_keeps_its_id_and_a_heading_gives_way(tmp_path: Path, templates: Templates) -> None:
    body = (
        "## Beat stampede\n\n## Source A\n\n## Transcript\n\n## Content\n\n## fnref 1\n\n"
        "To [the beat](#beat-stampede), [the heading](#beat-stampede-3), [@a][^n].\n\n[^n]: Note.\n"
    )
    site, report = site_of(tmp_path, body)
    assert list(report) == []
    headings = [heading.id for heading in site.bodies["film"].fragment.headings]
    assert headings == ["beat-stampede-3", "source-a-3", "transcript-2", "content-2", "fnref-1"]
    page = pages_of(site, templates)["lane/film/index.html"]
    assert page.ids.count("beat-stampede") == page.ids.count("transcript") == 1
    assert {*headings, "beat-stampede", "beat-stampede-2", "source-a", "fn:1", "fnref:1"} <= page.anchors
    assert {"#beat-stampede", "#beat-stampede-3", "#source-a"} <= set(page.references)
    assert astray({"": page}) == []


WORDS = """beat stampede source sources a 2 3 transcript content fn fnref 1 : - section é e\u0301 ₂ ＡB
का कि Ü U\u0308 \u200d \ufe0f ❤ ' ’ [@a] [^n] ^[x] $x$ `a` # & < " """.split()  # noqa: SIM905 - a list of signs
HEADINGS = st.lists(st.lists(st.sampled_from(WORDS)).map("".join) | st.text(), min_size=1)


@settings(max_examples=60)
@given(HEADINGS)
def test_whatever_the_headings_are(
    tmp_path_factory: pytest.TempPathFactory, templates: Templates, headings: list[str]
) -> None:
    lines = ("## " + re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", "", one) for one in headings)
    body = "\n\n".join([*lines, "Words[^n] and again[^n].", "[^n]: Note.\n"])
    site, _ = site_of(tmp_path_factory.getbasetemp() / "ids", body)
    ids = [heading.id for heading in site.bodies["film"].fragment.headings]
    assert all(one == unicodedata.normalize("NFC", one) for one in ids)
    page = pages_of(site, templates)["lane/film/index.html"]
    assert {"beat-stampede", "beat-stampede-2", "source-a", "source-a-2", *ids} <= page.anchors
    assert astray({"": page}) == []
