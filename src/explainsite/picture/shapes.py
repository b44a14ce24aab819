"""The display list: what a picture is made of. Positions in px of a 1920 by 1080 frame, x right, y down.

Every shape has a key, unique in its picture (`<actor>/<part>/<name>`). Two pictures are animated into
each other by matching keys: a shape in both travels, one that is new enters, one that is gone leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, Literal, TypeVar

from explainsite.picture.arcs import arc_path, around
from explainsite.picture.typeface import Face, cap_height, width

FRAME = (1920, 1080)

Point = tuple[float, float]
"""A place in px: x right, y down."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its left top corner and its size, in px."""

    x: float
    y: float
    w: float
    h: float

    @property
    def centre(self) -> tuple[float, float]:
        """The middle point."""
        return (self.x + self.w / 2, self.y + self.h / 2)

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    def has(self, at: Point) -> bool:
        """Whether a point is inside, not on an edge."""
        return self.x < at[0] < self.right and self.y < at[1] < self.bottom

    def inset(self, dx: float, dy: float) -> Rect:
        """The rectangle made smaller on each side."""
        return Rect(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)


def union(rects: Sequence[Rect]) -> Rect:
    """The smallest rectangle around others; one without size for none."""
    if not rects:
        return Rect(0, 0, 0, 0)
    left, top = min(r.x for r in rects), min(r.y for r in rects)
    return Rect(left, top, max(r.right for r in rects) - left, max(r.bottom for r in rects) - top)


