"""The page on which everything can be found: all pieces in short rows, and what they can be narrowed by."""

from __future__ import annotations

from collections.abc import Sequence

from explainsite.content.spec import Lane, Piece
from explainsite.site import urls
from explainsite.site.listings import explainers, notes, reading_lanes
from explainsite.site.pieces import Content, pieces_count, reading
from explainsite.site.urls import Linker
from explainsite.site.views.common import Headline, Hyperlink
from explainsite.site.views.finding import Filter, FindGroup, FindRow, FindView, Option
from explainsite.site.words import about

NOTES = "concepts"
LEVELS = ("beginner", "intermediate", "advanced")


def find_view(content: Content, search: str, link: Linker) -> FindView:
    """Every explainer by its lane, then every note; `search` is the address of the search engine's script."""
    groups = tuple(_groups(content, link))
    rows = [row for group in groups for row in group.rows]
    return FindView(
        crumbs=(Hyperlink(text="Home", href=link(urls.HOME)),),
        count=pieces_count([*_every_explainer(content), *notes(content.catalogue)]),
        search=link(search),
        filters=tuple(one for one in _filters(groups, rows) if len(one.options) > 1),
        groups=groups,
    )


def _every_explainer(content: Content) -> list[Piece]:
    catalogue = content.catalogue
    return [piece for lane in reading_lanes(catalogue) for piece in explainers(catalogue, lane)]


def _groups(content: Content, link: Linker) -> list[FindGroup]:
    catalogue = content.catalogue
    groups = [_lane_group(content, lane, link) for lane in reading_lanes(catalogue)]
    found = notes(catalogue)
    if not found:
        return groups
    named = FindGroup(
        slug=NOTES,
        title="Concept notes",
        href=link(urls.CONCEPTS),
        accent="",
        count=pieces_count(found),
        rows=tuple(_row(content, piece, link) for piece in found),
    )
    return [*groups, named]


def _lane_group(content: Content, lane: Lane, link: Linker) -> FindGroup:
    pieces = explainers(content.catalogue, lane)
    return FindGroup(
        slug=lane.slug,
        title=lane.title,
        href=link(urls.lane_url(lane)),
        accent=lane.accent,
        count=pieces_count(pieces),
        rows=tuple(_row(content, piece, link) for piece in pieces),
    )


def _row(content: Content, piece: Piece, link: Linker) -> FindRow:
    film = content.films.get(piece.slug)
    return FindRow(
        slug=piece.slug,
        title=Headline.of(piece.title),
        href=link(urls.piece_url(piece)),
        accent=piece.accent,
        level=piece.level,
        format="film" if piece.has_film else "note",
        minutes=round(content.minutes(piece), 1),
        facts=(about(film.duration) if film else reading(content, piece), piece.level.capitalize()),
    )


def _filters(groups: Sequence[FindGroup], rows: Sequence[FindRow]) -> list[Filter]:
    levels = [level for level in LEVELS if any(row.level == level for row in rows)]
    formats = [(name, text) for name, text in (("film", "Films"), ("note", "Notes"))]
    return [
        _filter("lane", "Lane", "All lanes", [(group.slug, group.title) for group in groups]),
        _filter("level", "Level", "Any level", [(level, level.capitalize()) for level in levels]),
        _filter("format", "Format", "Both", [one for one in formats if _has(rows, one[0])]),
        _filter(
            "length",
            "With its text",
            "Any length",
            [("3", "Up to 3 min"), ("4", "Up to 4 min"), ("long", "Longer")],
        ),
        _filter("seen", "Seen", "Seen or not", [("no", "Not yet seen"), ("yes", "Seen")]),
    ]


def _has(rows: Sequence[FindRow], form: str) -> bool:
    return any(row.format == form for row in rows)


def _filter(name: str, label: str, every: str, options: Sequence[tuple[str, str]]) -> Filter:
    return Filter(
        name=name,
        label=label,
        any=every,
        options=tuple(Option(value=value, text=text) for value, text in options),
    )
