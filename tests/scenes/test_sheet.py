"""What a sheet shows is what the film shows, beside the words of the spec."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops

from explainsite.diagnostics import Report
from explainsite.jobs.renderjob import GROUNDS, QUALITIES, BeatLength, Palette, beat_job
from explainsite.picture.scripting import picture_scripts
from explainsite.picture.shapes import Label, Rect, bounds
from explainsite.picture.sheet import (
    Panel,
    SheetHeading,
    SheetJob,
    SheetLayout,
    SheetText,
    StillFile,
    Tile,
    columns_for,
    lay_out_sheet,
    moments,
)
from explainsite.rendering.sheets import SheetRequest, sheet_job
from explainsite.scenes.sheet import STILL_WIDTH, draw_sheet
from explainsite.scenes.worker import render
from storyboard.filmscript import read_film

pytestmark = pytest.mark.slow

FILM = """
layout: |
  words
  keys
stage:
  words: {is: tokens, items: [a, b], columns: 4}
  keys: {is: cells, columns: 4, prefix: k}
beats:
- id: enter
  title: Words enter
  say: Two words enter the picture, and there they stay for a while.
  do:
  - show: [words, keys]
- id: leave
  title: They leave keys
  say: Each leaves a key.
  do:
  - send: {from: words, to: keys, each: true}
  - fill: keys.0-1
