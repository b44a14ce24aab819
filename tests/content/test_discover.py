"""Which files are what, and names that nobody should give a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from explainsite.content.discover import find_lanes, find_paths
from explainsite.content.locate import locate_file
from explainsite.diagnostics import Report, Span
from explainsite.diagnostics.formatting import format_diagnostics


@pytest.fixture
def lane(tmp_path: Path) -> Path:
    folder = tmp_path / "explainers" / "lane"
    folder.mkdir(parents=True)
    (folder / "_lane.yaml").touch()
    return folder


def slugs(project: Path, report: Report) -> list[str]:
    return [spec.slug for lane in find_lanes(project, report) for spec in lane.specs]


def test_files_and_bundles_are_specs_and_nothing_else_is(tmp_path: Path, lane: Path) -> None:
    for name in (
        "b.md",
        "a.md",
        "_draft.md",
        ".hidden.md",
        "notes.txt",
        "images/x.svg",
        "c/index.md",
        "c/more.md",
    ):
        path = lane / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    report = Report()
    assert slugs(tmp_path, report) == ["a", "b", "c"]
    assert not list(report)


def test_paths_are_found_by_name(tmp_path: Path) -> None:
    (tmp_path / "paths").mkdir()
    for name in ("b.yaml", "a.yaml", "readme.txt"):
        (tmp_path / "paths" / name).touch()
    assert [found.slug for found in find_paths(tmp_path, Report())] == ["a", "b"]


def test_a_site_without_folders_has_nothing(tmp_path: Path) -> None:
    report = Report()
    assert find_lanes(tmp_path, report) == []
    assert find_paths(tmp_path, report) == []
    assert not list(report)


@pytest.mark.parametrize(
    "name", [b"\xff\xfe.md", b"a\nb.md", b"a\x1b[31m.md", b"-a.md", b"a--b.md", b"A.md", b"a b.md"]
)
def test_names_that_cannot_become_an_address_can_at_least_be_printed(
    tmp_path: Path, lane: Path, name: bytes
) -> None:
    os.close(os.open(os.fsencode(lane) + b"/" + name, os.O_CREAT))
    report = Report()
    assert slugs(tmp_path, report) == []
    assert [problem.code for problem in report] == ["bad-file-name"]
    text = format_diagnostics(report)
    assert text.encode("utf-8").count(b"\n") == 5
    assert "\x1b" not in text


def test_a_circle_of_folders_ends(tmp_path: Path, lane: Path) -> None:
    (lane / "round").symlink_to(lane)
    (lane / "piece.md").touch()
    assert slugs(tmp_path, Report()) == ["piece"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    from explainsite.content.source import read_source

    os.mkfifo(tmp_path / "pipe.md")
    report = Report()
    assert read_source(tmp_path, tmp_path / "pipe.md", report) is None
    assert [problem.code for problem in report] == ["unreadable-file"]


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("model.py", ""),
        ("./model.py", ""),
        ("../lane/model.py", ""),
        ("gone.py", "missing-file"),
        ("MODEL.py", "file-case"),
        ("folder", "missing-file"),
        ("../../../outside.py", "path-escapes"),
        ("/etc/hostname", "path-escapes"),
        ("round.py", "missing-file"),
        ("a\0b.py", "path-escapes"),
        ("model.py/x", "missing-file"),
    ],
)
def test_files_are_located_inside_the_project(tmp_path: Path, lane: Path, reference: str, code: str) -> None:
    (lane / "model.py").touch()
    (lane / "folder").mkdir()
    (lane / "round.py").symlink_to(lane / "round.py")
    report = Report()
    found = locate_file(tmp_path, "explainers/lane", reference, Span(path="a.md"), report)
    assert found == (None if code else "explainers/lane/model.py")
    assert [problem.code for problem in report] == ([code] if code else [])
