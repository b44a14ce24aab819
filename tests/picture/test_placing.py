"""Words find room beside lines and things."""

from __future__ import annotations

import pytest

from explainsite.picture.placing import LineSegment, Room, crosses, places_along, places_around
from explainsite.picture.shapes import Rect

FIELD = Rect(0, 0, 1000, 1000)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (((0.0, 50.0), (200.0, 50.0)), True),
        (((0.0, 0.0), (200.0, 200.0)), True),
        (((100.0, 0.0), (100.0, 80.0)), True),
        (((0.0, 50.0), (80.0, 50.0)), False),
        (((0.0, 200.0), (200.0, 200.0)), False),
        (((200.0, 0.0), (200.0, 300.0)), False),
        (((0.0, 120.0), (120.0, 0.0)), True),
        (((0.0, 100.0), (100.0, 0.0)), False),
    ],
)
def test_a_line_crosses_a_rectangle_or_does_not(line: LineSegment, *, expected: bool) -> None:
    assert crosses(line, Rect(90, 20, 60, 80)) is expected


@pytest.mark.parametrize("end", [(700.0, 700.0), (520.0, 800.0), (900.0, 480.0), (300.0, 200.0)])
def test_every_place_beside_a_line_is_clear_of_it(end: tuple[float, float]) -> None:
    line = ((500.0, 500.0), end)
    room = Room(field=FIELD, lines=(line,))
    assert all(room.is_clear(place) for place in places_along(line, 90, 28, 14))


def test_words_stand_above_a_thing_unless_something_is_there() -> None:
    dot = Rect(490, 490, 20, 20)
    places = places_around(dot, 60, 28, 14)
    free = Room(field=FIELD, things=(dot,))
    assert free.best(places).bottom < dot.y
    from_above = Room(field=FIELD, things=(dot,), lines=(((500.0, 0.0), (500.0, 480.0)),))
    assert from_above.best(places).y > dot.bottom


def test_two_words_do_not_take_one_place() -> None:
    places = places_around(Rect(490, 490, 20, 20), 60, 28, 14)
    room = Room(field=FIELD)
    first = room.best(places)
    assert room.taken(first).best(places) != first


def test_words_rather_stand_clear_of_a_grid() -> None:
    places = places_around(Rect(490, 490, 20, 20), 60, 28, 14)
    level = ((0.0, places[0].centre[1]), (1000.0, places[0].centre[1]))
    room = Room(field=FIELD, faint=(level,))
    found = room.best(places)
    assert found.bottom < level[0][1]
    assert found.centre[0] == places[0].centre[0]
    assert room.is_clear(places[0])


def test_where_nothing_is_clear_the_least_is_covered() -> None:
    places = places_around(Rect(490, 490, 20, 20), 60, 28, 14)
    lines = tuple(((0.0, place.centre[1]), (1000.0, place.centre[1])) for place in places)
    above = tuple(place for place in places if place.bottom < 490)
    room = Room(field=FIELD, lines=lines, things=above)
    found = room.best(places)
    assert found.y > 510
    assert not room.is_clear(found)


def test_words_stay_inside_the_field() -> None:
    places = places_around(Rect(490, 2, 20, 20), 60, 28, 14)
    below = places_around(Rect(490, 2, 20, 20), 60, 28, 14)[3]
    room = Room(field=FIELD, lines=(((0.0, below.centre[1]), (1000.0, below.centre[1])),))
    found = room.best(places)
    assert found.y >= FIELD.y
    assert found != below
