"""The schema that editors get accepts what the reader accepts, in the eyes of an independent validator."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from jsonschema import Draft202012Validator

from explainsite.diagnostics import Report
from explainsite.kinds.known import site_kinds
from explainsite.reference.schema import file_schema, json_schema, reference_markdown
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.verbs import VERBS

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
ROOT = Path(__file__).resolve().parents[2]
SPECS = sorted(path for path in (ROOT / "explainers").rglob("*.md"))
GOOD: dict[str, Any] = {
    "title": "A Film",
    "summary": "What it shows.",
    "stage": {
        "words": {"is": "tokens", "items": ["The", 2, True]},
        "cost": {"is": "counter", "value": "$cost"},
        "both": ["words", "cost"],
    },
    "beats": [{"title": "First", "say": "Look.", "do": [{"show": "words"}, {"set": {"cost": "$more"}}]}],
}


def front_matter(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8").split("---\n")[1])


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.fixture(scope="module")
def site_validator() -> Draft202012Validator:
    """The schema of the bundled site: with the actors that its films bring."""
    report = Report()
    schema = json_schema(site_kinds(ROOT, report))
    assert list(report) == []
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_bundled_specs_satisfy_it(path: Path, site_validator: Draft202012Validator) -> None:
    assert [error.message for error in site_validator.iter_errors(front_matter(path))] == []


@pytest.mark.parametrize(
    ("name", "files"),
    [("lane", (ROOT / "explainers").glob("*/_lane.yaml")), ("path", (ROOT / "paths").glob("*.yaml"))],
)
def test_lanes_and_learning_paths_have_theirs(name: Literal["lane", "path"], files: Iterable[Path]) -> None:
    validator = Draft202012Validator(file_schema(name))
    for file in files:
        assert [e.message for e in validator.iter_errors(yaml.safe_load(file.read_text("utf-8")))] == []
    assert [e.validator for e in validator.iter_errors({"title": "A", "summary": "B.", "stepz": []})] != []


def test_some_of_them_have_a_stage() -> None:
    assert sum("stage" in front_matter(path) for path in SPECS) > 3


def test_a_small_film_satisfies_it() -> None:
    assert list(VALIDATOR.iter_errors(GOOD)) == []


def changed(**parts: Any) -> dict[str, Any]:
    return {**GOOD, **parts}


def doing(item: Any) -> dict[str, Any]:
    return changed(beats=[{"title": "First", "say": "Look.", "do": [item]}])


@pytest.mark.parametrize(
    ("spec", "place"),
    [
        (changed(titel="A Film"), []),
        ({key: value for key, value in GOOD.items() if key != "summary"}, []),
        (changed(level="expert"), ["level"]),
        (changed(stage={"words": {"is": "tokenz"}}), ["stage", "words", "is"]),
        (changed(stage={"words": {"is": "tokens", "itemz": []}}), ["stage", "words"]),
        (changed(stage={"words": {"items": ["no", "kind"]}}), ["stage", "words"]),
        (changed(stage={"keys": {"is": "cells", "columns": "many"}}), ["stage", "keys", "columns"]),
        (changed(stage={"both": [["words"]]}), ["stage", "both", 0]),
        (changed(stage={"both": []}), ["stage", "both"]),
        (changed(stage={"cost": {"is": "counter", "role": "purple"}}), ["stage", "cost", "role"]),
        (changed(beats=[{"title": "First"}]), ["beats", 0]),
        (doing("show words"), ["beats", 0, "do", 0]),
        (doing({"shwo": "words"}), ["beats", 0, "do", 0]),
        (doing({"show": "words", "hide": "cost"}), ["beats", 0, "do", 0]),
        (doing({"send": {"from": "words"}}), ["beats", 0, "do", 0, "send"]),
        (
            doing({"send": {"from": "a", "to": "b", "status": "late"}}),
            ["beats", 0, "do", 0, "send", "status"],
        ),
        (
            doing({"send": [{"from": "a", "to": "b", "status": "late"}]}),
            ["beats", 0, "do", 0, "send", 0, "status"],
        ),
        (doing({"send": []}), ["beats", 0, "do", 0, "send"]),
        (doing({"then": {"shwo": "words"}}), ["beats", 0, "do", 0, "then"]),
        (doing({"together": [{"then": {"show": "words"}}]}), ["beats", 0, "do", 0, "together", 0]),
        (doing({"then": "words"}), ["beats", 0, "do", 0, "then"]),
        (doing({"mark": {"words": "purple"}}), ["beats", 0, "do", 0, "mark", "words"]),
        (doing({"wait": "long"}), ["beats", 0, "do", 0, "wait"]),
        (doing({"together": [{"shwo": "words"}]}), ["beats", 0, "do", 0, "together", 0]),
        (doing({"together": []}), ["beats", 0, "do", 0, "together"]),
        (doing({"for": {"word": ["a"]}}), ["beats", 0, "do", 0]),
        (doing({"do": [{"show": "words"}]}), ["beats", 0, "do", 0]),
        (doing({"for": {"word": "a"}, "do": [{"show": "words"}]}), ["beats", 0, "do", 0, "for", "word"]),
        (doing({"for": {"word": ["a"]}, "do": [{"shwo": "words"}]}), ["beats", 0, "do", 0, "do", 0]),
    ],
    ids=repr,
)
def test_a_wrong_spec_does_not(spec: dict[str, Any], place: list[str | int]) -> None:
    assert [list(error.absolute_path) for error in VALIDATOR.iter_errors(spec)] == [place]


def test_loops_satisfy_it_also_within_together() -> None:
    loop = {"for": {"word": ["a", "b"], "place": "$places"}, "do": [{"show": "$word"}]}
    cued = {"for": {"word": ["a"]}, "do": [{"show": "$word", "cue": "one"}], "after": "x", "cue": "y"}
    for item in (loop, {"together": [cued]}):
        assert list(VALIDATOR.iter_errors(doing(item))) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_example_of_every_actor_satisfies_it(kind: Any) -> None:
    assert list(VALIDATOR.iter_errors(changed(stage={"it": yaml.safe_load(kind.example)}))) == []


@pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)
def test_the_example_of_every_verb_satisfies_it(verb: Any) -> None:
    assert list(VALIDATOR.iter_errors(doing(yaml.safe_load(verb.example)))) == []


def descriptions(schema: Any) -> list[tuple[str, Any]]:
    found = []
    for name, definition in schema["$defs"].items():
        found += [
            (f"{name}.{key}", part.get("description"))
            for key, part in definition.get("properties", {}).items()
        ]
    return found


def test_every_key_is_described_where_an_editor_shows_it() -> None:
    assert [key for key, description in descriptions(SCHEMA) if not description] == []


def properties(schema: Any) -> list[tuple[str, Any]]:
    """Every property of the schema that an author writes, with its place."""
    holders = {**schema["$defs"], "": schema}
    return [(f"{n}.{k}", p) for n, held in holders.items() for k, p in held.get("properties", {}).items()]


def says_its_choices(part: Any) -> bool:
    named = bool({"enum", "const", "$ref"} & part.keys()) or part.get("type") == "boolean"
    return named or any(says_its_choices(option) for option in part.get("anyOf", ()))


def test_every_key_has_an_example_or_names_its_choices() -> None:
    bare = [
        key for key, part in properties(SCHEMA) if not part.get("examples") and not says_its_choices(part)
    ]
    assert bare == []


def test_every_example_satisfies_it() -> None:
    for key, part in properties(SCHEMA):
        validator = Draft202012Validator({**part, "$defs": SCHEMA["$defs"]})
        for example in part.get("examples", ()):
            assert [f"{key}: {error.message}" for error in validator.iter_errors(example)] == []


def test_the_reference_names_every_actor_field_and_verb() -> None:
    page = reference_markdown()
    for kind in KINDS.values():
        assert f"**`{kind.name}`**" in page
        fields = kind.spec.model_fields.items()
        assert all(f"`{field.alias or name}`" in page for name, field in fields)
    assert all(f"| `{verb.name}` |" in page for verb in VERBS.values())
