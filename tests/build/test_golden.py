"""Whole sites, to the letter: `tests/sites/<case>/{input,expected}`; `UPDATE_GOLDEN=1` takes what is built.

`expected` holds the text that readers get, pages, captions, chapters, timelines and what search engines read,
and in `files.txt` the names of all files. Digests in names stand as `~`: a film or a typeface may be encoded
in other bytes elsewhere, and the theme's style is not the point here.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from htmlcheck import check
from projects import SITES, Project, tree

pytestmark = pytest.mark.slow

TEXT = (".html", ".vtt", ".json", ".txt", ".xml")


@pytest.fixture(params=["words", "small"])
def project(request: pytest.FixtureRequest) -> tuple[str, Project]:
    found: Project = request.getfixturevalue("built" if request.param == "small" else request.param)
    return request.param, found


def test_every_case_is_built() -> None:
    assert {path.name for path in SITES.iterdir()} == {"words", "small"}


def test_the_site_is_as_expected(project: tuple[str, Project]) -> None:
    case, built = project
    found, expected = readable(tree(built.site)), SITES / case / "expected"
    if os.environ.get("UPDATE_GOLDEN"):
        replace(expected, found)
    assert found == {path: content.decode() for path, content in tree(expected).items()}


def test_its_pages_are_valid(project: tuple[str, Project]) -> None:
    _, built = project
    assert check(sorted(built.site.rglob("*.html"))) == []


def readable(files: dict[str, bytes]) -> dict[str, str]:
    texts = {plain(path): plain(content.decode()) for path, content in files.items() if path.endswith(TEXT)}
    return {**texts, "files.txt": "".join(f"{path}\n" for path in sorted(map(plain, files)))}


def plain(text: str) -> str:
    """The same without digests: of films (12 digits) and of assets (10)."""
    text = re.sub(r"(?<=/)[0-9a-f]{12}(?=/)|(?<=\")[0-9a-f]{12}(?=/)", "~", text)
    return re.sub(r"(?<=\.)[0-9a-f]{10}(?=\.(?:css|js|svg|woff2))", "~", text)


def replace(expected: Path, found: dict[str, str]) -> None:
    shutil.rmtree(expected, ignore_errors=True)
    for path, content in found.items():
        (expected / path).parent.mkdir(parents=True, exist_ok=True)
        (expected / path).write_text(content, encoding="utf-8")
