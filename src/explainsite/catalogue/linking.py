"""Lanes, pieces, learning paths and the prerequisites that join them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import combinations

from explainsite.catalogue.dependency import cycles, topological_order, transitive_closure
from explainsite.content.discover import CONCEPTS
from explainsite.content.spec import Lane, PathSpec, PathStep, Piece, Prerequisite
from explainsite.diagnostics import Report, Span, did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPath:
    """A learning path whose steps stand in an order that respects the prerequisites."""

    spec: PathSpec
    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A site whose parts all refer to things that exist."""

    lanes: tuple[Lane, ...]
    """In their stated order, then by title."""
    pieces: Mapping[str, Piece]
    """By slug, in lane order and within a lane by dependency, then as stated, then by file name."""
    paths: tuple[LearningPath, ...]
    builds_on: Mapping[str, tuple[str, ...]]
    """For each slug the pieces that require it: the inverse of the prerequisites."""
    featured: str | None

    def in_lane(self, lane: str) -> tuple[Piece, ...]:
        """The pieces of one lane, in order."""
        return tuple(piece for piece in self.pieces.values() if piece.lane == lane)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeaturedSetting:
    """The setting that names the explainer of the home page, and its place."""

    slug: str
    span: Span


def link_catalogue(
    lanes: Iterable[Lane],
    pieces: Iterable[Piece],
    paths: Iterable[PathSpec],
    report: Report,
    *,
    featured: FeaturedSetting | None = None,
    unread: AbstractSet[str] = frozenset(),
) -> Catalogue:
    """Join what was read; whatever refers to nothing is reported and left out.

    `unread` are the slugs of pieces whose own files have errors: to require one of them is no second error.
    """
    lanes = tuple(sorted(lanes, key=_by_order))
    found = _by_slug(pieces, report)
    joined = {slug: _joined(piece, found, unread, report) for slug, piece in found.items()}
    requires = {slug: [need.slug for need in piece.prerequisites] for slug, piece in joined.items()}
    _report_cycles(joined, requires, report)
    _report_conflict(joined.values(), report)
    far = transitive_closure(requires)
    in_order = _in_order(lanes, joined, far)
    linked = (_path(path, in_order, far, unread, report) for path in sorted(paths, key=_by_order))
    return Catalogue(
        lanes=lanes,
        pieces=in_order,
        paths=tuple(linked),
        builds_on=_inverse(in_order),
        featured=_featured(featured, in_order, unread, report),
    )


def _by_order(listed: Lane | PathSpec) -> tuple[int, str]:
    return listed.order, listed.title


def _by_slug(pieces: Iterable[Piece], report: Report) -> dict[str, Piece]:
    found: dict[str, Piece] = {}
    for piece in sorted(pieces, key=lambda piece: piece.body.source.path):
        first = found.setdefault(piece.slug, piece)
        if first is not piece:
            report.add(
                "duplicate-slug",
                f"two pieces have the slug `{piece.slug}`",
                piece.span,
                label=f"also {first.body.source.path}",
                hint="rename one of the two files",
            )
    return found


def _joined(piece: Piece, known: Mapping[str, Piece], unread: AbstractSet[str], report: Report) -> Piece:
    """The piece with those of its prerequisites that exist."""
    kept: dict[str, Prerequisite] = {}
    for need in piece.prerequisites:
        if need.slug == piece.slug:
            report.add(
                "self-prerequisite", f"`{piece.slug}` requires itself", need.span, hint="remove this line"
            )
        elif need.slug in kept:
            report.add(
                "duplicate-prerequisite",
                f"`{piece.slug}` requires `{need.slug}` twice",
                need.span,
                label=f"first on line {kept[need.slug].span.line}",
                hint="keep one of them",
            )
        elif need.slug in known:
            kept[need.slug] = need
        elif need.slug not in unread:
            report.add(
                "unknown-prerequisite",
                f"`{piece.slug}` requires `{need.slug}`, which does not exist",
                need.span,
                label="not found among explainers and concept notes",
                hint=did_you_mean(need.slug, _authored(known) - {piece.slug}),
            )
    return replace(piece, prerequisites=tuple(kept.values()))


def _authored(pieces: Mapping[str, Piece]) -> set[str]:
    """The slugs of what an author wrote: nobody means a page of the reference."""
    return {slug for slug, piece in pieces.items() if piece.format != "reference"}


