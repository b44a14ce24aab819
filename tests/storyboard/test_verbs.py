"""What is known of a verb stands beside it: nobody else asks for a verb by its name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import explainsite
from explainsite.storyboard import verbs
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.verbs import VERBS

SOURCE = Path(explainsite.__file__).parent
MODULES = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))}
OWN = {name: Path(verb.run.__code__.co_filename) for name, verb in VERBS.items()}
"""The file that each verb stands in."""


def names_in(node: ast.expr) -> Iterator[str]:
    """The verbs that an expression names: a literal, or a literal collection of nothing but verbs."""
    items = node.elts if isinstance(node, ast.Set | ast.List | ast.Tuple) else [node]
    texts = [item.value if isinstance(item, ast.Constant) else None for item in items]
    if all(text in VERBS for text in texts):
        yield from (str(text) for text in texts)


def asked_for(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The verbs that code compares with, matches, looks up or lists, each with its line."""
    for node in ast.walk(tree):
        for part in asking(node):
            yield from ((name, part.lineno) for name in names_in(part))


def asking(node: ast.AST) -> list[ast.expr]:
    """The expressions of a node by which it may ask for a verb."""
    match node:
        case ast.Compare():
            attributes = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
            # `dim` is an emphasis too.
            return [] if "emphasis" in attributes else [node.left, *node.comparators]
        case ast.Subscript():
            return [node.slice]
        case ast.MatchValue():
            return [node.value]
        case ast.Call(func=ast.Attribute(attr="get")):
            return node.args
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            # A kind's `extra` says which verbs it takes, and asks nothing.
            extras = [k.value for k in ast.walk(value) if isinstance(k, ast.keyword) and k.arg == "extra"]
            declared = {id(part) for extra in extras for part in ast.walk(extra)}
            lists = (part for part in ast.walk(value) if isinstance(part, ast.Set | ast.List | ast.Tuple))
            return [part for part in lists if id(part) not in declared]
    return []


def test_no_module_but_its_own_asks_for_a_verb_by_its_name() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {name}"
        for path, text in MODULES.items()
        if "explainsite.storyboard" in text  # others speak of fills and links of their own
        for name, line in asked_for(ast.parse(text))
        if path != OWN[name]
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'verb == "mark"',
        'if "fill" in kind.extra: pass',
        'if verb in {"mark", "unmark"}: pass',
        'SAFE = frozenset({"set", "mark"})',
        'VERBS["show"]',
        'examples.get("together")',
        'match verb:\n    case "send": pass',
    ],
)
def test_one_that_does_is_found(code: str) -> None:
    assert list(asked_for(ast.parse(code)))


def test_every_verb_is_a_constant_of_its_module() -> None:
    for name, verb in VERBS.items():
        module = getattr(verbs, OWN[name].stem)
        assert getattr(module, name.upper()) is verb
        assert verb.meaning
        assert verb.example.startswith(f"{name}:")


def test_each_kind_names_verbs_that_there_are() -> None:
    assert {name for kind in KINDS.values() for name in kind.extra} <= VERBS.keys()


def test_a_verb_for_some_kinds_is_for_one_at_least() -> None:
    for verb in VERBS.values():
        fits = [kind.name for kind in KINDS.values() if verb.is_special_to(kind)]
        assert fits or verb.kinds == "all", verb.name
