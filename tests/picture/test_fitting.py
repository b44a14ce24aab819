"""Words fit into their place: no word is lost, no line is too long, and the largest type wins."""

from __future__ import annotations

import re
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.drawing import SMALLEST
from explainsite.picture.fitting import LEADING, MOST, Block, Grows, balanced, block_of, pieces, wrap
from explainsite.picture.layout import SAFE
from explainsite.picture.shapes import Box, Label, Rect, bounds, union
from explainsite.picture.typeface import width
from explainsite.picture.views.amounts import THRESHOLD_SIZE
from explainsite.picture.views.common import GUTTER_WIDEST, LABEL_SIZE
from explainsite.storyboard.actors import KINDS
from storyboard.filmscript import read_film

SIZE = 40.0
WORDS = st.lists(st.text("abcdehilmnorstwv", min_size=1, max_size=9), min_size=1, max_size=9)
ROOMS = st.floats(60, 1200)


def set_in(text: str, wide: float, high: float = inf, most: int = MOST) -> Block:
    return block_of(text, wide, high, size=SIZE, most=most)


def lines_of(text: str, count: int) -> tuple[str, ...]:
    return balanced(pieces(text), count, len)


@given(WORDS, ROOMS, ROOMS)
def test_no_word_is_lost(words: list[str], wide: float, high: float) -> None:
    text = " ".join(words)
    assert " ".join(set_in(text, wide, high).lines) == text


@given(WORDS, ROOMS, ROOMS)
def test_what_is_not_reported_fits(words: list[str], wide: float, high: float) -> None:
    block = set_in(" ".join(words), wide, high)
    assert SMALLEST <= block.size <= SIZE
    if not block.problems:
        assert all(width(line, "sans", 450, block.size) <= wide + 1 for line in block.lines)
        assert len(block.lines) == 1 or block.size * (1 + LEADING * (len(block.lines) - 1)) <= high + 1


@given(WORDS, ROOMS, ROOMS)
def test_the_largest_type_wins_and_then_the_fewest_lines(words: list[str], wide: float, high: float) -> None:
    text = " ".join(words)
    sizes = [set_in(text, wide, high, most).size for most in range(1, MOST + 1)]
    assert all(fewer <= more for fewer, more in pairwise(sizes))
    if sizes[-1] > SMALLEST:
        assert len(set_in(text, wide, high).lines) <= 1 + sizes.index(sizes[-1])


def test_a_line_more_must_be_seen_to_help() -> None:
    wide = width("two words", "sans", 450, SIZE)
    assert set_in("two words", wide * 0.97).lines == ("two words",)
    assert set_in("two words", wide * 0.95).lines == ("two", "words")
    assert set_in("two words", wide * 0.65 * 0.99).size == SIZE  # never too small to read for that


@given(WORDS, st.integers(1, MOST))
def test_no_other_break_makes_the_longest_line_shorter(words: list[str], count: int) -> None:
    lines = balanced(words, count, len)
    assert len(lines) <= count
    assert max(map(len, lines)) == min(
        max(len(" ".join(words[i:j])) for i, j in pairwise(ends)) for ends in ends_of(len(words), count)
    )


def ends_of(words: int, count: int) -> list[tuple[int, ...]]:
    """All ways to end at most `count` lines among so many words, each with 0 and the last end."""
    ways: list[tuple[int, ...]] = [(0, words)]
    for _ in range(count - 1):
        ways += [
            (*way[:-1], end, words) for way in ways for end in range(way[-2] + 1, words) if end not in way
        ]
    return ways


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wait 20 ms more", ["wait", "20 ms", "more"]),
        ("100 % of the traffic", ["100 %", "of", "the", "traffic"]),
        ("≈1,200 rows", ["≈1,200 rows"]),
        ("so R + W > N holds", ["so", "R + W > N", "holds"]),
        ("from A → B", ["from", "A →", "B"]),
        ("term 3", ["term", "3"]),
        ("", [""]),
    ],
)
def test_numbers_stay_with_what_they_count_and_formulas_whole(text: str, words: list[str]) -> None:
    assert pieces(text) == words


def test_a_no_break_space_keeps_words_together() -> None:
    assert lines_of("the hot\u00a0standby node", 3) == ("the", "hot\u00a0standby", "node")


