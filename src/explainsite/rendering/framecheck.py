"""Lint on drawn frames: what only pixels tell of a storyboard's film, without encoding it.

    check_frames(films, ("dark", "light"), report, memory=memory, make_executor=make_executor)

Inspects every settled picture in each palette for texts with too little contrast, and some moments of each
motion, in the first palette, for texts that something passes over and for what leaves the frame. Manim scenes
are not inspected: nobody but their author knows what they mean.

What was found in a picture script is remembered, so each is inspected once, and reported by every run after
that, at the line where its step is written then. Commands that render inspect the films that they rendered;
`check --frames` inspects all that has not been inspected yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from explainsite.checking.allowances import allowances, report_needless, report_unless_allowed
from explainsite.checking.filmscript import BeatScript, FilmScript
from explainsite.content.spec import Piece
from explainsite.diagnostics import Report, Span
from explainsite.jobs.inspection import Finding
from explainsite.jobs.memory import Memory
from explainsite.jobs.renderjob import Palette
from explainsite.rendering.film import Film
from explainsite.rendering.plan import Plan
from explainsite.rendering.renderer import Seen, can_draw, stop
from explainsite.rendering.task import inspect_beat
from explainsite.storyboard.words import counted, listed

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Known = dict[str, list[dict[str, Any]]]
"""What was found, in plain values, by the key of the inspection; nothing wrong is an empty list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inspection:
    """One beat in one palette."""

    piece: Piece
    beat: BeatScript
    palette: Palette
    moves: bool
    key: str
    """What decides what is found, but for our code."""


def rendered_now(plan: Plan, films: Mapping[str, Film]) -> frozenset[str]:
    """The slugs of the films of which a run rendered something, and did not fail."""
    return frozenset(film.request.slug for film in plan.films if film.missing) & films.keys()


