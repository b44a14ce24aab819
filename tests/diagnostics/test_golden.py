"""Every golden case gives its diagnostics, to the letter; `UPDATE_GOLDEN=1` takes what is found."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diagnostics.golden import Case, all_cases
from explainsite.cli import cli
from explainsite.diagnostics import CODES

ALL = all_cases()
TESTS = Path(__file__).parent.parent


def check(site: Path, *options: str) -> Result:
    """`explainsite check`, in this process."""
    return CliRunner().invoke(
        cli, ["--project", str(site), "--quiet", "check", *options], catch_exceptions=False
    )


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.path.stem)
def test_diagnostics_are_exact(case: Case, tmp_path: Path) -> None:
    case.write(tmp_path)
    result = check(tmp_path)
    if os.environ.get("UPDATE_GOLDEN"):
        case.update(result.stderr)
    else:
        assert result.stderr == case.expected
    assert result.stdout == ""
    assert result.exit_code == (1 if "error[" in result.stderr else 0)


def test_there_are_many() -> None:
    assert len(ALL) >= 45


def test_every_case_has_a_title_and_says_something() -> None:
    for case in all_cases():  # read anew: `UPDATE_GOLDEN` may just have written them
        assert case.title, case.path.name
        assert re.search(r"^(error|warning)\[", case.expected, re.MULTILINE), case.path.name


def test_every_code_is_exercised() -> None:
    expected = "\n".join(case.expected for case in all_cases())
    golden = set(re.findall(r"^(?:error|warning)\[([a-z0-9-]+)\]", expected, re.MULTILINE))
    tests = "\n".join(path.read_text("utf-8") for path in TESTS.rglob("test_*.py"))
    named = set(re.findall(r"[\"'\[]([a-z0-9]+(?:-[a-z0-9]+)+)[\"'\]]", tests))
    assert sorted(CODES.keys() - golden - named) == []


def test_a_machine_reads_the_same(tmp_path: Path) -> None:
    (case,) = (case for case in ALL if case.path.stem == "many-at-once")
    case.write(tmp_path)
    result = check(tmp_path, "--json")
    problems = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [problem["code"] for problem in problems] == re.findall(
        r"^error\[(.*?)\]", case.expected, re.MULTILINE
    )
    assert all(problem["span"]["excerpt"] for problem in problems)
