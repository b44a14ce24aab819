"""Every golden case gives its diagnostics, to the letter; `UPDATE_GOLDEN=1` takes what is found."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from diagnostics.golden import Case, all_cases
from explainsite.diagnostic_format import format_diagnostics
from explainsite.diagnostics import Report
from explainsite.reading import read_site

ALL = all_cases()


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.path.stem)
def test_diagnostics_are_exact(case: Case, tmp_path: Path) -> None:
    case.write(tmp_path)
    report = Report()
    read_site(tmp_path, report)
    found = format_diagnostics(report)
    if os.environ.get("UPDATE_GOLDEN"):
        case.update(found)
        return
    assert found == case.expected


def test_there_are_many() -> None:
    assert len(ALL) >= 45


def test_every_case_has_a_title_and_says_something() -> None:
    for case in ALL:
        assert case.title, case.path.name
        assert re.search(r"^(error|warning)\[", case.expected, re.MULTILINE), case.path.name
