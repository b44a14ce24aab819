"""The films of a site, checked as far as that needs no frames."""

from __future__ import annotations

from explainsite.content.spec import Piece, StageNodes
from explainsite.diagnostics import Report
from explainsite.storyboard.compile import Storyboard, compile_storyboard


def check_film(piece: Piece, report: Report) -> Storyboard | None:
    """The storyboard of a piece's film; None, with diagnostics, when its stage cannot be read."""
    if not isinstance(piece.film, StageNodes):
        return None
    return compile_storyboard(piece.film, piece.beats, piece.values, report)
