"""What a spec may say, for editors (`json_schema`) and for people (`reference_markdown`).

Both are made from the models that read a spec, so neither can promise what the reader refuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args

from explainsite.content.forms import MOST_CHARTS, ExploreForm, LaneForm, PathForm, SpecForm
from explainsite.reference.samples import actor_samples, model_samples, typed
from explainsite.reference.wording import Key, Schema, keys_of, meaning_of, model_of, schema_of
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.cues import Action, Single
from explainsite.storyboard.loops import Loop
from explainsite.storyboard.roles import Role
from explainsite.storyboard.verbs import VERBS
from explainsite.storyboard.verbs.verb import Verb

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_VALUE = {"type": "string", "pattern": r"\$", "description": "A value of the data file: `$name`."}
_LAYOUT = "The grid of areas, as in CSS grid-template-areas: a line a row, a word an area, `.` an empty cell."
Samples = dict[str, list[Any]]
"""Values by the name of the field that has them."""


def file_schema(name: Literal["lane", "path"]) -> Schema:
    """The JSON Schema of a `_lane.yaml`, or of a learning path."""
    return {"$schema": DIALECT, **_as_written(schema_of({"lane": LaneForm, "path": PathForm}[name]))}


def json_schema(kinds: Mapping[str, ActorKind] = KINDS) -> Schema:
    """The JSON Schema of a spec's front matter, in which these kinds of actors are known."""
    definitions: Schema = {}
    spec = _defined(SpecForm, definitions)
    layout = {"type": "string", "description": _LAYOUT, "examples": ["words words\nkeys values\n"]}
    spec["properties"] |= {
        "layout": layout,
        "stage": _stage(kinds, definitions),
        "explore": _explore(definitions) | spec["properties"]["explore"],
    }
    beat = definitions["BeatForm"]["properties"]
    beat |= {
        "layout": layout,
        "do": {**beat["do"], "type": "array", "items": _ref("do")},
    }
    definitions["do"] = _do(definitions)
    definitions[Action.__name__] = _action(definitions["do"])
    return {
        "$schema": DIALECT,
        **_as_written(spec),
        "$defs": {k: _as_written(v) for k, v in definitions.items()},
    }


def _explore(definitions: Schema) -> Schema:
    schema = _with_values(_defined(ExploreForm, definitions))
    shows = schema["properties"]["shows"]
    several = {
        **_one_or_several(_ref("ShownForm"), maxItems=MOST_CHARTS),
        "description": shows["description"],
    }
    return {
        **schema,
        "properties": {**schema["properties"], "shows": {**several, "examples": shows["examples"]}},
    }


def _stage(kinds: Mapping[str, ActorKind], definitions: Schema) -> Schema:
    """Actors whose kind decides what else they have. Editors follow that better than a choice of them all."""
    samples = actor_samples(kinds)
    for kind in kinds.values():
        definitions[f"actor-{kind.name}"] = _actor(kind, samples[kind.name], definitions)
    return {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {
            "type": ["object", "array"],
            "required": ["is"],
            "properties": {"is": {"enum": list(kinds), "description": "The kind of actor."}},
            "allOf": [_fields_of(name) for name in kinds],
            "items": {"type": "string", "format": "selector"},
            "minItems": 1,
        },
        "description": "The actors by name, each with `is:` and its kind. Beats show them. A list is a "
        "group: its name stands for all that it lists.",
        "examples": [{"words": typed(KINDS["tokens"].example)}],
    }


def _fields_of(kind: str) -> Schema:
    is_kind = {"type": "object", "properties": {"is": {"const": kind}}, "required": ["is"]}
    return {"if": is_kind, "then": _ref(f"actor-{kind}")}


def _actor(kind: ActorKind, samples: Samples, definitions: Schema) -> Schema:
    schema = _with_samples(_with_values(_defined(kind.spec, definitions)), samples)
    schema["properties"]["is"] = {"const": kind.name, "description": meaning_of(kind.spec)}
    if kind.example:
        schema["examples"] = [typed(kind.example)]
    return schema


def _with_samples(schema: Schema, samples: Samples) -> Schema:
    """A schema whose properties have examples; a few words that are all in an enum need none."""
    parts = schema["properties"].items()
    examples = {name: samples[name] for name, part in parts if name in samples and "examples" not in part}
    given = {name: {**part, "examples": examples[name]} for name, part in parts if name in examples}
    return {**schema, "properties": {**schema["properties"], **given}}


def _do(definitions: Schema) -> Schema:
    """One key, the verb. One object with all of them completes better in editors than an object for each."""
    verbs = {verb.name: _verb(verb.name, definitions) for verb in VERBS.values()}
    for name, samples in model_samples().items():
        if name in definitions:
            definitions[name] = _with_samples(definitions[name], samples)
    return _one_verb({**verbs, **_loop("do")}, more=0)


def _one_verb(properties: Schema, *, more: int) -> Schema:
    """An object with one verb, or with `for` and `do`, and perhaps `more` keys."""
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "minProperties": 1,
        "dependentRequired": {"for": ["do"], "do": ["for"]},
        "if": {"required": ["for"]},
        "then": {"maxProperties": 2 + more},
        "else": {"maxProperties": 1 + more},
    }


def _loop(actions: str) -> Schema:
    """The keys of a loop, whose actions have a schema of this name."""
    keys = schema_of(Loop)["properties"]
    keys["for"] = _with_values(keys["for"])
    return {**keys, "do": {**keys["do"], "items": _ref(actions)}}


