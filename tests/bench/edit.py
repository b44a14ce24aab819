"""One word of a film changed: how soon the beat that shows it is on disk anew, and the film, and all is done.

Cold is `explainsite render`, a process of its own; warm is `explainsite serve`, which waits for changes with
Manim loaded. Seconds count from the moment in which the file is saved, or the command given.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.sites import FILMS, site_with_film
from bench.timing import run_command
from projects import COMMAND, Project

ROUNDS = 5
QUALITIES = ("draft", "standard")
SPEC = f"explainers/distributed/{FILMS[0]}/index.md"
MESSAGE = r"text: \w+, status: lost"
"""What a message of the first beat says; no other beat shows it."""
BUILT = "built; waiting for changes"
PATIENCE, INTERVAL = 120.0, 0.005
"""Seconds for which a film is waited for, and between two looks."""


@dataclass(slots=True, kw_only=True)
class Edit:
    """Seconds until each stands on disk, and the beats that were rendered for it."""

    beat: float = 0.0
    film: float = 0.0
    done: float = 0.0
    rendered: set[str] = field(default_factory=set)


def run() -> None:
    for quality in QUALITIES:
        with tempfile.TemporaryDirectory() as folder:
            site = site_with_film(Path(folder), FILMS[0])
            run_command([*COMMAND, "-C", str(site.root), "build", "--quality", quality])
            print(summary(f"{quality}, cold", [cold(site, f"cold{n}", quality) for n in range(ROUNDS)]))
            with served(site, quality) as server:
                print(summary(f"{quality}, warm", [warm(site, f"warm{n}", server) for n in range(ROUNDS)]))


def summary(what: str, edits: Sequence[Edit]) -> str:
    """Medians."""
    beat, film, done = (
        statistics.median(getattr(edit, name) for edit in edits) for name in ("beat", "film", "done")
    )
    rendered = " ".join(sorted(set().union(*(edit.rendered for edit in edits))))
    return f"{what}: beat {beat:.2f} s, film {film:.2f} s, done {done:.2f} s; rendered: {rendered}"


def cold(site: Project, word: str, quality: str) -> Edit:
    """Change the word and render."""
    known = frozenset(site.store.keys())
    save(site, word)
    begin = time.perf_counter()
    rendering = site.start("render", FILMS[0], "--quality", quality)
    edit = arrivals(site, known, begin)
    rendering.communicate()
    assert rendering.returncode == 0
    edit.done = time.perf_counter() - begin
    return edit


def warm(site: Project, word: str, server: subprocess.Popen[str]) -> Edit:
    """Change the word while the site is served."""
    known = frozenset(site.store.keys())
    begin = time.perf_counter()
    save(site, word)
    edit = arrivals(site, known, begin)
    wait_until_built(server)
    edit.done = time.perf_counter() - begin
    return edit


def save(site: Project, word: str) -> None:
    """Have the message say this word."""
    text = (site.root / SPEC).read_text(encoding="utf-8")
    text, count = re.subn(MESSAGE, f"text: {word}, status: lost", text)
    assert count == 1
    site.write(SPEC, text)


def arrivals(site: Project, known: frozenset[str], begin: float) -> Edit:
    """When the first new clip and the new film stand in the store."""
    edit, seen = Edit(), set(known)
    while not edit.film:
        now = time.perf_counter() - begin
        assert now < PATIENCE, "no film has come"
        for key in set(site.store.keys()) - seen:
            seen.add(key)
            meta = site.store.get(key).meta  # type: ignore[union-attr]
            if "clips" in meta:
                edit.beat = edit.beat or now
                edit.rendered |= {clip["beat"] for clip in meta["clips"]}
            elif "poster_beat" in meta:
                edit.film = now
        time.sleep(INTERVAL)
    return edit


@contextmanager
def served(site: Project, quality: str) -> Iterator[subprocess.Popen[str]]:
    """The site, served and built."""
    server = site.start("serve", "--port", "0", "--quality", quality)
    try:
        wait_until_built(server)
        yield server
    finally:
        server.terminate()
        server.communicate()


def wait_until_built(server: subprocess.Popen[str]) -> None:
    assert server.stderr
    assert any(BUILT in line for line in server.stderr), "the server has ended"
