"""YAML as a tree of nodes that keep their text and their place.

Scalars stay text: `no`, `1:30` and `010` mean what the field that reads them says, never what YAML 1.1 guesses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from explainsite.content.source import Source
from explainsite.diagnostics import Report, Span

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One value: `text` as written, None for an empty plain scalar; `quoted` when it stood in quotes or a block."""

    text: str | None
    quoted: bool
    span: Span

    def plain(self) -> str | None:
        """The value as plain Python: always text."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A YAML sequence."""

    items: tuple[Node, ...]
    span: Span

    def plain(self) -> list[Any]:
        """The items as plain Python."""
        return [item.plain() for item in self.items]

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A YAML mapping; `keys` has the scalar of each key, for its span."""

    values: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)
    span: Span

    def plain(self) -> dict[str, Any]:
        """The entries as plain Python."""
        return {key: value.plain() for key, value in self.values.items()}

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None."""
        return self.values.get(key)

    def without(self, *names: str) -> Mapping:
        """The same mapping less some keys, for the parts that another reader takes."""
        kept = {k: v for k, v in self.values.items() if k not in names}
        return Mapping(values=kept, keys={k: self.keys[k] for k in kept}, span=self.span)


Node = Scalar | Sequence | Mapping


def parse_yaml(source: Source, report: Report, *, first: int = 1, last: int | None = None) -> Node | None:
    """The one YAML document on lines `first` to `last` of `source`; None, with a diagnostic, if it has errors."""
    last = len(source.lines) if last is None else last
    lines = source.lines[first - 1 : last]
    if _tabs(source, lines, first, report):
        return None
    try:
        tree = yaml.compose("\n".join(lines), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        _syntax(source, first, error, report)
        return None
    except yaml.YAMLError as error:  # a character that YAML forbids: no mark, only a position in the text
        report.add("yaml-syntax", f"the YAML holds a forbidden character: {_first_line(error)}", source.span(first))
        return None
    if tree is None:
        return None
    return _Composer(source, first - 1, report).node(tree)


def _tabs(source: Source, lines: list[str], first: int, report: Report) -> bool:
    found = False
    for number, line in enumerate(lines, first):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            report.add("yaml-tab", "a tab indents this line", source.span(number, indent.index("\t") + 1),
                       label="a tab", hint="indent YAML with spaces")  # fmt: skip
            found = True
    return found


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]


def _syntax(source: Source, first: int, error: yaml.MarkedYAMLError, report: Report) -> None:
    mark = error.problem_mark or error.context_mark
    line, column = (first + mark.line, mark.column + 1) if mark else (first, 1)
    problem = error.problem or _first_line(error)
    span = source.span(line, column)
    report.add("yaml-syntax", f"the YAML cannot be parsed: {problem}", span, hint=_syntax_hint(problem, span.excerpt))


def _syntax_hint(problem: str, line: str) -> str:
    if "mapping values are not allowed" in problem:
        return "a value that holds `: ` needs quotes around it"
    if "found character" in problem and "cannot start any token" in problem:
        return "a value that begins with `@`, `%` or a backtick needs quotes around it"
    if line.count('"') % 2 or line.count("'") % 2:
        return "a quote is opened and not closed"
    if "expected <block end>" in problem:
        return "check the indentation: entries of one list or mapping begin in the same column"
    return ""


@dataclass(frozen=True, slots=True)
class _Composer:
    source: Source
    offset: int
    report: Report

    def node(self, tree: yaml.Node) -> Node:
        self._refuse_features(tree)
        if isinstance(tree, yaml.MappingNode):
            return self._mapping(tree)
        if isinstance(tree, yaml.SequenceNode):
            return Sequence(items=tuple(self.node(item) for item in tree.value), span=self._span(tree))
        assert isinstance(tree, yaml.ScalarNode)
        quoted = tree.style is not None
        text = tree.value if quoted or tree.value not in {"", "~", "null"} else None
        return Scalar(text=text, quoted=quoted, span=self._span(tree))

    def _mapping(self, tree: yaml.MappingNode) -> Mapping:
        values: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        for key_node, value_node in tree.value:
            key, value = self.node(key_node), self.node(value_node)
            if not isinstance(key, Scalar) or key.text is None:
                self.report.add("yaml-syntax", "a key must be a plain word", key.span)
            elif key.text in keys:
                first = keys[key.text].span.line
                self.report.add("yaml-duplicate-key", f"`{key.text}` stands twice", key.span,
                                label=f"first on line {first}", hint="keep one of them")  # fmt: skip
            else:
                values[key.text], keys[key.text] = value, key
        return Mapping(values=values, keys=keys, span=self._span(tree))

    def _refuse_features(self, tree: yaml.Node) -> None:
        text = self.source.lines[self.offset + tree.start_mark.line][tree.start_mark.column :]
        plain = not isinstance(tree, yaml.ScalarNode) or tree.style is None
        if plain and text[:1] in {"&", "*", "!"}:
            self.report.add("yaml-feature", f"`{text.split()[0]}`: anchors, aliases and tags are not supported",
                            self._span(tree), hint="write the value out, or put it in quotes")  # fmt: skip

    def _span(self, tree: yaml.Node) -> Span:
        start, end = tree.start_mark, tree.end_mark
        line = self.offset + start.line + 1
        same_line = end.line == start.line
        width = len(self.source.lines[line - 1].rstrip())
        stop = end.column if same_line else width
        return self.source.span(line, start.column + 1, stop - start.column)
