"""What a `plane` holds: named points, arrows, angles between them, circles of neighbours, trails, contours.

Parts are of several sorts. A point and a trail have their places as points `(x, y)`. An arrow that was laid
elsewhere has what it begins at as `parent`, or as its point. A circle has how many it holds as `value`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import atan2, degrees, hypot, isfinite
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from explainsite.content.models import Int, Model
from explainsite.diagnostics import did_you_mean
from explainsite.storyboard.actors.curves import AxisSpec, Pair
from explainsite.storyboard.actors.flaws import Flaw, bad_format, unknown_keys
from explainsite.storyboard.actors.kind import ActorSpec
from explainsite.storyboard.actors.parts import with_roles
from explainsite.storyboard.fields import LARGEST, Amount, Name, Text
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part, Point
from explainsite.storyboard.words import number

ORIGIN = (0.0, 0.0)
LEVELS = 9
"""Levels of contour lines where the author names none."""
_PAIR = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}


def _one(value: Any) -> float:
    try:
        result = float("nan") if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        result = float("nan")
    if not isfinite(result) or abs(result) > LARGEST:
        raise ValueError("must hold numbers that a picture can show")
    return result


def as_walk(value: Any) -> tuple[Point, ...]:
    """Points `[x, y]`, one or several, in order. Raises ValueError."""
    if isinstance(value, list | tuple) and len(value) == 2 and not isinstance(value[0], list | tuple):
        value = [value]
    if not isinstance(value, list | tuple) or not value:
        raise ValueError("must be a list of points `[x, y]`, and not empty")
    if any(not isinstance(point, list | tuple) or len(point) != 2 for point in value):
        raise ValueError("must be a list of points `[x, y]`")
    return tuple((_one(x), _one(y)) for x, y in value)


def _as_place(value: Any) -> Any:
    if isinstance(value, list | tuple):
        (point,) = as_walk(value) if len(value) == 2 else ((),)
        if len(point) != 2:
            raise ValueError("must be a name or a point `[x, y]`")
        return point
    if not isinstance(value, str | int | float) or isinstance(value, bool) or not str(value).strip():
        raise ValueError("must be a name or a point `[x, y]`")
    return str(value).strip()


Walk = Annotated[
    tuple[Point, ...],
    BeforeValidator(as_walk),
    WithJsonSchema({"type": "array", "items": {"anyOf": [{"type": "number"}, _PAIR]}, "minItems": 1}),
]
"""Points in the order in which they are walked."""
Location = Annotated[
    str | Point, BeforeValidator(_as_place), WithJsonSchema({"anyOf": [{"type": "string"}, _PAIR]})
]
"""Where something is: the name of a point, of an arrow for its tip, or a point."""


def _as_rows(value: Any) -> Any:
    rows = value if isinstance(value, list | tuple) else []
    if len(rows) < 2 or any(not isinstance(row, list | tuple) or len(row) != len(rows[0]) for row in rows):
        raise ValueError("must be a list of rows that are equally long, at least two")
    if len(rows[0]) < 2:
        raise ValueError("must have at least two values in a row")
    return tuple(tuple(map(_one, row)) for row in rows)


Rows = Annotated[
    tuple[tuple[float, ...], ...],
    BeforeValidator(_as_rows),
    WithJsonSchema({"type": "array", "items": {"type": "array", "items": {"type": "number"}}, "minItems": 2}),
]


class ArrowSpec(Model):
    """An arrow."""

    begin: Location | None = Field(
        None, alias="from", description="Where it begins; by default at the origin.", examples=["man"]
    )
    to: Location | None = Field(None, description="Where it ends.", examples=["woman"])
    sum: tuple[Name, ...] = Field(
        (),
        description="Arrows and points that it is the sum of; `-man` takes one away.",
        examples=[["a", "b"]],
    )


class LevelSpec(Model):
    """A contour line."""

    level: Amount = Field(description="The value along it.", examples=[1])
    points: Walk = Field(description="Its points.", examples=[[[0, 1], [1, 0], [0, -1]]])


class ContoursSpec(Model):
    """Contour lines of a function."""

    label: Text = Field("", description="What the function is, for the transcript.", examples=["loss"])
    values: Rows | None = Field(
        None,
        description="Its values on a grid, row by row, the row of the lowest y first.",
        examples=[[[2, 1], [1, 0]]],
    )
    x: Pair | None = Field(
        None, description="The x of the first column of the grid and of the last.", examples=[[-2, 2]]
    )
    y: Pair | None = Field(None, description="The y of the first row and of the last.", examples=[[-1, 1]])
    levels: tuple[Amount, ...] = Field(
        (),
        max_length=16,
        description="The values at which there is a line; by default nine, nearer to each other below.",
        examples=[[1, 4, 9]],
    )
    lines: tuple[LevelSpec, ...] = Field(
        (), max_length=40, description="Instead of a grid: lines with their levels.", examples=[[]]
    )


class CircleSpec(Model):
    """A circle of neighbours."""

    around: Name = Field(description="The point at its middle.", examples=["query"])
    nearest: Int = Field(
        0, ge=0, description="How many of the other points it holds, the nearest ones.", examples=[3]
    )


class PlaneAxisSpec(AxisSpec):
    """An axis of a plane."""

    opposite: Text = Field(
        "",
        description="What its other end means: then this and the label stand at the two ends.",
        examples=["bread"],
    )


def _plain_axis() -> PlaneAxisSpec:
    return PlaneAxisSpec.model_validate({})


class PlaneSpec(ActorSpec):
    """A plane with points, arrows, angles, trails and contour lines; a unit is as long on both axes."""

    x: PlaneAxisSpec = Field(
        default_factory=_plain_axis,
        description="The horizontal axis: `label`, `from`, `to`, `format`, `unit`; and `opposite`, so that "
        "both of its ends have names.",
        examples=[{"label": "w"}],
    )
    y: PlaneAxisSpec = Field(
        default_factory=_plain_axis,
        description="The vertical axis, with the same keys.",
        examples=[{"label": "b"}],
    )
    axes: Literal["lines", "numbers", "none"] = Field(
        "lines", description="Whether axes and a grid are seen, and whether there are numbers at them."
    )
    points: dict[Name, Pair] = Field(
        default_factory=dict,
        max_length=24,
        description="Points by name, each `[x, y]`.",
        examples=[{"king": [3, 1], "man": [1, 1]}],
    )
    arrows: dict[Name, ArrowSpec] = Field(
        default_factory=dict,
        max_length=8,
        description="Arrows by name, each `{from: man, to: woman}` or the sum of others. `set` lays one at "
        "another point: `set: {plane.gender: king}`.",
        examples=[{"gender": {"from": "man", "to": "woman"}}],
    )
    angles: dict[Name, tuple[Name, ...]] = Field(
        default_factory=dict,
        description="Angles by name, each between two arrows.",
        examples=[{"theta": ["query", "page"]}],
    )
    measure: Literal["degrees", "cosine"] = Field(
        "degrees", description="What stands beside an angle: its degrees, or its cosine."
    )
    circles: dict[Name, CircleSpec] = Field(
        default_factory=dict,
        description="Circles of neighbours by name, each `{around: query, nearest: 3}`; what one holds is "
        "lit. `set` gives it another number.",
        examples=[{"near": {"around": "query", "nearest": 3}}],
    )
    trails: dict[Name, Walk] = Field(
        default_factory=dict,
        max_length=6,
        description="Trails by name, each a point or several in order; `append` goes on.",
        examples=[{"small steps": [[-2, 1]]}],
    )
    contours: ContoursSpec | None = Field(
        None,
        description="Contour lines of a function: its `values` on a grid with its `x` and `y`, or `lines`.",
        examples=[{"values": [[2, 1], [1, 0]], "x": [0, 1], "y": [0, 1]}],
    )
    roles: dict[Name, Role] = Field(
        default_factory=dict, description="Colour roles, by name.", examples=[{"queen": "good"}]
    )
    later: tuple[Name, ...] = Field(
        (),
        description="What is not there at the start; `show: plane.name` brings it in.",
        examples=[["queen"]],
    )


_FIELDS = ("points", "arrows", "angles", "circles", "trails")


def parts_of(spec: PlaneSpec) -> tuple[Part, ...]:
    """The parts at the start, what is `later` unfilled."""
    parts = [
        *(Part(id=name, text=name, sort="point", points=(at,)) for name, at in spec.points.items()),
        *(Part(id=name, text=name, sort="arrow") for name in spec.arrows),
        *(Part(id=name, text=name, sort="angle") for name in spec.angles),
        *(Part(id=name, text=name, sort="circle", value=c.nearest) for name, c in spec.circles.items()),
        *(Part(id=name, text=name, sort="trail", points=walk) for name, walk in spec.trails.items()),
    ]
    shown = [replace(part, filled=part.id not in spec.later) for part in parts]
    return with_roles(shown, spec.roles)


# --- Where things are


def _plus(a: Point, b: Point) -> Point:
    return (a[0] + b[0], a[1] + b[1])


def _minus(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1])


def place_of(actor: Actor, place: str | Point | None) -> Point:
    """Where a point is, the tip of an arrow, or the end of a trail; the origin for None."""
    if not isinstance(place, str):
        return place or ORIGIN
    part = actor.part(place)
    assert part is not None
    return tip_of(actor, part) if part.sort == "arrow" else part.points[-1]


def tail_of(actor: Actor, arrow: Part) -> Point:
    """Where an arrow begins."""
    if arrow.points:
        return arrow.points[0]
    spec = actor.spec.arrows[arrow.id]
    if arrow.parent is None and spec.sum:
        return _tail_of_term(actor, spec.sum[0])
    return place_of(actor, arrow.parent or spec.begin)


def _tail_of_term(actor: Actor, term: str) -> Point:
    part = actor.part(term.removeprefix("-"))
    assert part is not None
    return tail_of(actor, part) if part.sort == "arrow" else ORIGIN


def vector_of(actor: Actor, arrow: Part) -> Point:
    """How far an arrow goes in x and in y, wherever it begins."""
    spec = actor.spec.arrows[arrow.id]
    if not spec.sum:
        return _minus(place_of(actor, spec.to), place_of(actor, spec.begin))
    total = ORIGIN
    for term in spec.sum:
        part = actor.part(term.removeprefix("-"))
        assert part is not None
        vector = vector_of(actor, part) if part.sort == "arrow" else part.points[0]
        total = _minus(total, vector) if term.startswith("-") else _plus(total, vector)
    return total


def tip_of(actor: Actor, arrow: Part) -> Point:
    """Where an arrow ends."""
    return _plus(tail_of(actor, arrow), vector_of(actor, arrow))


def begins_at(actor: Actor, arrow: Part) -> str | Point | None:
    """What an arrow begins at, as its author has it."""
    if arrow.points:
        return arrow.points[0]
    place: str | Point | None = arrow.parent or actor.spec.arrows[arrow.id].begin
    return place


def rests_on(actor: Actor, name: str) -> set[str]:
    """The arrows at whose tips an arrow, or what it begins at, begins."""
    found: set[str] = set()
    while (part := actor.part(name)) is not None and part.sort == "arrow" and name not in found:
        found.add(name)
        below = begins_at(actor, part)
        if not isinstance(below, str):
            break
        name = below
    return found


def clock_of(vector: Point) -> float:
    """The direction of a vector in degrees, clockwise from straight up."""
    return degrees(atan2(vector[0], vector[1]))


def arrows_of(actor: Actor, angle: Part) -> tuple[Part, Part]:
    """The arrows that an angle is between."""
    first, second = (actor.part(name) for name in actor.spec.angles[angle.id])
    assert first is not None
    assert second is not None
    return first, second


def turn_of(actor: Actor, angle: Part) -> float:
    """How far it is from the first arrow of an angle to the second, clockwise, from -180 to 180 degrees."""
    first, second = (clock_of(vector_of(actor, arrow)) for arrow in arrows_of(actor, angle))
    return (second - first + 180) % 360 - 180


def neighbours(actor: Actor, circle: Part) -> list[Part]:
    """The points that a circle holds, the nearest first."""
    middle = actor.part(actor.spec.circles[circle.id].around)
    assert middle is not None
    others = [part for part in actor.parts if part.sort == "point" and part.filled and part is not middle]
    others.sort(key=lambda part: distance(part.points[0], middle.points[0]))
    return others[: int(circle.value or 0)]


def distance(a: Point, b: Point) -> float:
    """How far two points are from each other."""
    return hypot(a[0] - b[0], a[1] - b[1])


def ends_at(actor: Actor, point: Point) -> Part | None:
    """The point of the plane that is just there, or None."""
    span = max((abs(v) for part in actor.parts for p in part.points for v in p), default=1.0)
    points = [part for part in actor.parts if part.sort == "point" and part.filled]
    return next((part for part in points if distance(part.points[0], point) <= 1e-6 * span), None)


def levels_of(contours: ContoursSpec) -> tuple[float, ...]:
    """The levels of the lines: the author's, or by default so that a bowl has them at equal distances."""
    if contours.lines:
        return tuple(sorted({line.level for line in contours.lines}))
    if contours.levels or contours.values is None:
        return tuple(sorted(contours.levels))
    low, high = (pick(map(pick, contours.values)) for pick in (min, max))
    return tuple(low + (high - low) * ((i + 0.5) / LEVELS) ** 2 for i in range(LEVELS))


