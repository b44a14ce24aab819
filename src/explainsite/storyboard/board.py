"""A storyboard: a film as values, beat by beat, as pictures, lint and pages take it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Values
from dataclasses import dataclass

from explainsite.diagnostics import Span
from explainsite.storyboard import pace
from explainsite.storyboard.gestures import Gesture
from explainsite.storyboard.state import Stage, Step
from explainsite.storyboard.telling import in_turn


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardBeat:
    """A beat of a storyboard: from `opening` through `gestures` to `closing`, in `seconds`."""

    id: str
    title: str
    say: str
    opening: Stage
    gestures: tuple[Gesture, ...]
    closing: Stage
    """The stage when the beat is over. It looks as after the last step, but may hold more unseen."""
    seconds: float
    span: Span
    lead: float = pace.LEAD
    """Stillness before the first step, in seconds."""
    still: int | None = None
    """The number of the step during which its still is taken; None for the end."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """What happens, in the author's order."""
        return tuple(step for gesture in self.gestures for step in gesture.steps)

    @property
    def gap(self) -> float:
        """Stillness after each gesture, in seconds."""
        moving = sum(gesture.seconds for gesture in self.gestures)
        return pace.gap_after_each(self.seconds - self.lead - moving, len(self.gestures))

    @property
    def moments(self) -> Iterator[tuple[float, Gesture]]:
        """When each gesture begins, in seconds."""
        begin = self.lead
        for gesture in self.gestures:
            yield begin, gesture
            begin += gesture.seconds + self.gap

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is seen, for the described transcript."""
        return tuple(in_turn(self.steps))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Storyboard:
    """A film as values. Two are equal only if they are one, so that what is made of it can be kept for it."""

    beats: tuple[BoardBeat, ...]
    places: Values[str, Span]
    """Where each actor is declared."""
    title: str = ""
    """What its first pictures show for as long as there is nothing else to be seen."""
    doubtful: frozenset[str] = frozenset()
    """Actors of which nobody knows how they look: they, their verbs or the layout have errors."""

    @property
    def seconds(self) -> float:
        """The film's length."""
        return sum(beat.seconds for beat in self.beats)
