"""A hash ring: a node that joins takes keys, one that leaves gives them to the next, and no others move."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explainsite.storyboard.actors.ring import owners
from explainsite.storyboard.state import Actor
from storyboard.filmscript import read_film

NAMES = "ABC"
PLACES = st.lists(st.integers(0, 99), min_size=4, max_size=4, unique=True)
KEYS = st.lists(st.integers(0, 99), max_size=8)


def after(places: list[int], keys: list[int], *actions: str) -> Actor:
    """The ring at the end of a film."""
    nodes = ", ".join(f"{name}: {at}" for name, at in zip(NAMES, places, strict=False))
    dos = "".join(f"- {action}\n" for action in ("show: ring", *actions))
    film = read_film(f"stage:\n  ring: {{is: ring, max: 100, nodes: {{{nodes}}}, keys: {keys}}}\ndo:\n{dos}")
    assert film.board is not None, film.found
    ring = film.board.beats[-1].steps[-1].stage.actor("ring")
    assert ring is not None
    return ring


@given(PLACES, KEYS)
def test_a_node_that_joins_takes_keys_from_one_node_alone(places: list[int], keys: list[int]) -> None:
    old = owners(after(places, keys))
    new = owners(after(places, keys, f"append: {{ring: {{D: {places[3]}}}}}"))
    moved = {key for key in old if old[key] != new[key]}
    assert {new[key] for key in moved} <= {"D"}
    assert len({old[key] for key in moved}) <= 1
    assert all(new[str(index)] == "D" for index, at in enumerate(keys) if at == places[3])


@given(PLACES, KEYS)
def test_a_node_that_leaves_gives_its_keys_to_the_next_one(places: list[int], keys: list[int]) -> None:
    old = owners(after(places, keys))
    new = owners(after(places, keys, "pop: ring.B"))
    moved = {key for key in old if old[key] != new[key]}
    assert moved == {key for key, name in old.items() if name == "B"}
    assert len({new[key] for key in moved}) <= 1


@given(PLACES, KEYS)
def test_a_node_that_comes_back_has_what_it_had(places: list[int], keys: list[int]) -> None:
    before = after(places, keys)
    back = after(places, keys, "pop: ring.B", f"append: {{ring: {{B: {places[1]}}}}}")
    assert owners(back) == owners(before)
    assert [part.id for part in back.parts] == [part.id for part in before.parts]
