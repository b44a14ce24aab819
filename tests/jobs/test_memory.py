"""What a film was found to be is remembered for exactly as long as it is true."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import Environment
from markdown_it.renderer import RendererHTML

from explainsite.checking import films
from explainsite.checking.filmscript import FilmScript
from explainsite.checking.site import Checked, check
from explainsite.content import specreader
from explainsite.content.markdown import math
from explainsite.content.spec import Piece
from explainsite.content.specreader import with_nodes
from explainsite.diagnostics import Diagnostic, Report, SiteProblems
from explainsite.jobs import halves
from explainsite.jobs.fingerprint import Surroundings
from explainsite.jobs.memory import BEGIN, WASTE, Memory
from explainsite.rendering.store import Store
from explainsite.site.bodies import render_bodies
from explainsite.site.page import Assets
from explainsite.site.pages import plan_pages, render_pages
from explainsite.site.templates import Templates
from projects import Project, project_of

FOLDER = "explainers/ai/second-word"
KEPT = "renders/remembered/films.jsonl"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_of("small", tmp_path)


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slugs of the films that are worked out, and not recalled, from now on."""
    slugs: list[str] = []
    real = films.film_script

    def noted(piece: Piece, report: Report) -> FilmScript | None:
        slugs.append(piece.slug)
        return real(piece, report)

    monkeypatch.setattr(films, "film_script", noted)
    return slugs


def checked(project: Project, report: Report | None = None, memory: Memory | None = None) -> Checked:
    found = report if report is not None else Report()
    return check(project.root, {}, found, memory or Memory(project.store))


def test_a_known_film_is_recalled_as_it_was_with_what_is_said_of_it(
    project: Project, worked_out: list[str]
) -> None:
    project.edit(f"{FOLDER}/index.md", "  team:", "  spare: {is: node, text: Spare}\n  team:")
    first, again = Report(), Report()
    scripts = checked(project, first).scripts
    assert worked_out == ["second-word"]
    assert checked(project, again).scripts == scripts
    assert worked_out == ["second-word"]
    assert list(again) == list(first)
    assert [problem.code for problem in again] == ["never-shown"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("index.md", "Each word leaves a key.", "Each word leaves one key."),
        ("index.md", "columns: 3", "columns: 4"),
        ("index.md", "stage:", "# The machine.\nstage:"),
        ("model.py", "kept = 1", "kept = 2"),
    ],
)
def test_a_changed_film_is_worked_out_anew(
    project: Project, worked_out: list[str], file: str, old: str, new: str
) -> None:
    checked(project)
    text = (project.root / FOLDER / file).read_text(encoding="utf-8")
    assert old in text
    project.write(f"{FOLDER}/{file}", text.replace(old, new, 1))
    incremental = checked(project).scripts
    assert worked_out == ["second-word"] * 2
    assert incremental == check(project.root, {}, Report()).scripts


def test_what_stands_below_a_film_leaves_it_as_it_was(project: Project, worked_out: list[str]) -> None:
    checked(project)
    project.edit(f"{FOLDER}/index.md", "## What it saves", "\n## What it saves us")
    assert checked(project).scripts == check(project.root, {}, Report()).scripts
    assert worked_out == ["second-word"] * 2  # the second time without a memory


