"""Contact sheets and strips: how a film looks, on one picture, without waiting for the film.

    job = sheet_job(piece, ("dark", "light"), None, render, report)     # or a beat's id, for a strip
    png = draw(job, make_executor, report)

What is wrong with the pictures themselves is reported and drawn all the same: a sheet is where one sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor

from explainsite.content.spec import Beat, Piece, SceneRef
from explainsite.diagnostics import Report
from explainsite.films import compile_film
from explainsite.picture.lint import lint_film
from explainsite.picture.palette import script_in_lane
from explainsite.picture.script import picture_scripts
from explainsite.picture.sheet import Heading, Panel, SheetJob, Tile, clock
from explainsite.rendering.film import Film
from explainsite.rendering.renderer import can_draw, stop
from explainsite.rendering.task import draw_sheet
from explainsite.renderjob import Palette
from explainsite.storyboard import pace
from explainsite.storyboard.compile import BoardBeat, Storyboard
from explainsite.storyboard.words import counted


def sheet_job(
    piece: Piece,
    palettes: Sequence[Palette],
    beat: str | None,
    rendered: Callable[[], Film | None],
    report: Report,
) -> SheetJob | None:
    """What to draw: all beats of a film, or the motion of one; None when the film has errors.

    `rendered` gives the finished film of a Manim scene, whose pictures nobody knows before it ran.
    """
    if isinstance(piece.film, SceneRef):
        film = rendered()
        return _of_film(piece, film, palettes, beat) if film else None
    board = compile_film(piece, report)
    if board is None:
        return None
    lint_film(piece, board, report)
    return _of_board(piece, board, palettes, beat)


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


def _of_board(piece: Piece, board: Storyboard, palettes: Sequence[Palette], beat: str | None) -> SheetJob:
    scripts = dict(zip((b.id for b in board.beats), picture_scripts(board), strict=True))
    wanted = [
        script_in_lane(script, piece.accent) for name, script in scripts.items() if beat in (None, name)
    ]
    panels = tuple(Panel(palette=p, pictures=tuple({"script": s} for s in wanted)) for p in palettes)
    lengths = [b.seconds for b in board.beats]
    if beat is None:
        return _contact_sheet(piece, lengths, panels)
    told = next(tuple(_told(b)) for b in board.beats if b.id == beat)
    return SheetJob(heading=_strip_heading(piece, beat, lengths), panels=panels, told=told)


def _of_film(piece: Piece, film: Film, palettes: Sequence[Palette], beat: str | None) -> SheetJob:
    lengths = [b.end - b.start for b in film.beats]
    if beat is None:
        stills = [[film.files[f"still-{p}-{b.id}.webp"] for b in film.beats] for p in palettes]
        panels = tuple(
            Panel(palette=p, pictures=tuple({"file": str(path.absolute())} for path in paths))
            for p, paths in zip(palettes, stills, strict=True)
        )
        return _contact_sheet(piece, lengths, panels)
    cut = next({"start": b.start, "end": b.end} for b in film.beats if b.id == beat)
    panels = tuple(
        Panel(palette=p, pictures=({"video": str(film.files[f"film-{p}.mp4"].absolute()), **cut},))
        for p in palettes
    )
    return SheetJob(heading=_strip_heading(piece, beat, lengths), panels=panels)


def _contact_sheet(piece: Piece, lengths: Sequence[float], panels: tuple[Panel, ...]) -> SheetJob:
    heading = Heading(title=piece.title, aside=f"{counted(len(lengths), 'beat')}, {clock(sum(lengths))}")
    tiles = tuple(
        Tile(number=str(number), name=beat.title, aside=f"{seconds:.1f} s", text=beat.say)
        for number, (beat, seconds) in enumerate(zip(piece.beats, lengths, strict=True), 1)
    )
    return SheetJob(heading=heading, tiles=tiles, panels=panels)


def _strip_heading(piece: Piece, beat: str, lengths: Sequence[float]) -> Heading:
    number, found = _numbered(piece.beats, beat)
    aside = f"beat {number} of {len(piece.beats)}, {lengths[number - 1]:.1f} s"
    return Heading(title=found.title, aside=aside, text=found.say)


def _numbered(beats: Sequence[Beat], name: str) -> tuple[int, Beat]:
    return next((number, beat) for number, beat in enumerate(beats, 1) if beat.id == name)


def _told(beat: BoardBeat) -> Iterator[tuple[float, str]]:
    """When each step of a beat begins, in seconds, and what it says of itself."""
    begin = pace.LEAD
    for step in beat.steps:
        yield from ((round(begin, 3), sentence) for sentence in step.sentences)
        begin += step.seconds + beat.gap
