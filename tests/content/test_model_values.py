"""Data files run on their own and give plain values."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from explainsite.content.model_values import Values, run_model
from explainsite.content.source import Source
from explainsite.diagnostics import Report


def run(text: str, folder: Path) -> Values:
    report = Report()
    values = run_model(Source(path="lane/model.py", text=text), folder, report)
    assert not list(report)
    assert values is not None
    return values


def test_values_and_functions_without_arguments(tmp_path: Path) -> None:
    text = """
import math
from math import pi, sqrt
from dataclasses import dataclass
import re

_hidden = 1
rows = [(1, 2), (3, 4)]
word = re.compile("x")

@dataclass
class Point:
    x: int
    y: "int"

here = Point(1, 2)

def half(n: int = 8) -> float:
    return n / 2

def add(a, b):
    return a + b

def _private():
    return 1

def areas():
    return {1: pi, "square": sqrt(16)}
"""
    assert run(text, tmp_path) == {
        "pi": pytest.approx(3.14159, abs=1e-5),
        "rows": [[1, 2], [3, 4]],
        "here": {"x": 1, "y": 2},
        "half": 4.0,
        "areas": {"1": pytest.approx(3.14159, abs=1e-5), "square": 4.0},
    }


def test_arrays_become_lists(tmp_path: Path) -> None:
    assert run("import numpy as np\na = np.arange(3) * 2\nb = a.sum()\n", tmp_path) == {
        "a": [0, 2, 4],
        "b": 6,
    }


def test_a_remembered_function_is_still_one(tmp_path: Path) -> None:
    text = (
        "from functools import cache\n\n@cache\ndef a():\n    return 1\n\n@cache\ndef b(n):\n    return n\n"
    )
    assert run(text, tmp_path) == {"a": 1}


def test_members_and_numbers_of_libraries_become_plain(tmp_path: Path) -> None:
    text = """
from enum import Enum, IntEnum
import numpy as np
class Size(IntEnum):
    SMALL = 1
class Word(str, Enum):
    YES = "yes"
size, word, number = Size.SMALL, Word.YES, np.float64(0.5)
"""
    values = run(text, tmp_path)
    assert [(name, type(value), value) for name, value in values.items()] == [
        ("size", int, 1),
        ("word", str, "yes"),
        ("number", float, 0.5),
    ]


def test_chance_is_the_same_each_time_and_stays_inside(tmp_path: Path) -> None:
    random.seed(5)
    expected = random.Random(5).random()
    first = run("import random\nx = random.random()\n", tmp_path)
    assert run("import random\nx = random.random()\n", tmp_path) == first
    assert random.random() == expected


def test_neighbours_can_be_imported_and_are_forgotten(tmp_path: Path) -> None:
    before, path = set(sys.modules), list(sys.path)
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "counts.py").write_text(f"steps = {number}\n", encoding="utf-8")
        assert run("from counts import steps\n", folder) == {"steps": number}
        assert not (folder / "__pycache__").exists()
    assert "counts" not in set(sys.modules) - before
    assert "model" not in sys.modules
    assert sys.path == path


def test_a_neighbour_that_was_edited_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(3):
        (tmp_path / "counts.py").write_text(f"steps = {number}\n", encoding="utf-8")
        assert run("from counts import steps\n", Path()) == {"steps": number}


def test_printing_goes_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("print('hello')\nx = 1\n", tmp_path)
    assert capsys.readouterr().out == ""


def test_an_interrupt_is_not_an_error_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run("raise KeyboardInterrupt\n", tmp_path)


def test_a_loop_without_an_end_is_ended(tmp_path: Path) -> None:
    report = Report()
    text = "n = 0\nwhile True:\n    try:\n        n += 1\n    except Exception:\n        pass\n"
    assert run_model(Source(path="model.py", text=text), tmp_path, report, seconds=0.2) is None
    (problem,) = report
    assert problem.message == "`model.py` has not finished after 0.2 seconds"
    assert problem.span is not None
    assert problem.span.line in range(2, 7)


def test_a_library_inside_the_folder_is_not_imported_twice(tmp_path: Path) -> None:
    library = tmp_path / "libraries"
    library.mkdir()
    (library / "kept_library.py").write_text("marks = []\n", encoding="utf-8")
    text = (
        f"import sys\nsys.path.append({str(library)!r})\nimport kept_library\nkept_library.marks.append(1)\n"
    )
    text += "count = len(kept_library.marks)\n"
    assert run(text, tmp_path) == {"count": 1}
    assert run(text, tmp_path) == {"count": 2}
    assert str(library) not in sys.path
    del sys.modules["kept_library"]


def test_an_error_in_a_neighbour_points_at_the_line_that_led_there(tmp_path: Path) -> None:
    (tmp_path / "counts.py").write_text("def share(n):\n    return 1 / n\n", encoding="utf-8")
    report = Report()
    text = "import counts\n\nx = counts.share(0)\n"
    assert run_model(Source(path="lane/model.py", text=text), tmp_path, report) is None
    (problem,) = report
    assert problem.code == "model-error"
    assert problem.span is not None
    assert (problem.span.line, problem.span.excerpt) == (3, "x = counts.share(0)")
