"""Diagnostics as text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.console import Console
from explainsite.diagnostics import CODES, Diagnostic, Span
from explainsite.diagnostics.formatting import (
    WIDEST,
    code_table,
    count_line,
    diagnostic_parts,
    format_diagnostic,
    format_diagnostics,
)
from explainsite.text.width import cells


def a_diagnostic(excerpt: str, column: int, length: int = 1, *, hint: str = "", line: int = 7) -> Diagnostic:
    span = Span(path="a.md", line=line, column=column, length=length, excerpt=excerpt)
    return Diagnostic(code="unknown-link", message="a message", span=span, hint=hint)


def test_the_shape() -> None:
    diagnostic = Diagnostic(
        code="unknown-prerequisite",
        message="`kv-cache` requires `atention`, which does not exist",
        span=Span(
            path="explainers/ai-llm/kv-cache.md",
            line=7,
            column=5,
            length=8,
            excerpt='  - atention: "keys and values are what the cache keeps"',
        ),
        label="not found among explainers and concept notes",
        hint="did you mean `attention`?",
    )
    assert format_diagnostic(diagnostic) == (
        "error[unknown-prerequisite]: `kv-cache` requires `atention`, which does not exist\n"
        " --> explainers/ai-llm/kv-cache.md:7:5\n"
        "  |\n"
        '7 |   - atention: "keys and values are what the cache keeps"\n'
        "  |     ^^^^^^^^ not found among explainers and concept notes\n"
        "  |\n"
        "hint: did you mean `attention`?"
    )


def test_the_margin_grows_with_the_line_number() -> None:
    lines = format_diagnostic(a_diagnostic("abc", 2, line=123, hint="h")).split("\n")
    assert lines[1:] == ["   --> a.md:123:2", "    |", "123 | abc", "    |  ^", "    |", "hint: h"]


def test_without_a_place_there_is_a_message_and_a_hint() -> None:
    text = format_diagnostic(Diagnostic(code="no-pieces", message="m", hint="h"))
    assert text == "error[no-pieces]: m\nhint: h"


def test_a_whole_file_has_no_line() -> None:
    assert format_diagnostic(Diagnostic(code="empty-file", message="m", span=Span(path="a.md"))).endswith(
        "\n --> a.md"
    )


@pytest.mark.parametrize(
    ("excerpt", "column", "length", "before", "width"),
    [
        ("\tabc", 2, 1, 4, 1),
        ("a\tb", 2, 1, 1, 4),
        ("日本語 x", 5, 1, 7, 1),
        ("日本語", 2, 2, 2, 4),
        ("e\u0301 x", 4, 1, 2, 1),
        ("abc", 4, 1, 3, 1),
        ("abc", 99, 5, 3, 1),
        ("a\x1b[31mb", 8, 1, 7, 1),
    ],
)
def test_the_caret_stands_under_its_place(
    excerpt: str, column: int, length: int, before: int, width: int
) -> None:
    source, caret = format_diagnostic(a_diagnostic(excerpt, column, length)).split("\n")[3:5]
    assert caret == f"  | {' ' * before}{'^' * width}"
    assert "\x1b" not in source
    assert "\t" not in source


def test_a_space_that_is_no_plain_one_is_seen() -> None:
    diagnostic = a_diagnostic("12\u202f000\u00a0messages,\u3000\u200b", 1, 6, hint="write 12\u00a0000")
    text = format_diagnostic(diagnostic)
    assert "7 | 12␣000␣messages,␣\ufffd\n  | ^^^^^^\n" in text
    assert text.endswith("hint: write 12␣000")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])), st.integers(1, 400), st.integers(1, 400))
def test_a_line_is_never_too_wide_and_the_caret_never_outside(excerpt: str, column: int, length: int) -> None:
    lines = format_diagnostic(a_diagnostic(excerpt, column, length)).split("\n")
    assert len(lines) == (5 if excerpt else 2)
    if excerpt:
        assert cells(lines[3]) <= WIDEST + 5
        assert cells(lines[4]) <= WIDEST + 6


def test_what_stands_under_the_caret_is_kept_in_a_long_line() -> None:
    excerpt = "x " * 200 + "wrong" + " y" * 200
    source, caret = format_diagnostic(a_diagnostic(excerpt, 401, 5)).split("\n")[3:5]
    at = re.search(r"\^+", caret)
    assert at is not None
    assert source[at.start() : at.end()] == "wrong"


def test_parts_have_the_style_of_the_severity() -> None:
    warning = Diagnostic(code="raw-html", message="m", severity="warning", hint="h")
    assert list(diagnostic_parts(warning)) == [
        ("warning", "warning[raw-html]"),
        ("message", ": m"),
        ("hint", "\nhint"),
        ("plain", ": h"),
    ]


@pytest.mark.parametrize(("setting", "red"), [("FORCE_COLOR", "\x1b[1;31m"), ("NO_COLOR", "")])
def test_colours_are_added_only_where_they_are_wanted(
    setting: str, red: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(setting, "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    diagnostic = a_diagnostic("some [red]words[/red] and more", 6, 5, hint="a [hint]")
    Console().diagnostics([diagnostic])
    shown = capsys.readouterr().err
    assert shown.startswith(f"{red}error[unknown-link]")
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == format_diagnostics([diagnostic])


def test_counting() -> None:
    error, warning = (
        Diagnostic(code="no-pieces", message="m"),
        Diagnostic(code="raw-html", message="m", severity="warning"),
    )
    assert count_line([error]) == "1 error"
    assert count_line([error, error, warning]) == "2 errors, 1 warning"
    assert format_diagnostics([]) == ""
    assert format_diagnostics([warning]).endswith("\n\n1 warning\n")


def test_the_table_has_a_row_for_every_code() -> None:
    rows = code_table().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == list(CODES)
    assert all(row.count("|") - row.count("\\|") == 4 for row in rows)
