"""What all commands share: the group, its context, and how a function becomes a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

import click

from explainsite import __version__
from explainsite.console import Console
from explainsite.diagnostics import SiteProblems

P = ParamSpec("P")

OK, PROBLEMS, INTERRUPTED = 0, 1, 130
"""Exit codes. 2, for wrong use, is click's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every command is given first."""

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


def command(name: str) -> Callable[[Callable[Concatenate[Context, P], int]], click.Command]:
    """Turn a function that returns an exit code into a command. Problems are printed, never raised."""

    def made(function: Callable[Concatenate[Context, P], int]) -> click.Command:
        @click.command(name)
        @click.pass_context
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

    return made
