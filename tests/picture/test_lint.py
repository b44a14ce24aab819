"""Lint finds what a reader could not read, at the line that causes it, and is silent about good films."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainsite.catalogue.reading import read_site
from explainsite.checking.films import check_film
from explainsite.diagnostics import Diagnostic, Report
from explainsite.picture.covering import struck
from explainsite.picture.lint import _past_own_words
from explainsite.picture.paths import line
from explainsite.picture.shapes import Label
from explainsite.storyboard.state import Target
from storyboard.filmscript import read_film

ROOT = Path(__file__).resolve().parents[2]


def lint(text: str) -> list[Diagnostic]:
    return list(read_film(text).found)


def only(text: str) -> tuple[str, str, str]:
    """The one thing found: its code, its message and the words that it points at."""
    (found,) = lint(text)
    assert found.span is not None
    start = found.span.column - 1
    assert found.hint
    return found.code, found.message, found.span.excerpt[start : start + found.span.length]


def shown(actors: str, *names: str, layout: str = "") -> str:
    grid = "layout: |\n" + "".join(f"  {row}\n" for row in layout.split("/")) if layout else ""
    return f"{grid}stage:\n{actors}do:\n- show: [{', '.join(names)}]\n"


def test_the_bundled_films_are_clean() -> None:
    report = Report()
    site = read_site(ROOT, report)
    assert site is not None
    films = [piece for piece in site.catalogue.pieces.values() if piece.has_film]
    assert films
    for piece in films:
        found = Report()
        assert check_film(piece, found) is not None
        assert list(found) == []


def test_a_small_film_is_clean() -> None:
    assert lint(shown("  words: {is: tokens, items: [The, cat]}\n", "words")) == []


CROWD = (
    "layout: |\n  a b\n  c d\n  e f\n  g h\n  i j\nstage:\n"
    + "".join(f"  {name}: {{is: node, text: {name.upper()}}}\n" for name in "abcdefghij")
    + "do:\n- show: [a, b, c, d, e, f, g, h, i, j]\n"
    + "- send: {from: c, to: d, text: a message that is longer than the way}\n"
)


def test_what_a_message_passes_over_is_found_without_frames_and_can_be_allowed() -> None:
    code, message, at = only(CROWD)
    assert (code, at) == ("covered-text", "send")
    assert message == "the message from `c` to `d` passes over “C” and “D”"
    assert lint("allow: {covered-text: it is that long}\n" + CROWD) == []


def test_a_line_strikes_the_texts_that_it_runs_through() -> None:
    path = line((100.0, 100.0), (500.0, 300.0))
    texts = [Label(key=f"a/{at}/text", x=300.0, y=at, text="4") for at in (120.0, 200.0, 290.0)]
    assert list(struck(path, texts)) == [texts[1]]


def test_a_text_that_does_not_fit() -> None:
    long = "incomprehensibilities"
    words = ", ".join([long] * 8)
    code, message, at = only(shown(f"  words: {{is: tokens, items: [{words}]}}\n", "words"))
    assert (code, at) == ("text-too-small", "show")
    assert message == f"“{long}” does not fit into its place at a readable size, in `words`"


def test_a_name_wider_than_its_node() -> None:
    nodes = "  ring: {is: cluster, shape: row, nodes: [a very long name of a node, B, C, D, E, F, G, H]}\n"
    assert only(shown(nodes, "ring"))[0] == "text-too-small"


def test_a_sign_that_the_typeface_lacks_is_found_where_it_is_written() -> None:
    code, message, at = only(shown("  words: {is: tokens, items: [The, c字t]}\n", "words"))
    assert (code, at) == ("missing-glyph", "字")
    assert message == "the film's typeface has no glyphs for Chinese (`字`), which `words` shows"


@pytest.mark.parametrize(
    ("text", "glyphs", "at"),
    [
        ("नमस्ते जी", "glyphs for Devanagari (`नमस्ते`)", "नमस्ते"),
        ("A 日本のこと", "glyphs for Chinese (`日本`) and Hiragana (`のこと`)", "日本"),
        ("한국어 ☃", "glyphs for Hangul (`한국어`) and `☃` (U+2603)", "한국어"),
        ("a ☃ b", "glyph for `☃` (U+2603)", "☃"),
    ],
)
def test_a_text_in_a_script_that_the_typeface_lacks_is_one_problem(text: str, glyphs: str, at: str) -> None:
    code, message, where = only(shown(f'  words: {{is: text, text: "{text}"}}\n', "words"))
    assert (code, where) == ("missing-glyph", at)
    assert message == f"the film's typeface has no {glyphs}, which `words` shows"


def test_a_sign_that_a_beat_brings() -> None:
    text = (
        "stage:\n  words: {is: tokens, items: [The], columns: 3}\ndo:\n- show: words\n- append: {words: 字}\n"
    )
    assert only(text)[::2] == ("missing-glyph", "字")


def test_a_sign_in_a_message() -> None:
    text = (
        "layout: a b\nstage:\n  a: {is: node, text: A}\n  b: {is: node, text: B}\n"
        "do:\n- show: [a, b]\n- send: {from: a, to: b, text: 字}\n"
    )
    assert only(text)[::2] == ("missing-glyph", "字")


def test_a_message_of_many_words() -> None:
    text = (
        "layout: a b\nstage:\n  a: {is: node, text: A}\n  b: {is: node, text: B}\n"
        f"do:\n- show: [a, b]\n- send: {{from: a, to: b, text: {'word ' * 20}}}\n"
    )
    code, message, at = only(text)
    assert (code, at) == ("text-too-small", "send")
    assert message.endswith("is too long for a message")


def test_more_than_the_frame_has_room_for() -> None:
    rows = "".join(f"  bars{i}: {{is: bars, items: {{a: 1, b: 2, c: 3, d: 4}}}}\n" for i in range(12))
    codes = {found.code for found in lint(shown(rows, *(f"bars{i}" for i in range(12))))}
    assert codes
    assert codes <= {"off-frame", "overlap", "text-too-small"}


def test_a_frame_around_a_stranger() -> None:
    text = (
        "layout: |\n  a\n  b\n  c\nstage:\n  a: {is: cells, columns: 4}\n  b: {is: cells, columns: 4}\n"
        "  c: {is: cells, columns: 4}\n  both: {is: frame, label: both, around: [a, c]}\n"
        "do:\n- show: [a, b, c]\n- show: both\n"
    )
    code, message, at = only(text)
    assert (code, at) == ("overlap", "show")
    assert message == "the frame `both` surrounds `b`, which it does not hold"
    assert lint(text.replace("[a, c]", "[a, b]")) == []


def test_a_frame_around_parts_that_it_does_not_hold() -> None:
    text = (
        "stage:\n  a: {is: cells, columns: 4}\n  ends: {is: frame, label: ends, around: [a.0, a.3]}\n"
        "do:\n- show: a\n- show: ends\n"
    )
    code, message, at = only(text)
    assert (code, at) == ("overlap", "show")
    assert message == "the frame `ends` surrounds `a.1`, which it does not hold"
    assert lint(text.replace("[a.0, a.3]", "a.0-3")) == []
    assert lint(text.replace("[a.0, a.3]", "a.3")) == []


def test_lint_waits_until_the_verbs_are_right() -> None:
    text = "stage:\n  words: {is: tokens, items: [字]}\ndo:\n- shwo: words\n"
    assert [found.code for found in lint(text)] == ["unknown-verb"]


def test_each_problem_is_reported_once() -> None:
    text = "stage:\n  words: {is: tokens, items: [字, 字], columns: 4}\ndo:\n- show: words\n"
    text += "- append: {words: 字}\n"
    assert [found.code for found in lint(text)] == ["missing-glyph"]


def hint_of(text: str) -> tuple[str, str]:
    """The code and the hint of the one thing found."""
    (found,) = lint(text)
    return found.code, found.hint


LOG = "  log: {is: log, slots: 4, items: [a.example]}\n"
NODES = "".join(f"  {name}: {{is: node, text: {name.upper()}}}\n" for name in "abcd")


def test_how_much_an_entry_of_a_log_holds_is_told() -> None:
    code, hint = hint_of(shown(LOG + NODES, "a", "b", "c", "d", "log", layout="a b log c d"))
    assert code == "text-too-small"
    assert hint.startswith("a line of an entry has room for ")
    assert "`list` or a `table`" in hint


def test_nodes_in_a_narrow_row_may_stand_in_a_column() -> None:
    probes = "  probes: {is: cluster, shape: row, nodes: [Oslo, Lima, Seoul]}\n"
    code, hint = hint_of(shown(probes + NODES, "a", "b", "c", "d", "probes", layout="a b probes c d"))
    assert code == "text-too-small"
    assert hint.startswith("let its nodes stand in a column (`shape: column`)")


def test_a_way_that_other_parts_of_its_own_end_block() -> None:
    row = "  far: {is: cluster, shape: row, nodes: [A, B, C, D, E]}\n  near: {is: node, text: Near}\n"
    text = shown(row + NODES, "near", "far", "a", "b", layout="a a a a/near far far far/b b b b")
    code, hint = hint_of(text.replace(NODES[NODES.index("  c") :], "") + _LONG_WAY)
    assert code == "route-blocked"
    assert hint == (
        "its nodes stand in each other's way: write `shape: column` for `far`,"
        " or let the other end stand on another side of it in `layout`"
    )


_LONG_WAY = "- send: {from: near, to: far.E, text: a rather long message}\n"


def test_a_message_over_the_words_of_its_own_end() -> None:
    log = "  log: {is: log, slots: 4, items: [a, b]}\n"
    text = shown(log + NODES[: NODES.index("  c")], "a", "b", "log", layout="a b log")
    code, hint = hint_of(f"{text}- append: {{log: c}}\n- send: {{from: log, to: b, text: receipt}}\n")
    assert code == "covered-text"
    assert hint == (
        "these words are of `log` itself: let the other end stand on another side of it in `layout`"
    )


@pytest.mark.parametrize(
    ("actor", "part", "instead"),
    [("log", "next", "name all of it, `log`"), ("log", None, "let the other end"), ("ring", "A", "let the")],
)
def test_what_to_do_about_words_of_an_end_itself(actor: str, part: str | None, instead: str) -> None:
    stage = "stage:\n  log: {is: log, slots: 4}\n  ring: {is: cluster, nodes: [A, B]}\ndo:\n- show: log\n"
    board = read_film(stage).board
    assert board is not None
    seen, ends = board.beats[0].opening, (Target(actor="ca"), Target(actor=actor, part=part))
    assert instead in _past_own_words(seen, ends, {actor})
    assert _past_own_words(seen, ends, {actor, "web"}) == _past_own_words(seen, ends, {"web"}) == ""
