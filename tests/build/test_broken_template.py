"""A mistake in an author's template is found before any film renders."""

from __future__ import annotations

from pathlib import Path

import pytest

from build.sketch import no_executor
from explainsite.build import build
from explainsite.diagnostics import SiteProblems
from explainsite.rendering.plan import Plan
from explainsite.rendering.renderer import Rendered, Renderer
from projects import project_of


class Started(Exception):
    """The films would render now."""


class Starting(Renderer):
    """Goes as far as rendering."""

    def run(self, plan: Plan) -> Rendered:
        assert plan.missing
        raise Started


def test_nothing_renders_for_a_site_whose_template_is_broken(tmp_path: Path) -> None:
    project = project_of("small", tmp_path)
    renderer = Starting(store=project.store, make_executor=no_executor)
    with pytest.raises(Started):
        build(project.root, renderer, {}, lambda _: None)
    project.write("templates/explainer.html", "{{ gone }}")
    with pytest.raises(SiteProblems) as raised:
        build(project.root, renderer, {}, lambda _: None)
    assert [problem.code for problem in raised.value.diagnostics] == ["template-error"]
    assert not project.site.exists()
