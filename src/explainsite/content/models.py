"""Nodes into typed values: pydantic at the edge, its errors at the author's line and column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.diagnostics import Report, Span, did_you_mean


class Model(BaseModel):
    """A mapping in an author's file: unknown keys are errors, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, arbitrary_types_allowed=True)


def _strict_number(value: Any) -> Any:
    """Refuse `010` and `1_000`, which Python would read and a reader would not."""
    if isinstance(value, str):
        digits = value.lstrip("+-")
        if "_" in value or (len(digits) > 1 and digits[0] == "0" and digits[1].isdigit()):
            raise ValueError(f"`{value}` is not a plain number")
    return value


def _word_bool(value: Any) -> Any:
    if isinstance(value, str):
        if value not in {"true", "false"}:
            raise ValueError(f"`{value}` is neither `true` nor `false`")
        return value == "true"
    return value


Int = Annotated[int, BeforeValidator(_strict_number)]
Float = Annotated[float, BeforeValidator(_strict_number)]
Bool = Annotated[bool, BeforeValidator(_word_bool)]

M = TypeVar("M", bound=BaseModel)


def read_model(model: type[M], node: Node | None, report: Report, *, what: str) -> M | None:
    """Read `node` as `model`; None, with a diagnostic for each problem, when it does not fit.

    `what` names the thing for messages: "the spec", "the lane", "`send`".
    """
    if not isinstance(node, Mapping):
        span = node.span if node else None
        report.add("wrong-type", f"{what} must be a mapping of keys to values", span)
        return None
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            _report(model, node, problem, report, what)
        return None


def _report(model: type[BaseModel], root: Mapping, problem: ErrorDetails, report: Report, what: str) -> None:
    place = [p for p in problem["loc"] if not _is_union_tag(p)]
    parent, node, name = _walk(root, place)
    kind = problem["type"]
    if kind == "extra_forbidden" and isinstance(parent, Mapping):
        known = _fields_at(model, place[:-1])
        report.add("unknown-key", f"`{name}` is not a key of {_owner(place, what)}", parent.keys[str(name)].span,
                   label="unknown key", hint=did_you_mean(str(name), known))  # fmt: skip
    elif kind == "missing":
        owner = _key_span(root, place[:-1]) or root.span
        report.add("missing-key", f"{_owner(place, what)} has no `{name}`", owner, label=f"`{name}` is required")
    else:
        span = node.span if node is not None else (_key_span(root, place) or root.span)
        report.add("wrong-type", f"`{name}`: {_explain(problem, node)}", span, label=_label(problem))


def _is_union_tag(part: int | str) -> bool:
    """Pydantic names the tried member of a union inside the place, e.g. `str` or `list[Step]`; no key looks so."""
    return isinstance(part, str) and (part in {"str", "int", "float", "bool"} or "[" in part or part[:1].isupper())


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
    named = [p for p in place[:-1] if isinstance(p, str)]
    return f"`{named[-1]}`" if named else what


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


def _explain(problem: ErrorDetails, node: Node | None) -> str:
    message = problem["msg"].removeprefix("Value error, ")
    if problem["type"] == "none_required" or (isinstance(node, Scalar) and node.text is None):
        return "no value is given"
    return message[:1].lower() + message[1:]


_EXPECTED = {
    "int_parsing": "expected a whole number",
    "float_parsing": "expected a number",
    "int_type": "expected a whole number",
    "string_type": "expected text",
    "list_type": "expected a list",
    "tuple_type": "expected a list",
    "dict_type": "expected a mapping",
    "model_type": "expected a mapping",
}


def _label(problem: ErrorDetails) -> str:
    return _EXPECTED.get(problem["type"], "")
