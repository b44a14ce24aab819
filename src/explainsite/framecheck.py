"""Lint on drawn frames: what only pixels tell of a storyboard's film, without encoding it.

    check_frames(pieces, ("dark", "light"), make_executor, report)

Looks at every settled picture in each palette for texts with too little contrast, and at some moments of each
motion, in the first palette, for texts that something passes over and for what leaves the frame. Manim scenes
are not looked at: nobody but their author knows what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any

from explainsite.content.spec import Piece
from explainsite.diagnostics import Report
from explainsite.films import compile_film, report_unless_allowed
from explainsite.picture.palette import script_in_lane
from explainsite.picture.script import picture_scripts
from explainsite.rendering.renderer import can_draw, stop
from explainsite.rendering.task import watch_beat
from explainsite.renderjob import Palette, canonical_json
from explainsite.storyboard.compile import BoardBeat


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One beat in one palette, and what a worker will have seen of it."""

    piece: Piece
    beat: BoardBeat
    palette: Palette
    seen: Future[list[dict[str, Any]]]


def check_frames(
    pieces: Iterable[Piece],
    palettes: Sequence[Palette],
    make_executor: Callable[[], Executor],
    report: Report,
) -> None:
    """Report what is wrong in the frames of the pieces' films, whose storyboards are sound."""
    if not can_draw(report):
        return
    executor = make_executor()
    try:
        looks = [look for piece in pieces for look in _looks(piece, palettes, executor)]
        for piece in dict.fromkeys(look.piece.slug for look in looks):
            _report([look for look in looks if look.piece.slug == piece], report)
    finally:
        stop(executor)


def _looks(piece: Piece, palettes: Sequence[Palette], executor: Executor) -> Iterator[_Look]:
    board = compile_film(piece, Report())  # what is wrong with it was told by the check without frames
    if board is None:
        return
    for beat, script in zip(board.beats, picture_scripts(board), strict=True):
        for palette in palettes:
            job = {"script": script_in_lane(script, piece.accent), "palette": palette,
                   "moves": palette == palettes[0]}  # fmt: skip
            seen = executor.submit(watch_beat, canonical_json(job))
            yield _Look(piece=piece, beat=beat, palette=palette, seen=seen)


def _report(looks: Sequence[_Look], report: Report) -> None:
    """What was seen of one film; a text that is wrong in several pictures is told once."""
    own, told = Report(), set[tuple[str, str]]()
    for look in looks:
        for finding in _findings(look, report):
            about = (finding["code"], finding["text"] or look.beat.id)
            if about not in told:
                told.add(about)
                own.add(
                    finding["code"],
                    _message(finding, look),
                    look.beat.steps[finding["step"]].span,
                    hint=_HINTS[finding["code"]],
                )
    report_unless_allowed(looks[0].piece, own, report, in_frames=True)


def _findings(look: _Look, report: Report) -> list[dict[str, Any]]:
    try:
        return look.seen.result()
    except Exception as error:  # noqa: BLE001  whatever a worker dies of, its author is told
        message = f"the frames of `{look.beat.id}` could not be drawn: {type(error).__name__}: {error}"
        report.add("render-failed", message, look.beat.span)
        return []


_HINTS = {
    "low-contrast": "give it another colour role, or stand it elsewhere",
    "covered-text": "leave a free row or column in `layout` for what moves, or let it set out from elsewhere",
    "cut-off": "give it more room in `layout`, or let it set out from nearer by",
}


def _message(finding: dict[str, Any], look: _Look) -> str:
    if finding["code"] == "low-contrast":
        return (
            f"“{finding['text']}” has a contrast of {finding['ratio']:.1f}:1 in the {look.palette} film of"
            f" `{look.beat.id}`; it needs {finding['needed']:.1f}:1"
        )
    if finding["code"] == "covered-text":
        return f"something passes over “{finding['text']}”, {finding['second']:.1f} s into this motion"
    return f"something is cut off by the edge of the frame, {finding['second']:.1f} s into this motion"
