"""The command line: arguments, a call, an exit code.

0 the site is clean, 1 it has problems, 2 the command was used wrongly, 130 it was interrupted.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, Literal, ParamSpec

import click

from explainsite import __version__
from explainsite.console import Console, LineDisplay, RenderDisplay, count
from explainsite.diagnostics import Report, SiteProblems, did_you_mean

P = ParamSpec("P")

TRACEBACK = "EXPLAINSITE_TRACEBACK"
"""Set in the environment, it lets a fault of ours end with its traceback."""

OK, PROBLEMS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every command shares."""

    project: Path
    console: Console


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="explainsite")
@click.option(
    "-C",
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The site's folder, if not this one.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print problems and results only.")
@click.pass_context
def cli(context: click.Context, *, project: Path, quiet: bool) -> None:
    """Build a site of short animated explainers.

    \b
    An explainer is a Markdown file in explainers/<lane>/ whose front matter says what happens, beat by beat.
      explainsite check     is everything right? (renders nothing)
      explainsite serve     see it while you write it
      explainsite build     render the films, write the site to _site/

    \b
    Exit codes: 0 the site is clean, 1 it has problems, 2 wrong use, 130 interrupted.
    """
    context.obj = Context(project=project, console=Console(quiet=quiet))


def _command(
    function: Callable[Concatenate[Context, P], int],
) -> Callable[Concatenate[click.Context, P], None]:
    """Turn a function that returns an exit code into a command body; problems are printed, never raised."""

    @wraps(function)
    def run(context: click.Context, /, *args: P.args, **kwargs: P.kwargs) -> None:
        own: Context = context.obj
        try:
            code = function(own, *args, **kwargs)
        except SiteProblems as problems:
            own.console.diagnostics(problems.diagnostics, as_json=bool(kwargs.get("as_json")))
            code = PROBLEMS
        except KeyboardInterrupt:
            own.console.say("interrupted; what was finished is kept")
            code = INTERRUPTED
        context.exit(code)

    return run


def _render_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option(
            "--quality",
            type=click.Choice(["draft", "standard", "high"]),
            help="480p at 15 frames a second, 1080p at 30, or 1080p at 60.",
        ),
        click.option(
            "-j", "--jobs", type=click.IntRange(1, 256), help="How many films' beats to render at once."
        ),
        click.option("--explain", is_flag=True, help="Say why each beat is rendered."),
    )
    for option in reversed(options):
        command = option(command)
    return command


_json_option = click.option("--json", "as_json", is_flag=True, help="Print problems as JSON, on stdout.")


@cli.command("build")
@_render_options
@click.option(
    "--no-render", is_flag=True, help="Stitch pages around the films that the store holds; needs no Manim."
)
@click.option("--base-url", help="Where the site will be published, for the sitemap and canonical links.")
@click.option("-o", "--output", help="The folder to write to, inside the project.")
@_json_option
@click.pass_context
@_command
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
    from explainsite.build import build, frame_lint
    from explainsite.config import inside_project, web_address
    from explainsite.rendering.framecheck import rendered_now

    with own.console.render_progress() as display:
        renderer = _renderer(own, jobs, display, render=not no_render)
        settings = _settings(
            quality=quality,
            base_url=_judged("--base-url", base_url, web_address),
            output=_judged("--output", output, inside_project),
        )
        report = build(own.project, renderer, settings, _explainer(own.console) if explain else _silent)
        seen = frame_lint(report.checked, rendered_now(report.plan, report.films), renderer, report.memory)
    own.console.diagnostics([*report.diagnostics, *seen], as_json=as_json)
    if not as_json and report.published is not None:
        own.console.say(_built(report))
    return PROBLEMS if report.diagnostics.has_errors else OK


def _silent(_: Any) -> None:
    pass


def _built(report: Any) -> str:
    changed, gone = len(report.published.written), len(report.published.removed)
    news = f"{count(changed, 'file')} written, {gone} removed" if changed or gone else "nothing changed"
    return f"{count(report.pages, 'page')}, {count(len(report.films), 'film')}: {news}"


