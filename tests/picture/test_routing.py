"""Links and messages keep one distance from what they join."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainsite.picture.compose import pictures_of
from explainsite.picture.paths import alike, line, middle, rounded, samples
from explainsite.picture.routing.clearance import Connector
from explainsite.picture.routing.direct import GAP, RAY, apart, direct_path, pill_path, value_path
from explainsite.picture.routing.ends import Ends
from explainsite.picture.routing.fans import single
from explainsite.picture.routing.orthogonal import orthogonal_path
from explainsite.picture.routing.router import link_route, message_route
from explainsite.picture.shapes import Curve, Rect
from explainsite.storyboard.state import Target
from storyboard.filmscript import read_film

sizes = st.floats(60, 320)


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[Rect, Rect]:
    """Two rectangles with room between them, beside or above each other."""
    first = Rect(draw(st.floats(100, 400)), draw(st.floats(100, 300)), draw(sizes), draw(sizes))
    apart = draw(st.floats(380, 900))
    shift = draw(st.floats(-80, 80))
    size = (draw(sizes), draw(sizes))
    if draw(st.booleans()):
        return first, Rect(first.right + apart, first.y + shift, *size)
    return first, Rect(first.x + shift, first.bottom + apart, *size)


def distance(point: tuple[float, float], rect: Rect) -> float:
    """How far outside a rectangle a point is, on the axis on which it is farthest out."""
    x, y = point
    return max(rect.x - x, x - rect.right, rect.y - y, y - rect.bottom)


def nodes(start: Rect, end: Rect) -> Ends:
    """Two nodes that a route joins."""
    targets = Target(actor="a"), Target(actor="b")
    return Ends(start=targets[0], end=targets[1], rects=(start, end), straight=True, are_nodes=True)


@given(neighbours(), st.booleans(), st.booleans())
def test_lines_end_with_equal_gaps(pair: tuple[Rect, Rect], are_nodes: bool, is_curved: bool) -> None:  # noqa: FBT001
    start, end = pair
    joint = single(replace(nodes(start, end), are_nodes=are_nodes))
    path = direct_path(start, end, replace(joint, is_curved=is_curved))
    assert distance(path[0], start) == pytest.approx(GAP)
    assert distance(path[3], end) == pytest.approx(GAP)


@given(neighbours(), st.floats(56, 160))
def test_a_message_stops_beside_what_it_reaches(pair: tuple[Rect, Rect], wide: float) -> None:
    start, end = pair
    path = pill_path(start, end, wide, 56, single(nodes(start, end)))
    assert path is not None
    for (x, y), rect in ((path[0], start), (path[3], end)):
        pill = Rect(x - wide / 2, y - 28, wide, 56)
        gap_x = max(rect.x - pill.right, pill.x - rect.right)
        gap_y = max(rect.y - pill.bottom, pill.y - rect.bottom)
        assert max(gap_x, gap_y) == pytest.approx(GAP)


@given(neighbours(), st.booleans())
def test_a_value_goes_from_middle_to_middle(pair: tuple[Rect, Rect], beside: bool) -> None:  # noqa: FBT001
    start, end = pair
    path = value_path(start, end, beside=beside)
    assert (path[0], path[3]) == (start.centre, end.centre)


def test_the_middle_of_a_straight_line_is_half_way() -> None:
    path = direct_path(Rect(0, 0, 100, 100), Rect(500, 0, 100, 100), RAY)
    assert middle(path) == pytest.approx((300, 50))


def test_what_is_clear_is_left_as_it_is() -> None:
    start, end = Rect(100, 400, 300, 148), Rect(900, 500, 300, 148)
    ends = nodes(start, end)
    assert link_route(ends, {}).line == direct_path(start, end, RAY)
    assert message_route(ends, {}, (160, 56)).pill == pill_path(start, end, 160, 56, RAY)


@st.composite
def crowds(draw: st.DrawFn) -> tuple[list[Rect], int, int]:
    """Nodes in some of the places of a grid, and which two of them are joined."""
    columns, rows = draw(st.integers(2, 5)), draw(st.integers(1, 3))
    places = [(c, r) for c in range(columns) for r in range(rows)]
    taken = draw(st.lists(st.sampled_from(places), min_size=2, unique=True))
    wide = 1600 / columns
    rects = [Rect(150 + c * wide, 140 + r * 260, wide * 0.62, 148) for c, r in taken]
    start, end = draw(st.permutations(range(len(rects))))[:2]
    return rects, start, end


@given(crowds(), st.floats(56, 240), st.sampled_from([0.0, 20.0, -20.0]))
@settings(max_examples=60, deadline=None)
def test_lines_and_messages_go_around_what_is_between(
    crowd: tuple[list[Rect], int, int], wide: float, offset: float
) -> None:
    rects, first, last = crowd
    names = [Target(actor=f"n{i}") for i in range(len(rects))]
    obstacles = {target.actor: rect for target, rect in zip(names, rects, strict=True)}
    ends = Ends(start=names[first], end=names[last], rects=(rects[first], rects[last]), straight=True)
    others = [rect for i, rect in enumerate(rects) if i not in {first, last}]
    line = link_route(ends, obstacles, offset=offset)
    message = message_route(ends, obstacles, (wide, 56), offset=offset)
    assert not line.blocked_by
    assert all(distance(at, rect) > 0 for at in samples(line.line, 60) for rect in others)
    for x, y in samples(message.pill, 60) if not message.blocked_by else ():
        pill = Rect(x - wide / 2, y - 28, wide, 56)
        assert all(apart(pill, rect) > 0 for rect in others)


def test_a_bow_begins_and_ends_with_the_gap_of_a_line() -> None:
    row = [Rect(100 + 400 * i, 400, 300, 148) for i in range(4)]
    obstacles = {f"n{i}": rect for i, rect in enumerate(row)}
    ends = Ends(start=Target(actor="n0"), end=Target(actor="n3"), rects=(row[0], row[3]), straight=True)
    path = link_route(ends, obstacles).line
    assert distance(path[0], row[0]) == pytest.approx(GAP)
    assert distance(path[-1], row[3]) == pytest.approx(GAP)


def test_an_orthogonal_path_goes_around_a_wall_at_its_shorter_side() -> None:
    start, end, wall = Rect(900, 100, 100, 80), Rect(900, 700, 100, 80), Rect(500, 400, 900, 40)
    path = orthogonal_path(Connector(start, end, (wall,)), 20)
    assert path is not None
    points = samples(path, 60)
    assert all(distance(at, wall) >= 19.9 for at in points)
    assert min(x for x, _ in points) == pytest.approx(480)
    assert max(x for x, _ in points) == pytest.approx(900 - GAP)


def test_a_walled_end_is_told() -> None:
    start, end = Rect(100, 400, 200, 100), Rect(1500, 400, 200, 100)
    wall = {"wall": Rect(900, -100, 60, 1400)}
    ends = Ends(start=Target(actor="a"), end=Target(actor="b"), rects=(start, end), straight=True)
    assert link_route(ends, wall).blocked_by == ("wall",)
    assert message_route(ends, wall, (160, 56)).blocked_by == ("wall",)


def test_a_line_ends_on_a_part_and_not_between_two() -> None:
    cells = tuple(Rect(100 + i * 114, 300, 100, 100) for i in range(4))
    row, node = Rect(100, 300, 442, 100), Rect(200, 700, 300, 148)
    ends = replace(nodes(row, node), are_nodes=False, parts=(cells, ()))
    (x, _), *_ = link_route(ends, {}).line
    assert any(cell.x < x < cell.right for cell in cells)


@given(st.lists(st.tuples(st.floats(0, 1800), st.floats(0, 1000)), min_size=3, max_size=6))
def test_paths_in_more_pieces_run_where_they_ran(corners: list[tuple[float, float]]) -> None:
    path, straight = rounded(corners, 30), line(corners[0], corners[-1])
    one, other = alike(path, straight)
    assert len(one) == len(other)
    assert one == path
    for x, y in samples(other, 4):
        (ax, ay), (bx, by) = corners[0], corners[-1]
        assert abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) < 1e-3 * max(1.0, abs(bx - ax) + abs(by - ay))


FAN = """
layout: |
  root root root
  a b c