def check_frames(
    films: Iterable[tuple[Piece, FilmScript]],
    palettes: Sequence[Palette],
    report: Report,
    *,
    memory: Memory | None,
    make_executor: Callable[[], Executor],
    only: AbstractSet[str] | None = None,
    seen: Seen | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> None:
    """Report what is wrong in the frames of films, as far as it is known or can be found.

    What was not `seen` while it was rendered, and has not been inspected yet, is inspected now, in the films
    whose slugs are in `only`, or in all; `say` is told how that goes on. When there is nothing to inspect, no
    process is started.
    """
    scripts = {piece.slug: (piece, script) for piece, script in films}
    inspections = {slug: _inspections(*film, palettes) for slug, film in scripts.items()}
    if memory is not None and inspections:  # without films the drawing code is not read
        memory = replace(memory, code=memory.surroundings.inspection_code)
    found = {slug: _recalled(slug, memory) for slug in inspections}
    for slug, of_film in inspections.items():
        if just_seen := _seen(of_film, found[slug], seen or {}):
            found[slug].update(just_seen)
            _keep(slug, found[slug], memory)
    new = {
        slug: [one for one in inspections[slug] if one.key not in found[slug]]
        for slug in inspections
        if only is None or slug in only
    }
    new = {slug: of_film for slug, of_film in new.items() if of_film}
    if new and can_draw(report):
        done = _inspected(new, found, report, make_executor)
        for number, slug in enumerate(done, start=1):
            _keep(slug, found[slug], memory)
            say(f"looked at the frames of {slug} ({number} of {len(new)} films)")
    for slug, of_film in inspections.items():
        _report(of_film, scripts[slug][1], found[slug], report)


def _inspections(piece: Piece, script: FilmScript, palettes: Sequence[Palette]) -> list[_Inspection]:
    return [one for beat in script.beats for one in _inspections_of(beat, piece, palettes)]


def _inspections_of(beat: BeatScript, piece: Piece, palettes: Sequence[Palette]) -> Iterator[_Inspection]:
    picture = hashlib.sha256(beat.picture.encode()).hexdigest()
    for palette in palettes:
        moves = palette == palettes[0]
        key = f"{palette}{' moving' if moves else ''} {picture}"
        yield _Inspection(piece=piece, beat=beat, palette=palette, moves=moves, key=key)


def _recalled(slug: str, memory: Memory | None) -> Known:
    return (memory.recall(_name(slug), None) if memory else None) or {}


def _keep(slug: str, found: Known, memory: Memory | None) -> None:
    if memory:
        memory.keep(_name(slug), None, found)


def _seen(inspections: Iterable[_Inspection], found: Known, seen: Seen) -> Known:
    """What is new of that which was seen while films were rendered."""
    new: Known = {}
    for one in inspections:
        findings = seen.get((one.piece.slug, one.beat.id, one.palette))
        if findings and one.key not in found and (findings.moving is not None or not one.moves):
            both = (*findings.settled, *(findings.moving or () if one.moves else ()))
            new[one.key] = [finding.to_plain() for finding in both]
    return new


def _name(slug: str) -> str:
    return f"frames/{slug}"


def _inspected(
    inspections: Mapping[str, Sequence[_Inspection]],
    found: Mapping[str, Known],
    report: Report,
    make_executor: Callable[[], Executor],
) -> Iterator[str]:
    """Add to what was found; the slug of each film when that is done."""
    executor = make_executor()
    try:
        running = {
            slug: [_submitted(executor, beat) for beat in _by_beat(new)] for slug, new in inspections.items()
        }
        for slug, of_film in running.items():
            for beat, result in of_film:
                found[slug].update(_result(beat, result, report))
            yield slug
    finally:
        stop(executor)


def _by_beat(inspections: Iterable[_Inspection]) -> list[list[_Inspection]]:
    """Those of a beat together: what is drawn for one palette is drawn for all."""
    beats: dict[str, list[_Inspection]] = {}
    for one in inspections:
        beats.setdefault(one.beat.id, []).append(one)
    return [*beats.values()]


def _submitted(executor: Executor, beat: list[_Inspection]) -> tuple[list[_Inspection], Future[Any]]:
    palettes = [one.palette for one in beat]
    return beat, executor.submit(inspect_beat, beat[0].beat.picture, palettes, beat[0].moves)


def _result(beat: Sequence[_Inspection], result: Future[Any], report: Report) -> Known:
    try:
        return dict(zip((one.key for one in beat), result.result(), strict=True))
    except Exception as error:  # noqa: BLE001  whatever a worker dies of, its author is told
        message = f"the frames of `{beat[0].beat.id}` could not be drawn: {type(error).__name__}: {error}"
        report.add("unseen-frames", message, beat[0].piece.span)
        return {}


def _report(inspections: Sequence[_Inspection], script: FilmScript, found: Known, report: Report) -> None:
    """What was found in one film: each text that is wrong once, and what one step covers all together."""
    own, reported = Report(), set[tuple[str, str]]()
    covered: dict[Span, list[Finding]] = {}
    for inspection, finding in _all_findings(inspections, found):
        about = (finding.code, finding.text or inspection.beat.id)
        if about not in reported and not _is_known(finding, script):
            reported.add(about)
            span = _place(finding, inspection.beat)
            if finding.code == "covered-text":
                covered.setdefault(span, []).append(finding)
            else:
                own.add(finding.code, _message(finding, inspection), span, hint=_HINTS[finding.code])
    for span, findings in covered.items():
        own.add("covered-text", _covering(findings), span, hint=_HINTS["covered-text"])
    piece = inspections[0].piece
    used = report_unless_allowed(piece, own, report)
    used |= {each for each in allowances(piece) if each.span.line in script.needed}
    if all(inspection.key in found for inspection in inspections):
        report_needless(piece, used, report, in_frames=True)


def _place(finding: Finding, beat: BeatScript) -> Span:
    """Where the step is written that a finding is about; of several that overlap the likeliest.

    That is the one that has brought in the text, or of those that have begun by then the last that sends.
    """
    spans = beat.steps[finding.step]
    if len(spans) == 1:
        return spans[0]
    from explainsite.picture.script import PictureScript  # only for a finding: most films have none

    parts = PictureScript.from_json(beat.picture).steps[finding.step].parts
    if finding.code == "low-contrast":
        showing = (
            at
            for at, part in enumerate(parts)
            if any(getattr(shape, "text", None) == finding.text for shape in part.shapes)
        )
        return spans[next(showing, 0)]
    begun = [at for at, part in enumerate(parts) if part.begin <= finding.second] or [0]
    return spans[([at for at in begun if parts[at].travels] or begun)[-1]]


def _is_known(finding: Finding, script: FilmScript) -> bool:
    """Whether geometry has told of the same text already, before a frame was drawn."""
    return any(
        problem.code == finding.code and f"“{finding.text}”" in problem.message for problem in script.problems
    )


def _all_findings(inspections: Sequence[_Inspection], found: Known) -> Iterator[tuple[_Inspection, Finding]]:
    return (
        (inspection, Finding.from_plain(values))
        for inspection in inspections
        for values in found.get(inspection.key, ())
    )


_NAMED = 3
"""Texts that a message names at the most."""
_HINTS = {
    "low-contrast": "give it another colour role, or stand it elsewhere",
    "covered-text": "leave a free row or column in `layout` for what moves, or let it set out from elsewhere",
    "cut-off": "give it more room in `layout`, or let it set out from nearer by",
}


def _covering(findings: Sequence[Finding]) -> str:
    texts = [f"“{finding.text}”" for finding in findings[:_NAMED]]
    more = len(findings) - len(texts)
    named = listed([*texts, counted(more, "more text")] if more else texts)
    return f"something passes over {named}, {findings[0].second:.1f} s into this motion"


def _message(finding: Finding, inspection: _Inspection) -> str:
    if finding.code == "low-contrast":
        return (
            f"“{finding.text}” has a contrast of {finding.ratio:.1f}:1 in the {inspection.palette} film of"
            f" `{inspection.beat.id}`; it needs {finding.needed:.1f}:1"
        )
    return f"something is cut off by the edge of the frame, {finding.second:.1f} s into this motion"
