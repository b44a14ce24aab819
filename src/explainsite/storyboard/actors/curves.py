"""What a `plot` holds: curves on two axes, points, lines to compare with, markers that move along a curve.

Parts are of several sorts. A series and a point have their places as points `(x, y)`; a line has its y, and a
marker its x, as `value`. What is `later` begins unfilled: `show` brings it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import isclose, isfinite
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from explainsite.content.models import Bool, Model
from explainsite.storyboard.actors.flaws import Flaw, bad_format, unknown_keys
from explainsite.storyboard.actors.kind import ActorSpec
from explainsite.storyboard.actors.parts import with_roles
from explainsite.storyboard.actors.smoothing import smoothed
from explainsite.storyboard.fields import LARGEST, Amount, Name, Text, Unit
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part, Point
from explainsite.storyboard.words import decimals, minus, number, quoted, roughly, with_decimals

NOISE = 0.05
"""The share of a curve's height that is no turn worth a word."""


def _one(value: Any, place: int) -> float:
    try:
        result = float("nan") if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        result = float("nan")
    if not isfinite(result) or abs(result) > LARGEST:
        raise ValueError(f"must hold numbers that a picture can show, and at place {place} it does not")
    return result


def as_points(value: Any, *, first: float = 0.0, step: float = 1.0) -> tuple[Point, ...]:
    """Numbers, or pairs `[x, y]`, as points; x of mere numbers goes on from `first`. Raises ValueError."""
    if not isinstance(value, list | tuple) or not value:
        raise ValueError("must be a list of numbers or of pairs `[x, y]`, and not empty")
    points = []
    for i, item in enumerate(value):
        pair = item if isinstance(item, list | tuple) else (first + i * step, item)
        if len(pair) != 2:
            raise ValueError(f"must be a list of numbers or of pairs `[x, y]`; at place {i + 1} is neither")
        points.append((_one(pair[0], i + 1), _one(pair[1], i + 1)))
    if any(b[0] <= a[0] for a, b in pairwise(points)):
        raise ValueError("must go from left to right: x grows from point to point")
    return tuple(points)


_NUMBER = {"type": "number"}
_PAIR = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
Values = Annotated[
    tuple[Point, ...],
    BeforeValidator(as_points),
    WithJsonSchema({"type": "array", "items": {"anyOf": [_NUMBER, _PAIR]}, "minItems": 1}),
]
"""The points of a curve: numbers, whose x is 0, 1, 2 and so on, or pairs of x and y."""


def _as_pair(value: Any) -> Point:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise ValueError("must be a pair `[x, y]`")
    return (_one(value[0], 1), _one(value[1], 2))


Pair = Annotated[Point, BeforeValidator(_as_pair), WithJsonSchema(_PAIR)]


class AxisSpec(Model):
    """An axis."""

    model_config = ConfigDict(populate_by_name=True)

    label: Text = Field("", description="What it measures.", examples=["latency"])
    begin: Amount | None = Field(
        None, alias="from", description="Where it begins; by default where the data do.", examples=[0]
    )
    to: Amount | None = Field(None, description="Where it ends.", examples=[100])
    log: Bool = Field(default=False, description="Equal steps multiply.")
    format: str = Field(
        "", description="How its numbers are written, in Python's format language.", examples=[".1f"]
    )
    unit: Unit = Field("", description="Stands behind its numbers.", examples=["ms"])


def _plain_axis() -> AxisSpec:
    return AxisSpec.model_validate({})


class MarkerSpec(Model):
    """A marker on a curve."""

    along: Name = Field(description="The series that it moves along.", examples=["train"])
    at: Amount = Field(description="Its x at the start.", examples=[3])


class PlotSpec(ActorSpec):
    """Curves on two axes."""

    x: AxisSpec = Field(
        default_factory=_plain_axis,
        description="The horizontal axis: `label`, `from`, `to`, `log`, `format`, `unit`.",
        examples=[{"label": "epoch"}],
    )
    y: AxisSpec = Field(
        default_factory=_plain_axis,
        description="The vertical axis, with the same keys.",
        examples=[{"label": "latency", "unit": "ms"}],
    )
    series: dict[Name, Values] = Field(
        default_factory=dict,
        max_length=6,
        description="Curves by name: a list of numbers, or of pairs `[x, y]` from left to right.",
        examples=[{"train": [2.3, 1.1, 0.6]}],
    )
    area: tuple[Name, ...] = Field(
        (), description="Series that are filled down to the axis.", examples=[["train"]]
    )
    smooth: tuple[Name, ...] = Field(
        (),
        description="Series that are drawn as smooth curves through their points, and no farther up or down.",
        examples=[["train"]],
    )
    points: dict[Name, Pair] = Field(
        default_factory=dict,
        description="Single points by name, each `[x, y]`; one that lies on a curve shows its y, too.",
        examples=[{"best": [7, 0.31]}],
    )
    lines: dict[Name, Amount] = Field(
        default_factory=dict,
        description="Level lines to compare with, by name, each at its y.",
        examples=[{"target": 0.5}],
    )
    markers: dict[Name, MarkerSpec] = Field(
        default_factory=dict,
        description="Markers by name, each `{along: series, at: x}`; `set` moves one along its series.",
        examples=[{"here": {"along": "train", "at": 0}}],
    )
    roles: dict[Name, Role] = Field(
        default_factory=dict, description="Colour roles, by name.", examples=[{"train": "good"}]
    )
    later: tuple[Name, ...] = Field(
        (), description="What is not there at the start; `show: plot.name` brings it in.", examples=[["test"]]
    )


