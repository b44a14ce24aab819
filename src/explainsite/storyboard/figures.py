"""Numbers that are seen: with all their digits, unless their author says how, and with those that are said.

A caption is compared with what is on screen while it is said. What it takes from the data file is compared
with what shows the very value; a number that is typed, with what it may have been rounded from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isclose
from typing import Any

from explainsite.content.interpolation import references
from explainsite.content.nodes import Mapping as MappingNode
from explainsite.content.nodes import Node, Scalar
from explainsite.content.spec import Beat, Piece, StageNodes
from explainsite.diagnostics import Report, Span
from explainsite.storyboard.actors.parts import MOST_DECIMALS, decimals_shown
from explainsite.storyboard.board import BoardBeat, Storyboard
from explainsite.storyboard.numerals import Numeral, first_numeral, typed_numerals
from explainsite.storyboard.state import Actor, Part, Stage, Target
from explainsite.storyboard.words import decimals, number

_NEAR = re.compile(
    r"(?:\b(?:about|almost|approximately|around|nearly|over|roughly|some|than|under)|[≈~约])\s*$",
    re.IGNORECASE,
)
"""What says before a number that it is rounded."""
_FEW = 12
"""Up to here a typed number without a unit may be a count."""
_LONG = re.compile(rf"\d\.\d{{{MOST_DECIMALS + 1}}}")


def lint_figures(piece: Piece, board: Storyboard, report: Report) -> None:
    """Report numbers of which a picture shows too many digits, or other digits than the caption says."""
    _Figures(piece=piece, board=board, report=report).check()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value in the picture: how it reads, whose it is in words for the author, and where it is set."""

    value: float
    text: str
    whose: str
    span: Span


@dataclass(slots=True, kw_only=True)
class _Figures:
    piece: Piece
    board: Storyboard
    report: Report
    since: dict[Target, tuple[Part, Span]] = field(default_factory=dict)
    """Each part as it is, and where that was asked for."""
    told: set[str] = field(default_factory=set)

    def check(self) -> None:
        assert isinstance(self.piece.film, StageNodes)
        on_stage = list(_typed_out(self.piece.film.stage, self.piece.values))
        for beat, written in zip(self.board.beats, self.piece.beats, strict=True):
            seen = [*self._seen(beat), *on_stage, *_typed_out(written.do, self.piece.values)]
            self._compare(written, seen)

    def _seen(self, beat: BoardBeat) -> list[Figure]:
        """The amounts on screen in a beat, after each step."""
        found = [list(self._in_stage(beat.opening, None))]
        found += [list(self._in_stage(step.stage, step.span)) for step in beat.steps]
        return [each for stage in found[1:] or found for each in stage]

    def _in_stage(self, stage: Stage, span: Span | None) -> Iterator[Figure]:
        for actor in stage.actors:
            for part in actor.parts:
                target = Target(actor=actor.id, part=part.id)
                known = self.since.get(target)
                if known is None or known[0].value != part.value or known[0].text != part.text:
                    known = self.since[target] = part, span or self.board.places[actor.id]
                if actor.shown:
                    self._too_long(actor, part, known[1])
                    if part.value is not None:
                        yield Figure(
                            value=part.value,
                            text=actor.traits.seen(actor, part),
                            whose=f"`{target}`",
                            span=known[1],
                        )

    def _too_long(self, actor: Actor, part: Part, span: Span) -> None:
        """Report once for each actor that it shows more digits than a reader can use."""
        value, shown = part.value or 0.0, getattr(actor.spec, "format", None) == ""
        is_cut = shown and decimals(value) > decimals_shown(value)
        texts = [number(value)] if is_cut else [text for text in (part.text, part.note) if _LONG.search(text)]
        if texts and actor.id not in self.told:
            self.told.add(actor.id)
            has_format = hasattr(actor.spec, "format")
            hint = (
                f"give `{actor.id}` a `format`, such as `,.1f`"
                if has_format
                else "say `${name:.2f}` for `$name`"
            )
            self.report.add("long-number", f"`{actor.id}` shows {texts[0]}", span, hint=hint)

    def _compare(self, beat: Beat, seen: list[Figure]) -> None:
        for words in beat.words:
            for written, value, text in references(words.text or "", self.piece.values):
                said = first_numeral(text)
                if said and isinstance(value, int | float):
                    same = [each for each in seen if isclose(each.value, value, rel_tol=1e-9)]
                    self._tell(said, same, seen, words, written)
            for said in typed_numerals(words.text or ""):
                is_count = said.value <= _FEW and not said.decimals and not said.unit
                if not is_count:
                    self._tell(said, [f for f in seen if said.writes(f.value)], seen, words, said.text)

    def _tell(
        self, said: Numeral, same: list[Figure], seen: list[Figure], words: Scalar, written: str
    ) -> None:
        """Report a number that is seen with other digits only, and not said to be rounded."""
        is_seen = any(shown.equals(said) for each in seen if (shown := first_numeral(each.text)))
        text = words.text or ""
        if not same or is_seen or _NEAR.search(text[: text.find(written)]):
            return
        figure = same[-1]
        shows = f"{figure.whose} shows {figure.text.strip()}, set in line {figure.span.line}"
        self.report.add(
            "two-roundings",
            f"this says {said.text} where {shows}",
            _place(written, words),
            hint=f"write both with the same digits, or say that it is rounded: `about {said.text}`",
        )


def _typed_out(node: Node | None, values: Mapping[str, Any]) -> Iterator[Figure]:
    """The values that are written into texts on screen, such as `note: ${share:.0%}`."""
    for scalar in _scalars(node):
        text = (scalar.text or "").strip()
        for written, value, reads in references(text, values):
            if written != text and isinstance(value, int | float) and not isinstance(value, bool):
                yield Figure(value=float(value), text=reads, whose=f"`{written}`", span=scalar.span)


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif node is not None:
        for item in node.values.values() if isinstance(node, MappingNode) else node:
            yield from _scalars(item)


def _place(written: str, node: Scalar) -> Span:
    for line in node.lines or (node.span,):
        at = line.excerpt.find(written, line.column - 1)
        if at >= 0:
            return Span(
                path=line.path, line=line.line, column=at + 1, length=len(written), excerpt=line.excerpt
            )
    return node.span
