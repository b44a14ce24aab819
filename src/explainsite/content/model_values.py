"""The values of a data file (`data: model.py`): run on its own, read as plain values."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from inspect import Parameter, signature, unwrap
from pathlib import Path
from types import FunctionType, MappingProxyType, ModuleType
from typing import Any, TypeVar

from explainsite.content.blame import complaint, place
from explainsite.content.isolation import TooLongError, isolated
from explainsite.content.locate import locate_file
from explainsite.content.source import Source, read_source
from explainsite.content.spec import SpecFile
from explainsite.diagnostics import Report, Span, did_you_mean
from explainsite.jobs.memory import Memory

Values = Mapping[str, Any]
_NOTHING: Values = MappingProxyType({})
_NAME = "model"
T = TypeVar("T")
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
    return _executed(lambda run: dict(_public(run.names)), source, folder, report, seconds=seconds)


def call_function(
    call: FunctionCall, source: Source, folder: Path, report: Report, *, seconds: float = LONGEST_RUN
) -> list[Any] | None:
    """What a function of a data file returns for each of some arguments; None and a diagnostic on error."""

    def returned(run: _Run) -> list[Any] | None:
        function = _callable(call, run.names, source, report)
        return None if function is None else [_returned(function, each, run) for each in call.arguments]

    return _executed(returned, source, folder, report, seconds=seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionCall:
    """A call of a function of a data file, as a spec asks for it."""

    function: str
    span: Span
    """Where the function is named."""
    inputs: Mapping[str, Span]
    """Where each of its arguments is."""
    arguments: Sequence[Mapping[str, float]]
    """The arguments of one call after the other."""


def _callable(call: FunctionCall, names: Mapping[str, Any], source: Source, report: Report) -> Any:
    """The function that can be called so; None, with diagnostics, if there is none."""
    functions = {name: value for name, value in names.items() if isinstance(unwrap(value), FunctionType)}
    function = functions.get(call.function)
    if function is None:
        message = f"`{source.path}` has no function `{call.function}`"
        takers = [name for name, one in functions.items() if signature(one).parameters]
        hint = did_you_mean(call.function, takers) or "define it there: it takes the inputs of `with`"
        report.add("unknown-function", message, call.span, label="unknown function", hint=hint)
        return None
    return function if _takes(function, call, report) else None


def _takes(function: Callable[..., Any], call: FunctionCall, report: Report) -> bool:
    """Whether a function takes just these inputs; if not, that is reported."""
    parameters = signature(function).parameters.values()
    named = {one.name for one in parameters if one.kind in _BY_NAME}
    takes_any = any(one.kind is Parameter.VAR_KEYWORD for one in parameters)
    unknown = [name for name in call.inputs if not takes_any and name not in named]
    for name in unknown:
        hint = did_you_mean(name, named) or "it takes nothing by a name"
        message = f"`{call.function}` takes no `{name}`"
        report.add("bad-call", message, call.inputs[name], label="unknown argument", hint=hint)
    needed = (one.name for one in parameters if one.default is Parameter.empty and one.kind in _NEEDED)
    missing = [name for name in needed if name not in call.inputs]
    if missing and not unknown:
        hint = f"add `{missing[0]}` to `with`, or give it a default in the data file"
        message, label = f"`{call.function}` needs a `{missing[0]}`", f"no `{missing[0]}` in `with`"
        report.add("bad-call", message, call.span, label=label, hint=hint)
    return not unknown and not missing


_BY_NAME = {Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY}
_NEEDED = {*_BY_NAME, Parameter.POSITIONAL_ONLY}


def _returned(function: Callable[..., Any], arguments: Mapping[str, float], run: _Run) -> Any:
    written = ", ".join(f"{name}={value:g}" for name, value in arguments.items())
    run.about = f"it was called as `{unwrap(function).__name__}({written})`"
    return _result(function, arguments)


@dataclass(slots=True)
class _Run:
    """A data file that has been executed."""

    names: dict[str, Any]
    about: str = ""
    """What is done with it, as a hint for when that goes wrong."""


def _executed(
    work: Callable[[_Run], T], source: Source, folder: Path, report: Report, *, seconds: float
) -> T | None:
    """What `work` makes of a data file that was run; None, with a diagnostic, if either goes wrong."""
    module = ModuleType(_NAME)
    module.__file__ = source.path
    run = _Run(module.__dict__)
    try:
        with isolated(module, folder, seconds=seconds):
            code = compile(source.text, source.path, "exec", dont_inherit=True)
            exec(code, module.__dict__)  # noqa: S102 - the author's own file, as `python model.py` would run it
            return work(run)
    except _BadResultError as error:
        span, hint = source.line_span(error.line), run.about or "give a number, a text, a list or a dict"
        report.add("model-error", str(error), span, hint=hint)
    except TooLongError as error:
        message = f"`{source.path}` has not finished after {seconds:g} seconds"
        span, label = place(source, error), "still running here"
        report.add("model-error", message, span, label=label, hint=run.about)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever the author's code raises, `SystemExit` too
        report.add("model-error", *complaint(source, error), hint=run.about)
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


def _result(function: Callable[..., Any], arguments: Mapping[str, Any] = _NOTHING) -> Any:
    try:
        return _plain(function(**arguments))
    except _NotPlainError as error:
        raise _BadResultError(unwrap(function), str(error)) from None


class _BadResultError(Exception):
    """A function gives what cannot be shown."""

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
