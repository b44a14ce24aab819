"""What the tests share: a real browser, and a plain static host for the pages it reads."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from hypothesis import settings
from playwright.sync_api import BrowserContext
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from projects import Project, project_of

ROOT = Path(__file__).resolve().parent.parent

# A slow machine is no failure: hypothesis counts examples, not milliseconds.
settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")

# A job in the background ignores Ctrl-C, and so would every program that it starts; ours must hear it.
signal.signal(signal.SIGINT, signal.default_int_handler)

CHROMIUM_FLAGS = [
    "--no-sandbox",  # a container's root has no other sandbox to enter
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-quic",  # and the rest: nothing is asked of any other host
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


SLOW_FIXTURES = {"built", "browser", "published"}
"""They render films, start Chromium, and cut the fonts of a whole site."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs one of these as slow; other tests and modules that are slow say so themselves."""
    for item in items:
        if SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """Modules and tests live until the end: looking for garbage in them costs a tenth of a run."""
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture(scope="session", autouse=True)
def unsynced() -> Iterator[None]:
    """No test pulls the plug, so files need not reach the disk here; in programs that tests start they do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small site, built once by the command with real films. Look, do not touch."""
    project = project_of("small", tmp_path_factory.mktemp("built"))
    ran = project.run("build")
    assert ran.returncode == 0, ran.stderr
    return project


@pytest.fixture(scope="session")
def words(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site without films, built. It shows no character that the small site's typefaces lack."""
    project = project_of("words", tmp_path_factory.mktemp("words"))
    shutil.copytree(built.store.root, project.store.root)
    ran = project.run("build", "--json")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "[]\n", "")
    return project


@pytest.fixture
def small(built: Project, tmp_path: Path) -> Project:
    """The small site for one test: built, with its films."""
    return built.copy(tmp_path / "small")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium: what pytest-playwright's `browser`, `context` and `page` start."""
    return {**browser_type_launch_args, "executable_path": chromium(), "args": CHROMIUM_FLAGS}


def chromium() -> str:
    found = shutil.which("chromium")
    if found is None:
        pytest.fail("Chromium is missing; `make test` installs it (Debian: chromium)", pytrace=False)
    return found


@pytest.fixture
def elsewhere() -> list[str]:
    """The addresses outside this machine that pages asked for. A test that leaves one fails."""
    return []


@pytest.fixture
def scripterrors() -> list[str]:
    """What the pages' scripts raised and nothing caught. A test that leaves one fails."""
    return []


@pytest.fixture
def context(
    context: BrowserContext, elsewhere: list[str], scripterrors: list[str]
) -> Iterator[BrowserContext]:
    """A browser window that reaches this machine only, and whose pages must not fail in silence."""
    context.route(lambda url: not is_here(url), lambda route: route.abort())
    context.on("request", lambda request: None if is_here(request.url) else elsewhere.append(request.url))
    context.on("weberror", lambda failure: scripterrors.append(str(failure.error)))
    yield context
    assert elsewhere == []
    assert scripterrors == []


def is_here(url: str) -> bool:
    address = urlsplit(url)
    return address.scheme not in {"http", "https", "ws", "wss"} or address.hostname == "127.0.0.1"


Host = Callable[..., str]


@pytest.fixture
def host() -> Iterator[Host]:
    """`host(directory, at="/sub/path")` serves it as any static host would; returns its address."""
    with ExitStack() as stack:
        yield lambda directory, at="/": stack.enter_context(static_host(directory, at))


@contextmanager
def static_host(directory: Path, at: str) -> Iterator[str]:
    files = Starlette(routes=[Mount(at.rstrip("/"), StaticFiles(directory=directory, html=True))])
    server = uvicorn.Server(uvicorn.Config(files, log_level="warning", lifespan="off", ws="none"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}{at.rstrip('/')}/"
        finally:
            server.should_exit = True
            thread.join()
