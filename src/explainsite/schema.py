"""What a spec may say, for editors (`json_schema`) and for people (`reference_markdown`).

Both are made from the models that read a spec, so neither can promise what the reader refuses.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter

from explainsite.content.forms import SpecForm
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.roles import Role
from explainsite.storyboard.verbs import VERBS
from explainsite.storyboard.verbs.verb import Verb

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_VALUE = {"type": "string", "pattern": r"\$", "description": "A value of the data file: `$name`."}
_LAYOUT = "The grid of areas, as in CSS grid-template-areas: a line a row, a word an area, `.` an empty cell."
TOGETHER = "Several actions that happen at once."
"""`together` is no verb of its own: it holds some."""

Schema = dict[str, Any]


def json_schema(kinds: Mapping[str, ActorKind] = KINDS) -> Schema:
    """The JSON Schema of a spec's front matter, in which these kinds of actors are known."""
    definitions: Schema = {}
    spec = _defined(SpecForm, definitions)
    layout = {"type": "string", "description": _LAYOUT}
    spec["properties"] |= {"layout": layout, "stage": _stage(kinds, definitions)}
    beat = definitions["BeatForm"]["properties"]
    beat |= {
        "layout": layout,
        "do": {"type": "array", "items": _ref("do"), "description": beat["do"]["description"]},
    }
    definitions["do"] = _do(definitions)
    return {
        "$schema": DIALECT,
        **_as_written(spec),
        "$defs": {k: _as_written(v) for k, v in definitions.items()},
    }


def _stage(kinds: Mapping[str, ActorKind], definitions: Schema) -> Schema:
    for kind in kinds.values():
        definitions[f"actor-{kind.name}"] = _actor(kind, definitions)
    actors = [_ref(f"actor-{name}") for name in kinds]
    description = "The actors by name, each with `is:` and its kind. Beats show them."
    return {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {"oneOf": actors},
        "description": description,
    }


def _actor(kind: ActorKind, definitions: Schema) -> Schema:
    schema = _with_values(_defined(kind.spec, definitions))
    schema["title"] = kind.name
    schema["properties"]["is"] = {"const": kind.name, "description": "The kind of actor."}
    schema["examples"] = [kind.example]
    return schema


