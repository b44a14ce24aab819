"""Numbers on screen keep their digits, and a caption says of a value what the picture shows of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from explainsite.picture.compose import pictures_of
from explainsite.picture.shapes import Label
from explainsite.storyboard.actors.parts import decimals_shown
from explainsite.storyboard.words import number, roughly
from storyboard.filmscript import read_film


def film(say: str, shown: str, *, actor: str = '{is: counter, unit: " ms"}') -> str:
    do = f"  do:\n  - show: wait\n  - set: {{wait: {shown}}}\n"
    return f"stage:\n  wait: {actor}\nbeats:\n- id: one\n  title: One\n  say: {say}\n{do}"


def codes(text: str, values: Mapping[str, Any]) -> list[str]:
    return [found.code for found in read_film(text, values).found]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.25, "1.25"),
        (1234567.0, "1,234,567"),
        (1234.5678, "1,234.5678"),
        (0.1 + 0.2, "0.3"),
        (0.00012, "0.00012"),
        (-2.5, "-2.5"),
        (0.0, "0"),
        (1e15, "1,000,000,000,000,000"),
    ],
)
def test_a_number_keeps_its_digits(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(("value", "text"), [(2.3456, "2.35"), (12.0, "12"), (0.004567, "0.0046")])
def test_what_is_read_off_a_curve_is_rounded(value: float, text: str) -> None:
    assert roughly(value) == text


@pytest.mark.parametrize(
    ("value", "shown"), [(3.0, 0), (1.25, 2), (92.81573333, 4), (0.00123456, 6), (0.0, 0)]
)
def test_no_more_decimals_than_can_be_read(value: float, shown: int) -> None:
    assert decimals_shown(value) == shown


@pytest.mark.parametrize(
    "actor", ["{is: bars, items: {a: 1.25, b: 3}}", "{is: list, items: {a: 1.25, b: 3}}"]
)
def test_the_amounts_of_an_actor_have_as_many_decimals(actor: str) -> None:
    board = read_film(f"stage:\n  sizes: {actor}\ndo:\n- show: sizes\n").board
    assert board is not None
    (picture,) = pictures_of(board)[0].steps
    amounts = [s.text for s in picture.shapes if isinstance(s, Label) and s.key.endswith("/value")]
    assert amounts == ["1.25", "3.00"]


@pytest.mark.parametrize(
    "say",
    ["It takes 92.75 ms.", "It takes 92.75 milliseconds.", "It takes nearly 93 ms.", "It takes about 93 ms."],
)
def test_said_as_it_is_seen(say: str) -> None:
    assert codes(film(say, "$wait"), {"wait": 92.75}) == []


@pytest.mark.parametrize("at", ["93 ms", "92.8 ms", "93"])
def test_said_with_other_digits(at: str) -> None:
    (found,) = read_film(film(f"It takes {at}.", "$wait"), {"wait": 92.75}).found
    assert found.span is not None
    start = found.span.column - 1
    assert found.span.excerpt[start : start + found.span.length] == at
    assert found.code == "two-roundings"
    assert found.message.startswith(f"this says {at} where `wait` shows 92.75 ms, set in line ")


def test_a_share_is_the_same_as_a_percentage() -> None:
    actor = '{is: counter, format: ".0%"}'
    assert codes(film("It is 75%, or 0.75.", "$share", actor=actor), {"share": 0.75}) == []


def test_a_count_is_not_a_rounded_amount() -> None:
    assert "two-roundings" not in codes(film("It asks 8 of them.", "$wait"), {"wait": 7.6, "asked": 8})


def test_what_is_not_on_screen_yet_is_not_compared() -> None:
    later = "- id: two\n  title: Two\n  say: Then.\n  do:\n  - show: wait\n  - set: {wait: $wait}\n"
    head = "stage:\n  wait: {is: counter}\n  words: {is: tokens, items: [a, b]}\nbeats:\n"
    first = "- id: one\n  title: One\n  say: It takes 93 ms.\n  do:\n  - show: words\n"
    assert codes(head + first + later, {"wait": 92.75, "other": 93}) == []


@pytest.mark.parametrize(
    ("actor", "at"),
    [
        ("{is: counter}", "give `wait` a `format`, such as `,.1f`"),
        ("{is: node, text: Node, note: none}", "say `${name:.2f}` for `$name`"),
    ],
)
def test_more_digits_than_can_be_read(actor: str, at: str) -> None:
    (found,) = read_film(film("It waits.", "$wait", actor=actor), {"wait": 92.815733}).found
    assert (found.code, found.hint) == ("long-number", at)
    assert "92.815733" in found.message
