"""Every kind of actor is drawn whole inside the frame, in colours that stand out from what is behind them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from explainsite.jobs.renderjob import Palette
from explainsite.picture.compose import BeatPictures, pictures_of
from explainsite.picture.drawing import SMALLEST
from explainsite.picture.layout import SAFE
from explainsite.picture.palette import colour, contrast
from explainsite.picture.shapes import Box, Curve, Dot, Label, Shape, bounds, from_json, to_json
from explainsite.picture.typeface import bearing
from explainsite.picture.views import VIEWS
from explainsite.storyboard.actors import KINDS
from storyboard.filmscript import read_film

EXAMPLES = {name: kind.example for name, kind in KINDS.items() if name != "frame"}
PALETTES: tuple[Palette, ...] = ("dark", "light")


def pictures(text: str) -> tuple[BeatPictures, ...]:
    film = read_film(text)
    assert film.board is not None, film.found
    return pictures_of(film.board)


def shown(kind: str) -> tuple[Shape, ...]:
    """The closing picture of a film that shows the example of a kind."""
    (beat,) = pictures(f"stage:\n  it: {EXAMPLES[kind]}\ndo:\n- show: it\n")
    return beat.steps[-1].shapes


def test_every_kind_has_a_view() -> None:
    assert set(VIEWS) == set(KINDS)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_view_stays_within_the_safe_area(kind: str) -> None:
    shapes = shown(kind)
    assert shapes
    for shape in shapes:
        place = bounds(shape)
        assert place.x >= SAFE.x - 1, shape
        assert place.y >= SAFE.y - 1, shape
        assert place.right <= SAFE.right + 1, shape
        assert place.bottom <= SAFE.bottom + 1, shape


@pytest.mark.parametrize("kind", sorted(EXAMPLES.keys() - {"node"}))  # whose text is its label
def test_a_label_is_seen(kind: str) -> None:
    bare = re.sub(r"(?<=[{ ])label: [^,}]+, ", "", EXAMPLES[kind])
    (beat,) = pictures(f"stage:\n  it: {bare[:-1]}, label: Named}}\ndo:\n- show: it\n")
    assert "Named" in {shape.text for shape in beat.steps[-1].shapes if isinstance(shape, Label)}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_keys_are_unique_and_texts_are_large_enough(kind: str) -> None:
    shapes = shown(kind)
    assert [key for key, count in Counter(shape.key for shape in shapes).items() if count > 1] == []
    assert all(shape.size >= SMALLEST for shape in shapes if isinstance(shape, Label))


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_texts_can_be_read_on_what_is_behind_them(kind: str, palette: Palette) -> None:
    shapes = shown(kind)
    for label in shapes:
        if isinstance(label, Label):
            ground = ground_of(label, shapes)
            assert contrast(colour(label.colour, palette), colour(ground, palette)) >= 4.5, (label, ground)


def ground_of(label: Label, shapes: tuple[Shape, ...]) -> str:
    """The fill of the topmost box that a text stands on."""
    x, y = bounds(label).centre
    under = "ground"
    for shape in shapes:
        if isinstance(shape, Box) and shape.fill and not shape.dashed:
            place = bounds(shape)
            if place.x <= x <= place.right and place.y <= y <= place.bottom:
                under = shape.fill
    return under


@pytest.mark.parametrize("kind", EXAMPLES)
def test_shapes_survive_json(kind: str) -> None:
    for shape in shown(kind):
        written = to_json(shape)
        assert to_json(from_json(written)) == written


def test_a_moved_curve_survives_json() -> None:
    curve = Curve(key="a", points=((0.0, 1.0), (2.0, 3.0), (4.0, 5.0), (6.0, 7.0)), arrow=True)
    dot = Dot(key="b", x=1.5, y=2.5, r=3.0, z=2)
    assert [from_json(to_json(shape)) for shape in (curve, dot)] == [curve, dot]


GRID = """
layout: |
  words
  .
  keys
  count
stage:
  words: {is: tokens, label: Words, items: [a, b, c], columns: 7}
  keys: {is: cells, label: A long label, columns: 7}
  count: {is: counter, label: so far, value: 3}
  cache: {is: frame, label: Cache, around: [keys]}