def test_other_code_of_ours_works_it_out_anew(
    project: Project, worked_out: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    checked(project)
    elsewhere = tmp_path_factory.mktemp("package")
    (elsewhere / "one.py").write_text("", encoding="utf-8")
    checked(project, memory=Memory(project.store, Surroundings(package=elsewhere)))
    assert worked_out == ["second-word"] * 2


def test_errors_are_told_each_time(project: Project) -> None:
    project.edit(f"{FOLDER}/index.md", "- fill: keys.0-2", "- fill: keys.0-7")
    for _ in range(2):
        with pytest.raises(SiteProblems) as raised:
            checked(project)
        assert [problem.code for problem in raised.value.diagnostics if problem.severity == "error"]
    assert not (project.root / KEPT).exists()


def test_damage_is_forgetting(project: Project, worked_out: list[str]) -> None:
    scripts = checked(project).scripts
    whole = (project.root / KEPT).read_bytes()
    chance = random.Random(7)
    damaged = [b"", b"\n", b"\n\n{}", b'{"key": 1}', whole[:-1], whole[: len(whole) // 2]]
    damaged += [_with_one_byte_changed(whole, chance) for _ in range(20)]
    for turn, content in enumerate(damaged, start=2):
        (project.root / KEPT).write_bytes(content)
        assert checked(project).scripts == scripts
        assert len(worked_out) == turn


def _with_one_byte_changed(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_a_store_that_cannot_be_written_costs_only_time(project: Project, worked_out: list[str]) -> None:
    (project.root / "renders").write_text("a file, not a folder", encoding="utf-8")
    for _ in range(2):
        assert checked(project).scripts.keys() == {"second-word"}
    assert worked_out == ["second-word"] * 2


@pytest.mark.parametrize(
    ("beside", "again"), [("model.py", 2), ("table.csv", 2), ("index.md", 1), ("another.md", 1)]
)
def test_a_data_file_runs_again_when_something_beside_it_changed(
    project: Project, beside: str, again: int
) -> None:
    """Whatever a data file may read lies beside it; the words of its spec do not count."""
    once = "xx"  # for its values, and for what its spec asks of it
    runs = project.root / "runs"
    counting = f"with open({str(runs)!r}, 'a') as file:\n    file.write('x')\n"
    model = (project.root / FOLDER / "model.py").read_text(encoding="utf-8")
    project.write(f"{FOLDER}/model.py", model + counting)
    for _ in range(2):
        checked(project)
    assert runs.read_text(encoding="utf-8") == once
    old = project.root / FOLDER / beside
    project.write(f"{FOLDER}/{beside}", (old.read_text(encoding="utf-8") if old.exists() else "") + "\n")
    checked(project)
    assert runs.read_text(encoding="utf-8") == once * again


def test_a_data_file_with_an_error_runs_each_time(project: Project) -> None:
    project.write(f"{FOLDER}/model.py", "words = 1 / 0")
    for _ in range(2):
        with pytest.raises(SiteProblems) as raised:
            checked(project)
        assert "model-error" in [problem.code for problem in raised.value.diagnostics]


def test_the_reference_is_written_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.edit("pyproject.toml", "[tool.explainsite]", "[tool.explainsite]\nreference = true")
    first = checked(project)
    written_again = "explainsite.reference.specs.reference_files"
    monkeypatch.setattr(written_again, lambda: pytest.fail("it is written again"))
    assert checked(project).site.catalogue.pieces.keys() == first.site.catalogue.pieces.keys()
    assert "actors/bars" in first.site.catalogue.pieces


def test_what_json_cannot_hold_is_worked_out_each_time(project: Project, worked_out: list[str]) -> None:
    model = (project.root / FOLDER / "model.py").read_text(encoding="utf-8")
    project.write(f"{FOLDER}/model.py", model + 'most = float("inf")\n')
    for turn in (1, 2):
        assert checked(project).scripts.keys() == {"second-word"}
        assert worked_out == ["second-word"] * turn


COST = "explainers/concepts/cost.md"


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is worked out for pages, and not recalled, from now on."""
    work: list[str] = []

    def noted(of: object, name: str) -> None:
        real = getattr(of, name)

        def note(*arguments: object, **options: object) -> object:
            work.append(name)
            return real(*arguments, **options)

        monkeypatch.setattr(of, name, note)

    noted(specreader, "parse_spec")
    noted(math, "to_mathml")
    noted(RendererHTML, "render")
    noted(Environment, "compile")
    return work


def test_formulas_bodies_and_templates_are_worked_out_once(project: Project, done: list[str]) -> None:
    first = pages(project)
    assert {"parse_spec", "to_mathml", "render", "compile"} <= set(done)
    done.clear()
    assert pages(project) == first
    assert done == []


@pytest.mark.parametrize(
    ("edit", "again"),
    [
        ((COST, "$n$ times", "$m$ times"), {"to_mathml", "render"}),
        ((COST, "By hand, once", "By hand, twice"), {"render"}),
        ((COST, "summary: ", "summary: Again, "), {"parse_spec", "render"}),
        (("explainers/concepts/_lane.yaml", "title: ", "title: Our "), {"parse_spec"}),
    ],
)
def test_what_changed_in_a_file_is_worked_out_anew(
    project: Project, done: list[str], edit: tuple[str, str, str], again: set[str]
) -> None:
    pages(project)
    done.clear()
    project.edit(*edit)
    incremental = pages(project)
    assert set(done) == again
    assert incremental == pages(project, Memory(Store(project.root / "elsewhere")))


def test_a_body_whose_link_leads_elsewhere_is_rendered_anew(project: Project, done: list[str]) -> None:
    project.edit(COST, "By hand, once", "[By hand](../systems/circle/index.md), once")
    pages(project)
    done.clear()
    (project.root / "explainers/systems").rename(project.root / "explainers/works")
    project.edit(COST, "../systems/", "../works/")
    assert "../../works/circle/" in pages(project)["concepts/cost/index.html"]
    assert "render" in done


def test_a_formula_with_a_mistake_is_told_each_time(project: Project) -> None:
    project.edit(COST, "$n$ times", "$\\nothing$ times")
    for _ in range(2):
        with pytest.raises(SiteProblems) as raised:
            checked(project)
        assert [problem.code for problem in raised.value.diagnostics if problem.severity == "error"] == [
            "bad-math"
        ]


@pytest.mark.parametrize("kept", ["formulas", "bodies", "templates"])
def test_damaged_parts_of_pages_are_forgotten(project: Project, done: list[str], kept: str) -> None:
    whole = pages(project)
    chance = random.Random(11)
    file = project.root / "renders/remembered" / f"{kept}.jsonl"
    records = file.read_bytes().split(BEGIN)[1:]
    assert records
    for above in {"bodies", "pages"} - {kept}:  # what is made of it, and would be recalled instead
        (project.root / f"renders/remembered/{above}.jsonl").unlink()
    file.write_bytes(b"".join(BEGIN + _with_one_byte_changed(record, chance) for record in records))
    done.clear()
    assert pages(project) == whole
    assert len(done) >= len(records)


def test_a_damaged_page_is_rendered_anew(project: Project) -> None:
    whole = pages(project)
    chance = random.Random(12)
    file = project.root / "renders/remembered/pages.jsonl"
    records = file.read_bytes().split(BEGIN)[1:]
    assert len(records) == len(whole)
    file.write_bytes(b"".join(BEGIN + _with_one_byte_changed(record, chance) for record in records))
    assert pages(project) == whole
    assert len(file.read_bytes().split(BEGIN)) == 1 + 2 * len(records)


def test_a_page_follows_every_file_of_its_templates(project: Project) -> None:
    project.write("templates/concept.html", '{% extends "default/concept.html" %}')
    pages(project)
    project.write("templates/concept.html", "{% include 'words.txt' %}")
    project.write("templates/words.txt", "one")
    assert pages(project)["concepts/cost/index.html"] == "one"
    project.write("templates/words.txt", "two")
    assert pages(project)["concepts/cost/index.html"] == "two"


def test_a_mapping_is_recalled_in_its_order(tmp_path: Path) -> None:
    """As a data file has it: bars, words and cells stand in that order."""
    Memory(Store(tmp_path), code="c").keep("sort/a", 1, {"royal": 4, "lady": 3})
    recalled = Memory(Store(tmp_path), code="c").recall("sort/a", 1)
    assert list(recalled) == ["royal", "lady"]


def test_another_order_of_a_mapping_is_another_input(tmp_path: Path) -> None:
    Memory(Store(tmp_path), code="c").keep("sort/a", {"royal": 4, "lady": 3}, "royal first")
    assert Memory(Store(tmp_path), code="c").recall("sort/a", {"royal": 4, "lady": 3}) == "royal first"
    assert Memory(Store(tmp_path), code="c").recall("sort/a", {"lady": 3, "royal": 4}) is None


def test_a_torn_result_takes_no_other_with_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in ("a", "b"):
        Memory(store, code="c").keep(f"sort/{name}", 1, [name])
    file = tmp_path / "remembered/sort.jsonl"
    file.write_bytes(file.read_bytes()[:-5])
    Memory(store, code="c").keep("sort/c", 1, ["c"])
    left = [Memory(store, code="c").recall(f"sort/{name}", 1) for name in "abc"]
    assert left == [["a"], None, ["c"]]


def test_memories_of_several_builds_at_once_add_up(tmp_path: Path) -> None:
    one, other = Memory(Store(tmp_path), code="c"), Memory(Store(tmp_path), code="c")
    assert one.recall("sort/a", 1) is other.recall("sort/a", 1) is None
    one.keep("sort/a", 1, "a")
    other.keep("sort/b", 1, "b")
    assert [Memory(Store(tmp_path), code="c").recall(f"sort/{name}", 1) for name in "ab"] == ["a", "b"]


def test_what_no_longer_counts_does_not_pile_up(tmp_path: Path) -> None:
    store, file = Store(tmp_path), tmp_path / "remembered/sort.jsonl"
    Memory(store, code="c").keep("sort/still", 1, "here")
    for turn in range(3 * WASTE):
        memory = Memory(store, code="c")
        memory.recall("sort/other", turn)
        memory.keep("sort/other", turn, turn)
    assert file.read_bytes().count(BEGIN) < 2 * WASTE
    memory = Memory(store, code="c")
    assert memory.recall("sort/still", 1) == "here"
    assert memory.recall("sort/other", turn) == turn


def pages(project: Project, memory: Memory | None = None) -> dict[str, str]:
    """The site's pages in HTML, without films."""
    memory = memory or Memory(project.store)
    site = checked(project, memory=memory).site
    bodies = render_bodies(site.catalogue, site.bodies)
    planned = plan_pages(site.catalogue, {}, site.config, bodies, {})
    nothing = Assets()
    templates = Templates(overrides=project.root / "templates", memory=memory)
    files, problems = render_pages(planned, site.catalogue, site.config, nothing, templates)
    assert list(problems) == []
    return {file.path: bytes(file.content).decode() for file in files if isinstance(file.content, bytes)}


CIRCLE = "../systems/circle/index.md"


@pytest.mark.parametrize("link", [CIRCLE, f"{CIRCLE}#transcript", "picture.svg", "#a-heading"])
def test_a_known_body_whose_reference_breaks_is_told_like_a_new_one(project: Project, link: str) -> None:
    project.write("explainers/concepts/picture.svg", "<svg/>")
    project.edit(COST, "By hand, once", f"[By hand]({link}), <b>once</b>\n\n## A heading\n\n")
    new, known = (problems_of(project, project.store) for _ in range(2))
    assert new == known
    assert {problem.severity for problem in known} == {"warning"}
    (project.root / "explainers/systems").rename(project.root / "explainers/works")
    (project.root / "explainers/concepts/picture.svg").unlink()
    assert problems_of(project, project.store) == problems_of(project, Store(project.root / "elsewhere"))


def problems_of(project: Project, store: Store) -> list[Diagnostic]:
    report = Report()
    with suppress(SiteProblems):
        checked(project, report, Memory(store))
    return list(report)


def test_a_known_file_says_what_it_said(project: Project) -> None:
    project.edit(COST, "format: concept", "format: concept\ntags: [one, two]")
    new, known = (checked(project).site.catalogue for _ in range(2))
    assert known.lanes == new.lanes
    assert known.paths == new.paths
    assert {slug: _without_nodes(piece) for slug, piece in known.pieces.items()} == {
        slug: _without_nodes(piece) for slug, piece in new.pieces.items()
    }
    assert known.pieces["second-word"] != new.pieces["second-word"]
    assert with_nodes(project.root, known.pieces["second-word"]) == new.pieces["second-word"]


def _without_nodes(piece: Piece) -> Piece:
    beats = tuple(replace(beat, do=None, layout=None, words=()) for beat in piece.beats)
    return replace(piece, film=None if piece.has_stage else piece.film, beats=beats)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (f"{FOLDER}/model.py", None),
        (f"{FOLDER}/model.py", "words = 1 / 0"),
        (f"{FOLDER}/actors.py", "import nothing_at_all"),
        ("explainers/systems/circle/scene.py", None),
        ("explainers/systems/circle/scene.py", "class Other: pass"),
    ],
)
def test_a_known_spec_whose_files_break_is_told_like_a_new_one(
    project: Project, file: str, text: str | None
) -> None:
    problems_of(project, project.store)
    if text is None:
        (project.root / file).unlink()
    else:
        project.write(file, text)
    broken = problems_of(project, project.store)
    assert [problem for problem in broken if problem.severity == "error"]
    assert broken == problems_of(project, Store(project.root / "elsewhere"))


def test_pages_of_two_processes_are_those_of_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.edit("pyproject.toml", "[tool.explainsite]", "[tool.explainsite]\nreference = true")
    whole, shared = Memory(Store(project.root / "one")), Memory(Store(project.root / "two"))
    by_one = pages(project, whole)
    monkeypatch.setattr(halves, "WORTH", -1.0)
    assert pages(project, shared) == by_one
