"""The page of an explainer or a concept note."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from explainsite.site.views.common import Headline, Hyperlink, Pager
from explainsite.site.views.exploring import ExploreView
from explainsite.site.views.film import BeatView, FilmView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonedLink:
    """A link to a piece, and why to follow it."""

    text: str
    href: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """An entry of the list of sources."""

    id: str
    title: str
    href: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPosition:
    """A path that a piece is a step of."""

    title: str
    href: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep:
    """A piece that comes before another, directly or not, and the minutes that it takes."""

    slug: str
    text: str
    href: str
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceView:
    """An explainer or a concept note. `summary` is empty where it stands in for the hook."""

    slug: str
    crumbs: tuple[Hyperlink, ...]
    title: Headline
    hook: str
    summary: str
    facts: tuple[str, ...]
    film: FilmView | None
    film_missing: str
    explore: ExploreView | None
    transcript: tuple[BeatView, ...]
    prerequisites: tuple[ReasonedLink, ...]
    chain: tuple[ChainStep, ...]
    """All that comes before it, in an order in which each stands on those before."""
    chain_extent: str
    builds_on_this: tuple[ReasonedLink, ...]
    on_paths: tuple[PathPosition, ...]
    body: Markup
    sources: tuple[SourceView, ...]
    pagers: tuple[Pager, ...]