def test_own_lines_stay() -> None:
    assert set_in("one\ntwo words", 5000).lines == ("one", "two words")
    assert set_in("one\ntwo long words", 190).lines == ("one", "two long", "words")


def test_a_place_that_is_too_small_is_reported_with_the_whole_text() -> None:
    (problem,) = set_in("far too many words for so small a place", 120, 60).problems
    assert "“far too many words for so small a place”" in problem


def test_further_lines_grow_from_the_place_of_one() -> None:
    label = Label(key="a", x=0, y=100, text="two words", size=SIZE)
    wide = width("words", "sans", 450, SIZE) + 1
    step = SIZE * LEADING
    tops = {grows: [line.y for line in wrap(label, wide, grows=grows)] for grows in GROWS}
    assert tops == {
        "both": pytest.approx([100 - step / 2, 100 + step / 2]),
        "up": pytest.approx([100 - step, 100]),
        "down": pytest.approx([100, 100 + step]),
    }
    assert [line.key for line in wrap(label, wide)] == ["a", "a-2"]


GROWS: tuple[Grows, ...] = ("both", "up", "down")


def picture(text: str) -> Picture:
    film = read_film(text)
    assert film.board is not None, film.found
    assert {found.code for found in film.found} <= {"small-text"}
    return pictures_of(film.board)[-1].steps[-1]


def lines_at(shown: Picture, key: str) -> list[Label]:
    """The labels of a text, line by line."""
    labels = [
        s for s in shown.shapes if isinstance(s, Label) and (s.key == key or s.key.startswith(f"{key}-"))
    ]
    return sorted(labels, key=lambda label: label.y)


def box_at(shown: Picture, key: str) -> Rect:
    (box,) = (shape for shape in shown.shapes if isinstance(shape, Box) and shape.key == f"{key}/box")
    return bounds(box)


NODES = """
layout: |
  a b c d
stage:
  a: {is: node, text: Read only replica, icon: database}
  b: {is: node, text: Store, note: holds 3 copies of each order}
  c: {is: node, text: Hot standby database node, note: idle}
  d: {is: tokens, items: [write the order, ok]}
do:
- show: [a, b, c, d]
"""


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("a/name", ["Read only", "replica"]),
        ("b/name", ["Store"]),
        ("b/note", ["holds 3 copies", "of each order"]),
        ("c/name", ["Hot standby", "database node"]),
        ("c/note", ["idle"]),
        ("d/0/text", ["write the", "order"]),
    ],
)
def test_words_wrap_inside_their_box(key: str, lines: list[str]) -> None:
    shown = picture(NODES)
    labels = lines_at(shown, key)
    assert [label.text for label in labels] == lines
    assert len({label.x for label in labels}) == len({label.size for label in labels}) == 1
    box, words = box_at(shown, key.rpartition("/")[0]), union([bounds(label) for label in labels])
    assert words.x > box.x + 8
    assert words.right < box.right - 8
    assert words.y > box.y + 8
    assert words.bottom < box.bottom - 8


@pytest.mark.parametrize("name", ["b", "c"])
def test_a_name_and_a_note_stand_in_the_middle_of_their_node(name: str) -> None:
    shown = picture(NODES)
    labels = [*lines_at(shown, f"{name}/name"), *lines_at(shown, f"{name}/note")]
    words, box = union([bounds(label) for label in labels]), box_at(shown, name)
    assert abs(words.centre[1] - box.centre[1]) < 3


WORDY = """
layout: |
  words
  sum
stage:
  words: {is: text, size: display, text: a read meets the latest write because majorities share a node}
  sum: {is: text, text: so it is fresh}
do:
- show: [words, sum]
"""


def test_a_text_is_given_the_height_that_its_lines_need() -> None:
    shown = picture(WORDY)
    words = lines_at(shown, "words/text")
    assert [label.size for label in words] == [84.0 * shown.artboard.zoom] * 2
    assert words[-1].y < shown.drawings["sum"].anchors[""].y - 40


def test_nothing_moves_when_a_text_is_set_to_fewer_lines() -> None:
    before, after = picture(WORDY), picture(f"{WORDY}- set: {{words: a read meets it}}\n")
    assert len(lines_at(after, "words/text")) == 1
    assert after.drawings["sum"].anchors == before.drawings["sum"].anchors