"""


@cache
def job(palettes: tuple[Palette, ...], beat: str | None = None) -> SheetJob:
    report = Report()
    wanted = SheetRequest(palettes=palettes, beat=beat)
    found = sheet_job(read_film(FILM).piece, wanted, lambda: None, report)
    assert not report.has_errors
    assert found is not None
    return SheetJob.from_json(found.to_json())


@cache
def drawn(palettes: tuple[Palette, ...], beat: str | None = None) -> Image.Image:
    return Image.open(io.BytesIO(draw_sheet(job(palettes, beat))))


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """The last beat's still, as the film's renderer makes it."""
    board = read_film(FILM).board
    assert board is not None
    script = picture_scripts(board)[-1]
    folder, scratch = tmp_path_factory.mktemp("film"), tmp_path_factory.mktemp("scratch")
    job = beat_job(
        script.to_json(), beat=BeatLength(id="leave"), palette="dark", quality=QUALITIES["standard"]
    )
    (result,) = render([job], keys=["0" * 64], directories=[folder], scratch=scratch)
    return Image.open(folder / result.clips[0].still).convert("RGB")


def cut(sheet: Image.Image, page: SheetLayout, tile: int) -> Image.Image:
    place = page.places[tile]
    return sheet.crop((round(place.x), round(place.y), round(place.right), round(place.bottom)))


def difference(a: Image.Image, b: Image.Image) -> float:
    """The mean difference of two pictures of one size, of 255."""
    return float(np.asarray(ImageChops.difference(a, b.resize(a.size, Image.Resampling.LANCZOS))).mean())


def test_a_tile_is_the_films_own_still(still: Image.Image) -> None:
    wanted = job(("dark", "light"))
    page = lay_out_sheet(wanted.heading, wanted.tiles, columns=2, tile_width=STILL_WIDTH)
    sheet = drawn(("dark", "light"))
    assert difference(cut(sheet, page, 1), still) < 0.01
    assert difference(cut(sheet, page, 0), still) > 1  # the first beat ends otherwise


def test_lines_of_a_sheet_end_where_captions_may() -> None:
    text = SheetText(text="It reads 12\u00a0000\u00a0records of the log, 缓存保存曾经查询过的内容。", size=22)
    lines = text.lines(200)
    assert lines[:2] == ["It reads", "12\u00a0000\u00a0records of"]
    assert "".join(lines).replace(" ", "") == text.text.replace(" ", "")
    assert len(lines) > 3


def test_each_palette_has_its_panel() -> None:
    both, light = drawn(("dark", "light")), drawn(("light",))
    assert (both.width, both.height) == (light.width, 2 * light.height)
    assert difference(both.crop((0, light.height, both.width, both.height)), light) == 0
    assert [_hex(both, 3), _hex(both, light.height + 3)] == [GROUNDS["dark"], GROUNDS["light"]]


def _hex(image: Image.Image, y: int) -> str:
    pixel = image.getpixel((3, y))
    assert isinstance(pixel, tuple)
    return "#{:02X}{:02X}{:02X}".format(*pixel)


def test_a_strip_goes_from_the_opening_to_the_closing(still: Image.Image) -> None:
    sheet = drawn(("dark",), "leave")
    page = _strip_page(sheet)
    first, *between, last = (cut(sheet, page, i) for i in range(len(page.places)))
    assert difference(last, still) < 0.5  # drawn smaller, and so with other pixels at its edges
    assert difference(first, still) > 1
    assert any(difference(a, first) > 0.3 and difference(a, last) > 0.3 for a in between)


def _strip_page(sheet: Image.Image) -> SheetLayout:
    """The page of the strip, whose rows are as tall as the text beneath them."""
    asked = job(("dark",), "leave")
    pages = (_strip_of(asked, length / 12) for length in range(12, 48))
    return next(page for page in pages if round(page.height) == sheet.height)


def _strip_of(asked: SheetJob, length: float) -> SheetLayout:
    from explainsite.scenes.sheet import MOMENT_COLUMNS, MOMENT_WIDTH, _moment_tiles

    tiles = list(_moment_tiles(moments(length, MOMENT_COLUMNS), asked.events))
    return lay_out_sheet(asked.heading, tiles, columns=MOMENT_COLUMNS, tile_width=MOMENT_WIDTH)


def test_the_words_of_the_spec_stand_beneath() -> None:
    wanted = job(("dark",))
    texts = [tile.text for tile in wanted.tiles]
    assert texts == ["Two words enter the picture, and there they stay for a while.", "Each leaves a key."]
    assert [(tile.number, tile.name) for tile in wanted.tiles] == [
        ("1", "Words enter"),
        ("2", "They leave keys"),
    ]
    assert wanted.heading.title == "A Film"
    strip = job(("dark",), "leave")
    assert (strip.heading.title, strip.heading.text) == ("They leave keys", "Each leaves a key.")
    assert [sentence for _, sentence in strip.events] == read_film(FILM).sentences[-len(strip.events) :]


def test_pictures_with_errors_are_drawn_all_the_same() -> None:
    report = Report()
    film = read_film(
        "layout: |\n  a\nstage:\n  a: {is: text, text: " + "Words " * 140 + "}\ndo:\n- show: a\n"
    )
    assert film.board is None
    assert sheet_job(film.piece, SheetRequest(palettes=("dark",)), lambda: None, report) is not None
    assert "text-too-small" in {problem.code for problem in report}


@pytest.mark.parametrize("count", range(1, 14))
def test_nothing_on_a_page_leaves_it_or_covers_anything(count: int) -> None:
    tiles = [
        Tile(
            number=str(i),
            name="A title of some words that needs a second line",
            aside="10.5 s",
            text="so " * i * 9,
        )
        for i in range(count)
    ]
    columns = columns_for(count)
    page = lay_out_sheet(
        SheetHeading(title="A title", aside="aside"), tiles, columns=columns, tile_width=STILL_WIDTH
    )
    rects = [*page.places, *_words(page)]
    assert len(page.places) == count
    assert all(r.x >= 40 and r.y >= 40 for r in rects)
    assert all(r.right <= page.width - 40 and r.bottom <= page.height - 40 for r in rects)
    apart = [
        min(a.right, b.right) <= max(a.x, b.x) or min(a.bottom, b.bottom) <= max(a.y, b.y)
        for i, a in enumerate(rects)
        for b in rects[:i]
    ]
    assert all(apart)


def _words(page: SheetLayout) -> list[Rect]:
    return [bounds(shape) for shape in page.shapes if isinstance(shape, Label)]


def test_a_films_pictures_come_from_its_files(tmp_path: Path) -> None:
    Image.new("RGB", (1920, 1080), "#204060").save(tmp_path / "still.webp", lossless=True)
    panel = Panel(palette="dark", pictures=(StillFile(file=str(tmp_path / "still.webp")),))
    heading = SheetHeading(title="A Scene", aside="")
    wanted = SheetJob(heading=heading, panels=(panel,), tiles=(Tile(number="1"),))
    page = lay_out_sheet(heading, wanted.tiles, columns=1, tile_width=STILL_WIDTH)
    sheet = Image.open(io.BytesIO(draw_sheet(wanted)))
    assert cut(sheet, page, 0).getcolors() == [(640 * 360, (0x20, 0x40, 0x60))]
