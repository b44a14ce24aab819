"""The `actors.py` beside a spec."""

from __future__ import annotations

import posixpath
from pathlib import Path

from explainsite.content.locate import locate_file
from explainsite.content.source import read_source
from explainsite.content.spec import AuthorCode
from explainsite.diagnostics import Report, Span

ACTORS_FILE = "actors.py"
"""Where an author's own actors are, beside a spec."""


def read_actors(project: Path, folder: str, stage: Span, report: Report) -> AuthorCode | None:
    """The author's own actors, if there are any; `stage` is where a spec in `folder` has its stage."""
    if not (project / posixpath.join(folder, ACTORS_FILE)).exists():
        return None
    path = locate_file(project, folder, ACTORS_FILE, stage, report)
    source = read_source(project, project / path, report) if path else None
    return AuthorCode(source=source, file=project / source.path) if source else None
