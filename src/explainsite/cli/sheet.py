"""`explainsite sheet`."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainsite.cli.app import OK, PROBLEMS, Context, command
from explainsite.cli.options import as_json_option, require_film
from explainsite.cli.renderers import make_renderer
from explainsite.diagnostics import Report, did_you_mean

if TYPE_CHECKING:
    from explainsite.catalogue.reading import Site
    from explainsite.content.spec import Piece
    from explainsite.jobs.renderjob import Palette
    from explainsite.rendering.film import Film
    from explainsite.rendering.renderer import Renderer


@command("sheet")
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
@as_json_option
def sheet_command(
    own: Context, *, slug: str, beat: str | None, palette: Palette | None, output: Path | None, as_json: bool
) -> int:
    """Draw a film on one picture: the still of each beat of SLUG, with its caption.

    A storyboard is drawn at once, without rendering its film, even when its pictures have errors. A Manim
    scene is rendered first, unless the store holds its film.

    \b
      explainsite sheet kv-cache                    all beats, dark and light, in kv-cache.png
      explainsite sheet kv-cache --palette dark     the dark film alone
      explainsite sheet kv-cache --beat prefill     how one beat moves, moment by moment
    """
    from explainsite.checking.site import read_for
    from explainsite.rendering.sheets import SheetRequest, draw, sheet_job

    report = Report()
    target = _png(output or Path(f"{slug}-{beat}.png" if beat else f"{slug}.png"))
    site = read_for(own.project, slug, {}, report)
    piece = require_film(site.catalogue, slug, "SLUG")
    _require_beat(piece, beat)
    request = SheetRequest(palettes=(palette,) if palette else site.config.themes, beat=beat)
    with own.console.render_progress() as display, ExitStack() as relying:
        renderer = make_renderer(own, 1, display, render=True)

        def scene_film() -> Film | None:
            relying.enter_context(renderer.store.in_use())
            return _scene_film(own, site, slug, renderer, report)

        job = sheet_job(piece, request, scene_film, report)
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


def _require_beat(piece: Piece, beat: str | None) -> None:
    known = [each.id for each in piece.beats]
    if beat is not None and beat not in known:
        hint = did_you_mean(beat, known) or f"its beats are {', '.join(known)}"
        raise click.BadParameter(f"{piece.slug!r} has no beat {beat!r}; {hint}", param_hint="--beat")


def _scene_film(own: Context, site: Site, slug: str, renderer: Renderer, report: Report) -> Film | None:
    """The finished film of a Manim scene, rendered if the store does not hold it."""
    from explainsite.build import plan_site
    from explainsite.checking.site import Checked

    plan = plan_site(Checked(site=site, scripts={}), own.project, renderer, frozenset({slug}))
    rendered = renderer.run(plan)
    report.extend(rendered.diagnostics)
    return rendered.films.get(slug)
