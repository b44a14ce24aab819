"""The same actions several times, with other values: `for: {word: $words, bits: $places}` beside `do:`.

The lists are gone through side by side, a round for each of their items. In a round the names stand for its
items, beside all other values. The actions are those of any list: one after the other in a beat, at once in
`together`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import Field

from explainsite.content.models import Model
from explainsite.content.nodes import Mapping, Node, Sequence
from explainsite.content.resolve import resolve
from explainsite.diagnostics import Report
from explainsite.storyboard.names import Values
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.words import counted

MOST = 64
"""More rounds are more than a film can show."""


class Loop(Model):
    """In place of a verb, for the same actions several times:"""

    for_: dict[str, list[Any]] = Field(
        alias="for",
        description="Names, each with the list of values that it stands for, one after the other. Lists of"
        " several names go side by side.",
        examples=[{"word": ["cat", "dog"], "place": "$places"}],
    )
    do: list[Any] = Field(
        min_length=1,
        description="The actions, done once for each value, in which `$name` is the value of this round.",
        examples=[[{"send": {"from": "words.$word", "to": "cells.$place"}}]],
    )


KEYS = ("for", "do")
_EXAMPLE = "for example `for: {word: [cat, dog], place: $places}`, and the verbs below `do:`"
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def is_loop(item: Node) -> bool:
    """Whether an action is a list of others, done several times."""
    return isinstance(item, Mapping) and not item.values.keys().isdisjoint(KEYS)


def unrolled(item: Node, values: Values) -> Iterator[tuple[Node, Values]]:
    """The actions that one stands for, each with the values that it sees: itself, unless it is a loop.

    A loop that cannot be read is itself, too: whoever does it learns why.
    """
    read = rounds_of(item, values)
    if read is None:
        yield item, values
        return
    actions, rounds = read
    for inner in rounds:
        for action in actions:
            yield from unrolled(action, inner)


def rounds_of(item: Node, values: Values) -> tuple[Sequence, list[Values]] | None:
    """The actions of a loop, and the values of each round; None for what is no loop, or cannot be read."""
    try:
        return read_loop(item, values) if is_loop(item) else None
    except Problem:
        return None


def read_loop(item: Node, values: Values) -> tuple[Sequence, list[Values]]:
    """The actions of a loop, and the values of each round. Raises `Problem` for what is wrong with it."""
    assert isinstance(item, Mapping)
    other = next((key for name, key in item.keys.items() if name not in KEYS), None)
    names, actions = item.get("for"), item.get("do")
    if names is None:
        raise Problem("bad-do", "`do` has no `for`", item.keys["do"].span, hint=_EXAMPLE)
    if other is not None:
        hint = f"write it into the list below `do:`, as `- {other.text}: ...`"
        raise Problem("bad-do", "beside `for` stands `do` and no verb", other.span, hint=hint)
    if not isinstance(actions, Sequence) or not actions.items:
        what = "`do` takes a list of actions" if actions else "`for` has no `do`"
        hint = "write `do:` below `for`, and each verb on a line that begins with `- `"
        raise Problem("bad-do", what, (actions or item.keys["for"]).span, hint=hint)
    lists = _lists(names, values)
    count = len(next(iter(lists.values())))
    return actions, [{**values, **{name: items[at] for name, items in lists.items()}} for at in range(count)]


def _lists(node: Node, values: Values) -> dict[str, list[Any]]:
    """The names of a loop with their values; equally many for each."""
    if not isinstance(node, Mapping) or not node.values:
        raise Problem("bad-do", "`for` takes names, each with a list of values", node.span, hint=_EXAMPLE)
    lists: dict[str, list[Any]] = {}
    for name, key in node.keys.items():
        if not _NAME.fullmatch(name):
            hint = "use letters, digits and `_`"
            raise Problem("bad-do", f"`{name}` cannot name a value", key.span, hint=hint)
        if name in values:
            message = f"there is a value `{name}` already"
            raise Problem("bad-do", message, key.span, hint=_single(name))
        lists[name] = _items(name, node.values[name], values)
    (first, items), *others = lists.items()
    for name, more in others:
        if len(more) != len(items):
            counts = [counted(len(each), "value") for each in (items, more)]
            message = f"`{first}` has {counts[0]}, and `{name}` has {counts[1]}"
            hint = "lists that go side by side are equally long"
            raise Problem("wrong-type", message, node.values[name].span, hint=hint)
    return lists


def _single(name: str) -> str:
    one = name[:-1] if name.endswith("s") and len(name) > 1 else f"each_{name}"
    return f"give the items a name of their own, for example `{one}`"


def _items(name: str, node: Node, values: Values) -> list[Any]:
    report = Report()
    items = resolve(node, values, report)
    Problem.raise_any(report)
    if not isinstance(items, list):
        message = f"`{name}` takes a list of values"
        raise Problem("wrong-type", message, node.span, hint=_list_hint(name, items))
    if not 0 < len(items) <= MOST:
        message = f"`{name}` has {counted(len(items), 'value')}" if items else f"`{name}` has no values"
        raise Problem("wrong-type", message, node.span, hint=f"a loop has 1 to {MOST} rounds")
    return items


def _list_hint(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return f"write the keys that are meant, as in `{name}: [{', '.join(list(value)[:3])}]`"
    return f"for example `{name}: [{value or 'a'}, ...]`"
