"""One name is one thing: no class of the package shares its name with another, or with a type alias."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "explainsite"


def names_of_types(code: str) -> Iterator[tuple[str, bool]]:
    """The public classes and type aliases of a module, and whether each is a class."""
    for node in ast.parse(code).body:
        if isinstance(node, ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        else:
            names = []
        for name in names:
            if re.match("[A-Z].*[a-z]", name):
                yield name, isinstance(node, ast.ClassDef)


def shared(modules: dict[str, str]) -> dict[str, list[str]]:
    """Where each name of a class stands that stands in more than one of the modules."""
    places: dict[str, list[str]] = defaultdict(list)
    classes: set[str] = set()
    for place, code in modules.items():
        for name, is_class in names_of_types(code):
            places[name].append(place)
            classes |= {name} if is_class else set()
    return {name: found for name, found in places.items() if name in classes and len(found) > 1}


def test_no_two_classes_share_a_name() -> None:
    modules = {
        path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(SOURCE.rglob("*.py"))
    }
    assert shared(modules) == {}


def test_a_shared_name_is_found() -> None:
    other = "class _Step: ...\nSTEP = 1\nPoint = tuple[int, int]"
    modules = {"a.py": "class Step: ...", "b.py": "Step = tuple[int, int]", "c.py": other, "d.py": other}
    assert shared(modules) == {"Step": ["a.py", "b.py"]}
