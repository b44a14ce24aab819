"""Values in text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.content.interpolation import interpolate, whole_value
from explainsite.diagnostics import Report, Span

VALUES: dict[str, Any] = {
    "total": 1234567,
    "share": 0.1 + 0.2,
    "six": 6.0,
    "name": "Ada",
    "yes": True,
    "scores": [0.25, 0.5],
    "model": {"layers": 32, "heads": {"query": 32}},
    "empty": [],
    "nothing": None,
}
SPAN = Span(path="a.md", excerpt="say: ...")


def written(text: str) -> str:
    report = Report()
    result = interpolate(text, VALUES, SPAN, report)
    assert not list(report)
    return result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("$total", "1234567"),
        ("${total:,}", "1,234,567"),
        ("${six:,} and ${six:,.1f}", "6 and 6.0"),
        ("${total:,.0f} steps", "1,234,567 steps"),
        ("${ total : >10}", "   1234567"),
        ("It takes $total.", "It takes 1234567."),
        ("$share and $six", "0.3 and 6"),
        ("${scores.1:.2f} of $scores", "0.50 of 0.25, 0.5"),
        ("$model.layers, ${model.heads.query:03d}", "32, 032"),
        ("${name}s and $yes", "Adas and true"),
        ("$$5, $5, a $ sign, US$", "$5, $5, a $ sign, US$"),
        ("$$total", "$total"),
        ("nothing here", "nothing here"),
    ],
)
def test_values_are_written_into_text(text: str, result: str) -> None:
    assert written(text) == result


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$scores", [0.25, 0.5]),
        ("${scores.0}", 0.25),
        (" $total ", 1234567),
        ("$empty", []),
        ("$total steps", None),
        ("$gone", None),
        ("$scores.2", None),
        ("total", None),
        ("${total:,}", None),
    ],
)
def test_a_value_alone_keeps_its_type(text: str, value: object) -> None:
    assert whole_value(text, VALUES) == value


def test_a_name_before_a_dot_is_explained() -> None:
    report = Report()
    interpolate("$total.x", VALUES, SPAN, report)
    assert [problem.hint for problem in report] == ["to end a name before a dot, write `${total}.x`"]


@given(st.text(alphabet="${}.:, $tolscre019ab\n"))
def test_any_text_is_written_or_reported(text: str) -> None:
    report = Report()
    interpolate(text, VALUES, SPAN, report)
    assert {problem.code for problem in report} <= {"unknown-value", "bad-format"}


@given(st.text())
def test_text_without_dollar_signs_is_not_touched(text: str) -> None:
    plain = text.replace("$", "")
    assert written(plain) == plain


@given(st.text())
def test_doubling_dollar_signs_gives_the_text_back(text: str) -> None:
    assert written(text.replace("$", "$$")) == text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("All of ${list:.0%}.", "it is a list; for its first item write `${list.0:.0%}`"),
        ("One, ${list[1]:.0%}.", "write `${list.1:.0%}`"),
    ],
)
def test_items_of_lists_are_explained(text: str, hint: str) -> None:
    report = Report()
    interpolate(text, {"list": [0.5, 0.25]}, Span(path="a.md", excerpt=text), report)
    assert [problem.hint for problem in report] == [hint]


def test_a_piece_without_a_data_file_is_told_so_once() -> None:
    report = Report()
    for text in ("${a} and ${b}", "$c"):
        interpolate(text, {}, Span(path="a.md", excerpt=text), report)
    interpolate("$a", {}, Span(path="b.md", excerpt="$a"), report)
    assert [problem.span and problem.span.path for problem in report] == ["a.md", "b.md"]
