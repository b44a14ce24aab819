"""An author's scene renders, or its author learns on which line it does not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from explainsite.jobs.renderjob import BeatLength, Clip, Failure, Palette, Quality, scene_job
from explainsite.scenes.worker import render
from readme import examples

pytestmark = pytest.mark.slow

QUALITY = Quality(name="draft", width=128, height=72, fps=5)
BEATS = ("one", "two")

GOOD = """
from manim import *
from .parts import side
import numbers_of_it


class Film(Scene):
    def construct(self):
        self.next_section("one")
        square = Square(side)
        self.play(FadeIn(square), run_time=0.4)
        self.next_section("two")
        self.wait(numbers_of_it.SECONDS)
"""
SIBLINGS = {"parts": "side = 2\n", "numbers_of_it": "SECONDS = 1.0\n"}


def draw(
    folder: Path,
    source: str,
    *,
    palette: Palette = "dark",
    name: str = "Film",
    ids: Sequence[str] = BEATS,
) -> tuple[Clip, ...] | Failure:
    """Render the source as a bundle's `scene.py`; the clips, or the one failure."""
    bundle, out = folder / "site" / "film", folder / "out"
    bundle.mkdir(parents=True, exist_ok=True)
    out.mkdir(exist_ok=True)
    for stem, text in {**SIBLINGS, "scene": source}.items():
        (bundle / f"{stem}.py").write_text(text)
    beats = [BeatLength(id=beat) for beat in ids]
    job = scene_job(
        bundle / "scene.py",
        name,
        path="film/scene.py",
        beats=beats,
        palette=palette,
        quality=QUALITY,
        accent="rose",
    )
    (result,) = render([job], keys=[""], directories=[out], scratch=folder / "scratch")
    if result.failures:
        (failure,) = result.failures
        return failure
    return result.clips


def test_a_scene_with_siblings_renders_and_leaves_no_trace(tmp_path: Path) -> None:
    modules, path, here = set(sys.modules), list(sys.path), Path.cwd()
    clips = draw(tmp_path, GOOD)
    assert isinstance(clips, tuple)
    assert [(clip.beat, clip.frames) for clip in clips] == [("one", 2), ("two", 5)]
    assert {path.name for path in (tmp_path / "site" / "film").iterdir()} == {
        "numbers_of_it.py",
        "parts.py",
        "scene.py",
    }
    assert not {"parts", "numbers_of_it"} & (set(sys.modules) - modules)
    assert not [name for name in sys.modules if name.startswith("_explainsite")]
    assert (sys.path, Path.cwd()) == (path, here)


def test_an_edited_sibling_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(tmp_path, GOOD)
    monkeypatch.setitem(SIBLINGS, "numbers_of_it", "SECONDS = 2.0\n")
    clips = draw(tmp_path, GOOD)
    assert isinstance(clips, tuple)
    assert clips[1].frames == 10


def test_the_scene_of_the_readme_renders(tmp_path: Path) -> None:
    source, spec = examples("Bring any Manim scene", "python", "yaml")
    film = yaml.safe_load(spec)
    ids = [beat["id"] for beat in film["beats"]]
    clips = draw(tmp_path, source, name=film["scene"].partition(":")[2], ids=ids)
    assert isinstance(clips, tuple)
    assert [clip.beat for clip in clips] == ids


def test_the_scene_may_ask_for_its_colours_and_read_files_beside_it(tmp_path: Path) -> None:
    source = GOOD.replace(
        "        square =",
        "        assert self.palette == 'light'\n"
        "        assert self.colours['accent'] == '#A82F74'\n"
        "        open('scene.py').close()\n        square =",
    )
    assert isinstance(draw(tmp_path, source, palette="light"), tuple)


def test_what_manim_draws_white_is_ink_on_the_light_ground(tmp_path: Path) -> None:
    source = GOOD.replace(
        "        square =",
        "        colours = Square().color, Text('x').color, Line().color, Dot().color\n"
        "        assert {c.to_hex() for c in colours} == {'#1A1E27'}, colours\n"
        "        assert Square(color=WHITE).color == WHITE\n        square =",
    )
    assert isinstance(draw(tmp_path, source, palette="light"), tuple)
    source = source.replace("#1A1E27", "#FFFFFF")
    assert isinstance(draw(tmp_path, source, palette="dark"), tuple)


