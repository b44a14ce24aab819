"""What an author should know of a film's words, numbers and time, found on its states alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from explainsite.content.nodes import Mapping as MappingNode
from explainsite.content.nodes import Node, Scalar
from explainsite.content.spec import Beat, Piece, StageNodes
from explainsite.diagnostics import Report, Span
from explainsite.storyboard import pace
from explainsite.storyboard.board import BoardBeat, Storyboard
from explainsite.storyboard.numerals import Numeral, all_values, is_known, numerals, typed_numerals
from explainsite.storyboard.state import Actor, Stage, Step
from explainsite.storyboard.words import counted, listed
from explainsite.text.counting import SIGN, count_words

SHORTEST, LONGEST = 60, 110
"""Seconds of a film. A good one mostly takes 80 or more; but what is shown and said in less gets no better by
words that fill it up, and captions that pass too fast have a rule of their own."""
FEWEST_BEATS = 6
"""A film of fewer beats is still being written, or small on purpose: nothing is said of its length, nor
of how its stills are composed."""
LONGEST_CAPTION = 45
"""Words of one beat, 17 s of reading; after more, nobody knows which of them belong to what is seen."""
LONGEST_STILLNESS = 9.0
"""Seconds in which nothing changes on screen; after these a reader thinks that the film has stopped."""
_NAMED = 3
"""Beats that advice names at the most."""
_MOST_COUNTED = 10
_NOT_SHOWN = frozenset({"is", "format", "role", "roles"})


def lint_story(piece: Piece, board: Storyboard, report: Report) -> None:
    """Report what is badly timed, never seen, or a number from nowhere in a film without errors."""
    assert isinstance(piece.film, StageNodes)
    _length(piece, board, report)
    for beat, written in zip(board.beats, piece.beats, strict=True):
        _caption(beat, written, report)
    _never_shown(board, report)
    _stillness(board, report)
    _Numbers(piece=piece, film=piece.film, board=board, report=report).check()


def _length(piece: Piece, board: Storyboard, report: Report) -> None:
    seconds = board.seconds
    if SHORTEST <= seconds <= LONGEST or (seconds < SHORTEST and len(board.beats) < FEWEST_BEATS):
        return
    missing, spare = math.ceil(SHORTEST - seconds), math.ceil(seconds - LONGEST)
    report.add(
        "film-length",
        f"the film lasts {seconds:.0f} s, {missing} s less than {SHORTEST}: {_more(board, missing)}"
        if missing > 0
        else f"the film lasts {seconds:.0f} s, {spare} s more than {LONGEST}: {_less(board, spare)}",
        replace(piece.span, excerpt=""),
    )


def _more(board: Storyboard, missing: int) -> str:
    """How a film gets longer without more stillness: words alone would only hold pictures."""
    beats = math.ceil(missing / (board.seconds / len(board.beats)))
    quiet = sorted((beat for beat in board.beats if _wordless(beat) >= 1), key=_wordless, reverse=True)
    words = (
        f"; words have room in {listed([f'`{beat.id}`' for beat in quiet[:_NAMED]])}, where more is seen than"
        " said, but make the film no longer"
        if quiet
        else ""
    )
    return f"show {counted(beats, 'change')} more, each in a beat of its own{words}"


def _less(board: Storyboard, spare: int) -> str:
    """Where a film gets shorter: first where the picture stands still while words last."""
    most = sorted(board.beats, key=_stands_still, reverse=True)[:_NAMED]
    places = listed([f"`{beat.id}` ({_stands_still(beat):.0f} s)" for beat in most])
    rest = sum(map(_stands_still, most)) < spare
    return f"say less where the picture waits for the words longest, in {places}" + (
        ", or leave a beat out" if rest else ""
    )


def _wordless(beat: BoardBeat) -> float:
    """Seconds that a beat lasts longer than its words."""
    return beat.seconds - pace.reading_seconds(beat.say)


def _stands_still(beat: BoardBeat) -> float:
    """Seconds of a beat in which nothing moves."""
    return beat.seconds - sum(end - begin for begin, end in _motions(beat))


def _caption(beat: BoardBeat, written: Beat, report: Report) -> None:
    missing = pace.shortest_reading_seconds(beat.say) - beat.seconds
    if missing > 0:
        more = math.ceil(missing * 10 + 0.1) / 10
        report.add(
            "caption-too-fast",
            f"`{beat.id}` is over {more:.1f} s before its caption can be read",
            written.say_span,
            hint=f"say it in fewer or shorter words, or give the beat `hold: {written.hold + more:.1f}`",
        )
    words = count_words(beat.say)
    if words > LONGEST_CAPTION:
        seconds, most = pace.reading_seconds(beat.say), LONGEST_CAPTION * 60 / pace.WORDS_PER_MINUTE
        has_blanks = words == len(beat.say.split())
        amount = f"{LONGEST_CAPTION} words" if has_blanks else f"{LONGEST_CAPTION / SIGN:.0f} characters"
        report.add(
            "long-caption",
            f"the caption of `{beat.id}` takes {seconds:.0f} s to read;"
            f" a beat carries {most:.0f} s, or {amount}",
            written.say_span,
            hint="part it into beats, each with what is seen meanwhile, or say less",
        )


def _never_shown(board: Storyboard, report: Report) -> None:
    stages = [step.stage for beat in board.beats for step in beat.steps]
    shown = {actor.id for stage in stages for actor in stage.actors if actor.shown}
    for name, span in board.places.items():
        if name not in shown:
            report.add(
                "never-shown",
                f"`{name}` is on the stage, but no beat shows it",
                span,
                hint=f"show it with `- show: {name}`, or take it off the stage",
            )


def _stillness(board: Storyboard, report: Report) -> None:
    for still in stretches(board):
        if still.seconds > LONGEST_STILLNESS:
            when = f"{still.begin:.0f} s into" if still.begin >= 1 else "the start of"
            report.add(
                "long-stillness",
                f"nothing changes on screen for {still.seconds:.0f} s, from {when} `{still.since.id}` on",
                still.most.span,
                hint=f"let something happen in `{still.most.id}` while it is said, or say less",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Stillness: from when in which beat, how long, in seconds, and the beat that has most of it."""

    since: BoardBeat
    begin: float
    most: BoardBeat
    share: float = 0.0
    """Seconds of it in that beat."""
    seconds: float = 0.0

    def longer(self, beat: BoardBeat, seconds: float) -> Stretch:
        """The same stretch and some seconds more, in the beat given."""
        most, share = (beat, seconds) if seconds > self.share else (self.most, self.share)
        return replace(self, seconds=self.seconds + seconds, most=most, share=share)


