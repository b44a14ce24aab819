"""Explainers and concept notes as views: the page of one, and its card in a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from explainsite.catalogue.dependency import topological_order, transitive_closure
from explainsite.catalogue.linking import Catalogue, LearningPath
from explainsite.checking.filmscript import FilmScript
from explainsite.content.markdown.body import RenderedBody
from explainsite.content.spec import Lane, Piece, Prerequisite, SourceRef
from explainsite.rendering.captions import cues_of
from explainsite.rendering.film import Film, FilmBeat
from explainsite.site import urls
from explainsite.site.exploring import explore_view
from explainsite.site.urls import Linker
from explainsite.site.views.common import Card, Headline, Hyperlink, Image, Pager, PagerLink, Ruler, Variant
from explainsite.site.views.film import BeatView, CueView, FilmView, MediaFile
from explainsite.site.views.piece import ChainStep, PathPosition, PieceView, ReasonedLink, SourceView
from explainsite.site.words import about, clock, counted, in_minutes, reading_minutes, short

THUMB_WIDTH = 640


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Pieces one after the other: those of a lane, or the steps of a path."""

    pieces: tuple[Piece, ...]
    places: Mapping[str, int]
    """By slug, counted from 0."""

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Row:
        """The row of some pieces, no two of them the same."""
        row = tuple(pieces)
        return cls(pieces=row, places={piece.slug: place for place, piece in enumerate(row)})

    def position(self, piece: Piece) -> str:
        """ "2 of 5"."""
        return f"{self.places[piece.slug] + 1} of {len(self.pieces)}"

    def around(self, piece: Piece) -> tuple[Piece | None, Piece | None]:
        """The pieces before and after one of them, if there are any."""
        place = self.places[piece.slug]
        before = self.pieces[place - 1] if place else None
        return before, self.pieces[place + 1] if place + 1 < len(self.pieces) else None


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a site's pages are made of: the catalogue, and its films, bodies and films' scripts by slug."""

    catalogue: Catalogue
    films: Mapping[str, Film]
    bodies: Mapping[str, RenderedBody]
    scripts: Mapping[str, FilmScript]

    def lane(self, slug: str) -> Lane:
        """The lane with this slug."""
        return next(lane for lane in self.catalogue.lanes if lane.slug == slug)

    def family(self, piece: Piece) -> Row:
        """The pieces of its lane that are of its sort; of the reference, those of its part."""
        return self._families[_sort(piece)]

    def paths_with(self, piece: Piece) -> Sequence[tuple[LearningPath, Row]]:
        """The learning paths that a piece is a step of, with their steps."""
        return self._paths.get(piece.slug, ())

    @cached_property
    def _families(self) -> Mapping[tuple[str, ...], Row]:
        found: dict[tuple[str, ...], list[Piece]] = {}
        for piece in self.catalogue.pieces.values():
            found.setdefault(_sort(piece), []).append(piece)
        return {sort: Row.of(pieces) for sort, pieces in found.items()}

    @cached_property
    def _paths(self) -> Mapping[str, Sequence[tuple[LearningPath, Row]]]:
        found: dict[str, list[tuple[LearningPath, Row]]] = {}
        for path in self.catalogue.paths:
            row = Row.of(self.catalogue.pieces[step.slug] for step in path.steps)
            for slug in row.places:
                found.setdefault(slug, []).append((path, row))
        return found

    def before(self, piece: Piece) -> tuple[Piece, ...]:
        """All that a piece requires, directly or not, in an order in which each stands on those before."""
        needed = self._closure[piece.slug]
        return tuple(self.catalogue.pieces[slug] for slug in self._order if slug in needed)

    @cached_property
    def _requires(self) -> Mapping[str, tuple[str, ...]]:
        pieces = self.catalogue.pieces.items()
        return {slug: tuple(need.slug for need in piece.prerequisites) for slug, piece in pieces}

    @cached_property
    def _closure(self) -> Mapping[str, frozenset[str]]:
        return transitive_closure(self._requires)

    @cached_property
    def _order(self) -> Sequence[str]:
        return topological_order(tuple(self.catalogue.pieces), self._requires)

    def minutes(self, piece: Piece) -> float:
        """How long a piece takes: its film and its body."""
        film = self.films.get(piece.slug)
        return (film.duration / 60 if film else 0) + self.reading(piece)

    def reading(self, piece: Piece) -> int:
        """How long a piece's body takes to read, in minutes."""
        return piece.minutes if piece.minutes is not None else reading_minutes(self.bodies[piece.slug].words)


def _sort(piece: Piece) -> tuple[str, ...]:
    return piece.lane, piece.format, piece.slug.rpartition("/")[0]


