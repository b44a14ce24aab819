"""`layout:` text into a grid of named areas."""

from __future__ import annotations

from explainsite.content.nodes import Node, Scalar
from explainsite.diagnostics import Report, Span
from explainsite.storyboard.state import Area, Grid

EMPTY = "."


def read_grid(node: Node | None, actors: list[str], report: Report) -> Grid | None:
    """The grid that a `layout:` block draws; without one, the actors stand below each other.

    Each line is a row, each word an area's name in that column; `.` is empty. Lines must have equally many
    words, and the cells of one name must form a rectangle.
    """
    if node is None:
        rows = [[actor] for actor in actors]
        return _grid(rows, Span(path=""), report) if rows else Grid(rows=1, columns=1, areas=())
    if not isinstance(node, Scalar) or not node.text:
        report.add("bad-layout", "`layout` must be a block of text: a line a row, a word an area", node.span,
                   hint="write `layout: |` and the rows below it, indented")  # fmt: skip
        return None
    rows = [line.split() for line in node.text.strip("\n").split("\n") if line.strip()]
    widest = max(len(row) for row in rows)
    for number, row in enumerate(rows, 1):
        if len(row) != widest:
            report.add("bad-layout", f"row {number} of the layout has {len(row)} columns, another has {widest}",
                       node.span, hint="give each row equally many words; `.` stands for an empty cell")  # fmt: skip
            return None
    return _grid(rows, node.span, report)


def _grid(rows: list[list[str]], span: Span, report: Report) -> Grid | None:
    places: dict[str, list[tuple[int, int]]] = {}
    for r, row in enumerate(rows):
        for c, name in enumerate(row):
            if name != EMPTY:
                places.setdefault(name, []).append((r, c))
    areas: list[tuple[str, Area]] = []
    for name, cells in places.items():
        area = _bounds(cells)
        if area.rows * area.columns != len(cells):
            report.add("bad-layout", f"the area `{name}` is not a rectangle", span,
                       hint=f"let the cells named `{name}` touch and form one rectangle")  # fmt: skip
            return None
        areas.append((name, area))
    return Grid(rows=len(rows), columns=len(rows[0]), areas=tuple(areas))


def _bounds(cells: list[tuple[int, int]]) -> Area:
    rows, columns = [r for r, _ in cells], [c for _, c in cells]
    return Area(
        row=min(rows), column=min(columns), rows=max(rows) - min(rows) + 1, columns=max(columns) - min(columns) + 1
    )
