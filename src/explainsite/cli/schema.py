"""`explainsite schema`."""

from __future__ import annotations

import json
from typing import Literal

import click

from explainsite.cli.app import OK, Context, command
from explainsite.diagnostics import Report


@command("schema")
@click.argument("kind", type=click.Choice(["spec", "lane", "path"]), default="spec")
def schema_command(own: Context, *, kind: Literal["spec", "lane", "path"]) -> int:
    """Print the JSON Schema of a spec, a lane or a path for editors, your own actors included."""
    from explainsite.kinds.known import site_kinds
    from explainsite.reference.schema import file_schema, json_schema

    report = Report()
    schema = json_schema(site_kinds(own.project, report)) if kind == "spec" else file_schema(kind)
    own.console.diagnostics(report)
    own.console.result(json.dumps(schema, indent=2, ensure_ascii=False))
    return OK