def stretches(board: Storyboard) -> Iterator[Stretch]:
    """Every stretch between two motions of a film, in order; it may begin in one beat and end in another."""
    still = Stretch(since=board.beats[0], begin=0.0, most=board.beats[0])
    for beat in board.beats:
        now = 0.0
        for begin, end in _motions(beat):
            yield still.longer(beat, begin - now)
            still, now = Stretch(since=beat, begin=end, most=beat), end
        still = still.longer(beat, beat.seconds - now)
    yield still


def _motions(beat: BoardBeat) -> Iterator[tuple[float, float]]:
    """From when to when something moves in a beat, in seconds."""
    before = beat.opening
    for begin, gesture in beat.moments:
        whole = gesture.whole
        if whole.travels or whole.stage != before:
            yield begin, begin + whole.seconds
        before = whole.stage


@dataclass(slots=True, kw_only=True)
class _Numbers:
    """Finds numbers that an author typed and that nothing on stage, in the data file or in a source gives."""

    piece: Piece
    film: StageNodes
    board: Storyboard
    report: Report
    reported: set[str] = field(default_factory=set)

    def check(self) -> None:
        actors = list(_all_actors(self.board))
        given = {*_data_values(self.piece.values), *_source_values(self.piece), *_stage_values(actors)}
        given |= set(_counts(self.board, actors))
        verbatim = {actor.id for actor in actors if actor.traits.verbatim}
        for name, node in self.film.stage.values.items():
            if name not in verbatim:
                self._texts(node, given)
        for beat in self.piece.beats:
            for item in beat.do or ():
                self._texts(item, given)
        seen = given | set(_seen_values(self.board, actors))
        for beat in self.piece.beats:
            for node in beat.words:
                self._words(node, typed_numerals(node.text or ""), seen)

    def _texts(self, node: Node, given: set[float]) -> None:
        """Texts on screen: a number alone is a value, and one at the end of a name is part of it."""
        for scalar in _shown_scalars(node):
            text = (scalar.text or "").strip()
            typed = (n for n in typed_numerals(text) if n.is_quantity and n.text != text)
            self._words(scalar, typed, given)

    def _words(self, node: Scalar, found: Iterable[Numeral], known: set[float]) -> None:
        for numeral in found:
            if numeral.text not in self.reported and not is_known(numeral, known):
                self.reported.add(numeral.text)
                self.report.add(
                    "typed-number",
                    f"`{numeral.text}` is typed: nothing on stage, in the data file or in a source gives it",
                    _span_of(numeral, node),
                    hint=self._hint(numeral),
                )

    def _hint(self, numeral: Numeral) -> str:
        if self.piece.data:
            file = self.piece.data.rpartition("/")[2]
            return f"compute it in `{file}` and write `$name`, or show on stage where it comes from"
        number = format(numeral.value, f".{numeral.decimals}f")
        return f"write `name = {number}` in `model.py`, add `data: model.py`, write `$name` here; or show it"


