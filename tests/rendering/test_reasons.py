"""`--explain` names the input that changed. Nothing is rendered here: a plan knows why it would be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import explainsite
from explainsite.build import plan_site
from explainsite.checking.site import check
from explainsite.cli.renderers import explainer
from explainsite.console import Console
from explainsite.diagnostics import Report
from explainsite.jobs import encoding, fingerprint, installed
from explainsite.jobs.fingerprint import Surroundings
from explainsite.rendering.history import History
from explainsite.rendering.plan import Plan
from explainsite.rendering.renderer import Renderer
from projects import Project, project_of
from rendering.writers import put

AI = "explainers/ai"
FILM, MODEL = f"{AI}/second-word/index.md", f"{AI}/second-word/model.py"
ROUND, SCENE = "explainers/systems/circle/index.md", "explainers/systems/circle/scene.py"
PACKAGE = Path(explainsite.__file__).parent

Explain = Callable[..., list[str]]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small site, as if all its clips had been rendered and its films put together."""
    project = project_of("small", tmp_path / "small")
    plan = planned(project)
    for film in plan.films:
        for job in film.jobs:
            put(project.store, job.fingerprint.key)
    remember(project, plan)
    return project


def planned(project: Project, around: Surroundings | None = None, **settings: object) -> Plan:
    checked = check(project.root, settings, Report())
    renderer = Renderer(store=project.store, make_executor=ThreadPoolExecutor)
    return plan_site(checked, project.root, renderer, around=around)


def remember(project: Project, plan: Plan) -> None:
    for film in plan.films:
        jobs = [(job.job, job.fingerprint) for job in film.jobs]
        History(project.store, film.request.slug).record(film.request, jobs, film.components)


@pytest.fixture
def explain(project: Project, capsys: pytest.CaptureFixture[str]) -> Explain:
    """What `--explain` says, but for films that are only gone."""

    def explained(around: Surroundings | None = None, **settings: object) -> list[str]:
        explainer(Console())(planned(project, around, **settings))
        lines = capsys.readouterr().err.splitlines()
        return [
            line
            for line in lines
            if not line.endswith(": its film is no longer in the store, or was damaged")
        ]

    return explained


def test_what_is_as_it_was_needs_no_reason(explain: Explain) -> None:
    assert explain() == []


BEATS = ("keep", "pay", "share")


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            (MODEL, "kept = 1", "kept = 2"),
            ["pay: what it shows of `cost` changed", "share: an earlier beat changed `cost`"],
        ),
        (
            (FILM, "- fill: keys.0-2", "- fill: keys.0-1"),
            [
                "keep: what it shows of `keys` changed",
                "pay: an earlier beat changed `keys`",
                "share: an earlier beat changed `keys`",
            ],
        ),
        ((FILM, "text: keys}", "text: cues}"), ["share: what it sends changed"]),
        (
            (FILM, "label: Words", "label: Tokens"),
            [
                "keep: what it shows of `words` changed",
                "pay: an earlier beat changed `words`",
                "share: an earlier beat changed `words`",
            ],
        ),
        (
            (FILM, "title: Three words", "hold: 0.5\n    title: Three words"),
            ["keep: it needs 4.52 s now, not 4.02 s"],
        ),
        ((FILM, "id: share", "id: spread"), ["spread: not rendered before"]),
        (
            (f"{AI}/_lane.yaml", "accent: blue", "accent: rose"),
            [f"{beat}: its lane's colour is rose now, not blue" for beat in BEATS],
        ),
    ],
)
def test_what_changed_in_a_storyboard_is_named(
    project: Project, explain: Explain, edit: tuple[str, str, str], expected: list[str]
) -> None:
    project.edit(*edit)
    assert explain() == [f"second-word {line}" for line in expected]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((SCENE, "run_time=0.8", "run_time=0.7"), "`scene.py` changed"),
        (
            ("explainers/systems/_lane.yaml", "accent: teal", "accent: rose"),
            "its lane's colour is rose now, not teal",
        ),
        (
            (ROUND, "say: A message passes on.", "say: A message passes on. Then nothing happens."),
            "`pass-on` needs 2.625 s now, not 1.5 s",
        ),
    ],
)
def test_what_changed_in_a_scene_is_named(
    project: Project, explain: Explain, edit: tuple[str, str, str], expected: str
) -> None:
    project.edit(*edit)
    assert explain() == [f"circle ring, pass-on: {expected}"]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((FILM, "title: Three machines share", "title: Two machines share"), "the words of `share` changed"),
        ((FILM, "The Second Word: Kept", "The Next Word: Kept"), "its title changed"),
        ((FILM, "data: model.py", "data: model.py\nposter: pay"), "its poster shows `pay` now, not `keep`"),
        (
            ("pyproject.toml", 'quality = "draft"', 'quality = "draft"\nthemes = ["dark"]'),
            "it is dark now, not dark and light",
        ),
    ],
)
def test_what_changed_around_the_clips_is_named(
    project: Project, explain: Explain, edit: tuple[str, str, str], expected: str
) -> None:
    project.edit(*edit)
    assert explain()[0] == f"second-word: {expected}"


