"""Real Manim scenes to films, in the store and back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import av
import pytest
from PIL import Image

from explainsite.rendering.renderer import Progress, Rendered
from rendering.scenebox import PARTS, SCENE, TINY, SceneBox, contents, moves

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def told() -> list[Progress]:
    return []


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> SceneBox:
    return moves(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def rendered(box: SceneBox, told: list[Progress]) -> Rendered:
    return box.render(progress=told.append)


def frames_of(film: Path) -> list[tuple[int, int, bool]]:
    """Each sample's start, length (in frames) and whether it is a key frame."""
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        assert stream.time_base
        tick = stream.time_base * TINY.fps
        packets = [packet for packet in container.demux(stream) if packet.pts is not None]
        return [
            (int(p.pts * tick), int((p.duration or 0) * tick), p.is_keyframe)
            for p in packets
            if p.pts is not None
        ]


def size_of(picture: Path) -> tuple[int, int]:
    with Image.open(picture) as image:
        return image.size


def test_a_film_has_all_its_files(rendered: Rendered) -> None:
    assert rendered.diagnostics == ()
    names = {"captions.vtt", "chapters.vtt", "timeline.json"}
    for palette in ("dark", "light"):
        names |= {f"film-{palette}.mp4", f"poster-{palette}.jpg", f"poster-{palette}.webp"}
        names |= {
            f"{kind}-{palette}-{beat}.webp"
            for kind in ("still", "thumb")
            for beat in ("open", "move", "close")
        }
    assert set(rendered.films["moves"].files) == names


def test_beat_times_come_from_the_frames(rendered: Rendered) -> None:
    film = rendered.films["moves"]
    # 2 s by its words; 0.6 s of animation; 0.4 s of animation, held to 1.05 s, which is 11 frames.
    assert [(beat.id, beat.start, beat.end) for beat in film.beats] == [
        ("open", 0.0, 2.0),
        ("move", 2.0, 2.6),
        ("close", 2.6, 3.7),
    ]
    for palette in film.palettes:
        samples = frames_of(film.files[f"film-{palette}.mp4"])
        assert sum(length for _, length, _ in samples) == 37
        assert {start for start, _, is_key in samples if is_key} >= {0, 20, 26}
        assert all(a[0] + a[1] == b[0] for a, b in pairwise(samples))


def test_a_still_moment_is_one_sample(rendered: Rendered) -> None:
    samples = frames_of(rendered.films["moves"].files["film-dark.mp4"])
    opening = [length for start, length, _ in samples if start < 20]
    assert opening == [1, 1, 1, 1, 1, 15]


def test_films_start_before_they_are_loaded(rendered: Rendered) -> None:
    content = rendered.films["moves"].files["film-dark.mp4"].read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_pictures_have_their_sizes(rendered: Rendered) -> None:
    files = rendered.films["moves"].files
    sizes = {name: size_of(files[name]) for name in files if name.endswith(("webp", "jpg"))}
    assert {size for name, size in sizes.items() if name.startswith("thumb")} == {(640, 360)}
    assert {size for name, size in sizes.items() if not name.startswith("thumb")} == {(256, 144)}
    assert files["poster-light.webp"].read_bytes() == files["still-light-close.webp"].read_bytes()


def test_the_timeline_says_what_the_film_does(rendered: Rendered) -> None:
    film = rendered.films["moves"]
    timeline = json.loads(film.files["timeline.json"].read_text())
    assert [beat["end"] for beat in timeline["beats"]] == [beat.end for beat in film.beats]
    assert (timeline["fps"], timeline["duration"]) == (10, 3.7)
    assert "00:00:02.600 --> 00:00:03.700\nClose" in film.files["chapters.vtt"].read_text()
    assert "00:00:02.000 --> 00:00:02.600\nWords of move." in film.files["captions.vtt"].read_text()


