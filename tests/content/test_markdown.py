"""Bodies: what they become, where their problems are, and that no text can break them."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.content.markdown.body import RenderedBody, render_body
from explainsite.content.markdown.checks import check_document
from explainsite.content.markdown.math import BadMath, to_mathml
from explainsite.content.markdown.parser import parse_body
from explainsite.content.markdown.render import body_text
from explainsite.content.markdown.scope import LinkTarget, Scope
from explainsite.content.source import Source
from explainsite.content.spec import Body, Lane, PathSpec, Piece, SourceRef
from explainsite.diagnostics import Diagnostic, Report, Span

PLACE = Span(path="x")


def a_piece(slug: str, body: str = "") -> Piece:
    source = Source(path=f"explainers/lane/{slug}/index.md", text=f"---\n---\n{body}")
    return Piece(
        slug=slug,
        lane="lane",
        format="concept",
        title=slug,
        topic="",
        summary="",
        sources=(
            SourceRef(id="ada1843", title='Notes "G"', url="https://example.org"),
            SourceRef(id="b", title="B", url="https://example.org"),
        ),
        body=Body(source=source, first_line=3),
        span=PLACE,
    )


TARGETS: dict[str, LinkTarget] = {
    "explainers/lane/other.md": a_piece("other"),
    "explainers/lane": Lane(slug="lane", title="Lane", summary="", span=PLACE),
    "paths/way.yaml": PathSpec(slug="way", title="Way", summary="", span=PLACE),
}


def render(body: str, project: Path = Path("/nonexistent")) -> tuple[RenderedBody, list[Diagnostic]]:
    piece, report = a_piece("piece", body), Report()
    document = parse_body(piece)
    anchors = {"piece": {heading.id for heading in document.headings}, "other": {"there"}}
    scope = Scope(project=project, piece=piece, targets=TARGETS, anchors=anchors)
    checked = check_document(document, scope, report)
    return render_body(checked, lambda target: f"/{target.slug}/"), list(report)


def html(body: str) -> str:
    rendered, problems = render(body)
    assert not problems
    return rendered.html


def codes(body: str) -> list[str]:
    return [problem.code for problem in render(body)[1]]


def test_tables_lists_and_emphasis() -> None:
    page = html("| a | b |\n|---|--:|\n| 1 | ~~2~~ |\n\n- [x] done\n- [ ] *open*\n")
    assert '<td class="right"><s>2</s></td>' in page
    assert page.count('type="checkbox"') == 2
    assert "checked" in page


@pytest.mark.parametrize(
    "cells",
    [
        ("1", "12", "1,234.5"),
        ("12 ms", "3.5 ms", "–"),
        ("−4", "+3 %", ""),
        ("$2^{10}$", "~8", "≈ 7×"),
        ("*12*", "`7`", "**3**"),
        ("3–5", "1:30", "€20"),
    ],
)
def test_columns_of_numbers_stand_to_the_right(cells: tuple[str, ...]) -> None:
    rows = "".join(f"| row | {cell} |\n" for cell in cells)
    page = html(f"| what | how much |\n|---|---|\n{rows}")
    assert '<th>what</th>\n<th class="amount">how much</th>' in page
    assert page.count('<td class="amount">') == len(cells)
    assert page.count("<td>") == len(cells)


@pytest.mark.parametrize(
    ("rule", "cells"),
    [
        (":--", ("1", "2")),
        (":-:", ("1", "2")),
        ("---", ("1", "many")),
        ("---", ("2 of the nodes", "3 of the nodes")),
        ("---", ("", "–")),
    ],
)
def test_other_columns_stand_as_they_are_written(rule: str, cells: tuple[str, ...]) -> None:
    rows = "".join(f"| {cell} |\n" for cell in cells)
    assert "right" not in html(f"| what |\n|{rule}|\n{rows}")


def test_definition_lists() -> None:
    page = html("Lever\n: far is strong\n: [near](../other.md) is weak\n")
    assert "<dt>Lever</dt>\n<dd>far is strong</dd>" in page
    assert '<dd><a href="/other/">near</a> is weak</dd>' in page


def test_typographic_quotes_but_not_in_code() -> None:
    assert html('"It\'s" `"it\'s"`') == "<p>“It’s” <code>&quot;it's&quot;</code></p>\n"


def test_headings_have_anchors_that_are_unique_and_not_the_pages_own() -> None:
    rendered, _ = render("## A *first* part\n\n## Sources\n\n### A first part\n\n## 日本 & `x`\n")
    assert [(h.level, h.id, h.text) for h in rendered.headings] == [
        (2, "a-first-part", "A first part"),
        (2, "sources-2", "Sources"),
        (3, "a-first-part-2", "A first part"),
        (2, "日本-x", "日本 & x"),
    ]
    assert (
        '<h2 id="a-first-part"><a class="anchor" href="#a-first-part">A <em>first</em> part</a></h2>'
        in rendered.html
    )


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("हिन्दी में की", "हिन्दी-में-की"),
        ("U\u0308bersicht", "\xfcbersicht"),
        ("\xdcbersicht", "\xfcbersicht"),
        ("Tiếng Việt", "tiếng-việt"),
        ("ภาษาไทย ที่นี่", "ภาษาไทย-ที่นี่"),
        ("I ❤\ufe0f it", "i-it"),
        ("می\u200cخواهم", "میخواهم"),
        ("...", "section"),
    ],
)
def test_anchors_keep_the_marks_of_letters(heading: str, anchor: str) -> None:
    assert [one.id for one in render(f"## {heading}\n")[0].headings] == [anchor]


@pytest.mark.parametrize("link", ["\xfcbersicht", "u\u0308bersicht", "%C3%BCbersicht", "u%CC%88bersicht"])
@pytest.mark.parametrize("heading", ["\xdcbersicht", "U\u0308bersicht"])
def test_a_link_finds_its_heading_however_both_are_composed(heading: str, link: str) -> None:
    assert '<a href="#\xfcbersicht">a</a>' in html(f"[a](#{link})\n\n## {heading}\n")


def test_a_heading_with_a_link_has_no_second_link() -> None:
    assert (
        html("## See [other](../other.md)\n") == '<h2 id="see-other">See <a href="/other/">other</a></h2>\n'
    )


def test_the_title_is_the_pages_only_first_heading() -> None:
    assert [h.level for h in render("# One\n\n## Two\n")[0].headings] == [2, 3]
    assert [h.level for h in render("## One\n\n### Two\n")[0].headings] == [2, 3]


def test_links_to_every_kind_of_page() -> None:
    page = html("[a](../other.md#there) [b](../../lane/) [c](../../../paths/way.yaml) [d](#x)\n\n## X\n")
    assert 'href="/other/#there"' in page
    assert 'href="/lane/"' in page
    assert 'href="/way/"' in page
    assert 'href="#x"' in page


def test_web_addresses_are_normalised_and_escaped() -> None:
    assert 'href="https://example.org/%C3%BC?a=1&amp;b=2"' in html("[a](https://example.org/ü?a=1&b=2)")
    assert 'href="mailto:a@example.org"' in html("<mailto:a@example.org>")


def test_links_by_name() -> None:
    assert html("[a][o] and [o]\n\n[o]: ../other.md\n").count('href="/other/"') == 2


def test_files_beside_the_spec_are_published_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "explainers/lane/piece/images"
    folder.mkdir(parents=True)
    (folder / "a b.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "explainers/lane/shared.csv").write_text("a\n", encoding="utf-8")
    rendered, problems = render('![A *b*](<images/a b.svg> "T") [data](../shared.csv)', tmp_path)
    assert not problems
    assert rendered.assets == {
        "images/a b.svg": "explainers/lane/piece/images/a b.svg",
        "shared.csv": "explainers/lane/shared.csv",
    }
    assert '<img src="images/a%20b.svg" alt="A b" title="T" loading="lazy">' in rendered.html
    assert '<a href="shared.csv">' in rendered.html


def place_files(project: Path, *names: str) -> None:
    for name in names:
        file = project / "explainers/lane/piece" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<svg/>", encoding="utf-8")


@pytest.mark.parametrize("address", ["a%20b.svg", "<a b.svg>", "./a%20b.svg", "../piece/a%20b.svg"])
def test_images_and_links_name_files_in_one_way(tmp_path: Path, address: str) -> None:
    place_files(tmp_path, "a b.svg")
    rendered, problems = render(f"![A]({address}) [a]({address})", tmp_path)
    assert not problems
    assert rendered.assets == {"a b.svg": "explainers/lane/piece/a b.svg"}
    assert 'src="a%20b.svg"' in rendered.html
    assert 'href="a%20b.svg"' in rendered.html


def test_a_name_with_percent_signs_is_itself_first(tmp_path: Path) -> None:
    place_files(tmp_path, "a%20b.svg", "a b.svg", "100%.svg")
    rendered, problems = render("![A](a%20b.svg) ![B](100%.svg)", tmp_path)
    assert not problems
    assert list(rendered.assets) == ["a%20b.svg", "100%.svg"]
    assert 'src="a%2520b.svg"' in rendered.html


@pytest.mark.parametrize("stored", ["caf\xe9/\xfc.svg", "cafe\u0301/u\u0308.svg"])
@pytest.mark.parametrize(
    "typed", ["caf\xe9/\xfc.svg", "cafe\u0301/u\u0308.svg", "caf%C3%A9/u%CC%88.svg", "caf\xe9/u\u0308.svg"]
)
def test_names_that_look_the_same_are_the_same(tmp_path: Path, stored: str, typed: str) -> None:
    place_files(tmp_path, stored)
    rendered, problems = render(f"![A]({typed}) [a]({typed})", tmp_path)
    assert not problems
    assert rendered.assets == {"caf\xe9/\xfc.svg": f"explainers/lane/piece/{stored}"}
    assert 'src="caf%C3%A9/%C3%BC.svg"' in rendered.html


def test_files_of_one_name_stay_apart(tmp_path: Path) -> None:
    place_files(tmp_path, "x.svg", "../a/x.svg", "../b/X.svg")
    rendered, problems = render("![A](../a/x.svg) ![B](../b/X.svg) ![C](x.svg) ![A](../a/x.svg)", tmp_path)
    assert not problems
    assert rendered.assets == {
        "x.svg": "explainers/lane/a/x.svg",
        "X-2.svg": "explainers/lane/b/X.svg",
        "x-3.svg": "explainers/lane/piece/x.svg",
    }
    assert re.findall('src="(.*?)"', rendered.html) == ["x.svg", "X-2.svg", "x-3.svg", "x.svg"]


def test_a_fragment_stays_with_its_file(tmp_path: Path) -> None:
    place_files(tmp_path, "a.svg")
    page = render("![A](a.svg#part) [a](a.svg#page=2)", tmp_path)[0].html
    assert 'src="a.svg#part"' in page
    assert 'href="a.svg#page=2"' in page


def test_what_differs_is_said_of_a_name_that_only_looks_the_same(tmp_path: Path) -> None:
    place_files(tmp_path, "at 9.41\u202fAM.png")
    (problem,) = render("![A](<at 9.41 AM.png>)", tmp_path)[1]
    assert problem.code == "missing-file"
    assert problem.label == "space here, narrow no-break space in the file's name"


@pytest.mark.parametrize(
    "address", ["%2e%2e/%2e%2e/%2e%2e/%2e%2e/x.svg", "../../../../x.svg", "%2Fx.svg", "a%00"]
)
def test_no_spelling_leads_out_of_the_project(tmp_path: Path, address: str) -> None:
    assert [problem.code for problem in render(f"![A]({address})", tmp_path)[1]] == ["path-escapes"]


@pytest.mark.parametrize(
    "address", ["tel:+49-30-1234567", "sms:+49301234567", "mailto:a@b.org", "http://a.org/"]
)
def test_addresses_that_a_page_can_link_to(address: str) -> None:
    assert f'<a href="{address}">' in html(f"[a]({address})")


@pytest.mark.parametrize(
    "body",
    [
        "[my notes](my notes.pdf)",
        "![my notes](my notes.pdf)",
        "[my notes]( my notes.pdf )",
        "[my notes](my notes.pdf 'All of them')",
    ],
)
def test_an_address_with_a_blank_is_reported(body: str) -> None:
    (problem,) = render(body)[1]
    assert (problem.code, problem.hint) == (
        "unknown-link",
        "write `<my notes.pdf>` or `my%20notes.pdf`",
    )


def test_a_remark_behind_brackets_is_no_address() -> None:
    assert html("See a[i](x, y) and [1](as said above).") == (
        "<p>See a[i](x, y) and [1](as said above).</p>\n"
    )


def test_an_image_alone_with_a_title_is_a_figure(tmp_path: Path) -> None:
    folder = tmp_path / "explainers/lane/piece"
    folder.mkdir(parents=True)
    (folder / "a.svg").write_text("<svg/>", encoding="utf-8")
    rendered, problems = render('![A *b*](a.svg "R & W")\n\n![A](a.svg)\n', tmp_path)
    assert not problems
    assert rendered.html == (
        '<figure><img src="a.svg" alt="A b" loading="lazy">\n<figcaption>R &amp; W</figcaption></figure>\n'
        '<p><img src="a.svg" alt="A" loading="lazy"></p>\n'
    )


def test_citations_are_numbered_like_the_sources() -> None:
    assert html("So [@b; @ada1843].") == (
        '<p>So <span class="citation">[<a href="#source-b" title="B">2</a>, '
        '<a href="#source-ada1843" title="Notes &quot;G&quot;">1</a>]</span>.</p>\n'
    )


def test_footnotes() -> None:
    page = html("One.[^a] Again.[^a] In line.^[Like *this*.]\n\n[^a]: The note.\n")
    assert '<li id="fn:1" class="footnote-item"><p>The note.' in page
    assert "<em>this</em>" in page
    assert re.findall(r'<a href="#fn:(\d)" id="([^"]+)">(\[\d\])</a>', page) == [
        ("1", "fnref:1", "[1]"),
        ("1", "fnref:1:2", "[1]"),
        ("2", "fnref:2", "[2]"),
    ]
    assert re.findall(r'href="#(fnref[^"]+)".*? aria-label="([^"]+)"', page) == [
        ("fnref:1", "Back to reference 1"),
        ("fnref:1:2", "Back to reference 1-2"),
        ("fnref:2", "Back to reference 2"),
    ]


@pytest.mark.parametrize("body", ["A[^my note].\n\n[^my note]: The note.\n", "A[^my note].\n"])
def test_the_label_of_a_footnote_has_no_blanks(body: str) -> None:
    (problem,) = render(body)[1]
    assert (problem.code, problem.hint) == (
        "bad-footnote",
        "write `[^my-note]`, in the text and before the footnote",
    )


def test_a_link_may_begin_with_a_caret() -> None:
    assert '<a href="/other/">^my note</a>' in html("[^my note](../other.md)\n")
    assert codes("```\n[^my note]: code\n```\n\n    [^my note]: code\n") == []


def test_admonitions() -> None:
    page = html('!!! note "The *loud* key"\n    Words.\n')
    assert '<div class="admonition note">' in page
    assert '<p class="admonition-title">The <em>loud</em> key</p>' in page


def test_admonitions_that_fold() -> None:
    page = html('??? tip "More"\n    !!! note\n        Words.\n\n???+ warning\n    Words.\n')
    assert page.startswith(
        '<details class="admonition tip">\n<summary class="admonition-title">More</summary>'
    )
    assert '<div class="admonition note">\n<p class="admonition-title">Note</p>' in page
    assert '<details class="admonition warning" open="">' in page
    assert page.count("<details") == page.count("</details>") == 2


def test_code_is_highlighted_with_classes() -> None:
    assert '<code class="language-python"><span class="k">def</span>' in html(
        "```python\ndef f(): ...\n```\n"
    )
    assert "<code>a &lt; b\n</code>" in html("```\na < b\n```\n")
    assert "<code>a &lt; b\n</code>" in html("    a < b\n")


def test_comments_are_left_out_and_html_is_shown() -> None:
    assert html("a <!-- b --> c\n\n<!--\nd\n-->\n") == "<p>a  c</p>\n"
    rendered, problems = render("<script>alert(1)</script>\n\na <b onclick=x>c</b>")
    assert {problem.code for problem in problems} == {"raw-html"}
    assert "<script" not in rendered.html
    assert "<b" not in rendered.html


def test_formulas() -> None:
    page = html("Let $x < 1$.\n\n$$\n\\frac{1}{2}\n$$\n")
    assert '<math display="inline"><mrow><mi>x</mi><mo>&lt;</mo><mn>1</mn></mrow></math>' in page
    assert '<math display="block"><mrow><mfrac>' in page


def test_money_is_no_formula() -> None:
    assert html("It costs $5 or $6.") == "<p>It costs $5 or $6.</p>\n"


@pytest.mark.parametrize(
    ("tex", "part"),
    [
        (r"\mathtt{0xff}", "𝟶"),
        (r"\mathbf{AB}", "𝐀"),
        (r"\mathbb{R}", "ℝ"),
        (r"\log n", '<mi mathvariant="normal">log</mi><mtext>\u2009</mtext><mi>n</mi>'),
        (
            r"2 \ln 2",
            '<mn>2</mn><mtext>\u2009</mtext><mi mathvariant="normal">ln</mi><mtext>\u2009</mtext><mn>2',
        ),
        (r"\log_2 n", "</msub><mtext>\u2009</mtext><mi>n</mi>"),
        (r"\ln(2)", '<mi mathvariant="normal">ln</mi><mo stretchy="false">(</mo>'),
        (r"a \mathbin{\&} b", ">&amp;</mo>"),
        (r"\mathcal{L}", "ℒ"),
        (r"\operatorname{murmur2}(k)", "<mtext>murmur2</mtext>"),
        (r"\operatorname{softmax}(k)", "softmax"),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "<mtable"),
        (r"a \le b \bmod n", "≤"),
        (r"\{a\}", "{"),
        (r"\text{a } \backslash", "a\u00a0"),
    ],
)
def test_formulas_that_are_drawn(tex: str, part: str) -> None:
    assert part in to_mathml(tex, display=True)


@pytest.mark.parametrize(
    "tex",
    [r"\foo", r"\frac{1}", r"x^", r"x_1_2", "{a", "a}", r"\left( a", r"\begin{matrix} a", "a & b",
     r"\href{x}{y}", "", r"\operatorname", r"\sqrt", r"\begin{tikzpicture}a\end{tikzpicture}", "\\"],
)  # fmt: skip
def test_formulas_that_are_refused(tex: str) -> None:
    with pytest.raises(BadMath):
        to_mathml(tex, display=False)


def test_words_are_those_that_a_reader_reads() -> None:
    body = "## A head\n\nSome *words* and `code`\nand [more](../other.md).\n\n```\nnot this\n```\n"
    assert body_text(parse_body(a_piece("piece", body))) == "A head\nSome words and code and more."
    assert render(body)[0].words == 8
    assert render("缓存保存键和值，一二三四五。\n")[0].words == 8


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("[a](b.md)", 3, 5),
        ("\n> * text\n>   and [a](b.md)", 5, 13),
        ("x [a](c.md\n'title')", 3, 7),
        ("- [ ] a task [a](b.md)", 3, 18),
        ("Words[^n].\n\n[^n]: see [a](b.md)", 5, 15),
        ("Words^[see [a](b.md)].", 3, 16),
        ("!!! note\n\n    see [a](b.md)", 5, 13),
        ("Lever\n: see [a](b.md)", 4, 11),
        ("| a |\n|---|\n| x |\n| [a](b.md) |", 6, 7),
        ("## See [a](b.md)", 3, 12),
        ("日本 [a](b.md)", 3, 8),
        ("[a][r]\n\n[r]: b.md", 5, 6),
        ("[![alt](https://example.org/x.png)](b.md)", 3, 9),
    ],
)
def test_places_are_exact(body: str, line: int, column: int) -> None:
    problem = next(p for p in render(body)[1] if p.code == "unknown-link")
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (line, column)


SIGNS = """[ ] ( ) ![ ]( [^ [@b [@ ^[ ]: $ $$ \\ \\frac { } ` ``` * ** _ < > <b> <!-- --> | --- ~~ " ' : #
!!! a b.md
#x https:// é 日 &amp; \x00 \u2028 1. -"""
BLANKS = [" ", "\t", "\n", "\n\n", "\n    ", "\n> ", "\n- ", "\u00a0"]
BODIES = st.lists(st.sampled_from([*SIGNS.split(), *BLANKS])).map("".join)


@given(st.one_of(st.text(), BODIES))
def test_any_text_is_rendered_and_its_problems_have_places(body: str) -> None:
    rendered, problems = render(body)
    assert isinstance(rendered.html, str)
    for problem in problems:
        assert problem.span is not None
        assert 3 <= problem.span.line <= body.count("\n") + 3


@given(st.text(alphabet="\\{}^_&$abfrc12 \n()[]|"))
def test_any_formula_is_drawn_or_refused(tex: str) -> None:
    with contextlib.suppress(BadMath):
        assert to_mathml(tex, display=True).startswith("<math")
