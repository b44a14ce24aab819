"""YAML as a tree of nodes that keep their text and their place.

The tree is built from the parser's events, so an alias can neither loop nor multiply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.content.source import Source
from explainsite.diagnostics import Report, Span

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 40
"""Levels of nesting; more is a mistake, and an endless row of brackets must not exhaust the stack."""


def parse_yaml(source: Source, report: Report, *, first: int = 1, last: int | None = None) -> Node | None:
    """The one YAML document on lines `first` to `last`; None, with a diagnostic, if it has errors."""
    lines = source.lines[first - 1 : last]
    if _forbidden_characters(source, lines, first, report):
        return None
    builder = _Builder(source, first, report, yaml.parse("\n".join(lines), Loader=_Loader))
    try:
        return builder.document()
    except yaml.MarkedYAMLError as error:
        _syntax(source, range(first, first + len(lines)), error, report)
    except yaml.YAMLError as error:
        report.add("yaml-syntax", f"the YAML cannot be parsed: {_first_line(error)}", source.span(first))
    return None


# What YAML forbids, and the three line ends that it knows and an editor does not count.
_FORBIDDEN = re.compile("[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]")


def _forbidden_characters(source: Source, lines: list[str], first: int, report: Report) -> bool:
    found = False
    for number, line in enumerate(lines, first):
        for match in _FORBIDDEN.finditer(line):
            found = True
            report.add(
                "yaml-syntax",
                f"the YAML holds the invisible character U+{ord(match[0]):04X}",
                source.span(number, match.start() + 1),
                hint="remove the character",
            )
    return found


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]


def _syntax(source: Source, lines: range, error: yaml.MarkedYAMLError, report: Report) -> None:
    problem = error.problem or _first_line(error)
    span = _place(source, lines, error, problem)
    if _is_indented_with_tab(span.excerpt):
        _tab(source, span.line, report)
        return
    if hard := _hard_space(source, lines, span.line):
        message = (
            f"the colon is followed by U+{ord(hard.excerpt[hard.column - 1]):04X}, which is no plain space"
        )
        report.add("yaml-syntax", message, hard, hint="write a plain space after the colon")
        return
    usual = next((hint for words, hint in _HINTS if words in problem), "")
    hint = _within_braces(source, lines, error) or usual
    report.add("yaml-syntax", f"the YAML cannot be parsed: {problem}", span, hint=hint)


def _place(source: Source, lines: range, error: yaml.MarkedYAMLError, problem: str) -> Span:
    opened, mark = error.context_mark, error.problem_mark
    is_late = opened and mark and opened.line < mark.line and problem.startswith(_UNCLOSED)
    is_late = is_late and not _within_braces(source, lines, error)
    if is_late or mark is None or "an alias" in (error.context or ""):
        mark = opened
    if mark is None:
        return source.span(lines[0])
    if lines[0] + mark.line > lines[-1]:  # the end was reached: what is missing is missing there
        last = source.line_span(lines[-1])
        return source.span(last.line, last.column + last.length)
    return source.span(lines[0] + mark.line, mark.column + 1)


_HARD_SPACE = re.compile(r"[ ]*(?:- +)*[\w-]+:(?=[\u00a0\u2000-\u200a\u202f\u205f\u3000])")


def _hard_space(source: Source, lines: range, line: int) -> Span | None:
    """A space after a key's colon, in a line or in the one before it, that YAML takes for a letter."""
    written = (number for number in range(line, lines[0] - 1, -1) if source.line(number).strip())
    for number in islice(written, 2):
        if key := _HARD_SPACE.match(source.line(number)):
            return source.span(number, key.end() + 1)
    return None


_ENTRY_WITH_COLON = re.compile(r"""[^,{}\[\]]*:\s+(?P<value>[^,{}\[\]:"']*)$""")


def _within_braces(source: Source, lines: range, error: yaml.MarkedYAMLError) -> str:
    """What to do about a sign that a value in braces or brackets cannot have without quotes; or nothing."""
    mark = error.problem_mark
    if mark is None or lines[0] + mark.line > lines[-1] or "flow" not in (error.context or ""):
        return ""
    line = source.line(lines[0] + mark.line)
    return _second_colon(line, mark) or _braced_value(line, mark)


