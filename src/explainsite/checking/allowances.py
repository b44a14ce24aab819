"""Lint rules that an author sets aside on purpose: `allow:` of a film or of one beat."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from explainsite.content.spec import Allowance, Piece
from explainsite.diagnostics import CODES, Diagnostic, Report


def report_unless_allowed(piece: Piece, found: Report, report: Report) -> set[Allowance]:
    """Report what lint found, but for what is allowed; returns the allowances that were needed."""
    used: set[Allowance] = set()
    for problem in found:
        allowance = _allowance_for(piece, problem)
        used |= {allowance} if allowance else set()
        report.extend([] if allowance else [problem])
    return used


def report_needless(piece: Piece, used: AbstractSet[Allowance], report: Report, *, in_frames: bool) -> None:
    """Report the allowances of rules on frames, or of all others, that nothing needed."""
    for allowance in set(allowances(piece)) - used:
        if CODES[allowance.code].in_frames == in_frames:
            report.add(
                "needless-allowance",
                f"nothing here breaks the rule `{allowance.code}`",
                allowance.span,
                hint="take it out of `allow:`",
            )


def _allowance_for(piece: Piece, problem: Diagnostic) -> Allowance | None:
    """The allowance that covers a problem: of the beat that it stands in, or of the film."""
    line = problem.span.line if problem.span else 0
    within = [beat for beat in piece.beats if beat.first_line <= line]
    allowed = (*(within[-1].allow if within else ()), *piece.allow)
    return next((allowance for allowance in allowed if allowance.code == problem.code), None)


def allowances(piece: Piece) -> Iterator[Allowance]:
    """All allowances of a film and of its beats."""
    yield from piece.allow
    for beat in piece.beats:
        yield from beat.allow
