"""The settings of a site: `[tool.explainsite]` of its `pyproject.toml`."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from explainsite.diagnostics import Report, Span, did_you_mean
from explainsite.sizes import size_in_bytes

FILE = "pyproject.toml"


def web_address(value: str) -> str:
    """An address without a slash at its end; ValueError if it is none."""
    if value and not re.match(r"https?://[^/\s]+", value):
        raise ValueError("must be an address that begins with `https://`")
    return value.rstrip("/")


def inside_project(value: str) -> str:
    """A folder's path in the project; ValueError if it leads out of it, or is the project itself."""
    path = posixpath.normpath(value)
    if path.startswith("/") or path.split("/")[0] in {"..", "."}:
        raise ValueError("must be a folder inside the project")
    return path


def _language_tag(value: str) -> str:
    if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", value):
        raise ValueError("must be a language tag such as `en` or `pt-BR`")
    return value


def _size(value: str) -> str:
    size_in_bytes(value)
    return value


def _unique(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(value)) < len(value):
        raise ValueError("must name each theme once")
    return value


class Config(BaseModel):
    """How a site is built. Every field is a setting, and its description is the documentation."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: str = Field(min_length=1, description="The site's name, in the header and in every page's title.")
    tagline: str = Field(default="", description="The sentence at the top of the home page.")
    description: str = Field(default="", description="One sentence for search engines and previews.")
    base_url: Annotated[str, AfterValidator(web_address)] = Field(
        default="",
        description="Where the site is published, for canonical links and the sitemap."
        " Pages work anywhere without it.",
    )
    language: Annotated[str, AfterValidator(_language_tag)] = Field(
        default="en", description="The language of the pages, as a tag such as `en`."
    )
    featured: str | None = Field(
        default=None, description="The slug of the explainer that the home page begins with."
    )
    themes: Annotated[tuple[Literal["dark", "light"], ...], AfterValidator(_unique), Field(strict=False)] = (
        Field(
            default=("dark", "light"),
            min_length=1,
            description="The themes that films are rendered in; each reader sees the one they prefer.",
        )
    )
    quality: Literal["draft", "standard", "high"] = Field(
        default="standard", description="480p at 15 frames a second, 1080p at 30, or 1080p at 60."
    )
    jobs: int = Field(
        default=0, ge=0, le=256, description="Worker processes that render; 0 means one for each core."
    )
    keep: Annotated[str, AfterValidator(_size)] = Field(
        default="5GB",
        description="How much the store of rendered films may hold, such as `500MB` or `5GiB`."
        " What was used longest ago goes first; what a build uses always stays.",
    )
    output: Annotated[str, AfterValidator(inside_project)] = Field(
        default="_site", description="The folder that the site is written to."
    )
    reference: bool = Field(
        default=False, description="Publish a reference of the language, with a film of each actor and verb."
    )
    repository: Annotated[str, AfterValidator(web_address)] = Field(
        default="", description="The address of the site's source code, for a link to it."
    )

    @property
    def kept_bytes(self) -> int:
        """The setting `keep`, in bytes."""
        return size_in_bytes(self.keep)

    _places: dict[str, Span] = {}

    def at(self, places: Mapping[str, Span]) -> Config:
        """The same settings, which know where they stand in the file."""
        self._places.update(places)
        return self

    def place(self, setting: str) -> Span:
        """Where a setting stands in the file."""
        return self._places.get(setting, Span(path=FILE))


def read_config(text: str, report: Report, overrides: Mapping[str, object] | None = None) -> Config | None:
    """The settings in the text of a `pyproject.toml`; None, with a diagnostic for each problem.

    `overrides` take the place of settings in the file, except those that are None.
    """
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        _syntax(text, error, report)
        return None
    table = document.get("tool", {}).get("explainsite")
    places = dict(_places(text))
    if not isinstance(table, dict):
        report.add(
            "bad-settings",
            f"`{FILE}` has no table `[tool.explainsite]`",
            Span(path=FILE),
            hint='add `[tool.explainsite]` and a `title = "..."`',
        )
        return None
    given = {name: value for name, value in (overrides or {}).items() if value is not None}
    for name in table.keys() - Config.model_fields:
        _unknown(name, places, report)
    known = {name: value for name, value in table.items() if name in Config.model_fields}
    return _validated({**known, **given}, places, report)


_MEANT = {"palette": "themes", "palettes": "themes", "store": "keep"}
"""Settings by other words for them. A palette is the colours of a theme."""


def _unknown(name: str, places: Mapping[str, Span], report: Report) -> None:
    report.add(
        "unknown-setting",
        f"`{name}` is not a setting",
        places.get(name, places.get("", Span(path=FILE))),
        label="unknown setting",
        hint=did_you_mean(_MEANT.get(name, name), Config.model_fields),
    )


def _validated(table: dict[str, Any], places: dict[str, Span], report: Report) -> Config | None:
    try:
        config = Config.model_validate(table)
    except ValidationError as error:
        first = {problem["loc"][0]: problem for problem in reversed(error.errors(include_url=False))}
        for problem in reversed(first.values()):  # what follows from a wrong item is no second problem
            _explain(problem, places, report)
        return None
    return config.at(places)


def _explain(problem: ErrorDetails, places: Mapping[str, Span], report: Report) -> None:
    name = str(problem["loc"][0])
    span = places.get(name, places.get("", Span(path=FILE)))
    if problem["type"] == "missing":
        report.add(
            "missing-key", f"`[tool.explainsite]` has no `{name}`", span, label=f"`{name}` is required"
        )
    else:
        report.add("wrong-type", f"`{name}` {_must(problem)}", span, hint=_HINTS.get(name, ""))


_HINTS = {"keep": "a number and KB, MB, GB or TB; KiB, MiB, GiB and TiB count in steps of 1024"}

_MUST = {
    "string_type": "must be text, in quotes",
    "int_type": "must be a whole number",
    "bool_type": "must be `true` or `false`",
    "tuple_type": "must be a list",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "literal_error": "must be {expected}",
}


def _must(problem: ErrorDetails) -> str:
    known = _MUST.get(problem["type"])
    if known:
        return known.format(**problem.get("ctx", {})).replace("'", "`")
    return problem["msg"].removeprefix("Value error, ")


def _syntax(text: str, error: Exception, report: Report) -> None:
    match = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    lines = text.split("\n")
    line, column = (int(match[1]), int(match[2])) if match else (len(lines), 1)
    span = _key_span(line, lines[line - 1], column - 1, 1)
    problem = str(error).split(" (at ")[0]
    report.add("bad-settings", f"`{FILE}` cannot be parsed: {problem[:1].lower()}{problem[1:]}", span)


_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\")\s*(?:\.[^=]*)?=")


def _places(text: str) -> Iterator[tuple[str, Span]]:
    """Where each key of the settings' table stands; the table itself under the empty name."""
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if table := _TABLE.match(line):
            name, _, rest = table[1].replace(" ", "").partition("tool.explainsite")
            inside = not name and not rest
            if inside or rest.startswith("."):
                yield rest[1:].split(".")[0], _key_span(number, line, 0, len(line.rstrip()))
        elif inside and (key := _KEY.match(line)):
            yield key[1].strip('"'), _key_span(number, line, key.start(1), len(key[1]))


def _key_span(number: int, line: str, start: int, length: int) -> Span:
    return Span(path=FILE, line=number, column=start + 1, length=length, excerpt=line)
