"""What each field is given in the examples and films of the reference, as examples for the JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from explainsite.content.source import Source
from explainsite.content.yamltree import parse_yaml
from explainsite.diagnostics import Report
from explainsite.reference.wording import models_in
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.verbs import VERBS

MOST = 3
"""Examples of one field; more would only be read past."""


def actor_samples(kinds: Mapping[str, ActorKind]) -> dict[str, dict[str, list[Any]]]:
    """For each of these actor kinds the values that its fields have."""
    found: dict[str, dict[str, list[Any]]] = {name: {} for name in kinds}
    for actor in [*(typed(kind.example) for kind in kinds.values() if kind.example), *_staged()]:
        _gather(found[actor["is"]], actor)
    return found


def model_samples() -> dict[str, dict[str, list[Any]]]:
    """For each model of a verb's arguments, by name, the values that its fields have."""
    found: dict[str, dict[str, list[Any]]] = {}
    for name, arguments in [*(_only(typed(verb.example)) for verb in VERBS.values()), *_done()]:
        for model in models_in(VERBS[name].takes):
            known = {info.alias or field for field, info in model.model_fields.items()}
            for given in _mappings(arguments):
                if given.keys() <= known:
                    _gather(found.setdefault(model.__name__, {}), given)
    return found


def typed(text: str) -> Any:
    """YAML as an editor reads it: numbers are numbers."""
    node = parse_yaml(Source(path="", text=text), Report())
    return _typed(node.plain()) if node else None


_WORDS = {"true": True, "false": False}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?[0-9]*\.[0-9]+")


def _typed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _typed(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_typed(part) for part in value]
    if not isinstance(value, str):
        return value
    if _WHOLE.fullmatch(value):
        return int(value)
    return float(value) if _DECIMAL.fullmatch(value) else _WORDS.get(value, value)


def _films() -> Iterator[Mapping[str, Any]]:
    demos = [*(kind.demo for kind in KINDS.values()), *(verb.demo for verb in VERBS.values())]
    return (typed(demo) for demo in demos if demo)


def _staged() -> Iterator[dict[str, Any]]:
    entries = (entry for film in _films() for entry in film["stage"].values())
    return (entry for entry in entries if isinstance(entry, dict))


def _done() -> Iterator[tuple[str, Any]]:
    for film in _films():
        for beat in film["beats"]:
            yield from _actions(beat.get("do", ()))


def _actions(items: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    for item in items:
        verb, arguments = _only(item)
        if VERBS[verb].holds_actions:
            yield from _actions(arguments if isinstance(arguments, list) else [arguments])
        else:
            yield verb, arguments


def _only(item: Mapping[str, Any]) -> tuple[str, Any]:
    return next(iter(item.items()))


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _mappings(part)


def _gather(into: dict[str, list[Any]], given: Mapping[str, Any]) -> None:
    for field, value in given.items():
        samples = into.setdefault(field, [])
        if value not in samples and len(samples) < MOST:
            samples.append(value)
