"""What stands around every page."""

from __future__ import annotations

from dataclasses import dataclass

from explainsite.site.views.common import Hyperlink, LinkGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page shows around its content."""

    title: str
    description: str
    language: str
    home: str
    nav: tuple[Hyperlink, ...]
    footer: tuple[LinkGroup, ...]
    stylesheet: str
    script: str
    player: str
    """The script of the pages that have a film."""
    progress: str
    finder: str
    map: str
    explorer: str
    """Scripts of single pages."""
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
