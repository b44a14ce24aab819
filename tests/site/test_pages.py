"""What each page says, and that all its links lead somewhere."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from shutil import rmtree
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from explainsite.checking.filmscript import BeatScript, FilmScript
from explainsite.diagnostics import Report
from explainsite.site.bodies import render_bodies
from explainsite.site.pages import plan_pages
from explainsite.site.urls import output_path
from explainsite.site.views.listings import HomeView, LaneView, PathView
from explainsite.site.views.piece import PieceView
from site_sample import Sample, make_sample, read, write_project


def test_every_part_of_the_site_has_a_page(sample: Sample) -> None:
    assert sorted(page.url for page in sample.pages()) == [
        "",
        "404.html",
        "concepts/",
        "concepts/work/",
        "find/",
        "heat/",
        "heat/engine/",
        "map/",
        "motion/",
        "motion/lever/",
        "motion/pulley/",
        "paths/",
        "paths/from-arm-to-rope/",
        "paths/lifting/",
    ]


def test_a_lane_of_notes_has_a_page_unless_the_index_is_its_page(sample: Sample, tmp_path: Path) -> None:
    project = write_project(tmp_path)
    (project / "explainers/concepts").rename(project / "explainers/basics")
    lever = project / "explainers/motion/lever.md"
    lever.write_text(lever.read_text("utf-8").replace("../concepts/", "../basics/"), encoding="utf-8")
    site = read(project)
    bodies = render_bodies(site.catalogue, site.bodies)
    pages = [page.url for page in plan_pages(site.catalogue, {}, site.config, bodies, {})]
    assert {"basics/", "basics/work/", "concepts/"} <= set(pages)
    assert len(pages) == len(set(pages))
    assert [page.url for page in sample.pages()].count("concepts/") == 1


def test_home_promises_features_and_counts(sample: Sample) -> None:
    home = sample.page("").view
    assert isinstance(home, HomeView)
    assert home.tagline == "Watch it turn."
    assert home.featured is not None
    assert home.featured.card.title.name == "Lever"
    assert [(b.href, b.time) for b in home.featured.beats] == [
        ("motion/lever/#beat-ask", "0:00"),
        ("motion/lever/#beat-push", "0:04"),
        ("motion/lever/#beat-pay", "0:08"),
    ]
    assert home.paths_count == "2 paths"
    assert [(path.title, path.extent) for path in home.paths] == [
        ("From Arm to Rope", "2 explainers and 1 note, 4 min"),
        ("Lifting", "1 explainer and 1 note, 3 min"),
    ]
    assert [(lane.title, lane.summary, lane.count) for lane in home.lanes] == [
        ("Motion", "What moves what.", "2 explainers"),
        ("Heat & Work", "What warms what.", "1 explainer"),
    ]
    assert [lane.numeral for lane in home.lanes] == ["01", "02"]
    assert {card.topic for lane in home.lanes for card in lane.cards}.isdisjoint({"Motion", "Heat & Work"})
    assert [need.href for need in home.lanes[0].cards[0].needs] == ["concepts/work/"]


def test_an_only_lane_has_no_number(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    rmtree(project / "explainers/heat")
    rmtree(project / "paths")
    site = read(project)
    pages = plan_pages(site.catalogue, {}, site.config, render_bodies(site.catalogue, site.bodies), {})
    home = next(page.view for page in pages if page.url == "")
    assert isinstance(home, HomeView)
    assert [(lane.title, lane.numeral) for lane in home.lanes] == [("Motion", "")]


def test_a_lane_shows_its_cards_and_its_neighbours(sample: Sample) -> None:
    lane = sample.page("motion/").view
    assert isinstance(lane, LaneView)
    assert [(card.title.name, card.length, card.href) for card in lane.cards] == [
        ("Lever", "~10 s", "lever/"),
        ("Pulley", "~10 s", "pulley/"),
    ]
    assert [(link.rel, link.text, link.href) for link in lane.neighbours] == [
        ("next", "Heat & Work", "../heat/")
    ]


def test_a_path_counts_its_minutes_and_says_what_each_step_adds(sample: Sample) -> None:
    path = sample.page("paths/from-arm-to-rope/").view
    assert isinstance(path, PathView)
    assert path.facts == ("2 explainers and 1 note", "4 min in all")
    assert [(step.starts, step.adds) for step in path.steps] == [
        ("0 min", "The law."),
        ("2 min", "The first machine."),
        ("3 min", "The same with a rope."),
    ]
    assert path.ends == "4 min"
    lifting = sample.page("paths/lifting/").view
    assert isinstance(lifting, PathView)
    assert lifting.steps[1].adds == "You see steam lift a piston."


def test_an_explainer_knows_what_it_needs_and_what_builds_on_it(sample: Sample) -> None:
    lever = sample.page("motion/lever/").view
    assert isinstance(lever, PieceView)
    assert [(n.text, n.href, n.reason) for n in lever.prerequisites] == [
        ("Work", "../../concepts/work/", "It is what a lever keeps.")
    ]
    assert [(n.text, n.href, n.reason) for n in lever.builds_on_this] == [
        ("Pulley", "../pulley/", "You see a rope do a lever's work.")
    ]
    assert [(p.title, p.position) for p in lever.on_paths] == [("From Arm to Rope", "Step 2 of 3")]
    assert lever.facts == ("Beginner", "~10 s film", "1 min read")


def test_an_explainer_leads_on_in_its_lane_and_in_each_path(sample: Sample) -> None:
    lever = sample.page("motion/lever/").view
    work = sample.page("concepts/work/").view
    assert isinstance(lever, PieceView)
    assert isinstance(work, PieceView)
    assert [(t.label, [(link.rel, link.text) for link in t.links]) for t in lever.pagers] == [
        ("Motion", [("next", "Pulley")]),
        ("On the path: From Arm to Rope", [("prev", "Work: Force Along a Way"), ("next", "Pulley")]),
    ]
    assert [t.label for t in work.pagers] == ["On the path: From Arm to Rope", "On the path: Lifting"]


def test_a_film_has_a_file_for_each_scheme_and_a_beat_for_each_still(sample: Sample) -> None:
    lever = sample.page("motion/lever/").view
    assert isinstance(lever, PieceView)
    assert lever.film is not None
    digest = sample.films["lever"].digest[:12]
    assert [(s.src, s.scheme) for s in lever.film.sources] == [
        (f"{digest}/film-dark.mp4", "dark"),
        (f"{digest}/film-light.mp4", "light"),
    ]
    assert [(b.id, b.at, b.time, b.seen) for b in lever.film.beats][1] == (
        "push",
        "4",
        "0:04",
        "A push <far> out.",
    )
    assert lever.film.beats[1].still is not None
    assert lever.film.beats[1].still.src == f"{digest}/still-light-push.webp"


@pytest.mark.slow  # it cuts the fonts
def test_a_film_in_one_palette_is_for_every_reader(sample: Sample) -> None:
    films = {slug: replace(film, palettes=("dark",)) for slug, film in sample.films.items()}
    html = _text(replace(sample, films=films).contents()["motion/lever/index.html"])
    assert "film-dark.mp4" in html
    assert "poster-dark.webp" in html
    assert "data-scheme" not in html
    assert "light.webp" not in html


@pytest.mark.slow  # it cuts the fonts
def test_a_summary_stands_on_a_page_once(sample: Sample) -> None:
    files = sample.contents()
    lever, pulley = (_text(files[f"motion/{slug}/index.html"]).partition("<body")[2] for slug in HOOKS)
    assert (lever.count(HOOKS["lever"]), lever.count("You see a small push")) == (1, 1)
    assert pulley.count(HOOKS["pulley"]) == 1


HOOKS = {"lever": "Why does the long end win?", "pulley": "You see a rope do a lever"}
"""A hook, and the summary that stands in its place where there is none."""


LEVER = "motion/lever/index.html"


@pytest.mark.slow  # it cuts the fonts
def test_a_film_that_is_missing_leaves_a_page_that_says_so(sample: Sample) -> None:
    lever = sample.site.catalogue.pieces["lever"]
    beats = tuple(
        BeatScript(id=beat.id, seconds=4.0, sentences=(f"{beat.id} is seen.",), picture="{}")
        for beat in lever.beats
    )
    html = _text(replace(sample, films={}, scripts={"lever": FilmScript(beats=beats)}).contents()[LEVER])
    assert "This film has not been rendered yet" in html
    assert "<video" not in html
    assert '<h3><a href="#beat-push" data-at="4"><span class="time">0:04</span>' in html
    for beat in lever.beats:
        assert f'<li id="beat-{beat.id}">' in html
        assert f"{beat.id} is seen." in html
    assert "<img" not in html.partition('id="transcript"')[2].partition("</section>")[0]


def test_text_is_escaped_wherever_it_stands(published: Path) -> None:
    for page in published.rglob("*.html"):
        assert "<far>" not in page.read_text(encoding="utf-8"), page
    assert "A push &lt;far&gt; out" in (published / "motion/lever/index.html").read_text(encoding="utf-8")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src", "srcset"} and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.append(value)


def _read(page: Path) -> _Links:
    links = _Links()
    links.feed(page.read_text(encoding="utf-8"))
    return links


def _broken(folder: Path) -> Iterator[str]:
    pages = {page.relative_to(folder).as_posix(): _read(page) for page in folder.rglob("*.html")}
    for path, page in pages.items():
        for link in page.links:
            address, fragment = urldefrag(urljoin(f"http://site/{path}", link))
            if not address.startswith("http://site/"):
                continue
            target = output_path(unquote(address.removeprefix("http://site/")))
            if not (folder / target).is_file() or (fragment and fragment not in pages[target].ids):
                yield f"{path}: {link}"


def test_every_link_of_every_page_leads_to_a_file_and_an_anchor(published: Path) -> None:
    assert list(_broken(published)) == []


def test_a_broken_link_would_be_found(published: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="there/">x</a><a href="#y">y</a>', encoding="utf-8")
    assert list(_broken(tmp_path)) == ["index.html: there/", "index.html: #y"]


def test_every_page_has_its_ids_once(published: Path) -> None:
    for page in published.rglob("*.html"):
        ids = _read(page).ids
        assert len(ids) == len(set(ids)), page


def test_nothing_comes_from_another_host(published: Path) -> None:
    asking = re.compile(r"<(?:script|link|img|source|video|track)[^>]*?(?:src|href)=\"(?:https?:|//)")
    for page in published.rglob("*.html"):
        assert asking.search(page.read_text(encoding="utf-8")) is None, page
    for style in published.rglob("*.css"):
        assert re.findall(r"@import|url\([\"']?(?:https?:|//)", style.read_text(encoding="utf-8")) == []


@pytest.mark.slow  # it cuts the fonts
def test_two_renderings_are_the_same_bytes(sample: Sample) -> None:
    assert sample.contents() == sample.contents()


@pytest.mark.slow  # it cuts the fonts
def test_the_sitemap_names_every_page_when_the_site_knows_its_address(sample: Sample, tmp_path: Path) -> None:
    sample = make_sample(tmp_path, sample.store, base_url="https://a.example/docs")
    contents = sample.contents()
    sitemap = _text(contents["sitemap.xml"])
    assert re.findall("<loc>(.*?)</loc>", sitemap) == sorted(
        f"https://a.example/docs/{page.url}" for page in sample.pages() if page.url != "404.html"
    )
    assert "Sitemap: https://a.example/docs/sitemap.xml" in _text(contents["robots.txt"])
    lever = _text(contents["motion/lever/index.html"])
    assert '<link rel="canonical" href="https://a.example/docs/motion/lever/">' in lever
    assert (
        f'content="https://a.example/docs/motion/lever/{sample.films["lever"].digest[:12]}/poster-dark.jpg"'
        in lever
    )
    assert '<a class="wordmark" href="/docs/"' in _text(contents["404.html"])


@pytest.mark.slow  # it cuts the fonts
def test_without_an_address_there_is_no_sitemap(sample: Sample) -> None:
    contents = sample.contents()
    assert "sitemap.xml" not in contents
    assert "canonical" not in _text(contents["index.html"])


def _text(content: object) -> str:
    assert isinstance(content, bytes)
    return content.decode()


def test_a_page_with_its_style_and_scripts_is_small(published: Path) -> None:
    shared = sum(packed(file) for ending in ("css", "js") for file in published.glob(f"assets/*.{ending}"))
    for page in published.rglob("*.html"):
        assert shared + packed(page) < 60_000, page


def packed(file: Path) -> int:
    """Its bytes as a server sends them."""
    return len(gzip.compress(file.read_bytes()))


@pytest.mark.slow  # it cuts the fonts
def test_problems_of_templates_are_reported_and_the_other_pages_are_made(
    sample: Sample, tmp_path: Path
) -> None:
    sample = make_sample(tmp_path, sample.store)
    (sample.project / "templates").mkdir()
    (sample.project / "templates/lane.html").write_text("{{ view.no_such_thing }}", encoding="utf-8")
    report = Report()
    paths = {output.path for output in sample.outputs(report)}
    assert [(d.code, d.span.path, d.span.line) for d in report if d.span] == [
        ("template-error", "templates/lane.html", 1)
    ]
    assert "motion/index.html" not in paths
    assert "motion/lever/index.html" in paths
