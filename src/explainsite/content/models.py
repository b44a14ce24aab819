"""Nodes into typed values: pydantic at the edge, its errors at the author's line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails

from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.content.slugs import is_slug, slugify
from explainsite.diagnostics import Report, Span, did_you_mean


class Model(BaseModel):
    """A mapping in an author's file: unknown keys are errors, values are frozen."""

    foreign: ClassVar[dict[str, str]] = {}
    """Hints for keys that others have and we do not."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=False, arbitrary_types_allowed=True, defer_build=True
    )


_NUMBER = re.compile(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def _plain_number(value: Any) -> Any:
    """Refuse `010`, `1_000` and `1:30`, which one YAML reader takes for a number and the next does not."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise ValueError(f"must be a plain number, not `{value}`")
    return value


def _word_bool(value: Any) -> Any:
    if isinstance(value, str):
        if value not in {"true", "false"}:
            raise ValueError(f"must be `true` or `false`, not `{value}`")
        return value == "true"
    return value


Int = Annotated[int, BeforeValidator(_plain_number)]
Float = Annotated[float, BeforeValidator(_plain_number)]
Bool = Annotated[bool, BeforeValidator(_word_bool)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _slug(value: str) -> str:
    if value and not is_slug(value):
        raise ValueError(
            f"must be made of lower-case letters, digits and hyphens, such as `{slugify(value) or 'a-1'}`"
        )
    return value


Slug = Annotated[str, AfterValidator(_slug)]


M = TypeVar("M", bound=BaseModel)


def read_model(
    model: type[M],
    node: Node | None,
    report: Report,
    *,
    what: str,
    plain: Any = None,
    span: Span | None = None,
) -> M | None:
    """Read `node` as `model`; None, with a diagnostic for each problem, when it does not fit.

    `what` names the thing for messages: "the spec", "the lane", "`send`". `plain` stands for the node's own
    plain value where values of a data file were put into it. `span` is the place of what lacks a key.
    """
    if not isinstance(node, Mapping):
        report.add("wrong-type", f"{what} must be a mapping of keys to values", node.span if node else span)
        return None
    try:
        return model.model_validate(node.plain() if plain is None else plain)
    except ValidationError as error:
        for problem, _ in _problems(model, node, error):
            _report(model, node, problem, report, what=what, span=span)
        return None


def read_mended(
    model: type[M], node: Mapping, report: Report, *, what: str
) -> tuple[M, Mapping, frozenset[str]] | None:
    """As `read_model`, but as if what does not fit had been mended, so that all else can be read in one go.

    Keys get the names that were probably meant, what is missing gets a text in its place, and other values
    are left out. With the model come the mapping that it was read from, and the mapping's own keys in which
    something was wrong. None for what cannot be mended so.
    """
    wrong: set[str] = set()
    renamed: list[list[int | str]] = []
    """Where keys got other names: what stands there is read only now."""
    for is_first in (True, *[False] * _ROUNDS):
        try:
            return model.model_validate(node.plain()), node, frozenset(wrong)
        except ValidationError as error:
            problems = _problems(model, node, error)
            for problem, place in problems:
                if is_first or any(place[: len(new)] == new for new in renamed):
                    _report(model, node, problem, report, what=what, span=None)
            for problem, place in reversed(problems):  # the last items of a list first
                wrong |= {str(part) for part in place[:1]}
                meant = _renamed(model, place) if problem["type"] == "extra_forbidden" else ""
                renamed += [[*place[:-1], meant]] if meant else []
                mended = _mended(node, place, is_missing=problem["type"] == "missing", meant=meant)
                assert isinstance(mended, Mapping)
                node = mended
    return None


_ROUNDS = 3
"""How often what was mended may show something else that is wrong: a renamed key, its value."""


def _problems(
    model: type[BaseModel], root: Mapping, error: ValidationError
) -> list[tuple[ErrorDetails, list[int | str]]]:
    """Each problem with its place; no key is missing that stands there misspelt."""
    found = [(problem, _real_place(root, problem)) for problem in error.errors(include_url=False)]
    there = [
        [*place[:-1], _renamed(model, place)]
        for problem, place in found
        if problem["type"] == "extra_forbidden"
    ]
    return [(each, place) for each, place in found if each["type"] != "missing" or place not in there]


def _renamed(model: type[BaseModel], place: list[int | str]) -> str:
    """The key that was probably meant by an unknown one; empty if none was."""
    name, known = str(place[-1]), _fields_at(model, place[:-1])
    is_word = name.replace("_", "").replace("-", "").isalpha()
    hint = _meant(name, known) or did_you_mean(name, known) if is_word and not _foreign(model, place) else ""
    return hint.split("`")[1] if hint.startswith(("did you mean", "it is called")) else ""


def _mended(root: Mapping, place: list[int | str], *, is_missing: bool, meant: str) -> Node:
    """A mapping with one of its problems mended."""
    if not place:
        return root
    name = place[-1]

    def change(parent: Node) -> Node:
        if isinstance(parent, Sequence):
            return replace(parent, items=tuple(item for i, item in enumerate(parent.items) if i != name))
        if not isinstance(parent, Mapping):
            return parent
        if is_missing:
            text = _STAND_INS.get(str(name), f"unnamed-{parent.span.line}")
            return parent.with_entry(str(name), Scalar(text=text, quoted=True, span=parent.span))
        rest, value = parent.without(str(name)), parent.get(str(name))
        return rest.with_entry(meant, value) if meant and value and meant not in rest.values else rest

    return _changed(root, place[:-1], change)


_STAND_INS = {"url": "https://example.org/"}


def _changed(node: Node, place: list[int | str], change: Callable[[Node], Node]) -> Node:
    """A node with the one at `place` in it changed."""
    if not place:
        return change(node)
    name, *rest = place
    if isinstance(node, Mapping) and str(name) in node.values:
        return node.with_entry(str(name), _changed(node.values[str(name)], rest, change))
    if isinstance(node, Sequence) and isinstance(name, int) and name < len(node.items):
        items = [_changed(item, rest, change) if i == name else item for i, item in enumerate(node.items)]
        return replace(node, items=tuple(items))
    return node


def _report(
    model: type[BaseModel],
    root: Mapping,
    problem: ErrorDetails,
    report: Report,
    *,
    what: str,
    span: Span | None,
) -> None:
    place = _real_place(root, problem)
    parent, node, _ = _walk(root, place)
    owner = _owner(place[:-1], what)
    name = str(place[-1]) if place else ""
    if problem["type"] == "extra_forbidden" and isinstance(parent, Mapping):
        known = _fields_at(model, place[:-1])
        report.add(
            "unknown-key",
            f"`{name}` is not a key of {owner}",
            parent.keys[name].span,
            label="unknown key",
            hint=_foreign(model, place) or _meant(name, known) or did_you_mean(name, known),
        )
    elif problem["type"] == "missing":
        span = _key_span(root, place[:-1]) or span or root.span
        report.add("missing-key", f"{owner} has no `{name}`", span, label=f"`{name}` is required")
    else:
        span = (
            node.span if node is not None and not _is_empty(node) else (_key_span(root, place) or root.span)
        )
        if _is_reported(span, report):
            return
        report.add(
            "wrong-type",
            f"{_owner(place, what)} {_explain(problem, node)}",
            span,
            hint=_literal_hint(problem) or _list_hint(problem) or number_hint(str(problem["input"])),
        )


def _foreign(model: type[BaseModel], place: list[int | str]) -> str:
    """A hint for a key of the model itself that other generators have."""
    return (
        model.foreign.get(str(place[0]).lower(), "") if issubclass(model, Model) and len(place) == 1 else ""
    )


def _is_reported(span: Span, report: Report) -> bool:
    """Whether the value was refused before: a `$name` without a value is no number either."""
    return any(
        d.code in {"unknown-value", "bad-format"}
        and d.span is not None
        and (d.span.path, d.span.line) == (span.path, span.line)
        and span.column <= d.span.column < span.column + span.length
        for d in report.found
    )


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text is None


def _real_place(root: Mapping, problem: ErrorDetails) -> list[int | str]:
    """The problem's place without the parts that name no key: pydantic adds the tried members of a union."""
    place: list[int | str] = []
    node: Node | None = root
    for part in problem["loc"]:
        child = _child(node, part) if node is not None else None
        if child is not None:
            place.append(part)
            node = child
    return [*place, problem["loc"][-1]] if problem["type"] == "missing" else place


def _walk(root: Mapping, place: list[Any]) -> tuple[Node, Node | None, str | int]:
    parent: Node = root
    node: Node | None = root
    name: str | int = ""
    for part in place:
        if node is None:
            break
        parent, name = node, part
        node = _child(node, part)
    return parent, node, name


def _child(node: Node, part: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return node.get(str(part))
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None


def _key_span(root: Mapping, place: list[Any]) -> Span | None:
    parent, node, name = _walk(root, place)
    if isinstance(parent, Mapping) and str(name) in parent.keys:
        return parent.keys[str(name)].span
    return node.span if node is not None and place else None


def _owner(place: list[Any], what: str) -> str:
    """Words for the thing at `place`: "the spec", "`title`", "item 3 of `beats`"."""
    if not place:
        return what
    if isinstance(place[-1], int):
        return f"item {place[-1] + 1} of {_owner(place[:-1], what)}"
    return f"`{place[-1]}`"


def _fields_at(model: type[BaseModel], place: Iterable[Any]) -> set[str]:
    fields: type[BaseModel] = model
    for part in place:
        if isinstance(part, str) and part in fields.model_fields:
            nested = _nested_model(fields.model_fields[part].annotation)
            if nested is None:
                return set()
            fields = nested
    return {info.alias or name for name, info in fields.model_fields.items()}


def _nested_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _nested_model(argument)
        if found is not None:
            return found
    return None


_MUST = {
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "bool_type": "must be `true` or `false`",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "model_attributes_type": "must be a mapping of keys to values",
}
_BOUNDS = {
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be {ge:g} or more",
    "too_short": "must have {min_length} or more items",
    "too_long": "must have {max_length} or fewer items",
    "string_too_long": "must have {max_length} or fewer characters",
    "less_than": "must be less than {lt:g}",
    "less_than_equal": "must be {le:g} or less",
}


def _explain(problem: ErrorDetails, node: Node | None) -> str:
    """The predicate of a message: "must be a whole number"."""
    kind = problem["type"]
    context: dict[str, Any] = problem.get("ctx", {})
    if node is not None and _is_empty(node):
        return "has no value"
    if kind == "too_short" and context["actual_length"] == 0:
        return "must not be empty"
    if kind in _MUST:
        return _MUST[kind]
    if kind in _BOUNDS:
        return _BOUNDS[kind].format(**context)
    if kind == "literal_error":
        return "must be " + str(context["expected"]).replace("'", "`")
    message = problem["msg"].removeprefix("Value error, ")
    return message if message.startswith("must ") else f"is wrong: {message}"


def _list_hint(problem: ErrorDetails) -> str:
    """`a, b` is one text until brackets make it a list."""
    text = problem["input"]
    is_text = problem["type"] in {"list_type", "tuple_type"} and isinstance(text, str)
    return f"put it into brackets: `[{text}]`" if is_text and "," in text else ""


_COLOURS = {"red": "bad", "green": "good", "yellow": "warn", "orange": "warn", "amber": "warn"}
_COLOURS |= {"grey": "muted", "gray": "muted", "black": "ink", "white": "ink", "blue": "accent"}
"""Roles that authors may look for by a colour."""


def _literal_hint(problem: ErrorDetails) -> str:
    if problem["type"] != "literal_error":
        return ""
    known = re.findall("'([^']*)'", problem["ctx"]["expected"])
    if _COLOURS.get(str(problem["input"])) in known:
        return f"a role says what a colour means: `{_COLOURS[str(problem['input'])]}`"
    near = [word for word in known if word[:1] == str(problem["input"])[:1]]  # a typo seldom comes first
    hint = did_you_mean(str(problem["input"]), near)
    return hint if hint.startswith("did you mean") else "choose one of them"


_SYNONYMS = {
    "beats": ("steps", "scenes", "chapters", "script", "timeline", "frames"),
    "stage": ("actors", "cast", "objects", "elements", "nodes"),
    "layout": ("grid", "areas"),
    "data": ("model", "values", "variables"),
    "summary": ("description", "abstract"),
    "topic": ("category",),
    "tags": ("keywords", "labels"),
    "order": ("weight", "nav_order", "sidebar_position", "position"),
    "poster": ("image", "cover", "thumbnail"),
    "prerequisites": ("requires", "needs", "builds-on"),
    "sources": ("references", "citations", "bibliography"),
    "say": ("caption", "text", "narration", "voice", "subtitle", "words"),
    "do": ("actions", "steps", "events", "verbs", "animations"),
    "hold": ("duration", "seconds", "pause", "wait", "length"),
    "still": ("thumbnail", "snapshot", "frame"),
    "title": ("name", "heading"),
    "label": ("title", "name", "caption"),
    "items": ("values", "tokens", "entries", "contents", "bars"),
    "text": ("name", "label", "message", "value"),
    "value": ("start", "number", "initial"),
    "role": ("color", "colour"),
    "from": ("source", "start"),
    "to": ("target", "destination", "end"),
    "max": ("maximum", "limit", "total"),
}
"""Each key's other names, by which an author may know it from elsewhere."""


def _meant(name: str, known: set[str]) -> str:
    """A hint for a word that means the same as a key."""
    found = [key for key, words in _SYNONYMS.items() if key in known and name.lower() in words]
    return f"it is called `{found[0]}` here" if found else ""


_WITH_UNIT = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)\s*[A-Za-zµ%×]+")
_WITH_COMMAS = re.compile(r"[+-]?[0-9]{1,3}(?:[,_'][0-9]{3})+(?:\.[0-9]+)?")


def number_hint(text: str) -> str:
    """How to write a number that stands there with its unit, or with commas; empty for anything else."""
    if match := _WITH_UNIT.fullmatch(text.strip()):
        return f"write the number alone: `{match[1]}`"
    if _WITH_COMMAS.fullmatch(text.strip()):
        return f"write it without commas: `{re.sub('[^0-9.+-]', '', text)}`"
    return ""