def value_at(contours: ContoursSpec | None, point: Point) -> float | None:
    """The function at a point, between the values around it; None where they are not known."""
    if contours is None or contours.values is None or contours.x is None or contours.y is None:
        return None
    rows = contours.values
    spans = ((point[0], contours.x, len(rows[0]) - 1), (point[1], contours.y, len(rows) - 1))
    (i, u), (j, v) = (_cell(value, span, last) for value, span, last in spans)
    if min(u, v) < 0 or max(u, v) > 1:
        return None
    lower = rows[j][i] * (1 - u) + rows[j][i + 1] * u
    upper = rows[j + 1][i] * (1 - u) + rows[j + 1][i + 1] * u
    return lower * (1 - v) + upper * v


def _cell(value: float, span: Point, last: int) -> tuple[int, float]:
    """The cell of a grid that a value is in, and how far in it."""
    at = (value - span[0]) / (span[1] - span[0]) * last
    first = max(0, min(last - 1, int(at)))
    return first, at - first


# --- What is wrong with a plane beyond its single fields


def check(spec: PlaneSpec) -> Iterator[Flaw]:
    """Names that nothing has, or two things have; and what cannot be drawn."""
    names = [name for field in _FIELDS for name in getattr(spec, field)]
    if not names and spec.contours is None:
        yield Flaw(place=(), message="there is nothing on the plane", hint="give it `points` or `contours`")
    for field in _FIELDS[1:]:
        for name in getattr(spec, field):
            if names.count(name) > 1:
                yield Flaw(
                    place=(field, name),
                    message=f"two things are named `{name}`",
                    hint="give each point, arrow, angle, circle and trail a name of its own",
                    at_key=True,
                )
    yield from unknown_keys("roles", spec.roles, names, "part")
    yield from _strangers(("later",), spec.later, names)
    yield from _arrow_flaws(spec)
    yield from _angle_flaws(spec)
    yield from _circle_flaws(spec)
    yield from _axis_flaws(spec)
    yield from _contour_flaws(spec)


