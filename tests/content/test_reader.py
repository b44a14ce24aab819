"""Specs, lanes and learning paths as values."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explainsite.content.frontmatter import split_front_matter
from explainsite.content.nodes import Mapping
from explainsite.content.reader import read_lane, read_path, read_spec
from explainsite.content.source import Source
from explainsite.content.spec import Piece, SceneRef, SpecFile, StageNodes
from explainsite.diagnostics import Report

SPEC = """---
title: "KV-Cache: Why $times times faster"
summary: >-
  See what is kept,
  and what it costs.
prerequisites:
  - attention: "what is cached"
  - memory
tags: [inference, 010]
sources:
  - id: pope2022
    title: Scaling
    url: https://example.org
    year: 2022
data: model.py
poster: keep
layout: |
  a b
stage:
  a: {is: tokens, items: [no, 1:30]}
beats:
  - title: It Begins, Slowly
    say: |
      ${times} times
      the work.
    hold: 0.5
  - id: keep
    title: Keep them
    say: Keep.
    layout: a
    do:
      - show: a
---
Body.
"""


def read(text: str, project: Path) -> Piece:
    report = Report()
    source = Source(path="explainers/lane/kv-cache/index.md", text=text)
    front = split_front_matter(source, report)
    assert front is not None
    file = SpecFile(source=source, lane="lane", slug="kv-cache", lane_title="A Lane")
    piece = read_spec(project, file, front, report)
    assert not list(report)
    assert piece is not None
    return piece


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "explainers" / "lane" / "kv-cache"
    folder.mkdir(parents=True)
    (folder / "model.py").write_text("times = 12\n", encoding="utf-8")
    (folder / "scene.py").write_text("from manim import *\n\n\nclass Film(Scene): ...\n", encoding="utf-8")
    return tmp_path


def test_a_spec_is_read(bundle: Path) -> None:
    piece = read(SPEC, bundle)
    assert (piece.slug, piece.lane, piece.format, piece.level) == (
        "kv-cache",
        "lane",
        "explainer",
        "intermediate",
    )
    assert piece.title == "KV-Cache: Why 12 times faster"
    assert piece.summary == "See what is kept, and what it costs."
    assert piece.topic == "A Lane"
    assert piece.tags == ("inference", "010")
    assert [(need.slug, need.reason) for need in piece.prerequisites] == [
        ("attention", "what is cached"),
        ("memory", ""),
    ]
    assert [need.span.line for need in piece.prerequisites] == [7, 8]
    assert [(source.id, source.year) for source in piece.sources] == [("pope2022", "2022")]
    assert piece.data == "explainers/lane/kv-cache/model.py"
    assert piece.values == {"times": 12}
    assert piece.body.text == "Body.\n"


@pytest.mark.parametrize(
    "say", ["12\u00a0000 \u00a0km", '"12\\u00a0000 \\_km"', "|\n      12\u00a0000\n      \u00a0km"]
)
def test_no_break_spaces_stay(bundle: Path, say: str) -> None:
    _, beat = read(SPEC.replace("say: Keep.", f"say: {say}"), bundle).beats
    assert beat.say == "12\u00a0000 \u00a0km"


def test_its_beats(bundle: Path) -> None:
    first, second = read(SPEC, bundle).beats
    assert (first.id, first.say, first.hold, first.do) == (
        "it-begins-slowly",
        "12 times the work.",
        0.5,
        None,
    )
    assert second.id == "keep"
    assert second.layout is not None
    assert second.do is not None
    assert second.do.plain() == [{"show": "a"}]


def test_its_stage_stays_as_it_is_written(bundle: Path) -> None:
    film = read(SPEC, bundle).film
    assert isinstance(film, StageNodes)
    assert isinstance(film.stage, Mapping)
    assert film.stage.plain() == {"a": {"is": "tokens", "items": ["no", "1:30"]}}


def test_a_scene_may_come_from_anywhere_in_its_file(bundle: Path) -> None:
    text = "---\ntitle: A\nsummary: B\nscene: scene.py:{}\nbeats:\n  - {{title: T, say: S}}\n---\n"
    for name in ("Film", "ImportedByTheStar"):
        film = read(text.format(name), bundle).film
        assert isinstance(film, SceneRef)
        assert (film.path, film.name) == ("explainers/lane/kv-cache/scene.py", name)


@pytest.mark.parametrize("written", ["my%20caf\xe9", "my cafe\u0301", "my%20cafe%CC%81"])
def test_data_and_scenes_name_files_as_links_do(bundle: Path, written: str) -> None:
    folder = bundle / "explainers/lane/kv-cache"
    (folder / "my caf\xe9.py").write_text("times = 1\nclass Film: ...\n", encoding="utf-8")
    scene = f"---\ntitle: A\nsummary: B\nscene: {written}.py:Film\nbeats:\n  - {{title: T, say: S}}\n---\n"
    film = read(scene, bundle).film
    assert isinstance(film, SceneRef)
    assert film.path == "explainers/lane/kv-cache/my caf\xe9.py"
    data = f"---\ntitle: A\nsummary: $times\nformat: concept\ndata: {written}.py\n---\n"
    piece = read(data, bundle)
    assert (piece.data, piece.summary) == ("explainers/lane/kv-cache/my caf\xe9.py", "1")


def test_a_concept_needs_no_film(tmp_path: Path) -> None:
    piece = read("---\ntitle: A\nsummary: B\nformat: concept\nminutes: 3\n---\n", tmp_path)
    assert not piece.has_film
    assert piece.minutes == 3


def test_a_lane_is_read() -> None:
    source = Source(path="explainers/ai/_lane.yaml", text="title: AI\nsummary: S\naccent: teal\norder: 2\n")
    lane = read_lane(source, "ai", Report())
    assert lane is not None
    assert (lane.slug, lane.title, lane.summary, lane.accent, lane.order) == ("ai", "AI", "S", "teal", 2)


def test_a_path_is_read() -> None:
    text = "title: One\nsummary: S\nordered: true\nsteps:\n  - a\n  - b: what it adds\n"
    path = read_path(Source(path="paths/one.yaml", text=text), "one", Report())
    assert path is not None
    assert [(step.slug, step.adds, step.span.line) for step in path.steps] == [
        ("a", "", 5),
        ("b", "what it adds", 6),
    ]
    assert path.ordered


SIGNS = """title summary beats say id sources url stage format concept steps a-b [ ] { } $x ${ # | > é 1:30 -
: " ' https://x"""
WORDS = st.sampled_from([*SIGNS.split(), ": ", "- ", "\n", "\n  ", "\n    - "])


@given(st.one_of(st.text(), st.lists(WORDS).map("".join)))
@example("0 #0")  # a warning is no error
def test_any_text_is_a_piece_or_diagnostics(text: str) -> None:
    for whole in (
        text,
        f"---\n{text}\n---\nBody",
        f"---\ntitle: A\nsummary: B\nformat: concept\n{text}\n---\n",
    ):
        report = Report()
        source = Source(path="explainers/lane/a.md", text=whole)
        front = split_front_matter(source, report)
        file = SpecFile(source=source, lane="lane", slug="a")
        piece = read_spec(Path("/nonexistent"), file, front, report) if front else None
        assert piece is not None or report.has_errors


@given(st.one_of(st.text(), st.lists(WORDS).map("".join)))
def test_any_text_is_a_lane_and_a_path_or_diagnostics(text: str) -> None:
    for read_any in (read_lane, read_path):
        report = Report()
        value = read_any(Source(path="x.yaml", text=text), "x", report)
        assert value is not None or report.has_errors
