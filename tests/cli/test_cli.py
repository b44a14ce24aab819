"""The command, from its arguments to its exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from explainsite.cli.app import Context
from explainsite.cli.renderers import make_renderer
from explainsite.console import Console, LineDisplay
from projects import COMMAND, Project, environment, times, tree
from rendering.writers import put

GOLDEN = Path(__file__).parent / "help"
FILM, SCENE = "explainers/ai/second-word/index.md", "explainers/systems/circle/scene.py"
COMMANDS = ["", "build", "check", "render", "schema", "serve", "sheet", "clean"]


@pytest.fixture
def plain(words: Project, tmp_path: Path) -> Project:
    """The site without films."""
    return words.copy(tmp_path / "plain")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_as_expected(command: str, tmp_path: Path) -> None:
    ran = Project(tmp_path).run(*command.split(), "--help")
    golden = GOLDEN / f"{command or 'explainsite'}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(ran.stdout, encoding="utf-8")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == golden.read_text(encoding="utf-8")


def test_every_command_has_its_help() -> None:
    listed = (GOLDEN / "explainsite.txt").read_text(encoding="utf-8").partition("Commands:\n")[2]
    assert sorted(line.split()[0] for line in listed.splitlines()) == sorted(COMMANDS[1:])


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--quality", "best"],
        ["build", "--jobs", "0"],
        ["render", "nosuchslug"],
        ["check", "nosuchslug"],
        ["render", "cost"],  # it is there, but has no film
        ["sheet"],
        ["sheet", "cost"],
        ["sheet", "circle", "--beat", "nosuchbeat"],
        ["sheet", "circle", "--output", "circle.jpg"],
        ["sheet", "circle", "--output", "no/such/folder/circle.png"],
        ["build", "--no-such-option"],
        ["clean", "--keep", "5 gigs"],
        ["clean", "--keep", "5GB", "--renders"],
        ["serve", "--port", "70000"],
        ["-C", "/no/such/folder", "check"],
    ],
)
def test_wrong_use_is_2_and_says_why(small: Project, arguments: list[str]) -> None:
    ran = small.run(*arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.splitlines()[-1].startswith("Error: "), ran.stderr


def test_check_of_a_clean_site_is_0(plain: Project) -> None:
    ran = plain.run("check")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "2 pieces, 0 storyboards: no errors\n")
    assert plain.run("--quiet", "check").stderr == ""


def test_check_writes_nothing(small: Project) -> None:
    before = times(small.root)
    assert small.run("check").returncode == 0
    assert times(small.root) == before


@pytest.mark.parametrize("command", ["check", "build"])
def test_problems_are_1_and_all_told(small: Project, command: str) -> None:
    before = tree(small.site)
    small.edit(FILM, "  - cost:", "  - cots:")
    small.edit("paths/from-cost-to-ring.yaml", "  - circle", "  - circel")
    ran = small.run(command)
    assert (ran.returncode, ran.stdout) == (1, "")
    codes = set(re.findall(r"^error\[(.*?)\]", ran.stderr, re.MULTILINE))
    assert codes == {"unknown-prerequisite", "unknown-step"}
    assert "hint: did you mean `circle`?" in ran.stderr
    assert "2 errors" in ran.stderr.splitlines()[-1]
    assert tree(small.site) == before


@pytest.mark.parametrize("command", ["check", "build"])
def test_json_is_all_that_stdout_holds(small: Project, command: str) -> None:
    assert json.loads(small.run(command, "--json").stdout) == []
    small.edit(FILM, "  - cost:", "  - cots:")
    ran = small.run(command, "--json")
    (problem,) = [problem for problem in json.loads(ran.stdout) if problem["severity"] == "error"]
    assert (ran.returncode, ran.stderr, problem["code"]) == (1, "", "unknown-prerequisite")
    assert problem["span"]["path"] == FILM
    assert problem["span"]["excerpt"][problem["span"]["column"] - 1 :].startswith("cots")


def test_a_folder_without_settings_says_what_to_write(tmp_path: Path) -> None:
    ran = Project(tmp_path).run("build")
    assert ran.returncode == 1
    assert ran.stderr.startswith("error[missing-file]: `pyproject.toml` does not exist")
    assert "hint: " in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_of_others_is_left_alone(plain: Project) -> None:
    plain.write("public/mine.txt", "mine")
    ran = plain.run("build", "--output", "public")
    assert ran.returncode == 1
    assert "error[output-not-ours]" in ran.stderr
    assert tree(plain.root / "public") == {"mine.txt": b"mine"}


@pytest.mark.parametrize("option", [["--output", "../away"], ["--base-url", "example.org"]])
def test_options_are_checked_as_settings_are(plain: Project, option: list[str]) -> None:
    ran = plain.run("build", *option)
    assert ran.returncode == 2
    assert f"Invalid value for {option[0]}" in ran.stderr


def test_options_take_the_place_of_settings(plain: Project) -> None:
    ran = plain.run("build", "--output", "public", "--base-url", "https://b.example")
    assert ran.returncode == 0, ran.stderr
    assert "https://b.example/notes/plain/" in (plain.root / "public/sitemap.xml").read_text(encoding="utf-8")


def test_without_rendering_a_site_stands_without_films(small: Project) -> None:
    small.edit(SCENE, "run_time=0.8", "run_time=0.7")
    ran = small.run("build", "--no-render")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "warning[render-missing]: the store does not hold the film of `circle`" in ran.stderr
    page = (small.site / "systems/circle/index.html").read_text(encoding="utf-8")
    assert "This film has not been rendered yet" in page
    assert "<video" not in page
    assert "<video" in (small.site / "ai/second-word/index.html").read_text(encoding="utf-8")


def test_frames_are_judged_where_films_are_rendered_and_told_of_again(small: Project) -> None:
    wall = "wall: {is: cluster, nodes: [D, E, F, G, H], shape: column}"
    small.edit(FILM, "  team: {", f"  {wall}\n  far: {{is: node, text: Far}}\n  team: {{")
    small.edit(FILM, "      team\n", "      team wall far\n")
    small.edit(FILM, "show: team", "show: [team, wall, far]")
    small.edit(FILM, "{from: team.A, to: team.B, text: keys}", "{from: team.C, to: far, text: keys}")
    warning = "warning[covered-text]: something passes over “F”"
    assert warning not in small.run("check").stderr, "that needs frames"
    for arguments in (["render", "second-word"], ["build"], ["build", "--no-render"], ["check", "--frames"]):
        ran = small.run(*arguments)
        assert ran.returncode == 0, ran.stderr
        assert warning in ran.stderr, arguments
        assert ("rendering" in ran.stderr) == (arguments[0] == "render")


def test_a_film_that_fails_fails_its_page_and_the_others_finish(small: Project) -> None:
    small.edit(SCENE, "message = Dot(2 * UP)", 'raise ValueError("no message")')
    small.edit(FILM, "title: Three words, three keys", "title: Three words leave three keys")
    ran = small.run("build", "--explain")
    assert ran.returncode == 1
    assert "circle ring, pass-on: `scene.py` changed\n" in ran.stderr
    assert "second-word: the words of `keep` changed\n" in ran.stderr
    assert "FAILED circle" in ran.stderr
    assert "error[scene-error]" in ran.stderr
    assert f"--> {SCENE}:10:9\n" in ran.stderr
    assert '10 |         raise ValueError("no message")\n' in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "<video" not in (small.site / "systems/circle/index.html").read_text(encoding="utf-8")
    page = (small.site / "ai/second-word/index.html").read_text(encoding="utf-8")
    assert "<video" in page
    assert "Three words leave three keys" in page


def test_render_fills_the_store_and_writes_no_site(small: Project) -> None:
    before = times(small.site)
    small.edit("explainers/systems/circle/index.md", "title: A ring", "title: One ring")
    ran = small.run("render", "circle")
    assert ran.returncode == 0, ran.stderr
    assert re.fullmatch(r"circle  3\.1 s  \S+\n", ran.stdout), ran.stdout
    assert "rendered circle (1 of 1 films" in ran.stderr
    assert times(small.site) == before


def test_other_specs_do_not_stand_in_the_way_of_one(small: Project) -> None:
    small.edit(FILM, "  - cost:", "  - cots:")
    small.edit("paths/from-cost-to-ring.yaml", "  - circle", "  - circel")
    ran = small.run("render", "circle")
    assert ran.returncode == 0, ran.stderr
    assert re.fullmatch(r"store: 2 films, [\d.]+ [KM]B\n", ran.stderr), ran.stderr
    ran = small.run("render", "second-word")
    assert ran.returncode == 1
    assert re.findall(r"^error\[(.*?)\]", ran.stderr, re.MULTILINE) == ["unknown-prerequisite"]


@pytest.mark.parametrize(
    ("arguments", "name"),
    [(["second-word"], "second-word.png"), (["circle", "--beat", "pass-on"], "circle-pass-on.png")],
)
def test_a_sheet_is_a_picture_of_the_film(small: Project, arguments: list[str], name: str) -> None:
    before = times(small.root)
    ran = small.run("sheet", *arguments, "--output", str(small.root / name))
    assert (ran.returncode, ran.stdout) == (0, f"{small.root / name}\n"), ran.stderr
    assert (small.root / name).read_bytes().startswith(b"\x89PNG")
    (small.root / name).unlink()
    assert times(small.root) == before


def test_a_sheet_shows_what_is_wrong(small: Project) -> None:
    small.edit(FILM, "label: Words,", f"label: {'Words ' * 40},")
    ran = small.run("sheet", "second-word", "--output", str(small.root / "wrong.png"))
    assert ran.returncode == 1
    assert "error[text-too-small]" in ran.stderr
    assert (small.root / "wrong.png").is_file()
    small.edit(FILM, "- fill: keys.0-2", "- fill: keys.0-9")
    ran = small.run("sheet", "second-word", "--output", str(small.root / "none.png"))
    assert ran.returncode == 1
    assert "error[unknown-part]" in ran.stderr
    assert not (small.root / "none.png").exists()


def test_clean_removes_what_is_ours(small: Project) -> None:
    kept = {path for path in tree(small.root) if not path.startswith("_site/")}
    ran = small.run("clean")
    assert (ran.returncode, ran.stderr) == (0, "_site removed\n")
    assert tree(small.root).keys() == kept
    assert small.run("build", "--no-render").returncode == 0
    small.write("_site/.git/HEAD", "mine")
    assert small.run("clean").stderr == "_site removed, but for .git\n"
    assert tree(small.site) == {".git/HEAD": b"mine"}
    small.write("_site/mine.txt", "mine")
    small.write("renders/README.md", "mine")
    ran = small.run("clean", "--renders")
    assert ran.returncode == 0
    assert re.fullmatch(r"_site holds files of others and stays, \d+ store entries removed\n", ran.stderr)
    assert (small.root / "_site/mine.txt").read_text(encoding="utf-8") == "mine"
    assert list(tree(small.root / "renders")) == ["README.md"]


def test_clean_prunes_films_to_a_size_and_leaves_the_site(small: Project) -> None:
    before = tree(small.site)
    ran = small.run("clean", "--keep", "1 GiB")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert re.fullmatch(r"nothing pruned; store: 2 films, [\d.]+ [KM]B\n", ran.stderr), ran.stderr
    with small.store.in_use():
        ran = small.run("clean", "--keep", "0MB")
        assert ran.returncode == 1
        assert ran.stderr.startswith("nothing pruned, because a build is using the films; try again when")
    ran = small.run("clean", "--keep", "0MB")
    assert ran.returncode == 0
    assert re.fullmatch(r"2 films, [\d.]+ [KM]B pruned; store: 0 films, 0 KB\n", ran.stderr), ran.stderr
    assert small.store.keys() == ()
    assert tree(small.site) == before


def test_a_build_prunes_what_it_does_not_use(small: Project) -> None:
    used = small.store.keys()
    small.edit("pyproject.toml", 'quality = "draft"', 'quality = "draft"\nkeep = "1KB"')
    old = put(small.store, "a" * 64, "frames" * 100_000)
    with small.store.in_use():
        ran = small.run("build")
    assert re.search(
        r"store: 2 films, \d.* \(which another build is using, though `keep` is 1 KB\)", ran.stderr
    )
    small.edit("paths/from-cost-to-ring.yaml", "  - circle", "  - circel")
    assert small.run("build").returncode == 1
    assert old.exists(), "a build with errors prunes nothing"
    small.edit("paths/from-cost-to-ring.yaml", "  - circel", "  - circle")
    ran = small.run("build")
    all_used = r"; store: 2 films, [\d.]+ [KM]B \(all of it in use, though `keep` is 1 KB\)\n\Z"
    assert re.search(all_used, ran.stderr)
    assert small.store.keys() == used
    put(small.store, "a" * 64, "frames" * 100_000)
    small.edit("pyproject.toml", 'keep = "1KB"', 'keep = "1300KB"')
    assert re.search(r"; store: 2 films, [\d.]+ [KM]B \(600 KB pruned\)\n\Z", small.run("build").stderr)


def test_the_schema_is_one_that_editors_take(tmp_path: Path) -> None:
    ran = Project(tmp_path).run("schema")
    assert (ran.returncode, ran.stderr) == (0, "")
    schema = json.loads(ran.stdout)
    assert {"title", "summary", "beats", "stage", "prerequisites"} <= schema["properties"].keys()


@pytest.mark.parametrize(("option", "workers"), [(None, 3), (5, 5)])
def test_the_setting_says_how_many_workers_there_are(
    tmp_path: Path, option: int | None, workers: int
) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.explainsite]\ntitle = "T"\njobs = 3\n', encoding="utf-8")
    own = Context(project=tmp_path, console=Console())
    assert make_renderer(own, option, LineDisplay(own.console), render=False).window == workers


FAULTY = """
import sys, explainsite.unchanged
def fails(*_, **__):
    raise RuntimeError("not thought of")
explainsite.unchanged.recall_check = fails
from explainsite.cli import main
main()
"""


def test_a_fault_of_ours_is_an_apology_and_no_traceback(plain: Project) -> None:
    command = [COMMAND[0], "-c", FAULTY, "-C", str(plain.root), "check"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment())
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("explainsite has a fault: RuntimeError: not thought of (<string>:4)\n")
    assert "Traceback" not in ran.stderr
    told = environment({"EXPLAINSITE_TRACEBACK": "1"})
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=told)
    assert "Traceback (most recent call last)" in ran.stderr


def test_a_reader_that_leaves_is_no_fault(tmp_path: Path) -> None:
    with Project(tmp_path).start("schema") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1


def test_colour_is_for_terminals(plain: Project) -> None:
    plain.write("explainers/notes/plain.md", "no front matter")
    assert "\x1b[" not in plain.run("check").stderr
    assert "31m" in plain.run("check", env={"FORCE_COLOR": "1"}).stderr
    assert "31m" not in plain.run("check", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stderr


def test_check_looks_at_frames_when_asked(small: Project) -> None:
    before = times(small.root)
    ran = small.run("check", "--frames", "second-word")
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
    assert ran.stderr.endswith("no errors\n")
    assert times(small.root) == before
