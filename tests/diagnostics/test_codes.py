"""The table of codes: each has a meaning, a place in the README, and a test that gives it."""

from __future__ import annotations

import re
from pathlib import Path

from diagnostics.golden import all_cases
from explainsite.diagnostics import CODES

TESTS = Path(__file__).parent.parent


def test_every_code_is_exercised() -> None:
    expected = "\n".join(case.expected for case in all_cases())
    golden = set(re.findall(r"^(?:error|warning)\[([a-z0-9-]+)\]", expected, re.MULTILINE))
    others = [path for path in TESTS.rglob("test_*.py") if path != Path(__file__)]
    named = set(re.findall(r"[\"'\[]([a-z0-9]+(?:-[a-z0-9]+)+)[\"'\]]", "\n".join(map(_text, others))))
    assert sorted(CODES.keys() - golden - named) == []


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_meaning_is_a_sentence() -> None:
    for name, code in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert code.meaning[0].isupper() or code.meaning[0] == "`"
        assert code.meaning.endswith(".")
