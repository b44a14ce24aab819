"""Golden cases as text, as in markdown-it's fixtures: many in a file, each what goes in and what comes of it.

    A title, for people
    .
    what goes in
    .
    what comes of it
    .

`UPDATE_GOLDEN=1` writes what comes of each case into its file, to be read with `git diff`.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

_CASE = re.compile(
    r"^(?P<title>[^\n.][^\n]*)\n\.\n(?P<given>.*?)^\.\n(?P<expected>.*?)^\.\n", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One golden case."""

    file: Path
    title: str
    given: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file.stem}: {self.title}"

    def check(self, found: str) -> None:
        """Assert that this is what was expected; or take it as that, when goldens are updated."""
        if os.environ.get("UPDATE_GOLDEN"):
            text, head = self.file.read_text("utf-8"), f"{self.title}\n.\n{self.given}.\n"
            assert text.count(head + self.expected + ".\n") == 1
            self.file.write_text(text.replace(head + self.expected, head + found), "utf-8")
        else:
            assert found == self.expected


def read_cases(folder: Path) -> list[Case]:
    """All cases of a folder, by file. A file holds nothing but cases: one written wrongly is an error."""
    return [case for path in sorted(folder.glob("*.txt")) for case in _cases_of(path)]


def _cases_of(path: Path) -> list[Case]:
    text = path.read_text("utf-8")
    rest = _CASE.sub("", text).strip()
    assert not rest, f"{path.name} has a case that is written wrongly near {rest[:60]!r}"
    return [
        Case(file=path, title=match["title"], given=match["given"], expected=match["expected"])
        for match in _CASE.finditer(text)
    ]
