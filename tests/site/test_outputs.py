"""Each path is written by one writer, inside the output."""

from __future__ import annotations

import pytest

from explainsite.diagnostics import Report
from explainsite.site.outputs import Output, gather


def problems(*paths: str) -> list[tuple[str, str]]:
    report = Report()
    gather((Output(path=path, content=b"", writer=f"writer {n}") for n, path in enumerate(paths)), report)
    return [(problem.code, problem.message) for problem in report]


def test_paths_of_different_writers_are_gathered() -> None:
    report = Report()
    outputs = [Output(path="a/x", content=b"1", writer="w"), Output(path="a/y", content=b"2", writer="w")]
    assert gather(outputs, report) == {"a/x": b"1", "a/y": b"2"}
    assert list(report) == []


@pytest.mark.parametrize(
    ("paths", "where"),
    [
        (("a/index.html", "a/index.html"), "`a/index.html`"),
        (("a/X.png", "a/x.png"), "`a/X.png` and `a/x.png`"),
        (("a", "a/b/c"), "`a` and `a/b/c`"),
    ],
)
def test_two_writers_of_one_path_are_refused(paths: tuple[str, str], where: str) -> None:
    assert problems(*paths) == [
        ("output-conflict", f"writer 0 and writer 1 would both be written to {where}")
    ]


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", ""])
def test_a_path_outside_the_output_is_refused(path: str) -> None:
    assert [code for code, _ in problems(path)] == ["path-escapes"]
