"""A stage fills the frame: it is as large as all that a film shows on it has room for."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.flow import flow_grids
from explainsite.picture.layout import SAFE
from explainsite.picture.paths import samples
from explainsite.picture.pills import pill_size
from explainsite.picture.routing.direct import apart
from explainsite.picture.shapes import Label, Rect, bounds, union
from explainsite.picture.views.nodes import NAME_SIZE
from storyboard.filmscript import read_film

TALK = """
stage:
  client: {is: node, text: client}
  store: {is: node, text: store}
  reads: {is: counter, label: reads, value: 3}
do:
- show: [client, store, reads]
- send: {from: client, to: store, text: get x}
"""
TREE = """
stage:
  word: {is: node, text: apple}
  one: {is: node, text: hash 1}
  two: {is: node, text: hash 2}
  three: {is: node, text: hash 3}
  bits: {is: cells, columns: 10}
do:
- show: [word, one, two, three, bits]
- link: {from: word, to: [one, two, three]}
- link: {from: one, to: bits.1}
- link: {from: two, to: bits.4}
- link: {from: three, to: bits.7}
"""


def last_picture(film: str) -> Picture:
    read = read_film(film)
    assert read.board is not None, read.found
    return pictures_of(read.board)[-1].steps[-1]


def places(picture: Picture) -> Mapping[str, Rect]:
    return {name: drawing.anchors[""] for name, drawing in picture.drawings.items()}


def test_who_speaks_stands_left_of_who_answers() -> None:
    at = places(last_picture(TALK))
    assert at["client"].right < at["store"].x
    assert at["client"].centre[1] == at["store"].centre[1]
    assert at["reads"].y > at["client"].bottom


def test_a_way_to_a_wide_row_leads_down() -> None:
    at = places(last_picture(TREE))
    assert at["word"].bottom < at["two"].y
    assert at["two"].bottom < at["bits"].y
    assert at["one"].right < at["two"].x < at["three"].x
    assert at["word"].centre[0] == pytest.approx(at["two"].centre[0])


@pytest.mark.parametrize("film", [TALK, TREE])
def test_the_frame_is_filled(film: str) -> None:
    picture = last_picture(film)
    taken = union([bounds(shape) for shape in picture.shapes])
    assert taken.w > 0.6 * SAFE.w or taken.h > 0.6 * SAFE.h
    assert picture.artboard.zoom > 1


def test_all_words_of_a_stage_grow_alike() -> None:
    picture = last_picture(TALK)
    sizes = {s.text: s.size / picture.artboard.zoom for s in picture.shapes if isinstance(s, Label)}
    assert sizes["client"] == pytest.approx(sizes["store"]) == pytest.approx(NAME_SIZE)


def test_more_things_are_smaller() -> None:
    more = "".join(f"  n{i}: {{is: node, text: node {i}}}\n" for i in range(4))
    names = ", ".join(f"n{i}" for i in range(4))
    crowded = TALK.replace("do:\n- show: [", f"{more}do:\n- show: [{names}, ")
    assert last_picture(crowded).artboard.zoom < last_picture(TALK).artboard.zoom


@pytest.mark.parametrize("words", ["get x", "the value of x as of now"])
def test_words_that_pass_have_room_between_two(words: str) -> None:
    picture = last_picture(TALK.replace("get x", words))
    client, store = (places(picture)[name] for name in ("client", "store"))
    wide, high = pill_size(words)
    needed = wide if store.x > client.right else high
    assert apart(client, store) > needed * picture.artboard.zoom


def test_an_answer_makes_no_way_back() -> None:
    across, down = flow_grids(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a"), ("b", "a")])
    assert [(name, area.column) for name, area in across.areas] == [("a", 0), ("b", 1), ("c", 2)]
    assert [(name, area.row) for name, area in down.areas] == [("a", 0), ("b", 1), ("c", 2)]


def test_nobody_who_speaks_is_no_flow() -> None:
    assert list(flow_grids(["a", "b"], [])) == []
    assert list(flow_grids(["a"], [("a", "a")])) == []


def test_a_frame_that_is_spoken_to_has_no_place_of_its_own() -> None:
    shown = last_picture("""
stage:
  a: {is: badge, text: up}
  b: {is: badge, text: up}
  c: {is: frame, label: both, around: [a, b]}
do:
- show: [a, b, c]
- send: {from: a, to: c}
""")
    assert {"a", "b", "c"} <= shown.drawings.keys()


def test_what_bows_between_cells_stays_clear_of_their_positions() -> None:
    film = (
        "layout: |\n  tree\n  row\nstage:\n"
        '  tree: {is: tree, nodes: "a\\n  b\\n    c\\n      d\\n        e"}\n'
        "  row: {is: cells, columns: 8, items: [1, 2, 3, 4, 5, 6, 7, 8], index: true}\n"
        "do:\n- show: [tree, row]\n- link: {from: row.1, to: [row.2, row.4]}\n"
    )
    picture = last_picture(film)
    positions = union(
        [bounds(s) for s in picture.shapes if isinstance(s, Label) and s.key.endswith("/index")]
    )
    assert len(picture.routes) == 2
    for route in picture.routes.values():
        assert not route.blocked_by
        assert not any(positions.inset(0, -6).has(at) for at in samples(route.line))


def test_codes_that_are_nearly_as_long_are_equally_large() -> None:
    text = (
        'stage:\n  ours: {is: code, label: ours, text: "a = 1\\nprint(a)"}\n'
        '  theirs: {is: code, label: theirs, text: "a = 1\\nprint(a, b)"}\ndo:\n- show: [ours, theirs]\n'
        "- note: {ours.1: new}\n"
    )
    at = places(last_picture(text))
    assert (at["ours"].w, at["ours"].h) == (at["theirs"].w, at["theirs"].h)


def test_a_last_row_of_one_stands_in_the_middle() -> None:
    node = '{is: code, text: "a\\nb\\nc"}'
    text = f"stage:\n  one: {node}\n  two: {node}\n  three: {node}\ndo:\n- show: [one, two, three]\n"
    at = places(last_picture(text))
    assert {round(each.h) for each in at.values()} == {round(at["one"].h)}
    rows = {round(each.centre[1]) for each in at.values()}
    assert len(rows) in {1, 2}
    if len(rows) == 2:
        assert at["three"].centre[0] == pytest.approx((at["one"].centre[0] + at["two"].centre[0]) / 2)


def test_a_plot_stands_large_beside_small_things() -> None:
    text = (
        "stage:\n  size: {is: counter, label: size, value: 1}\n"
        "  rate: {is: plot, series: {sent: [1, 2, 4]}}\n"
        "  lost: {is: counter, label: lost, value: 0}\ndo:\n- show: [size, rate, lost]\n"
    )
    at = places(last_picture(text))
    assert at["rate"].w > 2 * at["size"].w
    assert at["size"].x == pytest.approx(at["lost"].x, abs=60)
    assert at["size"].bottom < at["lost"].y
