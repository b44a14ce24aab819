"""Messages to one place come to rest beside each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from explainsite.picture.compose import pictures_of
from explainsite.picture.script import ScriptCarry
from explainsite.picture.travels import script_travels
from explainsite.storyboard import pace
from storyboard.filmscript import read_film


def sent(stage: str, senders: str) -> list[ScriptCarry]:
    """The messages of a film in which `senders` ask a database."""
    send = f"send: {{from: {senders}, to: database, text: get 42}}"
    film = read_film(f"{stage}do:\n- show: [clients, cache, database]\n- {send}\n")
    assert film.board is not None, film.found
    (beat,) = film.board.beats
    (pictures,) = pictures_of(film.board)
    travels = script_travels(beat.steps[1].travels, *pictures.steps)
    return [travel for travel in travels if isinstance(travel, ScriptCarry)]


def stage(shape: str, layout: str, names: str = "A, B, C, D") -> str:
    """Clients, a cache and a database."""
    return (
        f"layout: |\n{layout}stage:\n"
        f"  clients: {{is: cluster, shape: {shape}, nodes: [{names}]}}\n"
        "  cache: {is: node, text: Cache}\n"
        "  database: {is: node, text: Database}\n"
    )


@pytest.mark.parametrize(
    "film",
    [
        stage("column", "  cache   .\n  clients database\n"),
        stage("column", "  clients cache database\n", "A, B, C"),
        stage("row", "  clients clients\n  database cache\n"),
    ],
    ids=["column", "around another", "row"],
)
def test_pills_that_meet_do_not_cover_each_other(film: str) -> None:
    for one, other in combinations(sent(film, "clients"), 2):
        (x0, y0), (x1, y1) = one.path[-1], other.path[-1]
        assert abs(x1 - x0) >= one.size[0] or abs(y1 - y0) >= one.size[1]


def test_a_single_message_keeps_to_the_middle() -> None:
    (message,) = sent(stage("row", "  cache    .\n  clients  database\n", "A"), "clients.A")
    assert message.path[-1][1] == message.path[0][1]


def test_the_last_leaves_before_the_first_has_arrived() -> None:
    messages = sent(stage("column", "  cache   .\n  clients database\n"), "clients")
    delays = [message.delay for message in messages]
    assert delays == sorted(delays)
    assert delays[-1] < pace.TRAVEL * pace.ARRIVES
