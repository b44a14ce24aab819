"""The HTML checker says what is wrong and where, and lets what is right pass."""

from __future__ import annotations

from pathlib import Path

import pytest

import htmlcheck

pytestmark = pytest.mark.slow

RIGHT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Right</title>
<style>@layer base { a { &:hover { color: red } } }</style>
</head>
<body>
<main>
<h1>Right</h1>
<video controls poster="p.jpg" width="16" height="9">
<source src="f.mp4" type="video/mp4" media="(prefers-color-scheme: dark)">
<track kind="chapters" src="c.vtt" srclang="en" label="Chapters">
</video>
<math display="block"><mi>x</mi></math>
</main>
</body>
</html>
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_right_page_has_no_problem(tmp_path: Path) -> None:
    assert htmlcheck.check([written(tmp_path / "right.html", RIGHT)]) == []


def test_every_problem_of_every_page_is_named_with_its_place(tmp_path: Path) -> None:
    twice = written(tmp_path / "twice é.html", RIGHT.replace("<h1>", '<h1 id="a" id="a">'))
    bare = written(tmp_path / "bare.html", RIGHT.replace("<math", "<section></section>\n<math"))
    right = written(tmp_path / "right.html", RIGHT)
    duplicate, heading = htmlcheck.check([twice, right, bare])
    assert duplicate == f"{twice}:10:1: error: Duplicate attribute “id”."
    assert heading.startswith(f"{bare}:15:1: warning: Section lacks heading.")


def test_no_pages_is_a_mistake_of_the_test() -> None:
    with pytest.raises(ValueError, match="no page"):
        htmlcheck.check([])


def test_a_missing_page_does_not_pass(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.html"):
        htmlcheck.check([tmp_path / "none.html"])


def test_without_java_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = written(tmp_path / "right.html", RIGHT)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RuntimeError, match="default-jre-headless"):
        htmlcheck.check([page])
