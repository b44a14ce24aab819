"""The first half of a build: the site read and checked, all but its frames. `check` needs no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from explainsite.content.spec import StageNodes
from explainsite.diagnostics import Report, SiteProblems
from explainsite.films import check_film
from explainsite.reading import Site, read_site
from explainsite.storyboard.compile import Storyboard


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A site without errors, and the storyboards of its films by slug."""

    site: Site
    boards: Mapping[str, Storyboard]


def check(project: Path, overrides: Mapping[str, object], report: Report) -> Checked:
    """Read the site and check all of it but the films' frames; `SiteProblems` carries every error."""
    site = read_site(project, report, overrides)
    boards: dict[str, Storyboard] = {}
    for piece in site.catalogue.pieces.values() if site else ():
        board = check_film(piece, report) if isinstance(piece.film, StageNodes) else None
        if board is not None:
            boards[piece.slug] = board
    require(report)
    assert site is not None  # a site that cannot be read leaves an error in the report
    return Checked(site=site, boards=boards)


def require(report: Report) -> None:
    """The gate: nobody goes on with errors."""
    if report.has_errors:
        raise SiteProblems(report)
