"""The pages that lead to pieces: home, lanes, learning paths and the index of concept notes."""

from __future__ import annotations

from itertools import accumulate

from explainsite.catalogue.linking import Catalogue, LearningPath
from explainsite.content.markdown.anchors import beat_anchor
from explainsite.content.spec import Lane, Piece
from explainsite.site import urls
from explainsite.site.pieces import Content, as_sentence, card, neighbours, pieces_count, poster, reading
from explainsite.site.urls import Linker
from explainsite.site.views.common import Headline, Hyperlink, PagerLink
from explainsite.site.views.listings import (
    BeatLink,
    ConceptsView,
    FeaturedView,
    HomeView,
    JourneyStep,
    LaneSection,
    LaneView,
    NoteRow,
    PathRow,
    PathsView,
    PathView,
    StepView,
)
from explainsite.site.words import clock, counted, in_minutes

LONGEST = 60
"""The longest stretch of a path's line, in quarters of a minute; the stylesheet has a rule for each."""
NOTES = "The few ideas that the explainers stand on, each in a page."


def reading_lanes(catalogue: Catalogue) -> tuple[Lane, ...]:
    """The lanes that hold more than concept notes; the notes have an index of their own."""
    return tuple(lane for lane in catalogue.lanes if explainers(catalogue, lane))


def lanes_with_pages(catalogue: Catalogue) -> tuple[Lane, ...]:
    """Every lane, but for one whose page the index of concept notes is."""
    reading = reading_lanes(catalogue)
    indexed = urls.CONCEPTS if notes(catalogue) else None
    return tuple(lane for lane in catalogue.lanes if lane in reading or urls.lane_url(lane) != indexed)


def explainers(catalogue: Catalogue, lane: Lane) -> tuple[Piece, ...]:
    """A lane's pieces but for its concept notes."""
    return tuple(piece for piece in catalogue.in_lane(lane.slug) if piece.format != "concept")


def notes(catalogue: Catalogue) -> tuple[Piece, ...]:
    """Every concept note, by title."""
    found = (piece for piece in catalogue.pieces.values() if piece.format == "concept")
    return tuple(sorted(found, key=lambda piece: piece.title.casefold()))


def home_view(content: Content, tagline: str, link: Linker) -> HomeView:
    """The home page."""
    paths, lanes = content.catalogue.paths, reading_lanes(content.catalogue)
    return HomeView(
        tagline=tagline,
        featured=_featured(content, link),
        paths=tuple(_path_row(content, path, link) for path in paths),
        paths_href=link(urls.PATHS),
        paths_count=counted(len(paths), "path"),
        lanes=tuple(
            _lane_section(content, lane, f"{number:02}" if len(lanes) > 1 else "", link)
            for number, lane in enumerate(lanes, start=1)
        ),
    )


def _featured(content: Content, link: Linker) -> FeaturedView | None:
    slug = content.catalogue.featured
    if slug is None:
        return None
    piece, film = content.catalogue.pieces[slug], content.films.get(slug)
    small = card(content, piece, link)
    beats = tuple(
        BeatLink(href=f"{small.href}#{beat_anchor(beat.id)}", time=clock(beat.start), title=beat.title)
        for beat in (film.beats if film else ())
    )
    return FeaturedView(
        card=small,
        still=poster(piece, film, link) if film else None,
        hook=piece.hook or piece.summary,
        beats=beats,
    )


def _lane_section(content: Content, lane: Lane, numeral: str, link: Linker) -> LaneSection:
    pieces = explainers(content.catalogue, lane)
    return LaneSection(
        slug=lane.slug,
        numeral=numeral,
        title=lane.title,
        summary=lane.summary,
        href=link(urls.lane_url(lane)),
        accent=lane.accent,
        count=pieces_count(pieces),
        cards=tuple(card(content, piece, link, below=lane.title) for piece in pieces),
    )


