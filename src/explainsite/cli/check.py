"""`explainsite check`."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

from explainsite.cli.app import OK, PROBLEMS, Context, command
from explainsite.cli.options import as_json_option, jobs_option, require_piece
from explainsite.cli.renderers import make_renderer
from explainsite.console import LineDisplay, count
from explainsite.diagnostics import Report

if TYPE_CHECKING:
    from explainsite.checking.site import Checked
    from explainsite.jobs.memory import Memory
    from explainsite.unchanged import Outcome


@command("check")
@click.argument("slugs", nargs=-1)
@click.option(
    "--frames",
    is_flag=True,
    help="Look at drawn frames too: contrast, texts that something passes over, what leaves the frame."
    " Takes some seconds a film.",
)
@jobs_option("How many beats to look at at once.")
@as_json_option
def check_command(
    own: Context, *, slugs: tuple[str, ...], frames: bool, jobs: int | None, as_json: bool
) -> int:
    """Find everything that is wrong, without rendering: in the site, or in SLUGS alone."""
    from explainsite.rendering.store import RENDERS, Store
    from explainsite.unchanged import LastRun, Outcome, keep_check, recall_check

    store = own.project / RENDERS
    # A folder that nobody has rendered in gets nothing from a mere look.
    last = LastRun(own.project, Store(store)) if store.is_dir() else None
    of_all = not slugs and not frames
    if last and of_all and (known := recall_check(last)):
        return _show(own, known, as_json=as_json)
    from explainsite.catalogue.reading import has_templates
    from explainsite.checking.site import check
    from explainsite.jobs.memory import Memory

    report = Report()
    memory = Memory(last.store, last.surroundings) if last else None
    checked = check(own.project, {}, report, memory, only=frozenset(slugs))
    for slug in slugs:
        require_piece(checked.site.catalogue, slug, "SLUGS")
    if has_templates(own.project) and not slugs:  # the theme's own templates are ours to have tested
        from explainsite.build import check_pages

        check_pages(checked, own.project, report, memory)
    if frames:
        _check_frames(own, checked, jobs, memory, report)
    if report.has_errors:
        own.console.diagnostics(report, as_json=as_json)
        return PROBLEMS
    outcome = Outcome(check_counts(checked, slugs), tuple(report))
    if last and of_all:
        keep_check(last, outcome, report, checked)
    return _show(own, outcome, as_json=as_json)


def _show(own: Context, outcome: Outcome, *, as_json: bool) -> int:
    own.console.diagnostics(outcome.problems, as_json=as_json)
    if not as_json:
        own.console.say(f"{outcome.counts}: no errors")
    return OK


def check_counts(checked: Checked, slugs: Collection[str] = ()) -> str:
    """What was checked: all of a site, or the pieces `slugs`."""
    pieces = slugs or checked.site.catalogue.pieces
    return f"{count(len(pieces), 'piece')}, {count(len(checked.scripts), 'storyboard')}"


def _check_frames(
    own: Context, checked: Checked, jobs: int | None, memory: Memory | None, report: Report
) -> None:
    from explainsite.rendering.framecheck import check_frames

    site = checked.site
    films = [(site.catalogue.pieces[slug], script) for slug, script in checked.scripts.items()]
    renderer = make_renderer(own, jobs, LineDisplay(own.console), render=False)
    check_frames(
        films,
        site.config.themes,
        report,
        memory=memory,
        make_executor=renderer.make_executor,
        say=own.console.say,
    )
