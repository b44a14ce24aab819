"""What the README says is true today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from explainsite.cli import cli
from readme import README, written_anew

TEXT = README.read_text(encoding="utf-8")


def test_its_tables_are_what_the_code_says() -> None:
    assert written_anew(TEXT) == TEXT, "run `make docs`"


@pytest.mark.parametrize("more", [False, True])
def test_its_explainers_are_a_site_without_problems(tmp_path: Path, more: bool) -> None:  # noqa: FBT001 - a case
    for name, content in {**_first_site(), **(_film_with_numbers() if more else {})}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(cli, ["-C", str(tmp_path), "check"])
    assert result.exit_code == 0, result.stderr
    assert "warning" not in result.stderr


def test_it_names_every_command() -> None:
    for name in cli.commands:
        assert f"explainsite {name}" in TEXT


def test_its_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", TEXT)
    assert len(pictures) > 1
    assert all((README.parent / picture).is_file() for picture in pictures)


def _first_site() -> dict[str, str]:
    section = TEXT.split("## Your first explainer in five minutes", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL)
    by_language = dict(blocks)
    return {
        "pyproject.toml": by_language["toml"],
        "explainers/caching/_lane.yaml": by_language["yaml"],
        "explainers/caching/stampede.md": by_language["markdown"],
    }


def _film_with_numbers() -> dict[str, str]:
    section = TEXT.split("### Numbers that stay true", 1)[1].split("\n### ", 1)[0]
    blocks = dict(re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL))
    return {
        "explainers/structures/_lane.yaml": "title: Structures\nsummary: How they work.\n",
        "explainers/structures/bloom-filter/model.py": blocks["python"],
        "explainers/structures/bloom-filter/index.md": blocks["markdown"],
    }