stage:
  root: {is: cells, columns: 4, items: [1, 2, 3, 4]}
  a: {is: cells, columns: 2, items: [1, 2]}
  b: {is: cells, columns: 2, items: [3, 4]}
  c: {is: cells, columns: 2, items: [5, 6]}
do:
- show: [root, a, b, c]
- link: {from: root, to: [a, b, c]}
"""


def test_lines_that_fan_out_of_one_thing_do_not_cross() -> None:
    board = read_film(FAN).board
    assert board is not None
    (beat,) = pictures_of(board)
    lines = [shape for shape in beat.steps[-1].shapes if isinstance(shape, Curve) and "/line" in shape.key]
    fan = sorted((curve.points[-1][0], curve.points[0][0]) for curve in lines)
    assert len(fan) == 3
    assert [start for _, start in fan] == sorted(start for _, start in fan)


COLUMN = """
layout: |
  a b c
  d list e
  f g h
stage:
  list: {is: list, items: [one, two, three, four, five]}
  FROM: {is: KIND}
do:
- show: [list, FROM]
- link: {from: ENDS}
"""


@pytest.mark.parametrize("kind", ["node, text: A", "tokens, items: [x, y]"])
@pytest.mark.parametrize("place", "abcdefgh")
@pytest.mark.parametrize("row", ["one", "three", "five"])
@pytest.mark.parametrize("to_row", [True, False])
def test_a_line_to_one_of_several_rows_ends_on_it(kind: str, place: str, row: str, to_row: bool) -> None:  # noqa: FBT001
    layout = COLUMN
    for other in set("abcdefgh") - {place}:
        layout = re.sub(rf"(?m)^(  [a-z. ]*)\b{other}\b", r"\1.", layout)
    part = place if kind.startswith("node") else f"{place}.1"
    ends = f"{part}, to: list.{row}" if to_row else f"list.{row}, to: {part}"
    film = read_film(layout.replace("FROM", place).replace("KIND", kind).replace("ENDS", ends))
    assert film.board is not None, film.found
    assert not film.found
    picture = pictures_of(film.board)[-1].steps[-1]
    (route,) = picture.routes.values()
    rows = dict(picture.drawings["list"].anchors)
    mine, at = rows[row], route.line[-1 if to_row else 0]
    assert distance(at, mine) == pytest.approx(GAP * picture.artboard.zoom)
    assert mine.x < at[0] < mine.right or mine.y < at[1] < mine.bottom
    for name in {"one", "two", "three", "four", "five"} - {row}:
        assert all(distance(point, rows[name]) > 0 for point in samples(route.line, 60))
