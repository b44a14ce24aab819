"""The films of a site, checked as far as that needs no frames."""

from __future__ import annotations

from explainsite.content.spec import Piece, StageNodes
from explainsite.diagnostics import Report
from explainsite.filmscript import BeatScript, FilmScript
from explainsite.picture.lint import lint_film
from explainsite.picture.script import picture_scripts
from explainsite.storyboard.compile import Storyboard, compile_storyboard


def compile_film(piece: Piece, report: Report) -> Storyboard | None:
    """The storyboard of a piece's film, whatever its pictures look like; None if it has errors."""
    if not isinstance(piece.film, StageNodes):
        return None
    own = Report()
    board = compile_storyboard(piece.film, piece.beats, piece.values, own)
    report.extend(own)
    return None if own.has_errors else board


def check_film(piece: Piece, report: Report) -> Storyboard | None:
    """The storyboard of a piece's film; None when it has none or has errors, which are then in the report."""
    own = Report()
    board = compile_film(piece, own)
    if board is not None:
        lint_film(piece, board, own)
    report.extend(own)
    return None if own.has_errors else board


def film_script(piece: Piece, report: Report) -> FilmScript | None:
    """What the renderer needs of a piece's film; None when it has none or has errors."""
    own = Report()
    board = check_film(piece, own)
    report.extend(own)
    return FilmScript(beats=_beats(board), problems=tuple(own)) if board else None


def _beats(board: Storyboard) -> tuple[BeatScript, ...]:
    pictures = picture_scripts(board)
    return tuple(
        BeatScript(id=beat.id, seconds=beat.seconds, sentences=beat.sentences, picture=picture)
        for beat, picture in zip(board.beats, pictures, strict=True)
    )
