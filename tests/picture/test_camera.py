"""The camera enlarges what is in focus, leaves out what would be cut, and comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explainsite.picture.camera import MOST, is_inside
from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.shapes import Box, Curve, Dot, Graph, Label, Outline, Shape, bounds
from explainsite.picture.viewport import WHOLE, Viewport, projected
from storyboard.filmscript import Film, read_film

FILM = """\
layout: |
  client ring
  . log
stage:
  client: {is: node, text: Client}
  ring: {is: cluster, shape: row, nodes: [A, B]}
  log: {is: log, label: Log, items: [x, y], slots: 4}
do:
- show: [client, ring, log]
- link: {from: client, to: ring.B, text: asks, dashed: true}
"""


def film(*actions: str) -> Film:
    return read_film(FILM + "".join(f"- {action}\n" for action in actions))


def pictures(*actions: str) -> list[Picture]:
    read = film(*actions)
    assert read.board is not None, read.found
    return list(pictures_of(read.board)[0].steps)


def by_key(picture: Picture) -> dict[str, Shape]:
    return {shape.key: shape for shape in picture.shapes}


@pytest.mark.parametrize("focus", ["log", "log.0", "[client, ring.A]", "ring", "ring.B"])
def test_what_is_in_focus_is_larger_and_all_is_inside_the_field(focus: str) -> None:
    *_, whole, near = pictures(f"focus: {focus}")
    assert 1.0 < near.viewport.zoom <= MOST
    assert all(is_inside(bounds(shape)) for shape in near.shapes)
    sizes = {key: shape.size for key, shape in by_key(whole).items() if isinstance(shape, Label)}
    assert all(shape.size > sizes[shape.key] for shape in near.shapes if isinstance(shape, Label))
    assert {shape.key for shape in near.shapes} < set(sizes) | {shape.key for shape in whole.shapes}


def test_what_fills_the_frame_is_hardly_enlarged() -> None:
    *_, whole, near = pictures("focus: [client, ring, log]")
    assert 1.0 <= near.viewport.zoom < 1.2
    assert by_key(near).keys() == by_key(whole).keys()


def test_all_brings_everything_back() -> None:
    *_, whole, near, back = pictures("focus: log", "focus: all")
    assert near.viewport != WHOLE
    assert back.shapes == whole.shapes


def test_a_line_is_seen_with_both_of_its_ends_or_not_at_all() -> None:
    *_, both = pictures("focus: [client, ring.B]")
    *_, one = pictures("focus: client")
    assert any(key.startswith("@link/") for key in by_key(both))
    assert not any(key.startswith("@link/") for key in by_key(one))


def test_a_focus_lasts_and_follows_what_changes() -> None:
    *_, near, longer = pictures("focus: log", "append: {log: z}")
    assert "log/2/box" in by_key(longer)
    assert near.viewport == longer.viewport


def test_a_focus_on_what_leaves_is_a_look_at_the_whole() -> None:
    *_, gone = pictures("focus: log", "hide: log")
    assert gone.viewport == WHOLE


def test_the_way_between_two_viewports_leads_from_one_to_the_other() -> None:
    one, other = Viewport(zoom=1.5, x=-100, y=40), Viewport(zoom=1.2, x=30, y=-60)
    way = other.since(one)
    assert way.point(one.point((300, 200))) == pytest.approx(other.point((300, 200)))


@pytest.mark.parametrize(
    "shape",
    [
        Box(key="a/box", x=100, y=100, w=50, h=30, dashed=True),
        Label(key="a/text", x=120, y=110, text="words"),
        Dot(key="a/dot", x=120, y=110, r=9),
        Curve(key="a/line", points=((0, 0), (10, 0), (20, 0), (30, 0))),
        Graph(key="a/area", points=((0, 40), (10, 0), (30, 20)), fill="accent", base=60.0),
        Outline(key="a/sign", contours=(((0, 0), (10, 0), (10, 10), (0, 0)),)),
    ],
    ids=lambda shape: type(shape).__name__,
)
def test_every_shape_comes_back_as_it_was(shape: Shape) -> None:
    viewport = Viewport(zoom=1.6, x=-200, y=30)
    there = projected(shape, viewport)
    assert bounds(there).w == pytest.approx(bounds(shape).w * 1.6)
    back = projected(there, WHOLE.since(viewport))
    assert bounds(back).centre == pytest.approx(bounds(shape).centre)
    assert replace(back, key="") != replace(there, key="")


def test_the_transcript_says_where_the_camera_looks() -> None:
    assert film("focus: log", "focus: all").sentences[-2:] == [
        "The camera zooms in on Log.",
        "The camera zooms out.",
    ]


@pytest.mark.parametrize("action", ["note: {client: hidden}", "send: {from: client, to: log.next, text: z}"])
def test_what_happens_out_of_view_is_told(action: str) -> None:
    codes = [found.code for found in film("focus: log", action).found]
    assert codes == ["out-of-view"]


def test_what_happens_in_view_is_not() -> None:
    assert film("focus: log", "append: {log: z}", "focus: all", "note: {client: seen}").found == ()


@pytest.mark.parametrize("action", ["focus: all", "focus: nobody", "focus: log.7"])
def test_a_focus_that_shows_nothing_new_is_refused(action: str) -> None:
    (found,) = film(action).found
    assert found.severity == "error"
    assert found.hint


def test_a_focus_that_moves_nothing_is_told() -> None:
    heads = "rows: [A, B, C, D, E, F], columns: [A, B, C, D, E, F], column-label: asked"
    wall = f"stage:\n  wall: {{is: matrix, label: Pairs, {heads}}}\n"
    (found,) = read_film(wall + "do:\n- show: wall\n- focus: wall\n").found
    assert (found.code, found.message) == ("idle-focus", "the camera is as near to `wall` as it can be")
    assert found.span is not None
    assert found.span.excerpt.strip() == "- focus: wall"
    assert film("focus: log").found == ()
