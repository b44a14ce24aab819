"""The reference of the language: nothing is left out of it, and all that it shows works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from explainsite.catalogue.reading import Site, read_site
from explainsite.checking.films import check_film
from explainsite.content.spec import Piece
from explainsite.diagnostics import Report
from explainsite.picture.composition import lint_composition
from explainsite.reference.schema import json_schema
from explainsite.reference.specs import ReferenceEntry, entries
from explainsite.reference.wording import keys_of, models_in
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.verbs import VERBS

ENTRIES = entries()
VALIDATOR = Draft202012Validator(json_schema())


def named(entry: ReferenceEntry) -> str:
    return entry.slug


def write_site(folder: Path, setting: str = "reference = true") -> Path:
    files = {
        "pyproject.toml": f'[tool.explainsite]\ntitle = "Small"\n{setting}\n',
        "explainers/notes/_lane.yaml": "title: Notes\nsummary: All of them.\n",
        "explainers/notes/work.md": "---\ntitle: Work\nformat: concept\nsummary: A note.\n---\n"
        "See [tokens](../reference/actors/tokens.md#fields).\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    report = Report()
    site = read_site(write_site(tmp_path_factory.mktemp("site")), report)
    assert [d.message for d in report] == []
    assert site is not None
    return site


def piece_of(site: Site, entry: ReferenceEntry) -> Piece:
    return site.catalogue.pieces[entry.slug]


def test_every_actor_and_every_verb_has_a_page(site: Site) -> None:
    pages = {slug for slug, piece in site.catalogue.pieces.items() if piece.format == "reference"}
    assert pages == {*(f"actors/{name}" for name in KINDS), *(f"verbs/{name}" for name in VERBS)}


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_its_film_has_nothing_that_a_reader_could_copy_and_regret(site: Site, entry: ReferenceEntry) -> None:
    report = Report()
    board = check_film(piece_of(site, entry), report)
    assert [(d.code, d.message) for d in report] == []
    assert board is not None
    assert 3 <= board.seconds <= 10


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_its_stills_are_as_well_composed_as_those_of_a_longer_film(site: Site, entry: ReferenceEntry) -> None:
    piece, report = piece_of(site, entry), Report()
    board = check_film(piece, Report())
    assert board is not None
    lint_composition(piece.beats, board, report)
    assert [(d.code, d.message) for d in report] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_its_film_is_about_it(entry: ReferenceEntry) -> None:
    demo = yaml.safe_load(entry.demo)
    actors = {actor["is"] for actor in demo["stage"].values() if isinstance(actor, dict)}
    verbs = {verb for beat in demo["beats"] for verb in spoken(beat.get("do", ()))}
    assert entry.name in (actors if entry.part == "actors" else verbs)


def spoken(actions: Any) -> Iterator[str]:
    for action in actions:
        yield from action
        yield from spoken(action.get("together", ()))


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_its_example_satisfies_the_schema(entry: ReferenceEntry) -> None:
    front_matter = yaml.safe_load(entry.spec.split("---\n")[1])
    assert [error.message for error in VALIDATOR.iter_errors(front_matter)] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_its_page_shows_the_very_text_of_its_film(entry: ReferenceEntry) -> None:
    front, body = entry.spec.split("---\n")[1:]
    assert f"```yaml\n{entry.demo}\n```" in body
    assert entry.demo in front


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_its_page_has_every_field(entry: ReferenceEntry) -> None:
    models = [KINDS[entry.name].spec] if entry.part == "actors" else models_of(entry.name)
    for model in models:
        assert all(f"\n`{key.name}`\n: {key.about}\n: *" in entry.spec for key in keys_of(model))


def models_of(verb: str) -> list[Any]:
    return list(models_in(VERBS[verb].takes))


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_it_has_its_place_in_the_index(entry: ReferenceEntry) -> None:
    assert entry.group
    assert entry.meaning.endswith(".")


def test_without_the_setting_there_is_none(tmp_path: Path) -> None:
    report = Report()
    site = read_site(write_site(tmp_path, setting=""), report)
    assert site is not None
    assert list(site.catalogue.pieces) == ["work"]
    assert [d.code for d in report] == ["unknown-link"]


def test_no_lane_can_have_its_place(tmp_path: Path) -> None:
    write_site(tmp_path)
    (tmp_path / "explainers/notes").rename(tmp_path / "explainers/reference")
    report = Report()
    read_site(tmp_path, report)
    assert "bad-file-name" in {d.code for d in report}


def test_nobody_is_told_that_they_meant_one_of_its_pages(tmp_path: Path) -> None:
    write_site(tmp_path)
    note = tmp_path / "explainers/notes/work.md"
    note.write_text(note.read_text("utf-8").replace("---\nSee", "prerequisites: [token]\n---\nSee"), "utf-8")
    report = Report()
    read_site(tmp_path, report)
    assert [(d.code, "actors/" in d.hint) for d in report] == [("unknown-prerequisite", False)]
