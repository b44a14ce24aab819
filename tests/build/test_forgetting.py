"""What was worked out for a piece goes with it, and what is still there stays known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build.sketch import Sketcher, no_executor
from explainsite.build import BuildReport, build, forget_gone
from explainsite.rendering.history import History
from projects import Project, project_of, tree


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_of("small", tmp_path)


def built(project: Project) -> BuildReport:
    """A build with sketches for films, and what it forgets."""
    renderer = Sketcher(store=project.store, make_executor=no_executor, folder=project.root / "sketches")
    report = build(project.root, renderer, {}, lambda _: None)
    for film in report.plan.films:
        History(project.store, film.request.slug).record(film.request, (), film.components)
    forget_gone(report, project.root, project.store)
    return report


def remembered(project: Project) -> set[str]:
    """The names of all results."""
    files = (project.store.root / "remembered").glob("*.jsonl")
    return {name for file in files for name in re.findall("\x1e([^\t]*)\t", file.read_text("utf-8"))}


def notes(project: Project) -> set[str]:
    return {file.name for file in (project.store.root / "history").iterdir()}


def test_a_site_that_stays_is_known(project: Project) -> None:
    built(project)
    known, size = remembered(project), sum(f.stat().st_size for f in project.store.root.glob("remembered/*"))
    assert {"films/second-word", "files/explainers/systems/_lane.yaml", "pages/"} <= known
    built(project)
    assert remembered(project) == known
    assert sum(f.stat().st_size for f in project.store.root.glob("remembered/*")) == size, "nothing anew"


def test_what_is_gone_is_forgotten(project: Project) -> None:
    built(project)
    before = remembered(project)
    assert notes(project) == {"second-word.json", "circle.json"}
    old, new = (project.root / "explainers/ai" / name for name in ("second-word", "next-word"))
    old.rename(new)
    for path, content in tree(project.root).items():
        if path.startswith(("explainers/", "paths/", "pyproject")) and b"second-word" in content:
            project.write(path, content.decode().replace("second-word", "next-word"))
    built(project)
    assert {name for name in remembered(project) if "second-word" in name} == set()
    assert {name.replace("second-word", "next-word") for name in before} == remembered(project)
    assert notes(project) == {"next-word.json", "circle.json"}
