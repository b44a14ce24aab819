"""The table of codes: each code has a meaning."""

from __future__ import annotations

import re

from explainsite.diagnostics import CODES


def test_every_meaning_is_a_sentence() -> None:
    for name, code in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert code.meaning[0].isupper() or code.meaning[0] == "`"
        assert code.meaning.endswith(".")