CAPTIONS = """
layout: |
  long short
  votes fewer
stage:
  long: {is: counter, label: multiplications for each new token of the whole long answer it gives, value: 812,
    caption: computed again and again for all of the tokens that came before}
  short: {is: counter, label: tokens, value: 8, caption: each}
  votes: {is: gauge, label: votes that the candidate has been given in this long term of office, max: 5,
    value: 2, threshold: 4, threshold-label: a majority and one vote in reserve}
  fewer: {is: gauge, label: votes, max: 5, value: 1, threshold: 3, threshold-label: majority}
do:
- show: [long, short, votes, fewer]
"""
PLACES = """
layout: near far
stage:
  near: {is: cluster, label: the machines in the data centre of Frankfurt am Main in Germany,
    nodes: [A, B], shape: row}
  far: {is: cluster, label: elsewhere, nodes: [C, D], shape: row}
do:
- show: [near, far]
"""
NEIGHBOURS = [(CAPTIONS, "long", "short"), (CAPTIONS, "votes", "fewer"), (PLACES, "near", "far")]


@pytest.mark.parametrize(
    ("film", "key"),
    [
        *((CAPTIONS, key) for key in ("long/label", "long/caption", "votes/label", "votes/threshold-label")),
        (PLACES, "near/label"),
    ],
)
def test_labels_and_captions_take_a_second_line(film: str, key: str) -> None:
    shown = picture(film)
    size = (THRESHOLD_SIZE if "threshold" in key else LABEL_SIZE) * shown.artboard.zoom
    assert [label.size for label in lines_at(shown, key)] == pytest.approx([size] * 2)


@pytest.mark.parametrize(("film", "wordy", "plain"), NEIGHBOURS)
def test_what_stands_side_by_side_stays_on_one_line(film: str, wordy: str, plain: str) -> None:
    drawings = picture(film).drawings
    wholes = [
        drawings[name].anchors.get("A" if name == "near" else "C" if name == "far" else "")
        for name in (wordy, plain)
    ]
    assert len({rect.centre[1] for rect in wholes if rect}) == 1


def test_a_label_above_ends_where_one_of_one_line_stands() -> None:
    for film, wordy, plain in NEIGHBOURS:
        shown = picture(film)
        assert lines_at(shown, f"{wordy}/label")[-1].y == pytest.approx(
            lines_at(shown, f"{plain}/label")[0].y
        )


def test_a_threshold_s_words_stay_below_its_line() -> None:
    shown = picture(CAPTIONS)
    (line,) = (shape for shape in shown.shapes if shape.key == "votes/threshold")
    assert {label.x for label in lines_at(shown, "votes/threshold-label")} == {bounds(line).x}


GUTTER = """
layout: |
  keys
  bars
stage:
  keys: {is: cells, label: Keys of all the tokens in the prompt, columns: 5}
  bars: {is: bars, items: {partition 0: 4, partition 1 with the largest customer: 12}}
do:
- show: [keys, bars]
"""


@pytest.mark.parametrize("key", ["keys/label", "bars/partition 1 with the largest customer/name"])
def test_a_long_name_in_the_gutter_has_two_lines(key: str) -> None:
    shown = picture(GUTTER)
    first, second = map(bounds, lines_at(shown, key))
    assert first.right == pytest.approx(second.right)
    assert max(first.w, second.w) <= GUTTER_WIDEST * shown.artboard.zoom + 1
    assert min(first.x, second.x) >= SAFE.x - 1


LONG = " and then ".join(
    ["words that go on and on until nobody could read them any more at a size that fits"] * 4
)
TOLD = """
layout: a . . d
stage:
  a: ACTOR
  d: {is: text, text: hello}
do:
- show: [a, d]
"""


