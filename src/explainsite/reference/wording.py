"""What an actor or a verb takes, in words: from the models that read it, for all that describe them."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter

from explainsite.storyboard.roles import Role
from explainsite.storyboard.verbs.verb import Verb

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that an actor or a verb takes, in words. `default` is as YAML writes it, or empty."""

    name: str
    takes: str
    required: bool
    default: str
    about: str
    choices: tuple[str, ...]
    """The words that it may be, when there are few; the colour roles are named once for all."""


def meaning_of(model: type[BaseModel]) -> str:
    """What a model describes, in a sentence: its docstring's first."""
    return (inspect.getdoc(model) or "").partition("\n")[0]


def keys_of(model: type[BaseModel]) -> tuple[Key, ...]:
    """The keys of a model, but for `is`."""
    schema = schema_of(model)
    required = schema.get("required", ())
    return tuple(
        Key(
            name=name,
            takes=in_words(part, schema.get("$defs", {})),
            required=name in required,
            default=_written(part.get("default")),
            about=part["description"],
            choices=_choices(part),
        )
        for name, part in schema["properties"].items()
        if name != "is"
    )


def models_in(takes: Any) -> Iterator[type[BaseModel]]:
    """The models that a type is made of."""
    if isinstance(takes, type) and issubclass(takes, BaseModel):
        yield takes
    for part in get_args(takes):
        yield from models_in(part)


def model_of(takes: Any) -> type[BaseModel] | None:
    """The model that a verb takes, alone or also in a list; None if it takes other things."""
    models = list(dict.fromkeys(models_in(takes)))
    return models[0] if len(models) == 1 and takes in (models[0], models[0] | list[models[0]]) else None  # type: ignore[valid-type]


def takes_in_words(verb: Verb) -> str:
    """What a verb takes: "selector or list of selectors"."""
    schema = schema_of(verb.takes)
    return in_words(schema, schema.get("$defs", {}), named=_TARGETS)


_TARGETS = "targets"


_NOUNS = {
    "integer": ("whole number", "whole numbers"),
    "number": ("number", "numbers"),
    "string": ("text", "texts"),
    "selector": ("selector", "selectors"),
    "action": ("action", "actions"),
}


def in_words(schema: Schema, definitions: Schema, *, many: bool = False, named: str = "names") -> str:
    """A schema as people say it: "whole number from 1 to 16", "list of texts"."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        options = [part for part in schema["anyOf"] if part.get("type") != "null"]
        return _either(in_words(part, definitions, many=many, named=named) for part in options)
    if "enum" in schema:
        choices = _choices(schema)
        return _either(f"`{choice}`" for choice in choices) if choices else f"colour role{'s' * many}"
    kind = schema.get("format") or schema["type"]
    if kind == "array":
        return f"list{'s' * many} of {in_words(schema['items'], definitions, many=True)}{_count(schema)}"
    if kind == "object":
        return f"mapping{'s' * many} {_inside(schema, definitions, named)}"
    if kind == "boolean":
        return "`true` or `false`"
    return _NOUNS[kind][many] + _bounds(schema)


def _inside(schema: Schema, definitions: Schema, named: str) -> str:
    """What a mapping holds."""
    if "properties" in schema:
        *most, last = (f"`{name}`" for name in schema["properties"])
        return f"with {', '.join(most)} and {last}" if most else f"with {last}"
    values = schema["additionalProperties"]
    if named == _TARGETS:
        return f"of {named} to {_either(_in_a_word(part) for part in values.get('anyOf', [values]))}"
    return f"of {named} to {in_words(values, definitions, many=True)}"


def _in_a_word(schema: Schema) -> str:
    """What a target may get, without its insides: an example tells more."""
    nouns = {"string": "texts", "number": "numbers", "integer": "whole numbers", "array": "lists"}
    return (
        "colour roles"
        if schema.get("enum") == list(get_args(Role))
        else nouns.get(schema.get("type", ""), "mappings")
    )


def _either(options: Iterable[str]) -> str:
    *most, last = dict.fromkeys(options)
    return f"{', '.join(most)} or {last}" if most else last


def _choices(schema: Schema) -> tuple[str, ...]:
    found = tuple(schema.get("enum", ()))
    return () if found == get_args(Role) else found


def _count(schema: Schema) -> str:
    most = schema.get("maxItems")
    return f", {most} at most" if most else ""


def _bounds(schema: Schema) -> str:
    least, most, above = (schema.get(key) for key in ("minimum", "maximum", "exclusiveMinimum"))
    if least is not None and most is not None:
        return f" from {least:g} to {most:g}"
    if least is not None:
        return f", {least:g} or more"
    return f" above {above:g}" if above is not None else ""


def _written(default: Any) -> str:
    if default in (None, "", [], {}):
        return ""
    return str(default).lower() if isinstance(default, bool) else _number(default)


def _number(default: Any) -> str:
    return f"{default:g}" if isinstance(default, float) else str(default)


_BOUND_KEYS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}


def schema_of(described: Any) -> Schema:
    """The JSON Schema of a type, in the standard's own words and without pydantic's titles."""
    schema: Schema = _plain(TypeAdapter(described).json_schema())
    return schema


def _plain(schema: Schema) -> Schema:
    """Bounds by their right names: pydantic writes some of them as Python has them."""
    kept = {_BOUND_KEYS.get(key, key): value for key, value in schema.items() if key != "title"}
    for key in ("properties", "$defs"):
        if key in kept:
            kept[key] = {name: _plain(part) for name, part in kept[key].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(kept.get(key), dict):
            kept[key] = _plain(kept[key])
    if "anyOf" in kept:
        kept["anyOf"] = [_plain(part) for part in kept["anyOf"]]
    return kept
