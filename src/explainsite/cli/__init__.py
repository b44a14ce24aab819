"""The command line: arguments, a call, an exit code. Each command is a module of its own.

0 the site is clean, 1 it has problems, 2 the command was used wrongly, 130 it was interrupted.

A command imports what it needs when it runs, so that `--help` loads nothing heavy.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from pathlib import Path

from explainsite.cli.app import PROBLEMS, cli
from explainsite.cli.build import build_command
from explainsite.cli.check import check_command
from explainsite.cli.clean import clean_command
from explainsite.cli.render import render_command
from explainsite.cli.schema import schema_command
from explainsite.cli.serve import serve_command
from explainsite.cli.sheet import sheet_command
from explainsite.console import Console

__all__ = ["cli", "main"]

TRACEBACK = "EXPLAINSITE_TRACEBACK"
"""Set in the environment, it lets a fault of ours end with its traceback."""

for _command in (
    build_command,
    check_command,
    clean_command,
    render_command,
    schema_command,
    serve_command,
    sheet_command,
):
    cli.add_command(_command)


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
