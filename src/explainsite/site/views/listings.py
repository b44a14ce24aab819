"""The pages that lead to pieces: home, lanes, learning paths and the index of concept notes."""

from __future__ import annotations

from dataclasses import dataclass

from explainsite.site.views.common import Card, Headline, Hyperlink, Image, PagerLink


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatLink:
    """A beat in a table of contents."""

    href: str
    time: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeaturedView:
    """The explainer to begin with."""

    card: Card
    still: Image | None
    hook: str
    beats: tuple[BeatLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyStep:
    """A stretch of a path's line: `kind` is "watch" or "read", its length in quarters of a minute."""

    slug: str
    kind: str
    accent: str
    length: int
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
    """Its number among the lanes; empty for the only one."""
    title: str
    summary: str
    href: str
    accent: str
    count: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The home page."""

    tagline: str
    featured: FeaturedView | None
    paths: tuple[PathRow, ...]
    paths_href: str
    paths_count: str
    lanes: tuple[LaneSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneView:
    """A lane's page."""

    crumbs: tuple[Hyperlink, ...]
    title: str
    summary: str
    count: str
    extent: str
    cards: tuple[Card, ...]
    neighbours: tuple[PagerLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathsView:
    """The list of learning paths."""

    crumbs: tuple[Hyperlink, ...]
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

    crumbs: tuple[Hyperlink, ...]
    title: str
    summary: str
    facts: tuple[str, ...]
    journey: tuple[JourneyStep, ...]
    steps: tuple[StepView, ...]
    ends: str
    arrival: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A concept note in the index."""

    slug: str
    title: Headline
    summary: str
    href: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptsView:
    """The index of concept notes."""

    crumbs: tuple[Hyperlink, ...]
    summary: str
    count: str
    notes: tuple[NoteRow, ...]
