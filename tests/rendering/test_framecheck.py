"""Where the line is that a finding in drawn frames is told at."""

from __future__ import annotations

from concurrent.futures import Executor

import pytest

from explainsite.checking.films import film_script
from explainsite.diagnostics import Report
from explainsite.jobs.inspection import Finding, Findings
from explainsite.rendering.framecheck import check_frames
from storyboard.filmscript import read_film

FILM = """\
layout: client server log
stage:
  client: {is: node, text: Client}
  server: {is: node, text: Server}
  log: {is: node, text: Log}
do:
- show: [client, server]
- send: {from: client, to: server, text: hello}
- show: log
"""


def no_workers() -> Executor:
    raise AssertionError("everything has been seen already")


def told_at(finding: Finding) -> str:
    """The line at which a finding in the only beat of the film is reported."""
    piece, report = read_film(FILM).piece, Report()
    script = film_script(piece, report)
    assert script is not None
    check_frames(
        [(piece, script)],
        ("dark",),
        report,
        memory=None,
        make_executor=no_workers,
        seen={(piece.slug, "only", "dark"): Findings(settled=(finding,), moving=())},
    )
    (found,) = report
    assert found.span is not None
    return found.span.excerpt.strip()


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (Finding(code="low-contrast", step=0, text="Server"), "- show: [client, server]"),
        (Finding(code="low-contrast", step=1, text="Log"), "- show: log"),
        (Finding(code="covered-text", step=1, text="Server", second=0.3), "- send: {from: client"),
        (Finding(code="covered-text", step=1, text="Server", second=0.7), "- send: {from: client"),
        (Finding(code="cut-off", step=0, second=0.4), "- show: [client, server]"),
    ],
)
def test_a_finding_is_told_at_the_step_that_it_is_about(finding: Finding, line: str) -> None:
    assert told_at(finding).startswith(line)
