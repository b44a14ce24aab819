"""What if: an exploration as a view, with all that its script shows worked out beforehand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, product
from math import log10
from typing import Any

from markupsafe import Markup

from explainsite.content.spec import Exploration, Input, Shown
from explainsite.picture.scales import powers, round_bounds, ticks
from explainsite.site.views.exploring import (
    ChartView,
    CurveView,
    DialView,
    ExploreView,
    LevelView,
    OutcomesView,
    TickView,
    TraceView,
)
from explainsite.site.words import short
from explainsite.storyboard.words import decimals, listed, minus, number, roughly, with_decimals

ALONE, STACKED, ROW = 300, 170, 34
"""Px of height of a single chart, of each of several, and of a bar with the room around it."""
MOST_TICKS = 5
FEW = 12
"""Values of an input that are seen one by one, as dots."""
LETTER = 7.6
"""Px that a character takes beside a chart, about."""
MANY = 100
"""From here on a number has digits enough without decimals, unless its author wants some."""
APART = 19.0
"""Px from one name at a curve's end to the next, at the least."""
ABOVE, BELOW, CAP = -6, 16, 9
"""Px from a level line to the baseline of its name, and how high its letters are."""
NAMED = 15.0
"""Per cent of the field that such a name takes, about."""
WIDE = 1000
"""Of the field of a path, and of a slider."""