def _report_cycles(pieces: Mapping[str, Piece], requires: Mapping[str, list[str]], report: Report) -> None:
    for cycle in cycles(requires):
        edges = list(zip(cycle, [*cycle[1:], cycle[0]], strict=True))
        chain = ", ".join(f"`{slug}` requires `{need}`" for slug, need in edges)
        spans = [_edge_span(pieces[slug], need) for slug, need in edges]
        places = ", ".join(f"{span.path}:{span.line}" for span in spans)
        report.add(
            "prerequisite-cycle",
            f"prerequisites form a cycle: {chain}",
            spans[0],
            label="the cycle begins here",
            hint=f"remove one of these: {places}",
        )


def _report_conflict(pieces: Iterable[Piece], report: Report) -> None:
    """The index of concept notes is the page of the lane that has its name: no film can be listed there."""
    pieces = tuple(pieces)
    film = next((piece for piece in pieces if piece.lane == CONCEPTS and piece.format != "concept"), None)
    if film is not None and any(piece.format == "concept" for piece in pieces):
        report.add(
            "output-conflict",
            f"`{film.slug}` is an explainer in the lane `{CONCEPTS}`, whose page lists the concept notes",
            film.span,
            hint="move it to another lane",
        )


def _edge_span(piece: Piece, need: str) -> Span:
    return next(p.span for p in piece.prerequisites if p.slug == need)


def _in_order(
    lanes: Iterable[Lane], pieces: Mapping[str, Piece], far: Mapping[str, frozenset[str]]
) -> dict[str, Piece]:
    """The pieces of the lanes, lane by lane; of a lane that could not be read, after all others."""
    ranks = {lane.slug: rank for rank, lane in enumerate(lanes)}
    by_lane: dict[str, list[str]] = {}
    for piece in sorted(
        pieces.values(), key=lambda p: (ranks.get(p.lane, len(ranks)), p.lane, p.order, p.slug)
    ):
        by_lane.setdefault(piece.lane, []).append(piece.slug)
    return {slug: pieces[slug] for slugs in by_lane.values() for slug in topological_order(slugs, far)}


def _inverse(pieces: Mapping[str, Piece]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {slug: [] for slug in pieces}
    for piece in pieces.values():
        for need in piece.prerequisites:
            found[need.slug].append(piece.slug)
    return {slug: tuple(later) for slug, later in found.items()}


def _path(
    spec: PathSpec,
    pieces: Mapping[str, Piece],
    far: Mapping[str, frozenset[str]],
    unread: AbstractSet[str],
    report: Report,
) -> LearningPath:
    steps = _steps(spec, pieces, unread, report)
    if spec.ordered:
        _report_contradictions(spec, list(steps.values()), pieces, far, report)
        return LearningPath(spec=spec, steps=tuple(steps.values()))
    return LearningPath(spec=spec, steps=tuple(steps[slug] for slug in topological_order(tuple(steps), far)))


def _steps(
    spec: PathSpec, pieces: Mapping[str, Piece], unread: AbstractSet[str], report: Report
) -> dict[str, PathStep]:
    kept: dict[str, PathStep] = {}
    for step in spec.steps:
        if step.slug in kept:
            report.add(
                "duplicate-step",
                f"the path `{spec.slug}` lists `{step.slug}` twice",
                step.span,
                label=f"first on line {kept[step.slug].span.line}",
                hint="keep one of them",
            )
        elif step.slug in pieces:
            kept[step.slug] = step
        elif step.slug not in unread:
            report.add(
                "unknown-step",
                f"the path `{spec.slug}` lists `{step.slug}`, which does not exist",
                step.span,
                label="not found among explainers and concept notes",
                hint=did_you_mean(step.slug, _authored(pieces)),
            )
    return kept


def _report_contradictions(
    spec: PathSpec,
    steps: list[PathStep],
    pieces: Mapping[str, Piece],
    far: Mapping[str, frozenset[str]],
    report: Report,
) -> None:
    for early, late in combinations(steps, 2):
        if late.slug in far[early.slug] and early.slug not in far[late.slug]:
            direct = any(need.slug == late.slug for need in pieces[early.slug].prerequisites)
            needs = "which it requires" if direct else "which its prerequisites require"
            report.add(
                "path-order",
                f"the path `{spec.slug}` has `{early.slug}` before `{late.slug}`, {needs}",
                early.span,
                label=f"`{late.slug}` follows on line {late.span.line}",
                hint="move the step, or remove `ordered: true`",
            )


def _featured(
    featured: FeaturedSetting | None, pieces: Mapping[str, Piece], unread: AbstractSet[str], report: Report
) -> str | None:
    if featured is None or featured.slug in unread:
        return None
    if featured.slug in pieces:
        return featured.slug
    report.add(
        "unknown-featured",
        f"the featured explainer `{featured.slug}` does not exist",
        featured.span,
        hint=did_you_mean(featured.slug, _authored(pieces)),
    )
    return None
