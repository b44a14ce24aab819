"""The map of all prerequisites as a view."""

from __future__ import annotations

from explainsite.content.spec import Piece
from explainsite.jobs.memory import Memory
from explainsite.site import urls
from explainsite.site.charting import DOT, Chart, Station, prerequisite_chart
from explainsite.site.pieces import Content, piece_link, pieces_count
from explainsite.site.urls import Linker
from explainsite.site.views.common import Headline, Hyperlink
from explainsite.site.views.map import MapLine, MapRow, MapStation, MapView, NameLine
from explainsite.site.words import counted

BASELINE, LEADING = 5.3, 17.0
"""How far below the middle of a line of words its baseline is, and from one line to the next, in px."""


def mapped(content: Content) -> tuple[Piece, ...]:
    """The pieces of the map: all but the reference's."""
    return tuple(piece for piece in content.catalogue.pieces.values() if piece.format != "reference")


def map_view(content: Content, memory: Memory | None, link: Linker) -> MapView:
    """The map of all prerequisites."""
    pieces = {piece.slug: piece for piece in mapped(content)}
    names = {slug: Headline.of(piece.title).name for slug, piece in pieces.items()}
    requires = {slug: [need.slug for need in piece.prerequisites] for slug, piece in pieces.items()}
    chart: Chart = prerequisite_chart(names, requires, memory)
    return MapView(
        crumbs=(Hyperlink(text="Home", href=link(urls.HOME)),),
        facts=(pieces_count(tuple(pieces.values())), counted(len(chart.lines), "prerequisite")),
        width=chart.width,
        height=chart.height,
        stations=tuple(_station(pieces[station.slug], station, link) for station in chart.stations),
        lines=tuple(MapLine(needed=line.needed, by=line.by, path=line.path) for line in chart.lines),
        rows=tuple(
            MapRow(
                piece=piece_link(piece, link),
                needs=tuple(piece_link(pieces[need.slug], link) for need in piece.prerequisites),
            )
            for piece in pieces.values()
        ),
    )


def _station(piece: Piece, station: Station, link: Linker) -> MapStation:
    first = station.y + (BASELINE if len(station.name) == 1 else BASELINE - LEADING / 2)
    return MapStation(
        slug=piece.slug,
        name=tuple(
            NameLine(text=text, y=round(first + at * LEADING, 1)) for at, text in enumerate(station.name)
        ),
        href=link(urls.piece_url(piece)),
        accent=piece.accent,
        is_note=piece.format == "concept",
        x=station.x,
        y=station.y,
        begin=station.x + DOT,
        end=station.end,
    )
