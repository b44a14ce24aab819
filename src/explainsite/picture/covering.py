"""Which texts a line runs through, and which a message passes over, known before any frame is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from explainsite.picture.keys import is_link
from explainsite.picture.paths import Path, cut, dense, samples
from explainsite.picture.shapes import Curve, Label, Point, Rect, Shape, bounds, shared

HIDDEN = 0.3
"""The share of a text that a message may hide for a moment: less can still be read."""
_TOUCH = 2.0
"""Px of a text at its edges that a line may touch."""


def readable(shapes: Iterable[Shape]) -> list[Label]:
    """The texts that are there to be read, and not dimmed."""
    return [s for s in shapes if isinstance(s, Label) and s.text.strip() and s.opacity > 0.9]


def lines_of(shapes: Iterable[Shape]) -> Iterator[Curve]:
    """The lines of links that are not dimmed."""
    return (s for s in shapes if isinstance(s, Curve) and is_link(s.key) and s.opacity > 0.9)


def struck(line: Path, texts: Iterable[Label]) -> Iterator[Label]:
    """The texts that a line runs through."""
    reach = bounds(Curve(key="", points=line))
    for label in texts:
        place = bounds(label).inset(_TOUCH, _TOUCH)
        if shared(reach, place) > -_TOUCH and _runs_through(line, place):
            yield label


def passed_over(pill: Path, size: Point, texts: Iterable[Label]) -> Iterator[Label]:
    """The texts that a message of this size hides for a moment on its path."""
    for label in texts:
        place = bounds(label)
        if any(_hidden(place, at, size) > HIDDEN for at in dense(samples(pill))):
            yield label


def until(path: Path, share: float) -> Path:
    """The first part of a path, about this share of it."""
    return cut(path, 0.0, share * (len(path) // 3))


@lru_cache(maxsize=8192)
def _runs_through(path: Path, place: Rect) -> bool:
    return any(place.has(at) for at in dense(samples(path)))


def _hidden(place: Rect, at: Point, size: Point) -> float:
    """The share of a text's rectangle beneath a pill."""
    (x, y), (wide, high) = at, size
    across = min(place.right, x + wide / 2) - max(place.x, x - wide / 2)
    down = min(place.bottom, y + high / 2) - max(place.y, y - high / 2)
    return across * down / (place.w * place.h or 1.0) if across > 0 and down > 0 else 0.0
