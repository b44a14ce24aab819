"""What verbs do, what is said of it, and how they refuse: see `golden.py` and `cases/`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from explainsite.storyboard.verbs import VERBS
from fixturetext import Case, read_cases
from storyboard.golden import CASES, outcome

ALL = read_cases(CASES)


@pytest.mark.parametrize("case", ALL, ids=str)
def test_case(case: Case) -> None:
    case.check(outcome(case.given))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_shown_to_work_and_to_refuse(verb: str) -> None:
    written = read_cases(CASES)  # read anew: `UPDATE_GOLDEN` may just have written what is expected
    mine = [case for case in written if f"- {verb}:" in case.given or f"- {{{verb}:" in case.given]
    assert any("error[" not in case.expected for case in mine)
    assert any("error[" in case.expected for case in mine)


PRINT_ALL = """
from fixturetext import read_cases
from storyboard.golden import CASES, outcome
print([outcome(case.given) for case in read_cases(CASES)])
"""


@pytest.mark.slow
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
