"""`explore:` is read, worked out, and worked out again when the function may give something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainsite.content.frontmatter import split_front_matter
from explainsite.content.model_values import FunctionCall, call_function
from explainsite.content.reader import read_spec
from explainsite.content.source import Source
from explainsite.content.spec import Exploration, SpecFile
from explainsite.diagnostics import Report, Span
from explainsite.jobs.memory import Memory
from explainsite.rendering.store import Store

SPEC = """\
---
title: A Note
summary: What it says.
format: concept
data: model.py
explore:
  ask: What if there are ${usual} times as many?
  call: cost
  with:
    size: {from: 0.1, to: 0.5, step: 0.1, at: 0.3, label: the size}
    price: {values: [1, 2, 5], at: $usual}
  shows: {label: cost, unit: ms, lines: {as now: $usual}}
---
Words.
"""
MODEL = """\
usual = 2
def cost(size, price):
    with open(__file__.rpartition("/")[2] + ".calls", "a") as calls: calls.write("x")
    return size * price * {factor}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "explainers" / "lane"
    folder.mkdir(parents=True)
    (folder / "model.py").write_text(MODEL.format(factor=1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(project: Path, memory: Memory | None = None) -> Exploration:
    report = Report()
    source = Source(path="explainers/lane/note.md", text=SPEC)
    front = split_front_matter(source, report)
    assert front is not None
    file = SpecFile(source=source, lane="lane", slug="note", lane_title="A Lane")
    piece = read_spec(project, file, front, report, memory)
    assert not list(report)
    assert piece is not None
    assert piece.exploration is not None
    return piece.exploration


def calls(project: Path) -> int:
    return len((project / "model.py.calls").read_text(encoding="utf-8"))


def test_values_are_put_in_and_ranges_have_no_noise(project: Path) -> None:
    found = read(project)
    size, price = found.inputs
    assert found.ask == "What if there are 2 times as many?"
    assert size.values == (0.1, 0.2, 0.3, 0.4, 0.5)
    assert (size.at, price.at) == (2, 1)
    assert (size.label, price.label) == ("the size", "price")
    assert found.shows[0].unit == "\u00a0ms"
    assert found.shows[0].lines == (("as now", 2.0),)


def test_whole_values_are_given_as_counts(project: Path) -> None:
    assert [type(value) for value in read(project).inputs[1].values] == [int, int, int]


def test_outcomes_stand_row_by_row_of_the_second_input(project: Path) -> None:
    found = [outcome[""] for outcome in read(project).outcomes]
    assert found == pytest.approx([s * p for p in (1, 2, 5) for s in (0.1, 0.2, 0.3, 0.4, 0.5)])


def test_they_are_remembered_and_follow_the_function(project: Path) -> None:
    memory = Memory(Store(project / "renders"))
    first = read(project, memory)
    assert read(project, memory) == first
    assert calls(project) == 15
    (project / "explainers/lane/model.py").write_text(MODEL.format(factor=10), encoding="utf-8")
    again = read(project, Memory(Store(project / "renders")))
    assert calls(project) == 30
    assert [one[""] for one in again.outcomes] == pytest.approx([10 * one[""] for one in first.outcomes])


def test_a_call_without_an_end_is_ended(tmp_path: Path) -> None:
    source = Source(path="lane/model.py", text="def turns(n):\n    while True:\n        n += 1\n")
    call = FunctionCall(
        function="turns", span=Span(path=""), inputs={"n": Span(path="")}, arguments=[{"n": 1}]
    )
    report = Report()
    assert call_function(call, source, tmp_path, report, seconds=0.2) is None
    (problem,) = report
    assert problem.code == "model-error"
    assert problem.hint == "it was called as `turns(n=1)`"
