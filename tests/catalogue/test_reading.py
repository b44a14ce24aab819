"""A whole site is read and joined; whatever is done to its files, it is read or its problems are told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainsite.catalogue.reading import Site, read_site
from explainsite.checking.films import check_film
from explainsite.content.markdown.body import render_body
from explainsite.diagnostics import Report, in_order

ROOT = Path(__file__).parents[2]
TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in ROOT.glob("explainers/*/*/index.md")
}


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the bundled site."""
    site = tmp_path_factory.mktemp("bundled")
    for folder in ("explainers", "paths"):
        shutil.copytree(ROOT / folder, site / folder)
    shutil.copy(ROOT / "pyproject.toml", site)
    return site


def read(project: Path) -> Site:
    report = Report()
    site = read_site(project, report)
    assert not list(report)
    assert site is not None
    return site


def test_the_bundled_site_is_clean() -> None:
    site = read(ROOT)
    assert site.catalogue.featured in site.catalogue.pieces
    assert {path.spec.slug for path in site.catalogue.paths} == {
        path.stem for path in ROOT.glob("paths/*.yaml")
    }


def test_its_bodies_can_be_rendered() -> None:
    site = read(ROOT)
    for slug, document in site.bodies.items():
        body = render_body(document, lambda target: f"/{target.slug}/")
        assert body.words > (10 if site.catalogue.pieces[slug].format == "reference" else 100), slug
        assert "<math" in body.html or "<p>" in body.html


@pytest.mark.slow
def test_a_site_may_be_read_from_its_own_folder(bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bundled)
    assert list(read(Path()).catalogue.pieces) == list(read(bundled).catalogue.pieces)


@pytest.mark.slow
def test_a_site_may_be_read_through_a_link(bundled: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(bundled)
    assert list(read(link).catalogue.pieces) == list(read(bundled).catalogue.pieces)


def test_reading_writes_nothing(bundled: Path) -> None:
    before = dict(_tree(bundled))
    read(bundled)
    assert dict(_tree(bundled)) == before


def _tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


PIECES = """: - # | > [ ] { } " ' $ ${ } $x ` ``` --- & * ! % @ \\ [@ [^ ]( ../ .md no 1:30 010 é"""
INSERTS = st.sampled_from([*PIECES.split(), "", " ", "  ", "\t", "\n", "\n\n", "\x00", "\u2028"])


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A site for each of the bundled films, with nothing else in it: quick to read."""
    sites = {name: tmp_path_factory.mktemp("alone") for name in TEXTS}
    for name, site in sites.items():
        shutil.copy(ROOT / "pyproject.toml", site)
        shutil.copytree((ROOT / name).parent, (site / name).parent)
        shutil.copy((ROOT / name).parent.parent / "_lane.yaml", (site / name).parent.parent)
    return sites


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str]:
    """One of the bundled films, with a few things cut out and a few put in."""
    name = draw(st.sampled_from(sorted(TEXTS)))
    text = TEXTS[name]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(INSERTS) + text[start + draw(st.integers(0, 12)) :]
    return name, text


@pytest.mark.slow
@given(edits())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
def test_any_edit_is_read_or_its_problems_are_told(alone: Mapping[str, Path], edit: tuple[str, str]) -> None:
    name, text = edit
    (alone[name] / name).write_text(text, encoding="utf-8")
    report = Report()
    site = read_site(alone[name], report)
    assert site is not None
    for piece in site.catalogue.pieces.values():
        check_film(piece, report)
    for problem in in_order(report.found):
        assert problem.span is not None
        assert 1 <= problem.span.line <= text.count("\n") + 1 or problem.span.path != name
