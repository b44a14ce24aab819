"""Whatever an author writes, a film is either sound or refused with diagnostics that say what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from explainsite.checking.films import lint_film
from explainsite.content.spec import StageNodes
from explainsite.diagnostics import Report
from explainsite.picture.script import PictureScript
from explainsite.picture.scripting import picture_scripts
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.compile import compile_storyboard
from explainsite.storyboard.roles import ROLES
from explainsite.storyboard.verbs import VERBS
from storyboard.filmscript import read_film

VALUES = {
    "n": 3,
    "x": 0.25,
    "big": 1e300,
    "nan": float("nan"),
    "inf": float("inf"),
    "t": True,
    "none": None,
    "s": "text",
    "empty": [],
    "list": [1, 2, 3],
    "words": ["a", "b"],
    "nested": [[1], {"a": 1}],
    "dict": {"a": 1, "b": 2},
}
ACTORS = ["a", "b", "c", "d", "e"]
NOISE = st.sampled_from(
    [
        "",
        " ",
        "0",
        "-1",
        "3",
        "1e400",
        "nan",
        "no",
        "010",
        "next",
        "a",
        "b",
        "c.0",
        "a.0-2",
        "b.next",
        "zz",
        "a.b.c",
        "$n",
        "$x",
        "$big",
        "$nan",
        "$inf",
        "$t",
        "$none",
        "$s",
        "$empty",
        "$list",
        "$words",
        "$nested",
        "$dict",
        "$oops",
        "${x:.1f}",
        "${x:q}",
        "${",
        "two\nlines",
        "日本",
        "\U0001f600",
        "x" * 90,
        "a | b",
        "good",
        "ring",
        "label",
        ",.0q",
        ",.2f",
        "999.5f",
        "a/b",
        "true",
        "false",
    ]
)
NAMES = st.sampled_from(
    [
        *"abcde",
        *["a.0", "b.1", "c.0-2", "a.a", "b.b", "d.next", "e.next", "a.chosen", "b.rest"],
        *[
            "a.$n",
            "b.$list",
            "c.0-$list.1",
            "$words",
            "$words.0",
            "$nested",
            "$each",
            "d.$each",
            "$each.next",
        ],
    ]
)
WORDS = st.one_of(NAMES, NOISE, st.sampled_from(ROLES))
TREES: st.SearchStrategy[Any] = st.recursive(
    WORDS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=4)),
    max_leaves=6,
)
NUMBERS = st.sampled_from(["0", "1", "2", "3", "5", "8", "$n", "$x", "-4", "1000000"])
TEXTS = st.one_of(
    st.sampled_from(["a", "b", "c", "free v1", "k", "12A"]), st.lists(st.sampled_from("abcd"), max_size=5)
)


REQUIRED: dict[str, dict[str, Any]] = {
    "tokens": {"columns": "8"},
    "cells": {"columns": "6"},
    "window": {"items": ["a", "b", "c", "d"], "size": "2"},
    "cluster": {"nodes": ["a", "b", "c"]},
    "code": {"text": "a = 1\nb = 2", "slots": "4"},
    "tree": {"nodes": "a\n  yes: b\n  c"},
    "graph": {"edges": "a -> b: c\nb -> a\nb -> b", "at": "a"},
    "ring": {"nodes": {"a": "0.2", "b": ["0.5", "0.9"]}, "keys": {"c": "0.4"}},
    "formula": {"text": "a + b1 / cc", "terms": {"b1": "x", "cc": "sqrt(d_k)"}},
    "gauge": {"max": "4"},
    "bars": {"items": {"a": "1", "b": "2"}},
    "list": {"items": {"a": "3", "b": "1", "c": "2"}, "slots": "5"},
    "queue": {"items": ["a", "b"], "capacity": "3"},
    "badge": {"text": "up"},
    "text": {"text": "some text"},
    "node": {"text": "n"},
    "frame": {"around": ["a", "b"]},
    "table": {"columns": ["h", "i"], "slots": "4"},
    "timeline": {"processes": ["a", "b", "c"]},
    "plot": {
        "series": {"a": ["1", "2"], "b": [["0", "3"], ["2", "1"]]},
        "markers": {"c": {"along": "a", "at": "0"}},
    },
    "plane": {
        "points": {"a": ["1", "1"], "b": ["2", "3"]},
        "arrows": {"c": {"from": "a", "to": "b"}},
        "trails": {"d": [["0", "0"]]},
    },
    "matrix": {"rows": ["a", "b"], "columns": ["a", "b", "c"]},
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_required_of_a_kind_makes_a_film(kind: str) -> None:
    a, b = ({"is": "badge", "text": text} for text in ("on", "off"))
    stage = {"a": a, "b": b, "own": {"is": kind, **REQUIRED.get(kind, {})}}
    film = yaml.safe_dump({"stage": stage, "do": [{"show": ["a", "b", "own"]}]}, sort_keys=False)
    assert [found.message for found in read_film(film, VALUES).found if found.severity == "error"] == []


def entry(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """A stage entry of a kind: its keys with values that often fit."""
    names = {info.alias or name for name, info in KINDS[kind].spec.model_fields.items()} - {"is"}
    fitting = st.one_of(TEXTS, NUMBERS, TREES, st.dictionaries(st.sampled_from("abc"), NUMBERS, max_size=3))
    required = REQUIRED.get(kind, {})
    some = st.dictionaries(st.sampled_from(sorted(names)), fitting, max_size=2)
    return st.one_of(st.just({}), st.just({}), st.just({}), some).map(
        lambda more: {"is": kind, **required, **more}
    )


ENTRIES = st.sampled_from(sorted(KINDS)).flatmap(entry)
STAGES = st.dictionaries(st.sampled_from(ACTORS), ENTRIES, min_size=1, max_size=5)
ENDS = st.one_of(NAMES, st.lists(NAMES, max_size=3))
CALLS = st.one_of(
    st.fixed_dictionaries(
        {"from": ENDS, "to": ENDS},
        optional={
            "text": TEXTS,
            "each": st.sampled_from(["true", "false"]),
            "weights": st.lists(NUMBERS, max_size=4),
            "status": st.sampled_from(["lost", "rejected", "odd"]),
        },
    ),
    st.dictionaries(NAMES, st.one_of(NUMBERS, TEXTS, st.sampled_from(ROLES)), max_size=3),
    ENDS,
    TREES,
)
FITTING = st.one_of(
    st.builds(lambda name, value: {"set": {name: value}}, NAMES, NUMBERS),
    st.builds(lambda name, text: {"append": {name: text}}, st.sampled_from(ACTORS), TEXTS),
    st.builds(lambda start, end: {"send": {"from": start, "to": end}}, NAMES, NAMES),
    st.builds(lambda start, end: {"link": {"from": start, "to": end}}, NAMES, NAMES),
    st.builds(lambda start, end: {"move": {"from": start, "to": end}}, NAMES, NAMES),
    st.builds(lambda one, other: {"swap": [one, other]}, NAMES, NAMES),
    st.builds(lambda one, other: {"compare": [one, other]}, NAMES, NAMES),
    st.builds(lambda name, role: {"mark": {name: role}}, NAMES, st.sampled_from(ROLES)),
    st.builds(
        lambda verb, name: {verb: name},
        st.sampled_from(
            [
                "fill",
                "clear",
                "highlight",
                "dim",
                "hide",
                "show",
                "fail",
                "recover",
                "pop",
                "unmark",
                "unlink",
                "rank",
                "select",
                "focus",
            ]
        ),
        NAMES,
    ),
)
VERB_ITEMS = st.builds(
    lambda verb, call: {verb: call}, st.sampled_from([*VERBS, *["show", "set", "send"] * 2]), CALLS
)
CUES = st.dictionaries(st.sampled_from(["cue", "after"]), st.sampled_from("xyz"), max_size=2)
LISTS = st.one_of(st.sampled_from(["$list", "$words", "$nested", "$dict"]), st.lists(WORDS, max_size=3))
LOOPS = st.builds(
    lambda lists, items: {"for": lists, "do": items},
    st.dictionaries(st.sampled_from(["each", "other", "n"]), LISTS, min_size=1, max_size=2),
    st.lists(FITTING, min_size=1, max_size=2),
)
MOMENTS = st.lists(
    st.builds(lambda item, cues: {**item, **cues}, st.one_of(FITTING, LOOPS), CUES), min_size=1, max_size=5
)
ITEMS = st.one_of(
    FITTING,
    FITTING,
    VERB_ITEMS,
    st.sampled_from(ACTORS).map(lambda name: {"show": name}),
    st.lists(VERB_ITEMS, max_size=3).map(lambda items: {"together": items}),
    MOMENTS.map(lambda items: {"together": items}),
    LOOPS,
    LOOPS.map(lambda loop: {"for": {"other": "$words"}, "do": [loop]}),
    st.dictionaries(WORDS, TREES, max_size=2),
    TREES,
)
LAYOUTS = st.one_of(
    st.none(),
    st.none(),
    st.none(),
    st.just("a b\nc d\ne e\n"),
    st.sampled_from(
        ["a b\nc d\ne e\n", "a\nb\n", "a a b\nc d e\n", "a b\nb a\n", "\n", ". .\n", "a z\n", "a\n" * 30]
    ),
    TREES,
)


@st.composite
def films(draw: st.DrawFn) -> str:
    """A whole film as YAML: often nearly right."""
    stage = draw(STAGES)
    spec: dict[str, Any] = {"stage": stage}
    layout = draw(LAYOUTS)
    if layout is not None:
        spec["layout"] = layout
    showing = [{"show": name} for name in stage if stage[name]["is"] != "frame"]
    spec["beats"] = [
        {
            "id": f"beat-{i}",
            "title": "T",
            "say": "Words.",
            "do": [*(showing if i == 0 else []), *draw(st.lists(ITEMS, max_size=5))],
        }
        for i in range(draw(st.integers(1, 3)))
    ]
    later = draw(LAYOUTS)
    if later is not None:
        spec["beats"][-1]["layout"] = later
    plain = json.loads(json.dumps(spec))  # without shared parts, which YAML would write as aliases
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True)


@pytest.mark.slow
@settings(max_examples=300)
@given(films())
def test_any_film_is_sound_or_refused_with_a_hint(text: str) -> None:
    film = read_film(text, VALUES)
    for diagnostic in film.found:
        assert diagnostic.span is not None
        assert diagnostic.hint, diagnostic
    assert (film.board is None) == any(diagnostic.severity == "error" for diagnostic in film.found)


@pytest.mark.slow
@settings(max_examples=300)
@given(films())
def test_what_is_left_of_a_film_without_its_bad_verbs_can_be_drawn(text: str) -> None:
    piece = read_film(text, VALUES).piece
    assert isinstance(piece.film, StageNodes | None)
    report = Report()
    board = compile_storyboard(piece.film, piece.beats, piece.values, report) if piece.film else None
    if board is None:
        return
    lint_film(piece, board, report)
    scripts = picture_scripts(board)
    for script in scripts:
        assert PictureScript.from_json(script.to_json()) == script  # which refuses what is no number
        for picture in (script.opening, *(step.shapes for step in script.steps)):
            keys = [shape.key for shape in picture]
            assert len(keys) == len(set(keys))