do:
- show: words
- show: keys
- show: count
- show: cache
- hide: keys
"""


def test_rows_of_one_column_begin_on_one_rail_and_do_not_jump_when_another_enters() -> None:
    (beat,) = pictures(GRID)
    first, *_ = beat.steps
    later = beat.steps[2]
    assert first.drawings["words"].anchors == later.drawings["words"].anchors
    rail = later.drawings["words"].anchors["0"].x
    assert later.drawings["keys"].anchors["0"].x == rail
    assert later.drawings["count"].anchors[""].x == rail


MATRIX = """\
layout: |
  pairs
  words
  missed
stage:
  pairs: {is: matrix, rows: [A, B], columns: [A, B, C], row-label: told, column-label: asked}
  words: {is: tokens, items: [The, cat], label: a longer label}
  missed: {is: counter, label: pairs that miss, value: 2}
do:
- show: [pairs, words, missed]
"""


def test_what_stands_below_a_matrix_begins_where_its_cells_do() -> None:
    (beat,) = pictures(MATRIX)
    drawings = beat.steps[-1].drawings
    begins = [drawings["pairs"].anchors["0"].x, drawings["words"].anchors["0"].x]
    assert begins == [drawings["missed"].anchors[""].x] * 2


MERGE = """\
layout: |
  merged
stage:
  merged:
    is: matrix
    rows: [ours is as before, ours has changed]
    columns: [theirs is as before, theirs has changed]
do:
- show: merged
- set: {merged.0: keep}
- set: {merged.3: who is right}
"""


def test_cells_of_a_matrix_are_up_to_twice_as_wide_as_high() -> None:
    (beat,) = pictures(MERGE)
    cell = beat.steps[-1].drawings["merged"].anchors["0"]
    assert cell.w == pytest.approx(2 * cell.h)
    many = "[a, b, c, d, e, f]"
    (beat,) = pictures(
        MERGE.replace("  merged\n", "  merged . .\n", 1).replace("[theirs", f"{many} # [theirs")
    )
    narrow = beat.steps[0].drawings["merged"].anchors["0"]
    assert narrow.h <= narrow.w + 1


def test_the_words_in_a_matrix_are_as_large_all_film_long() -> None:
    (beat,) = pictures(MERGE)
    early, late = (
        next(shape for shape in step.shapes if shape.key == "merged/0/text") for step in beat.steps[1:]
    )
    assert early == late
    assert isinstance(early, Label)
    other = next(shape for shape in beat.steps[2].shapes if shape.key == "merged/3/text")
    assert isinstance(other, Label)
    assert other.size == pytest.approx(early.size)


def test_the_names_of_columns_stand_beside_each_other() -> None:
    (beat,) = pictures(MERGE)
    heads = [bounds(shape) for shape in beat.steps[0].shapes if "column-0" in shape.key]
    others = [bounds(shape) for shape in beat.steps[0].shapes if "column-1" in shape.key]
    assert len(heads) == 2, "a line and another one"
    assert max(place.right for place in heads) < min(place.x for place in others)
    top = beat.steps[0].drawings["merged"].anchors["0"].y
    assert max(place.bottom for place in heads) < top


def test_a_picture_stands_in_the_middle_of_the_frame() -> None:
    (beat,) = pictures(GRID)
    places = [bounds(shape) for shape in beat.steps[2].shapes]
    above = min(place.y for place in places) - SAFE.y
    below = SAFE.bottom - max(place.bottom for place in places)
    assert abs(above - below) < 60


def test_a_frame_holds_labels_too_and_leaves_with_what_it_holds() -> None:
    (beat,) = pictures(GRID)
    framed, gone = beat.steps[3], beat.steps[4]
    outline = framed.drawings["cache"].anchors[""]
    for shape in framed.drawings["keys"].shapes:
        place = bounds(shape)
        assert outline.x < place.x
        assert place.right < outline.right
        assert outline.y < place.y
        assert place.bottom < outline.bottom
    assert not any(shape.key.startswith("cache/") for shape in gone.shapes)


LISTS = """
layout: |
  short long
stage:
  short: {is: list, label: Short, items: [a, b]}
  long: {is: list, label: Long, items: [a, b, c, d, e]}
