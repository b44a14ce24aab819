"""What lint says of a film's words, numbers and time, and how an author sets a rule aside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from explainsite.diagnostics import Diagnostic
from explainsite.storyboard.lint import FEWEST_BEATS, stretches
from explainsite.storyboard.numerals import typed_numerals
from storyboard.filmscript import read_film


def lint(text: str, values: Mapping[str, Any] | None = None) -> list[Diagnostic]:
    return list(read_film(text, values).found)


def pointed(found: Diagnostic) -> str:
    """The words that a diagnostic points at."""
    assert found.span is not None
    return found.span.excerpt[found.span.column - 1 :][: found.span.length]


def only(text: str) -> tuple[str, str, str]:
    """The one thing found: its code, its message and the words that it points at."""
    (found,) = lint(text)
    assert found.hint
    return found.code, found.message, pointed(found)


def shown(actors: str, *names: str, layout: str = "") -> str:
    grid = "layout: |\n" + "".join(f"  {row}\n" for row in layout.split("/")) if layout else ""
    return f"{grid}stage:\n{actors}do:\n- show: [{', '.join(names)}]\n"


def test_actors_that_are_declared_and_never_shown() -> None:
    text = shown("  words: {is: tokens, items: [The]}\n  more: {is: tokens, items: [cat]}\n", "words")
    assert only(text) == ("never-shown", "`more` is on the stage, but no beat shows it", "more")


def test_words_that_pass_too_fast() -> None:
    say = "incomprehensibilities " * 6
    text = (
        "stage:\n  words: {is: tokens, items: [The]}\nbeats:\n- id: one\n  title: One\n"
        f"  say: {say}\n  do:\n  - show: words\n"
    )
    code, message, at = only(text)
    assert (code, at) == ("caption-too-fast", say.strip())
    (found,) = lint(text)
    hold = found.hint.split("hold: ")[1].rstrip("`")
    assert lint(text.replace("  do:", f"  hold: {hold}\n  do:")) == []
    assert message == "`one` is over 3.8 s before its caption can be read"


def test_chinese_words_have_the_time_that_they_take() -> None:
    assert lint(said("缓存保存键和值。" * 4)) == []
    assert {found.code for found in lint(said("缓存保存键和值。" * 10))} == {"long-caption", "long-stillness"}


def film(*beats: str, allow: str = "") -> str:
    """A film in which each beat lasts as long as its `hold` says, and shows something unless it says so."""
    head = f"{allow}stage:\n  words: {{is: tokens, items: [The], columns: 16}}\nbeats:\n"
    return head + "".join(
        f"- id: b{i}\n  title: B\n  say: Look.\n  {beat}\n  do:\n  - "
        + ("show: words\n" if i == 0 else "append: {words: cat}\n")
        for i, beat in enumerate(beats)
    )


@pytest.mark.parametrize(
    ("beats", "code"),
    [(FEWEST_BEATS - 1, None), (FEWEST_BEATS, "film-length"), (9, None), (11, None), (15, "film-length")],
)
def test_the_length_of_a_film(beats: int, code: str | None) -> None:
    found = [problem.code for problem in lint(film(*["hold: 6"] * beats))]
    assert [each for each in found if each == "film-length"] == ([code] if code else [])


def test_a_short_film_wants_changes_and_not_words() -> None:
    found = lint(film(*["hold: 5"] * 6, "hold: 8"))
    (short,) = [each.message for each in found if each.code == "film-length"]
    assert short == (
        "the film lasts 48 s, 12 s less than 60: show two changes more, each in a beat of its own;"
        " words have room in `b6`, `b0` and `b1`, where more is seen than said, but make the film no longer"
    )


def test_a_long_film_says_less_where_it_stands_still_longest() -> None:
    found = lint(film(*["hold: 6"] * 14, "hold: 8"))
    (long,) = [each.message for each in found if each.code == "film-length"]
    assert long == (
        "the film lasts 114 s, 4 s more than 110: say less where the picture waits for the words longest,"
        " in `b14` (9 s), `b0` (7 s) and `b1` (7 s)"
    )


def test_a_film_in_which_nothing_happens_for_long() -> None:
    (found,) = lint(film("hold: 9", "hold: 0"))
    assert (found.code, pointed(found)) == ("long-stillness", "b0")
    assert found.message == "nothing changes on screen for 11 s, from the start of `b0` on"
    assert lint(film("hold: 7", "hold: 0")) == []


def test_stillness_goes_on_in_the_next_beat() -> None:
    text = film("hold: 3", "hold: 3").replace("- append: {words: cat}", "- wait: 5")
    (found,) = lint(text)
    assert (found.code, pointed(found)) == ("long-stillness", "b1")
    assert found.message.endswith("from the start of `b0` on")


def test_stretches_and_motions_make_the_whole_film() -> None:
    board = read_film(film("hold: 3", "hold: 1", "hold: 2")).board
    assert board is not None
    first, *steps = (step for beat in board.beats for step in beat.steps)
    assert first.stage == board.beats[0].opening  # what stands there does not move
    moving = sum(step.seconds for step in steps)
    still = sum(stretch.seconds for stretch in stretches(board))
    assert moving + still == pytest.approx(board.seconds)


def said(words: str, *, stage: str = "cost: {is: counter, label: cost, value: 0}", do: str = "show: cost",
         head: str = "") -> str:  # fmt: skip
    return (
        f"{head}stage:\n  {stage}\nbeats:\n- id: one\n  title: One\n  say: >-\n    {words}\n"
        f"  do:\n  - {do}\n  - wait: 1\n  hold: 2\n"
    )


VALUES: dict[str, Any] = {
    "cost": 1234.5,
    "share": 0.7512,
    "rows": [17, 29],
    "model": {"width": 4096},
    "bytes": 131072,
}


@pytest.mark.parametrize(
    "words",
    [
        "It costs 1,234.5 now, or 1235, or 1,235, or about 1,200.",
        "75% of it, 75.1 percent, and 0.75 at last.",
        "Rows 17 and 29, a width of 4096, 4k.",
        "That is 128 KiB in all.",
        "In 2017 the 3rd of the tokens k0 to k12 met IPv4 on port-8080 at 12:30, as user-42.",
        "One cost: 1 of 2.",
    ],
)
def test_numbers_that_come_from_somewhere(words: str) -> None:
    assert lint(said(words), VALUES) == []


def test_what_is_computed_is_not_typed() -> None:
    typed = typed_numerals("It costs $cost.3, not ${cost:,.0f}, ${share:.1%} of 36.")
    assert [numeral.text for numeral in typed] == ["36"]


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("It costs 1,236 now.", "1,236"),
        ("It costs 1\u00a0236 now.", "1\u00a0236"),
        ("这需要36次查询。", "36"),
        ("It costs 2\u202f000 now.", "2\u202f000"),
        ("It is 76% of it.", "76%"),
        ("It is 12× as fast.", "12×"),
        ("It takes 99.9 percent.", "99.9 percent"),
        ("All of 40 million rows.", "40 million"),
        ("The cost is 128 MiB.", "128 MiB"),
        ("There are 18 of them.", "18"),
        ("There are 7 of them.", "7"),
    ],
)
def test_a_number_that_comes_from_nowhere(words: str, typed: str) -> None:
    (found,) = lint(said(words), VALUES)
    assert (found.code, pointed(found)) == ("typed-number", typed)


def test_a_number_is_told_once_and_at_its_place_in_a_long_caption() -> None:
    (found,) = lint(said("It costs\n    a lot, 1,236 of them, all\n    of 1,236."), VALUES)
    assert found.span is not None
    assert (pointed(found), found.span.excerpt.strip()) == ("1,236", "a lot, 1,236 of them, all")


@pytest.mark.parametrize(
    ("words", "stage", "do"),
    [
        (
            "It counts to 36.",
            "cost: {is: counter, label: cost, value: 0}",
            "together: [{show: cost}, {set: {cost: 36}}]",
        ),
        ("User 42 asks.", "cost: {is: table, columns: [key, hash], rows: {a: [user, 42]}}", "show: cost"),
        ("He asks for 42.", "cost: {is: node, text: get 42}", "show: cost"),
        ("All 3 of them.", "cost: {is: cluster, nodes: [A, B, C]}", "show: cost"),
        ("Of 5 votes 3 are enough.", "cost: {is: gauge, label: votes, max: 5, threshold: 3}", "show: cost"),
    ],
)
def test_what_stands_on_stage_may_be_said(words: str, stage: str, do: str) -> None:
    assert lint(said(words, stage=stage, do=do)) == []


def test_a_quantity_in_a_label_is_a_claim_too() -> None:
    stage = "cost: {is: counter, label: cost of 2500 rows, value: 0}"
    (found,) = lint(said("It costs 2500.", stage=stage))
    assert (found.code, pointed(found)) == ("typed-number", "2500")
    assert "label" in (found.span.excerpt if found.span else "")
    assert lint(said("It costs 2500.", stage=stage.replace("2500", "$rows")), {"rows": 2500}) == []


def test_a_source_may_be_quoted() -> None:
    head = "sources:\n- {id: gpt, title: A model of 175 billion weights, url: https://example.org/}\n"
    assert lint(said("It has 175 billion weights.", head=head)) == []


def test_a_rule_is_set_aside_for_the_film_or_for_a_beat() -> None:
    words = "It is 76% of it."
    whole = "allow: {typed-number: as measured on our machines}\n"
    assert lint(said(words, head=whole)) == []
    assert lint(said(words).replace("  hold: 2", "  allow: {typed-number: as measured}")) == []


def test_a_beat_allows_nothing_in_another() -> None:
    text = film("hold: 9", "allow: {long-stillness: a pause}")
    assert [found.code for found in lint(text)] == ["long-stillness", "needless-allowance"]


def test_an_allowance_that_nothing_needs() -> None:
    code, message, at = only(said("It costs 1.", head="allow: {typed-number: why not}\n"))
    assert (code, at) == ("needless-allowance", "typed-number")
    assert message == "nothing here breaks the rule `typed-number`"


def test_an_error_of_lint_can_be_allowed_too() -> None:
    text = "layout: |\n  a\nstage:\n  a: {is: text, text: " + "Words " * 140 + "}\ndo:\n- show: a\n"
    assert [found.code for found in lint(text)] == ["text-too-small"]
    allowed = read_film("allow: {text-too-small: it is a wall of text}\n" + text)
    assert allowed.found == ()
    assert allowed.board is not None
