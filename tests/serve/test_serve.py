"""`explainsite serve`: the built site on this machine, rebuilt and reloaded when a file changes."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from explainsite.console import Console
from explainsite.rendering.renderer import Renderer
from explainsite.serve.background import BackgroundFrameCheck
from explainsite.serve.events import Broadcast
from explainsite.serve.rebuilder import Rebuilder
from explainsite.serve.watcher import Watcher
from projects import Project, times, tree
from rendering.writers import put

pytestmark = pytest.mark.slow

NOTE = "explainers/concepts/cost.md"
FILM = "explainers/ai/second-word/index.md"
EVENTS = "/-explainsite/events"


@dataclass(frozen=True)
class Served:
    """A running server and its project."""

    project: Project
    process: subprocess.Popen[str]
    address: str

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """The answer to a request: status, headers, body."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    @contextmanager
    def events(self) -> Iterator[Iterator[list[dict[str, Any]]]]:
        """The problems after each build, from now on, beginning with the last one's."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=120)
        try:
            connection.request("GET", EVENTS)
            answer = connection.getresponse()
            assert answer.getheader("content-type", "").startswith("text/event-stream")
            yield news(answer)
        finally:
            connection.close()


def news(answer: http.client.HTTPResponse) -> Iterator[list[dict[str, Any]]]:
    while line := answer.readline().decode():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


@pytest.fixture
def served(small: Project) -> Iterator[Served]:
    """The small site, served; its films are in the store at the quality that `serve` takes."""
    process = small.start("serve", "--port", "0")
    assert process.stdout
    try:
        yield Served(project=small, process=process, address=process.stdout.readline().strip())
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


@pytest.fixture
def ready(served: Served) -> Served:
    """Served, and built for the first time."""
    with served.events() as events:
        next(problems for _, problems in zip(range(2), events, strict=False) if is_built(served))
    return served


def is_built(served: Served) -> bool:
    return served.get("/")[0] == 200


def film_of(served: Served) -> Path:
    return next((served.project.root / "renders/.serve/ai/second-word").glob("*/film-dark.mp4"))


def test_pages_films_and_ranges_are_answered(ready: Served) -> None:
    status, headers, body = ready.get("/concepts/cost/")
    assert (status, headers["cache-control"]) == (200, "no-cache")
    assert b"-explainsite/reload.js" in body
    film = film_of(ready)
    address = "/" + film.relative_to(ready.project.root / "renders/.serve").as_posix()
    whole = film.read_bytes()
    assert ready.get(address)[::2] == (200, whole)
    status, headers, body = ready.get(address, Range="bytes=100-199")
    assert (status, body) == (206, whole[100:200])
    assert headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert ready.get(address, Range="bytes=-10")[2] == whole[-10:]
    assert ready.get(address, Range=f"bytes={len(whole)}-")[0] == 416
    assert ready.get(
        "/concepts/cost",
    )[0] in {301, 307, 308}
    status, _, body = ready.get("/no/such/page/")
    assert status == 404
    assert b"Nothing was ever here." in body
    assert ready.get("/../pyproject.toml")[0] == 404
    assert ready.get("/%2e%2e/%2e%2e/pyproject.toml")[0] == 404


def test_an_edit_is_built_and_told_and_the_site_is_never_touched(ready: Served) -> None:
    project = ready.project
    before, stood = tree(project.site), times(project.site)
    with ready.events() as events:
        assert next(events) == []
        project.edit(NOTE, "By hand, once;", "By hand, twice;")
        assert next(events) == []
        assert "By hand, twice;" in ready.get("/concepts/cost/")[2].decode()
        project.edit(NOTE, "format: concept", "format: conzept")
        (problem,) = [problem for problem in next(events) if problem["span"]["path"] == NOTE]
        assert (problem["code"], problem["span"]["line"]) == ("wrong-type", 4)
        assert "By hand, twice;" in ready.get("/concepts/cost/")[2].decode(), "what stood still stands"
        project.edit(NOTE, "format: conzept", "format: concept")
        assert next(events) == []
    assert (tree(project.site), times(project.site)) == (before, stood)


def test_frames_are_judged_behind_the_build(ready: Served) -> None:
    wall = "wall: {is: cluster, nodes: [D, E, F, G, H], shape: column}"
    text = (ready.project.root / FILM).read_text(encoding="utf-8")
    text = text.replace("  team: {", f"  {wall}\n  far: {{is: node, text: Far}}\n  team: {{")
    text = text.replace("      team\n", "      team wall far\n").replace(
        "show: team", "show: [team, wall, far]"
    )
    ready.project.write(FILM, text.replace("from: team.A, to: team.B", "from: team.C, to: far"))
    assert ready.process.stderr
    said = [next(ready.process.stderr)]
    while "warning[covered-text]" not in said[-1]:
        said.append(next(ready.process.stderr))
    assert "built; waiting for changes\n" in said


def test_what_is_new_is_seen(ready: Served) -> None:
    """A folder that was not there when the server started is watched too."""
    with ready.events() as events:
        next(events)
        ready.project.write("explainers/news/_lane.yaml", "title: News\nsummary: What is new.\n")
        ready.project.write("explainers/news/today.md", "---\ntitle: T\nsummary: S.\nformat: concept\n---\n")
        while ready.get("/news/today/")[0] != 200:
            next(events)
        (ready.project.root / "templates/not-found.html").unlink()
        next(events)
        assert b"Nothing was ever here." not in ready.get("/no/such/page/")[2]


def until(served: Served, path: str, words: str, events: Iterator[object]) -> None:
    """Wait for the build after which a page has these words."""
    while words not in served.get(path)[2].decode():
        next(events)


def test_settings_saved_by_rename_are_seen_each_time(ready: Served) -> None:
    settings = ready.project.root / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    with ready.events() as events:
        for title in ("Once", "Twice", "Three times"):
            new = settings.with_suffix(".new")
            new.write_text(re.sub('title = ".*"', f'title = "{title}"', text), encoding="utf-8")
            new.replace(settings)
            until(ready, "/", f"<title>{title}", events)


def test_folders_made_while_serving_are_seen(ready: Served) -> None:
    root = ready.project.root
    for folder in ("paths", "templates"):
        shutil.rmtree(root / folder, ignore_errors=True)
    with ready.events() as events:
        for _ in range(2):
            for folder in ("paths", "templates"):
                (root / folder).mkdir()
            path = "title: A new path\nsummary: S.\nsteps: [cost]\n"
            ready.project.write("paths/new.yaml", path)
            until(ready, "/paths/new/", "A new path", events)
            ready.project.write("templates/not-found.html", "Own words")
            until(ready, "/no/such/page/", "Own words", events)
            for folder in ("paths", "templates"):
                (root / folder).rename(root / f"{folder}-aside")
            while ready.get("/paths/new/")[0] == 200 or b"Own words" in ready.get("/no/such/page/")[2]:
                next(events)
            for folder in ("paths", "templates"):
                shutil.rmtree(root / f"{folder}-aside")


def test_a_file_elsewhere_that_is_missing_is_seen_when_it_comes(ready: Served) -> None:
    ready.project.edit(NOTE, "[the film of the", "[data](../../shared/data.csv) [the film of the")
    with ready.events() as events:
        while "missing-file" not in {problem["code"] for problem in next(events)}:
            pass
        ready.project.write("shared/data.csv", "1,2")
        while next(events):
            pass
        ready.project.write("shared/data.csv", "3,4")
        until(ready, "/concepts/cost/data.csv", "3,4", events)


def test_open_pages_reload_and_show_what_is_wrong(ready: Served, page: Page) -> None:
    page.goto(ready.address + "concepts/cost/")
    ready.project.edit(NOTE, "By hand, once;", "By hand, twice;")
    expect(page.locator("main")).to_contain_text("By hand, twice;", timeout=60_000)
    ready.project.edit(NOTE, "[the film of the second word](../ai", "[the film of the second word](../ia")
    expect(page.get_by_role("alert")).to_contain_text(f"--> {NOTE}:", timeout=60_000)
    expect(page.locator("main")).to_contain_text("By hand, twice;")
    ready.project.edit(NOTE, "](../ia", "](../ai")
    expect(page.get_by_role("alert")).to_have_count(0, timeout=60_000)


def test_it_ends_when_it_is_told_to(ready: Served) -> None:
    with ready.events() as events:
        assert next(events) == []
        ready.process.send_signal(signal.SIGINT)
        assert list(events) == []  # open pages do not hold it up
    out, err = ready.process.communicate(timeout=30)
    assert (ready.process.returncode, out) == (0, "")
    assert "Traceback" not in err


def test_a_port_that_is_taken_is_said(ready: Served, small: Project) -> None:
    ran = small.run("serve", "--port", str(urlsplit(ready.address).port))
    assert ran.returncode == 2
    assert ran.stderr.endswith(
        "cannot be used: Address already in use; take another with --port, or 0 for any\n"
    )


def test_it_ends_in_the_middle_of_a_render(small: Project) -> None:
    scene = "explainers/systems/circle/scene.py"
    small.edit(scene, "        ring = ", "        import time; time.sleep(3600)\n        ring = ")
    small.edit(FILM, "title: Three words, three keys", "title: Three words leave three keys")
    process = small.start("serve", "--port", "0")
    assert process.stderr
    while not process.stderr.readline().startswith("rendered second-word"):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert "error[" not in err


@dataclass(frozen=True, kw_only=True)
class Interrupted(Rebuilder):
    """Its author saves a file while it builds for the first time; it ends after the second build."""

    builds: list[str] = field(default_factory=list)

    def build(self) -> None:
        file = self.project / NOTE
        self.builds.append(file.read_text(encoding="utf-8"))
        file.write_text("saved during a build", encoding="utf-8")
        if len(self.builds) > 1:
            self.watcher.stop()


R = TypeVar("R", bound=Rebuilder)


def rebuilder_of(project: Project, kind: type[R]) -> R:
    renderer, console = Renderer(store=project.store, make_executor=ThreadPoolExecutor), Console(quiet=True)
    return kind(
        project=project.root,
        renderer=renderer,
        settings={},
        console=console,
        broadcast=Broadcast(),
        frame_check=BackgroundFrameCheck(renderer=renderer, console=console),
        watcher=Watcher(project.root, console.say),
    )


def test_what_is_saved_during_the_first_build_is_built_next(small: Project) -> None:
    rebuilder = rebuilder_of(small, Interrupted)
    at_work = threading.Thread(target=rebuilder.run)
    at_work.start()
    at_work.join(timeout=20)
    rebuilder.watcher.stop()
    at_work.join()
    assert rebuilder.builds[1:] == ["saved during a build"]


def test_old_films_are_pruned_behind_the_build(small: Project) -> None:
    used = small.store.keys()
    small.edit("pyproject.toml", 'quality = "draft"', 'quality = "draft"\nkeep = "1KB"')
    put(small.store, "a" * 64)
    rebuilder = rebuilder_of(small, Rebuilder)
    rebuilder.build()
    rebuilder.frame_check.cancel()
    assert small.store.keys() == used
