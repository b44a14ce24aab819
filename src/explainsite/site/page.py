"""A page before its template is rendered, and the files that every page uses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from explainsite.site.views.common import NotFoundView
from explainsite.site.views.finding import FindView
from explainsite.site.views.listings import ConceptsView, HomeView, LaneView, PathsView, PathView
from explainsite.site.views.map import MapView
from explainsite.site.views.piece import PieceView
from explainsite.site.views.reference import EntryView, ReferenceView

TemplateView = (
    HomeView
    | LaneView
    | PathsView
    | PathView
    | PieceView
    | ConceptsView
    | EntryView
    | ReferenceView
    | FindView
    | MapView
    | NotFoundView
)
"""What the template of a page is given as `view`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """Where the files are that pages use."""

    stylesheet: str = ""
    script: str = ""
    player: str = ""
    progress: str = ""
    finder: str = ""
    map: str = ""
    explorer: str = ""
    icon: str = ""
    preloads: tuple[str, ...] = ()
    store_keys: tuple[str, ...] = ()
    """The store's entries that they come from, to be kept when it is pruned."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page before it is rendered: its address, its template, and what that is given."""

    url: str
    template: str
    title: str
    description: str
    view: TemplateView
    accent: str = ""
    kind: str = "website"
    card_image: str = ""
    listed: bool = True
    """Whether the sitemap names it."""

    @cached_property
    def written(self) -> str:
        """All that is known of the page, as text: its letters, and what tells it from any other."""
        return repr(self)
