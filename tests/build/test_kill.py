"""A build that is killed, at any moment: nothing is torn, and the next one finishes from where it stood."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from build.crawl import broken
from projects import Project, tree

pytestmark = pytest.mark.slow

KILLS = 20
FILM, SCENE = "explainers/ai/second-word/index.md", "explainers/systems/circle/scene.py"


def test_killed_builds_leave_only_whole_files(small: Project, tmp_path: Path) -> None:
    """Builds of two versions of a site in turn, each killed somewhere on its way."""
    small.edit("pyproject.toml", 'quality = "draft"', 'quality = "draft"\nthemes = ["dark"]')
    assert small.run("build").returncode == 0
    other = small.copy(tmp_path / "other", site=False)
    change(other)
    seconds = built_in(other)
    versions = [sources(small), sources(other)]
    whole = [set(digests(small.site)), set(digests(other.site))]
    chance, killed = random.Random(2024), 0
    for round_ in range(KILLS):
        put(small, versions[1 - round_ % 2])
        forget(small, chance)
        # What a killed build finished is kept, so most are over sooner than the first was.
        begun = time.monotonic()
        if killed_after(small, chance.uniform(0.0, 0.7 * seconds)):
            killed += 1
        else:  # the machine may have been busier when the first was timed
            seconds = min(seconds, time.monotonic() - begun)
        # Every file is a file of one version or the other, to the last byte, and what pages need is there.
        assert set(digests(small.site)) <= whole[0] | whole[1]
        assert [problem for problem in broken(small.site) if "/~" not in problem] == []
        assert all(small.store.get(key) for key in small.store.keys())  # noqa: SIM118
    assert killed >= KILLS * 2 // 3, "most of the kills must hit a build that still runs"
    put(small, versions[1])
    ran = small.run("build")
    assert ran.returncode == 0, ran.stderr
    assert tree(small.site) == tree(other.site)
    assert drafts(small) == []


def change(project: Project) -> None:
    """Another version: other words, another beat, another scene, a page more and a page less."""
    project.edit(FILM, "title: Three words, three keys", "title: Three words leave three keys\n    hold: 0.3")
    project.edit(SCENE, "run_time=0.8", "run_time=0.7")
    (project.root / "paths/from-cost-to-ring.yaml").unlink()
    project.write(
        "paths/to-the-ring.yaml", "title: To the Ring\nsummary: It.\nsteps: [second-word, circle]\n"
    )


def built_in(project: Project) -> float:
    """How long a build takes that renders what changed."""
    begun = time.monotonic()
    assert project.run("build").returncode == 0
    return time.monotonic() - begun


def sources(project: Project) -> dict[str, bytes]:
    return {
        path: content
        for path, content in tree(project.root).items()
        if not path.startswith(("_site/", "renders/"))
    }


def put(project: Project, files: dict[str, bytes]) -> None:
    for path in sources(project).keys() - files.keys():
        (project.root / path).unlink()
    for path, content in files.items():
        (project.root / path).write_bytes(content)


def digests(site: Path) -> Iterator[tuple[str, str]]:
    """Each public file with its digest; names that begin with a dot are not published."""
    for path, content in tree(site).items():
        if not path.startswith("."):
            yield path, hashlib.sha256(content).hexdigest()


def forget(project: Project, chance: random.Random) -> None:
    """Lose some films and clips, so that there is always something to render."""
    store = project.store
    entries = {key: store.get(key) for key in store.keys()}  # noqa: SIM118
    films = [key for key, entry in sorted(entries.items()) if entry and "font" not in entry.meta]
    store.remove(chance.sample(films, min(2, len(films))))


def killed_after(project: Project, seconds: float) -> bool:
    """Start a build, kill it after some seconds; whether it still ran then."""
    process = project.start("build")
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    process.communicate()
    gone(process.pid)
    return process.returncode == -signal.SIGKILL


def gone(group: int) -> None:
    """Wait until the workers have noticed; they die with their parent."""
    deadline = time.monotonic() + 20
    while members(group):
        assert time.monotonic() < deadline, f"processes outlive their build: {members(group)}"
        time.sleep(0.05)


def members(group: int) -> list[str]:
    """The command lines of a process group's living members."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, _, of = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
                command = (folder / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue  # it has just ended
            if int(of) == group and state not in "ZX":
                found.append(command)
    return found


def drafts(project: Project) -> list[Path]:
    return list((project.store.root / ".drafts").glob("*"))


def interrupt(process: subprocess.Popen[str], *, to_the_group: bool = True) -> tuple[int, str, str]:
    """Ctrl-C; how the build ended, what was on stdout, and on stderr after what was read."""
    (os.killpg if to_the_group else os.kill)(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    gone(process.pid)
    return process.returncode, out, err


INTERRUPTED = "interrupted; what was finished is kept\n"


@pytest.mark.parametrize("to_the_group", [True, False], ids=["from a terminal", "to one process"])
def test_an_interrupt_ends_the_build_in_order(small: Project, built: Project, *, to_the_group: bool) -> None:
    slow = "        import time; time.sleep(3600)\n        ring = "
    small.edit(SCENE, "        ring = ", slow)
    small.edit(FILM, "title: Three words, three keys", "title: Three words leave three keys")
    process = small.start("build")
    assert process.stderr
    first, second = process.stderr.readline(), process.stderr.readline()
    assert first == "rendering 4 clips for 2 films\n"
    assert second.startswith("rendered second-word "), second
    code, out, err = interrupt(process, to_the_group=to_the_group)
    assert (code, out) == (130, "")
    assert err.removeprefix(second) == INTERRUPTED  # the terminal's library may repeat what it was writing
    assert drafts(small) == []
    assert tree(small.site) == tree(built.site)
    assert all(small.store.get(key) for key in small.store.keys())  # noqa: SIM118
    small.edit(SCENE, slow, "        ring = ")
    assert "rendered" not in small.run("build").stderr, "what was finished is kept"


def test_an_interrupt_while_manim_loads_is_as_quiet(small: Project) -> None:
    small.edit(SCENE, "run_time=0.8", "run_time=0.7")
    process = small.start("build")
    assert process.stderr
    first = process.stderr.readline()
    assert first == "rendering 4 clips for 1 film\n"
    code, out, err = interrupt(process)
    assert (code, out, err.removeprefix(first)) == (130, "", INTERRUPTED)
