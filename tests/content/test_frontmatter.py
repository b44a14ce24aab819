"""Front matter is found by its fences, and its lines are those of the file."""

from __future__ import annotations

from explainsite.content.frontmatter import FrontMatter, split_front_matter
from explainsite.content.source import Source
from explainsite.diagnostics import Report


def split(text: str) -> FrontMatter:
    front = split_front_matter(Source(path="a.md", text=text), Report())
    assert front is not None
    return front


def test_the_halves() -> None:
    front = split("---\na: 1\nb: 2\n---\n# Body\n")
    assert (front.first, front.last) == (2, 3)
    assert front.body.first_line == 5
    assert front.body.text == "# Body\n"


def test_blanks_after_a_fence_do_not_count() -> None:
    assert split("---  \na: 1\n--- \nBody").body.text == "Body"


def test_the_first_closing_fence_counts() -> None:
    assert split("---\na: 1\n---\nBody\n\n---\n\nMore").body.text == "Body\n\n---\n\nMore"


def test_a_body_may_be_empty() -> None:
    assert split("---\na: 1\n---").body.text == ""
