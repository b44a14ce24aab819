"""`explainsite render`."""

from __future__ import annotations

import click

from explainsite.cli.app import OK, PROBLEMS, Context, command
from explainsite.cli.options import as_json_option, overrides, render_options, require_film
from explainsite.cli.renderers import explainer, make_renderer
from explainsite.cli.upkeep import prune
from explainsite.diagnostics import Report


@command("render")
@click.argument("slugs", nargs=-1)
@render_options
@as_json_option
def render_command(
    own: Context,
    *,
    slugs: tuple[str, ...],
    quality: str | None,
    jobs: int | None,
    explain: bool,
    as_json: bool,
) -> int:
    """Render films into the store: those of SLUGS, or all. The site is not written."""
    from explainsite.build import frame_lint, plan_site
    from explainsite.checking.site import check
    from explainsite.jobs.memory import Memory
    from explainsite.rendering.framecheck import rendered_now

    report = Report()
    with own.console.render_progress() as display:
        renderer = make_renderer(own, jobs, display, render=True)
        memory, only = Memory(renderer.store), frozenset(slugs)
        checked = check(
            own.project, overrides(quality=quality), report, memory, only=only, on_news=renderer.warm_up
        )
        for slug in slugs:
            require_film(checked.site.catalogue, slug, "SLUGS")
        with renderer.store.in_use():
            plan = plan_site(checked, own.project, renderer, only or None, memory.surroundings)
            if explain:
                explainer(own.console)(plan)
            rendered = renderer.run(plan)
        seen = frame_lint(
            checked,
            rendered_now(plan, rendered.films),
            rendered.seen,
            renderer=renderer,
            memory=memory,
            say=own.console.say,
        )
    own.console.diagnostics([*report, *rendered.diagnostics, *seen], as_json=as_json)
    for slug, film in () if as_json else rendered.films.items():
        own.console.result(f"{slug}  {film.duration:.1f} s  {next(iter(film.files.values())).parent}")
    if any(d.severity == "error" for d in rendered.diagnostics):
        return PROBLEMS
    held = prune(renderer.store, checked.site.config.kept_bytes, plan.keys)
    if not as_json:
        own.console.say(held)
    return OK