def test_a_scene_that_changes_manims_settings_changes_only_itself(tmp_path: Path) -> None:
    from manim import config

    before = dict(config)
    source = GOOD.replace(
        "class Film", "config.frame_rate = 50\nconfig.background_color = RED\n\n\nclass Film"
    )
    draw(tmp_path, source)
    assert dict(config) == before


def test_a_palette_attribute_of_the_scene_is_left_alone(tmp_path: Path) -> None:
    source = GOOD.replace("Scene):\n", "Scene):\n    palette = [RED]\n\n").replace(
        "        square =", "        assert self.palette == [RED]\n        square ="
    )
    assert isinstance(draw(tmp_path, source), tuple)


BROKEN = [
    (
        "scene-import",
        "ModuleNotFoundError: No module named 'numby'",
        4,
        GOOD.replace("numbers_of_it\n", "numby\n", 1),
    ),
    ("scene-import", "SyntaxError: expected ':'", 7, GOOD.replace("class Film(Scene):", "class Film(Scene)")),
    ("scene-import", "ZeroDivisionError: division by zero", 5, GOOD.replace("_it\n", "_it\n1 / 0\n", 1)),
    ("scene-import", "SystemExit: 3", 5, GOOD.replace("_it\n", "_it\nraise SystemExit(3)\n", 1)),
    ("scene-class", "`Film` is not a Manim `Scene`", 7, GOOD.replace("(Scene)", "")),
    ("scene-error", "TypeError", 10, GOOD.replace("Square(side)", "Square(side, side, side, side)")),
    (
        "scene-error",
        "ValueError: Called Scene.play with no animations",
        11,
        GOOD.replace("FadeIn(square), ", ""),
    ),
    ("scene-error", "SystemExit", 13, GOOD.replace("self.wait(", "raise SystemExit(")),
    (
        "scene-sections",
        "the section `three` is not a beat of the spec",
        12,
        GOOD.replace('section("two")', 'section("three")'),
    ),
    (
        "scene-sections",
        "the section `two` comes where the spec has the beat `one`",
        9,
        GOOD.replace('"one"', '"two"', 1),
    ),
    (
        "scene-sections",
        "the section `one` comes where the spec has the beat `two`",
        12,
        GOOD.replace('"two"', '"one"'),
    ),
    (
        "scene-sections",
        "no section draws the beat `two`",
        7,
        GOOD.replace('        self.next_section("two")\n', ""),
    ),
    (
        "scene-sections",
        'animation before the first section: begin with `next_section("one")`',
        10,
        GOOD.replace('        self.next_section("one")\n', ""),
    ),
    (
        "scene-sections",
        "the section `one` plays no animation",
        11,
        GOOD.replace("        self.play(FadeIn(square), run_time=0.4)\n", ""),
    ),
    (
        "scene-sections",
        "the section `two` plays no animation",
        7,
        GOOD.replace("        self.wait(numbers_of_it.SECONDS)\n", ""),
    ),
]


@pytest.mark.parametrize(("code", "message", "line", "source"), BROKEN, ids=[case[1][:50] for case in BROKEN])
def test_what_is_wrong_is_told_at_the_authors_line(
    tmp_path: Path, code: str, message: str, line: int, source: str
) -> None:
    assert source != GOOD
    failure = draw(tmp_path, source)
    assert isinstance(failure, Failure)
    assert (failure.code, failure.path, failure.line) == (code, "film/scene.py", line)
    assert failure.message.startswith(message)
    assert failure.excerpt == source.splitlines()[line - 1]


def test_an_error_in_a_sibling_is_told_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SIBLINGS, "parts", "side = 2\nside.sight\n")
    failure = draw(tmp_path, GOOD)
    assert isinstance(failure, Failure)
    assert (failure.code, failure.path, failure.line) == ("scene-import", "film/parts.py", 2)


def test_a_wrong_class_name_is_the_specs_to_mend(tmp_path: Path) -> None:
    failure = draw(tmp_path, GOOD, name="Flim")
    assert isinstance(failure, Failure)
    assert (failure.code, failure.path, failure.hint) == ("scene-class", None, "did you mean `Film`?")


def test_what_a_scene_prints_is_kept_from_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    draw(tmp_path, GOOD.replace("        square =", "        print('hello')\n        square ="))
    assert capfd.readouterr() == ("", "")
