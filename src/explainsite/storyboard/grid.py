"""`layout:` text into a grid of named areas."""

from __future__ import annotations

from dataclasses import replace

from explainsite.content.nodes import Node, Scalar
from explainsite.diagnostics import Report, Span
from explainsite.storyboard.state import Area, Grid

EMPTY = "."
MOST_ROWS, MOST_COLUMNS = 12, 12
"""A finer grid leaves no room for anything in its cells."""


def read_grid(node: Node | None, actors: list[str], span: Span, report: Report) -> Grid | None:
    """The grid that a `layout:` block draws; without one, the actors stand below each other.

    A picture may stand them otherwise then, along the way that messages go (`picture/flow.py`).
    Each line is a row, each word an area's name in that column; `.` is empty. Lines must have equally many
    words, and the cells of one name must form a rectangle.
    """
    if node is None:
        below = _grid([[actor] for actor in actors], span, report)
        return below and replace(below, is_written=False)
    if not isinstance(node, Scalar) or not (node.text or "").strip():
        report.add(
            "bad-layout",
            "`layout` must be a block of text: a line a row, a word an area",
            span,
            hint="write `layout: |` and the rows below it, indented",
        )
        return None
    assert node.text is not None
    return _grid([line.split() for line in node.text.split("\n") if line.strip()], span, report)


def _grid(rows: list[list[str]], span: Span, report: Report) -> Grid | None:
    if not rows:
        return Grid(rows=1, columns=1, areas=())
    widest = max(len(row) for row in rows)
    if len(rows) > MOST_ROWS or widest > MOST_COLUMNS:
        report.add(
            "bad-layout",
            f"the layout has {len(rows)} rows and {widest} columns",
            span,
            hint=f"a picture has room for {MOST_ROWS} rows and {MOST_COLUMNS} columns; write a `layout:`"
            " with those areas that are seen together, and new ones in later beats",
        )
        return None
    for number, row in enumerate(rows, 1):
        if len(row) != widest:
            report.add(
                "bad-layout",
                f"row {number} of the layout has {len(row)} columns, another has {widest}",
                span,
                hint="give each row equally many words; `.` stands for an empty cell",
            )
            return None
    return _areas(rows, span, report)


def _areas(rows: list[list[str]], span: Span, report: Report) -> Grid | None:
    cells: dict[str, list[tuple[int, int]]] = {}
    for r, row in enumerate(rows):
        for c, name in enumerate(row):
            if name != EMPTY:
                cells.setdefault(name, []).append((r, c))
    areas = {name: _bounds(places) for name, places in cells.items()}
    for name, area in areas.items():
        if area.rows * area.columns != len(cells[name]):
            report.add(
                "bad-layout",
                f"the area `{name}` is not a rectangle",
                span,
                hint=f"let the cells named `{name}` touch and form one rectangle",
            )
            return None
    return Grid(rows=len(rows), columns=len(rows[0]), areas=tuple(areas.items()))


def _bounds(cells: list[tuple[int, int]]) -> Area:
    rows, columns = [r for r, _ in cells], [c for _, c in cells]
    return Area(
        row=min(rows),
        column=min(columns),
        rows=max(rows) - min(rows) + 1,
        columns=max(columns) - min(columns) + 1,
    )
