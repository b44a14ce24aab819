"""`explainsite clean`."""

from __future__ import annotations

import click

from explainsite.cli.app import OK, Context, command


@command("clean")
@click.option("--renders", is_flag=True, help="Also forget every rendered film.")
def clean_command(own: Context, *, renders: bool) -> int:
    """Remove the built site; with --renders the films too."""
    from explainsite.cli.cleaning import clean

    own.console.say(clean(own.project, renders=renders))
    return OK
