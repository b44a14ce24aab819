"""How many things ask for attention at once: what is seen as one is one, and what is dimmed is none."""

from __future__ import annotations

import pytest

from explainsite.storyboard.attention import things
from storyboard.filmscript import read_film

STAGE = """\
stage:
  ring: {is: cluster, shape: row, nodes: [A, B, C, D]}
  row: {is: tokens, items: [a, b, c]}
  best: {is: list, items: {a: 3, b: 2, c: 1}}
do:
- show: [ring, row, best]
"""


@pytest.mark.parametrize(
    ("last", "asking"),
    [
        ("wait: 1", ()),
        ("mark: {ring.A: good, ring.B: good}", ("`ring` in good",)),
        ("mark: {ring.A: good, row.1: good}", ("`ring` in good", "`row` in good")),
        ("mark: {ring.A: muted}", ()),
        ("highlight: [ring.A, ring.B]", ("`ring` lit",)),
        ("select: {best: 2}", ("`best` chosen",)),
        ("send: {from: ring.A, to: [ring.B, ring.C, ring.D]}", ("`ring` to `ring` in accent",)),
        ("send: {from: row, to: ring.A, each: true}", ("`row` to `ring` in accent",)),
        ("link: {from: row.0, to: ring.A}", ()),
        ("link: {from: row.0, to: ring.A, role: bad}", ("`row` to `ring` in bad",)),
    ],
)
def test_what_is_seen_as_one_is_one_thing(last: str, asking: tuple[str, ...]) -> None:
    board = read_film(f"{STAGE}- {last}\n").board
    assert board is not None
    assert things(board.beats[0].steps[-1]) == asking


def test_what_is_dimmed_does_not_ask() -> None:
    board = read_film(
        f"{STAGE}- mark: {{ring.A: good, ring.B: bad, row.0: warn}}\n- highlight: ring.B\n"
    ).board
    assert board is not None
    *_, marked, lit = board.beats[0].steps
    assert things(marked) == ("`ring` in good", "`ring` in bad", "`row` in warn")
    assert things(lit) == ("`ring` in bad",)
