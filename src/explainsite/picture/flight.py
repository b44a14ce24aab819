"""How what travels moves: its eased way, how much of it is seen, and the moment at which it is seen best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainsite.picture.paths import along
from explainsite.picture.script import ScriptCarry, ScriptStep, Shapes
from explainsite.picture.shapes import Label, Rect, bounds
from explainsite.storyboard.pace import ARRIVES, LOST_AT

SPOILS = 0.62
"""The share of its time after which a message is seen to be lost or rejected."""
APPEARS, GOES = 0.16, 1.02
"""The shares of its time until a message is wholly seen, and after which it is gone."""
_MIDDLE = ARRIVES / 2
"""The share of its time after which it is half-way."""
_TRIED = 12
"""Moments that are tried before it, and as many after it."""
_APART = 12.0
"""Px between a message and other words."""

Flight = tuple[float, ScriptCarry]
"""Something that travels, and when the step begins that it belongs to, in seconds."""


def smootherstep(t: float) -> float:
    """Slow in and slow out, from 0 to 1: Perlin's quintic, without velocity or acceleration at either end."""
    t = min(1.0, max(0.0, t))
    return t * t * t * (t * (6 * t - 15) + 10)


def progress(travel: ScriptCarry, t: float) -> float:
    """The share of its path that is behind it after this share of its time."""
    return smootherstep(t / ARRIVES) * (LOST_AT if travel.status == "lost" else 1.0)


def seen_best(step: ScriptStep, before: Shapes) -> float | None:
    """When what travels in a step is seen best, in seconds; None where nothing does.

    `before` is what stands there meanwhile.
    """
    flights = list(_flights(step))
    labels = [bounds(shape) for shape in before if isinstance(shape, Label) and shape.text]
    return min(_moments(flights), key=lambda at: _badness(flights, at, labels), default=None)


def _flights(step: ScriptStep, begin: float = 0.0) -> Iterable[Flight]:
    yield from ((begin + step.begin, each) for each in step.travels if isinstance(each, ScriptCarry))
    for part in step.parts:
        yield from _flights(part, begin + step.begin)


def _moments(flights: Sequence[Flight]) -> list[float]:
    """Moments that may do, the better ones first: when all are half-way in the mean, the nearer to that."""
    if not flights:
        return []
    halves, ends = ([_at(flight, share) for flight in flights] for share in (_MIDDLE, ARRIVES))
    middle, last = (min(halves) + max(halves)) / 2, max(ends)
    others = [middle + (last - middle) * i / _TRIED for i in range(-_TRIED, _TRIED + 1) if i]
    return [round(at, 3) for at in (middle, *sorted(others, key=lambda at: abs(at - middle)), *ends)]


def _at(flight: Flight, share: float) -> float:
    begin, travel = flight
    return begin + travel.delay + travel.seconds * share


def _badness(flights: Sequence[Flight], at: float, labels: Sequence[Rect]) -> tuple[int, int]:
    """How many are not seen as what they are at a moment, and then how many cover words or one another."""
    shares = [(travel, (at - begin - travel.delay) / travel.seconds) for begin, travel in flights]
    seen = [(travel, share) for travel, share in shares if _is_plain(travel, share)]
    pills = [pill(travel, share) for travel, share in seen]
    covered = sum(meet(pill, other) for i, pill in enumerate(pills) for other in (*labels, *pills[i + 1 :]))
    return len(flights) - len(seen), covered


def _is_plain(travel: ScriptCarry, share: float) -> bool:
    """Whether all of it is seen, also that it is lost; a value slides beneath what it goes to."""
    if travel.style == "value":
        return APPEARS < share < 0.6
    return (APPEARS if travel.status == "ok" else SPOILS) < share < ARRIVES + 0.001


def pill(travel: ScriptCarry, share: float) -> Rect:
    """Where something is after this share of its time, with some room around it."""
    (x, y), (wide, high) = along(travel.path, progress(travel, share)), travel.size
    return Rect(x - wide / 2, y - high / 2, wide, high).inset(-_APART / 2, -_APART / 2)


def meet(one: Rect, other: Rect) -> bool:
    """Whether two rectangles have a place in common."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
