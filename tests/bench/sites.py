"""What is rendered, as sites in folders of their own: the bundled films, the plain scenes of the corpus."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import yaml

from bench import corpus
from projects import Project

ROOT = Path(__file__).resolve().parents[2]
FILMS = ("raft-election",)
"""The bundled films that stand for all."""
SCENES = tuple(scene.__name__ for scene in corpus.SCENES)

_WORDS = ("title", "topic", "summary", "prerequisites", "tags", "sources")
_SETTINGS = '[tool.explainsite]\ntitle = "Corpus"\nthemes = ["dark"]\nquality = "standard"\n'
_LANE = "title: Corpus\nsummary: Plain scenes.\naccent: teal\norder: 1\n"
_SPEC = """---
title: {name}
summary: A plain scene.
scene: scene.py:{name}
beats:
  - id: all
    title: All of it
    say: A plain scene.
---

Words.
"""


def bundled_site(folder: Path) -> Project:
    """The site of this repository, with nothing rendered."""
    for name in ("explainers", "paths", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return Project(folder)


def site_with_film(folder: Path, slug: str) -> Project:
    """The site of this repository, without the reference, and of its films with this one alone."""
    site = bundled_site(folder)
    site.edit("pyproject.toml", "reference = true", "reference = false")
    for spec in (folder / "explainers").glob("*/*/index.md"):
        if spec.parent.name != slug:
            spec.write_text(_without_film(spec.read_text(encoding="utf-8")), encoding="utf-8")
    return site


def _without_film(spec: str) -> str:
    _, front_matter, body = spec.split("---\n", 2)
    values = yaml.safe_load(front_matter)
    kept = {key: value for key, value in values.items() if key in _WORDS}
    return f"---\n{yaml.safe_dump({**kept, 'format': 'concept'})}---\n{body}"


def corpus_site(folder: Path, names: Iterable[str] = SCENES) -> Project:
    """A site with an explainer for each of these scenes, in one theme."""
    site = Project(folder)
    site.write("pyproject.toml", _SETTINGS)
    site.write("explainers/corpus/_lane.yaml", _LANE)
    for name in names:
        bundle = f"explainers/corpus/{name.lower()}"
        site.write(f"{bundle}/index.md", _SPEC.format(name=name))
        site.write(f"{bundle}/scene.py", Path(corpus.__file__).read_text(encoding="utf-8"))
    return site
