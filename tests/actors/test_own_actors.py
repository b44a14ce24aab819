"""Actors of an author's own: from an `actors.py` or a package into films, memory, schema, and served pages.

The actor is the README's, word by word.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent

import pytest
from jsonschema import Draft202012Validator

from explainsite import actors
from explainsite.actors import Box, Curve, Graph, Label, Outline, Rect, Shape, arc, line, text_width
from explainsite.catalogue.reading import read_site
from explainsite.checking import films
from explainsite.checking.films import check_film
from explainsite.checking.filmscript import FilmScript, recall_film
from explainsite.checking.site import check
from explainsite.content.spec import Piece
from explainsite.diagnostics import Diagnostic, Report
from explainsite.jobs.memory import Memory
from explainsite.kinds.known import site_kinds
from explainsite.picture.compose import pictures_of
from explainsite.picture.shapes import bounds
from explainsite.reference.schema import json_schema
from explainsite.storyboard.board import Storyboard
from projects import Project
from readme import examples
from storyboard.filmscript import spec_text

CODE, FILM = examples("Bring your own actor", "python", "yaml")
FOLDER = "explainers/limits/bucket"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.write("pyproject.toml", '[tool.explainsite]\ntitle = "Limits"\n')
    project.write("explainers/limits/_lane.yaml", "title: Limits\nsummary: What is too much.\naccent: rose\n")
    project.write(f"{FOLDER}/index.md", spec_text(FILM))
    project.write(f"{FOLDER}/actors.py", CODE)
    return project


def piece_of(project: Project) -> Piece:
    site = read_site(project.root, Report())
    assert site is not None
    return site.catalogue.pieces["bucket"]


def board_of(project: Project) -> Storyboard:
    report = Report()
    board = check_film(piece_of(project), report)
    assert board is not None, list(report)
    return board


def found_in(project: Project) -> list[Diagnostic]:
    report = Report()
    check_film(piece_of(project), report)
    return [found for found in report if found.severity == "error"]


def shapes_of(project: Project) -> dict[str, Shape]:
    """The shapes of the last picture by key."""
    return {shape.key: shape for shape in pictures_of(board_of(project))[-1].steps[-1].shapes}


def do(project: Project, *items: str) -> None:
    """Let the film do something else."""
    head = FILM.partition("    do:\n")[0]
    project.write(
        f"{FOLDER}/index.md", spec_text(head + "    do:\n" + "".join(f"      - {i}\n" for i in items))
    )


def told(project: Project) -> list[str]:
    return [sentence for beat in board_of(project).beats for sentence in beat.sentences]


def test_the_film_of_the_readme_tells_its_story(project: Project) -> None:
    assert told(project) == [
        "Client, bucket (4 of 4) and Service appear.",
        "Client sends “request” to token 3 of bucket.",
        "“request” goes from token 3 of bucket to Service.",
        "Token 3 of bucket is cleared.",
    ]


def test_the_example_of_the_module_works(project: Project) -> None:
    assert actors.__doc__ is not None
    code = dedent("\n".join(line for line in actors.__doc__.splitlines() if not line or line[0] == " "))
    project.write(f"{FOLDER}/actors.py", code)
    project.write(
        f"{FOLDER}/index.md",
        spec_text("stage:\n  hall: {is: lamp, label: Hall, count: 4}\ndo:\n- show: hall\n- fill: hall.0-1\n"),
    )
    assert told(project) == ["Hall appears: 0 of 4 lit.", "Lamps 0 and 1 of Hall fill up."]


def test_verbs_change_its_parts_and_its_view_draws_them(project: Project) -> None:
    do(
        project,
        "show: [client, bucket]",
        "clear: bucket",
        "fill: bucket.0-1",
        "mark: {bucket.1: {role: good, as: new}}",
        "link: {from: client, to: bucket.1}",
    )
    shapes = shapes_of(project)
    assert {key for key in shapes if key.startswith("bucket/")} == {
        "bucket/label",
        "bucket/wall",
        "bucket/0/token",
        "bucket/1/token",
    }
    assert isinstance(box := shapes["bucket/1/token"], Box)
    assert box.stroke == "good"
    token, arrow = bounds(shapes["bucket/1/token"]), bounds(shapes["@link/client/bucket.1/line"])
    assert token.y < arrow.bottom < token.bottom, "a line to a part ends at its shapes"
    assert "Token 1 of bucket is new." in told(project)


DRAWN = "    yield line("


def test_it_may_draw_graphs_and_filled_outlines(project: Project) -> None:
    path = "((left, top), (left, top), (right, top), (right, top))"
    new = (
        "    yield Graph(key='level', points=((left, top), (right, floor)), stroke='accent')\n"
        f"    yield Outline(key='sign', contours=({path},), fill='warn')\n{DRAWN}"
    )
    project.edit(f"{FOLDER}/actors.py", DRAWN, new)
    project.edit(f"{FOLDER}/actors.py", "import Box,", "import Graph, Outline, Box,")
    do(project, "show: [client, bucket]")
    shapes = shapes_of(project)
    assert isinstance(shapes["bucket/level"], Graph)
    assert isinstance(shapes["bucket/sign"], Outline)


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("Graph(key='a', points=((left, top),))", "`points` are not two places or more, each `(x, y)`"),
        (
            "Outline(key='a', contours=(((left, top),),))",
            "`contours` are not paths, each a first point and three for each curve",
        ),
    ],
)
def test_a_graph_or_an_outline_without_a_course_is_told(project: Project, shape: str, words: str) -> None:
    project.edit(f"{FOLDER}/actors.py", DRAWN, f"    yield {shape}\n{DRAWN}")
    project.edit(f"{FOLDER}/actors.py", "import Box,", "import Graph, Outline, Box,")
    (found,) = found_in(project)
    assert found.message.endswith(f"{words}, in the shape `a`")


def test_it_says_where_its_parts_are(project: Project) -> None:
    """In its own words; or else parts are counted, as above."""
    project.edit(
        f"{FOLDER}/actors.py",
        '    part="token",',
        '    part="token",\n    places=lambda _, parts: f"the token at height {parts[0].id}",',
    )
    do(project, "show: bucket", "clear: bucket.3")
    assert told(project)[-1] == "The token at height 3 of bucket is cleared."
    project.edit(f"{FOLDER}/actors.py", 'f"the token at height {parts[0].id}"', "3")
    (found,) = found_in(project)
    assert found.message.endswith(
        "says where parts of a `bucket` are with a value of type `int`, which is no text"
    )


def test_what_is_dimmed_is_drawn_so(project: Project) -> None:
    do(project, "show: [client, bucket]", "highlight: bucket.0")
    shapes = shapes_of(project)
    assert [shapes[f"bucket/{i}/token"].opacity < 0.5 for i in range(3)] == [False, True, True]


def test_a_value_is_set_and_said_as_the_kind_says_it(project: Project) -> None:
    project.edit(f"{FOLDER}/actors.py", "Part(id=str(i)) for i", "Part(id=str(i), value=0) for i")
    project.edit(f"{FOLDER}/actors.py", "sum(token.filled for", "sum(token.value for")
    do(project, "show: bucket", "set: {bucket.0: 3, bucket.1: 0.5}")
    assert told(project)[-1] == "Bucket changes to 3.5 of 4."


def test_what_set_has_done_is_said_in_its_own_words(project: Project) -> None:
    project.edit(f"{FOLDER}/actors.py", "Part(id=str(i)) for i", "Part(id=str(i), value=0) for i")
    project.edit(
        f"{FOLDER}/actors.py",
        '    part="token",',
        '    part="token",\n    becomes=lambda old, new: '
        '"" if old.parts[0].value else f"the first is {new.parts[0].value:g}",',
    )
    do(project, "show: bucket", "set: {bucket.0: 3}", "set: {bucket.0: 4}")
    assert told(project) == ["Bucket appears: 4 of 4.", "The first is 3."]
    project.edit(f"{FOLDER}/actors.py", 'f"the first is {new.parts[0].value:g}"', "7")
    (found,) = found_in(project)
    assert found.message.endswith("says what a `bucket` becomes with a value of type `int`, which is no text")


def test_its_fields_are_read_as_those_of_other_actors(project: Project) -> None:
    project.edit(f"{FOLDER}/index.md", "size: 4", "size: many")
    (found,) = found_in(project)
    assert (found.code, found.message) == ("wrong-type", "`size` must be a plain number, not `many`")


def test_it_lies_beside_a_spec_of_one_file_too(project: Project) -> None:
    for name in ("actors.py", "index.md"):
        (project.root / FOLDER / name).unlink()
    (project.root / FOLDER).rmdir()
    project.write("explainers/limits/actors.py", CODE)
    project.write("explainers/limits/bucket.md", spec_text(FILM))
    assert len(told(project)) == 4


def test_it_may_import_what_lies_beside_it_and_leaves_no_trace(project: Project) -> None:
    project.edit(f"{FOLDER}/actors.py", "\n\nclass Bucket", "from sizes import GAP\n\n\nclass Bucket")
    project.edit(f"{FOLDER}/actors.py", "floor - 84 * i - 84", "floor - 84 * i - GAP")
    project.write(f"{FOLDER}/sizes.py", "GAP = 84\n")
    before = dict(sys.modules)
    before_edit = shapes_of(project)
    assert sys.modules.keys() - before.keys() & {"sizes", "actors"} == set()
    project.write(f"{FOLDER}/sizes.py", "GAP = 94\n")
    token = bounds(shapes_of(project)["bucket/0/token"])
    moved = token.y - bounds(before_edit["bucket/0/token"]).y
    assert moved == pytest.approx(-10 * token.h / 64)  # the stage is enlarged


@pytest.mark.parametrize("file", ["actors.py", "sizes.py"])
def test_a_film_is_worked_out_anew_when_its_code_changes(
    project: Project, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    project.edit(f"{FOLDER}/actors.py", "\n\nclass Bucket", "from sizes import GAP\n\n\nclass Bucket")
    project.write(f"{FOLDER}/sizes.py", "GAP = 84\n")
    worked_out: list[str] = []
    real = films.film_script

    def noted(piece: Piece, report: Report) -> FilmScript | None:
        worked_out.append(piece.slug)
        return real(piece, report)

    monkeypatch.setattr(films, "film_script", noted)
    for _ in range(2):
        check(project.root, {}, Report(), Memory(project.store))
    assert worked_out == ["bucket"]
    text = (project.root / FOLDER / file).read_text()
    project.write(f"{FOLDER}/{file}", text + "# changed\n")
    check(project.root, {}, Report(), Memory(project.store))
    assert worked_out == ["bucket"] * 2


def test_what_a_function_raises_later_is_told_at_its_line(project: Project) -> None:
    project.edit(f"{FOLDER}/actors.py", "bucket.spec.size}", "bucket.spec.sice}")
    (found,) = found_in(project)
    assert found.code == "actors-error"
    assert "has no attribute 'sice'" in found.message
    assert found.span is not None
    assert found.span.path == f"{FOLDER}/actors.py"
    assert "bucket.spec.sice" in found.span.excerpt


WRONG = {
    "yield line(": (
        "yield 7\n    yield line(",
        "a value of type `int` is no `Box`, `Label`, `Curve`, `Dot`, `Graph` or `Outline`",
    ),
    "stroke=role": ("stroke='red'", "`stroke` is 'red', which is no colour role, in the shape `0/token`"),
    "w=140": ("w=float('nan')", "`w` is nan, which is no number, in the shape `0/token`"),
    'f"{token.id}/token"': ('"token"', "two shapes have the key `token`"),
}


@pytest.mark.parametrize("old", WRONG)
def test_what_cannot_be_drawn_is_told_at_the_view(project: Project, old: str) -> None:
    new, words = WRONG[old]
    project.edit(f"{FOLDER}/actors.py", old, new)
    (found,) = found_in(project)
    assert found.message.endswith(words)
    assert found.span is not None
    assert found.span.excerpt == "def draw(bucket, area):"


def test_what_does_not_end_is_ended(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explainsite.kinds.known.LONGEST_RUN", 0.5)
    for old in ("    middle, floor", "BUCKET = "):
        project.write(
            f"{FOLDER}/actors.py",
            CODE.replace(old, f"{old[: len(old) - len(old.lstrip())]}while True: pass\n{old}"),
        )
        (found,) = found_in(project)
        assert (found.code, found.label) == ("actors-error", "still running here")
        assert found.span is not None
        assert found.span.excerpt.strip() == "while True: pass"


def install(folder: Path, code: str, *, entry: str = "bucket = our_actors:BUCKET") -> None:
    """An installed package that offers kinds."""
    (folder / "our_actors.py").write_text(code, encoding="utf-8")
    about = folder / "our_actors-1.0.dist-info"
    about.mkdir(exist_ok=True)
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: our-actors\nVersion: 1.0\n", encoding="utf-8"
    )
    (about / "entry_points.txt").write_text(f"[explainsite.actors]\n{entry}\n", encoding="utf-8")


@pytest.fixture
def packages(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterable[Path]:
    """A folder of installed packages."""
    folder = tmp_path_factory.mktemp("packages")
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    sys.modules.pop("our_actors", None)


def test_a_package_offers_its_actors_to_every_site(project: Project, packages: Path) -> None:
    (project.root / FOLDER / "actors.py").unlink()
    assert [found.code for found in found_in(project)] == ["unknown-actor-kind"]
    install(packages, CODE)
    assert len(told(project)) == 4
    check(project.root, {}, Report(), Memory(project.store))
    memory = Memory(project.store)
    assert recall_film(memory, piece_of(project)) is not None
    install(packages, CODE + "# a new version\n")
    assert recall_film(Memory(project.store), piece_of(project)) is None, "it depends on the code"


@pytest.mark.parametrize(
    ("code", "entry", "words"),
    [
        (CODE, "bucket = our_actors:PAIL", "raised AttributeError"),
        (CODE, "bucket = our_actors:Bucket", "`our_actors:Bucket` is no kind named `bucket`"),
        (CODE.replace("area.centre", "area.center"), "bucket = our_actors:BUCKET", "raised AttributeError"),
    ],
)
def test_what_is_wrong_in_a_package_is_told_at_the_film(
    project: Project, packages: Path, code: str, entry: str, words: str
) -> None:
    (project.root / FOLDER / "actors.py").unlink()
    install(packages, code, entry=entry)
    found = found_in(project)[0]
    assert found.code == "actors-error"
    assert words in found.message
    assert found.span is not None
    assert found.span.path == f"{FOLDER}/index.md"


def test_the_schema_knows_the_kinds_of_the_site_and_of_packages(project: Project, packages: Path) -> None:
    install(packages, CODE.replace('name="bucket"', 'name="pail"'), entry="pail = our_actors:BUCKET")
    report = Report()
    schema = json_schema(site_kinds(project.root, report))
    assert list(report) == []
    validator = Draft202012Validator(schema)
    for name in ("bucket", "pail"):
        spec = {"title": "A", "summary": "B", "stage": {"it": {"is": name, "size": 4}}, "beats": []}
        assert list(validator.iter_errors(spec)) == []
        spec["stage"] = {"it": {"is": name, "sise": 4}}
        assert list(validator.iter_errors(spec)) != []
    printed = project.run("schema")
    assert "actor-bucket" in json.loads(printed.stdout)["$defs"]


def test_lines_and_arcs_are_made_of_cubics() -> None:
    corner = line("corner", (0, 0), (30, 0), (30, 30), stroke="ink", arrow=True)
    assert (corner.points[0], corner.points[3], corner.points[-1]) == ((0, 0), (30, 0), (30, 30))
    assert corner.arrow
    quarter = arc("quarter", (100, 100), 50, 0, 90)
    assert quarter.points[0] == pytest.approx((100, 50))
    assert quarter.points[-1] == pytest.approx((150, 100))
    assert max(abs(math.dist(point, (100, 100)) - 50) for point in on(quarter)) < 0.01


def on(curve: Curve) -> Iterable[tuple[float, float]]:
    """Points in the middle of each cubic."""
    for i in range(0, len(curve.points) - 1, 3):
        a, b, c, d = curve.points[i : i + 4]
        yield tuple((p + 3 * q + 3 * r + s) / 8 for p, q, r, s in zip(a, b, c, d, strict=True))  # type: ignore[misc]


def test_a_text_is_as_wide_as_its_label() -> None:
    assert text_width("40 ms", 32) == bounds(Label(key="", x=0, y=0, text="40 ms", size=32)).w
    assert Rect(0, 0, 10, 10).centre == (5, 5)


ASKED = {
    "fill: bucket.3": "Token 3 of bucket fills up.",
    "fill: {bucket.3: gold}": "“gold” appears in token 3 of bucket.",
    "mark: {bucket.0: {role: good, as: new}}": "Token 0 of bucket is new.",
    "fail: bucket.0-1": "Tokens 0 and 1 of bucket fail.",
    "move: {from: bucket.0, to: bucket.1}": "Token 0 moves to the second place in bucket.",
    "swap: [bucket.0, bucket.1]": "Tokens 0 and 1 of bucket change places.",
    "select: bucket.0": "Token 0 of bucket is chosen; tokens 1 and 2 of bucket fade.",
    "rank: {bucket: [2, 0]}": "Bucket is in the order 2, 0, 1 and 3; 2 rises from third place to the top.",
    "append: {bucket: gold}": "“gold” is added to bucket.",
    "pop: bucket": "One token leaves bucket.",
    "highlight: bucket.0": "Attention turns to token 0 of bucket.",
    "unlink: client": "The line between Client and token 0 of bucket disappears.",
    "send: {from: bucket.0, to: client, each: true}": "Token 0 of bucket is copied to Client.",
    "rename: {bucket: Pail}": "Bucket is now called “Pail”.",
}


@pytest.mark.parametrize("item", ASKED)
def test_a_kind_may_ask_for_more_verbs(project: Project, item: str) -> None:
    more = 'verbs={"fill", "clear", "fail", "move", "swap", "rank", "select"}'
    if item.startswith(("append", "pop", "move")):
        more += (
            ", append=lambda bucket, text: Part(id=str(len(bucket.parts)), text=text), room=lambda spec: 5"
        )
    project.edit(f"{FOLDER}/actors.py", 'verbs={"fill", "clear"}', more)
    empty = [] if item.startswith(("append", "pop", "move", "send")) else ["clear: bucket.3"]
    do(project, "show: [client, bucket]", "link: {from: client, to: bucket.0}", *empty, item)
    assert told(project)[-1] == ASKED[item]
