"""Templates are strict, escape, can be overridden, and fail at their own line."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from explainsite.diagnostics import Diagnostic
from explainsite.site.templating import render, template_environment
from explainsite.site.theme import TemplateFailure, theme_file


def write(folder: Path, **templates: str) -> Path:
    for name, text in templates.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


def problem(folder: Path, name: str = "page.html", **context: object) -> Diagnostic:
    with pytest.raises(TemplateFailure) as failure:
        render(template_environment(folder), name, context)
    return failure.value.diagnostic


def test_an_undefined_name_is_an_error_at_its_line(tmp_path: Path) -> None:
    found = problem(write(tmp_path, page="<p>\n  {{ nothing }}\n</p>"))
    assert (found.code, found.message) == ("template-error", "templates know no `nothing`")
    assert found.span is not None
    assert (found.span.path, found.span.line) == (f"{tmp_path.name}/page.html", 2)
    assert (found.span.column, found.span.length, found.span.excerpt) == (3, 13, "  {{ nothing }}")


def test_a_syntax_error_is_an_error_at_its_line(tmp_path: Path) -> None:
    found = problem(write(tmp_path, page="<p>\n{% if %}\n</p>"))
    assert found.code == "template-syntax"
    assert found.span is not None
    assert (found.span.path, found.span.line, found.span.excerpt) == (
        f"{tmp_path.name}/page.html",
        2,
        "{% if %}",
    )


def test_an_error_in_an_included_template_is_reported_there(tmp_path: Path) -> None:
    found = problem(write(tmp_path, page="a\n{% include 'part.html' %}", part="b\nc\n{{ 1 / 0 }}"))
    assert found.message == "ZeroDivisionError: division by zero"
    assert found.span is not None
    assert (found.span.path, found.span.line) == (f"{tmp_path.name}/part.html", 3)


def test_a_syntax_error_in_a_parent_is_reported_there(tmp_path: Path) -> None:
    found = problem(write(tmp_path, page="{% extends 'frame.html' %}", frame="\n\n{% oops %}"))
    assert found.span is not None
    assert (found.span.path, found.span.line) == (f"{tmp_path.name}/frame.html", 3)


def test_a_missing_template_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    found = problem(write(tmp_path, page="\n{% extends 'default/explaner.html' %}"))
    assert found.message == "there is no template `default/explaner.html`"
    assert found.hint == "did you mean `default/explainer.html`?"
    assert found.span is not None
    assert found.span.line == 2


def test_an_error_of_the_theme_names_the_theme(tmp_path: Path) -> None:
    found = problem(tmp_path, "not-found.html")
    assert found.message == "templates know no `site`"
    assert found.span is not None
    assert found.span.path == "explainsite/theme/base.html"


def test_a_template_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"caf\xe9")
    found = problem(tmp_path)
    assert found.code == "not-utf8"
    assert found.span is not None
    assert found.span.path == f"{tmp_path.name}/page.html"


def test_values_are_escaped(tmp_path: Path) -> None:
    write(tmp_path, page="{{ name }}")
    assert render(template_environment(tmp_path), "page.html", {"name": "<b>"}) == "&lt;b&gt;"


def test_an_apostrophe_is_curled_in_words_and_left_in_html(tmp_path: Path) -> None:
    write(tmp_path, page="{{ words }} {{ html }}")
    context = {"words": "the log's 'edge'", "html": Markup("<b title='x'>don't</b>")}
    html = render(template_environment(tmp_path), "page.html", context)
    assert html == "the log’s &#39;edge&#39; <b title='x'>don't</b>"


def test_an_override_replaces_its_namesake_and_may_extend_it(tmp_path: Path) -> None:
    frame = "before {% block main %}{% endblock %}"
    own = "{% extends 'default/not-found.html' %}{% block main %}mine, not {{ super() }}{% endblock %}"
    write(tmp_path, **{"base": frame, "not-found": own})
    html = render(template_environment(tmp_path), "not-found.html", {"site": {"home": "/"}})
    assert html.startswith("before mine, not")
    assert "This beat is not in the film" in html


def test_a_template_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    environment = template_environment(write(tmp_path, page="one"))
    assert render(environment, "page.html", {}) == "one"
    write(tmp_path, page="two")
    assert render(environment, "page.html", {}) == "two"


def test_a_template_cannot_be_read_from_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    found = problem(write(tmp_path / "templates", page="{% include '../secret.html' %}"))
    assert found.message == "there is no template `../secret.html`"


def test_the_stylesheet_can_be_replaced(tmp_path: Path) -> None:
    assert b"--ground" in theme_file(tmp_path, "style.css")
    (tmp_path / "style.css").write_text("body{}", encoding="utf-8")
    assert theme_file(tmp_path, "style.css") == b"body{}"
