"""Short films as text, for tests: a stage and beats without the words that a whole spec needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import indent
from typing import Any

from explainsite.checking.films import check_film
from explainsite.content.frontmatter import split_front_matter
from explainsite.content.reader import read_spec
from explainsite.content.source import Source
from explainsite.content.spec import Piece, SpecFile
from explainsite.diagnostics import Diagnostic, Report
from explainsite.storyboard.board import Storyboard

PATH = "explainers/lane/film.md"
HEAD = "---\ntitle: A Film\nsummary: What it shows.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A film that was read: its storyboard, unless it has errors, and what was reported."""

    piece: Piece
    board: Storyboard | None
    found: tuple[Diagnostic, ...]

    @property
    def sentences(self) -> list[str]:
        """The described transcript."""
        assert self.board is not None
        return [sentence for beat in self.board.beats for sentence in beat.sentences]


def spec_text(text: str) -> str:
    """A whole spec from `layout`, `stage` and either `beats`, or `do` for a single one."""
    if "beats:\n" not in text:
        head, _, rest = text.partition("do:\n")
        beat = "- id: only\n  title: Only\n  say: Look.\n  do:\n" + indent(rest.rstrip("\n"), "    ") + "\n"
        text = f"{head}beats:\n{indent(beat, '  ')}"
    return f"{HEAD}{text.rstrip()}\n---\n\nWords.\n"


def read_film(text: str, values: Mapping[str, Any] | None = None) -> Film:
    """Read and check a film, with the values that its data file would give."""
    report = Report()
    source = Source(path=PATH, text=spec_text(text))
    front = split_front_matter(source, report)
    assert front is not None
    piece = read_spec(Path("/nowhere"), SpecFile(source=source, lane="lane", slug="film"), front, report)
    assert piece is not None, list(report)
    piece = replace(piece, values=values or {})
    board = check_film(piece, report)
    return Film(piece=piece, board=board, found=tuple(report))
