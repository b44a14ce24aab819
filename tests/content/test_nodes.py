"""YAML as nodes: text stays text, places are exact, nothing in a file can raise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.content.source import Source
from explainsite.content.yamltree import parse_yaml
from explainsite.diagnostics import Report, Span


def parse(text: str) -> tuple[Node | None, Report]:
    report = Report()
    return parse_yaml(Source(path="a.yaml", text=text), report), report


def parsed(text: str) -> Mapping:
    node, report = parse(text)
    assert not list(report)
    assert isinstance(node, Mapping)
    return node


def place(span: Span) -> str:
    return f"{span.line}:{span.column}+{span.length}"


def test_scalars_stay_text() -> None:
    node = parsed("a: no\nb: 1:30\nc: 010\nd: 2024-01-01\ne: 1e3\nf: .5\n")
    assert node.plain() == {"a": "no", "b": "1:30", "c": "010", "d": "2024-01-01", "e": "1e3", "f": ".5"}


def test_an_empty_plain_value_is_none_and_an_empty_quoted_one_is_text() -> None:
    assert parsed('a:\nb: ~\nc: null\nd: ""\ne: "null"\n').plain() == {
        "a": None,
        "b": None,
        "c": None,
        "d": "",
        "e": "null",
    }


def test_places_are_those_of_the_file() -> None:
    source = Source(path="a.md", text='---\nkéy: [one, "two 🙂", three]\nmap: {a: b}\n---\n')
    node = parse_yaml(source, Report(), first=2, last=3)
    assert isinstance(node, Mapping)
    items, inner = node.values["kéy"], node.values["map"]
    assert isinstance(items, Sequence)
    assert isinstance(inner, Mapping)
    assert [place(item.span) for item in items] == ["2:7+3", "2:12+7", "2:21+5"]
    assert place(inner.keys["a"].span) == "3:7+1"
    assert inner.keys["a"].span.excerpt == "map: {a: b}"


def test_a_long_text_knows_its_lines() -> None:
    folded = parsed("say: >-\n  one\n  two\nnext: x\n").values["say"]
    plain = parsed("say: one\n  two\n\n  three\nnext: x\n").values["say"]
    assert isinstance(folded, Scalar)
    assert isinstance(plain, Scalar)
    assert folded.text == "one two"
    assert [span.excerpt for span in folded.lines] == ["say: >-", "  one", "  two"]
    assert [span.excerpt for span in plain.lines] == ["say: one", "  two", "", "  three"]


def test_tabs_inside_a_text_are_the_authors() -> None:
    assert parsed("code: |\n  if x:\n  \treturn\n").plain() == {"code": "if x:\n\treturn\n"}


def test_an_alias_that_holds_itself_ends() -> None:
    node, report = parse("a: &a [*a, *a]\n")
    assert node is None
    assert {problem.code for problem in report} == {"yaml-feature"}


def test_a_flood_of_aliases_is_refused_without_being_built() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    node, report = parse("\n".join(lines))
    assert node is None
    assert all(problem.code == "yaml-feature" for problem in report)


def test_the_first_of_two_equal_keys_counts() -> None:
    node, report = parse("a: 1\na: 2\n")
    assert node is not None
    assert node.plain() == {"a": "1"}
    assert [problem.code for problem in report] == ["yaml-duplicate-key"]


@given(st.text())
def test_any_text_is_a_node_or_a_diagnostic(text: str) -> None:
    node, report = parse(text)
    for problem in report:
        assert problem.span is not None
        assert 1 <= problem.span.line <= text.count("\n") + 1
    assert (
        node is None
        or not report.has_errors
        or {p.code for p in report} <= {"yaml-duplicate-key", "yaml-syntax"}
    )


@given(st.text(alphabet=" \t\n:-[]{}&*!|>'\"#%@`?,ab0~<.\u2028\u0085é"))
def test_any_row_of_signs_is_a_node_or_a_diagnostic(text: str) -> None:
    node, report = parse(text)
    assert node is not None or list(report) or not _says_anything(text)


def _says_anything(text: str) -> bool:
    """Whether a line is more than blanks, a comment or a document's marker."""
    return any(
        line.strip() and not line.strip().startswith(("#", "---", "...", "%")) for line in text.split("\n")
    )