def _span_of(numeral: Numeral, node: Scalar) -> Span:
    """The place of a number in a text of one or several lines."""
    for line in node.lines or (node.span,):
        for found in numerals(line.excerpt):
            if found.text == numeral.text and found.start >= line.column - 1:
                return Span(
                    path=line.path,
                    line=line.line,
                    column=found.start + 1,
                    length=len(found.text),
                    excerpt=line.excerpt,
                )
    return node.span


def _shown_scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, MappingNode):
        for key, value in node.values.items():
            if key not in _NOT_SHOWN:
                yield from _shown_scalars(value)
    else:
        for item in node:
            yield from _shown_scalars(item)


def _data_values(value: Any) -> Iterator[float]:
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield float(value)
    elif isinstance(value, str):
        yield from all_values(value)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _data_values(key)
            yield from _data_values(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _data_values(item)


def _source_values(piece: Piece) -> Iterator[float]:
    for source in piece.sources:
        yield from all_values(f"{source.title} {source.author} {source.year}")


def _stages(board: Storyboard) -> Iterator[Stage]:
    for beat in board.beats:
        yield beat.opening
        yield from (step.stage for step in beat.steps)


def _all_actors(board: Storyboard) -> Iterator[Actor]:
    """Every actor in every state, each state once."""
    seen: dict[int, Actor] = {}
    for stage in _stages(board):
        seen |= {id(actor): actor for actor in stage.actors}
    yield from seen.values()


def _stage_values(actors: Iterable[Actor]) -> Iterator[float]:
    """The values of parts, and the numbers that are whole texts of parts, as in a table."""
    for actor in actors:
        yield from _data_values([getattr(actor.spec, name, None) or 0 for name in ("max", "threshold")])
        for part in actor.parts:
            if part.value is not None:
                yield part.value
            for cell in part.text.split(" | "):
                if not any(letter.isalpha() for letter in cell.rstrip("sMKGTBi%×x ")):
                    yield from all_values(cell)


def _counts(board: Storyboard, actors: Iterable[Actor]) -> Iterator[float]:
    """How many there are of something that can be counted on screen, up to ten."""
    found: set[int] = {len(board.beats)}
    for actor in actors:
        found |= {len(actor.parts), sum(part.filled for part in actor.parts)}
        sizes = (getattr(actor.spec, name, None) for name in ("columns", "rows", "slots"))
        found |= {size for size in sizes if isinstance(size, int)}
    for stage in _stages(board):
        kinds = [actor.kind for actor in stage.actors if actor.shown]
        found |= {len(kinds), *(kinds.count(kind) for kind in kinds)}
    yield from (float(count) for count in found if count <= _MOST_COUNTED)


def _seen_values(board: Storyboard, actors: Iterable[Actor]) -> Iterator[float]:
    """Numbers in any text on screen: what is said may name what is seen."""
    for actor in actors:
        yield from all_values(f"{actor.label} {actor.spoken} {actor.note}")
        for part in actor.parts:
            yield from all_values(f"{part.text} {part.note} {part.id}")
    for step in _steps(board):
        for travel in step.travels:
            yield from all_values(travel.text)
        for link in step.stage.links:
            yield from all_values(link.text)


def _steps(board: Storyboard) -> Iterator[Step]:
    for beat in board.beats:
        yield from beat.steps