def _braced_value(line: str, mark: yaml.Mark) -> str:
    """A `${value}` in braces, as in `{ring.${first}: good}`: its own brace is taken for another one."""
    braced = _BRACED.match(line, mark.column - 1) if mark.column else None
    if braced is None:
        return ""
    plain = f", or write `${braced['name']}`" if braced["name"] else ""
    return f"within braces or brackets, what holds `${{` needs quotes around it{plain}"


_BRACED = re.compile(r"\$\{(?:(?P<name>[\w.]+)\}(?!\w))?", re.ASCII)


def _second_colon(line: str, mark: yaml.Mark) -> str:
    """The second colon of an entry in braces, as in `{to: b, text: GET: 42}`."""
    entry = _ENTRY_WITH_COLON.search(line[: mark.column]) if line[mark.column :].startswith(":") else None
    if entry is None:
        return ""
    _, blank, key = entry["value"].strip().rpartition(" ")
    return _QUOTES + (f"; or is a comma missing before `{key}`?" if blank else "")


_QUOTES = "a value that holds `: ` needs quotes around it"
_UNCLOSED = ("found unexpected end of stream", "did not find expected ',' or", "did not find expected node")
"""Problems that show only later, far from the quote or the bracket that was left open."""

_HINTS = (
    ("mapping values are not allowed", _QUOTES),
    ("cannot start any token", "a value that begins with `@`, `%` or a backtick needs quotes around it"),
    ("alphabetic or numeric character", "a value that begins with `*`, `&` or `!` needs quotes around it"),
    ("did not find expected key", "is the line indented like its neighbours, and is every quote closed?"),
    ("'-' indicator", "is the line indented like its neighbours, and is every quote closed?"),
    ("could not find expected ':'", "is a colon missing, or does a ` #` cut the line above short?"),
    ("did not find expected", "is a bracket left open, or a comma missing?"),
    (
        "unexpected end of stream",
        "is a quote left open, or does an apostrophe stand at the start of a value?",
    ),
)
"""What a problem means for its author, by words of the parser's message; the first that fits counts."""


def _is_indented_with_tab(line: str) -> bool:
    return "\t" in line[: len(line) - len(line.lstrip())]


def _tab(source: Source, line: int, report: Report) -> None:
    others = sum(_is_indented_with_tab(text) for text in source.lines[line:])
    more = f"; {others} more below" if others else ""
    column = source.span(line).excerpt.index("\t") + 1
    report.add(
        "yaml-tab",
        "a tab indents this line",
        source.span(line, column),
        label=f"a tab{more}",
        hint="indent YAML with spaces",
    )


_CUT_NUMBER = re.compile(r"(?<![\w.,])([0-9]{1,3}(?:,[0-9]{3})*),$")
_CUT_SHORT = re.compile(r"\s+(#[^\s#].*)")
_CUT_SENTENCE = re.compile(r" (# .*)")