def lane_view(content: Content, lane: Lane, link: Linker) -> LaneView:
    """A lane's page."""
    pieces = content.catalogue.in_lane(lane.slug)
    return LaneView(
        crumbs=(Hyperlink(text="Lanes", href=link(f"{urls.HOME}#lanes")),),
        title=lane.title,
        summary=lane.summary,
        count=pieces_count(pieces),
        extent=in_minutes(sum(map(content.minutes, pieces))),
        cards=tuple(card(content, piece, link, below=lane.title) for piece in pieces),
        neighbours=_lane_neighbours(reading_lanes(content.catalogue), lane, link),
    )


def _lane_neighbours(lanes: tuple[Lane, ...], lane: Lane, link: Linker) -> tuple[PagerLink, ...]:
    """The links to the lanes before and after one of them; none for a lane that is not among them."""
    if lane not in lanes:
        return ()
    named = [Hyperlink(text=other.title, href=link(urls.lane_url(other))) for other in lanes]
    row, place = [None, *named, None], lanes.index(lane)
    return neighbours(row[place], row[place + 2])


def _steps(content: Content, path: LearningPath) -> tuple[Piece, ...]:
    return tuple(content.catalogue.pieces[step.slug] for step in path.steps)


def _journey(content: Content, path: LearningPath, link: Linker) -> tuple[JourneyStep, ...]:
    return tuple(
        JourneyStep(
            kind="watch" if piece.slug in content.films else "read",
            accent=piece.accent,
            length=min(LONGEST, max(2, round(4 * content.minutes(piece)))),
            slug=piece.slug,
            title=Headline.of(piece.title),
            href=link(urls.piece_url(piece)),
        )
        for piece in _steps(content, path)
    )


def _path_row(content: Content, path: LearningPath, link: Linker) -> PathRow:
    pieces = _steps(content, path)
    return PathRow(
        title=path.spec.title,
        summary=path.spec.summary,
        href=link(urls.path_url(path.spec)),
        extent=f"{pieces_count(pieces)}, {in_minutes(sum(map(content.minutes, pieces)))}",
        steps=_journey(content, path, link),
    )


def paths_view(content: Content, link: Linker) -> PathsView:
    """The list of learning paths."""
    paths = content.catalogue.paths
    return PathsView(
        crumbs=(Hyperlink(text="Home", href=link(urls.HOME)),),
        count=counted(len(paths), "path"),
        paths=tuple(_path_row(content, path, link) for path in paths),
    )


def path_view(content: Content, path: LearningPath, link: Linker) -> PathView:
    """A learning path's page."""
    pieces = _steps(content, path)
    *starts, end = accumulate(map(content.minutes, pieces), initial=0.0)
    steps = zip(path.steps, pieces, starts, strict=True)
    return PathView(
        crumbs=(Hyperlink(text="Learning paths", href=link(urls.PATHS)),),
        title=path.spec.title,
        summary=path.spec.summary,
        facts=(pieces_count(pieces), f"{in_minutes(end)} in all"),
        journey=_journey(content, path, link),
        steps=tuple(
            StepView(
                starts=f"{round(start)} min",
                adds=as_sentence(step.adds) or piece.summary,
                card=card(content, piece, link),
            )
            for step, piece, start in steps
        ),
        ends=in_minutes(end),
        arrival="You have seen every part of it move.",
    )


def concepts_view(content: Content, link: Linker) -> ConceptsView:
    """The index of concept notes."""
    rows = notes(content.catalogue)
    lane = next((lane for lane in content.catalogue.lanes if urls.lane_url(lane) == urls.CONCEPTS), None)
    return ConceptsView(
        crumbs=(Hyperlink(text="Home", href=link(urls.HOME)),),
        summary=lane.summary if lane else NOTES,
        count=counted(len(rows), "note"),
        notes=tuple(_note_row(content, piece, link) for piece in rows),
    )


def _note_row(content: Content, piece: Piece, link: Linker) -> NoteRow:
    later = len(content.catalogue.builds_on.get(piece.slug, ()))
    needed = (f"{counted(later, 'piece')} build{'s' if later == 1 else ''} on it",) if later else ()
    return NoteRow(
        slug=piece.slug,
        title=Headline.of(piece.title),
        summary=piece.summary,
        href=link(urls.piece_url(piece)),
        facts=(piece.level.capitalize(), reading(content, piece), *needed),
    )
