"""What an editor, a file manager or git does to the inputs of a site is seen, and nothing else is."""

from __future__ import annotations

import errno
import queue
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserver

from explainsite.serve import folderevents, watcher
from explainsite.serve.snapshot import Snapshot, take_snapshot
from explainsite.serve.watcher import Watcher

pytestmark = pytest.mark.slow

NEVER = 3600.0
SPEC = "explainers/ai/attention.md"


class Watched:
    """A project, and what its watcher reports."""

    def __init__(self, root: Path, interval: float) -> None:
        self.root = root
        self.said: list[str] = []
        self.watcher = Watcher(root, self.said.append, interval=interval)
        self.reports: queue.SimpleQueue[tuple[str, ...]] = queue.SimpleQueue()
        self.thread = threading.Thread(target=self._collect)

    def _collect(self) -> None:
        with self.watcher:
            for changed in self.watcher.changes():
                self.reports.put(changed)

    def write(self, path: str, text: str = "text") -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def save_by_rename(self, path: str, text: str) -> None:
        new = self.root / f".{Path(path).name}.new"
        new.write_text(text, encoding="utf-8")
        new.replace(self.root / path)

    def seen(self, *paths: str) -> set[str]:
        """What is reported until each of these has been."""
        seen: set[str] = set()
        while not seen >= set(paths):
            seen |= set(self.reports.get(timeout=30))
        return seen

    def sees(self, *paths: str) -> bool:
        """Whether these are reported, in one report or several, and no others with them."""
        return self.seen(*paths) == set(paths)


Watch = Callable[..., Watched]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    """Begins to watch a small project; only by events, unless an interval is given."""
    begun: list[Watched] = []

    def begin(*, root: Path | None = None, interval: float = NEVER) -> Watched:
        watched = Watched(root or project(tmp_path / "project"), interval)
        watched.thread.start()
        begun.append(watched)
        return watched

    yield begin
    for watched in begun:
        watched.watcher.stop()
        watched.thread.join()


