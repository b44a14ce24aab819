"""What is special about a kind of actor stands in its own files: nobody else asks which kind an actor is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from explainsite.storyboard.actors import KINDS

SOURCE = Path(__file__).parents[2] / "src/explainsite"
ACTORS = SOURCE / "storyboard/actors"
SHARED = {"__init__", "defaults", "flaws", "kind", "parts"}
"""Files of all kinds; the others in that folder are each a kind's own."""
OWN = {file.stem for file in ACTORS.glob("*.py")} - SHARED

ASKED = {
    "picture/views/__init__.py: view_of": "the table of the bundled views",
    "storyboard/lint.py: _counts": "how many there are of a kind, whichever it is",
    "storyboard/staging.py: read_layout": "the name stands in a message",
    "storyboard/verbs/messages.py: _send": "the name stands in a message",
}
"""Functions that need a kind's name beyond writing it into a text, and what for."""
KNOWN = {"storyboard/verbs/growing.py: timeline": "what its events take, for the schema of `append`"}
"""Modules that know a single kind, and what of it."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    """The parts of the package that handle actors, without the kinds' own files."""
    for room in ("storyboard", "picture", "checking", "kinds"):
        for file in sorted((SOURCE / room).rglob("*.py")):
            if file.parent != ACTORS or file.stem in SHARED:
                yield str(file.relative_to(SOURCE)), ast.parse(file.read_text("utf-8"))


def asking(tree: ast.AST, function: str = "") -> Iterator[str]:
    """The functions that read `.kind` or `.traits.name`, unless they write it into a text."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FormattedValue):
            continue
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith((".kind", "traits.name")):
            yield function
        yield from asking(node, node.name if isinstance(node, ast.FunctionDef) else function)


def test_nobody_asks_which_kind_an_actor_is() -> None:
    found = {f"{name}: {function}" for name, tree in modules() for function in asking(tree)}
    assert found == {"storyboard/state.py: kind", *ASKED}


@pytest.mark.parametrize(
    "code",
    ["actor.kind == 'log'", "call.actor(t).kind in LOGS", "_TELL[actor.kind]", "actor.traits.name == 'log'"],
)
def test_asking_is_found(code: str) -> None:
    assert list(asking(ast.parse(f"def f(actor):\n    return {code}"))) == ["f"]
    assert list(asking(ast.parse('def f(actor):\n    return f"a {actor.kind}"'))) == []


def test_nobody_else_knows_a_kinds_own_file() -> None:
    found = {
        f"{name}: {kind}"
        for name, tree in modules()
        if not name.startswith("picture/views/") and name != "storyboard/actors/__init__.py"
        for kind in imported(tree) & OWN
    }
    assert found == set(KNOWN)


def imported(tree: ast.Module) -> set[str]:
    """The files of the folder of kinds that a module imports."""
    package, found = "explainsite.storyboard.actors", set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{package}."):
            found.add((node.module or "").removeprefix(f"{package}."))
    return found


def test_nobody_asks_whether_a_kind_is_an_authors_own() -> None:
    found = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith("traits.view")
    }
    assert found == {"picture/views/__init__.py"}


def test_the_kinds_own_files_are_all_of_them() -> None:
    assert len(OWN) >= len(KINDS)
    assert {"queue", "window"} <= OWN
