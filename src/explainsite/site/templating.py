"""The template environment: strict, escaping, and able to say which line of which template went wrong."""

from __future__ import annotations

import re
import traceback
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from jinja2.utils import missing
from markupsafe import Markup

from explainsite.diagnostics import Diagnostic, Span, did_you_mean
from explainsite.jobs.memory import Memory
from explainsite.site.theme import THEME, TemplateFailure, theme_folder


def template_environment(overrides: Path, memory: Memory | None = None) -> Environment:
    """Templates of the theme; a file in `overrides` replaces its namesake and may extend `default/<name>`.

    With a `memory`, a template is compiled once.
    """
    theme = FunctionLoader(_theme_template)
    loader = ChoiceLoader([_overrides(overrides), theme, PrefixLoader({"default": theme})])
    return Environment(
        loader=loader,
        undefined=_Undefined,
        autoescape=True,
        finalize=_typeset,
        trim_blocks=False,
        keep_trailing_newline=True,
        auto_reload=True,
        bytecode_cache=_Compiled(memory) if memory else None,
    )


class _Compiled(BytecodeCache):
    """Compiled templates, for as long as their text and our code, which compiles them, are the same."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self.memory.recall(_remembered(bucket), bucket.checksum)
        if known:
            bucket.bytecode_from_string(b64decode(known))

    def dump_bytecode(self, bucket: Bucket) -> None:
        compiled = b64encode(bucket.bytecode_to_string()).decode()
        self.memory.keep(_remembered(bucket), bucket.checksum, compiled)


def _remembered(bucket: Bucket) -> str:
    return f"templates/{bucket.key}"


_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def _typeset(value: object) -> object:
    """Words as a typesetter would set them; HTML, such as a body, is set already."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _APOSTROPHE.sub("’", value)
    return value


def _theme_template(name: str) -> tuple[str, str | None, None] | None:
    text = _read(theme_folder() / name)
    return None if text is None else (text, f"{THEME}/{name}", None)


def _overrides(folder: Path) -> BaseLoader:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path, shown = folder / name, f"{folder.name}/{name}"
        if not path.resolve().is_relative_to(folder.resolve()):
            return None
        text = _read_own(path, shown)
        return None if text is None else (text, shown, lambda: _read_own(path, shown) == text)

    return FunctionLoader(load)


def _read_own(path: Path, shown: str) -> str | None:
    """An author's file, which may be anything."""
    try:
        return _read(path)
    except UnicodeDecodeError as error:
        problem, hint = f"`{shown}` is not UTF-8: {error.reason}", "save the file as UTF-8"
        code = "not-utf8"
    except OSError as error:
        problem, hint, code = f"`{shown}` cannot be read: {error.strerror}", "", "unreadable-file"
    raise TemplateFailure(Diagnostic(code=code, message=problem, span=Span(path=shown), hint=hint))


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None


def render(environment: Environment, name: str, context: Mapping[str, Any]) -> str:
    """Render a template; raises `TemplateFailure` at the template's own line."""
    try:
        return environment.get_template(name).render(context)
    except TemplateSyntaxError as error:
        place = Place(file=error.filename or name, line=error.lineno)
        raise TemplateFailure(_problem(environment, "template-syntax", str(error.message), place)) from error
    except TemplateFailure:
        raise
    except Exception as error:
        place = _place(environment, error, name)
        said = _said(error, _line(environment, place))
        problem = _problem(environment, "template-error", said, place, hint=_hint(error, context))
        raise TemplateFailure(problem) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of a template, by the name that tracebacks give it."""

    file: str
    line: int


class _NoSuchName(UndefinedError):
    """A name that a template uses and nothing has: `name` of `owner`, or of the template's own values."""

    def __init__(self, owner: object, name: str, message: str | None) -> None:
        super().__init__(message)
        self.owner, self.name = owner, name


class _Undefined(StrictUndefined):
    """An undefined name that remembers what it was looked for in."""

    def __init__(
        self, hint: str | None = None, obj: object = missing, name: str | None = None, exc: Any = None
    ) -> None:
        super().__init__(hint, obj, name)
        self._undefined_exception: Any = partial(_NoSuchName, obj, str(name))


def _said(error: Exception, line: str) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template `{error.name}`"
    if isinstance(error, _NoSuchName) and error.owner is missing:
        return f"templates know no `{error.name}`"
    if isinstance(error, _NoSuchName):
        owner = re.search(rf"([\w.]+)\.{re.escape(error.name)}\b", line)
        return f"`{owner[1]}` has no `{error.name}`" if owner else f"there is no `{error.name}` here"
    return f"{type(error).__name__}: {error}"


def _hint(error: Exception, context: Mapping[str, Any]) -> str:
    if isinstance(error, _NoSuchName):
        names = context if error.owner is missing else dir(error.owner)
        return did_you_mean(error.name, [name for name in names if not name.startswith("_")])
    if not isinstance(error, TemplateNotFound):
        return ""
    names = [file.name for file in theme_folder().iterdir() if file.name.endswith(".html")]
    prefix = "default/" if str(error.name).startswith("default/") else ""
    return did_you_mean(str(error.name), [prefix + name for name in names])


def _place(environment: Environment, error: Exception, name: str) -> Place:
    """The innermost template line that the error passed through: Jinja rewrites tracebacks to name it."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if _template_text(environment, frame.filename) is not None:
            return Place(file=frame.filename, line=frame.lineno or 1)
    return Place(file=name, line=1)


def _line(environment: Environment, place: Place) -> str:
    lines = (_template_text(environment, place.file) or "").split("\n")
    return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def _problem(
    environment: Environment, code: str, message: str, place: Place, *, hint: str = ""
) -> Diagnostic:
    excerpt = _line(environment, place)
    words = excerpt.strip()
    span = Span(
        path=place.file,
        line=place.line,
        column=len(excerpt) - len(excerpt.lstrip()) + 1,
        length=max(1, len(words)),
        excerpt=excerpt,
    )
    return Diagnostic(code=code, message=message, span=span, hint=hint)


def _template_text(environment: Environment, file: str) -> str | None:
    """The text of the template that tracebacks call `file`; None if it is no template."""
    loader = environment.loader
    own = file.startswith(f"{THEME}/")
    name = f"default/{file[len(THEME) + 1 :]}" if own else file.partition("/")[2]
    if loader is None or not name:
        return None
    try:
        text, filename, _ = loader.get_source(environment, name)
    except (TemplateNotFound, TemplateFailure):
        return None
    return text if filename == file else None
