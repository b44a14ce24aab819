"""`explainsite build`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from explainsite.cli.app import OK, PROBLEMS, Context, command
from explainsite.cli.options import as_json_option, overrides, render_options, validated
from explainsite.cli.renderers import explainer, make_renderer
from explainsite.cli.upkeep import prune
from explainsite.console import count

if TYPE_CHECKING:
    from explainsite.build import BuildReport
    from explainsite.rendering.plan import Plan
    from explainsite.rendering.store import Store
    from explainsite.site.writer import Published
    from explainsite.unchanged import LastRun

UNCHANGED = "nothing changed"


@command("build")
@render_options
@click.option(
    "--no-render", is_flag=True, help="Stitch pages around the films that the store holds; needs no Manim."
)
@click.option("--base-url", help="Where the site will be published, for the sitemap and canonical links.")
@click.option("-o", "--output", help="The folder to write to, inside the project.")
@as_json_option
def build_command(
    own: Context,
    *,
    quality: str | None,
    jobs: int | None,
    explain: bool,
    no_render: bool,
    base_url: str | None,
    output: str | None,
    as_json: bool,
) -> int:
    """Render what changed and write the site."""
    from explainsite.config import inside_project, web_address
    from explainsite.rendering.store import RENDERS, Store
    from explainsite.unchanged import LastRun, recall_build

    settings = overrides(
        quality=quality,
        base_url=validated("--base-url", base_url, web_address),
        output=validated("--output", output, inside_project),
    )
    last = LastRun(own.project, Store(own.project / RENDERS))
    if known := recall_build(last, settings):
        held = prune(last.store, known.limit, known.used)
        own.console.diagnostics(known.outcome.problems, as_json=as_json)
        if not as_json:
            own.console.say(f"{known.outcome.counts}: {UNCHANGED}; {held}")
        return OK
    return _build(own, last, settings, jobs=jobs, explain=explain, render=not no_render, as_json=as_json)


def _build(
    own: Context,
    last: LastRun,
    settings: Mapping[str, object],
    *,
    jobs: int | None,
    explain: bool,
    render: bool,
    as_json: bool,
) -> int:
    from explainsite.build import build, forget_gone, frame_lint
    from explainsite.cli.check import check_counts
    from explainsite.rendering.framecheck import rendered_now
    from explainsite.unchanged import Outcome, keep_build

    with own.console.render_progress() as display:
        renderer = make_renderer(own, jobs, display, render=render)
        explained = explainer(own.console) if explain else _silent
        report = build(own.project, renderer, settings, explained, last.surroundings)
        held = _pruned(report, renderer.store)
        anew = rendered_now(report.plan, report.films)
        seen = frame_lint(
            report.checked, anew, report.seen, renderer=renderer, memory=report.memory, say=own.console.say
        )
        forget_gone(report, own.project, renderer.store)
    if not report.diagnostics.has_errors:
        outcome = Outcome(_counts(report), (*report.diagnostics, *seen))
        checked = Outcome(check_counts(report.checked), report.found_by_check)
        keep_build(last, settings, report, outcome, checked)
    own.console.diagnostics([*report.diagnostics, *seen], as_json=as_json)
    if not as_json and report.published is not None:
        own.console.say(_summary(report, report.published) + held)
    return PROBLEMS if report.diagnostics.has_errors else OK


def _pruned(report: BuildReport, store: Store) -> str:
    """The store is pruned after a build without errors alone: what failed may be about to be tried again."""
    if report.diagnostics.has_errors:
        return ""
    return f"; {prune(store, report.checked.site.config.kept_bytes, report.used)}"


def _silent(_: Plan) -> None:
    pass


def _summary(report: BuildReport, published: Published) -> str:
    changed, gone = len(published.written), len(published.removed)
    news = f"{count(changed, 'file')} written, {gone} removed" if changed or gone else UNCHANGED
    return f"{_counts(report)}: {news}"


def _counts(report: BuildReport) -> str:
    return f"{count(len(report.pages), 'page')}, {count(len(report.films), 'film')}"