def _judged(option: str, value: str | None, rule: Callable[[str], str]) -> str | None:
    """The value of an option, which is held to the rule of the setting that it replaces."""
    try:
        return value if value is None else rule(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def _settings(**given: object) -> dict[str, object]:
    return {name: value for name, value in given.items() if value is not None}


def _renderer(own: Context, jobs: int | None, display: RenderDisplay, *, render: bool) -> Any:
    from explainsite.catalogue.reading import read_settings
    from explainsite.rendering.executor import LocalExecutor
    from explainsite.rendering.renderer import Renderer
    from explainsite.rendering.store import RENDERS, Store

    config = read_settings(own.project, Report(), {})  # what is wrong with it, the build will tell
    workers = jobs or (config.jobs if config else 0) or os.cpu_count() or 1
    return Renderer(
        store=Store(own.project / RENDERS),
        make_executor=lambda: LocalExecutor(workers),
        window=workers,
        render=render,
        progress=display,
    )


def _explainer(console: Console) -> Callable[[Any], None]:
    def explain(plan: Any) -> None:
        for film in plan.films:
            if film.reason:
                console.say(f"{film.request.slug}: {film.reason}")
            for job in film.missing:
                beats = ", ".join(beat.id for beat in job.job.beats)
                console.say(f"{film.request.slug} {beats} ({job.job.palette}): {job.reason}")

    return explain


@cli.command("check")
@click.argument("slugs", nargs=-1)
@click.option(
    "--frames",
    is_flag=True,
    help="Look at drawn frames too: contrast, texts that something passes over, what leaves the frame."
    " Takes some seconds a film.",
)
@click.option("-j", "--jobs", type=click.IntRange(1, 256), help="How many beats to look at at once.")
@_json_option
@click.pass_context
@_command
def check_command(
    own: Context, *, slugs: tuple[str, ...], frames: bool, jobs: int | None, as_json: bool
) -> int:
    """Find everything that is wrong, without rendering: in the site, or in SLUGS alone."""
    from explainsite.catalogue.reading import has_templates
    from explainsite.checking.site import check
    from explainsite.jobs.memory import Memory
    from explainsite.rendering.store import RENDERS, Store

    report = Report()
    store = own.project / RENDERS
    # A folder that nobody has rendered in gets nothing from a mere look.
    memory = Memory(Store(store)) if store.is_dir() else None
    checked = check(own.project, {}, report, memory, only=frozenset(slugs))
    for slug in slugs:
        _known_piece(checked.site.catalogue.pieces, slug, "SLUGS")
    if has_templates(own.project) and not slugs:  # the theme's own templates are ours to have tested
        from explainsite.build import check_pages

        check_pages(checked, own.project, report)
    if frames:
        _check_frames(own, checked, jobs, memory, report)
    own.console.diagnostics(report, as_json=as_json)
    pieces = slugs or checked.site.catalogue.pieces
    if not as_json and not report.has_errors:
        counts = f"{count(len(pieces), 'piece')}, {count(len(checked.scripts), 'storyboard')}"
        own.console.say(f"{counts}: no errors")
    return PROBLEMS if report.has_errors else OK


def _check_frames(own: Context, checked: Any, jobs: int | None, memory: Any, report: Report) -> None:
    from explainsite.rendering.framecheck import check_frames

    site = checked.site
    films = [(site.catalogue.pieces[slug], script) for slug, script in checked.scripts.items()]
    renderer = _renderer(own, jobs, LineDisplay(own.console), render=False)
    check_frames(films, site.config.themes, report, memory=memory, make_executor=renderer.make_executor)


@cli.command("render")
@click.argument("slugs", nargs=-1)
@_render_options
@_json_option
@click.pass_context
@_command
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
    checked = check(own.project, _settings(quality=quality), report, only=frozenset(slugs))
    for slug in slugs:
        _film_piece(checked.site, slug, "SLUGS")
    with own.console.render_progress() as display:
        renderer = _renderer(own, jobs, display, render=True)
        memory = Memory(renderer.store)
        plan = plan_site(checked, own.project, renderer, frozenset(slugs) or None, memory.surroundings)
        if explain:
            _explainer(own.console)(plan)
        rendered = renderer.run(plan)
        seen = frame_lint(checked, rendered_now(plan, rendered.films), renderer, memory)
    own.console.diagnostics([*report, *rendered.diagnostics, *seen], as_json=as_json)
    for slug, film in () if as_json else rendered.films.items():
        own.console.result(f"{slug}  {film.duration:.1f} s  {next(iter(film.files.values())).parent}")
    return PROBLEMS if any(d.severity == "error" for d in rendered.diagnostics) else OK


def _film_piece(site: Any, slug: str, argument: str) -> Any:
    """The piece of that name, which must have a film."""
    pieces = {name: piece for name, piece in site.catalogue.pieces.items() if piece.has_film}
    return _known_piece(pieces, slug, argument, "explainer with a film")


def _known_piece(pieces: Mapping[str, Any], slug: str, argument: str, what: str = "piece") -> Any:
    if slug not in pieces:
        meant = did_you_mean(slug, pieces)
        message = f"no {what} is called {slug!r}" + (f"; {meant}" if meant else "")
        raise click.BadParameter(message, param_hint=argument)
    return pieces[slug]


@cli.command("sheet")
@click.argument("slug")
@click.option(
    "--beat", metavar="ID", help="A strip of this beat's motion instead, from its first picture on."
)
@click.option(
    "--palette", type=click.Choice(["dark", "light"]), help="Only this palette; by default those of the site."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; by default SLUG.png, or SLUG-ID.png for a strip, in this folder.",
)
@_json_option
@click.pass_context
@_command
def sheet_command(
    own: Context, *, slug: str, beat: str | None, palette: Any, output: Path | None, as_json: bool
) -> int:
    """Draw a film on one picture: how each beat of SLUG ends, with its caption.

    A storyboard is drawn at once, without rendering its film, even when its pictures have errors. A Manim
    scene is rendered first, unless the store holds its film.

    \b
      explainsite sheet kv-cache                    all beats, dark and light, in kv-cache.png
      explainsite sheet kv-cache --palette dark     the dark film alone
      explainsite sheet kv-cache --beat prefill     how one beat moves, moment by moment
    """
    from explainsite.checking.site import read_for
    from explainsite.rendering.sheets import Wanted, draw, sheet_job

    report = Report()
    target = _png(output or Path(f"{slug}-{beat}.png" if beat else f"{slug}.png"))
    site = read_for(own.project, slug, {}, report)
    piece = _film_piece(site, slug, "SLUG")
    _require_beat(piece, beat)
    with own.console.render_progress() as display:
        renderer = _renderer(own, 1, display, render=True)
        wanted = Wanted(
            palettes=(palette,) if palette else site.config.themes,
            beat=beat,
        )
        job = sheet_job(piece, wanted, lambda: _scene_film(own, site, slug, renderer, report), report)
        drawn = draw(job, renderer.make_executor, report) if job else None
    if drawn is not None:
        target.write_bytes(drawn)
    own.console.diagnostics(report, as_json=as_json)
    if drawn is not None and not as_json:
        own.console.result(str(target))
    return PROBLEMS if report.has_errors else OK


def _png(path: Path) -> Path:
    if path.suffix.lower() != ".png":
        raise click.BadParameter("a sheet is a PNG: end the name in `.png`", param_hint="--output")
    if not path.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {str(path.parent)!r}", param_hint="--output")
    return path


def _require_beat(piece: Any, beat: str | None) -> None:
    known = [each.id for each in piece.beats]
    if beat is not None and beat not in known:
        hint = did_you_mean(beat, known) or f"its beats are {', '.join(known)}"
        raise click.BadParameter(f"{piece.slug!r} has no beat {beat!r}; {hint}", param_hint="--beat")


def _scene_film(own: Context, site: Any, slug: str, renderer: Any, report: Report) -> Any:
    """The finished film of a Manim scene, rendered if the store does not hold it."""
    from explainsite.build import plan_site
    from explainsite.checking.site import Checked

    plan = plan_site(Checked(site=site, scripts={}), own.project, renderer, frozenset({slug}))
    rendered = renderer.run(plan)
    report.extend(rendered.diagnostics)
    return rendered.films.get(slug)


@cli.command("schema")
@click.argument("kind", type=click.Choice(["spec", "lane", "path"]), default="spec")
@click.pass_context
@_command
def schema_command(own: Context, *, kind: Literal["spec", "lane", "path"]) -> int:
    """Print the JSON Schema of a spec, a lane or a path for editors, your own actors included."""
    from explainsite.kinds.known import site_kinds
    from explainsite.reference.schema import file_schema, json_schema

    report = Report()
    schema = json_schema(site_kinds(own.project, report)) if kind == "spec" else file_schema(kind)
    own.console.diagnostics(report)
    own.console.result(json.dumps(schema, indent=2, ensure_ascii=False))
    return OK


@cli.command("serve")
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option(
    "--quality",
    type=click.Choice(["draft", "standard", "high"]),
    default="draft",
    show_default=True,
    help="Of the films while you write.",
)
@click.option("-j", "--jobs", type=click.IntRange(1, 256), help="How many films' beats to render at once.")
@click.pass_context
@_command
def serve_command(own: Context, *, port: int, quality: str, jobs: int | None) -> int:
    """Build, serve on this machine, rebuild and reload on change. Ctrl-C ends it."""
    from explainsite.serve.server import serve

    renderer = _renderer(own, jobs, LineDisplay(own.console), render=True)
    return serve(own.project, renderer, quality=quality, port=port, console=own.console)


@cli.command("clean")
@click.option("--renders", is_flag=True, help="Also forget every rendered film.")
@click.pass_context
@_command
def clean_command(own: Context, *, renders: bool) -> int:
    """Remove the built site; with --renders the films too."""
    from explainsite.cli.cleaning import clean

    own.console.say(clean(own.project, renders=renders))
    return OK


def main() -> None:
    """The console script."""
    # A site is a tree that lives until the end: looking for garbage in it costs a tenth of a build.
    gc.set_threshold(100_000)
    try:
        cli(prog_name="explainsite")
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PROBLEMS)
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        Console().say(_apology(error))
        sys.exit(PROBLEMS)


def _apology(error: Exception) -> str:
    """A fault of ours, in three lines instead of a traceback."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    return (
        f"explainsite has a fault: {type(error).__name__}: {error} ({where})\n"
        "Nothing was lost; your files and the finished films are as they were.\n"
        f"Please report it, with what {TRACEBACK}=1 in the environment prints."
    )
