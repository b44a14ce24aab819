"""`explainsite clean`."""

from __future__ import annotations

import click

from explainsite.cli.app import OK, PROBLEMS, Context, command
from explainsite.cli.options import validated
from explainsite.sizes import size_in_bytes


@command("clean")
@click.option("--renders", is_flag=True, help="Also forget every rendered film.")
@click.option(
    "--keep",
    metavar="SIZE",
    help="Only prune the rendered films to SIZE, such as 5GB or 500MiB: what was used longest ago goes."
    " The site stays.",
)
def clean_command(own: Context, *, renders: bool, keep: str | None) -> int:
    """Remove the built site; with --renders the films too."""
    from explainsite.cli.cleaning import clean, prune_films

    limit = validated("--keep", keep, size_in_bytes)
    if limit is None:
        own.console.say(clean(own.project, renders=renders))
        return OK
    if renders:
        raise click.UsageError("--renders forgets every film, and --keep does not: give only one of them")
    done, what = prune_films(own.project, limit)
    own.console.say(what)
    return OK if done else PROBLEMS