CROWDED = (
    "{is: tokens, items: [a, b], label: WORDS}",
    "{is: tokens, items: [WORDS]}",
    "{is: cells, columns: 3, items: [a], label: WORDS}",
    "{is: cells, columns: 3, items: [WORDS]}",
    "{is: window, items: [a, b, c], size: 2, label: WORDS}",
    "{is: window, items: [WORDS, b, c], size: 2}",
    "{is: log, slots: 3, label: WORDS}",
    "{is: log, slots: 3, items: [WORDS]}",
    "{is: queue, capacity: 3, label: WORDS}",
    "{is: queue, capacity: 3, items: [WORDS]}",
    "{is: list, items: [a, b], label: WORDS}",
    "{is: list, items: [WORDS]}",
    "{is: counter, value: 1, label: WORDS}",
    "{is: counter, value: 1, caption: WORDS}",
    "{is: counter, form: ruled, value: 1, label: WORDS}",
    "{is: counter, form: ruled, value: 1, caption: WORDS}",
    "{is: gauge, max: 3, label: WORDS}",
    "{is: gauge, max: 3, threshold: 2, threshold-label: WORDS}",
    "{is: dial, label: WORDS}",
    "{is: dial, max: 1, threshold: 0.5, threshold-label: WORDS}",
    "{is: dial, hands: {WORDS: 1, b: 2}}",
    "{is: bars, items: {a: 1, b: 2}, label: WORDS}",
    "{is: bars, items: {WORDS: 1, b: 2}}",
    "{is: plot, series: {a: [1, 2]}, label: WORDS}",
    "{is: plot, series: {WORDS: [1, 2]}}",
    "{is: plane, points: {a: [1, 1]}, label: WORDS}",
    "{is: plane, points: {WORDS: [1, 1], b: [2, 2]}}",
    "{is: node, text: WORDS}",
    "{is: node, text: A, note: WORDS}",
    "{is: cluster, nodes: [A, B], shape: row, label: WORDS}",
    "{is: cluster, nodes: [WORDS, B], shape: row}",
    "{is: timeline, processes: [a, b], label: WORDS}",
    "{is: timeline, processes: [WORDS, b]}",
    "{is: text, size: display, text: WORDS}",
    "{is: badge, text: WORDS}",
    "{is: code, text: WORDS}",
    "{is: code, text: x, label: WORDS}",
    "{is: formula, text: x, label: WORDS}",
    "{is: table, columns: [k], rows: {a: [x]}, label: WORDS}",
    "{is: table, columns: [k], rows: {a: [WORDS]}}",
    "{is: matrix, rows: [a], columns: [b], label: WORDS}",
    "{is: matrix, rows: [WORDS], columns: [b]}",
    "{is: ring, nodes: {A: 0.2}, label: WORDS}",
    "{is: ring, nodes: {WORDS: 0.2}}",
    "{is: tree, nodes: x, label: WORDS}",
    "{is: graph, edges: a, nodes: {a: WORDS}}",
)


def test_every_kind_is_crowded() -> None:
    """A frame has no area of its own: see below."""
    assert {re.findall(r"\w+", actor)[1] for actor in CROWDED} == KINDS.keys() - {"frame"}


@pytest.mark.parametrize("actor", CROWDED)
def test_words_that_do_not_fit_are_told(actor: str) -> None:
    film = read_film(TOLD.replace("ACTOR", actor.replace("WORDS", f"'{LONG}'")))
    assert [(found.code, "in `a`" in found.message) for found in film.found] == [("text-too-small", True)]


def test_a_frame_s_name_that_does_not_fit_is_told() -> None:
    stage = f"{{a: {{is: frame, around: [b], label: '{LONG}'}}, b: {{is: node, text: B}}}}"
    film = read_film(f"layout: b . . .\nstage: {stage}\ndo:\n- show: [b, a]\n")
    assert [(found.code, "in `a`" in found.message) for found in film.found] == [("text-too-small", True)]


def test_a_queue_s_name_is_above_the_count_where_it_has_no_room_beside_it() -> None:
    queue = "{is: queue, capacity: 4, label: Jobs that wait for a worker}"
    beside, above = (
        picture(TOLD.replace("ACTOR", queue).replace("a . . d", areas)) for areas in ("a a d", "a . . d")
    )
    for shown, higher in ((beside, False), (above, True)):
        (count,) = lines_at(shown, "a/count")
        last = lines_at(shown, "a/label")[-1]
        assert (last.y < count.y - last.size) == higher
        assert higher or bounds(last).right < bounds(count).x
