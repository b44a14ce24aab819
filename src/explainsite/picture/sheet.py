"""A sheet of small pictures with words beneath them, laid out as a film's pictures are: shapes in px, y down.

A contact sheet shows the still of each beat of a film, a strip what happens within one beat. Both are pages
of tiles; who draws them puts a picture into each tile's place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from explainsite.jobs.canonical import canonical_json
from explainsite.jobs.renderjob import Accent, Palette
from explainsite.picture.keys import join
from explainsite.picture.palette import in_lane
from explainsite.picture.shapes import Box, Label, Rect, Shape
from explainsite.picture.typeface import width
from explainsite.text.linebreak import line_break_units, on_one_line

MARGIN, ACROSS, DOWN = 80.0, 44.0, 60.0
"""Px around the page, between two tiles of a row, and between two rows."""
LEADING = 1.42
"""Line height in type sizes."""
_OUTLINE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetText:
    """A line or a paragraph of a sheet."""

    text: str
    size: float
    weight: int = 450
    colour: str = "ink"

    def lines(self, room: float) -> list[str]:
        """The text broken into lines no wider than `room` px; a longer word has a line of its own."""
        found: list[str] = []
        for unit in line_break_units(on_one_line(self.text)):
            longer = (found[-1] if found else "") + unit
            if found and width(longer.rstrip(" "), "sans", self.weight, self.size) <= room:
                found[-1] = longer
            else:
                found.append(unit)
        return [line.rstrip(" ") for line in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A place for a picture: what stands beneath it at the left and at the right, and a paragraph."""

    number: str
    name: str = ""
    aside: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHeading:
    """The top of a sheet: a title with an aside at the right, and a paragraph."""

    title: str
    aside: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """A sheet without its pictures: its size in px, its words and outlines, and where the pictures go."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    places: tuple[Rect, ...]


def lay_out_sheet(
    heading: SheetHeading, tiles: Sequence[Tile], *, columns: int, tile_width: float, accent: Accent = "blue"
) -> SheetLayout:
    """The page of these tiles, row by row; a row is as tall as its longest words need."""
    wide = 2 * MARGIN + columns * tile_width + (columns - 1) * ACROSS
    pen = _Pen(accent)
    y = pen.heading(heading, MARGIN, wide - 2 * MARGIN)
    for first in range(0, len(tiles), columns):
        row = tiles[first : first + columns]
        y = DOWN + max(
            pen.tile(tile, MARGIN + i * (tile_width + ACROSS), y, tile_width) for i, tile in enumerate(row)
        )
    return SheetLayout(
        width=wide, height=y - DOWN + MARGIN, shapes=tuple(pen.shapes), places=tuple(pen.places)
    )


def columns_for(count: int) -> int:
    """How many of so many tiles stand in a row, so that the last row is as full as can be."""
    return count if count < 3 else min((4, 3), key=lambda columns: (-count % columns, -columns))


class _Pen:
    """Writes down shapes; each of its calls takes the upper edge and returns the lower one."""

    def __init__(self, accent: Accent) -> None:
        self.accent = in_lane("accent", accent)
        self.shapes: list[Shape] = []
        self.places: list[Rect] = []

    def heading(self, heading: SheetHeading, y: float, room: float) -> float:
        aside = SheetText(text=heading.aside, size=27, colour="muted")
        title = SheetText(text=heading.title, size=46, weight=640)
        beside = room - width(aside.text, "sans", aside.weight, aside.size) - ACROSS
        self._line(aside, aside.text, MARGIN + room, y + title.size * LEADING / 2, "end")
        y = self.words(title, MARGIN, y, beside)
        if heading.text:
            y = self.words(SheetText(text=heading.text, size=27, colour="muted"), MARGIN, y + 10, room * 0.72)
        return y + 44

    def tile(self, tile: Tile, x: float, y: float, wide: float) -> float:
        place = Rect(x, y, wide, round(wide * 9 / 16))
        self.places.append(place)
        edge = place.inset(-_OUTLINE, -_OUTLINE)
        self.shapes.append(
            Box(key=self._key(), x=edge.x, y=edge.y, w=edge.w, h=edge.h, radius=0, stroke="line",
                stroke_width=2 * _OUTLINE)
        )  # fmt: skip
        y = self._under(tile, x, place.bottom + 16, wide)
        text = SheetText(text=tile.text, size=22, colour="muted")
        return self.words(text, x, y + 4, wide) if tile.text else y

    def _under(self, tile: Tile, x: float, y: float, wide: float) -> float:
        number = SheetText(text=tile.number, size=26, weight=640, colour=self.accent)
        name = SheetText(text=tile.name, size=26, weight=640)
        aside = SheetText(text=tile.aside, size=22, colour="muted")
        middle = y + number.size * LEADING / 2
        self._line(number, number.text, x, middle, "start")
        self._line(aside, aside.text, x + wide, middle, "end")
        if not tile.name:
            return y + number.size * LEADING
        indent = width(number.text, "sans", number.weight, number.size) + 14
        beside = wide - indent - width(aside.text, "sans", aside.weight, aside.size) - 24
        return self.words(name, x + indent, y, beside)

    def words(self, words: SheetText, x: float, y: float, room: float) -> float:
        """A paragraph whose upper edge is at `y`."""
        step = words.size * LEADING
        for line in words.lines(room):
            self._line(words, line, x, y + step / 2, "start")
            y += step
        return y

    def _line(
        self, words: SheetText, text: str, x: float, middle: float, anchor: Literal["start", "end"]
    ) -> None:
        self.shapes.append(
            Label(key=self._key(), x=x, y=middle, text=text, size=words.size, weight=words.weight,
                  colour=words.colour, anchor=anchor)
        )  # fmt: skip

    def _key(self) -> str:
        return join("sheet", str(len(self.shapes)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBeat:
    """A beat that is drawn for the sheet: its closing picture, or on a strip its motion."""

    script: str
    """Its `PictureScript` in JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StillFile:
    """The last frame of a beat that was rendered."""

    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmExcerpt:
    """A beat of a film that was rendered, from `start` to `end` in seconds."""

    video: str
    start: float
    end: float


