"""Contact sheets and strips: how a film looks, on one picture, without waiting for the film.

    request = SheetRequest(palettes=("dark", "light"))      # with a beat's id a strip
    job = sheet_job(piece, request, render, report)
    png = draw(job, make_executor, report)

What is wrong with the pictures themselves is reported and drawn all the same: a sheet is where one sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from explainsite.checking.films import compile_film, lint_film
from explainsite.content.spec import Piece, SceneRef
from explainsite.diagnostics import Report
from explainsite.jobs.renderjob import Palette
from explainsite.picture.scripting import picture_scripts
from explainsite.picture.sheet import (
    DrawnBeat,
    FilmExcerpt,
    Panel,
    PanelPicture,
    SheetHeading,
    SheetJob,
    StillFile,
    Tile,
    clock,
)
from explainsite.rendering.film import Film
from explainsite.rendering.renderer import can_draw, stop
from explainsite.rendering.task import draw_sheet
from explainsite.storyboard.board import BoardBeat, Storyboard
from explainsite.storyboard.words import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRequest:
    """Which sheet: of a whole film, or the strip of one `beat`."""

    palettes: tuple[Palette, ...]
    beat: str | None = None


def sheet_job(
    piece: Piece, request: SheetRequest, rendered: Callable[[], Film | None], report: Report
) -> SheetJob | None:
    """What to draw: all beats of a film, or the motion of one; None when the film has errors.

    `rendered` gives the finished film of a Manim scene, whose pictures nobody knows before it ran.
    """
    if isinstance(piece.film, SceneRef):
        film = rendered()
        return _of_film(piece, film, request) if film else None
    board = compile_film(piece, report)
    if board is None:
        return None
    lint_film(piece, board, report)
    return _of_board(piece, board, request)


def draw(job: SheetJob, make_executor: Callable[[], Executor], report: Report) -> bytes | None:
    """The sheet as a PNG, drawn in a worker process; None, with a diagnostic, when that fails."""
    if not can_draw(report):
        return None
    executor = make_executor()
    try:
        return executor.submit(draw_sheet, job.to_json()).result()
    except Exception as error:  # noqa: BLE001  whatever a worker dies of, its author is told
        report.add("render-failed", f"the sheet could not be drawn: {type(error).__name__}: {error}")
        return None
    finally:
        stop(executor)


def _of_board(piece: Piece, board: Storyboard, request: SheetRequest) -> SheetJob:
    pictures = tuple(
        DrawnBeat(script=script.in_lane(piece.accent).to_json())
        for beat, script in zip(board.beats, picture_scripts(board), strict=True)
        if request.beat in (None, beat.id)
    )
    events = [_events(beat) for beat in board.beats if beat.id == request.beat]
    return SheetJob(
        panels=tuple(Panel(palette=palette, pictures=pictures) for palette in request.palettes),
        events=tuple(events[0]) if events else (),
        **_words(piece, [beat.seconds for beat in board.beats], request),
    )


def _of_film(piece: Piece, film: Film, request: SheetRequest) -> SheetJob:
    return SheetJob(
        panels=tuple(
            Panel(palette=palette, pictures=tuple(_pictures(film, palette, request.beat)))
            for palette in request.palettes
        ),
        **_words(piece, [beat.end - beat.start for beat in film.beats], request),
    )


def _pictures(film: Film, palette: Palette, wanted: str | None) -> Iterator[PanelPicture]:
    """The stills of a rendered film, or the one beat that is wanted."""
    for beat in film.beats:
        if wanted is None:
            yield StillFile(file=str(film.files[f"still-{palette}-{beat.id}.webp"].absolute()))
        elif wanted == beat.id:
            video = film.files[f"film-{palette}.mp4"]
            yield FilmExcerpt(video=str(video.absolute()), start=beat.start, end=beat.end)


def _words(piece: Piece, lengths: Sequence[float], request: SheetRequest) -> dict[str, Any]:
    """What a sheet says beside its pictures; `lengths` are those of the beats, in seconds."""
    if request.beat is not None:
        return {"heading": _strip_heading(piece, request.beat, lengths), "accent": piece.accent}
    heading = SheetHeading(title=piece.title, aside=f"{counted(len(lengths), 'beat')}, {clock(sum(lengths))}")
    tiles = tuple(
        Tile(number=str(number), name=beat.title, aside=f"{seconds:.1f} s", text=beat.say)
        for number, (beat, seconds) in enumerate(zip(piece.beats, lengths, strict=True), 1)
    )
    return {"heading": heading, "tiles": tiles, "accent": piece.accent}


def _strip_heading(piece: Piece, name: str, lengths: Sequence[float]) -> SheetHeading:
    number, beat = next((n, beat) for n, beat in enumerate(piece.beats, 1) if beat.id == name)
    aside = f"beat {number} of {len(piece.beats)}, {lengths[number - 1]:.1f} s"
    return SheetHeading(title=beat.title, aside=aside, text=beat.say)


def _events(beat: BoardBeat) -> Iterator[tuple[float, str]]:
    """When each step of a beat begins, in seconds, and what it says of itself."""
    for begin, gesture in beat.moments:
        for step in gesture.steps:
            yield from ((round(begin + step.begin, 3), sentence) for sentence in step.sentences)
