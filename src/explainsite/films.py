"""The films of a site, checked as far as that needs no frames."""

from __future__ import annotations

from explainsite.content.spec import Piece, StageNodes
from explainsite.diagnostics import Report
from explainsite.picture.lint import lint_film
from explainsite.storyboard.compile import Storyboard, compile_storyboard


def check_film(piece: Piece, report: Report) -> Storyboard | None:
    """The storyboard of a piece's film; None when it has none or has errors, which are then in the report."""
    if not isinstance(piece.film, StageNodes):
        return None
    own = Report()
    board = compile_storyboard(piece.film, piece.beats, piece.values, own)
    if board is not None and not own.has_errors:
        lint_film(piece, board, own)
    report.extend(own)
    return None if own.has_errors else board