def _names(spec: PlotSpec) -> list[str]:
    return [*spec.series, *spec.points, *spec.lines, *spec.markers]


def parts_of(spec: PlotSpec) -> tuple[Part, ...]:
    """The parts at the start, what is `later` unfilled."""
    parts = [
        *(Part(id=name, text=name, sort="series", points=points) for name, points in spec.series.items()),
        *(Part(id=name, text=name, sort="line", value=y) for name, y in spec.lines.items()),
        *(Part(id=name, text=name, sort="point", points=(point,)) for name, point in spec.points.items()),
        *(Part(id=name, text=name, sort="marker", value=m.at) for name, m in spec.markers.items()),
    ]
    shown = [replace(part, filled=part.id not in spec.later) for part in parts]
    return with_roles(shown, spec.roles)


def check(spec: PlotSpec) -> Iterator[Flaw]:
    """What is wrong with a plot beyond its single fields."""
    names = _names(spec)
    if not spec.series and not spec.points:
        yield Flaw(place=(), message="there is nothing to plot", hint="give it `series` or `points`")
    for place in ("points", "lines", "markers"):
        for name in getattr(spec, place):
            if names.count(name) > 1:
                yield Flaw(
                    place=(place, name),
                    message=f"two things are named `{name}`",
                    hint="give each series, point, line and marker a name of its own",
                    at_key=True,
                )
    yield from unknown_keys("roles", spec.roles, names, "part")
    for place, known in (
        ("area", list(spec.series)),
        ("smooth", list(spec.series)),
        ("later", names),
    ):
        yield from _strangers(place, getattr(spec, place), known)
    for name, marker in spec.markers.items():
        yield from _marker_flaws(spec, name, marker)
    yield from _axis_flaws(spec)


def _strangers(place: str, found: Sequence[str], known: list[str]) -> Iterator[Flaw]:
    for index, name in enumerate(found):
        if name not in known:
            yield Flaw(
                place=(place, index),
                message=f"there is no `{name}` in it",
                hint=f"it has {', '.join(f'`{one}`' for one in known)}",
                code="unknown-part",
            )


def _marker_flaws(spec: PlotSpec, name: str, marker: MarkerSpec) -> Iterator[Flaw]:
    if marker.along not in spec.series:
        yield from (
            replace(flaw, place=("markers", name, "along"))
            for flaw in _strangers("", [marker.along], list(spec.series))
        )
    elif value_at(spec.series[marker.along], marker.at) is None:
        yield Flaw(
            place=("markers", name, "at"),
            message=f"`{marker.along}` has no value at {number(marker.at)}",
            hint=reach(spec.series[marker.along]),
        )


def _axis_flaws(spec: PlotSpec) -> Iterator[Flaw]:
    for name, axis in (("x", spec.x), ("y", spec.y)):
        if axis.format:
            yield from (replace(flaw, place=(name, "format")) for flaw in bad_format(axis))
        if axis.begin is not None and axis.to is not None and axis.begin >= axis.to:
            yield Flaw(
                place=(name, "to"),
                message=f"the axis `{name}` ends before it begins",
                hint="swap `from` and `to`",
            )
            continue
        bounds = [bound for bound in (axis.begin, axis.to) if bound is not None]
        if axis.log and any(value <= 0 for value in (*bounds, *_values(spec, name))):
            yield Flaw(
                place=(name, "log"),
                message=f"a logarithmic axis has no place for 0 or less, and `{name}` has",
                hint="leave `log` out, or let the values begin above 0",
            )
        outside = [v for v in _values(spec, name) if _is_off(axis, v)]
        if outside:
            yield Flaw(
                place=(name,),
                message=f"{number(outside[0])} is not on the axis `{name}`",
                hint="let `from` and `to` take in all values, or leave them out",
                at_key=True,
            )


def _values(spec: PlotSpec, axis: str) -> list[float]:
    points = [*(p for points in spec.series.values() for p in points), *spec.points.values()]
    if axis == "x":
        return [x for x, _ in points]
    return [*(y for _, y in points), *spec.lines.values()]


def _is_off(axis: AxisSpec, value: float) -> bool:
    return (axis.begin is not None and value < axis.begin) or (axis.to is not None and value > axis.to)


