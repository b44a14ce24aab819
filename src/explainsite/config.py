"""The settings of a site: `[tool.explainsite]` of its `pyproject.toml`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, Literal

from explainsite.diagnostics import Report, Span, did_you_mean
from explainsite.sizes import size_in_bytes

FILE = "pyproject.toml"


Rule = Callable[[Any], Any]
"""From what the file says to the setting, or `WrongValue`."""


class WrongValue(ValueError):
    """What a setting must be, in words."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongValue("must be text, in quotes")
    return value


def _some_text(value: Any) -> str:
    if not _text(value):
        raise WrongValue("must not be empty")
    return str(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongValue("must be `true` or `false`")
    return value


def _from_0_to(most: int) -> Rule:
    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise WrongValue("must be a whole number")
        if not 0 <= value <= most:
            raise WrongValue("must be 0 or more" if value < 0 else f"must be {most} or less")
        return value

    return read


def _one_of(*words: str) -> Rule:
    *others, last = (f"`{word}`" for word in words)

    def read(value: Any) -> str:
        if value not in words:
            raise WrongValue(f"must be {', '.join(others)} or {last}")
        return str(value)

    return read


def _themes(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise WrongValue("must be a list")
    themes = tuple(map(_one_of("dark", "light"), value))
    if not themes:
        raise WrongValue("must not be empty")
    if len(set(themes)) < len(themes):
        raise WrongValue("must name each theme once")
    return themes


def web_address(value: Any) -> str:
    """An address without a slash at its end; ValueError if it is none."""
    if _text(value) and not re.match(r"https?://[^/\s]+", value):
        raise WrongValue("must be an address that begins with `https://`")
    return str(value.rstrip("/"))


def inside_project(value: Any) -> str:
    """A folder's path in the project; ValueError if it leads out of it, or is the project itself."""
    path = posixpath.normpath(_text(value))
    if path.startswith("/") or path.split("/")[0] in {"..", "."}:
        raise WrongValue("must be a folder inside the project")
    return path


def _language_tag(value: Any) -> str:
    if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", _text(value)):
        raise WrongValue("must be a language tag such as `en` or `pt-BR`")
    return str(value)


def _size(value: Any) -> str:
    size_in_bytes(_text(value))
    return str(value)


def _setting(rule: Rule, description: str, *, default: Any = MISSING) -> Any:
    return field(default=default, metadata={"rule": rule, "description": description})


@dataclass(frozen=True, kw_only=True)
class Config:
    """How a site is built. Each setting has its rule, and its description is the documentation."""

    title: str = _setting(_some_text, "The site's name, in the header and in every page's title.")
    tagline: str = _setting(_text, "The sentence at the top of the home page.", default="")
    description: str = _setting(_text, "One sentence for search engines and previews.", default="")
    base_url: str = _setting(
        web_address,
        "Where the site is published, for canonical links and the sitemap. Pages work anywhere without it.",
        default="",
    )
    language: str = _setting(_language_tag, "The language of the pages, as a tag such as `en`.", default="en")
    featured: str | None = _setting(
        _text, "The slug of the explainer that the home page begins with.", default=None
    )
    themes: tuple[Literal["dark", "light"], ...] = _setting(
        _themes,
        "The themes that films are rendered in; each reader sees the one they prefer.",
        default=("dark", "light"),
    )
    quality: Literal["draft", "standard", "high"] = _setting(
        _one_of("draft", "standard", "high"),
        "480p at 15 frames a second, 1080p at 30, or 1080p at 60.",
        default="standard",
    )
    jobs: int = _setting(
        _from_0_to(256), "Worker processes that render; 0 means one for each core.", default=0
    )
    keep: str = _setting(
        _size,
        "How much the store of rendered films may hold, such as `500MB` or `5GiB`."
        " What was used longest ago goes first; what a build uses always stays.",
        default="5GB",
    )
    output: str = _setting(inside_project, "The folder that the site is written to.", default="_site")
    reference: bool = _setting(
        _truth, "Publish a reference of the language, with a film of each actor and verb.", default=False
    )
    repository: str = _setting(
        web_address, "The address of the site's source code, for a link to it.", default=""
    )
    places: Mapping[str, Span] = field(default_factory=dict, repr=False, compare=False)
    """Where each setting stands in the file."""

    @property
    def kept_bytes(self) -> int:
        """The setting `keep`, in bytes."""
        return size_in_bytes(self.keep)

    def place(self, setting: str) -> Span:
        """Where a setting stands in the file."""
        return self.places.get(setting, Span(path=FILE))


def settings() -> dict[str, Field[Any]]:
    """Every setting by its name."""
    return {each.name: each for each in fields(Config) if "rule" in each.metadata}


def read_config(text: str, report: Report, overrides: Mapping[str, object] | None = None) -> Config | None:
    """The settings in the text of a `pyproject.toml`; None, with a diagnostic for each problem.

    `overrides` take the place of settings in the file, except those that are None.
    """
    import tomllib  # where nothing has changed, nobody asks

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
    for name in table.keys() - settings().keys():
        _unknown(name, places, report)
    return _validated({**table, **given}, places, report)


_MEANT = {"palette": "themes", "palettes": "themes", "store": "keep"}
"""Settings by other words for them. A palette is the colours of a theme."""


def _unknown(name: str, places: Mapping[str, Span], report: Report) -> None:
    report.add(
        "unknown-setting",
        f"`{name}` is not a setting",
        _place(name, places),
        label="unknown setting",
        hint=did_you_mean(_MEANT.get(name, name), settings()),
    )


def _validated(table: Mapping[str, Any], places: dict[str, Span], report: Report) -> Config | None:
    values, own = {}, Report()
    for name, setting in settings().items():
        try:
            if name in table:
                values[name] = setting.metadata["rule"](table[name])
            elif setting.default is MISSING:
                _missing(name, places, own)
        except ValueError as problem:
            hint = _HINTS.get(name, "")
            own.add("wrong-type", f"`{name}` {problem}", _place(name, places), hint=hint)
    report.extend(own)
    return None if own.has_errors else Config(**values, places=places)


_HINTS = {"keep": "a number and KB, MB, GB or TB; KiB, MiB, GiB and TiB count in steps of 1024"}


def _missing(name: str, places: Mapping[str, Span], report: Report) -> None:
    message, label = f"`[tool.explainsite]` has no `{name}`", f"`{name}` is required"
    report.add("missing-key", message, _place(name, places), label=label)


def _place(name: str, places: Mapping[str, Span]) -> Span:
    """Where a setting stands, or else the table that it belongs to."""
    return places.get(name, places.get("", Span(path=FILE)))


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
