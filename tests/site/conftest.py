"""The sample site, made and published once."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainsite.diagnostics import Report
from explainsite.rendering.store import Store
from explainsite.site.writer import publish
from site_sample import Sample, make_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample site: read it, do not change it."""
    return make_sample(tmp_path_factory.mktemp("sample"), Store(tmp_path_factory.mktemp("store")))


@pytest.fixture(scope="session")
def published(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sample site's files."""
    folder = tmp_path_factory.mktemp("published") / "_site"
    report = Report()
    publish(folder, sample.contents(), report)
    assert [d.message for d in report] == []
    return folder