def project(root: Path) -> Path:
    for path in ("pyproject.toml", SPEC, "explainers/ai/_lane.yaml", "explainers/ai/cache/model.py"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("", encoding="utf-8")
    return root


@pytest.mark.parametrize("path", ["pyproject.toml", SPEC])
def test_saved_by_rename_again_and_again(watch: Watch, path: str) -> None:
    watched = watch()
    for text in ("one", "two", "six"):
        watched.save_by_rename(path, text)
        assert watched.sees(path)


@pytest.mark.parametrize("path", ["pyproject.toml", SPEC])
def test_saved_in_place_with_as_many_characters(watch: Watch, path: str) -> None:
    watched = watch()
    for text in ("one", "two", "six"):
        watched.write(path, text)
        assert watched.sees(path)


def test_folders_that_come_later(watch: Watch) -> None:
    watched = watch()
    for folder in ("paths", "templates", "explainers/systems/deep"):
        (watched.root / folder).mkdir(parents=True)
    watched.write("paths/first.yaml")
    assert watched.sees("paths/first.yaml")
    watched.write("templates/home.html")
    assert watched.sees("templates/home.html")
    watched.write("explainers/systems/deep/index.md")
    assert watched.sees("explainers/systems/deep/index.md")


def test_a_folder_renamed_and_renamed_back(watch: Watch) -> None:
    watched = watch()
    (watched.root / "explainers/ai/cache").rename(watched.root / "explainers/ai/store")
    assert watched.sees("explainers/ai/cache/model.py", "explainers/ai/store/model.py")
    watched.write("explainers/ai/store/model.py", "size = 1")
    assert watched.sees("explainers/ai/store/model.py")
    whole = {SPEC, "explainers/ai/_lane.yaml", "explainers/ai/store/model.py"}
    (watched.root / "explainers").rename(watched.root / "aside")
    assert watched.sees(*whole)
    (watched.root / "aside").rename(watched.root / "explainers")
    assert watched.sees(*whole)
    watched.write(SPEC, "again")
    assert watched.sees(SPEC)


@pytest.mark.parametrize("folder", ["explainers", "explainers/ai"])
def test_a_folder_removed_and_made_again(watch: Watch, folder: str) -> None:
    watched = watch()
    for text in ("one", "two"):
        shutil.rmtree(watched.root / folder)
        watched.write(SPEC, text)
        assert SPEC in watched.seen(SPEC)
        new = watched.write(f"explainers/ai/{text}.md").relative_to(watched.root).as_posix()
        assert new in watched.seen(new)


def test_another_folder_takes_the_place_of_one(watch: Watch) -> None:
    watched = watch()
    (watched.root / "explainers").rename(watched.root / "aside")
    watched.write("explainers/ai/first.md")
    assert "explainers/ai/first.md" in watched.seen("explainers/ai/first.md")
    watched.write("explainers/ai/second.md")
    assert watched.sees("explainers/ai/second.md")


def test_what_happens_before_a_folder_is_watched(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks at the folders first, then watches them; then it must look again."""
    between = iter(["saved in between"])

    def slow(root: Path, referenced: Iterable[str]) -> Snapshot:
        snapshot = take_snapshot(root, referenced)
        for text in between:
            (root / SPEC).write_text(text, encoding="utf-8")
        return snapshot

    monkeypatch.setattr(watcher, "take_snapshot", slow)
    assert watch().sees(SPEC)


def test_a_branch_is_switched(watch: Watch) -> None:
    watched = watch()
    names = [f"explainers/lane-{number % 20}/note-{number}.md" for number in range(400)]
    for name in names:
        watched.write(name)
    (watched.root / SPEC).unlink()
    assert watched.sees(*names, SPEC)


def test_links_are_followed_and_never_in_circles(watch: Watch, tmp_path: Path) -> None:
    root, elsewhere = project(tmp_path / "project"), project(tmp_path / "elsewhere")
    (root / "explainers/shared").symlink_to(elsewhere / "explainers/ai")
    (root / "explainers/circle").symlink_to(root / "explainers")
    (root / "pyproject.toml").unlink()
    (root / "pyproject.toml").symlink_to(elsewhere / "pyproject.toml")
    (root / "explainers/gone.md").symlink_to(elsewhere / "not-yet.md")
    watched, other = watch(root=root), watch(root=elsewhere)
    other.write(SPEC, "one")
    assert watched.sees("explainers/shared/attention.md")
    other.write("explainers/ai/cache/more.py", "one")
    assert watched.sees("explainers/shared/cache/more.py")
    other.save_by_rename("pyproject.toml", "one")
    assert watched.sees("pyproject.toml")


def test_files_elsewhere_in_the_project_that_specs_refer_to(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (root / "shared").mkdir()
    (root / "pictures").mkdir()
    with Watcher(root, print, interval=NEVER) as watching:
        changes = watching.changes()
        (root / "shared/model.py").write_text("", encoding="utf-8")
        (root / "shared/numbers.csv").write_text("1,2", encoding="utf-8")
        watching.refer_to(["shared/model.py", "pictures/later.svg", SPEC])
        assert next(changes) == ("shared/model.py", "shared/numbers.csv"), "newer than what was built"
        (root / "shared/numbers.csv").write_text("1,3", encoding="utf-8")
        assert next(changes) == ("shared/numbers.csv",), "what lies beside code may be read by it"
        (root / "pictures/later.svg").write_text("there now", encoding="utf-8")
        assert next(changes) == ("pictures/later.svg",)
        (root / "pictures/other.svg").write_text("of no account", encoding="utf-8")
        (root / "pictures/later.svg").unlink()
        assert next(changes) == ("pictures/later.svg",)
        watching.refer_to([])
        (root / SPEC).write_text("it refers to nothing now", encoding="utf-8")
        assert next(changes) == (SPEC,), "what is no longer referred to has not changed"


def test_what_was_there_before_a_build_referred_to_it_is_no_change(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (root / "logo.svg").write_text("old", encoding="utf-8")
    begun = (root / "logo.svg").stat().st_ctime_ns
    with Watcher(root, print, interval=0) as watching:
        changes = watching.changes()
        while True:  # until the watcher has begun well after the file was written
            (root / SPEC).write_text("again", encoding="utf-8")
            assert next(changes) == (SPEC,)
            if (root / SPEC).stat().st_ctime_ns > begun + 10**8:
                break
        watching.refer_to(["logo.svg"])
        (root / SPEC).write_text("once more", encoding="utf-8")
        assert next(changes) == (SPEC,)
        (root / "logo.svg").write_text("new", encoding="utf-8")
        assert next(changes) == ("logo.svg",)


def test_what_is_no_change_is_not_reported(watch: Watch) -> None:
    watched = watch()
    assert (watched.root / SPEC).read_text(encoding="utf-8") == ""
    for path in ("README.md", "renders/a/clip.mp4", "_site/index.html", "explainers/ai/.attention.md.swp"):
        watched.write(path)
    watched.write(f"{SPEC}~")
    watched.write("explainers/ai/__pycache__/model.pyc")
    (watched.root / "explainers/empty").mkdir()
    watched.write(SPEC, "changed")
    assert watched.sees(SPEC)


def test_what_is_made_readable_is_a_change(watch: Watch) -> None:
    watched = watch()
    (watched.root / SPEC).chmod(0)
    assert watched.sees(SPEC)
    (watched.root / SPEC).chmod(0o644)
    assert watched.sees(SPEC)


def test_it_stops_while_it_waits(watch: Watch) -> None:
    watched = watch()
    watched.watcher.stop()
    watched.thread.join(timeout=30)
    assert not watched.thread.is_alive()


class NoWatch(PollingObserver):
    """An observer on a system that can watch no more folders."""

    def schedule(self, *_: Any, **__: Any) -> ObservedWatch:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")


def no_observer() -> NoReturn:
    raise OSError(errno.EMFILE, "inotify instance limit reached")


@pytest.mark.parametrize(
    ("observer", "reason"),
    [(no_observer, "inotify instance limit reached"), (NoWatch, "inotify watch limit reached")],
)
def test_without_events_it_looks_and_says_so(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, observer: object, reason: str
) -> None:
    monkeypatch.setattr(folderevents, "Observer", observer)
    watched = watch(interval=0.01)
    for text in ("one", "two"):
        watched.save_by_rename("pyproject.toml", text)
        assert watched.sees("pyproject.toml")
    watched.write("paths/first.yaml")
    assert watched.sees("paths/first.yaml")
    assert watched.said == [f"no events from the system ({reason}); looking for changes every second"]
