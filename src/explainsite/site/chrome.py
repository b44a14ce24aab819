"""What stands around every page: its head, its navigation and its footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from explainsite.catalogue.linking import Catalogue
from explainsite.config import Config
from explainsite.site import urls
from explainsite.site.listings import notes, reading_lanes
from explainsite.site.page import Assets, Page
from explainsite.site.reference import reference_entries, reference_parts
from explainsite.site.urls import Linker
from explainsite.site.views.chrome import PageView, SiteView
from explainsite.site.views.common import Hyperlink, LinkGroup

NavItem = tuple[str, str]
"""Words and an address."""


def sections(catalogue: Catalogue) -> tuple[NavItem, ...]:
    """The parts of the site, for its navigation."""
    return (
        ("Lanes", f"{urls.HOME}#lanes"),
        *((("Paths", urls.PATHS),) if catalogue.paths else ()),
        *((("Concepts", urls.CONCEPTS),) if notes(catalogue) else ()),
        *((("Reference", urls.REFERENCE),) if reference_entries(catalogue) else ()),
        *((("Map", urls.MAP),) if has_map(catalogue) else ()),
        ("Find", urls.FIND),
    )


def has_map(catalogue: Catalogue) -> bool:
    """Whether anything requires anything."""
    return any(piece.prerequisites for piece in catalogue.pieces.values())


def footer(catalogue: Catalogue) -> tuple[tuple[str, tuple[NavItem, ...]], ...]:
    """The lists of links at the foot of every page."""
    groups = (
        ("Lanes", tuple((lane.title, urls.lane_url(lane)) for lane in reading_lanes(catalogue))),
        ("Learning paths", tuple((path.spec.title, urls.path_url(path.spec)) for path in catalogue.paths)),
        ("Reference", reference_parts(catalogue)),
    )
    return tuple(group for group in groups if group[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Chrome:
    """The site around a page."""

    config: Config
    assets: Assets
    sections: tuple[NavItem, ...]
    footer: tuple[tuple[str, tuple[NavItem, ...]], ...]

    def context(self, page: Page) -> dict[str, Any]:
        """Everything that a page's template is given."""
        root = urls.site_root(self.config.base_url) if page.url == urls.NOT_FOUND else None
        link = Linker(url=page.url, root=root)
        return {"site": self._site(page, link), "page": self._page(page), "view": page.view}

    def _site(self, page: Page, link: Linker) -> SiteView:
        return SiteView(
            title=self.config.title,
            description=self.config.description,
            language=self.config.language,
            home=link(urls.HOME),
            nav=_links(self.sections, page, link),
            footer=tuple(
                LinkGroup(title=title, links=_links(targets, page, link)) for title, targets in self.footer
            ),
            repository=self.config.repository,
            stylesheet=link(self.assets.stylesheet),
            script=link(self.assets.script),
            player=link(self.assets.player),
            progress=link(self.assets.progress),
            finder=link(self.assets.finder),
            map=link(self.assets.map),
            explorer=link(self.assets.explorer),
            icon=link(self.assets.icon),
            preloads=tuple(link(font) for font in self.assets.preloads),
        )

    def _page(self, page: Page) -> PageView:
        base = self.config.base_url
        is_home = page.url == urls.HOME
        return PageView(
            title=page.title,
            head_title=page.title if is_home else f"{page.title} · {self.config.title}",
            description=page.description,
            kind=page.kind,
            canonical=urls.absolute(base, page.url) if page.listed else "",
            card_image=urls.absolute(base, page.card_image) if page.card_image else "",
            accent=page.accent,
            is_home=is_home,
        )


def _links(targets: tuple[NavItem, ...], page: Page, link: Linker) -> tuple[Hyperlink, ...]:
    return tuple(Hyperlink(text=text, href=link(to), current=_current(page, to)) for text, to in targets)


def _current(page: Page, target: str) -> str:
    """The value of `aria-current` for a link to `target`: this page, a part that holds it, or neither."""
    if page.url == target:
        return "page"
    return "true" if "#" not in target and page.url.startswith(target) else ""
