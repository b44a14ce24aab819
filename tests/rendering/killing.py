"""Kill builds at random moments, and see what they leave.

A build of two real films in two palettes tells each step of its progress on its standard output, which its
workers hold open too. It is killed a random moment after a random step, alone or with its workers, until one
gets through; then the store must hold what an undisturbed build makes, byte for byte, and the next begins
from nothing.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from explainsite.rendering.renderer import Progress
from explainsite.rendering.store import MANIFEST, Store
from rendering.scenebox import SCENE, SceneBox, contents, moves

TESTS = Path(__file__).parents[1]
STEPS = 8  # started, four jobs, two films, and then the end


@dataclass
class Tally:
    """What the loop saw."""

    kills: int = 0
    finished: int = 0
    entries_seen: int = 0


def project(root: Path) -> tuple[SceneBox, SceneBox]:
    """Two bundles in one project, with one store."""
    first, second = moves(root, "first"), moves(root, "second")
    second.write(scene=SCENE.replace("3 * RIGHT", "2 * RIGHT"))
    return first, second


def build(root: Path) -> None:
    """What the killed process does."""
    first, second = project(root)
    tell()
    first.render(first.request(), second.request(), progress=tell)


def tell(_: Progress | None = None) -> None:
    """One line a step."""
    sys.stdout.write("step\n")
    sys.stdout.flush()


def kill_builds(root: Path, kills: int, seed: int) -> Tally:
    """Kill `kills` builds; AssertionError if one leaves what it should not."""
    chance = random.Random(seed)
    undisturbed, disturbed = root / "undisturbed", root / "disturbed"
    undisturbed.mkdir()
    disturbed.mkdir()
    build_in_process(undisturbed)
    expected = kept(undisturbed / "renders")
    store = Store(disturbed / "renders")
    tally = Tally()
    while tally.kills < kills:
        if was_killed(disturbed, chance):
            tally.kills += 1
            tally.entries_seen += require_whole_entries(store)
        else:
            finish(disturbed, store, expected, tally)
    build_in_process(disturbed)
    finish(disturbed, store, expected, tally)
    return tally


def finish(root: Path, store: Store, expected: dict[str, bytes], tally: Tally) -> None:
    """A build got through: its store is the undisturbed one; begin again."""
    found = kept(root / "renders")
    assert found.keys() == expected.keys()
    assert [path for path, content in expected.items() if found[path] != content] == []
    tally.finished += 1
    store.clean()


def kept(renders: Path) -> dict[str, bytes]:
    """A store without its notes: a build that dies between a film and the note on it leaves none."""
    return {path: content for path, content in contents(renders).items() if not path.startswith("history/")}


def require_whole_entries(store: Store) -> int:
    """Every entry that can be seen is whole; returns how many there are."""
    for path in store.root.glob("??/*"):
        assert (path / MANIFEST).is_file()
        assert store.get(path.name) is not None, f"{path.name} is torn"
    return len(store.keys())


def build_in_process(root: Path) -> None:
    """A build that nobody disturbs."""
    subprocess.run(command(root), cwd=TESTS, check=True, stdout=subprocess.DEVNULL)


def was_killed(root: Path, chance: random.Random) -> bool:
    """Start a build, and kill it; False if it was done before."""
    started = subprocess.Popen(command(root), cwd=TESTS, stdout=subprocess.PIPE, start_new_session=True)
    assert started.stdout
    with started:
        for _ in range(chance.randrange(STEPS)):
            started.stdout.readline()
        time.sleep(chance.uniform(0, 0.4))  # Chance, not luck: any moment must do.
        if started.poll() == 0:
            return False
        if chance.random() < 0.5:
            os.killpg(started.pid, signal.SIGKILL)
        else:
            started.kill()
        started.stdout.read()  # Ends when the last worker has.
    return started.returncode == -signal.SIGKILL


def command(root: Path) -> list[str]:
    """A process that builds."""
    return [sys.executable, "-m", "rendering.killing", str(root)]


if __name__ == "__main__":
    build(Path(sys.argv[1]))
