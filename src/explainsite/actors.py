"""What an actor of your own is made with, in an `actors.py` beside a spec or in an installed package.

    from explainsite.actors import Dot, Int, Kind, Part, Spec

    class Lamp(Spec):
        \"\"\"Lamps in a row.\"\"\"
        count: Int = 3

    def parts(spec):
        return [Part(id=str(i), filled=False) for i in range(spec.count)]

    def contents(lamp):
        return f"{sum(part.filled for part in lamp.parts)} of {lamp.spec.count} lit"

    def draw(lamp, area):
        for i, part in enumerate(lamp.parts):
            fill = "accent" if part.filled else "line"
            yield Dot(key=f"{part.id}/bulb", x=area.x + 40 + 90 * i, y=area.centre[1], r=30, fill=fill)

    LAMP = Kind(name="lamp", spec=Lamp, parts=parts, contents=contents, draw=draw,
                part="lamp", verbs={"fill"})

The verbs change the parts, and `draw` draws them as they are: what moves follows from the keys of the shapes.
This module is all that an author's file needs, and it stays as it is; what it is made of may change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pydantic import Field

from explainsite.content.models import Bool, Int
from explainsite.picture.arcs import arc_path
from explainsite.picture.fitting import fit
from explainsite.picture.shapes import Box, Curve, Dot, Graph, Label, Outline, Point, Rect, Shape
from explainsite.picture.typeface import Face, width
from explainsite.storyboard import verbs
from explainsite.storyboard.actors.kind import ActorSpec as Spec
from explainsite.storyboard.fields import Amount, Name, Text
from explainsite.storyboard.places import places
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part

__all__ = [
    "Actor",
    "Amount",
    "Bool",
    "Box",
    "Curve",
    "Dot",
    "Field",
    "Graph",
    "Int",
    "Kind",
    "Label",
    "Name",
    "Outline",
    "Part",
    "Point",
    "Rect",
    "Role",
    "Shape",
    "Spec",
    "Text",
    "arc",
    "fit",
    "line",
    "text_width",
]


VERBS = frozenset(verb.name for verb in verbs.VERBS.values() if verb.kinds == "asking")
"""The verbs that a kind asks for; all others work on every kind, or on certain bundled ones only."""
_QUARTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of actor.

    `spec` is the model of its YAML. `parts` gives the parts of an actor at the start, from its spec.
    `contents` says in a few words what an actor holds, for the described transcript. `draw` gives the shapes
    of an actor within an area, in px of a frame of 1920 by 1080. The key of a shape begins with the id of the
    part that it belongs to, and a slash: so messages and lines find the part, and it is dimmed with it. An
    actor with a single part of the id "" is one thing. `height` is the height in px that an actor likes; None
    is as much as there is.

    `part` names one part in a sentence, as in "token 3". `places` says in another way where some parts are,
    for sentences about parts that their texts do not tell apart: "place 3 of A". `becomes` says what `set`
    has done, from the actor as it was and as it is: "the hand turns to 12"; with "" nothing is said, and
    without it all contents anew. `append` makes the part that the verb of this name adds, as long as there is
    `room` for so many in all. `verbs` are those of `fill`, `clear`, `note`, `fail`, `recover`, `move`,
    `swap`, `rank` and `select` that it understands; `move` needs `append` too. `example` is an entry of a
    stage, such as `{is: lamp, count: 4}`.
    """

    name: str
    spec: type[Spec]
    parts: Callable[[Any], Iterable[Part]]
    contents: Callable[[Actor], str]
    draw: Callable[[Actor, Rect], Iterable[Shape]]
    height: float | Callable[[Actor], float] | None = None
    part: str = "part"
    places: Callable[[Actor, Sequence[Part]], str] = places
    becomes: Callable[[Actor, Actor], str] | None = None
    append: Callable[[Actor, str], Part] | None = None
    room: Callable[[Any], int] = lambda _: 0
    verbs: Collection[str] = ()
    example: str = ""

    def __post_init__(self) -> None:
        name: Any = self.name
        spec: Any = self.spec
        if not isinstance(name, str) or not name.replace("-", "").isalnum():
            raise TypeError(f"a kind's name is made of letters, digits and hyphens, not {name!r}")
        if not (isinstance(spec, type) and issubclass(spec, Spec)):
            raise TypeError(f"the spec of `{self.name}` must be a class made from `Spec`")
        for field in ("parts", "contents", "draw", "places", "room"):
            if not callable(getattr(self, field)):
                raise TypeError(f"`{field}` of `{self.name}` must be a function")
        for field in ("becomes", "append"):
            if getattr(self, field) is not None and not callable(getattr(self, field)):
                raise TypeError(f"`{field}` of `{self.name}` must be a function or None")
        if unknown := set(self.verbs) - VERBS:
            raise TypeError(f"`{self.name}` cannot ask for {sorted(unknown)}: only for {sorted(VERBS)}")


def line(key: str, *points: Point, **style: Any) -> Curve:
    """Straight lines from point to point. `style` is what a `Curve` takes: `stroke`, `width`, `arrow`, ..."""
    way = [points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        dx, dy = (bx - ax) / 3, (by - ay) / 3
        way += [(ax + dx, ay + dy), (bx - dx, by - dy), (bx, by)]
    return Curve(key=key, points=tuple(way), **style)


def arc(key: str, centre: Point, radius: float, start: float = 0, end: float = 360, **style: Any) -> Curve:
    """A part of a circle, clockwise from `start` to `end` in degrees, 0 at the top. `style` as for `line`."""
    return Curve(key=key, points=arc_path(centre, radius, start, end, pieces=_QUARTERS), **style)


def text_width(text: str, size: float = 30.0, *, face: Face = "sans", weight: int = 450) -> float:
    """How wide a text is, in px, as a `Label` of this size shows it."""
    return width(text, face, weight, size)