def _strangers(place: tuple[str, ...], found: Sequence[str], known: list[str]) -> Iterator[Flaw]:
    for index, name in enumerate(found):
        yield from _stranger((*place, index), name, known)


def _stranger(place: tuple[str | int, ...], name: str, known: list[str]) -> Iterator[Flaw]:
    if name not in known:
        listing = ", ".join(f"`{one}`" for one in known) or "nothing of the kind"
        yield Flaw(
            place=place,
            message=f"there is no `{name}` in it",
            hint=did_you_mean(name, known) or f"it has {listing}",
            code="unknown-part",
        )


def _arrow_flaws(spec: PlaneSpec) -> Iterator[Flaw]:
    """An arrow may begin, end or add up with points and with arrows above it."""
    known = list(spec.points)
    for name, arrow in spec.arrows.items():
        if (arrow.to is None) == (not arrow.sum):
            yield Flaw(
                place=("arrows", name),
                message=f"`{name}` needs an end: `to`, or a `sum`",
                hint="for example `{from: man, to: woman}` or `{sum: [a, b]}`",
                at_key=True,
            )
        for key, place in (("from", arrow.begin), ("to", arrow.to)):
            if isinstance(place, str):
                yield from _stranger(("arrows", name, key), place, known)
        for index, term in enumerate(arrow.sum):
            yield from _stranger(("arrows", name, "sum", index), term.removeprefix("-"), known)
        known.append(name)


