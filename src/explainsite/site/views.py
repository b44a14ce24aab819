"""What the templates are given: values with every link made, every number said and every choice taken."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link and its words; `current` is the value of `aria-current`, or empty."""

    text: str
    href: str
    current: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    """Links under a heading."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """A link to a piece, and why it is needed."""

    text: str
    href: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLink:
    """A way on: `rel` is "prev" or "next"."""

    rel: str
    label: str
    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The piece before and the piece after, in a lane or a path."""

    label: str
    links: tuple[TurnLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page shows around its content."""

    title: str
    description: str
    language: str
    home: str
    nav: tuple[Link, ...]
    footer: tuple[LinkGroup, ...]
    stylesheet: str
    script: str
    icon: str
    preloads: tuple[str, ...]
    repository: str
    """The address of the source code, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What the head of a page says of it."""

    title: str
    head_title: str
    description: str
    kind: str
    canonical: str
    card_image: str
    accent: str
    is_home: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A title of two voices: "KV-Cache" and "Why the 2nd Token Is Faster"."""

    name: str
    surprise: str

    @classmethod
    def of(cls, title: str) -> Headline:
        """Part a title at its first colon."""
        name, _, surprise = title.partition(": ")
        return cls(name=name, surprise=surprise)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A file for readers who prefer a scheme."""

    scheme: str
    src: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture: `src` for every reader, `variants` when there is one for each scheme."""

    src: str
    variants: tuple[Variant, ...]
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """A film's time, to scale: its whole seconds and how long each beat is."""

    seconds: int
    lengths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A piece in a list."""

    title: Headline
    href: str
    topic: str
    summary: str
    accent: str
    needs: tuple[Link, ...]
    length: str
    still: Image | None
    ruler: Ruler | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatLink:
    """A beat in a table of contents."""

    href: str
    time: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Featured:
    """The explainer to begin with."""

    card: Card
    still: Image | None
    hook: str
    beats: tuple[BeatLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyStep:
    """A stretch of a path's line: `kind` is "watch" or "read"."""

    kind: str
    accent: str
    minutes: str
    title: Headline
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRow:
    """A learning path in a list."""

    title: str
    summary: str
    href: str
    extent: str
    steps: tuple[JourneyStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneSection:
    """A lane on the home page."""

    slug: str
    numeral: str
    title: str
    summary: str
    href: str
    accent: str
    count: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The home page."""

    promise: str
    featured: Featured | None
    paths: tuple[PathRow, ...]
    paths_href: str
    paths_count: str
    lanes: tuple[LaneSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneView:
    """A lane's page."""

    crumbs: tuple[Link, ...]
    title: str
    summary: str
    count: str
    extent: str
    cards: tuple[Card, ...]
    neighbours: tuple[TurnLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathsView:
    """The list of learning paths."""

    crumbs: tuple[Link, ...]
    count: str
    paths: tuple[PathRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step of a path: when it starts, and what it adds to the steps before it."""

    starts: str
    adds: str
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class PathView:
    """A learning path's page."""

    crumbs: tuple[Link, ...]
    title: str
    summary: str
    facts: tuple[str, ...]
    journey: tuple[JourneyStep, ...]
    steps: tuple[StepView, ...]
    ends: str
    arrival: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """A film's file; `scheme` is empty when there is only one."""

    src: str
    scheme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatView:
    """A beat beside its film and in the transcript; without pictures when there is no film yet."""

    id: str
    at: str
    time: str
    title: str
    say: str
    seen: str
    still: Image | None = None
    thumb: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmView:
    """A film on its page. `blank` is a clear poster; the real one is a background, to follow a scheme."""

    label: str
    width: int
    height: int
    blank: str
    poster: Image
    sources: tuple[MediaFile, ...]
    captions: str
    chapters: str
    ruler: Ruler
    beats: tuple[BeatView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """An entry of the list of sources."""

    id: str
    title: str
    href: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPath:
    """A path that a piece is a step of."""

    title: str
    href: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceView:
    """An explainer or a concept note. A summary that stands in for the hook is not told again."""

    crumbs: tuple[Link, ...]
    title: Headline
    hook: str
    summary: str
    facts: tuple[str, ...]
    film: FilmView | None
    film_missing: str
    transcript: tuple[BeatView, ...]
    prerequisites: tuple[Reasoned, ...]
    builds_on_this: tuple[Reasoned, ...]
    on_paths: tuple[OnPath, ...]
    body: Markup
    sources: tuple[SourceView, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A concept note in the index."""

    title: Headline
    summary: str
    href: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptsView:
    """The index of concept notes."""

    crumbs: tuple[Link, ...]
    summary: str
    count: str
    notes: tuple[NoteRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An actor or a verb of the reference; the body shows its example, then its fields."""

    crumbs: tuple[Link, ...]
    name: str
    meaning: Markup
    facts: tuple[str, ...]
    film: FilmView | None
    film_missing: str
    body: Markup
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCard:
    """An actor or a verb in the index of the reference."""

    name: str
    meaning: Markup
    href: str
    still: Image | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Entries of the reference that belong together."""

    title: str
    entries: tuple[EntryCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePart:
    """The actors, or the verbs; `id` is its anchor."""

    id: str
    title: str
    summary: str
    count: str
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceView:
    """The index of the reference."""

    crumbs: tuple[Link, ...]
    parts: tuple[ReferencePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """The page for missing addresses says the same on every site."""


View = (
    HomeView
    | LaneView
    | PathsView
    | PathView
    | PieceView
    | ConceptsView
    | EntryView
    | ReferenceView
    | NotFoundView
)