def _action(do: Schema) -> Schema:
    """A verb, and the moments that it names and waits for."""
    moments = schema_of(Action)["properties"]
    verbs = {
        verb: {**_ref(f"do/properties/{verb}"), "description": schema["description"]}
        for verb, schema in do["properties"].items()
        if verb in VERBS and VERBS[verb].takes is not Single  # which has its place in the order of `do`
    }
    return _one_verb({**verbs, **_loop(Action.__name__), **moments}, more=len(moments))


def _verb(name: str, definitions: Schema) -> Schema:
    verb, model = VERBS[name], model_of(VERBS[name].takes)
    plain = _defined(verb.takes, definitions)
    if verb.holds_actions:
        schema = _ref("do") if plain["type"] == "object" else plain
    elif model is not None and model is not verb.takes:
        schema = _one_or_several(_ref(model.__name__))
    else:
        schema = _or_value(plain) if plain.get("type") == "number" else _with_values(plain)
    if "properties" in schema:
        schema = _with_samples(schema, model_samples().get(verb.takes.__name__, {}))
    return {**schema, "description": verb.meaning, "examples": [typed(verb.example)[name]]}


def _one_or_several(schema: Schema, **bounds: int) -> Schema:
    """A mapping or a list of them, so that what is wrong with one is marked where it is."""
    return {"if": {"type": "array"}, "then": {"minItems": 1, **bounds, "items": schema}, "else": schema}


def _defined(described: Any, definitions: Schema) -> Schema:
    """The schema of a type; what it refers to goes into `definitions`, where values may stand for numbers."""
    schema = schema_of(described)
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
    about: Schema = {key: inner.pop(key) for key in ("description", "default", "examples") if key in inner}
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
    return _PAGE.format(actors=actors, verbs=verbs, keys=keys, roles=roles)


_PAGE = """\
### Actors

Each entry of `stage:` has a name and says what it `is`. Every actor may have a `label`, which stands
beside or above it, and `spoken`, another name for the transcript alone, such as “the bit array”. An actor
that is shown needs an area in `layout:`, unless it is a frame. Without a layout each beat is laid out for
those who are seen in it: along the way that messages go and links lead, side by side, in rows, or one large
beside the others, whatever shows them best. A beat's own layout holds until somebody comes who has no
area in it.

An entry that is a list is a group: with `old: [r1, r2, log.0-3]` the name `old` stands for all of them
wherever a selector can, as in `hide: old` or `mark: {{old: bad}}`. `around:` of a frame takes it, too.

Colours are roles: {roles}.

{actors}
### Verbs

Each item of a beat's `do:` is one verb with its arguments. Selectors are `keys`, `keys.3`, `keys.0-4`,
`ring.A`, or a list of them; `words.next` is the free place at the end of tokens, a log,
a list, a queue or a table, for a message to go to. After a `select`, `words.chosen` and `words.rest`
are what it has chosen and what it has left out.

Values of the data file may stand for a selector or in it: `keys.$first`, `{{ring.$leader: good}}`,
`to: $targets`. A list names one target for each of its items: `keys.$places`. Where letters
follow a name, it needs braces, and within `{{}}` or `[]` these need quotes: `"ring.${{leader}}b"`.

| Verb | What happens | Example |
|---|---|---|
{verbs}

Items of `do` follow each other. Those that have nothing to do with each other overlap: each sets out when
the one before is half done, and no more than three move at once. An item waits for all that changes the
same thing, sends to it, joins it with a line, or runs where it comes to stand. Something new to read, such
as a note or a value, is read before anything else begins, and messages with other words follow each other.
Where everything before an item is to be over first, write `then:`, as in `then: {{show: keys}}`. Between
what does not overlap there is as much time as the caption leaves.

Items of `together` begin at once, and what a message causes begins when it arrives. To say it exactly,
give a moment a name: `cue:` beside a verb names the moment when what it does has arrived or is over, and
`after:` beside a later item of the same list waits for it.

```yaml
- together:
    - send: {{from: client, to: leader, text: x = 1}}
      cue: asked
    - note: {{leader: x = 1}}
      after: asked
    - send: {{from: leader, to: ring, text: x = 1}}
      after: asked
```

The same actions with other values are a loop: `for:` names a list of values, or several that go side by
side, and what stands below `do:` is done once for each, one after the other. Within `together` all begin at
once; there a cue within the loop is one of its round, and a cue beside `for` comes when all rounds are over.

```yaml
- for: {{word: [cat, dog], place: $places}}
  do:
    - send: {{from: words.$word, to: cells.$place}}
    - mark: {{cells.$place: good}}
```

What a verb sets stays until another one changes it; only `highlight` and `dim` end with their beat.

{keys}
"""


def _kind_lines(kind: ActorKind) -> Iterator[str]:
    yield from (
        f"**`{kind.name}`** {meaning_of(kind.spec)}",
        "",
        "```yaml",
        f"name: {kind.example}",
        "```",
        "",
    )
    yield from (_key_line(key) for key in keys_of(kind.spec) if key.name not in ActorSpec.model_fields)
    yield ""


def _verb_lines(verb: Verb) -> Iterator[str]:
    """The keys of a verb that takes several; the others are shown by their example."""
    model = model_of(verb.takes)
    if model is not None:
        several = "" if model is verb.takes else " one mapping, or a list of them"
        yield from (f"**`{verb.name}`** takes{several}:", "")
        yield from map(_key_line, keys_of(model))
        yield ""


def _key_line(key: Key) -> str:
    required = " (required)" if key.required else ""
    words = f" One of {', '.join(f'`{choice}`' for choice in key.choices)}." if key.choices else ""
    return f"- `{key.name}`{required}: {key.about}{words}"