def card(content: Content, piece: Piece, link: Linker, *, below: str = "") -> Card:
    """A piece in a list; it does not say again what stands as the heading above it."""
    film = content.films.get(piece.slug)
    return Card(
        slug=piece.slug,
        title=Headline.of(piece.title),
        href=link(urls.piece_url(piece)),
        topic=piece.topic if piece.topic != below else "",
        summary=piece.summary,
        accent=piece.accent,
        needs=tuple(piece_link(content.catalogue.pieces[need.slug], link) for need in piece.prerequisites),
        length=about(film.duration) if film else reading(content, piece),
        still=thumb(piece, film, film.poster_beat, link) if film else None,
        ruler=ruler(film) if film else None,
    )


def reading(content: Content, piece: Piece) -> str:
    """ "3 min read"."""
    return f"{max(1, content.reading(piece))} min read"


def piece_link(piece: Piece, link: Linker) -> Hyperlink:
    """A link to a piece, by the first voice of its title."""
    return Hyperlink(text=Headline.of(piece.title).name, href=link(urls.piece_url(piece)))


def ruler(film: Film) -> Ruler:
    """A film's time, to scale."""
    seconds, starts = max(1, round(film.duration)), (beat.start for beat in film.beats)
    return Ruler(
        seconds=seconds,
        ticks=tuple(range(0, seconds + 1, 5)),
        beats=tuple(short(min(second, seconds)) for second in (*starts, film.duration)),
    )


def thumb(piece: Piece, film: Film, beat: str, link: Linker) -> Image:
    """A beat's still, small."""
    height = round(THUMB_WIDTH * film.height / film.width)
    return _image(_media(piece, film, f"thumb-{{}}-{beat}.webp", link), THUMB_WIDTH, height)


def still(piece: Piece, film: Film, beat: FilmBeat, link: Linker) -> Image:
    """A beat's still, large."""
    files = _media(piece, film, f"still-{{}}-{beat.id}.webp", link)
    return _image(files, film.width, film.height, f"The last frame of “{beat.title}”")


def poster(piece: Piece, film: Film, link: Linker) -> Image:
    """The still that stands for a film, large."""
    return _image(_media(piece, film, "poster-{}.webp", link), film.width, film.height)


def _image(files: tuple[MediaFile, ...], width: int, height: int, alt: str = "") -> Image:
    plain = next((file for file in files if file.scheme == "light"), files[0])
    variants = tuple(Variant(scheme=file.scheme, src=file.src) for file in files if file.scheme)
    return Image(src=plain.src, variants=variants, alt=alt, width=width, height=height)


def _media(piece: Piece, film: Film, name: str, link: Linker) -> tuple[MediaFile, ...]:
    """A file for each palette; with only one palette it is for every reader."""
    several = len(film.palettes) > 1
    return tuple(
        MediaFile(
            src=link(urls.film_url(piece, film, name.format(palette))), scheme=palette if several else ""
        )
        for palette in film.palettes
    )


def film_view(piece: Piece, film: Film, link: Linker) -> FilmView:
    """A film on its page."""
    return FilmView(
        label=f"Film: {piece.title}",
        duration=short(film.duration),
        width=film.width,
        height=film.height,
        poster=poster(piece, film, link),
        sources=_media(piece, film, "film-{}.mp4", link),
        captions=link(urls.film_url(piece, film, "captions.vtt")),
        chapters=link(urls.film_url(piece, film, "chapters.vtt")),
        ruler=ruler(film),
        beats=tuple(_beat(piece, film, beat, link) for beat in film.beats),
    )


def _beat(piece: Piece, film: Film, beat: FilmBeat, link: Linker) -> BeatView:
    return BeatView(
        id=beat.id,
        at=short(beat.start),
        time=clock(beat.start),
        title=beat.title,
        say=beat.say,
        seen=" ".join(beat.describe),
        cues=tuple(
            CueView(at=short(cue.start), text=" ".join(cue.lines))
            for cue in cues_of(beat.say, beat.start, beat.end)
        ),
        still=still(piece, film, beat, link),
        thumb=thumb(piece, film, beat.id, link),
    )


def piece_view(content: Content, piece: Piece, link: Linker) -> PieceView:
    """The page of a piece."""
    film = content.films.get(piece.slug)
    seen = film_view(piece, film, link) if film else None
    before = content.before(piece)
    return PieceView(
        slug=piece.slug,
        crumbs=_crumbs(content, piece, link),
        title=Headline.of(piece.title),
        hook=piece.hook or piece.summary,
        summary=piece.summary if piece.hook else "",
        facts=_facts(content, piece, film),
        film=seen,
        film_missing=MISSING if piece.has_film and not film else "",
        explore=explore_view(piece.exploration, has_film=piece.has_film) if piece.exploration else None,
        transcript=seen.beats if seen else tuple(_unfilmed(piece, content.scripts.get(piece.slug))),
        prerequisites=tuple(_needed(content, need, link) for need in piece.prerequisites),
        chain=tuple(_chain_step(content, other, link) for other in before),
        chain_extent=f"{pieces_count(before)}, {in_minutes(sum(map(content.minutes, before)))}",
        builds_on_this=_builds_on(content, piece, link),
        on_paths=tuple(_on_path(path, row.position(piece), link) for path, row in content.paths_with(piece)),
        body=Markup(content.bodies[piece.slug].html),  # noqa: S704 - made by our own Markdown renderer
        sources=tuple(_source(source) for source in piece.sources),
        pagers=_pagers(content, piece, link),
    )