def _do(definitions: Schema) -> Schema:
    """One key, the verb. One object with all of them completes better in editors than an object for each."""
    verbs = {verb.name: _verb(verb.name, definitions) for verb in VERBS.values()}
    verbs["together"] = {"type": "array", "items": _ref("do"), "minItems": 1, "description": TOGETHER}
    return {
        "type": "object",
        "properties": verbs,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _verb(name: str, definitions: Schema) -> Schema:
    verb = VERBS[name]
    plain = _defined(verb.takes, definitions)
    schema = _or_value(plain) if plain.get("type") == "number" else _with_values(plain)
    return {**schema, "description": verb.meaning, "examples": [verb.example.partition(": ")[2]]}


def _defined(described: Any, definitions: Schema) -> Schema:
    """The schema of a type; what it refers to goes into `definitions`, where values may stand for numbers."""
    schema: Schema = _plain(TypeAdapter(described).json_schema())
    for name, part in schema.pop("$defs", {}).items():
        definitions.setdefault(name, part if described is SpecForm else _with_values(part))
    return schema


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _with_values(schema: Schema) -> Schema:
    """A schema in which `$name` may stand for every number, list and word: the data file supplies any."""
    changed = dict(schema)
    if "properties" in changed:
        changed["properties"] = {name: _or_value(part) for name, part in changed["properties"].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(changed.get(key), dict):
            changed[key] = _or_value(changed[key])
    if "anyOf" in changed:
        changed["anyOf"] = [_with_values(part) for part in changed["anyOf"]]
    return changed


def _or_value(schema: Schema) -> Schema:
    inner = _with_values(schema)
    if inner.get("type") == "string" and "enum" not in inner:
        return inner
    about: Schema = {key: inner.pop(key) for key in ("description", "title", "default") if key in inner}
    options = inner.pop("anyOf", [inner])
    return {**about, "anyOf": [*options, _VALUE]}


def _as_written(schema: Any) -> Any:
    """A schema for YAML as editors read it: `2022` and `true` are no strings, but fine where text belongs."""
    if isinstance(schema, list):
        return [_as_written(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {
        key: value if key in {"examples", "default"} else _as_written(value) for key, value in schema.items()
    }
    if changed.get("type") == "string" and not {"enum", "const", "pattern"} & changed.keys():
        changed["type"] = ["string", "number", "boolean"]
    return changed


def reference_markdown() -> str:
    """One page on all actors and verbs: what each is for, its fields and an example."""
    actors = "\n".join(line for kind in KINDS.values() for line in _kind_lines(kind))
    verbs = "\n".join(f"| `{verb.name}` | {verb.meaning} | `- {verb.example}` |" for verb in VERBS.values())
    keys = "\n".join(line for verb in VERBS.values() for line in _verb_lines(verb))
    roles = ", ".join(f"`{role}`" for role in get_args(Role))
    return _PAGE.format(actors=actors, verbs=verbs, together=TOGETHER, keys=keys, roles=roles)


_PAGE = """\
### Actors

Each entry of `stage:` has a name and says what it `is`. Every actor may have a `label`. An actor that is
shown needs an area in `layout:`, unless it is a frame; without a layout the actors stand in a column.
Colours are roles: {roles}.

{actors}
### Verbs

Each item of a beat's `do:` is one verb with its arguments. Selectors are `keys`, `keys.3`, `keys.0-4`,
`ring.A`, or a list of them; `words.next` is the free place at the end of tokens,
a log or a table, for a message to go to.

| Verb | What happens | Example |
|---|---|---|
{verbs}
| `together` | {together} | `- together: [{{show: a}}, {{hide: b}}]` |

What a verb sets stays until another one changes it; only `highlight` and `dim` end with their beat.

{keys}
"""


def _kind_lines(kind: ActorKind) -> Iterator[str]:
    yield from (f"**`{kind.name}`** {meaning_of(kind)}", "", "```yaml", f"name: {kind.example}", "```", "")
    yield from (_key_line(key) for key in keys_of(kind.spec) if key.name != "label")
    yield ""


def _verb_lines(verb: Verb) -> Iterator[str]:
    """The keys of a verb that takes several; the others are shown by their example."""
    if isinstance(verb.takes, type) and issubclass(verb.takes, BaseModel):
        yield from (f"**`{verb.name}`** takes:", "")
        yield from map(_key_line, keys_of(verb.takes))
        yield ""


def _key_line(key: Key) -> str:
    required = " (required)" if key.required else ""
    words = f" One of {', '.join(f'`{choice}`' for choice in key.choices)}." if key.choices else ""
    return f"- `{key.name}`{required}: {key.about}{words}"


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


def meaning_of(kind: ActorKind) -> str:
    """What an actor kind is, in a sentence."""
    return (inspect.getdoc(kind.spec) or "").partition("\n")[0]


def keys_of(model: type[BaseModel]) -> tuple[Key, ...]:
    """The keys of a model, but for `is`."""
    schema = _plain(TypeAdapter(model).json_schema())
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


def takes_in_words(verb: Verb) -> str:
    """What a verb takes: "selector or list of selectors"."""
    schema = _plain(TypeAdapter(verb.takes).json_schema())
    return in_words(schema, schema.get("$defs", {}), named="targets")


_NOUNS = {
    "integer": ("whole number", "whole numbers"),
    "number": ("number", "numbers"),
    "string": ("text", "texts"),
    "selector": ("selector", "selectors"),
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
    return f"of {named} to {in_words(schema['additionalProperties'], definitions, many=True)}"


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


def _plain(schema: Any) -> Any:
    """The schema with bounds by their right names: pydantic writes some of them as Python has them."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        (_BOUND_KEYS.get(key, key) if "type" in schema else key): (
            value if key in {"examples", "default"} else _plain(value)
        )
        for key, value in schema.items()
    }