do:
- show: [short, long]
"""


def test_lists_side_by_side_begin_on_one_line() -> None:
    (beat,) = pictures(LISTS)
    short, long = (beat.steps[-1].drawings[name].anchors["a"] for name in ("short", "long"))
    assert short.y == long.y
    assert short.h == long.h


FULL = """
stage:
  rows: {is: list, items: {a: 8000, b: 7200, c: 0.5}, bars: true, format: ",.1f", unit: " ms"}
do:
- show: rows
"""


def test_no_bar_of_a_list_ends_in_an_amount() -> None:
    (beat,) = pictures(FULL)
    shapes = {shape.key: bounds(shape) for shape in beat.steps[-1].shapes}
    for row in "abc":
        assert shapes[f"rows/{row}/bar"].right < shapes[f"rows/{row}/value"].x


COUNTED = """
stage:
  rows: {is: list, items: {a: 0, b: 2}, bars: true}
do:
- show: rows
- set: {rows: {a: 1}}
"""


def test_a_row_without_an_amount_yet_has_a_bar_to_grow_but_none_to_see() -> None:
    (beat,) = pictures(COUNTED)
    before, after = ({shape.key: shape for shape in step.shapes}["rows/a/bar"] for step in beat.steps)
    assert isinstance(before, Box)
    assert isinstance(after, Box)
    assert (before.fill, after.fill) == ("accent@0.00", "accent@0.28")
    assert before.w < after.w


SIGNED = """
layout: |
  words
  rows
stage:
  words: {is: tokens, items: [a, b, c]}
  rows: {is: list, items: {a: 3, b: 2, c: 1}, bars: true}
do:
- show: [words, rows]
- select: [words.1, rows.a]
"""


def test_what_is_chosen_has_a_sign_and_what_is_not_an_empty_outline() -> None:
    (beat,) = pictures(SIGNED)
    shapes = {shape.key: shape for shape in beat.steps[-1].shapes}
    for chosen, out in (("words/1", "words/0"), ("rows/a", "rows/c")):
        kept, left = shapes[f"{chosen}/box"], shapes[f"{out}/box"]
        assert isinstance(kept, Box)
        assert isinstance(left, Box)
        assert kept.fill
        assert not kept.dashed
        assert left.fill is None
        assert left.dashed
        assert f"{chosen}/sign-disc" in shapes
        assert f"{out}/sign-disc" not in shapes


@pytest.mark.parametrize("value", [0, 1, 7, 10, 100])
def test_the_ink_of_a_number_begins_on_its_rail_whatever_its_first_figure(value: int) -> None:
    words = "  words: {is: tokens, label: Words, items: [a, b]}\n"
    cost = f"  cost: {{is: counter, form: row, label: cost, value: {value}}}\n"
    (beat,) = pictures(f"stage:\n{words}{cost}do:\n- show: [words, cost]\n")
    shapes = {shape.key: shape for shape in beat.steps[-1].shapes}
    number, word = shapes["cost/value"], shapes["words/0/box"]
    assert isinstance(number, Label)
    zero = bearing("0", number.face, number.weight, number.size)
    ink = number.x + bearing(number.text, number.face, number.weight, number.size)
    assert ink == pytest.approx(bounds(word).x + zero)


def test_what_a_bar_holds_grows_with_it_and_is_named_where_there_is_room() -> None:
    (beat,) = pictures("""\
stage:
  it: {is: bars, items: {a: 0, b: 800}, within: {a: {noor: 600}}}
do:
- show: it
- set: {it.a: 20}
- set: {it.a: 743}
""")
    inner, names = [], []
    for picture in beat.steps:
        shapes = {shape.key: shape for shape in picture.shapes}
        whole, part = shapes["it/a/box"], shapes["it/a/held"]
        assert isinstance(whole, Box)
        assert isinstance(part, Box)
        assert whole.x < part.x
        inner.append((part.w, whole.w))
        names.append("it/held-a/name" in shapes)
    assert names == [False, False, True]
    assert inner[-1][0] / inner[-1][1] == pytest.approx(600 / 743, abs=0.02)
    assert inner[0][0] < inner[1][0] < inner[1][1]