def _angle_flaws(spec: PlaneSpec) -> Iterator[Flaw]:
    for name, ends in spec.angles.items():
        if len(ends) != 2:
            yield Flaw(
                place=("angles", name), message="an angle is between two arrows", hint="for example `[a, b]`"
            )
        yield from _strangers(("angles", name), ends, list(spec.arrows))


def _circle_flaws(spec: PlaneSpec) -> Iterator[Flaw]:
    for name, circle in spec.circles.items():
        yield from _stranger(("circles", name, "around"), circle.around, list(spec.points))
        if circle.nearest >= max(1, len(spec.points)):
            yield Flaw(
                place=("circles", name, "nearest"),
                message=f"it has no {circle.nearest} neighbours",
                hint=f"there are {len(spec.points)} points",
            )


def _axis_flaws(spec: PlaneSpec) -> Iterator[Flaw]:
    has_lines = spec.axes != "none" and spec.contours is None
    for name, axis in (("x", spec.x), ("y", spec.y)):
        if axis.format:
            yield from (replace(flaw, place=(name, "format")) for flaw in bad_format(axis))
        yield from _end_flaws(name, axis, has_lines=has_lines)
        if axis.log:
            yield Flaw(
                place=(name, "log"),
                message="a plane has no logarithmic axes: angles and distances would mean nothing",
                hint="use a `plot`",
            )
        if axis.begin is not None and axis.to is not None and axis.begin >= axis.to:
            yield Flaw(
                place=(name, "to"),
                message=f"the axis `{name}` ends before it begins",
                hint="swap `from` and `to`",
            )
    for field in ("points", "trails"):
        for name, points in getattr(spec, field).items():
            outside = off_plane(spec, points if field == "trails" else (points,))
            if outside:
                yield Flaw(
                    place=(field, name), message=outside, hint="let `from` and `to` take in all points"
                )


