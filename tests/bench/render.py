"""Films rendered cold, by the command that a person would type: 1080p, 30 frames a second, an empty store.

Plain Manim scenes stand beside stock `manim render`: one theme, no cache, a process of its own. What
explainsite makes beside the film (stills, captions) counts too. Bundled films are rendered in both themes.
Each is first rendered with an eye on its memory, and then some rounds by the clock.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench import corpus
from bench.footprint import Footprint, footprint
from bench.profile import profile, table
from bench.sites import FILMS, SCENES, bundled_site, corpus_site
from bench.timing import run_command, seconds
from projects import COMMAND, Project

ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one program needs for one film, and the bytes of the film."""

    seconds: float
    memory: Footprint
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A plain scene, rendered by us and by stock Manim."""

    name: str
    ours: Run
    stock: Run

    def __str__(self) -> str:
        ours, stock = self.ours, self.stock
        return (
            f"{self.name:10} {stock.seconds / ours.seconds:5.2f} times as fast as stock Manim"
            f" ({ours.seconds:.1f} s, {stock.seconds:.1f} s), {ours.bytes / stock.bytes:.2f} times its bytes;"
            f" memory: {ours.memory}; {stock.memory} for stock Manim"
        )


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        scenes = [measured_scene(name, Path(folder) / name) for name in SCENES]
        for scene in scenes:
            print(scene)
        ours, stock = (sum(getattr(scene, who).seconds for scene in scenes) for who in ("ours", "stock"))
        print(f"the corpus {stock / ours:.2f} times as fast as stock Manim ({ours:.1f} s, {stock:.1f} s)")
        for slug in FILMS:
            print(measured_film(slug, Path(folder) / slug))
        print(profiles(Path(folder)))


def measured_scene(name: str, folder: Path) -> Scene:
    """Medians of some rounds in turn."""
    site = corpus_site(folder / "site", [name])
    memory, stock_memory = footprint(rendering(site)), footprint(rendering_stock(name, folder / "stock"))
    rounds = [(seconds_of(site), seconds_of_stock(name, folder / "stock")) for _ in range(ROUNDS)]
    ours, stock = (statistics.median(times) for times in zip(*rounds, strict=True))
    (film,) = (folder / "stock").rglob(f"{name}.mp4")
    return Scene(
        name=name,
        ours=Run(seconds=ours, memory=memory, bytes=sum(film_sizes(site))),
        stock=Run(seconds=stock, memory=stock_memory, bytes=film.stat().st_size),
    )


def measured_film(slug: str, folder: Path) -> str:
    """A bundled film in both themes."""
    site = bundled_site(folder)
    memory = footprint(rendering(site, slug))
    took = statistics.median(seconds_of(site, slug) for _ in range(ROUNDS))
    sizes = " and ".join(f"{size / 1e6:.2f}" for size in film_sizes(site))
    return f"{slug} in both themes: {took:.1f} s, {sizes} MB; memory: {memory}"


def profiles(folder: Path) -> str:
    """By stage: the bundled films, and all scenes of the corpus in one site."""
    columns = {slug: profile(bundled_site(folder / "by-stage" / slug), frozenset({slug})) for slug in FILMS}
    return table({**columns, "the corpus": profile(corpus_site(folder / "by-stage" / "corpus"))})


def seconds_of(site: Project, *slugs: str) -> float:
    """One render by us, into an empty store."""
    shutil.rmtree(site.store.root)
    return seconds(lambda: run_command(rendering(site, *slugs)))


def seconds_of_stock(name: str, folder: Path) -> float:
    shutil.rmtree(folder)
    return seconds(lambda: run_command(rendering_stock(name, folder)))


def rendering(site: Project, *slugs: str) -> list[str]:
    return [*COMMAND, "-C", str(site.root), "render", *slugs]


def rendering_stock(name: str, folder: Path) -> list[str]:
    return [
        sys.executable, "-m", "manim", "render", "--disable_caching", "--progress_bar", "none",
        "--resolution", "1920,1080", "--fps", "30", "--media_dir", str(folder), corpus.__file__, name,
    ]  # fmt: skip


def film_sizes(site: Project) -> list[int]:
    """The bytes of the films in a store, dark before light."""
    return [film.stat().st_size for film in sorted(site.store.root.rglob("film-*.mp4"))]