def off_axis(spec: PlotSpec, points: Sequence[Point]) -> str:
    """What is wrong with points that an axis with bounds or a logarithm cannot show; empty if nothing is."""
    for axis, name, index in ((spec.x, "x", 0), (spec.y, "y", 1)):
        for point in points:
            if _is_off(axis, point[index]) or (axis.log and point[index] <= 0):
                return f"{number(point[index])} is not on the axis `{name}`"
    return ""


def value_at(points: Sequence[Point], x: float) -> float | None:
    """The height of a curve at `x`, on the straight line between two of its points; None beyond its ends."""
    if not points[0][0] <= x <= points[-1][0]:
        return None
    at = bisect_left(points, x, key=lambda point: point[0])
    (x1, y1) = points[at]
    if x1 == x:
        return y1
    (x0, y0) = points[at - 1]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def reach(points: Sequence[Point]) -> str:
    """From where to where a curve goes, as a hint."""
    return f"it goes from {roughly(points[0][0])} to {roughly(points[-1][0])}"


def marked(actor: Actor, marker: Part) -> Point:
    """Where a marker is; a curve that has become shorter keeps it at its end."""
    series = actor.part(actor.spec.markers[marker.id].along)
    assert series is not None
    assert marker.value is not None
    x = min(max(marker.value, series.points[0][0]), series.points[-1][0])
    y = value_at(drawn(actor, series), x)
    assert y is not None
    return (x, y)


def drawn(actor: Actor, series: Part) -> tuple[Point, ...]:
    """The points from which to which a curve is drawn in straight pieces."""
    return smoothed(series.points) if series.id in actor.spec.smooth else series.points


def is_reading(actor: Actor, point: Part) -> bool:
    """Whether a point lies on a curve of its plot that is there."""
    ((x, y),) = point.points
    curves = [drawn(actor, part) for part in actor.parts if part.sort == "series" and part.filled]
    heights = [height for curve in curves if (height := value_at(curve, x)) is not None]
    return any(isclose(height, y, rel_tol=1e-3, abs_tol=1e-12) for height in heights)


def written_on(axis: AxisSpec, value: float) -> str:
    """A number as its axis writes it."""
    form = with_decimals(axis.format, decimals(value)) if axis.format else ""
    return minus(format(value, form) if form else roughly(value)) + axis.unit


def describe_x(spec: PlotSpec, x: float) -> str:
    """A place on the level axis, for a sentence: `epoch 7`, `w = 1.5`, `7 ms`."""
    sign = " = " if len(spec.x.label) == 1 else " "
    return f"{spec.x.label}{sign}{written_on(spec.x, x)}".strip()


def course(spec: PlotSpec, points: Sequence[Point]) -> str:
    """How a curve runs: `falls from 2.3 at epoch 0 to 0.4 at epoch 7, then rises to 0.6 at epoch 20`."""
    first, last = points[0], points[-1]
    begin = f"{written_on(spec.y, first[1])} at {describe_x(spec, first[0])}"
    if len(points) == 1:
        return f"begins with {begin}"
    low, high = min(points, key=lambda p: p[1]), max(points, key=lambda p: p[1])
    noise = NOISE * (high[1] - low[1])
    if noise == 0:
        here, there = describe_x(spec, first[0]), describe_x(spec, last[0])
        return f"stays at {written_on(spec.y, first[1])} from {here} to {there}"
    turns = [p for p in (low, high) if min(abs(p[1] - first[1]), abs(p[1] - last[1])) > noise]
    legs = list(pairwise([first, *sorted(turns), last]))
    described = ", then ".join(
        f"{'rises' if b[1] > a[1] else 'falls'}{f' from {begin}' if a is first else ''}"
        f" to {written_on(spec.y, b[1])} at {describe_x(spec, b[0])}"
        for a, b in legs
    )
    return described + (", with ups and downs" if any(_wavers(points, a, b, noise) for a, b in legs) else "")


def _wavers(points: Sequence[Point], a: Point, b: Point, noise: float) -> bool:
    """Whether a curve turns back between two of its points by more than noise."""
    way = 1 if b[1] > a[1] else -1
    furthest = a[1] * way
    for x, y in points:
        if a[0] <= x <= b[0]:
            furthest = max(furthest, y * way)
            if furthest - y * way > noise:
                return True
    return False


def describe_part(actor: Actor, part: Part) -> str:
    """A part and what it shows, for a sentence."""
    spec = actor.spec
    if part.sort == "series":
        return f"{part.text} {course(spec, part.points)}"
    if part.sort == "line":
        return f"a line {quoted(part.text)} at {written_on(spec.y, part.value or 0.0)}"
    x, y = part.points[0] if part.sort == "point" else marked(actor, part)
    return f"a {part.sort} {quoted(part.text)} at {describe_x(spec, x)}, {written_on(spec.y, y)}"
