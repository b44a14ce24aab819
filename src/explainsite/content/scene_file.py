"""A film that is a Manim scene: `scene: scene.py:ClassName`, checked as far as that needs no Manim."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from pathlib import Path

from explainsite.content.locate import locate_file
from explainsite.content.nodes import Node, Scalar
from explainsite.content.source import Source, read_source
from explainsite.content.spec import SceneRef
from explainsite.diagnostics import Report, did_you_mean


def read_scene(project: Path, folder: str, node: Node, report: Report) -> SceneRef | None:
    """The scene that a spec in `folder` names; None, with a diagnostic, when there is no such class."""
    text = node.text if isinstance(node, Scalar) else None
    file, colon, name = (text or "").partition(":")
    if not colon or not name.isidentifier() or not file.endswith(".py"):
        message = "`scene` must be a file and a class, such as `scene.py:Handshake`"
        report.add("wrong-type", message, node.span)
        return None
    path = locate_file(project, folder, file, node.span, report)
    source = read_source(project, project / path, report) if path else None
    tree = _parse(source, report) if source else None
    if path is None or tree is None:
        return None
    names = set(_top_level_names(tree))
    if name not in names and "*" not in names:
        report.add(
            "scene-class", f"`{path}` has no class `{name}`", node.span, hint=did_you_mean(name, names)
        )
        return None
    return SceneRef(path=path, name=name, span=node.span)


def _parse(source: Source, report: Report) -> ast.Module | None:
    try:
        with warnings.catch_warnings():  # such as of an odd escape in a string: the author's own business
            warnings.simplefilter("ignore")
            return ast.parse(source.text, source.path)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        place = source.span(getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1)
        report.add("scene-import", f"`{source.path}` cannot be parsed: {getattr(error, 'msg', error)}", place)
        return None


def _top_level_names(tree: ast.Module) -> Iterator[str]:
    """What a module defines or imports; whether it is a `Scene`, only Manim can say."""
    for statement in tree.body:
        if isinstance(statement, ast.ClassDef):
            yield statement.name
        elif isinstance(statement, ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in statement.names)
        elif isinstance(statement, ast.Assign):
            yield from (target.id for target in statement.targets if isinstance(target, ast.Name))
