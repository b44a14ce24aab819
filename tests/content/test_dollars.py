"""Dollar signs: what is a formula, what is money or a variable, and what the author is asked."""

from __future__ import annotations

import re

import pytest

from content.test_markdown import a_piece, render
from explainsite.content.markdown.parser import parse_body
from explainsite.content.markdown.render import body_text


def shown(body: str) -> str:
    """The paragraph as readers see it, each formula in brackets."""
    page = render(body)[0].html
    page = re.sub(r"<math.*?</math>", lambda math: "⟦" + re.sub("<[^>]+>", "", math[0]) + "⟧", page)
    return page.removeprefix("<p>").removesuffix("</p>\n")


def warned(body: str) -> list[str]:
    """What the warnings point at."""
    problems = render(body)[1]
    assert {problem.code for problem in problems} <= {"ambiguous-dollar"}
    spans = [problem.span for problem in problems if problem.span is not None]
    return [span.excerpt[span.column - 1 :][: span.length] for span in spans]


@pytest.mark.parametrize(
    ("body", "page"),
    [
        ("Read $HOME before `$PATH`.", "Read $HOME before <code>$PATH</code>."),
        ("Read `$HOME` before $PATH.", "Read <code>$HOME</code> before $PATH."),
        ("$USER@$HOST and $a$b", "$USER@$HOST and $a$b"),
        ('$dollar-sign, then "$other"', "$dollar-sign, then “$other”"),
        ("${HOME}/${USER} and $HOME:${PATH}", "${HOME}/${USER} and $HOME:${PATH}"),
        ("US$5, A$6 and 7$ are prices", "US$5, A$6 and 7$ are prices"),
        ("from $20,000 to $30,000, or $5-$10", "from $20,000 to $30,000, or $5-$10"),
        ("$ ls, then $ cd", "$ ls, then $ cd"),
        (r"\$5$ and \$x$, but \\$x$", r"$5$ and $x$, but \⟦x⟧"),
        ("cost $5 and $x^2$ grows", "cost $5 and ⟦x2⟧ grows"),
        ("the pid $$ of a shell", "the pid $$ of a shell"),
        ("$$ to $$$", "$$ to $$$"),
    ],
)
def test_dollars_that_stand_for_themselves(body: str, page: str) -> None:
    assert shown(body) == page
    assert warned(body) == []


@pytest.mark.parametrize(
    ("body", "page"),
    [
        ("$x$, ($y$) and **$z$**-th", "⟦x⟧, (⟦y⟧) and <strong>⟦z⟧</strong>-th"),
        ("$5 - 10$ or $10-5$", "⟦5−10⟧ or ⟦10−5⟧"),
        ("$O(n log n)$ and $dx dy$", "⟦O(nlogn)⟧ and ⟦dxdy⟧"),
        (r"$\text{hits per second} > 0$", "⟦hits\u00a0per\u00a0second&gt;0⟧"),
        ("$total = price * count$", "⟦total=price*count⟧"),
        ("$a,\nb$", "⟦a,b⟧"),
        (r"$x\$y$", "⟦x$y⟧"),
        ("设$x$为实数", "设⟦x⟧为实数"),
        ("so $$x = y$$ holds", "so ⟦x=y⟧ holds"),
        ("$$\nloss = x \\\\ y\n$$\n", "⟦loss=xy⟧\n"),
        ("a ` tick and $x$", "a ` tick and ⟦x⟧"),
    ],
)
def test_dollars_that_hold_a_formula(body: str, page: str) -> None:
    assert shown(body) == page
    assert warned(body) == []


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("($9/month) here, or 5$ there", "$9/month) here, or 5$"),
        ("It costs $5-10$", "$5-10$"),
        ("$5 to 10$, maybe", "$5 to 10$"),
        ("$1,000–2,000$", "$1,000–2,000$"),
        ('$say "a"$', '$say "a"$'),
        ("$number of hits$", "$number of hits$"),
        ("花费$5到10$吧", "$5到10$"),
        ("$$ and $$ are pids", "$$ and $$"),
        ("$$ is the pid\nand so is $$", "$$ is the pid"),
        ("the $n$th", "$n$"),
        (r"an angle of 2$\pi$", r"$\pi$"),
        ("as in $`x^2`$", "$`x^2`$"),
    ],
)
def test_dollars_that_might_be_a_formula_are_shown_with_a_warning(body: str, written: str) -> None:
    assert "⟦" not in shown(body)
    assert warned(body) == [written]
    assert "$" in body_text(parse_body(a_piece("piece", body)))


def test_a_heading_keeps_its_dollar_signs() -> None:
    rendered, _ = render("## From $5 to 10$\n")
    assert [heading.text for heading in rendered.headings] == ["From $5 to 10$"]
