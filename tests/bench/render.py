"""How long films take: plain scenes beside stock Manim, and a storyboard's film stage by stage.

Each scene is rendered cold, by the command that a person would type: 1080p, 30 frames a second, one theme,
no cache, a process of its own. What explainsite makes beside the film (stills, captions) counts too.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench import corpus
from bench.timing import seconds

ROUNDS = 3
SETTINGS = '[tool.explainsite]\ntitle = "Corpus"\nthemes = ["dark"]\nquality = "standard"\n'
LANE = "title: Corpus\nsummary: Plain scenes.\naccent: teal\norder: 1\n"
SPEC = """---
title: {name}
summary: A plain scene.
scene: scene.py:{name}
beats:
  - id: all
    title: All of it
    say: A plain scene.
---

Words.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Seconds and bytes of one scene's film, ours and stock Manim's."""

    name: str
    ours: float
    stock: float
    our_bytes: int
    stock_bytes: int

    def __str__(self) -> str:
        return (
            f"{self.name:10} {self.stock / self.ours:5.2f} times as fast as stock Manim ({self.ours:.1f} s,"
            f" {self.stock:.1f} s), {self.our_bytes / self.stock_bytes:.2f} times its bytes"
        )


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = [measured(scene.__name__, Path(folder) / scene.__name__) for scene in corpus.SCENES]
    for result in results:
        print(result)
    ours, stock = (sum(getattr(result, name) for result in results) for name in ("ours", "stock"))
    print(f"the corpus {stock / ours:.2f} times as fast as stock Manim ({ours:.1f} s, {stock:.1f} s)")


def measured(name: str, folder: Path) -> Result:
    """Medians of some rounds in turn."""
    site = site_with(name, folder / "site")
    rounds = [
        (seconds(lambda n=n: render(site, n)), seconds(lambda n=n: render_stock(name, folder / f"stock-{n}")))  # type: ignore[misc]
        for n in range(ROUNDS)
    ]
    ours, stock = (statistics.median(times) for times in zip(*rounds, strict=True))
    (film,) = (site / "renders").rglob("film-dark.mp4")
    (reference,) = (folder / "stock-0").rglob(f"{name}.mp4")
    return Result(
        name=name,
        ours=ours,
        stock=stock,
        our_bytes=film.stat().st_size,
        stock_bytes=reference.stat().st_size,
    )


def site_with(name: str, site: Path) -> Path:
    """A site of one explainer, whose film is the scene of this name."""
    bundle = site / "explainers" / "corpus" / name.lower()
    bundle.mkdir(parents=True)
    (site / "pyproject.toml").write_text(SETTINGS)
    (bundle.parent / "_lane.yaml").write_text(LANE)
    (bundle / "index.md").write_text(SPEC.format(name=name))
    (bundle / "scene.py").write_bytes(Path(corpus.__file__).read_bytes())
    return site


def render(site: Path, round_: int) -> None:
    """Render cold: what the round before has stored is gone."""
    if round_:
        start("explainsite", "-C", str(site), "clean", "--renders")
    start("explainsite", "-C", str(site), "render")


def render_stock(name: str, folder: Path) -> None:
    start(
        "manim", "render", "--disable_caching", "--progress_bar", "none", "--resolution", "1920,1080",
        "--fps", "30", "--media_dir", str(folder), corpus.__file__, name,
    )  # fmt: skip


def start(module: str, *arguments: str) -> None:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]
