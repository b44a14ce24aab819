"""Imports point down, heavy libraries stay where they belong, and a command loads what it needs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import packages_distributions, requires
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from explainsite.jobs.fingerprint import (
    ASSEMBLING_LIBRARIES,
    CHECKING_LIBRARIES,
    DRAWING_LIBRARIES,
    assembling_modules,
    drawing_modules,
)

PACKAGE = "explainsite"
SOURCE = Path(__file__).parents[1] / "src" / PACKAGE

#: A module or package imports from the lines below its own, never from above; those on one line may not
#: import each other.
LAYERS = """
__main__
cli
serve
unchanged
build console
site
rendering
scenes checking
catalogue kinds
reference actors
picture
storyboard
content
jobs config typesetting
diagnostics __init__
text sizes
"""

#: Libraries that only one part of the package knows, or two.
ONLY_IN = {
    "manim": "scenes",
    "av": "scenes",
    "cairo": "scenes",
    "svgelements": "scenes",
    "numpy": "scenes",
    "PIL": "scenes",
    "uharfbuzz": "picture site",
    "typst": "typesetting",
    "yaml": "content",
    "markdown_it": "content",
    "jinja2": "site",
    "fontTools": "site",
    "starlette": "serve",
    "uvicorn": "serve",
    "uniseg": "text",
    "watchdog": "serve",
    "rich": "console",
    "click": "cli",
}

LEVEL = {name: level for level, names in enumerate(LAYERS.split("\n")) for name in names.split()}


@dataclass(frozen=True)
class Import:
    """An import statement, wherever in a module it stands."""

    importer: str
    imported: str
    place: str
    is_loaded: bool = True
    """Whether it is done when the program runs, and not by a type checker alone."""

    def __str__(self) -> str:
        return f"{self.place}: {self.importer} imports {self.imported}"


def module_name(path: Path) -> str:
    return ".".join((PACKAGE, *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


MODULES = {module_name(path): path for path in sorted(SOURCE.rglob("*.py"))}


def imports() -> Iterator[Import]:
    for name, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        blocks = [node for node in ast.walk(tree) if for_types_alone(node)]
        for_types = {id(node) for block in blocks for node in ast.walk(block)}
        file = f"src/{PACKAGE}/{path.relative_to(SOURCE)}"
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                for imported in imported_by(node):
                    place, loaded = f"{file}:{node.lineno}", id(node) not in for_types
                    yield Import(importer=name, imported=imported, place=place, is_loaded=loaded)


def for_types_alone(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imported_by(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    else:
        base = node.module or ""
        # `from explainsite.site import urls` imports the module `urls`, not a name of the package's own.
        yield from sorted({f"{base}.{a.name}" if f"{base}.{a.name}" in MODULES else base for a in node.names})


IMPORTS = tuple(imports())
OWN = tuple(found for found in IMPORTS if found.imported.split(".")[0] == PACKAGE)


def part(module: str) -> str:
    """The word of a module in the list of layers."""
    return module.split(".")[1] if "." in module else "__init__"


def test_every_part_has_its_layer() -> None:
    assert {part(module) for module in MODULES} <= LEVEL.keys()


def test_imports_point_down() -> None:
    upward = [
        str(found)
        for found in OWN
        if part(found.importer) != part(found.imported)
        and LEVEL[part(found.importer)] >= LEVEL[part(found.imported)]
    ]
    assert upward == []


def test_no_import_is_circular() -> None:
    graph: dict[str, dict[str, Import]] = {module: {} for module in MODULES}
    for found in (found for found in OWN if found.is_loaded):
        for loaded in loaded_with(found.imported):
            if loaded in MODULES and loaded != found.importer and not found.importer.startswith(f"{loaded}."):
                graph[found.importer].setdefault(loaded, found)
    assert [str(found) for found in circle(graph)] == []


def loaded_with(module: str) -> list[str]:
    """A module and the packages that it is in, each of which runs before it."""
    names = module.split(".")
    return [".".join(names[:count]) for count in range(1, len(names) + 1)]


def circle(graph: Mapping[str, Mapping[str, Import]]) -> list[Import]:
    """The imports of one circle, if there is any: what is left when all that leads nowhere is taken away."""
    left = {module: dict(found) for module, found in graph.items()}
    while ends := {module for module, found in left.items() if not found.keys() & left.keys()}:
        left = {module: found for module, found in left.items() if module not in ends}
    if not left:
        return []
    route, module = [next(iter(left))], next(iter(left))
    while (module := next(name for name in left[module] if name in left)) not in route:
        route.append(module)
    route = [*route[route.index(module) :], module]
    return [left[a][b] for a, b in pairwise(route)]


def test_a_circle_is_found() -> None:
    a, b, c = (Import(importer=x, imported=y, place="here") for x, y in ("ab", "bc", "cb"))
    assert circle({"a": {"b": a}, "b": {"c": b}, "c": {"b": c}}) == [b, c]
    assert circle({"a": {"b": a}, "b": {}}) == []


def test_libraries_stay_where_they_belong() -> None:
    astray = [
        str(found)
        for found in IMPORTS
        if (library := found.imported.split(".")[0]) in ONLY_IN
        and part(found.importer) not in ONLY_IN[library].split()
    ]
    assert astray == []


def test_no_import_is_relative() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in MODULES.values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert found == []


#: Parts whose work the memory does not keep. Clips, films, fonts and the index have keys in the store.
NOT_REMEMBERED = {"scenes", "serve", "cli", "console"}
FOR_THE_STORE = {"fonttools", "brotli", "pagefind"}


def test_the_memory_follows_every_library_whose_work_it_keeps() -> None:
    remembered = [path for module, path in MODULES.items() if part(module) not in NOT_REMEMBERED]
    assert with_requirements(distributions(remembered) - FOR_THE_STORE) == {*CHECKING_LIBRARIES}


def test_clips_and_films_follow_every_library_that_makes_them() -> None:
    drawing, assembling = drawing_modules(SOURCE, ["scenes/worker.py"]), assembling_modules(SOURCE)
    assert {"manim", "av"} <= distributions(drawing) <= {*DRAWING_LIBRARIES}
    assert {"uniseg", "av"} <= distributions(assembling) <= {*ASSEMBLING_LIBRARIES}


def distributions(modules: Iterable[Path]) -> set[str]:
    """Normalised names of what is installed for the libraries that these modules import."""
    importers = {module_name(path) for path in modules}
    libraries = {found.imported.split(".")[0] for found in IMPORTS if found.importer in importers}
    packages = packages_distributions()
    return {normalised(n) for lib in libraries - sys.stdlib_module_names - {PACKAGE} for n in packages[lib]}


def with_requirements(names: Iterable[str]) -> set[str]:
    """Distributions and all that they need, without extras."""
    found: set[str] = set()
    waiting = [*names]
    while waiting:
        name = normalised(waiting.pop())
        if name not in found:
            found.add(name)
            needed = map(Requirement, requires(name) or ())
            waiting += [one.name for one in needed if not one.marker or one.marker.evaluate({"extra": ""})]
    return found


def normalised(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


RENDERING = {"manim", "av", "numpy", "PIL", "cairo", "manimpango", "svgelements"}
SITE = {"pydantic", "yaml", "jinja2", "markdown_it", "pygments", "uharfbuzz", "fontTools"}
SERVING = {"starlette", "uvicorn", "watchdog"}


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import explainsite.cli", RENDERING | SITE | SERVING | {"rich"}),
        ("import explainsite.build", RENDERING | SERVING | {"click", "rich", "fontTools"}),
        ("import explainsite.rendering.task", RENDERING | SITE | SERVING | {"click", "rich"}),
        # Manim itself loads watchdog.
        ("import explainsite.scenes.worker", SERVING - {"watchdog"} | {"jinja2", "markdown_it", "fontTools"}),
        ("import explainsite.storyboard.compile", RENDERING | SERVING | {"jinja2", "uharfbuzz"}),
        ("import explainsite.picture.compose", RENDERING | SERVING | {"jinja2"}),
    ],
)
def test_what_an_import_does_not_load(code: str, unwanted: set[str]) -> None:
    assert loaded_by(code) & unwanted == set()


def loaded_by(code: str) -> set[str]:
    """The libraries that a fresh Python has loaded after this code."""
    report = f"{code}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    ran = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())
