"""A site's files into a site: settings, lanes, pieces and learning paths, joined; problems in one report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explainsite.catalogue.linking import Catalogue, FeaturedSetting, link_catalogue
from explainsite.config import FILE as SETTINGS_FILE
from explainsite.config import Config, read_config
from explainsite.content.discover import (
    BUNDLE_FILE,
    EXPLAINERS,
    LANE_FILE,
    PATHS,
    REFERENCE,
    FoundLane,
    FoundSpec,
    find_lanes,
    find_paths,
)
from explainsite.content.frontmatter import split_front_matter
from explainsite.content.inputs import TEMPLATES
from explainsite.content.markdown.anchors import link_anchors
from explainsite.content.markdown.body import CheckedBody, Fragment, check_fragment, recall_fragment
from explainsite.content.markdown.scope import LinkTarget, Scope
from explainsite.content.reader import read_lane, read_path, read_spec
from explainsite.content.source import Source, read_source
from explainsite.content.spec import Lane, PathSpec, Piece, SpecFile
from explainsite.diagnostics import Report, Span
from explainsite.jobs.halves import each
from explainsite.jobs.memory import Memory

if TYPE_CHECKING:
    from explainsite.content.markdown.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site as its author wrote it, joined and checked as far as words go."""

    config: Config
    catalogue: Catalogue
    bodies: Mapping[str, CheckedBody]
    """The bodies of the pieces, by slug."""


@dataclass(slots=True)
class _Found:
    """What the files of a site hold, before anything is joined."""

    lanes: list[Lane] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    paths: list[PathSpec] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    """The slugs of pieces that could not be read, with their lanes."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written a piece."""
        return not self.pieces and not self.unread


def has_templates(project: Path) -> bool:
    """Whether the author has templates of their own."""
    return any((project / TEMPLATES).rglob("*.html"))


def seems_to_have_films(project: Path) -> bool:
    """Whether some spec has a stage or a scene, at first glance: nothing is parsed."""
    return any(
        _seems_to_have_film(spec.path) for lane in find_lanes(project, Report()) for spec in lane.specs
    )


def _seems_to_have_film(spec: Path) -> bool:
    try:
        return re.search(rb"^(stage|scene):", spec.read_bytes(), re.MULTILINE) is not None
    except OSError:  # whoever reads it will say so
        return False


def read_site(
    project: Path,
    report: Report,
    overrides: Mapping[str, object] | None = None,
    memory: Memory | None = None,
) -> Site | None:
    """The site in the folder `project`; None when its settings cannot be read.

    `overrides` are settings that take the place of those in the file. `memory` spares running data files
    and converting formulas that have not changed.
    Everything that is wrong is in `report`; with errors there, the site holds only what is right.
    """
    config = read_settings(project, report, overrides or {})
    found = _read_files(project, report, memory)
    unnamed = any(problem.code in {"bad-file-name", "missing-lane"} for problem in report.found)
    if config is not None and found.is_empty and not unnamed:
        report.add(
            "no-pieces",
            f"there is nothing to show: no spec was found under `{EXPLAINERS}/`",
            hint=f"begin with `{EXPLAINERS}/<lane>/{LANE_FILE}` and `{EXPLAINERS}/<lane>/<name>.md`",
        )
    if config is not None and config.reference:
        found.pieces += _read_reference(project, report, memory)
    catalogue = link_catalogue(
        found.lanes,
        found.pieces,
        found.paths,
        report,
        featured=_featured(config),
        unread=frozenset(found.unread),
    )
    unread = frozenset(place for slug, lane in found.unread.items() for place in _places(lane, slug))
    bodies = _check_bodies(project, catalogue, unread, report, memory)
    return Site(config=config, catalogue=catalogue, bodies=bodies) if config else None


def read_settings(project: Path, report: Report, overrides: Mapping[str, object]) -> Config | None:
    """The settings alone; None, with a diagnostic, when they cannot be read."""
    path = project / SETTINGS_FILE
    if not path.exists():
        report.add(
            "missing-file",
            f"`{SETTINGS_FILE}` does not exist",
            Span(path=SETTINGS_FILE),
            hint="run explainsite in a site's folder, or write one with `[tool.explainsite]`",
        )
        return None
    source = read_source(project, path, report)
    return read_config(source.text, report, overrides) if source else None


def _read_files(project: Path, report: Report, memory: Memory | None) -> _Found:
    found = _Found()
    for lane in find_lanes(project, report):
        _read_lane(project, lane, found, report, memory)
    found.paths += _read_paths(project, report, memory)
    return found


def _read_reference(project: Path, report: Report, memory: Memory | None) -> Iterator[Piece]:
    """The pages on the language itself; `reference/specs.py` writes their specs."""
    for order, file in enumerate(_reference_files(memory)):
        front = split_front_matter(file.source, report)
        piece = read_spec(project, file, front, report, memory) if front else None
        if piece:
            yield replace(piece, format="reference", order=order)


def _reference_files(memory: Memory | None) -> list[SpecFile]:
    """The specs of the reference: of our code alone, so from memory until that changes."""
    known = memory.recall(REFERENCE, None) if memory else None
    if known is None:
        from explainsite.reference.specs import reference_files  # most sites have none

        files = list(reference_files())
        known = [[file.source.path, file.slug, file.source.text] for file in files]
        if memory:
            memory.keep(REFERENCE, None, known)
    return [
        SpecFile(source=Source(path=path, text=text), lane=REFERENCE, slug=slug) for path, slug, text in known
    ]