def _end_flaws(name: str, axis: PlaneAxisSpec, *, has_lines: bool) -> Iterator[Flaw]:
    """A name for one end alone, or for the ends of an axis that is not seen."""
    if axis.opposite and not (axis.label and has_lines):
        yield Flaw(
            place=(name, "opposite"),
            message=f"there is no axis `{name}` with two ends to name",
            hint="give it a `label` too"
            if has_lines
            else "leave it out: the axes of this plane are not seen",
        )


def off_plane(spec: PlaneSpec, points: Sequence[Point]) -> str:
    """What is wrong with points that are not on the plane; empty if nothing is."""
    for axis, name, index in ((spec.x, "x", 0), (spec.y, "y", 1)):
        for point in points:
            value = point[index]
            if (axis.begin is not None and value < axis.begin) or (axis.to is not None and value > axis.to):
                return f"{number(value)} is not on the axis `{name}`"
    return ""


def _contour_flaws(spec: PlaneSpec) -> Iterator[Flaw]:
    contours = spec.contours
    if contours is None:
        return
    if (contours.values is None) == (not contours.lines):
        yield Flaw(
            place=("contours",),
            message="contour lines follow from `values` on a grid, or are given as `lines`",
            hint="give it one of them",
            at_key=True,
        )
        return
    for key in ("x", "y") if contours.values else ():
        span = getattr(contours, key)
        if span is None or span[0] >= span[1]:
            yield Flaw(
                place=("contours",) if span is None else ("contours", key),
                message=f"the grid needs its `{key}`, from the lowest to the highest",
                hint=f"for example `{key}: [-2, 2]`",
                at_key=span is None,
            )
