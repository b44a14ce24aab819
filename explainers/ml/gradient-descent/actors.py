"""Two actors of this film: a walker on a hill in fog, and a line through measured points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import hypot

from explainsite.actors import (
    Actor,
    Amount,
    Box,
    Dot,
    Field,
    Graph,
    Kind,
    Label,
    Part,
    Point,
    Rect,
    Shape,
    Spec,
    Text,
    line,
)

# How far one feels the ground in the fog, in units of the hill, and how long a slope is drawn, in px.
FELT = 6.0
TANGENT = 250.0
FOOT, HEAD, SIDE = 84.0, 76.0, 40.0
# The bank of fog begins below the name of the upright axis.
BANK = 46.0
# The fog gets denser in so many layers, each this far, in px, behind the one before.
FOG_LAYERS, FOG_STEP, FOG = 20, 10.0, 0.013


class Hillside(Spec):
    """A curve in fog, and a walker who takes step after step on it."""

    curve: list[list[float]]
    stations: list[float] = Field(description="Where the walker is, before each step and after the last.")
    slopes: list[float] = Field(description="The slope at each of them.")
    top: Amount = 100
    x: Text = ""
    y: Text = ""


def walker(_: Hillside) -> list[Part]:
    """How many steps were taken, whether the next is seen, and how much of the fog is gone."""
    return [
        Part(id="walker", text="the walker", value=0.0),
        Part(id="slope", text="the slope shown", value=0.0),
        Part(id="fog", text="the fog lifted", value=0.0),
    ]


def _steps(hill: Actor) -> int:
    return round(hill.parts[0].value or 0)


def walked(hill: Actor) -> str:
    """Where the walker is, and what is seen of the hill."""
    taken = _steps(hill)
    said = f"a walker at {hill.spec.stations[taken]:.0f}"
    said += f" after {taken} step{'s' if taken > 1 else ''}" if taken else ""
    said += f", on a slope of {-hill.spec.slopes[taken]:.1f} down" if hill.parts[1].value else ""
    return said + (", and the whole valley" if hill.parts[2].value else ", in fog")


def walks(old: Actor, new: Actor) -> str:
    """A step, the slope that is felt, or the fog that lifts."""
    stations, slopes = new.spec.stations, new.spec.slopes
    before, taken = _steps(old), _steps(new)
    if taken > before:
        long = abs(stations[taken] - stations[before])
        return f"the walker takes a step of {long:.1f}, to where the slope is {-slopes[taken]:.1f} down"
    if new.parts[2].value:
        return "the fog lifts, and the walker is seen near the bottom of a valley"
    return f"the walker feels a slope of {-slopes[taken]:.1f} down"


def _height(hill: Actor, x: float) -> float:
    """The curve at x, between its points."""
    (x0, y0), (x1, y1) = next(ends for ends in pairwise(hill.spec.curve) if x <= ends[1][0])
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def draw_hillside(hill: Actor, area: Rect) -> Iterator[Shape]:
    """The ground as far as it is known, the steps as stairs, the walker with the slope below the feet."""
    spec, taken = hill.spec, _steps(hill)
    left, right = spec.curve[0][0], spec.curve[-1][0]
    foot, head = area.bottom - FOOT, area.y + HEAD

    def at(point: Point) -> Point:
        x, y = point
        return (
            area.x + SIDE + (area.w - 2 * SIDE) * (x - left) / (right - left),
            foot - (foot - head) * y / spec.top,
        )

    yield line(
        "fog/axis", (area.x + SIDE, foot), (area.right - SIDE, foot), stroke="muted", width=2.5, arrow=True
    )
    yield Label(
        key="fog/x", x=area.right - SIDE, y=foot + 46, text=spec.x, size=38, colour="muted", anchor="end"
    )
    yield Label(
        key="fog/y", x=area.x + SIDE, y=area.y + 16, text=spec.y, size=38, colour="muted", anchor="start"
    )
    seen = spec.stations[: taken + 1]
    near = [(x, y) for x, y in spec.curve if seen[0] - FELT <= x <= seen[-1] + FELT and y <= spec.top]
    ground = tuple(map(at, near))
    bank = Rect(area.x, area.y + BANK, area.w, foot - area.y - BANK)
    is_lifted = bool(hill.parts[2].value)
    yield from _fog((ground[0][0], ground[-1][0]), bank, is_lifted)
    if is_lifted:
        whole = tuple(at((x, y)) for x, y in spec.curve if y <= spec.top)
        yield Graph(key="fog/hill", points=whole, stroke="muted", width=4, z=-2)
    yield Graph(key="walker/ground", points=ground, stroke="accent", width=8, z=1)
    places = [at((x, _height(hill, x))) for x in seen]
    for i, (old, new) in enumerate(pairwise(places)):
        yield line(
            f"walker/step-{i}", old, (new[0], old[1]), stroke="ink", width=4, grows=True, arrow=True, z=3
        )
        yield Dot(key=f"walker/was-{i}", x=old[0], y=old[1], r=10, fill="accent", z=2)
    x, y = places[-1]
    if hill.parts[1].value:
        yield from _slope(spec.slopes[taken], (x, y), at)
    yield Dot(key="walker/ring", x=x, y=y, r=28, fill="ground", on="hill/walker/ground", z=5)
    yield Dot(key="walker/dot", x=x, y=y, r=21, fill="ink", on="hill/walker/ground", z=6)


def _fog(clear: Point, bank: Rect, is_lifted: bool) -> Iterator[Shape]:  # noqa: FBT001
    """A bank of fog on either side of what is felt, thinner towards it; one that lifts fades."""
    for layer in range(FOG_LAYERS):
        left = max(bank.x + 1, clear[0] - layer * FOG_STEP)
        right = min(bank.right - 1, clear[1] + layer * FOG_STEP)
        for side, begin, end in (("left", bank.x, left), ("right", right, bank.right)):
            yield Box(
                key=f"fog/{side}-{layer}",
                x=begin,
                y=bank.y,
                w=end - begin,
                h=bank.h,
                radius=0,
                fill=f"muted@{FOG * (layer + 1):.3f}",
                opacity=0 if is_lifted else 1,
                z=-6,
            )


def _slope(slope: float, place: Point, at: Callable[[Point], Point]) -> Iterator[Shape]:
    (x0, y0), (x1, y1) = at((0, 0)), at((1, slope))
    across, down = x1 - x0, y1 - y0
    share = TANGENT / hypot(across, down)
    x, y = place
    yield line(
        "slope/line",
        (x - across * share * 0.6, y - down * share * 0.6),
        (x + across * share, y + down * share),
        stroke="data-2",
        width=7,
        z=4,
    )


class Fit(Spec):
    """Measured points, a straight line through them, and by how much it misses each."""

    points: list[list[float]]
    x: Text = ""
    y: Text = ""
    top: Amount = 100
    work: Amount = 0
    rest: Amount = 0


def line_of(spec: Fit) -> list[Part]:
    """The two numbers of the line."""
    return [
        Part(id="work", text="watts for work", value=float(spec.work)),
        Part(id="rest", text="watts at rest", value=float(spec.rest)),
    ]


def said_line(fit: Actor) -> str:
    """The line as its numbers."""
    work, rest = (part.value or 0 for part in fit.parts)
    measured = f"{len(fit.spec.points)} measurements and a line"
    return f"{measured}: {rest:.0f} watts at rest and {work:.0f} more for full work"


def turns(_: Actor, fit: Actor) -> str:
    """Where the line is now, and by how much it misses."""
    work, rest = (part.value or 0 for part in fit.parts)
    farthest = max(abs(rest + work * x / 100 - y) for x, y in fit.spec.points)
    line_is = f"{rest:.0f} watts at rest and {work:.0f} more for full work"
    return f"the line moves to {line_is}, and misses by up to {farthest:.0f} watts"


def draw_fit(fit: Actor, area: Rect) -> Iterator[Shape]:
    """Dots, the line, and a stroke between each dot and the line."""
    work, rest = (part.value or 0 for part in fit.parts)
    side, foot, head = 10.0, area.bottom - 76, area.y + 70

    def at(x: float, y: float) -> Point:
        return (area.x + side + (area.w - 2 * side) * x / 100, foot - (foot - head) * y / fit.spec.top)

    yield line("work/x-axis", at(0, 0), at(100, 0), stroke="muted", width=2.5)
    yield line("work/y-axis", at(0, 0), at(0, fit.spec.top), stroke="muted", width=2.5)
    yield Label(
        key="work/x", x=at(100, 0)[0], y=foot + 42, text=fit.spec.x, size=38, colour="muted", anchor="end"
    )
    yield Label(
        key="work/y", x=at(0, 0)[0], y=head - 40, text=fit.spec.y, size=38, colour="muted", anchor="start"
    )
    yield line("work/line", at(0, rest), at(100, rest + work), stroke="accent", width=7, z=2)
    for i, (x, y) in enumerate(fit.spec.points):
        yield line(f"work/miss-{i}", at(x, y), at(x, rest + work * x / 100), stroke="bad", width=5, z=1)
        px, py = at(x, y)
        yield Dot(key=f"work/dot-{i}", x=px, y=py, r=13, fill="ink", z=4)


HILLSIDE = Kind(
    name="hillside",
    spec=Hillside,
    parts=walker,
    contents=walked,
    becomes=walks,
    draw=draw_hillside,
    part="part",
    example="{is: hillside, curve: [[0, 4], [2, 0], [4, 4]], stations: [1], slopes: [-2], top: 4}",
)
FIT = Kind(
    name="fit",
    spec=Fit,
    parts=line_of,
    contents=said_line,
    becomes=turns,
    draw=draw_fit,
    part="number",
    example="{is: fit, points: [[10, 28], [90, 68]], work: 50, rest: 23}",
)