def _featured(config: Config | None) -> FeaturedSetting | None:
    if config is None or config.featured is None:
        return None
    return FeaturedSetting(slug=config.featured, span=config.place("featured"))


def _read_lane(project: Path, found: FoundLane, into: _Found, report: Report, memory: Memory | None) -> None:
    if not found.is_named_well:
        into.unread.update((spec.slug, found.slug) for spec in found.specs)
        return
    source = read_source(project, found.lane_file, report) if found.lane_file else None
    lane = read_lane(source, found.slug, report, memory) if source else None
    if found.lane_file is None:
        _missing_lane(project, found, report)
    into.lanes += [lane] if lane else []
    for spec in found.specs:
        piece = _read_piece(project, spec, lane or found.slug, report, memory)
        into.pieces += [piece] if piece else []
        into.unread.update([] if piece else [(spec.slug, found.slug)])


def _missing_lane(project: Path, found: FoundLane, report: Report) -> None:
    where = found.folder.relative_to(project).as_posix()
    report.add(
        "missing-lane",
        f"`{where}` holds specs but no `{LANE_FILE}`",
        Span(path=where),
        hint=f"write `{where}/{LANE_FILE}` with a `title` and a `summary`",
    )


def _read_piece(
    project: Path, found: FoundSpec, lane: Lane | str, report: Report, memory: Memory | None
) -> Piece | None:
    source = read_source(project, found.path, report)
    front = split_front_matter(source, report) if source else None
    if source is None or front is None:
        return None
    file = SpecFile(source=source, lane=lane if isinstance(lane, str) else lane.slug, slug=found.slug)
    if isinstance(lane, Lane):
        file = replace(file, lane_title=lane.title, accent=lane.accent)
    return read_spec(project, file, front, report, memory)


def _read_paths(project: Path, report: Report, memory: Memory | None) -> Iterator[PathSpec]:
    for found in find_paths(project, report):
        source = read_source(project, found.path, report)
        path = read_path(source, found.slug, report, memory) if source else None
        if path:
            yield path


def _check_bodies(
    project: Path,
    catalogue: Catalogue,
    unread: AbstractSet[str],
    report: Report,
    memory: Memory | None,
) -> dict[str, CheckedBody]:
    """Every body: as it is known, if its references still lead somewhere, or else parsed and checked."""
    sections = _Sections(catalogue.pieces, memory)
    targets = dict(_targets(catalogue))

    def check(piece: Piece) -> tuple[CheckedBody, Report]:
        own = Report()
        scope = Scope(
            project=project, piece=piece, targets=targets, anchors=sections, unread=unread, memory=memory
        )
        return _check_body(sections.body(piece.slug), scope, own), own

    bodies = {}
    pieces = tuple(catalogue.pieces.values())
    for piece, (body, own) in zip(pieces, each(pieces, check, memory, "bodies"), strict=True):
        bodies[piece.slug] = body
        report.referenced |= own.referenced
        report.extend(own.found)
    return bodies


class _Sections(Mapping[str, AbstractSet[str]]):
    """The anchors of each piece, by slug; its body is read when somebody asks."""

    def __init__(self, pieces: Mapping[str, Piece], memory: Memory | None) -> None:
        self._pieces, self._memory = pieces, memory
        self._bodies: dict[str, Fragment | Document] = {}
        self._anchors: dict[str, AbstractSet[str]] = {}

    def body(self, slug: str) -> Fragment | Document:
        """The body of a piece as it is known, or else parsed."""
        if slug not in self._bodies:
            piece = self._pieces[slug]
            self._bodies[slug] = recall_fragment(piece, self._memory) or _parsed(piece)
        return self._bodies[slug]

    def __getitem__(self, slug: str) -> AbstractSet[str]:
        if slug not in self._anchors:
            headings = (heading.id for heading in self.body(slug).headings)
            self._anchors[slug] = link_anchors(self._pieces[slug], headings)
        return self._anchors[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pieces)

    def __len__(self) -> int:
        return len(self._pieces)


def _parsed(piece: Piece) -> Document:
    from explainsite.content.markdown.parser import parse_body  # not above: no known body is parsed

    return parse_body(piece)


def _check_body(body: Fragment | Document, scope: Scope, report: Report) -> CheckedBody:
    checked = check_fragment(body, scope, report) if isinstance(body, Fragment) else None
    if checked:
        return checked
    from explainsite.content.markdown.checks import check_document

    document = _parsed(scope.piece) if isinstance(body, Fragment) else body
    return check_document(document, scope, report)


def _targets(catalogue: Catalogue) -> Iterator[tuple[str, LinkTarget]]:
    """What links can lead to, by project path."""
    for piece in catalogue.pieces.values():
        for place in _places(piece.lane, piece.slug):
            yield place, piece
    for lane in catalogue.lanes:
        for place in (f"{EXPLAINERS}/{lane.slug}", f"{EXPLAINERS}/{lane.slug}/{LANE_FILE}"):
            yield place, lane
    for path in catalogue.paths:
        yield f"{PATHS}/{path.spec.slug}.yaml", path.spec


def _places(lane: str, slug: str) -> tuple[str, ...]:
    """The paths that mean a piece: a link holds when its file becomes a bundle."""
    folder = f"{EXPLAINERS}/{lane}/{slug}"
    return folder, f"{folder}.md", f"{folder}/{BUNDLE_FILE}"
