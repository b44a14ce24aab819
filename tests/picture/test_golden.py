"""Where everything stands and runs, in px: see `golden.py` and `cases/`."""

from __future__ import annotations

import pytest

from explainsite.picture.views import VIEWS
from fixturetext import Case, read_cases
from picture.golden import CASES, outcome

ALL = read_cases(CASES)


@pytest.mark.parametrize("case", ALL, ids=str)
def test_case(case: Case) -> None:
    case.check(outcome(case.given))


def test_no_case_is_refused() -> None:
    # read anew: `UPDATE_GOLDEN` may just have written what is expected
    assert [str(case) for case in read_cases(CASES) if "error[" in case.expected] == []


@pytest.mark.parametrize("kind", VIEWS)
def test_every_view_is_drawn(kind: str) -> None:
    assert any(f"is: {kind}" in case.given for case in ALL)