PanelPicture = DrawnBeat | StillFile | FilmExcerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A sheet's pictures in one palette: of a contact sheet one for each tile, of a strip one alone."""

    palette: Palette
    pictures: tuple[PanelPicture, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetJob:
    """All that decides a sheet. With `tiles` it is a contact sheet; without, the strip of one beat.

    `events` says what happens in that beat, and from which second on.
    """

    heading: SheetHeading
    panels: tuple[Panel, ...]
    accent: Accent = "blue"
    tiles: tuple[Tile, ...] = ()
    events: tuple[tuple[float, str], ...] = ()

    def to_json(self) -> str:
        """The job as JSON."""
        return canonical_json(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> SheetJob:
        """The job that `to_json` wrote."""
        values = json.loads(text)
        return cls(
            heading=SheetHeading(**values["heading"]),
            panels=tuple(
                Panel(palette=panel["palette"], pictures=tuple(map(_picture, panel["pictures"])))
                for panel in values["panels"]
            ),
            accent=values["accent"],
            tiles=tuple(Tile(**tile) for tile in values["tiles"]),
            events=tuple((second, sentence) for second, sentence in values["events"]),
        )


def _picture(values: dict[str, Any]) -> PanelPicture:
    if "script" in values:
        return DrawnBeat(**values)
    return StillFile(**values) if "file" in values else FilmExcerpt(**values)


def clock(seconds: float) -> str:
    """A length as players show it: `1:34`."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def moments(length: float, columns: int) -> tuple[float, ...]:
    """Seconds from 0 to `length`, evenly apart, enough for full rows: two each second, but at most 24."""
    rows = max(2, min(24 // columns, round((length * 2 + 1) / columns)))
    last = rows * columns - 1
    return tuple(i * length / last for i in range(last + 1))
