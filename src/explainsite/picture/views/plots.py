"""Plots: curves over a calm grid, each with its name at its end, and honest axes that stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from explainsite.picture.drawing import Drawing, Reach, Setting
from explainsite.picture.keys import join, name_of
from explainsite.picture.placing import LineSegment, Room, places_around
from explainsite.picture.shapes import Curve, Dot, Graph, Label, Rect, Shape, bounds
from explainsite.picture.typeface import width
from explainsite.picture.views.axes import (
    TICK_SIZE,
    Axis,
    level_axis,
    spaced_texts,
    tick_texts,
    tick_width,
    upright_axis,
)
from explainsite.picture.views.common import DIMMED, OPACITY, across, label_above
from explainsite.picture.views.view import View
from explainsite.storyboard.actors.curves import drawn, is_reading, marked, written_on
from explainsite.storyboard.state import Actor, Part, Point
from explainsite.storyboard.words import decimals, minus, with_decimals

HEAD, NAME, FOOT = 64.0, 52.0, 48.0
"""Px for the label of the plot, the name of its upright axis, and the numbers below it."""
PEAK = 78.0
"""Px for words above a point that stands highest."""
NAME_SIZE, END_SIZE = 34.0, 36.0
TICK_GAP, END_GAP, WORD_GAP = 20.0, 20.0, 8.0
END_STEP = 42.0
"""Px from one name at a curve's end to the next."""
POINT, MARKER, END = 11.0, 15.0, 9.0
LINE, LIT_LINE = 6.5, 9.0
LIT, RING = 3.0, 5.0
"""Px by which the dot of a point grows in the light, and of the ring of ground around it."""
LEAST_FIELD = 160.0
"""Px of height below which curves cannot be told apart, and the least width of the field."""
COUNTED = ",.2f"
"""How the number at a marker is written unless its axis says: it counts, so its decimals stay as many."""
CYCLE = ("accent", "data-2", "data-3", "data-4", "data-5", "data-6")


def plot_height(actor: Actor) -> float | None:
    """A plot takes all the height there is."""
    return None


def plot_reach(actor: Actor) -> Reach:
    """How far a state goes to the left, to the right, down and up; the axes take in all of a film."""
    points = [point for part in actor.parts for point in part.points]
    levels = [part.value or 0.0 for part in actor.parts if part.sort == "line"]
    xs, ys = [x for x, _ in points], [*(y for _, y in points), *levels]
    return (-min(xs), max(xs), -min(ys), max(ys))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chart:
    """A plot's axes, and the field between them."""

    actor: Actor
    field: Rect
    x: Axis
    y: Axis

    def at(self, point: Point) -> Point:
        """The px of a point."""
        return (self.x.at(point[0]), self.y.at(point[1]))

    def place(self, part: Part) -> Point:
        """Where a point, a marker, or the end of a curve or line is."""
        if part.sort == "line":
            return (self.field.right, self.y.at(part.value or 0.0))
        return self.at(marked(self.actor, part) if part.sort == "marker" else part.points[-1])


