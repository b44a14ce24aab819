"""The first half of a build: the site read and checked, all but its frames. `check` needs no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from explainsite.catalogue.reading import Site, read_site
from explainsite.checking.filmscript import FilmScript, keep_film, recall_film
from explainsite.content.discover import EXPLAINERS, PATHS
from explainsite.content.spec import Piece
from explainsite.diagnostics import Report, SiteProblems
from explainsite.jobs.memory import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A site without errors, and the scripts of its storyboards' films by slug."""

    site: Site
    scripts: Mapping[str, FilmScript]


def _nothing() -> None:
    pass


def check(
    project: Path,
    overrides: Mapping[str, object],
    report: Report,
    memory: Memory | None = None,
    *,
    only: AbstractSet[str] = frozenset(),
    on_news: Callable[[], None] = _nothing,
) -> Checked:
    """Read the site and check all of it but the films' frames; `SiteProblems` carries every error.

    With the slugs of some pieces in `only`, what is wrong with others is passed over. `on_news` is called
    before a film is checked that is not remembered.
    """
    site = _read(project, overrides, report, only, memory)
    pieces = site.catalogue.pieces.values() if site else ()
    wanted = (piece for piece in pieces if not only or piece.slug in only)
    scripts = dict(_scripts(project, wanted, memory, report, on_news))
    require(report)
    assert site is not None  # a site that cannot be read leaves an error in the report
    return Checked(site=site, scripts=scripts)


def read_for(project: Path, slug: str, overrides: Mapping[str, object], report: Report) -> Site:
    """The site, for the sake of one piece: `SiteProblems` for what is wrong with it, not with others."""
    site = _read(project, overrides, report, {slug})
    require(report)
    assert site is not None
    return site


def _read(
    project: Path,
    overrides: Mapping[str, object],
    report: Report,
    only: AbstractSet[str],
    memory: Memory | None = None,
) -> Site | None:
    whole = Report()
    site = read_site(project, whole, overrides, memory)
    report.referenced |= whole.referenced
    report.extend(d for d in whole if not only or d.span is None or _concerns(d.span.path, only))
    return site


def _concerns(path: str, slugs: AbstractSet[str]) -> bool:
    """Whether a file is the settings, or one of the pieces' own or of a lane."""
    places = PurePosixPath(path).parts
    if places[0] == PATHS:
        return False
    return places[0] != EXPLAINERS or len(places) < 3 or PurePosixPath(places[2]).stem in {"_lane", *slugs}


def require(report: Report) -> None:
    """The gate: nobody goes on with errors."""
    if report.has_errors:
        raise SiteProblems(report)


def _scripts(
    project: Path, pieces: Iterable[Piece], memory: Memory | None, report: Report, on_news: Callable[[], None]
) -> Iterator[tuple[str, FilmScript]]:
    for piece in (piece for piece in pieces if piece.has_stage):
        known = recall_film(memory, piece) if memory else None
        if known:
            report.extend(known.problems)
        else:
            on_news()
        if script := known or _new_script(project, piece, memory, report):
            yield piece.slug, script


def _new_script(project: Path, piece: Piece, memory: Memory | None, report: Report) -> FilmScript | None:
    # Not above: where nothing changed, the actors, verbs and views are not needed.
    from explainsite.checking.films import film_script
    from explainsite.content.specreader import with_nodes

    script = film_script(with_nodes(project, piece), report)
    if script and memory:
        keep_film(memory, piece, script)
    return script