def test_progress_is_told(rendered: Rendered, told: list[Progress]) -> None:
    assert rendered.films
    assert [event.what for event in told] == ["started", "clips", "clips", "film"]
    assert [event.clips_done for event in told] == [0, 3, 6, 6]
    assert {event.clips_total for event in told} == {6}
    assert told[0].seconds_left is None
    assert told[1].seconds_left is not None
    assert told[-1].films_done == told[-1].films_total == 1


def test_nothing_is_written_but_the_store(box: SceneBox, rendered: Rendered) -> None:
    assert rendered.films
    assert {path.name for path in box.root.iterdir()} == {"explainers", "renders"}
    assert {path.name for path in box.bundle.iterdir()} == {"index.md", "parts.py", "scene.py"}
    assert list((box.root / "renders" / ".drafts").iterdir()) == []


AGAIN = """
import sys
from pathlib import Path
from rendering.scenebox import moves
from explainsite.rendering.renderer import Renderer
box = moves(Path(sys.argv[1]))
def forbidden():
    raise AssertionError("a process was started")
rendered = Renderer(store=box.store, make_executor=forbidden).run(box.plan())
print(rendered.films["moves"].digest)
loaded = {"manim", "av", "numpy", "PIL"} & set(sys.modules)
assert not loaded, loaded
"""


def test_the_second_time_nothing_renders_and_nothing_heavy_loads(box: SceneBox, rendered: Rendered) -> None:
    out = subprocess.run(
        [sys.executable, "-c", AGAIN, box.root], cwd=TESTS, check=True, capture_output=True, text=True
    )
    assert out.stdout.strip() == rendered.films["moves"].digest


def test_another_process_and_place_gives_the_same_bytes(
    rendered: Rendered, box: SceneBox, tmp_path: Path
) -> None:
    assert rendered.films
    other = moves(tmp_path)
    code = (
        "import pathlib, sys; from rendering.scenebox import moves; moves(pathlib.Path(sys.argv[1])).render()"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code, tmp_path], cwd=TESTS, check=True, env=environment)
    assert contents(other.store.root) == contents(box.store.root)


def test_a_new_title_assembles_anew_without_rendering(box: SceneBox, rendered: Rendered) -> None:
    assert rendered.films
    told: list[Progress] = []
    film = box.render(box.request(title="Another"), progress=told.append).films["moves"]
    assert [event.what for event in told] == ["started", "film"]
    assert json.loads(film.files["timeline.json"].read_text())["title"] == "Another"


@pytest.fixture
def damaged(tmp_path: Path) -> SceneBox:
    box = moves(tmp_path)
    box.render(box.request(palettes=("dark",)))
    return box


def test_a_damaged_film_is_made_again(damaged: SceneBox) -> None:
    request = damaged.request(palettes=("dark",))
    before = contents(damaged.store.root)
    for clip in damaged.store.root.glob("*/*/*.mp4"):
        clip.write_bytes(clip.read_bytes()[:-1])
    plan = damaged.plan(request)
    assert [job.reason for job in plan.films[0].jobs] == [
        "its clip is no longer in the store, or was damaged"
    ]
    assert damaged.render(request).films
    assert contents(damaged.store.root) == before


def change_the_scene(box: SceneBox) -> None:
    (box.bundle / "parts.py").write_text(PARTS.replace("BLUE", "RED"))


def leave_it(box: SceneBox) -> None:
    assert box.store.keys()


@pytest.mark.parametrize(
    ("change", "options", "reason"),
    [
        (leave_it, {}, ""),
        (change_the_scene, {}, "`parts.py` changed"),
        (leave_it, {"name": "Other"}, "its scene is `Other` now, not `Moves`"),
        (leave_it, {"palettes": ("light",)}, "not rendered in light before"),
    ],
)
def test_the_plan_explains_itself(
    damaged: SceneBox, change: Callable[[SceneBox], None], options: dict[str, object], reason: str
) -> None:
    change(damaged)
    request = damaged.request(**{"palettes": ("dark",), **options})  # type: ignore[arg-type]
    assert [job.reason for job in damaged.plan(request).films[0].jobs] == [reason]


