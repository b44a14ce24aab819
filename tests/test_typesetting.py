"""Formulas become the same outlines everywhere, and what Typst refuses is told at the author's own line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from explainsite.typesetting import BadFormula, Formula, lacks, typeset


def box(formula: Formula, term: str) -> tuple[float, float, float, float]:
    """What the signs of a term take up: left, top, right, bottom, in ems."""
    points = [p for sign in formula.signs if sign.term == term for contour in sign.contours for p in contour]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def test_signs_stand_where_they_belong() -> None:
    formula = typeset("aa / bb", (("aa", "x + y"), ("bb", "z")))
    _, _, _, above = box(formula, "aa")
    _, below, _, _ = box(formula, "bb")
    left, top, right, bottom = box(formula, "")
    assert [sign.name for sign in formula.signs if not sign.term] == ["stroke"]
    assert above < top < bottom < below
    assert 0 <= left < right <= formula.width
    assert bottom - top == pytest.approx(0.048, abs=0.001)


def test_equal_signs_have_equal_names_and_others_have_others() -> None:
    names = [sign.name for sign in typeset("x + y - x").signs]
    assert len(names) == 5
    assert names[0] == names[4]
    assert len(set(names)) == 4


def test_contours_are_closed_curves() -> None:
    for sign in typeset("sum_(i=0)^n cancel(x_i) mat(1, 2; 3, 4) hat(y)").signs:
        for contour in sign.contours:
            assert len(contour) % 3 == 1
            assert contour[0] == pytest.approx(contour[-1], abs=1e-6)


def test_a_term_within_a_term_keeps_its_own_name() -> None:
    terms = [sign.term for sign in typeset("outer", (("inner", "x"), ("outer", "inner + 1"))).signs]
    assert terms == ["inner", "outer", "outer"]


def test_a_term_is_set_as_if_it_stood_there_itself() -> None:
    plain, named = typeset("sum_(i=1)^n x / y"), typeset("all", (("all", "sum_(i=1)^n x / y"),))
    assert [sign.contours for sign in plain.signs] == [sign.contours for sign in named.signs]


def test_operators_of_learning_stand_upright() -> None:
    assert len(typeset("softmax(x)").signs) == len(typeset('"softmax"(x)').signs)


@pytest.mark.parametrize(
    ("text", "terms", "message", "place"),
    [
        ("a + b1c", (), "unknown variable: b1c", ("", 0, 4, 3)),
        ("a \\\n  + foo + b", (), "unknown variable: foo", ("", 1, 4, 3)),
        ("a + low", (("low", "sqrt(x"),), "unclosed delimiter", ("low", 0, 4, 1)),
        ("a + low", (("low", "x\n+ foo"),), "unknown variable: foo", ("low", 1, 2, 3)),
        ("a // b", (), "", None),
        ('"a', (), "unclosed delimiter", ("", 0, 0, 0)),
        ("a /* b", (), "unclosed delimiter", ("", 0, 0, 0)),
        ("x $ y", (), "`$` ends a formula, and this is mathematics alone", ("", 0, 2, 1)),
        ("x\n+ #y", (), "`#` begins code, and this is mathematics alone", ("", 1, 2, 1)),
        ("x + low", (("low", "#y"),), "`#` begins code, and this is mathematics alone", ("low", 0, 0, 1)),
        (r'x + \# + "# and $"', (), "", None),
        (r"\frac{a}{b}", (), r"`\frac` is LaTeX, and formulas are written for Typst", ("", 0, 0, 5)),
        (
            "a + low",
            (("low", r"x + \alpha"),),
            r"`\alpha` is LaTeX, and formulas are written for Typst",
            ("low", 0, 4, 6),
        ),
        ("x + y_{ij}", (), "`_{`: curly braces are shown, as signs of their own", ("", 0, 5, 2)),
        (r'{x} + \u{221e} + "\frac" \ y', (), "", None),
    ],
)
def test_what_is_refused(
    text: str, terms: tuple[tuple[str, str], ...], message: str, place: tuple[str, int, int, int] | None
) -> None:
    if place is None:
        assert typeset(text, terms).signs
        return
    with pytest.raises(BadFormula) as caught:
        typeset(text, terms)
    bad = caught.value
    assert (bad.message, (bad.term, bad.line, bad.column, bad.length)) == (message, place)


def test_signs_without_a_glyph_are_known() -> None:
    assert [char for char in "xαé×→日😀" if lacks(char)] == ["日", "😀"]


def test_another_process_sets_the_same() -> None:
    code = "from explainsite.typesetting import typeset; print(typeset('softmax(x_i^2)'))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(typeset("softmax(x_i^2)"))
