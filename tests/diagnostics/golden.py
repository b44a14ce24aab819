"""Golden cases: a bad input and the exact diagnostics for it, in one text file.

    A title, for people

    === explainers/lane/piece.md
    the file's text
    === expected
    the diagnostics, to the letter

The files lie over a small good site (`BASE`). A header may add, in brackets:

    [latin-1]       the file is written in that encoding
    [times 5000]    the text is repeated
    [crlf]          lines end as on Windows
    [empty]         no text at all
    [absent]        the file of the good site is removed
    [folder]        a folder stands in the file's place
    [link TARGET]   a symbolic link stands there
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"

BASE = {
    "pyproject.toml": '[tool.explainsite]\ntitle = "A Site"\n',
    "explainers/lane/_lane.yaml": "title: A Lane\nsummary: What the lane is about.\n",
    "explainers/lane/good.md": (
        "---\ntitle: A Good Note\nsummary: Nothing is wrong here.\nformat: concept\n---\n"
        "\n## First part\n\nWords.\n"
    ),
}

_HEADER = re.compile(r"^=== (?P<path>[^\[\n]+?)(?: \[(?P<how>[^\]\n]+)\])?$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of a case, and how it is written."""

    path: str
    how: str
    text: str

    def write(self, site: Path) -> None:
        """Put the file into the site."""
        place = site / self.path
        place.parent.mkdir(parents=True, exist_ok=True)
        kind, _, argument = self.how.partition(" ")
        if kind == "absent":
            place.unlink()
        elif kind == "folder":
            place.mkdir()
        elif kind == "link":
            place.symlink_to(argument)
        else:
            place.write_bytes(self._content(kind, argument))

    def _content(self, kind: str, argument: str) -> bytes:
        text = self.text * int(argument) if kind == "times" else self.text
        text = "" if kind == "empty" else text.replace("\n", "\r\n") if kind == "crlf" else text
        return text.encode("latin-1" if kind == "latin-1" else "utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A golden case."""

    path: Path
    title: str
    files: tuple[File, ...]
    expected: str

    def write(self, site: Path) -> None:
        """Make the bad site in an empty folder."""
        mine = {file.path for file in self.files}
        base = [File(path=path, how="", text=text) for path, text in BASE.items()]
        kept = [file for file in base if file.path not in mine or self._removes(file.path)]
        for file in (*kept, *self.files):
            file.write(site)

    def _removes(self, path: str) -> bool:
        return any(file.path == path and file.how == "absent" for file in self.files)

    def update(self, found: str) -> None:
        """Take what was found as what is expected."""
        text = self.path.read_text(encoding="utf-8")
        head = text[: text.index("=== expected\n") + len("=== expected\n")]
        self.path.write_text(head + found, encoding="utf-8")


def read_case(path: Path) -> Case:
    """The case in a text file."""
    text = path.read_text(encoding="utf-8")
    headers = list(_HEADER.finditer(text))
    ends = [header.start() for header in headers[1:]] + [len(text)]
    parts = [
        (h["path"], h["how"] or "", text[h.end() + 1 : end]) for h, end in zip(headers, ends, strict=True)
    ]
    *files, (last, _, expected) = parts
    assert last == "expected", f"{path.name} must end with its expected diagnostics"
    return Case(
        path=path,
        title=text[: headers[0].start()].strip(),
        files=tuple(File(path=name, how=how, text=body) for name, how, body in files),
        expected=expected,
    )


def all_cases() -> list[Case]:
    """Every case, by name."""
    return [read_case(path) for path in sorted(CASES.glob("*.txt"))]
