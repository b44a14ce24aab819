"""What a view is: how a kind of actor is drawn, how tall it likes to be, and how it stands in its column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explainsite.picture.drawing import Drawing, Margin, NotesAt, Reach, Setting
from explainsite.picture.shapes import Point, Rect
from explainsite.picture.views.common import gutter_for
from explainsite.storyboard.state import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How actors stand on the rail of their column, with their labels in the gutter before it.

    `gutter` is the width in px that an actor needs there. `width` is what it fills of the px that the gutter
    leaves, in an area so many px high. `cells` tells how many cells its row has, for kinds whose cells keep
    one rhythm with those above and below; such a row is as wide as they need. `when` is for kinds that stand
    on the rail in one form only.
    """

    gutter: Callable[[Actor], float] = lambda actor: gutter_for(actor.label)
    width: Callable[[Actor, float, float], float] = lambda _, room, __: room
    cells: Callable[[Actor], int] | None = None
    when: Callable[[Actor], bool] = lambda _: True


def _on_corner(rect: Rect) -> Point:
    return (rect.right - 14, rect.y + 2)


def on_edge(rect: Rect) -> Point:
    """The right edge of a row, for its sign: the corner would be too near to the next row."""
    return (rect.right - 6, rect.centre[1])


def below(actor: Actor) -> NotesAt:
    """Notes stand below the actor."""
    return "below"


def at_right(actor: Actor) -> NotesAt:
    """Notes stand at its right, beside its rows."""
    return "right"


@dataclass(frozen=True, slots=True)
class View:
    """How a kind of actor is drawn, and how tall it likes to be; None is as tall as there is room.

    `reach` measures a state; the most of all states of a film comes back in the `Setting`. `tall` is the
    height for that, so that nothing beside the actor moves when it changes.
    """

    draw: Callable[[Actor, Rect, Setting], Drawing]
    height: Callable[[Actor], float | None]
    reach: Callable[[Actor], Reach] | None = None
    tall: Callable[[Actor, Reach], float] | None = None
    more: Callable[[Actor, float], float] | None = None
    """The px by which it is taller where its words take more lines, in an area so wide."""
    standing: Standing | None = None
    """How it stands on the rail of its column, for kinds that have one."""
    pair: Callable[[Reach, Reach], Reach] | None = None
    """What the first of two of its kind reaches beside the second, which may be nearly as large."""
    is_scaled: bool = False
    """Whether it needs the largest amount of the whole film, or its `max`, as the `scale` of its setting."""
    has_lengths: bool = False
    """Whether its parts are as long as their amounts."""
    sign_at: Callable[[Rect], Point] = _on_corner
    """Where the sign on a part covers no words, from the part's rectangle."""
    notes_at: Callable[[Actor], NotesAt] | None = None
    """Where notes stand, for a view that draws none itself."""
    beside: Callable[[Actor], Margin] | None = None
    """For what surrounds others: the px that it takes beside them."""
    package: str = ""
    """The module that brings it, when it was installed."""

    def stands(self, actor: Actor) -> Standing | None:
        """How an actor stands on the rail of its column; None for one that does not."""
        return self.standing if self.standing and self.standing.when(actor) else None

    @property
    def in_rhythm(self) -> bool:
        """Whether its cells keep one rhythm with those above and below."""
        return self.standing is not None and self.standing.cells is not None
