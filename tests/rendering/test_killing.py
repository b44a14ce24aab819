"""A killed build leaves whole entries, and the next one finishes. `make bench` kills many more."""

from __future__ import annotations

from pathlib import Path

import pytest

from rendering.killing import kill_builds

pytestmark = pytest.mark.slow


def test_killed_builds_leave_nothing_torn(tmp_path: Path) -> None:
    tally = kill_builds(tmp_path, kills=5, seed=1)
    assert tally.kills == 5
    assert tally.finished >= 1
