"""What moves is work, and the more is shown the more; what is held is none."""

from __future__ import annotations

from explainsite.jobs.renderjob import QUALITIES, BeatLength, RenderJob, beat_job
from explainsite.picture.scripting import picture_scripts
from explainsite.rendering.effort import effort
from storyboard.filmscript import read_film

ROW = (
    "stage:\n  row: {is: array, items: [1, 2, 3]}\n  other: {is: array, items: [4, 5, 6]}\ndo:\n- show: row\n"
)


def job(more: str, *, seconds: float = 4.0) -> RenderJob:
    film = read_film(ROW + more)
    board = film.board
    assert board is not None, list(film.report) if hasattr(film, "report") else ""
    (script,) = picture_scripts(board)
    beat = BeatLength(id="one", seconds=seconds)
    return beat_job(script.to_json(), beat=beat, palette="dark", quality=QUALITIES["draft"])


def test_effort_follows_what_moves_and_what_is_shown_and_not_what_is_held() -> None:
    alone = effort(job(""))
    assert effort(job("", seconds=40.0)) == alone
    moving = effort(job("- set: {row.1: 9}\n"))
    assert moving > alone
    assert effort(job("- show: other\n- set: {row.1: 9}\n")) > effort(
        job("- set: {row.1: 8}\n- set: {row.1: 9}\n")
    )