def test_at_another_quality_a_beat_is_new(explain: Explain) -> None:
    new = "not rendered at 1920x1080 and 30 frames a second before"
    assert reasons(explain(quality="standard")) == {new}
    assert reasons(explain(quality="draft")) == set()


def test_in_another_palette_a_beat_is_new(project: Project, explain: Explain) -> None:
    (project.store.root / "history/circle.json").unlink()
    remember(project, planned(project, themes=["dark"]))
    project.store.remove(project.store.keys())
    assert explain()[-2:] == [
        "circle ring, pass-on (dark): its clip is no longer in the store, or was damaged",
        "circle ring, pass-on (light): not rendered in light before",
    ]


def test_beats_that_come_go_and_change_places(project: Project, explain: Explain) -> None:
    project.edit(
        ROUND,
        "  - id: ring",
        "  - id: dot\n    title: A dot\n    say: A dot.\n  - id: ring",
    )
    assert explain() == ["circle dot, ring, pass-on: `dot` is new"]
    remember(project, planned(project))
    project.edit(ROUND, "id: dot", "id: disc")
    assert explain() == ["circle disc, ring, pass-on: `disc` is new; `dot` is gone"]


def test_files_beside_a_scene_are_named(project: Project, explain: Explain) -> None:
    for name in ("a.csv", "b.csv"):
        project.write(f"explainers/systems/circle/{name}", "1")
    assert explain() == ["circle ring, pass-on: `a.csv` and `b.csv` are new"]
    remember(project, planned(project))
    project.edit(SCENE, "run_time=0.8", "run_time=0.7")
    project.write("explainers/systems/circle/a.csv", "2")
    (project.root / "explainers/systems/circle/b.csv").unlink()
    assert explain() == ["circle ring, pass-on: `a.csv` and `scene.py` changed; `b.csv` is gone"]


def test_another_scene_of_the_same_file(project: Project, explain: Explain) -> None:
    source = (project.root / SCENE).read_text(encoding="utf-8")
    project.write(SCENE, source + source[source.index("\n\nclass") :].replace("Round", "Turn"))
    remember(project, planned(project))
    project.edit(ROUND, "scene.py:Round", "scene.py:Turn")
    assert explain() == ["circle ring, pass-on: its scene is `Turn` now, not `Round`"]


def reasons(lines: list[str]) -> set[str]:
    """Without the beats, when it is the same for all."""
    return {line.partition(": ")[2] for line in lines}


def test_the_drawing_code_is_named(explain: Explain, tmp_path: Path) -> None:
    package = tmp_path / "explainsite"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    for module in ("scenes/authored.py", "scenes/timing.py", "scenes/transition.py"):
        with (package / module).open("a", encoding="utf-8") as file:
            file.write("# another\n")
    lines = explain(Surroundings(package=package))
    assert lines[-1] == "circle ring, pass-on: the drawing code changed: `scenes/authored.py`"
    both = "the drawing code changed: `scenes/timing.py` and `scenes/transition.py`"
    assert reasons(lines[:-1]) == {both}
    assert len(lines) == 4


def test_the_library_and_its_versions_are_named(explain: Explain, monkeypatch: pytest.MonkeyPatch) -> None:
    real = installed.version
    newer = {"numpy": "9.1"}
    now = real("numpy")
    monkeypatch.setattr(installed, "version", lambda name: newer.get(name) or real(name))
    assert reasons(explain()) == {f"numpy is 9.1 now, not {now}"}


def test_the_encoders_settings_are_named(explain: Explain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(encoding.CODEC_OPTIONS, "qp", "40")
    monkeypatch.setitem(encoding.CODEC_OPTIONS, "bf", "2")
    assert reasons(explain()) == {"the encoder's settings changed: `bf` and `qp`"}


def test_the_typeface_is_named(explain: Explain, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = [(name, file) for name, file in fingerprint._font_files() if name != "Inter[opsz,wght].ttf"]
    (tmp_path / "other.ttf").write_bytes(b"another")
    monkeypatch.setattr(
        fingerprint, "_font_files", lambda: [*files, ("Inter[opsz,wght].ttf", tmp_path / "other.ttf")]
    )
    assert reasons(explain()) == {"a typeface changed: `Inter[opsz,wght].ttf`"}


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        "null",
        '{"made": 3}',
        '{"made": {"a": 3}, "parts": []}',
        '{"made": {"": {"a": []}}}',
        '{"second-word": {}}',
    ],
)
def test_a_damaged_note_is_a_forgotten_one(project: Project, explain: Explain, damage: str) -> None:
    (project.store.root / "history/second-word.json").write_text(damage, encoding="utf-8")
    project.edit(MODEL, "kept = 1", "kept = 2")
    assert explain() == [f"second-word {beat}: not rendered before" for beat in ("pay", "share")]
    remember(project, planned(project))
    project.edit(MODEL, "kept = 2", "kept = 3")
    assert explain()[0] == "second-word pay: what it shows of `cost` changed"


def test_a_note_is_small_and_forgets_what_is_gone(project: Project) -> None:
    note = project.store.root / "history/second-word.json"
    size = note.stat().st_size
    assert size < 10_000
    project.edit(FILM, "id: share", "id: spread")
    remember(project, planned(project))
    project.edit(FILM, "id: spread", "id: share")
    remember(project, planned(project))
    assert note.stat().st_size == size
