"""`explainsite serve`."""

from __future__ import annotations

import click

from explainsite.cli.app import Context, command
from explainsite.cli.options import QUALITIES, jobs_option
from explainsite.cli.renderers import make_renderer
from explainsite.console import LineDisplay


@command("serve")
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option(
    "--quality", type=QUALITIES, default="draft", show_default=True, help="Of the films while you write."
)
@jobs_option("How many films' beats to render at once.")
def serve_command(own: Context, *, port: int, quality: str, jobs: int | None) -> int:
    """Build, serve on this machine, rebuild and reload on change. Ctrl-C ends it."""
    from explainsite.serve.server import serve

    renderer = make_renderer(own, jobs, LineDisplay(own.console), render=True)
    return serve(own.project, renderer, quality=quality, port=port, console=own.console)
