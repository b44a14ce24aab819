"""Publishing writes what changed, removes what is gone, spares what is not ours, survives being killed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.diagnostics import Report
from explainsite.site.outputs import FileContent
from explainsite.site.writer import MARKER, STAGING, Published, publish

SITE = {"index.html": b"home", "a/index.html": b"a", "assets/s.css": b"css"}


def put(output: Path, contents: Mapping[str, FileContent]) -> Published:
    report = Report()
    published = publish(output, contents, report)
    assert published is not None
    assert [problem.message for problem in report] == []
    return published


def held(output: Path) -> dict[str, bytes]:
    """What a visitor can get."""
    files = (path for path in output.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "_site"


def test_the_output_becomes_the_given_files(output: Path) -> None:
    published = put(output, SITE)
    assert held(output) == SITE
    assert published == Published(written=("assets/s.css", "a/index.html", "index.html"))
    assert sorted(path.name for path in output.iterdir()) == [MARKER, "a", "assets", "index.html"]


def test_files_that_did_not_change_are_not_touched(output: Path) -> None:
    put(output, SITE)
    before = {path: (output / path).stat() for path in SITE}
    published = put(output, {**SITE, "index.html": b"new home"})
    assert published == Published(written=("index.html",), unchanged=2)
    after = {path: (output / path).stat() for path in SITE}
    same = {path for path in SITE if os.path.samestat(before[path], after[path])}
    assert same == {"a/index.html", "assets/s.css"}
    assert all(before[path].st_mtime_ns == after[path].st_mtime_ns for path in same)


def test_what_is_no_longer_produced_is_removed_with_its_folders(output: Path) -> None:
    put(output, {**SITE, "old/deep/index.html": b"old"})
    published = put(output, SITE)
    assert published == Published(removed=("old/deep/index.html",), unchanged=3)
    assert not (output / "old").exists()


def test_a_folder_with_the_files_of_another_is_left_alone(output: Path) -> None:
    output.mkdir()
    (output / "thesis.txt").write_text("years of work", encoding="utf-8")
    report = Report()
    assert publish(output, SITE, report) is None
    assert [problem.code for problem in report] == ["output-not-ours"]
    assert held(output) == {"thesis.txt": b"years of work"}


def test_a_file_in_place_of_the_output_is_left_alone(output: Path) -> None:
    output.write_text("mine", encoding="utf-8")
    report = Report()
    publish(output, SITE, report)
    assert [problem.code for problem in report] == ["output-not-ours"]
    assert output.read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_taken(output: Path) -> None:
    output.mkdir()
    put(output, SITE)
    assert held(output) == SITE


def test_dot_files_at_the_top_belong_to_the_host(output: Path) -> None:
    put(output, SITE)
    (output / ".git").mkdir()
    (output / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    (output / ".nojekyll").touch()
    put(output, SITE)
    assert (output / ".git" / "HEAD").exists()
    assert (output / ".nojekyll").exists()


def test_pages_go_before_the_files_that_they_refer_to(output: Path) -> None:
    files = {"a/film.mp4": b"film", "b/index.html": b"page", "index.html": b"home", "z/still.webp": b"still"}
    publish(output, files, Report())
    published = publish(output, {"index.html": b"home"}, Report())
    assert published is not None
    assert published.removed == ("b/index.html", "z/still.webp", "a/film.mp4")
    assert sorted(path.name for path in output.iterdir() if not path.name.startswith(".")) == ["index.html"]


def test_what_a_killed_build_left_is_removed(output: Path) -> None:
    put(output, SITE)
    (output / STAGING).mkdir()
    (output / STAGING / "0").write_bytes(b"half")
    put(output, SITE)
    assert not (output / STAGING).exists()


def test_a_finished_file_is_linked_not_copied(output: Path, tmp_path: Path) -> None:
    film = tmp_path / "film"
    film.write_bytes(b"film")
    put(output, {"film.mp4": film})
    assert (output / "film.mp4").samefile(film)
    assert put(output, {"film.mp4": film}).unchanged == 1


def test_an_equal_file_elsewhere_changes_nothing(output: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(b"film")
    put(output, {"film.mp4": tmp_path / "one"})
    assert put(output, {"film.mp4": tmp_path / "two"}).unchanged == 1
    assert (output / "film.mp4").samefile(tmp_path / "one")


def test_where_links_are_impossible_the_file_is_copied(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    film = tmp_path / "film"
    film.write_bytes(b"film")
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    put(output, {"film.mp4": film})
    assert held(output) == {"film.mp4": b"film"}
    assert not (output / "film.mp4").samefile(film)


def test_a_link_out_of_the_output_is_removed_and_never_followed(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_bytes(b"a")
    (outside / "thesis.txt").write_bytes(b"years of work")
    put(output, {"index.html": b"home"})
    (output / "a").symlink_to(outside)
    (output / "b").symlink_to(outside)
    put(output, SITE)
    assert held(output) == SITE
    assert not (output / "a").is_symlink()
    assert not (output / "b").is_symlink()
    assert sorted(path.name for path in outside.iterdir()) == ["index.html", "thesis.txt"]


def test_a_path_that_was_a_folder_can_become_a_file_and_back(output: Path) -> None:
    put(output, {"x/index.html": b"folder"})
    put(output, {"x": b"file"})
    assert held(output) == {"x": b"file"}
    put(output, {"x/index.html": b"folder"})
    assert held(output) == {"x/index.html": b"folder"}


def test_an_output_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    report = Report()
    publish(tmp_path / "file" / "_site", SITE, report)
    assert [problem.code for problem in report] == ["unwritable-output"]


names = st.sampled_from(["a", "b", "c.html", "d.css"])
sites = st.dictionaries(
    st.lists(names, min_size=1, max_size=3).map("/".join), st.binary(max_size=3), max_size=6
).filter(lambda site: not any(b.startswith(f"{a}/") for a in site for b in site))


@given(first=sites, second=sites)
def test_whatever_was_there_the_output_equals_a_clean_build(
    first: dict[str, bytes], second: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    output = tmp_path_factory.mktemp("any") / "_site"
    put(output, first)
    published = put(output, second)
    assert held(output) == second
    changed = {path for path in second if first.get(path) != second[path]}
    assert set(published.written) == changed
    assert set(published.removed) <= first.keys() - second.keys()


def test_two_builds_at_once_leave_one_whole_site(output: Path) -> None:
    versions = [{f"{n}.html": bytes([v]) * 1000 for n in range(30)} for v in (65, 66)]
    threads = [threading.Thread(target=put, args=(output, version)) for version in versions * 5]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held(output) in versions


def test_a_build_killed_at_any_moment_leaves_whole_pages_whose_films_are_there(
    output: Path, tmp_path: Path
) -> None:
    chance = random.Random(2)
    for number in range(2):
        (tmp_path / str(number)).write_bytes(b"film")
    for _ in range(20):
        _kill_a_publisher(output, tmp_path, after=chance.uniform(0, 0.05))
        for path, content in held(output).items():
            if path.endswith(".html"):
                shown = content[1:2].decode()
                assert content == f"<{shown}>".encode() * 4_000, path
                assert (output / f"films/{shown}.mp4").read_bytes() == b"film"
    put(output, {"index.html": b"home"})
    assert held(output) == {"index.html": b"home"}
    assert not (output / STAGING).exists()


def _kill_a_publisher(output: Path, films: Path, *, after: float) -> None:
    command = [sys.executable, str(Path(__file__).with_name("publisher.py")), str(output), str(films)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as publisher:
        assert publisher.stdout is not None
        assert publisher.stdout.readline() == b"ready\n"
        try:
            publisher.wait(after)
        except subprocess.TimeoutExpired:
            publisher.kill()
        else:
            pytest.fail("the publisher ended by itself")
