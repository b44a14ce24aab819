"""A key changes with what decides the frames, and with nothing else."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import explainsite
from explainsite.jobs import encoding, installed
from explainsite.jobs.fingerprint import CHECKING_LIBRARIES, Surroundings, drawing_modules, scene_files
from explainsite.jobs.renderjob import BeatLength, RenderJob, beat_job
from explainsite.rendering.plan import PlannedFilm, plan_films
from rendering.scenebox import TINY, moves

PACKAGE = Path(explainsite.__file__).parent
BEAT = beat_job('{"opening": []}', beat=BeatLength(id="a", seconds=2.0), palette="dark", quality=TINY)


def key(job: RenderJob, package: Path = PACKAGE) -> str:
    return Surroundings(package=package).fingerprint(job).key


def remark(module: Path, words: str) -> None:
    with module.open("a", encoding="utf-8") as file:
        file.write(f"# {words}\n")


def test_equal_jobs_have_equal_keys() -> None:
    again = RenderJob.from_json(BEAT.to_json())
    assert again == BEAT
    assert key(again) == key(BEAT)


@pytest.mark.parametrize(
    ("change", "component"),
    [
        ({"payload": '{"opening": [1]}'}, "content"),
        ({"palette": "light"}, "palette"),
        ({"quality": dataclasses.replace(TINY, fps=12)}, "quality"),
        ({"beats": (BeatLength(id="a", seconds=2.5),)}, "timing"),
    ],
)
def test_the_key_follows_the_job(change: dict[str, object], component: str) -> None:
    before = Surroundings().fingerprint(BEAT)
    after = Surroundings().fingerprint(dataclasses.replace(BEAT, **change))  # type: ignore[arg-type]
    assert before.key != after.key
    assert {n for n, v in after.components.items() if before.components[n] != v} == {component}


def test_the_key_follows_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(BEAT)
    monkeypatch.setitem(encoding.CODEC_OPTIONS, "crf", "40")
    assert key(BEAT) != before


def test_the_key_follows_the_drawing_code_and_no_other(tmp_path: Path) -> None:
    package = tmp_path / "explainsite"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = key(BEAT, package)
    assert before == key(BEAT)
    remark(package / "scenes/authored.py", "another kind of job")
    remark(package / "jobs/renderjob.py", "draws nothing")
    remark(package / "picture/views/rows.py", "decides a script, which is in the key")
    remark(package / "picture/compose.py", "so does this")
    keys = {before, key(BEAT, package)}
    assert keys == {before}
    for module in ("picture/shapes.py", "scenes/transition.py", "storyboard/pace.py"):
        remark(package / module, "draws")
        keys.add(key(BEAT, package))
    assert len(keys) == 4


def test_a_film_follows_the_code_that_puts_it_together_and_no_other(tmp_path: Path) -> None:
    package = tmp_path / "explainsite"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    box = moves(tmp_path)

    def film() -> PlannedFilm:
        return plan_films([box.request()], box.store, Surroundings(package=package)).films[0]

    before = film()
    for module in ("rendering/plan.py", "scenes/drawing.py", "picture/compose.py"):
        remark(package / module, "puts nothing together")
    assert film().key == before.key
    keys = {before.key}
    for module in ("rendering/assemble.py", "rendering/captions.py", "text/linebreak.py", "scenes/poster.py"):
        remark(package / module, "decides a film's bytes")
        after = film()
        keys.add(after.key)
        assert [job.fingerprint for job in after.jobs] == [job.fingerprint for job in before.jobs]
    assert len(keys) == 5


def test_who_inspects_frames_draws_with_the_code_of_a_beat() -> None:
    drawing = ["adapter", "encode", "sink", "storyboard_scene"]
    of_a_beat = drawing_modules(PACKAGE, [f"scenes/{name}.py" for name in drawing])
    inspecting = drawing_modules(PACKAGE, ["scenes/inspection.py"])
    more = {path.relative_to(PACKAGE).as_posix() for path in set(inspecting) - set(of_a_beat)}
    assert more - {"scenes/__init__.py"} == {  # the package holds a docstring alone
        "scenes/inspection.py",
        "picture/covering.py",
    }


def test_drawing_modules_are_found_through_every_form_of_import(tmp_path: Path) -> None:
    (tmp_path / "scenes").mkdir()
    (tmp_path / "picture" / "views").mkdir(parents=True)
    (tmp_path / "scenes" / "entry.py").write_text(
        "import explainsite.picture.one\n"
        "def draw():\n    from explainsite.picture.views import (\n        two,\n        three as b,\n    )\n"
        "from explainsite.storyboard import state\n"
    )
    for name in ("one", "views/two", "views/three", "views/unused", "four"):
        (tmp_path / "picture" / f"{name}.py").write_text("")
    (tmp_path / "picture" / "one.py").write_text("from explainsite.picture.four import thing\n")
    found = [path.relative_to(tmp_path).as_posix() for path in drawing_modules(tmp_path, ["scenes/entry.py"])]
    assert found == [
        "picture/four.py",
        "picture/one.py",
        "picture/views/three.py",
        "picture/views/two.py",
        "scenes/entry.py",
    ]


def test_a_scene_is_its_bundle_without_the_words_around_it(tmp_path: Path) -> None:
    box = moves(tmp_path)
    job = box.request().jobs[0]
    before = key(job)
    (box.bundle / "index.md").write_text("---\ntitle: other\n---\n")
    (box.bundle / "__pycache__").mkdir()
    (box.bundle / "__pycache__" / "scene.cpython-311.pyc").touch()
    (box.bundle / ".swp").touch()
    os.utime(box.bundle / "scene.py", (0, 0))
    assert key(job) == before
    for name in ("parts.py", "logo.svg", "deep/table.csv"):
        (box.bundle / name).parent.mkdir(exist_ok=True)
        (box.bundle / name).write_text("# changed")
        assert key(job) != before
        before = key(job)


def test_a_scene_beside_a_single_file_spec_does_not_depend_on_the_lanes_bundles(tmp_path: Path) -> None:
    box = moves(tmp_path)
    (box.bundle / "index.md").unlink()
    (box.bundle / "other-bundle").mkdir()
    (box.bundle / "other-bundle" / "scene.py").touch()
    assert [path.name for path in scene_files(box.bundle / "scene.py")] == ["parts.py", "scene.py"]


def test_a_project_may_move(tmp_path: Path) -> None:
    here, there = moves(tmp_path / "here"), moves(tmp_path / "there")
    assert key(here.request().jobs[0]) == key(there.request().jobs[0])


@pytest.mark.parametrize("library", CHECKING_LIBRARIES)
def test_what_is_worked_out_from_text_follows_its_libraries(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = Surroundings().checking_code, installed.version
    newer = {library: f"{real(library)}.1"}
    monkeypatch.setattr(installed, "version", lambda name: newer.get(name) or real(name))
    assert Surroundings().checking_code != before


def test_fonts_and_libraries_are_part_of_a_beat() -> None:
    around = Surroundings()
    assert "manim 0.22" in around.libraries
    assert "absent" not in around.libraries
    assert around.fonts == around.fingerprint(BEAT).components["fonts"]


def test_fingerprints_need_no_manim() -> None:
    code = (
        "import sys\nfrom explainsite.jobs.fingerprint import Surroundings\n"
        "from explainsite.jobs.renderjob import *\n"
        "job = beat_job('{}', beat=BeatLength(id='a'), palette='dark', quality=QUALITIES['draft'])\n"
        "Surroundings().fingerprint(job)\nassert not {'manim', 'numpy', 'av', 'PIL'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
