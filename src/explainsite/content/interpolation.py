"""Values inside text: `$name` alone, `$name` or `${name:,.0f}` within words, `$$` for a dollar sign."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from explainsite.diagnostics import Report, Span, did_you_mean

_NAME = r"[A-Za-z_]\w*(?:\.\w+)*"
_WHOLE = re.compile(rf"\$(?:({_NAME})|\{{({_NAME})\}})", re.ASCII)
_PART = re.compile(rf"\$(?:(?P<dollar>\$)|(?P<name>{_NAME})|\{{(?P<braced>[^}}$\n]*)(?P<end>\}})?)", re.ASCII)
_BRACED = re.compile(rf"\s*({_NAME})\s*(?::(.*))?", re.ASCII | re.DOTALL)
_LEAVES_DECIMALS = re.compile(r"[^.%A-Za-z]*")
"""Formats such as `,` with which Python would write `5.0` for a whole amount."""
_INDEX = re.compile(r"\[(\w+)\]", re.ASCII)
_ODD = re.compile(r"(?<=\w)(?:\s+|[^\w.\s])(?=\w)", re.ASCII)
_WIDE, _TOO_WIDE = re.compile("[0-9]{3}"), re.compile("[0-9]{4}")

_MOST_DECIMALS = 4
"""Decimals that an author may want without having said so."""

_MISSING = object()
_NOWHERE = Span(path="")


def whole_value(text: str, values: Mapping[str, Any]) -> Any | None:
    """The value itself when `text` is nothing but `$name`; None when it is anything else, or unknown."""
    match = _WHOLE.fullmatch(text.strip())
    if match is None:
        return None
    value = _look_up(match[1] or match[2], values)
    return None if value is _MISSING else value


def values_in(text: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a text refers to, by name; not those that are unknown."""
    named = {name: _look_up(name, values) for name, _ in map(_name_and_form, _PART.finditer(text)) if name}
    return {name: value for name, value in named.items() if value is not _MISSING}


