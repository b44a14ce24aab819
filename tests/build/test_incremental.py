"""A build after any edits gives what a build from nothing gives."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build.crawl import broken
from build.sketch import sketched
from explainsite.diagnostics import SiteProblems
from explainsite.rendering.store import RENDERS, Store
from projects import SITES, Project, tree

pytestmark = pytest.mark.slow

Files = dict[str, bytes]
Edit = Callable[[Files], None]

INPUT = tree(SITES / "small" / "input")
PIECES = [path for path in INPUT if path.endswith(".md")]
LANES = [path for path in INPUT if path.endswith("_lane.yaml")]
SETTINGS = "pyproject.toml"
PATH = "paths/from-cost-to-ring.yaml"
NOTES = [f"explainers/concepts/{name}.md" for name in ("more", "again")]

# What the typefaces have anyway: cutting them anew takes seconds, and is proven where they are cut.
text = st.text("abc é&<>\"'{}%#:*_[]()|\\", min_size=1, max_size=12).map(lambda word: f"x{word}x")


def line(path: str, key: str, value: object) -> Edit:
    """Set a key of front matter, YAML or TOML that stands at the start of a line, wherever it first does."""

    def edit(files: Files) -> None:
        between = " = " if path.endswith(".toml") else ": "
        if path in files:
            new = f"{key}{between}{json.dumps(value, ensure_ascii=False)}"
            found = re.compile(rf"^(\s*){key}\s*[:=].*$", re.MULTILINE)
            files[path] = found.sub(lambda m: m[1] + new, files[path].decode(), count=1).encode()

    return edit


def put(path: str, content: str) -> Edit:
    return lambda files: files.__setitem__(path, content.encode())


def drop(path: str) -> Edit:
    def edit(files: Files) -> None:
        files.pop(path, None)

    return edit


def append(path: str, content: str) -> Edit:
    return lambda files: files.__setitem__(path, files.get(path, b"") + f"\n{content}\n".encode())


def swap(path: str, old: str, new: str) -> Edit:
    return lambda files: files.__setitem__(path, files.get(path, b"").replace(old.encode(), new.encode()))


def note(title: str) -> str:
    quoted = json.dumps(title, ensure_ascii=False)
    return f"---\ntitle: {quoted}\nsummary: A note.\nformat: concept\n---\n\nWords.\n"


FILM = "explainers/ai/second-word/index.md"
MODEL = "explainers/ai/second-word/model.py"
REMOVED = [*NOTES, PATH, "templates/not-found.html", "explainers/systems/circle/index.md"]
WORDS = ["So $x^2$.", "$$y^3$$", "```python\nx = 1\n```", "[A lane](../concepts/)", "![Bars](bars.svg)"]
TEMPLATES = ['{% extends "default/concept.html" %}', "{{ gone }}", "<p>{{ view.title.name }}"]

edits = st.one_of(
    st.builds(line, st.sampled_from([*PIECES, *LANES, PATH]), st.sampled_from(["title", "summary"]), text),
    st.builds(line, st.sampled_from(LANES), st.just("order"), st.integers(0, 9)),
    st.builds(line, st.sampled_from(LANES), st.just("accent"), st.sampled_from(["blue", "amber", "none"])),
    st.builds(line, st.just(SETTINGS), st.sampled_from(["title", "tagline"]), text),
    st.builds(line, st.just(SETTINGS), st.just("featured"), st.sampled_from(["circle", "cost", "gone"])),
    st.builds(line, st.just(FILM), st.just("say"), text),
    st.builds(append, st.sampled_from(PIECES), st.one_of(text, st.sampled_from(WORDS))),
    st.builds(put, st.sampled_from(NOTES), st.builds(note, text)),
    st.builds(drop, st.sampled_from(REMOVED)),
    st.builds(put, st.just("templates/concept.html"), st.sampled_from(TEMPLATES)),
    st.sampled_from(
        [
            append("templates/style.css", "p { color: red }"),
            append("explainers/ai/second-word/bars.svg", "<!-- wider -->"),
            append(SETTINGS, 'base_url = "https://a.example/b"'),
            swap(SETTINGS, 'quality = "draft"', 'themes = ["light"]'),
            swap(FILM, "  - id: pay\n", "  - id: pay\n    hold: 1\n"),
            swap(FILM, "    hold: 1\n", ""),
            swap(MODEL, "kept = 1", "kept = 2"),
        ]
    ),
)


def test_every_kind_of_edit_edits() -> None:
    """An edit that finds nothing to edit would prove nothing."""
    for path in (*PIECES, *LANES, PATH):
        for key in ("title", "summary"):
            assert changes(line(path, key, "x")), (path, key)
    assert changes(line(SETTINGS, "featured", "circle"))
    assert changes(line(FILM, "say", "x"))
    assert changes(swap(SETTINGS, 'quality = "draft"', ""))
    assert changes(swap(FILM, "  - id: pay\n", ""))
    assert changes(swap(MODEL, "kept = 1", ""))


def changes(edit: Edit) -> bool:
    files = dict(INPUT)
    edit(files)
    return files != INPUT


class Workplace:
    """Two projects with the same author's files: one that was built before, one that never was."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.long, self.fresh = folder / "long", folder / "fresh"
        self.files: Files = {}
        for project in (self.long, self.fresh):  # each with a memory of its own
            shutil.copytree(store.root, project / RENDERS, ignore=shutil.ignore_patterns("remembered"))

    def build(self, files: Files) -> list[str]:
        """Bring the long-lived project to these files and build it; the codes of its errors."""
        for path in self.files.keys() - files.keys():
            (self.long / path).unlink()
        write(self.long, {path: text for path, text in files.items() if self.files.get(path) != text})
        self.files = dict(files)
        return self.outcome(self.long)

    def clean(self) -> list[str]:
        """Build the other project, from nothing."""
        write(self.fresh, self.files)
        return self.outcome(self.fresh)

    def outcome(self, project: Path) -> list[str]:
        try:
            sketched(project, Store(project / RENDERS))
        except SiteProblems as problems:
            return [diagnostic.code for diagnostic in problems.diagnostics]
        return []


def write(project: Path, files: Files) -> None:
    for path, content in files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(content)


def published_at(files: Files) -> str:
    """The path that the site will be published at: the page for what is missing needs to know it."""
    return "/b/" if b"https://a.example/b" in files[SETTINGS] else "/"


@given(steps=st.lists(edits, min_size=1, max_size=4))
@example(
    steps=[
        put("templates/concept.html", "{{ gone }}"),
        drop("templates/not-found.html"),
        drop("templates/concept.html"),
    ]
)
@example(
    steps=[
        line(LANES[0], "accent", "none"),
        drop(PATH),
        line(LANES[0], "accent", "red"),
        put(PATH, "steps: []"),
    ]
)
@example(steps=[append(SETTINGS, 'base_url = "https://a.example/b"')])
@settings(max_examples=20, derandomize=True)
def test_incremental_equals_clean(
    built: Project, tmp_path_factory: pytest.TempPathFactory, steps: list[Edit]
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    place, files = Workplace(folder, built.store), dict(INPUT)
    assert place.build(files) == []
    errors: list[str] = []
    standing = tree(place.long / "_site")
    for edit in steps:
        edit(files)
        errors = place.build(files)
        now = tree(place.long / "_site")
        assert not errors or now == standing  # a site with errors leaves the one that stands
        standing = now
    assert place.clean() == errors
    if not errors:
        assert tree(place.fresh / "_site") == standing
        assert list(broken(place.long / "_site", at=published_at(files))) == []
    shutil.rmtree(folder)
