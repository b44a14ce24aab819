"""Builds with real films: twice the same, nothing the second time, and only what an edit asks for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from build.crawl import broken, read
from projects import COMMAND, Project, environment, project_of, times, tree

pytestmark = pytest.mark.slow

ELSEWHERE = {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "C"}


def test_two_builds_from_nothing_are_equal(built: Project, tmp_path: Path) -> None:
    other = project_of("small", tmp_path / "another place")
    ran = other.run("build", "--jobs", "1", env=ELSEWHERE)
    assert ran.returncode == 0, ran.stderr
    assert tree(other.site) == tree(built.site)
    assert tree(other.store.root) == tree(built.store.root)


AGAIN = """
import sys
started = []
def watch(event, _):
    if event in {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system"}:
        started.append(event)
sys.addaudithook(watch)
from explainsite.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
assert not started, started
heavy = {"manim", "av", "numpy", "PIL", "cairo", "fontTools"} & sys.modules.keys()
assert not heavy, heavy
"""


def test_the_second_build_does_nothing(built: Project) -> None:
    before = times(built.root)
    ran = subprocess.run(
        [sys.executable, "-c", AGAIN, "-C", built.root, "build"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    said = r"12 pages, 2 films: nothing changed; store: 2 films, [\d.]+ [KM]B\n"
    assert re.search(said + r"\Z", ran.stderr), ran.stderr
    assert "rendering" not in ran.stderr
    assert times(built.root) == before


@pytest.mark.parametrize(
    ("case", "at"),
    [("built", "/"), ("built", "/under/a/path/"), ("words", "/"), ("words", "/under/a/path/")],
)
def test_all_that_a_site_refers_to_is_there(request: pytest.FixtureRequest, case: str, at: str) -> None:
    found = broken(request.getfixturevalue(case).site, at=at)
    # Only the page for missing addresses knows where the site is published: it is shown at any depth.
    at_home = (case, at) in {("built", "/"), ("words", "/under/a/path/")}
    assert [one for one in found if at_home or not one.startswith(f"{at}404.html")] == []


@pytest.mark.parametrize("case", ["built", "words"])
def test_no_two_ids_of_a_page_are_equal(request: pytest.FixtureRequest, case: str) -> None:
    for file in request.getfixturevalue(case).site.rglob("*.html"):
        page = read(file)
        assert sorted(page.ids) == sorted(page.anchors), file


def test_the_crawl_sees_what_is_broken(built: Project, tmp_path: Path) -> None:
    site = built.copy(tmp_path / "copy").site
    (site / "ai/second-word/bars.svg").unlink()
    next((site / "ai/second-word").glob("*/film-light.mp4")).unlink()
    for name, old, new in (("concepts/cost", '"../../"', '"../../../"'), ("paths", "#lanes", "#lane")):
        page = site / name / "index.html"
        page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = [one for one in broken(site, at="/a/") if not one.startswith("/a/404.html")]
    expected = {
        "/a/ai/second-word/index.html: bars.svg leads nowhere",
        "/a/concepts/cost/index.html: ../../../ leads out of the site",
        "/a/paths/index.html: ../#lane has no such anchor",
    }
    assert expected <= set(found)
    assert [one.rpartition("/")[2] for one in found if one not in expected] == [
        "film-light.mp4 leads nowhere"
    ]


def test_every_beat_has_its_place_on_the_page(built: Project) -> None:
    found = sorted(built.site.rglob("timeline.json"))
    assert len(found) == 2
    for timeline in found:
        beats = [beat["id"] for beat in json.loads(timeline.read_text(encoding="utf-8"))["beats"]]
        page = read(timeline.parents[1] / "index.html")
        assert {f"beat-{beat}" for beat in beats} <= page.anchors
        assert {f"#beat-{beat}" for beat in beats} <= set(page.references)


def test_edits_render_what_they_change_and_equal_a_clean_build(
    small: Project, words: Project, tmp_path: Path
) -> None:
    film, circle = "explainers/ai/second-word/index.md", "explainers/systems/circle/"
    small.edit(film, "say: Each word leaves a key.", "say: Each leaves a key.")
    assert explained(small) == set()
    small.edit(film, "    title: Three words", "    hold: 0.5\n    title: Three words")
    assert explained(small) == {"second-word keep: it needs 4.52 s now, not 4.02 s"}
    small.edit("explainers/ai/second-word/model.py", "kept = 1", "kept = 2")
    # The last beat begins with the number that the second one leaves.
    assert explained(small) == {
        "second-word pay: what it shows of `cost` changed",
        "second-word share: an earlier beat changed `cost`",
    }
    small.edit(circle + "scene.py", "run_time=0.8", "run_time=0.9")
    assert explained(small) == {"circle ring, pass-on: `scene.py` changed"}
    small.edit(circle + "index.md", "title: A Message Goes Round", "title: A Message Goes Round and Round")
    assert explained(small) == set()
    clean = small.copy(tmp_path / "clean", site=False)
    keep_typefaces(clean, words)
    assert clean.run("build").returncode == 0
    assert tree(clean.site) == tree(small.site)


def explained(project: Project) -> set[str]:
    """Why clips were rendered."""
    ran = project.run("build", "--explain")
    assert ran.returncode == 0, ran.stderr
    return {line for line in ran.stderr.splitlines() if line.startswith(("second-word ", "circle "))}


def keep_typefaces(project: Project, words: Project) -> None:
    """Forget all films; cutting typefaces again takes long and is not the point."""
    store = project.store
    entries = {key: store.get(key) for key in store.keys()}  # noqa: SIM118
    store.remove(key for key, entry in entries.items() if entry and "font" not in entry.meta)


def test_a_build_needs_no_home_and_no_git(built: Project, tmp_path: Path) -> None:
    copy = built.copy(tmp_path / "copy")
    given = {name: value for name, value in environment().items() if name not in {"HOME", "USER", "PATH"}}
    ran = subprocess.run(
        [*COMMAND, "build"], cwd=copy.root, env=given, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert tree(copy.site) == tree(built.site)
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]