def references(text: str, values: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """Each reference in a text to a value that is known: as it stands there, the value, and how it reads."""
    for match in _PART.finditer(text):
        name, _ = _name_and_form(match)
        value = _look_up(name, values) if name else _MISSING
        if value is not _MISSING:
            yield match[0], value, interpolate(match[0], values, _NOWHERE, Report())


def with_ends(text: str, values: Mapping[str, Any]) -> str:
    """`text` with braces around names that must end before a dot: `${log}.0` if `log` is a text."""

    def ended(match: re.Match[str]) -> str:
        stem, rest = _longest_known(match["name"] or "", values)
        return f"${{{stem}}}.{rest}" if stem and rest else match[0]

    return _PART.sub(ended, text)


def _longest_known(name: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """The value that a dotted name begins with, and what is left of it where that cannot be a part of it."""
    steps = name.split(".")
    for count in range(len(steps), 0, -1):
        stem, rest = ".".join(steps[:count]), ".".join(steps[count:])
        value = _look_up(stem, values)
        if value is not _MISSING:
            has_parts = isinstance(value, Mapping) or (isinstance(value, list) and rest[:1].isdecimal())
            return ("", "") if has_parts else (stem, rest)
    return "", ""


def with_items(text: str, lists: Collection[str], place: int) -> str:
    """`text` with an item of lists where it refers to them: `bits.${places.2}` for `bits.$places`."""

    def item(match: re.Match[str]) -> str:
        name, form = _name_and_form(match)
        return f"${{{name}.{place}{form and ':'}{form}}}" if name in lists else match[0]

    return _PART.sub(item, text)


def interpolate(text: str, values: Mapping[str, Any], place: Span | Sequence[Span], report: Report) -> str:
    """`text` with every value written out; what cannot be written is reported and stays as it was.

    `place` is where the text stands: its span, or the spans of all its lines.
    """
    if "$" not in text:
        return text
    lines = (place,) if isinstance(place, Span) else tuple(place)
    return _PART.sub(lambda match: _written(match, values, lines, report), text)


def _written(match: re.Match[str], values: Mapping[str, Any], lines: tuple[Span, ...], report: Report) -> str:
    if match["dollar"]:
        return "$"
    name, form = _name_and_form(match)
    if not name:
        _refuse_braces(match, lines, report)
        return match[0]
    index = _INDEX.match(match.string, match.end())
    if index and match["name"]:
        written = match[0] + index[0]
        report.add(
            "bad-format",
            f"`{written}`: a value has no brackets",
            _find(written, lines),
            hint=f"write `{match[0]}.{index[1]}`",
        )
        return match[0]
    value = _look_up(name, values)
    if value is _MISSING and not values and _is_reported(lines[0].path, report):
        return match[0]
    if value is _MISSING:
        message = f"the data file has no value `{name}`" if values else f"there is no value `{name}`"
        report.add(
            "unknown-value",
            message,
            _find(match[0], lines),
            label="unknown value",
            hint=_nearest(name, values),
        )
        return match[0]
    return _formatted(value, form, match[0], lines, report)


def _name_and_form(match: re.Match[str]) -> tuple[str, str]:
    """The name of a value and how it is to be written; no name for `$$` and for braces that hold none."""
    if match["name"] or match["dollar"]:
        return match["name"] or "", ""
    braced = _BRACED.fullmatch(match["braced"]) if match["end"] else None
    return (braced[1], braced[2] or "") if braced else ("", "")


def _is_reported(path: str, report: Report) -> bool:
    """Whether it was said that a piece without a data file has no values: once is enough."""
    return any(d.code == "unknown-value" and d.span and d.span.path == path for d in report.found)


def _refuse_braces(match: re.Match[str], lines: tuple[Span, ...], report: Report) -> None:
    what, hint = _flaw_in_braces(match)
    usual = "write `${name}` or `${name:,.0f}`, and `$$` for a dollar sign"
    message = f"`{match[0].splitlines()[0]}` {what}"
    report.add("bad-format", message, _find(match[0], lines), hint=hint or usual)


def _flaw_in_braces(match: re.Match[str]) -> tuple[str, str]:
    """What is wrong with braces that hold no name, and what to do about it if that can be told."""
    name = match["braced"].partition(":")[0].strip()
    dotted = _INDEX.sub(r".\1", match["braced"])
    odd = _ODD.search(name)
    if not match["end"]:
        return "has no closing brace", ""
    if dotted == match["braced"] and odd:
        hint = f"a name has letters, digits, `_` and dots: call it `{_ODD.sub('_', name)}` in the data file"
        return f"has {'a blank' if odd[0].isspace() else f'a `{odd[0]}`'} in its name", hint
    return "holds no name of a value", f"write `${{{dotted}}}`" if dotted != match["braced"] else ""


def _look_up(name: str, values: Mapping[str, Any]) -> Any:
    """The value at a dotted name: keys of dicts, and places in lists counted from 0."""
    value: Any = values
    for part in name.split("."):
        if isinstance(value, Mapping):
            value = value.get(part, _MISSING)
        elif isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        else:
            return _MISSING
    return value


def _nearest(name: str, values: Mapping[str, Any]) -> str:
    """A hint with a known name: of the part that is wrong when the rest is right."""
    if not values:
        return "give the piece a data file, as `data: model.py`, or write `$$` for a dollar sign"
    stem, _, last = name.rpartition(".")
    holder = _look_up(stem, values) if stem else values
    if isinstance(holder, Mapping):
        near = _nearest_of(last, holder)
        return near.replace("`", f"`{stem}.", 1) if stem and near.startswith("did you mean") else near
    if isinstance(holder, list):
        return f"`{stem}` has {len(holder)} items, counted from 0"
    if holder is _MISSING:
        return _nearest_of(name.split(".", maxsplit=1)[0], values)
    return f"to end a name before a dot, write `${{{stem}}}.{last}`"


def _nearest_of(word: str, known: Mapping[str, Any]) -> str:
    return did_you_mean(word, known) or f"none of its {len(known)} values has a name like that"


def _formatted(value: Any, form: str, written: str, lines: tuple[Span, ...], report: Report) -> str:
    if not form:
        words = _words(value)
        if isinstance(value, float) and len(words.partition(".")[2]) > _MOST_DECIMALS:
            report.add(
                "long-number",
                f"`{written}` is written as {words}",
                _find(written, lines),
                hint=f"say how precise it should be, as `${{{written.strip('${}')}:.2f}}`",
            )
        return words
    try:
        if _TOO_WIDE.search(form):  # Python would obey, and fill the memory
            raise ValueError("a width has at most three digits")  # noqa: TRY301 - reported like Python's own
        is_whole = isinstance(value, float) and value.is_integer() and _LEAVES_DECIMALS.fullmatch(form)
        return format(int(value) if is_whole else value, form)
    except (ValueError, TypeError, OverflowError) as error:
        problem = "a list has no format of its own" if isinstance(value, list) else str(error)
    report.add(
        "bad-format",
        f"`{written}` cannot be formatted: {problem[:1].lower()}{problem[1:].rstrip('.')}",
        _find(written, lines),
        hint=_hint_list(value, written) or f"the value is `{_shown(value)}`",
    )
    return written


def format_problem(form: str) -> str:
    """Why numbers cannot be written in a format of Python's; empty if they can."""
    if _WIDE.search(form):
        return "it is too wide"
    if form.endswith("n"):
        return "`n` differs from machine to machine"
    try:
        format(1234.5, form)
    except ValueError as error:
        return str(error).lower()
    return ""


def _hint_list(value: Any, written: str) -> str:
    """A format is for one item of a list."""
    is_list = isinstance(value, list) and value
    return f"it is a list; for its first item write `{written.replace(':', '.0:', 1)}`" if is_list else ""


def _words(value: Any) -> str:
    """A value as a reader expects it: no `6.0`, no `0.30000000000000004`."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(value, ".10g")
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return str(value)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _find(written: str, lines: tuple[Span, ...]) -> Span:
    """The place of `written`: its own line and column where it stands unbroken."""
    for line in lines:
        start = line.excerpt.find(written, line.column - 1)
        if start >= 0:
            return replace(line, column=start + 1, length=len(written))
    return lines[0]
