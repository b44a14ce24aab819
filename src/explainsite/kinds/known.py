"""The actor kinds of a film: the bundled ones, those of its own `actors.py`, and those of installed packages.

    with film_kinds(piece, report) as kinds:      # None, with a diagnostic, when `actors.py` cannot be run
        board = compile_storyboard(..., kinds)

What an author's code does wrong, at once or when it draws, is a `Problem` at the author's own line.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

from explainsite.actors import Kind
from explainsite.content.actors_file import ACTORS_FILE
from explainsite.content.blame import complaint, place
from explainsite.content.discover import EXPLAINERS
from explainsite.content.isolation import TooLongError, isolated
from explainsite.content.nodes import Mapping as MappingNode
from explainsite.content.nodes import Scalar
from explainsite.content.source import Source, read_source
from explainsite.content.spec import AuthorCode, Piece, StageNodes
from explainsite.diagnostics import Report
from explainsite.kinds.authored import Owner, actor_kind
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.staging import Kinds

GROUP = "explainsite.actors"
"""The group of entry points with which a package offers kinds: each is named as its kind is."""
LONGEST_RUN = 30.0
"""Seconds that an author's code may take for one film; it takes milliseconds."""
_MODULE = "actors"


@contextmanager
def film_kinds(piece: Piece, report: Report) -> Iterator[Kinds | None]:
    """The kinds that a film knows, by name, as long as the author's code may run."""
    with author_kinds(piece.actors, report) as own:
        if own is None:
            yield None
        else:
            yield {**KINDS, **installed_kinds(_wanted(piece) - own.keys(), report), **own}


def _wanted(piece: Piece) -> frozenset[str]:
    """The kinds that a stage names and that are not bundled."""
    assert isinstance(piece.film, StageNodes)
    entries = (node.get("is") for node in piece.film.stage.values.values() if isinstance(node, MappingNode))
    return frozenset(node.text for node in entries if isinstance(node, Scalar) and node.text) - KINDS.keys()


@contextmanager
def author_kinds(code: AuthorCode | None, report: Report) -> Iterator[Kinds | None]:
    """The kinds of an `actors.py`, as long as its code may run; None, with a diagnostic, when it cannot.

    Without a file there are none. The block ends when it takes too long, which is a diagnostic then.
    """
    if code is None:
        yield {}
        return
    module = ModuleType(_MODULE)
    module.__file__ = code.source.path
    try:
        with isolated(module, code.file.parent, seconds=LONGEST_RUN):
            yield _run(code.source, module, report)
    except TooLongError as error:
        _too_long(code.source, error, report)


def _too_long(source: Source, error: BaseException, report: Report) -> None:
    message = f"`{source.path}` has not finished after {LONGEST_RUN:g} seconds"
    report.add("actors-error", message, place(source, error), label="still running here")


def _run(source: Source, module: ModuleType, report: Report) -> Kinds | None:
    try:
        exec(compile(source.text, source.path, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - the author's own file
    except TooLongError as error:
        _too_long(source, error, report)
        return None
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever the author's code raises, `SystemExit` too
        report.add("actors-error", *complaint(source, error))
        return None
    return _defined(source, vars(module), report)


def _defined(source: Source, namespace: Mapping[str, Any], report: Report) -> Kinds | None:
    """The kinds that a file defines, under whatever name; None, with a diagnostic, when one is no good."""
    found = {id(value): (name, value) for name, value in namespace.items() if isinstance(value, Kind)}
    lines = _assignments(source)
    kinds: dict[str, ActorKind] = {}
    for variable, kind in found.values():
        span = source.line_span(lines.get(variable, 1))
        if kind.name in kinds or kind.name in KINDS:
            whose = "which is built in" if kind.name in KINDS else "which this file has twice"
            message = f"`{variable}` is a kind named `{kind.name}`, {whose}"
            report.add("actors-error", message, span, hint="give it a name of its own")
            return None
        try:
            kinds[kind.name] = actor_kind(kind, Owner(name=source.path, source=source, span=span))
        except Problem as problem:
            report.extend(problem.found)
            return None
    if not kinds:
        report.add(
            "actors-error",
            f"`{source.path}` defines no kind",
            source.line_span(1),
            hint="end it with `NAME = Kind(name=..., ...)`",
        )
    return kinds or None


def site_kinds(project: Path, report: Report) -> Kinds:
    """All kinds that some film of a site may know: for editors, which know nothing of folders."""
    kinds = {**KINDS, **installed_kinds(None, report)}
    folder = project / EXPLAINERS
    for file in sorted((*folder.glob(f"*/{ACTORS_FILE}"), *folder.glob(f"*/*/{ACTORS_FILE}"))):
        source = read_source(project, file, report)
        if source is not None:
            with author_kinds(AuthorCode(source=source, file=file), report) as own:
                kinds |= own or {}
    return kinds


def _assignments(source: Source) -> dict[str, int]:
    """The lines on which a file assigns its top-level names."""
    return {
        target.id: statement.lineno
        for statement in ast.parse(source.text).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def installed_kinds(names: Iterable[str] | None, report: Report) -> Kinds:
    """The kinds that installed packages offer under these names; with None, all of them."""
    if names is not None and not (names := frozenset(names)):
        return {}
    kinds: dict[str, ActorKind] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda found: (found.name, found.value)):
        if (names is not None and entry.name not in names) or entry.name in KINDS:
            continue
        if entry.name in kinds:
            report.add("actors-error", f"two packages offer a kind `{entry.name}`")
            continue
        try:
            kinds[entry.name] = _installed(entry)
        except Problem as problem:
            report.extend(problem.found)
    return kinds


def _installed(entry: EntryPoint) -> ActorKind:
    owner = Owner(name=entry.value, package=entry.module.partition(".")[0])
    kind = owner.call(entry.load)
    if not isinstance(kind, Kind) or kind.name != entry.name:
        raise owner.problem(f"is no kind named `{entry.name}`")
    return actor_kind(kind, owner)