def draw_plot(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """Grid and axes, areas, lines, curves, points and markers, and names where they cover nothing."""
    chart = _chart(actor, area, setting.reach or plot_reach(actor))
    shown = [part for part in actor.parts if part.filled]
    shapes: list[Shape] = [*label_above(actor, area, Setting(has_rail=True), area.y + 20)]
    shapes += _axes(chart, area)
    for part in shown:
        shapes += _DRAW[part.sort](chart, part)
    shapes += _ends(chart, shown)
    room = Room(field=area, things=_things(chart, shown, shapes), lines=_lines(shapes), faint=_grid(shapes))
    words, problems = _words(chart, shown, room)
    anchors = {part.id: _anchor(chart, part) for part in actor.parts}
    problems += ("there is too little height for curves",) if chart.field.h < LEAST_FIELD else ()
    return Drawing(
        shapes=(*shapes, *words), anchors={**anchors, "": chart.field}, straight=True, problems=problems
    )


def _chart(actor: Actor, area: Rect, reach: Reach) -> _Chart:
    """The field is what names and numbers leave; those that come later count, so that nothing jumps."""
    spec = actor.spec
    has_words = bool(spec.points or spec.markers) and not (spec.y.label or actor.label)
    above = PEAK if has_words else NAME if spec.y.label else TICK_SIZE / 2
    top = area.y + (HEAD if actor.label else 0.0) + above
    bottom = area.bottom - FOOT - (NAME_SIZE + 12 if spec.x.label else 0.0)
    y = upright_axis(spec.y, (-reach[2], reach[3]), (bottom, top), zero=bool(spec.area))
    left = area.x + TICK_GAP + max((tick_width(text) for _, text in tick_texts(y)), default=0.0)
    named = max((END_GAP + wide for wide in _end_widths(actor)), default=30.0)
    right = max(area.right - named, left + LEAST_FIELD)
    x = level_axis(spec.x, (-reach[0], reach[1]), (left, right))
    return _Chart(actor=actor, field=Rect(left, top, right - left, bottom - top), x=x, y=y)


def _end_widths(actor: Actor) -> list[float]:
    named = [part for part in actor.parts if part.sort in {"series", "line"}]
    return [width(_end_name(actor, part), "sans", 600, END_SIZE) for part in named]


def _end_name(actor: Actor, part: Part) -> str:
    return f"{part.text} {written_on(actor.spec.y, part.value or 0.0)}" if part.sort == "line" else part.text


def _axes(chart: _Chart, area: Rect) -> list[Shape]:
    """Level lines for the numbers of the upright axis, the other axis below them, and what both measure."""
    field, spec = chart.field, chart.actor.spec
    opacity = DIMMED if all(part.emphasis == "dim" for part in chart.actor.parts) else 1.0
    grid = [_level(chart, f"y-{tick:g}", chart.y.at(tick)) for tick in chart.y.ticks]
    grid.append(_level(chart, "base", field.bottom, role="muted", wide=2.0))
    numbers = [
        _note(chart, f"y-{tick:g}-text", (field.x - TICK_GAP, chart.y.at(tick)), text, "end")
        for tick, text in tick_texts(chart.y)
    ]
    numbers += [
        _note(chart, f"x-{tick:g}-text", (chart.x.at(tick), field.bottom + 32), text, "middle")
        for tick, text in spaced_texts(chart.x)
    ]
    names = [
        _note(chart, "y-name", (area.x, field.y - NAME + 12), spec.y.label, "start"),
        _note(chart, "x-name", (field.right, field.bottom + 72), spec.x.label, "end"),
    ]
    shapes = (*grid, *numbers, *(name for name in names if name.text))
    return [replace(shape, opacity=opacity, z=-7) for shape in shapes]


def _level(chart: _Chart, name: str, y: float, *, role: str = "line", wide: float = 1.5) -> Curve:
    key = join(chart.actor.id, "axis", name)
    return across(key, chart.field.x, chart.field.right, y, role=role, wide=wide, opacity=1.0)


def _note(chart: _Chart, name: str, at: Point, text: str, anchor: Literal["start", "middle", "end"]) -> Label:
    size = NAME_SIZE if name.endswith("-name") else TICK_SIZE
    key = join(chart.actor.id, "axis", name)
    return Label(key=key, x=at[0], y=at[1], text=text, size=size, colour="muted", anchor=anchor)


def _role(actor: Actor, part: Part) -> str:
    """The role of a part: its own, or the one of its place among the curves."""
    if part.role:
        return part.role
    if part.sort == "series":
        return CYCLE[list(actor.spec.series).index(part.id) % len(CYCLE)]
    return "muted" if part.sort == "line" else "ink"


def _series(chart: _Chart, part: Part) -> list[Shape]:
    """A curve with a dot at its end; the area below it begins at 0, or where the axis does."""
    key, role = join(chart.actor.id, part.id), _role(chart.actor, part)
    opacity = OPACITY[part.emphasis]
    points = tuple(map(chart.at, drawn(chart.actor, part)))
    x, y = points[-1]
    end = Dot(key=join(key, "end"), x=x, y=y, r=END, fill=role, opacity=opacity, on=join(key, "line"), z=2)
    if len(points) == 1:
        return [end]
    wide = LIT_LINE if part.emphasis == "lit" else LINE
    line = Graph(key=join(key, "line"), points=points, stroke=role, width=wide, opacity=opacity, z=1)
    if part.id not in chart.actor.spec.area:
        return [line, end]
    base = chart.field.bottom if chart.y.spec.log else chart.y.at(min(max(0.0, chart.y.low), chart.y.high))
    area = Graph(key=join(key, "area"), points=points, fill=f"{role}@0.16", base=base, opacity=opacity, z=-6)
    return [area, line, end]


def _line(chart: _Chart, part: Part) -> list[Shape]:
    role, opacity = _role(chart.actor, part), OPACITY[part.emphasis]
    y, field = chart.y.at(part.value or 0.0), chart.field
    key = join(chart.actor.id, part.id, "line")
    line = across(key, field.x, field.right, y, role=role, wide=3.0, opacity=opacity)
    return [replace(line, dashed=True)]


def _spot(chart: _Chart, part: Part) -> list[Shape]:
    """A dot with a ring of ground around it, so that it stands apart from the curve that it lies on."""
    key, role = join(chart.actor.id, part.id), _role(chart.actor, part)
    x, y = chart.place(part)
    r = _radius(part) + (LIT if part.emphasis == "lit" else 0)
    marker = chart.actor.spec.markers.get(part.id)
    on = join(chart.actor.id, marker.along, "line") if marker else ""
    dot = Dot(key=join(key, "dot"), x=x, y=y, r=r, fill=role, opacity=OPACITY[part.emphasis], on=on, z=4)
    return [Dot(key=join(key, "ground"), x=x, y=y, r=r + RING, fill="ground", on=on, z=3), dot]


def _radius(part: Part) -> float:
    return POINT if part.sort == "point" else MARKER


_DRAW: dict[str, Callable[[_Chart, Part], list[Shape]]] = {
    "series": _series,
    "line": _line,
    "point": _spot,
    "marker": _spot,
}


def _ends(chart: _Chart, shown: list[Part]) -> list[Label]:
    """The names of curves and lines at their right ends, moved apart where they would meet."""
    labels = [_end(chart, part) for part in shown if part.sort in {"series", "line"}]
    placed: list[Label] = []
    for x in dict.fromkeys(round(label.x) for label in labels):
        column = sorted((label for label in labels if round(label.x) == x), key=lambda label: label.y)
        heights = spread([label.y for label in column], END_STEP, chart.field.y, chart.field.bottom)
        placed += [replace(label, y=y) for label, y in zip(column, heights, strict=True)]
    return placed


def _end(chart: _Chart, part: Part) -> Label:
    x, y = chart.place(part)
    return Label(
        key=join(chart.actor.id, part.id, "name"),
        x=x + END_GAP,
        y=y,
        text=_end_name(chart.actor, part),
        size=END_SIZE,
        weight=600,
        colour=_role(chart.actor, part),
        anchor="start",
        opacity=OPACITY[part.emphasis],
        z=2,
    )


def spread(heights: list[float], apart: float, top: float, bottom: float) -> list[float]:
    """Heights in order, moved as little as it takes to be `apart`, and within `top` and `bottom`."""
    groups: list[tuple[float, int]] = []
    for height in heights:
        middle, count = _kept(height, 1, apart, top, bottom), 1
        while groups and groups[-1][0] + (groups[-1][1] + count) * apart / 2 > middle + 1e-9:
            before, many = groups.pop()
            middle, count = (before * many + middle * count) / (many + count), many + count
            middle = _kept(middle, count, apart, top, bottom)
        groups.append((middle, count))
    return [middle + (i - (count - 1) / 2) * apart for middle, count in groups for i in range(count)]


def _kept(middle: float, count: int, apart: float, top: float, bottom: float) -> float:
    """The middle of so many names that all of them are within `top` and `bottom`."""
    half = (count - 1) * apart / 2
    return max(min(middle, bottom - half), top + half)


def _words(chart: _Chart, shown: list[Part], room: Room) -> tuple[list[Label], tuple[str, ...]]:
    """The names of points and the values at markers, where they cover neither curve nor name."""
    labels: list[Label] = []
    problems: list[str] = []
    for part in shown:
        if part.sort in {"point", "marker"}:
            label = _word(chart, part)
            place = _beside(chart, part, label, room)
            if part.sort == "point" and not part.note and is_reading(chart.actor, part):
                longer = replace(label, text=f"{part.text} {written_on(chart.y.spec, part.points[0][1])}")
                place_of_both = _beside(chart, part, longer, room)
                if room.is_clear(place_of_both):
                    label, place = longer, place_of_both
            if not room.is_clear(place):
                problems.append(f"“{label.text}” has no room beside its {part.sort}")
            room = room.taken(place)
            labels.append(replace(label, x=place.centre[0], y=place.centre[1]))
    return labels, tuple(problems)


def _beside(chart: _Chart, part: Part, label: Label, room: Room) -> Rect:
    """The best place for words beside a point."""
    wide = width(label.text, label.face, label.weight, label.size)
    return room.best(places_around(_room_of(chart, part), wide, label.size, WORD_GAP))


def _word(chart: _Chart, part: Part) -> Label:
    """A point's name, or the number at a marker; or what its note says in its stead."""
    axis = chart.y.spec
    word = Label(
        key=join(chart.actor.id, part.id, "text"),
        x=0.0,
        y=0.0,
        text=part.note or part.text,
        size=END_SIZE,
        weight=600,
        colour=_role(chart.actor, part),
        opacity=OPACITY[part.emphasis],
        z=5,
    )
    if part.note or part.sort == "point":
        return word
    _, value = marked(chart.actor, part)
    form = with_decimals(axis.format or COUNTED, decimals(value))
    word = replace(word, text=minus(format(value, form)) + axis.unit)
    if axis.log:
        return word
    return replace(word, number=value, format=f"{form}\0{axis.unit}", slope=chart.y.slope)


def _things(chart: _Chart, shown: list[Part], shapes: Sequence[Shape]) -> tuple[Rect, ...]:
    """What words must not cover: other words, and dots, however large they are at the moment."""
    labels = [bounds(shape) for shape in shapes if isinstance(shape, Label)]
    ends = [bounds(shape) for shape in shapes if isinstance(shape, Dot) and name_of(shape.key) == "end"]
    return (*labels, *ends, *(_room_of(chart, part) for part in shown if part.sort in {"point", "marker"}))


def _room_of(chart: _Chart, part: Part) -> Rect:
    """What the dot of a point takes up when it is largest."""
    (x, y), r = chart.place(part), _radius(part) + LIT + RING
    return Rect(x - r, y - r, 2 * r, 2 * r)


def _lines(shapes: Sequence[Shape]) -> tuple[LineSegment, ...]:
    """What words must not lie on: curves, and lines to compare with."""
    graphs = [shape.points for shape in shapes if isinstance(shape, Graph) and shape.stroke]
    levels = [(s.points[0], s.points[-1]) for s in shapes if isinstance(s, Curve) and s.dashed]
    return (*levels, *(pair for points in graphs for pair in pairwise(points)))


def _grid(shapes: Sequence[Shape]) -> tuple[LineSegment, ...]:
    return tuple((s.points[0], s.points[-1]) for s in shapes if isinstance(s, Curve) and not s.dashed)


def _anchor(chart: _Chart, part: Part) -> Rect:
    if part.sort == "line":
        return Rect(chart.field.x, chart.place(part)[1], chart.field.w, 0)
    if part.sort == "series":
        points = [chart.at(point) for point in part.points]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    x, y = chart.place(part)
    return Rect(x - MARKER, y - MARKER, 2 * MARKER, 2 * MARKER)


PLOT = View(draw_plot, plot_height, plot_reach)
