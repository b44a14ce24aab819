"""Where nothing has changed, nothing is worked out, and the same is said; whatever has changed is noticed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from explainsite.jobs import installed
from explainsite.jobs.fingerprint import Surroundings
from explainsite.jobs.memory import Memory
from explainsite.rendering.store import Store
from explainsite.site.fonts import FACES
from explainsite.unchanged import FILE, LastRun, recall_build, recall_check
from projects import Project, environment, times, tree

NOTE = "explainers/notes/plain.md"
Change = Callable[[Project], object]


@pytest.fixture(scope="module")
def standing(words: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site without films, built, with a picture and data that lie in no lane."""
    plain = words.copy(tmp_path_factory.mktemp("standing"))
    plain.write("shared/bars.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    plain.write("shared/model.py", "import helper\n\ncost = helper.cost()\n")
    plain.write("shared/helper.py", "def cost():\n    return 3\n")
    plain.edit(NOTE, "format: concept\n", "format: concept\ndata: ../../shared/model.py\n")
    text = (plain.root / NOTE).read_text(encoding="utf-8")
    plain.write(NOTE, f"{text}\n![Bars](../../shared/bars.svg)\n")
    for _ in range(2):  # the first finds out what lies elsewhere
        ran = plain.run("build")
        assert ran.returncode == 0, ran.stderr
    return plain


@pytest.fixture
def plain(standing: Project, tmp_path: Path) -> Project:
    """The same for one test."""
    return standing.copy(tmp_path / "plain")


def last(project: Project) -> LastRun:
    return LastRun(project.root, project.store)


def stands(project: Project) -> bool:
    return recall_build(last(project), {}) is not None


UNLOADED = """
import sys
from explainsite.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(sorted({"explainsite.build", "explainsite.catalogue.reading", "yaml"} & sys.modules.keys()))
"""


@pytest.mark.parametrize("command", ["build", "check"])
def test_nothing_is_worked_out_and_the_same_is_said(plain: Project, command: str) -> None:
    before, written = plain.run(command), times(plain.root)
    again = [sys.executable, "-c", UNLOADED, "-C", str(plain.root), command]
    ran = subprocess.run(again, capture_output=True, text=True, check=False, env=environment())
    assert (ran.stdout, ran.stderr) == ("[]\n", before.stderr)
    assert times(plain.root) == written
    (plain.store.root / FILE).unlink()
    anew = plain.run(command)
    assert (anew.returncode, anew.stdout, anew.stderr) == (0, "", before.stderr)


@pytest.mark.parametrize("command", ["build", "check"])
def test_warnings_are_told_each_time(plain: Project, command: str) -> None:
    plain.edit("pyproject.toml", "[tool.explainsite]", '[tool.explainsite]\nfeatured = "plain"')
    text = (plain.root / NOTE).read_text(encoding="utf-8")
    plain.write(NOTE, text.replace("format: concept\n", "format: concept\nlevle: 1\n"))
    assert plain.run(command).returncode == 1
    assert plain.run(command).returncode == 1, "errors are found each time"
    plain.write(NOTE, f"{text}\n![](../../shared/bars.svg)\n")
    first, second = plain.run(command), plain.run(command)
    assert first.stderr.startswith("warning["), first.stderr
    assert second.stderr.partition("\n\n")[0] == first.stderr.partition("\n\n")[0]
    assert plain.run(command, "--json").stdout == plain.run(command, "--json").stdout != "[]\n"


def written(path: str) -> Change:
    return lambda project: project.write(path, "something new")


def gone(path: str) -> Change:
    return lambda project: (project.root / path).unlink()


def leads(path: str, to: str) -> Change:
    """A link in place of a file, to a copy of it."""

    def change(project: Project) -> None:
        copy, place = project.root / to, project.root / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        place.rename(copy)
        place.symlink_to(copy)

    return change


@pytest.mark.parametrize(
    "change",
    [
        written(NOTE),
        written("explainers/notes/another.md"),
        written("explainers/notes/.hidden"),
        written("explainers/notes/deep/down.txt"),
        written("paths/new.yaml"),
        written("templates/.part.html"),
        written("templates/style.css"),
        written("pyproject.toml"),
        written("shared/bars.svg"),
        written("shared/model.py"),
        written("shared/helper.py"),
        written("shared/more.py"),
        gone(NOTE),
        gone("shared/bars.svg"),
        leads(NOTE, "other/plain.md"),
        leads("shared/bars.svg", "other/bars.svg"),
        lambda project: (project.root / "explainers/empty").mkdir(),
        lambda project: (project.root / "explainers/self").symlink_to(project.root / "explainers"),
        lambda project: (project.root / "explainers").rename(project.root / "explained"),
    ],
)
def test_what_an_author_changes_is_noticed(plain: Project, change: Change) -> None:
    assert stands(plain)
    assert recall_check(last(plain))
    change(plain)
    assert not stands(plain)
    assert recall_check(last(plain)) is None


def an_entry(project: Project) -> Path:
    return next(path for path in project.store.root.glob("??/*") if (path / "font.woff2").is_file())


def torn(file: Path) -> None:
    content = file.read_bytes()
    file.unlink()  # what is linked to it stays whole
    file.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize(
    "change",
    [
        written("_site/index.html"),
        written("_site/more.html"),
        gone("_site/index.html"),
        lambda project: torn(next((project.site / "assets").glob("*.woff2"))),
        lambda project: (project.site / "empty").mkdir(),
        lambda project: (project.site / ".explainsite-staging").mkdir(),
        lambda project: (project.site / "link").symlink_to(project.site / "index.html"),
        lambda project: shutil.rmtree(project.site),
        lambda project: torn(an_entry(project) / "font.woff2"),
        lambda project: shutil.rmtree(an_entry(project)),
        lambda project: Memory(project.store).keep("frames/plain", "a look", {}),
    ],
)
def test_what_a_build_left_is_verified_and_made_whole(plain: Project, change: Change) -> None:
    whole = tree(plain.site)
    change(plain)
    assert not stands(plain)
    assert plain.run("build").returncode == 0
    assert tree(plain.site) == whole
    assert stands(plain)


def test_a_folder_that_is_no_longer_ours_is_left_alone(plain: Project) -> None:
    (plain.site / ".explainsite").unlink()
    assert "error[output-not-ours]" in plain.run("build").stderr


def test_a_damaged_memory_counts_as_none(plain: Project) -> None:
    torn(plain.store.root / FILE)
    assert not stands(plain)
    assert recall_check(last(plain)) is None
    assert plain.run("build").stderr.startswith("8 pages, 0 films: nothing changed; ")


def test_options_are_told_apart(plain: Project) -> None:
    assert recall_build(last(plain), {"base_url": "https://b.example"}) is None
    assert plain.run("build", "--base-url", "https://b.example").returncode == 0
    assert recall_build(last(plain), {"base_url": "https://b.example"})
    assert not stands(plain)
    assert recall_check(last(plain)), "which has no such options"


def test_all_of_our_code_is_noticed(plain: Project, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(Surroundings().package, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = Surroundings(package).everything
    assert before == Surroundings().everything
    for file in ("build.py", "theme/style.css", "theme/home.html"):
        (package / file).write_text("another", encoding="utf-8")
        assert Surroundings(package).everything != before, file
        before = Surroundings(package).everything


@pytest.mark.parametrize("library", [*{face.package for face in FACES}, "fonttools", "brotli", "manim"])
def test_libraries_and_typefaces_are_noticed(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, version, files = Surroundings().everything, installed.version, installed.files
    monkeypatch.setattr(installed, "version", lambda name: "9.1" if name == library else version(name))
    monkeypatch.setattr(installed, "files", lambda name: [] if name == library else files(name))
    assert Surroundings().everything != before


def test_an_edit_that_is_taken_back_meanwhile_is_not_remembered(plain: Project) -> None:
    text = (plain.root / NOTE).read_text(encoding="utf-8")
    run = last(plain)
    plain.write(NOTE, "something else")
    plain.write(NOTE, text)
    run.keep({"sort": (None, "of something else")}, {"shared/bars.svg", "shared/model.py"}, ())
    assert last(plain).recall("sort") is None


def test_what_is_kept_depends_on_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    store = Store(tmp_path / "renders")
    LastRun(tmp_path, store).keep({"one": ([1], "a"), "two": (None, "b")}, (), ())
    known = LastRun(tmp_path, store)
    assert [known.recall("one", [1]), known.recall("two"), known.recall("one", [2])] == ["a", "b", None]
    known.keep({"two": (None, "c")}, (), ())
    again = LastRun(tmp_path, store)
    assert [again.recall("one", [1]), again.recall("two")] == ["a", "c"]
    again.keep({"two": (None, "d")}, {"logo.svg"}, ())
    told = LastRun(tmp_path, store)
    assert [told.recall("one", [1]), told.recall("two")] == [None, None], "nobody had looked at the logo"
    told.keep({"two": (None, "e")}, {"logo.svg"}, ())
    assert LastRun(tmp_path, store).recall("two") == "e"
    (tmp_path / "logo.svg").write_text("there now", encoding="utf-8")
    assert LastRun(tmp_path, store).recall("two") is None
