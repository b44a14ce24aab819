"""What verbs do, what is said of it, and how they refuse: see `golden.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from explainsite.storyboard.verbs import VERBS
from storyboard.golden import Case, cases, outcome

ALL = cases()


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_case(case: Case) -> None:
    assert outcome(case.film) == case.expected


def test_every_file_is_made_of_cases() -> None:
    """A case that is written wrongly would be passed over in silence."""
    for path in {case.file for case in ALL}:
        dots = [line for line in path.read_text("utf-8").split("\n") if line == "."]
        assert len(dots) == 3 * sum(case.file == path for case in ALL)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_shown_to_work_and_to_refuse(verb: str) -> None:
    mine = [case for case in ALL if f"- {verb}:" in case.film or f"- {{{verb}:" in case.film]
    assert any("error[" not in case.expected for case in mine)
    assert any("error[" in case.expected for case in mine)


PRINT_ALL = "from storyboard.golden import cases, outcome; print([outcome(case.film) for case in cases()])"


def test_nothing_depends_on_the_order_of_a_set() -> None:
    tests = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, [tests, os.environ.get("PYTHONPATH")]))
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINT_ALL],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