def explore_view(found: Exploration, *, has_film: bool) -> ExploreView:
    """The view of an exploration with its outcomes."""
    grid = _Grid(found)
    curved = [one for one in found.shows if one.form == "curves"]
    barred = [one for one in found.shows if one.form == "bars"]  # above the axis of the curves
    drawn = [_drawn(one, grid, ALONE if len(curved) < 2 else STACKED) for one in (*barred, *curved)]
    before, behind = max(one.before for one in drawn), max(one.behind for one in drawn)
    counter = count()
    charts = tuple(
        one.view(before, behind, [next(counter) for _ in one.shown.of], has_mark=one.shown in curved[:1])
        for one in drawn
    )
    first = found.inputs[0]
    return ExploreView(
        ask=found.ask,
        say=found.say,
        whose="film" if has_film else "text",
        charts=charts,
        x=grid.xs[first.at],
        ticks=tuple(_level_ticks(first, grid.x)) if curved else (),
        dials=tuple(_dial(one, places) for one, places in zip(found.inputs, grid.dials, strict=True)),
        table=_table(found, grid),
        data=_data(found, grid, drawn),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """From a value to its share of an axis, 0 to 1."""

    low: float
    high: float
    log: bool

    def __call__(self, value: float) -> float:
        low, high = (log10(self.low), log10(self.high)) if self.log else (self.low, self.high)
        return ((log10(value) if self.log else value) - low) / (high - low)


class _Grid:
    """The outcomes of an exploration by the places of its inputs' values."""

    def __init__(self, found: Exploration) -> None:
        first, *others = found.inputs
        self.columns = len(first.values)
        self.rows = len(others[0].values) if others else 1
        self.film = (first.at, others[0].at if others else 0)
        self.outcomes = found.outcomes
        self.x = _Scale(first.values[0], first.values[-1], first.log)
        self.xs = [short(100 * self.x(value)) for value in first.values]
        self.dials = [
            [round(WIDE * self.x(value)) for value in first.values],
            *([round(WIDE * at / (len(one.values) - 1)) for at in range(len(one.values))] for one in others),
        ]
        """Where each value is on its slider: of the first input just below its place on the axis."""

    def values(self, name: str) -> list[list[float]]:
        """What a name stands for: for each value of the second input a row over the first."""
        flat = [float(outcome[name]) for outcome in self.outcomes]
        return [flat[row * self.columns : (row + 1) * self.columns] for row in range(self.rows)]


def _written(one: Input | Shown, value: float) -> str:
    if one.format:
        text = format(value, with_decimals(one.format, decimals(value)))
    else:
        text = number(round(value)) if abs(value) >= MANY else roughly(value)
    return minus(text) + one.unit


def _at_ticks(one: Input | Shown, values: Sequence[float]) -> list[str]:
    """The numbers at the ticks of an axis, all with as many decimals as the finest of them needs."""
    if one.log:
        return [minus(number(value)) + one.unit for value in values]
    is_share = one.format.endswith("%")
    places = max(decimals(100 * value if is_share else value) for value in values)
    form = f".{places}%" if is_share else f",.{places}f"
    return [minus(format(value, form)) + one.unit for value in values]


def _level_ticks(first: Input, x: _Scale) -> Iterator[TickView]:
    few = len(first.values) <= MOST_TICKS + 2
    shown = first.values if few else (powers if first.log else ticks)(x.low, x.high, MOST_TICKS)
    for value, text in zip(shown, _at_ticks(first, shown), strict=True):
        yield TickView(at=short(100 * x(value)), text=text)


def _dial(one: Input, places: Sequence[int]) -> DialView:
    text = _written(one, one.values[one.at])
    return DialView(label=one.label, at=places[one.at], text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """A chart before it is known how much room those beside it need."""

    shown: Shown
    grid: _Grid
    height: int
    rows: dict[str, list[list[float]]]
    """The values of each name."""
    at: dict[str, list[list[str]]]
    """Where each of them is: px of a curve's height, or the per cent of a bar."""
    ends: list[dict[str, float]]
    """Where the names of several curves stand, for each value of the second input."""
    ticks: tuple[TickView, ...]
    lines: tuple[LevelView, ...]

    @property
    def before(self) -> int:
        """Px before the field, for numbers or the names of bars."""
        is_bars = self.shown.form == "bars"
        names = [name or self.shown.label for name in self.shown.of]
        texts = names if is_bars else [one.text for one in self.ticks]
        return round(max(map(len, texts)) * LETTER) + 14

    @property
    def behind(self) -> int:
        """Px behind the field, for the names of curves or the numbers of bars."""
        if self.shown.form == "bars":
            texts = [
                _written(self.shown, value) for rows in self.rows.values() for row in rows for value in row
            ]
            return round(max(map(len, texts)) * LETTER) + 14
        return round(max(map(len, self.shown.of)) * LETTER) + 16 if self.ends else 18

    def view(self, before: int, behind: int, places: Sequence[int], *, has_mark: bool) -> ChartView:
        """The chart with so many px beside its field; `places` are those of its curves among all."""
        curves = (
            self._curve(role, name, place)
            for role, (name, place) in enumerate(zip(self.shown.of, places, strict=True))
        )
        return ChartView(
            form=self.shown.form,
            label=self.shown.label,
            description=_described(self),
            height=self.height,
            before=before,
            behind=behind,
            ticks=self.ticks,
            lines=self.lines,
            curves=tuple(curves),
            has_mark=has_mark,
        )

    def _curve(self, role: int, name: str, place: int) -> CurveView:
        column, row = self.grid.film
        text = _written(self.shown, self.rows[name][row][column])
        if self.shown.form == "bars":
            y, at = short(role * ROW + ROW / 2), self.at[name][row][column]
            called = _called(self.shown, name)
            return CurveView(
                place=place, role=1, name=name or self.shown.label, called=called, text=text, y=y, at=at
            )
        xs = [short(float(x) * WIDE / 100) for x in self.grid.xs]
        paths = tuple(
            _path(list(zip(xs, heights, strict=True)), is_now=at == row)
            for at, heights in enumerate(self.at[name])
        )
        return CurveView(
            place=place,
            role=role + 1,
            name=name,
            called=_called(self.shown, name),
            text=text,
            y=self.at[name][row][column],
            end=short(self.ends[row][name]) if self.ends else "",
            paths=paths,
        )


def _path(points: Sequence[tuple[str, str]], *, is_now: bool) -> TraceView:
    d = "M" + "L".join(f"{x} {y}" for x, y in points)
    dots = "".join(f"M{x} {y}h0" for x, y in points) if len(points) <= FEW else ""
    return TraceView(d=d, dots=dots, is_now=is_now)


def _drawn(shown: Shown, grid: _Grid, tall: int) -> _Drawn:
    rows = {name: grid.values(name) for name in shown.of}
    values = [value for of_name in rows.values() for row in of_name for value in row]
    if shown.form == "bars":
        most = max(values) or 1.0
        at = {name: [[short(100 * v / most) for v in row] for row in all_] for name, all_ in rows.items()}
        height = ROW * len(shown.of)
        return _Drawn(shown=shown, grid=grid, height=height, rows=rows, at=at, ends=[], ticks=(), lines=())
    reach = [*values, *(at for _, at in shown.lines)]
    low, high = _apart(min(reach), max(reach), log=shown.log)
    steps = MOST_TICKS if tall == ALONE else MOST_TICKS - 2
    y = _Scale(*round_bounds(low, high, steps, log=shown.log), shown.log)

    def px(value: float) -> str:
        return short(round(tall * (1 - y(value)), 1))

    numbers = (powers if shown.log else ticks)(y.low, y.high, steps)
    at = {name: [[px(value) for value in row] for row in all_] for name, all_ in rows.items()}
    return _Drawn(
        shown=shown,
        grid=grid,
        height=tall,
        rows=rows,
        at=at,
        ends=[
            _spread({name: float(at[name][row][-1]) for name in shown.of}, tall) for row in range(grid.rows)
        ]
        if len(shown.of) > 1
        else [],
        ticks=tuple(
            TickView(at=px(value), text=text)
            for value, text in zip(numbers, _at_ticks(shown, numbers), strict=True)
        ),
        lines=tuple(_level(name, float(px(value)), grid.xs, at, tall) for name, value in shown.lines),
    )


def _level(
    name: str, y: float, xs: Sequence[str], at: Mapping[str, Sequence[Sequence[str]]], tall: float
) -> LevelView:
    """A line with its name at the end, and on the side, where curves leave it most room."""
    rows = [list(map(float, row)) for of_name in at.values() for row in of_name]

    def room(end: int, dy: int) -> float:
        middle = y + dy - CAP / 2
        near = [place for place, x in enumerate(map(float, xs)) if abs(x - end) <= NAMED]
        return min(tall - middle, middle, *(abs(row[place] - middle) for row in rows for place in near))

    end, dy = max(product((100, 0), (ABOVE, BELOW)), key=lambda place: room(*place))
    return LevelView(at=short(y), text=name, x=f"{end}%", anchor="end" if end else "start", dy=dy)


def _apart(low: float, high: float, *, log: bool) -> tuple[float, float]:
    if low < high:
        return low, high
    return (low / 2, high * 2) if log else (low - 1, high + 1)


def _spread(wanted: dict[str, float], tall: float) -> dict[str, float]:
    """The heights of names in the order of their curves, moved apart where they would meet."""
    order = sorted(wanted, key=lambda name: wanted[name])
    placed: dict[str, float] = {}
    free = -tall
    for name in order:
        placed[name] = free = max(wanted[name], free + APART)
    limit = tall
    for name in reversed(order):
        placed[name] = limit = min(placed[name], limit)
        limit -= APART
    return placed


def _described(drawn: _Drawn) -> str:
    """The chart in words: where each curve begins, turns and ends."""
    shown, row = drawn.shown, drawn.grid.film[1]
    first = "" if shown.form == "bars" else "from left to right, "
    said = []
    for name in shown.of:
        values = drawn.rows[name][row]
        begin, end = _written(shown, values[0]), _written(shown, values[-1])
        turns = [find(values) for find in (min, max) if find(values) not in (values[0], values[-1])]
        between = "".join(f" over {_written(shown, turn)}" for turn in turns)
        said.append(f"{name if len(shown.of) > 1 else ''} from {begin}{between} to {end}".strip())
    return f"{shown.label}: {first}{listed(said)}"


def _table(found: Exploration, grid: _Grid) -> OutcomesView:
    """One number of two inputs is a table of both; else each call has a row."""
    shown = [(one, name) for one in found.shows for name in one.of]
    if len(found.inputs) > 1 and len(shown) == 1:
        return _crossed(found, grid, *shown[0])
    first, *others = found.inputs
    values = [(one, grid.values(name)) for one, name in shown]
    rows = (
        (
            _written(first, first.values[i]),
            *(_written(other, other.values[j]) for other in others),
            *(_written(one, of_name[j][i]) for one, of_name in values),
        )
        for j, i in product(range(grid.rows), range(grid.columns))
    )
    heads = (*(one.label for one in found.inputs), *(_called(one, name) for one, name in shown))
    column, row = grid.film
    return OutcomesView(across="", heads=heads, rows=tuple(rows), film_row=row * grid.columns + column)


def _crossed(found: Exploration, grid: _Grid, one: Shown, name: str) -> OutcomesView:
    first, second = found.inputs
    values = grid.values(name)
    rows = (
        (_written(first, value), *(_written(one, row[i]) for row in values))
        for i, value in enumerate(first.values)
    )
    heads = (first.label, *(_written(second, value) for value in second.values))
    return OutcomesView(across=second.label, heads=heads, rows=tuple(rows), film_row=grid.film[0])


def _called(one: Shown, name: str) -> str:
    return f"{one.label}, {name}" if len(one.of) > 1 else one.label


def _data(found: Exploration, grid: _Grid, drawn: Sequence[_Drawn]) -> Markup:
    """What the script shows for each choice, so that it writes no number and knows no scale."""
    curves = [
        {
            "name": _called(one.shown, name),
            "texts": [[_written(one.shown, value) for value in row] for row in one.rows[name]],
            "at": one.at[name],
            "ends": [short(ends[name]) for ends in one.ends],
        }
        for one in drawn
        for name in one.shown.of
    ]
    data: dict[str, Any] = {
        "xs": grid.xs,
        "inputs": [
            {"places": places, "texts": [_written(one, value) for value in one.values]}
            for one, places in zip(found.inputs, grid.dials, strict=True)
        ],
        "curves": curves,
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.replace("&", "&amp;").replace("'", "&#39;"))  # noqa: S704 - within single quotes