def shared(a: Rect, b: Rect) -> float:
    """How deep two rectangles reach into each other, in px; 0 or less when they do not."""
    across = min(a.right, b.right) - max(a.x, b.x)
    down = min(a.bottom, b.bottom) - max(a.y, b.y)
    return min(across, down)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What every shape has. `opacity` is for emphasis; `z` orders drawing, low first."""

    key: str
    opacity: float = 1.0
    z: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Shape):
    """A rectangle with rounded corners."""

    x: float
    y: float
    w: float
    h: float
    radius: float = 14.0
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 2.5
    dashed: bool = False
    zoom: float = 1.0
    """How much the camera has enlarged it; dashes grow along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Shape):
    """One line of text. (`x`, `y`) is its anchor: `y` the middle of the capitals, `x` by `anchor`.

    `number` marks a text that counts from its old value to its new one. Where it tells a height, `slope` is
    how much it grows with each px upwards, so that it is right on the way too.
    """

    x: float
    y: float
    text: str
    size: float = 30.0
    face: Face = "sans"
    weight: int = 450
    colour: str = "ink"
    anchor: Literal["start", "middle", "end"] = "middle"
    number: float | None = None
    format: str = ""
    slope: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve(Shape):
    """An open path: the first point, then cubics of three points each. `arrow` puts a head at its end.

    One that `grows` enters by being drawn from its start to its end.
    """

    points: tuple[tuple[float, float], ...]
    stroke: str = "line"
    width: float = 2.5
    dashed: bool = False
    arrow: bool = False
    grows: bool = False
    zoom: float = 1.0
    """How much the camera has enlarged it; dashes and the head grow along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph(Shape):
    """Straight lines from point to point, from left to right; with `fill` the area between them and `base`.

    It enters by being drawn, goes on to where it becomes longer, and else bends into its new course.
    """

    points: tuple[tuple[float, float], ...]
    stroke: str | None = None
    width: float = 4.5
    fill: str | None = None
    base: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail(Shape):
    """Straight lines from point to point, any way, with a dot at each: where something has walked.

    It enters by being walked, and goes on so where it becomes longer.
    """

    points: tuple[tuple[float, float], ...]
    stroke: str = "accent"
    width: float = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot(Shape):
    """A filled circle around (`x`, `y`). `on` is the key of a graph or a trail along which it moves."""

    x: float
    y: float
    r: float
    fill: str = "ink"
    on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc(Shape):
    """A part of a circle around (`x`, `y`), clockwise from one angle to another in degrees, 0 at the top.

    Each full turn is `pitch` px farther in, so that several are told apart. An arc becomes another along the
    circle, and with `fill` it is a sector down to the centre.
    """

    x: float
    y: float
    r: float
    begin: float
    end: float
    pitch: float = 0.0
    stroke: str | None = None
    width: float = 2.5
    fill: str | None = None

    @property
    def path(self) -> tuple[Point, ...]:
        """The arc as a chain of cubics."""
        return arc_path((self.x, self.y), self.r, self.begin, self.end, pitch=self.pitch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Needle(Shape):
    """A hand of a dial: `width` px wide at (`x`, `y`), with its tip `r` px away, at an angle as of an `Arc`.

    It becomes another by turning.
    """

    x: float
    y: float
    r: float
    angle: float
    fill: str = "ink"
    width: float = 16.0

    @property
    def tip(self) -> Point:
        """Where it points."""
        return around((self.x, self.y), self.r, self.angle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline(Shape):
    """A filled sign: closed contours, each its first point and then cubics of three points each."""

    contours: tuple[tuple[tuple[float, float], ...], ...]
    fill: str = "ink"


def bounds(shape: Shape) -> Rect:
    """The rectangle that a shape takes up, without its line's width; a text's is as tall as its capitals."""
    if isinstance(shape, Box):
        return Rect(shape.x, shape.y, shape.w, shape.h)
    if isinstance(shape, Dot):
        return Rect(shape.x - shape.r, shape.y - shape.r, 2 * shape.r, 2 * shape.r)
    if isinstance(shape, Label):
        wide, high = (
            width(shape.text, shape.face, shape.weight, shape.size),
            cap_height(shape.face, shape.size),
        )
        left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
        return Rect(left, shape.y - high / 2, wide, high)
    points = _outermost(shape)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    ys += [shape.base] if isinstance(shape, Graph) and shape.fill else []
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _outermost(shape: Shape) -> Sequence[Point]:
    """Points around which a shape without a size of its own lies."""
    if isinstance(shape, Arc):
        return [*shape.path, (shape.x, shape.y)] if shape.fill else shape.path
    if isinstance(shape, Needle):
        return ((shape.x, shape.y), shape.tip)
    if isinstance(shape, Outline):
        return [point for contour in shape.contours for point in contour]
    assert isinstance(shape, Curve | Graph | Trail)
    return shape.points


_KINDS: dict[str, type[Shape]] = {
    "arc": Arc,
    "box": Box,
    "label": Label,
    "curve": Curve,
    "dot": Dot,
    "graph": Graph,
    "needle": Needle,
    "outline": Outline,
    "trail": Trail,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_FIELDS = {kind: tuple(item.name for item in fields(kind)) for kind in _NAMES}
_COLOURED = {
    kind: tuple(name for name in names if name in {"fill", "stroke", "colour"})
    for kind, names in _FIELDS.items()
}


T = TypeVar("T")


def by_key(shapes: Iterable[Shape]) -> dict[str, Shape]:
    """The shapes of a picture by their keys, in drawing order."""
    return {shape.key: shape for shape in shapes}


class Once(Generic[T]):
    """A function of shapes that is asked once for each: in most pictures most are those of the one before.

    Shapes are told apart by identity: those with 0 and 0.0 are equal, but are not written in the same way.
    """

    def __init__(self, function: Callable[[Shape], T]) -> None:
        self._function = function
        self._known: dict[int, tuple[Shape, T]] = {}

    def __call__(self, shape: Shape) -> T:
        """What the function says of the shape."""
        if id(shape) not in self._known:
            self._known[id(shape)] = shape, self._function(shape)  # held, so that its identity stays its own
        return self._known[id(shape)][1]


def recoloured(shape: Shape, change: Callable[[str], str]) -> Shape:
    """A shape with each of its colour roles changed."""
    roles = {name: getattr(shape, name) for name in _COLOURED[type(shape)]}
    changed: dict[str, Any] = {name: change(role) for name, role in roles.items() if role is not None}
    return shape if all(roles[name] == role for name, role in changed.items()) else replace(shape, **changed)


def rounded(shape: Shape) -> Shape:
    """A shape with its measures rounded to a hundredth of a px: equal pictures have equal shapes."""
    return type(shape)(**_rounded_values(shape))


def _rounded_values(shape: Shape) -> dict[str, Any]:
    values = ((name, getattr(shape, name)) for name in _FIELDS[type(shape)])
    return {name: _exact(value) if name in _COUNTS else _rounded(value) for name, value in values}


def to_json(shape: Shape) -> dict[str, Any]:
    """A shape as plain values, rounded as by `rounded`."""
    return {"is": _NAMES[type(shape)], **_rounded_values(shape)}


_COUNTS = frozenset({"number", "slope"})
"""What is no place in px: rounded to a hundredth, a small number would count to something else."""


def _exact(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.9g}")


def _rounded(value: Any) -> Any:
    if type(value) is float:
        return round(value, 2)
    return tuple(map(_rounded, value)) if type(value) is tuple else value


def from_json(values: dict[str, Any]) -> Shape:
    """The shape that `to_json` wrote."""
    rest = dict(values)
    kind = _KINDS[rest.pop("is")]
    if "points" in rest:
        rest["points"] = tuple((x, y) for x, y in rest["points"])
    if "contours" in rest:
        rest["contours"] = tuple(tuple((x, y) for x, y in contour) for contour in rest["contours"])
    return kind(**rest)