def _unfilmed(piece: Piece, script: FilmScript | None) -> Iterator[BeatView]:
    """The words of a film that has not been rendered: its script knows them, and when each beat begins."""
    start = 0.0
    for beat, scripted in zip(piece.beats, script.beats if script else (), strict=False):
        yield BeatView(
            id=beat.id,
            at=short(start),
            time=clock(start),
            title=beat.title,
            say=beat.say,
            seen=" ".join(scripted.sentences),
        )
        start += scripted.seconds


MISSING = "This film has not been rendered yet. The text below stands without it."


def _crumbs(content: Content, piece: Piece, link: Linker) -> tuple[Hyperlink, ...]:
    if piece.format == "concept":
        return (Hyperlink(text="Concept notes", href=link(urls.CONCEPTS)),)
    lane = content.lane(piece.lane)
    family = content.family(piece)
    place = Hyperlink(text=family.position(piece), href="")
    home = Hyperlink(text=lane.title, href=link(urls.lane_url(lane)))
    return (home, place) if len(family.pieces) > 1 else (home,)


def _facts(content: Content, piece: Piece, film: Film | None) -> tuple[str, ...]:
    watching = (f"{about(film.duration)} film",) if film else ()
    written = (reading(content, piece),) if content.reading(piece) else ()
    return (piece.level.capitalize(), *watching, *written)


def _needed(content: Content, need: Prerequisite, link: Linker) -> ReasonedLink:
    piece = content.catalogue.pieces[need.slug]
    return ReasonedLink(
        text=Headline.of(piece.title).name, href=link(urls.piece_url(piece)), reason=as_sentence(need.reason)
    )


def _chain_step(content: Content, piece: Piece, link: Linker) -> ChainStep:
    named = piece_link(piece, link)
    minutes = round(content.minutes(piece), 1)
    return ChainStep(slug=piece.slug, text=named.text, href=named.href, minutes=minutes)


def as_sentence(words: str) -> str:
    """Authors write a reason as a clause; on the page it stands alone."""
    words = words.strip()
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words[-1] in ".!?" else ".")


def _builds_on(content: Content, piece: Piece, link: Linker) -> tuple[ReasonedLink, ...]:
    pieces = content.catalogue.pieces
    later = (pieces[slug] for slug in content.catalogue.builds_on.get(piece.slug, ()))
    return tuple(_with_hook(other, link) for other in later)


def _with_hook(piece: Piece, link: Linker) -> ReasonedLink:
    """A piece with what may lead a reader on to it; why it needs others is no reason to go there."""
    named = piece_link(piece, link)
    return ReasonedLink(text=named.text, href=named.href, reason=as_sentence(piece.hook or piece.summary))


def _on_path(path: LearningPath, position: str, link: Linker) -> PathPosition:
    return PathPosition(
        title=path.spec.title, href=link(urls.path_url(path.spec)), position=f"Step {position}"
    )


def _source(source: SourceRef) -> SourceView:
    detail = ", ".join(part for part in (source.author, source.year) if part)
    return SourceView(id=source.id, title=source.title, href=source.url, detail=detail)


def _pagers(content: Content, piece: Piece, link: Linker) -> tuple[Pager, ...]:
    rows = [(content.lane(piece.lane).title, content.family(piece))]
    rows += [(f"On the path: {path.spec.title}", row) for path, row in content.paths_with(piece)]
    pagers = (Pager(label=label, links=piece_neighbours(row, piece, link)) for label, row in rows)
    return tuple(pager for pager in pagers if pager.links)


def piece_neighbours(row: Row, piece: Piece, link: Linker) -> tuple[PagerLink, ...]:
    """The links to the pieces before and after one of a row."""
    return neighbours(*(_titled(other, link) if other else None for other in row.around(piece)))


def _titled(piece: Piece, link: Linker) -> Hyperlink:
    return Hyperlink(text=piece.title, href=link(urls.piece_url(piece)))


def neighbours(before: Hyperlink | None, after: Hyperlink | None) -> tuple[PagerLink, ...]:
    """The links to what stands before and after, if anything does."""
    ways = (("prev", "Before", before), ("next", "Next", after))
    return tuple(PagerLink(rel=rel, label=label, text=to.text, href=to.href) for rel, label, to in ways if to)


def pieces_count(pieces: Sequence[Piece]) -> str:
    """ "3 explainers", "2 notes", or both."""
    if not pieces:
        return "nothing yet"
    notes = sum(piece.format == "concept" for piece in pieces)
    films = len(pieces) - notes
    said = [counted(films, "explainer")] if films else []
    return " and ".join([*said, counted(notes, "note")] if notes else said)
