"""Settings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explainsite.config import Config, read_config, settings
from explainsite.diagnostics import Report


def read(text: str, **overrides: object) -> Config:
    report = Report()
    config = read_config(text, report, overrides)
    assert not list(report)
    assert config is not None
    return config


def test_defaults() -> None:
    config = read('[tool.explainsite]\ntitle = "A"\n')
    assert config.themes == ("dark", "light")
    assert (config.quality, config.jobs, config.output, config.language) == ("standard", 0, "_site", "en")
    assert config.featured is None


def test_every_setting_can_be_set() -> None:
    config = read(
        """
        [tool.explainsite]
        title = "A"
        tagline = "B"
        description = "C"
        base_url = "https://example.org/films/"
        language = "pt-BR"
        featured = "one"
        themes = ["light"]
        quality = "high"
        jobs = 3
        keep = "1.5 GB"
        output = "public/site"
        repository = "https://example.org/source"
        """
    )
    assert config.base_url == "https://example.org/films"
    assert config.themes == ("light",)
    assert (config.quality, config.jobs, config.output) == ("high", 3, "public/site")
    assert config.kept_bytes == 1_500_000_000
    assert config.place("featured").line == 8


def test_every_setting_is_documented() -> None:
    assert all(setting.metadata["description"] for setting in settings().values())


def test_overrides_take_the_place_of_settings_unless_they_are_none() -> None:
    config = read('[tool.explainsite]\ntitle = "A"\nquality = "high"\njobs = 3\n', quality="draft", jobs=None)
    assert (config.quality, config.jobs) == ("draft", 3)


def test_other_tables_are_none_of_our_business() -> None:
    assert read('[tool.other]\ntitle = 3\n[tool.explainsite]\ntitle = "A"\n[project]\nfoo = 1\n').title == "A"


@given(st.one_of(st.text(), st.text().map(lambda text: f'[tool.explainsite]\ntitle = "A"\n{text}')))
def test_any_text_is_settings_or_diagnostics(text: str) -> None:
    report = Report()
    assert read_config(text, report) is not None or report.has_errors
