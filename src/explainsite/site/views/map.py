"""The map of all prerequisites."""

from __future__ import annotations

from dataclasses import dataclass

from explainsite.site.views.common import Hyperlink


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """A line of a piece's name, and its baseline."""

    text: str
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStation:
    """A piece on the map: its dot's middle, and where its name begins and ends, in px of the drawing."""

    slug: str
    name: tuple[NameLine, ...]
    href: str
    accent: str
    is_note: bool
    x: float
    y: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLine:
    """From a piece to one that requires it."""

    needed: str
    by: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """The same in words: a piece and what it requires."""

    piece: Hyperlink
    needs: tuple[Hyperlink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """The map of all prerequisites, drawn and in words."""

    crumbs: tuple[Hyperlink, ...]
    facts: tuple[str, ...]
    width: float
    height: float
    stations: tuple[MapStation, ...]
    lines: tuple[MapLine, ...]
    rows: tuple[MapRow, ...]