@dataclass(slots=True)
class _Builder:
    """Nodes from events, one call per node."""

    source: Source
    first: int
    report: Report
    events: Iterator[Any]
    refused: bool = False

    def document(self) -> Node | None:
        """The only document of the stream; None for an empty one, or when something was refused."""
        tree: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and tree is not None:
                raise _problem("a second document begins here", event.start_mark)
            if isinstance(event, yaml.NodeEvent):
                tree = self.node(event, 1)
        return None if self.refused else tree

    def node(self, event: Any, depth: int) -> Node:
        if depth > DEEPEST:
            raise _problem(f"it is nested more than {DEEPEST} levels deep", event.start_mark)
        self._refuse_features(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._scalar(event)

    def _scalar(self, event: Any) -> Scalar:
        span = self._span(event, event)
        if isinstance(event, yaml.AliasEvent):
            return Scalar(text=None, quoted=False, span=span)
        quoted = bool(event.style)
        if not quoted:
            self._warn_of_comment(event)
        text = event.value if quoted or event.value not in {"", "~", "null"} else None
        return Scalar(text=text, quoted=quoted, span=span, lines=self._lines(event, span))

    def _warn_of_comment(self, event: Any) -> None:
        """`Reads key #4 twice` ends at the key: a comment has a blank after its sign, and two before it."""
        line, column = self.source.line(self.first + event.end_mark.line), event.end_mark.column
        comment = _CUT_SHORT.match(line, column) or (" " in event.value and _CUT_SENTENCE.match(line, column))
        if event.value and comment:
            self.report.add(
                "yaml-comment",
                "the value ends here: the rest of the line is a comment",
                self.source.span(
                    self.first + event.end_mark.line, comment.start(1) + 1, len(comment[1].rstrip())
                ),
                hint="put the value in quotes; a comment has two spaces before its `#` and one after it",
            )

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Sequence(items=tuple(items), span=self._span(start, event))

    def _mapping(self, start: Any, depth: int) -> Mapping:
        values: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        is_cut = False
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if self._is_cut_number(key, value):
                continue
            is_cut = is_cut or not isinstance(key, Scalar)
            if self._is_new_key(key, keys):
                assert isinstance(key, Scalar)
                assert key.text is not None
                values[key.text], keys[key.text] = value, key
        return Mapping(values=values, keys=keys, span=self._span(start, event), is_cut=is_cut)

    def _is_cut_number(self, key: Node, value: Node) -> bool:
        """Whether a key is the rest of a number that its comma cut in two, as in `{cost: 1,000}`."""
        if not isinstance(key, Scalar) or not isinstance(value, Scalar) or value.text is not None:
            return False
        line = key.span.excerpt
        cut = _CUT_NUMBER.search(line, 0, key.span.column - 1)
        if cut is None or not re.fullmatch("[0-9]{3}", key.text or ""):
            return False
        if "," not in cut[1]:  # of a number with several commas, the first tells it
            whole = re.split("[^0-9,]", line[cut.start() :], maxsplit=1)[0].rstrip(",")
            self.report.add(
                "yaml-syntax",
                f"the comma ends the value `{cut[1]}`: in braces it separates entries",
                self.source.span(key.span.line, cut.start() + 1, len(whole)),
                hint=f"write `{whole.replace(',', '')}`",
            )
        return True

    def _is_new_key(self, key: Node, keys: dict[str, Scalar]) -> bool:
        if not isinstance(key, Scalar) or key.text is None:
            hint = "write an entry for each of them" if isinstance(key, Sequence) else ""
            self.report.add("yaml-syntax", "a key must be a plain word", key.span, hint=hint)
            return False
        if key.text == "<<" and not key.quoted:
            self._refuse("`<<`: merge keys are not supported", key.span)
        if key.text in keys:
            first = keys[key.text].span.line
            self.report.add(
                "yaml-duplicate-key",
                f"`{key.text}` appears twice",
                key.span,
                label=f"first on line {first}",
                hint="keep one of them",
            )
        return key.text not in keys

    def _refuse_features(self, event: Any) -> None:
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            span = self._span(event, event)
            sign = span.excerpt[span.column - 1 :].split()[0].rstrip(",]}")
            span = self.source.span(span.line, span.column, len(sign))
            self._refuse(f"`{sign}`: anchors, aliases and tags are not supported", span)

    def _refuse(self, message: str, span: Span) -> None:
        self.refused = True
        self.report.add("yaml-feature", message, span, hint="write the value out, or put it in quotes")

    def _span(self, start_event: Any, end_event: Any) -> Span:
        start, end = start_event.start_mark, end_event.end_mark
        line = self.first + start.line
        stop = end.column if end.line == start.line else len(self.source.line(line).rstrip())
        return self.source.span(line, start.column + 1, stop - start.column)

    def _lines(self, event: Any, span: Span) -> tuple[Span, ...]:
        if event.end_mark.line == event.start_mark.line:
            return (span,)
        last = self.first + event.end_mark.line - (event.end_mark.column == 0)
        return (span, *(self.source.line_span(line) for line in range(span.line + 1, last + 1)))


def _problem(message: str, mark: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=message, problem_mark=mark)
