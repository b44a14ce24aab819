"""A listing keeps one size through its film, its words keep their keys, and few roles colour it."""

from __future__ import annotations

from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.highlighting import highlighted
from explainsite.picture.shapes import Box, Label, Shape
from storyboard.filmscript import read_film

FILM = """\
stage:
  sum:
    is: code
    language: python
    text: |
      total = 0  # so far
      for x in xs:
          total += x
    slots: 5
do:
- show: sum
- highlight: sum.1
- highlight: sum.2-3
- note: {sum.2: a remark that needs room}
- set: {sum.3: total = total + x * weights}
- set:
    sum: |
      # a comment in front
      total = 0  # so far
      for x in xs:
          total = total + x * weights
"""


def steps() -> tuple[Picture, ...]:
    film = read_film(FILM)
    assert film.board is not None, film.found
    (beat,) = pictures_of(film.board)
    return beat.steps


def by_key(picture: Picture) -> dict[str, Shape]:
    return {shape.key: shape for shape in picture.shapes}


def label(shape: Shape) -> Label:
    assert isinstance(shape, Label)
    return shape


def test_a_panel_keeps_its_place_and_size_whatever_comes() -> None:
    assert len({by_key(picture)["sum/panel"] for picture in steps()}) == 1


def test_a_panel_has_room_from_the_start_for_the_lines_that_come_later() -> None:
    film = read_film(
        "layout: |\n  sum\n  note\nstage:\n  sum: {is: code, text: one}\n  note: {is: node, text: A}\ndo:\n"
        '- show: [sum, note]\n- set: {sum: "one\\ntwo\\nthree\\nfour\\nfive"}\n'
    )
    assert film.board is not None, film.found
    before, after = (by_key(picture) for picture in pictures_of(film.board)[0].steps)
    assert before["sum/panel"] == after["sum/panel"]
    assert before["sum/1/one.1"] == after["sum/1/one.1"]
    assert before["note/box"] == after["note/box"]


def test_words_stand_on_a_grid_and_keep_their_indentation() -> None:
    first = [label(shape) for key, shape in by_key(steps()[0]).items() if key.startswith("sum/3/")]
    word = next(item for item in first if item.text == "total")
    outer = label(by_key(steps()[0])["sum/2/for.1"])
    em = (word.x - outer.x) / 4
    assert [round((item.x - outer.x) / em) for item in first if item.text in {"total", "x"}] == [4, 13]


def test_one_band_lights_a_run_of_lines_and_keeps_its_key_when_it_moves() -> None:
    _, one, two, *_ = (by_key(picture) for picture in steps())
    bands = [picture["sum/lit-0/band"] for picture in (one, two)]
    assert all(isinstance(band, Box) for band in bands)
    assert bands[0].h * 1.9 < bands[1].h  # type: ignore[attr-defined]
    assert "sum/lit-1/band" not in two


def test_words_that_stay_keep_their_keys_when_a_line_changes() -> None:
    before, after = (by_key(picture) for picture in steps()[3:5])
    assert {"sum/3/total.1", "sum/3/x.1"} <= before.keys() & after.keys()
    assert "sum/3/weights.1" in after.keys() - before.keys()
    assert "sum/3/total.2" not in before


def test_lines_that_stay_travel_when_all_is_written_anew() -> None:
    before, after = (by_key(picture) for picture in steps()[4:6])
    moved = label(before["sum/2/for.1"]), label(after["sum/2/for.1"])
    assert moved[0].y < moved[1].y
    assert label(after["sum/2/note"]).y == moved[1].y


def test_few_roles_tell_words_apart() -> None:
    (line, *_) = highlighted(("def f(x): return 'a b' + 1.5  # and so on",), "python")
    assert [(word.text, word.role) for word in line if word.role != "ink"] == [
        ("def", "accent"),
        ("f", "data-2"),
        ("return", "accent"),
        ("'a b'", "data-4"),
        ("1.5", "data-4"),
        ("# and so on", "muted"),
    ]


def test_a_text_of_several_lines_is_cut_at_their_ends() -> None:
    lines = highlighted(('x = """one', "", '  two"""'), "python")
    assert [[(word.column, word.text) for word in line] for line in lines] == [
        [(0, "x"), (2, "="), (4, '"""one')],
        [],
        [(2, 'two"""')],
    ]


def test_plain_text_has_one_colour() -> None:
    assert {word.role for word in highlighted(("def f(x): return 1",), "text")[0]} == {"ink"}
