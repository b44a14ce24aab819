"""What if: a chart that a reader can move in, on the page of a piece. Heights are px, widths per cent."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class TickView:
    """A number on an axis, and where it stands."""

    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelView:
    """A line to compare with, and its name at one of its ends, above or below it."""

    at: str
    text: str
    x: str
    anchor: str
    dy: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceView:
    """A curve for one value of the second input, as an SVG path in a field that is 1000 wide."""

    d: str
    dots: str
    """Each of its points, as a path of no length; empty if they are so many that it is a line."""
    is_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveView:
    """A curve, or a bar: where it is at the film's own values, and how that is written.

    `place` counts all curves of an exploration, `role` those of its chart. `y` is a curve's height, or a
    bar's row; `at` where a bar ends.
    """

    place: int
    role: int
    name: str
    called: str
    """Its name beside those of other charts."""
    text: str
    y: str
    at: str = ""
    end: str = ""
    """Where its name stands, if there are several."""
    paths: tuple[TraceView, ...] = ()

    @property
    def has_dots(self) -> bool:
        """Whether its values are few enough to be seen one by one."""
        return any(path.dots for path in self.paths)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A chart: curves over the first input, or bars. `before` and `behind` are the px beside its field."""

    form: str
    label: str
    description: str
    height: int
    before: int
    behind: int
    ticks: tuple[TickView, ...]
    lines: tuple[LevelView, ...]
    curves: tuple[CurveView, ...]
    has_mark: bool
    """Whether the film's own value is named above it: above the first with curves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DialView:
    """An input: what it is called, where the film's own value is from 0 to 1000, and how that is written."""

    label: str
    at: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesView:
    """All outcomes as a table: its heads and rows, and which row has the film's own values."""

    across: str
    """The second input, where each of its values is a column; else empty."""
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    film_row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploreView:
    """What if: charts, inputs, and all outcomes in a table."""

    ask: str
    say: str
    whose: str
    """Whose values stand there at first: those of the "film" or the "text"."""
    charts: tuple[ChartView, ...]
    x: str
    """Where the film's own value is on the level axis."""
    ticks: tuple[TickView, ...]
    """The numbers of the level axis; none if no chart has curves."""
    dials: tuple[DialView, ...]
    table: OutcomesView
    data: Markup
    """What the script needs: JSON, for an attribute in single quotes."""

    @property
    def has_figures(self) -> bool:
        """Whether outcomes stand in large figures: those of bars stand at the bars."""
        return any(chart.form == "curves" for chart in self.charts)
