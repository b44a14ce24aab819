"""The films of a site, checked as far as that needs no frames."""

from __future__ import annotations

from dataclasses import replace

from explainsite.checking.allowances import report_needless, report_unless_allowed
from explainsite.checking.filmscript import BeatScript, FilmScript
from explainsite.content.spec import Allowance, Piece, StageNodes
from explainsite.diagnostics import Report
from explainsite.jobs.renderjob import Accent
from explainsite.kinds.known import film_kinds
from explainsite.picture.compose import pictures_of
from explainsite.picture.composition import lint_composition
from explainsite.picture.lint import lint_pictures
from explainsite.picture.scripting import picture_scripts
from explainsite.picture.views import view_of
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.attention import lint_attention
from explainsite.storyboard.board import Storyboard
from explainsite.storyboard.compile import compile_storyboard
from explainsite.storyboard.figures import lint_figures
from explainsite.storyboard.lint import FEWEST_BEATS, lint_story
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.staging import Kinds

CERTAIN = frozenset({"missing-glyph", "off-frame", "overlap", "text-too-small"})
"""What is known of how some actors look, whatever is wrong with others."""


def compile_film(piece: Piece, report: Report) -> Storyboard | None:
    """The storyboard of a piece's film, whatever its pictures look like; None if it has errors."""
    own = Report()
    board = _compiled(piece, own)
    report.extend(own)
    return None if own.has_errors or piece.unsure else board


def _compiled(piece: Piece, report: Report) -> Storyboard | None:
    """The storyboard without what has errors, once its pictures are composed; None if they are not.

    The author's code can run as long as this takes, and no longer. Where it has errors itself, what asks for
    its kinds is passed over.
    """
    if not isinstance(piece.film, StageNodes):
        return None
    own, composed = Report(), None
    without: frozenset[str] = frozenset()
    with film_kinds(piece, own) as kinds:
        without = frozenset() if kinds is not None else frozenset({"unknown-actor-kind"})
        board = _folded(piece, piece.film, KINDS if kinds is None else kinds, own)
        try:
            if board is not None:
                pictures_of(board)
            composed = board
        except Problem as problem:  # a view of the author's own
            own.extend(problem.found)
    found = (each for each in own if each.code not in without)
    report.extend(replace(each, span=each.span or piece.span) for each in found)
    return composed


def _folded(piece: Piece, film: StageNodes, kinds: Kinds, report: Report) -> Storyboard | None:
    values = None if "data" in piece.unsure else piece.values
    return compile_storyboard(film, piece.beats, values, report, kinds, title=piece.title)


def lint_film(piece: Piece, board: Storyboard, report: Report) -> set[Allowance]:
    """Report what a good film would not have, but for what its author allows on purpose.

    Returns the allowances that were needed.
    """
    own = Report()
    lint_story(piece, board, own)
    lint_figures(piece, board, own)
    lint_attention(board, own)
    lint_pictures(piece, board, own)
    if len(board.beats) >= FEWEST_BEATS:
        lint_composition(piece.beats, board, own)
    used = report_unless_allowed(piece, own, report)
    report_needless(piece, used, report, in_frames=False)
    return used


def _lint_certain(piece: Piece, board: Storyboard, report: Report) -> None:
    """Report of a film with errors what cannot follow from them: how those actors look that have none."""
    own, certain = Report(), Report()
    lint_pictures(piece, board, own)
    certain.extend(found for found in own if found.code in CERTAIN)
    if "allow" not in piece.unsure:
        report_unless_allowed(piece, certain, report)


def check_film(piece: Piece, report: Report) -> Storyboard | None:
    """The storyboard of a piece's film; None when it has none or has errors, which are then in the report."""
    return _checked(piece, report)[0]


def _checked(piece: Piece, report: Report) -> tuple[Storyboard | None, set[Allowance]]:
    """The same, and the allowances that were needed."""
    own = Report()
    board, used = _compiled(piece, own), set[Allowance]()
    is_sound = not own.has_errors and not piece.unsure
    if board is not None and is_sound:
        used = lint_film(piece, board, own)
    elif board is not None:
        _lint_certain(piece, board, own)
    report.extend(own)
    return None if own.has_errors or piece.unsure else board, used


def film_script(piece: Piece, report: Report) -> FilmScript | None:
    """What the renderer needs of a piece's film; None when it has none or has errors."""
    own = Report()
    board, used = _checked(piece, own)
    report.extend(own)
    if board is None:
        return None
    return FilmScript(
        beats=_beats(board, piece.accent),
        problems=tuple(own),
        needed=tuple(sorted(allowance.span.line for allowance in used)),
        packages=_packages(board),
    )


def _packages(board: Storyboard) -> tuple[str, ...]:
    """The installed packages whose actors a film shows."""
    return tuple(sorted({view_of(actor).package for actor in board.beats[0].opening.actors} - {""}))


def _beats(board: Storyboard, accent: Accent) -> tuple[BeatScript, ...]:
    return tuple(
        BeatScript(
            id=beat.id,
            seconds=beat.seconds,
            sentences=beat.sentences,
            picture=script.in_lane(accent).to_json(),
            steps=tuple(tuple(step.span for step in gesture.steps) for gesture in beat.gestures),
        )
        for beat, script in zip(board.beats, picture_scripts(board), strict=True)
    )