def test_a_film_that_fails_is_a_diagnostic_and_the_others_finish(tmp_path: Path) -> None:
    good, bad, crash = (moves(tmp_path, slug) for slug in ("good", "bad", "crash"))
    bad.write(
        parts=PARTS + "    raise ValueError('unreachable')\n",
        scene=SCENE.replace("Circle()", "Circle(1, 2, 3, 4)"),
    )
    crash.write(scene=SCENE.replace("        thing = block()", "        import os; os.abort()"))
    told: list[Progress] = []
    result = good.render(bad.request(), crash.request(), good.request(), progress=told.append)
    assert list(result.films) == ["good"]
    found = [
        (d.code, d.message, d.span.path if d.span else "", d.span.line if d.span else 0)
        for d in result.diagnostics
    ]
    assert found[0][:2] == (
        "render-failed",
        "the film of `crash` could not be rendered: WorkerDied: the worker was killed by SIGABRT",
    )
    assert found[1][0] == "scene-error"
    assert found[1][2:] == ("explainers/demo/bad/scene.py", 15)
    assert len(found) == 2
    assert {event.slug for event in told if event.what == "failed"} == {"bad", "crash"}
    assert told[-1].films_done == 3


def test_a_scene_that_is_edited_while_it_renders_is_not_stored_under_its_old_key(tmp_path: Path) -> None:
    box = moves(tmp_path)
    box.write(scene=SCENE.replace("        thing = block()", EDITS_ITSELF))
    keys = {job.fingerprint.key for job in box.plan().films[0].jobs}
    found, *_ = box.render().diagnostics
    assert "its files changed while it was rendered" in found.message
    assert not keys & set(box.store.keys())
    assert box.render().films


def test_palettes_of_unequal_length_are_refused(tmp_path: Path) -> None:
    box = moves(tmp_path)
    box.write(scene=SCENE.replace("run_time=0.6", "run_time=0.6 if self.palette == 'dark' else 0.9"))
    (found,) = box.render().diagnostics
    assert found.code == "render-failed"
    assert "the beat `move` has 6 frames in dark and 9 in light" in found.message


def test_without_rendering_a_missing_film_is_a_warning(tmp_path: Path) -> None:
    (found,) = moves(tmp_path).render(render=False).diagnostics
    assert (found.code, found.severity) == ("render-missing", "warning")


EDITS_ITSELF = """
        import os
        from pathlib import Path
        source = Path(__file__).read_text()
        if not source.endswith("# edited"):
            edited = Path(__file__).parents[3] / f"edited-{os.getpid()}"
            edited.write_text(source + "# edited")
            edited.replace(__file__)  # at once, for the other palette's worker reads it too
        thing = block()
"""

INTERRUPTED = """
import sys
from pathlib import Path
from rendering.scenebox import moves
quick, slow = moves(Path(sys.argv[1]), "quick"), moves(Path(sys.argv[1]), "slow")
source = (slow.bundle / "scene.py").read_text()
slow.write(scene=source.replace("        thing = block()", "        import time; time.sleep(3600)"))
def tell(event):
    print(event.what, flush=True)
try:
    quick.render(quick.request(), slow.request(), progress=tell)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


def test_an_interrupt_ends_the_workers_and_keeps_what_is_done(tmp_path: Path) -> None:
    build = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, tmp_path],
        cwd=TESTS,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert build.stdout
    for line in build.stdout:
        if line.strip() == "film":
            os.killpg(build.pid, signal.SIGINT)  # As the terminal does: to the whole group.
            break
    out, err = build.communicate(timeout=60)
    assert (out.strip(), err, build.returncode) == ("interrupted", "", 0)
    box = SceneBox(tmp_path, "quick")
    assert list((box.store.root / ".drafts").iterdir()) == []
    assert box.plan().films[0].film is not None
