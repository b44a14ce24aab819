"""The index of the reference, and the page of an actor or a verb."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from explainsite.site.views.common import Hyperlink, Image, Pager
from explainsite.site.views.film import FilmView


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An actor or a verb of the reference; the body shows its example, then its fields."""

    crumbs: tuple[Hyperlink, ...]
    name: str
    meaning: Markup
    facts: tuple[str, ...]
    film: FilmView | None
    film_missing: str
    body: Markup
    pagers: tuple[Pager, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCard:
    """An actor or a verb in the index of the reference."""

    name: str
    meaning: Markup
    href: str
    still: Image | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryGroup:
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
    groups: tuple[EntryGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceView:
    """The index of the reference."""

    crumbs: tuple[Hyperlink, ...]
    parts: tuple[ReferencePart, ...]
