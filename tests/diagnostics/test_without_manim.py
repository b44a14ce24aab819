"""A machine that only stitches: without Manim nothing renders, and the author is told what to install."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from diagnostics.golden import all_cases
from explainsite.cli import cli
from explainsite.rendering import renderer

pytestmark = pytest.mark.slow


def test_a_missing_manim_is_a_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (case,) = (case for case in all_cases() if case.path.stem == "picture-caption")
    case.write(tmp_path)
    installed = renderer._installed
    monkeypatch.setattr(renderer, "_installed", lambda *names: "manim" not in names and installed(*names))
    result = CliRunner().invoke(cli, ["--project", str(tmp_path), "build"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "error[render-extra]: Manim is not installed\nhint: install the `render` extra" in result.stderr
