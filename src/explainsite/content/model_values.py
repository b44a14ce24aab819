"""The values of a data file (`data: model.py`): run on its own, read as plain values."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from inspect import Parameter, signature, unwrap
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from explainsite.content.blame import complaint, place
from explainsite.content.isolation import TooLongError, isolated
from explainsite.content.locate import locate_file
from explainsite.content.source import Source, read_source
from explainsite.content.spec import SpecFile
from explainsite.diagnostics import Report, Span
from explainsite.jobs.memory import Memory

Values = Mapping[str, Any]
_NAME = "model"
LONGEST_RUN = 30.0
"""Seconds; a film's numbers take milliseconds, and a loop without an end must not hold up a build."""


def read_values(
    project: Path, file: SpecFile, written: tuple[str, Span], memory: Memory | None, report: Report
) -> tuple[str | None, Values | None]:
    """The project path of a spec's data file, and its values; None, with a diagnostic, if there are none.

    `written` is the file as the spec names it, and where.
    """
    path = locate_file(project, file.folder, *written, report)
    source = read_source(project, project / path, report) if path else None
    if source is None:
        return path, None
    return path, _run(source, project / source.path, f"values/{file.slug}", memory, report)


def _run(source: Source, file: Path, name: str, memory: Memory | None, report: Report) -> Values | None:
    """The values of a data file, from memory if neither it nor a file beside it has changed."""
    if memory is None:
        return run_model(source, file.parent, report)
    depends = [source.path, source.text, memory.surroundings.files_beside(file)]
    known: Values | None = memory.recall(name, depends)
    if known is not None:
        return known
    values = run_model(source, file.parent, report)
    if values is not None:
        memory.keep(name, depends, values)
    return values


def run_model(source: Source, folder: Path, report: Report, *, seconds: float = LONGEST_RUN) -> Values | None:
    """The public values and the results of functions without arguments; None and a diagnostic on error."""
    module = ModuleType(_NAME)
    module.__file__ = source.path
    try:
        with isolated(module, folder, seconds=seconds):
            code = compile(source.text, source.path, "exec", dont_inherit=True)
            exec(code, module.__dict__)  # noqa: S102 - the author's own file, as `python model.py` would run it
            return dict(_public(module.__dict__))
    except _BadResultError as error:
        span, hint = source.line_span(error.line), "give a number, a text, a list or a dict"
        report.add("model-error", str(error), span, hint=hint)
    except TooLongError as error:
        message = f"`{source.path}` has not finished after {seconds:g} seconds"
        report.add("model-error", message, place(source, error), label="still running here")
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever the author's code raises, `SystemExit` too
        report.add("model-error", *complaint(source, error))
    return None


def _public(namespace: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in list(namespace.items()):
        if name.startswith("_"):
            continue
        if isinstance(unwrap(value), FunctionType):  # `@cache` and the like wrap the author's function
            if unwrap(value).__module__ == _NAME and _takes_nothing(value):
                yield name, _result(value)
        else:
            with contextlib.suppress(_NotPlainError):
                yield name, _plain(value)


def _result(function: Callable[[], Any]) -> Any:
    try:
        return _plain(function())
    except _NotPlainError as error:
        raise _BadResultError(unwrap(function), str(error)) from None


class _BadResultError(Exception):
    """A function without arguments gives what cannot be shown."""

    def __init__(self, function: Any, kind: str) -> None:
        super().__init__(f"`{function.__name__}()` gives a {kind}")
        self.line = function.__code__.co_firstlineno


def _takes_nothing(function: Callable[..., Any]) -> bool:
    variadic = {Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD}
    parameters = signature(function).parameters.values()
    return all(p.default is not Parameter.empty or p.kind in variadic for p in parameters)


class _NotPlainError(TypeError):
    """A value that is neither a number, nor text, nor made of such."""


_EXACTLY: dict[type, Callable[[Any], Any]] = {int: int, float: float, str: str.__str__}
"""An enumeration's member or a library's number as what it is to a reader."""


def _plain(value: Any) -> Any:
    """The value made of numbers, text, lists and dicts only, so that it can be shown, compared and stored."""
    if value is None or isinstance(value, bool):
        return value
    for kind, exactly in _EXACTLY.items():
        if isinstance(value, kind):
            return exactly(value)
    if isinstance(value, (list, tuple, range)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if hasattr(value, "tolist") and not isinstance(value, type):  # an array or a number of NumPy
        return _plain(value.tolist())
    raise _NotPlainError(type(value).__name__)
