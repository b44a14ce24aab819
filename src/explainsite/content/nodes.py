"""What an author's YAML is read into: nodes that keep their text and their place.

Scalars stay text: `no`, `1:30` and `010` mean what the field that reads them says, not what YAML 1.1 guesses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from explainsite.diagnostics import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One value: `text` as written, None for an empty plain one; `quoted` when in quotes or a block."""

    text: str | None
    quoted: bool
    span: Span
    lines: tuple[Span, ...] = ()
    """The source lines that it covers, for the place of something inside a long text."""

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
    is_cut: bool = False
    """Whether an entry was left out because its key cannot be read, which is reported."""

    def plain(self) -> dict[str, Any]:
        """The entries as plain Python."""
        return {key: value.plain() for key, value in self.values.items()}

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None."""
        return self.values.get(key)

    def without(self, *names: str) -> Mapping:
        """The same mapping less some keys, for the parts that another reader takes."""
        kept = {k: v for k, v in self.values.items() if k not in names}
        return Mapping(values=kept, keys={k: self.keys[k] for k in kept}, span=self.span, is_cut=self.is_cut)

    def with_entry(self, name: str, value: Node) -> Mapping:
        """The same mapping with one value in another's place, or at its end."""
        key = self.keys.get(name) or Scalar(text=name, quoted=False, span=value.span)
        return replace(self, values={**self.values, name: value}, keys={**self.keys, name: key})


Node = Scalar | Sequence | Mapping


def texts(node: Node) -> Iterator[str]:
    """Every key and every text in a node."""
    if isinstance(node, Scalar):
        yield node.text or ""
    else:
        yield from node.values if isinstance(node, Mapping) else ()
        for item in node.values.values() if isinstance(node, Mapping) else node:
            yield from texts(item)


def takes_values(node: Node) -> bool:
    """Whether a text in a node refers to a value, as `$name`; `$$` is a dollar sign."""
    return any("$" in text.replace("$$", "") for text in texts(node))
