"""Films rendered cold, by the command that a person would type: 1080p, 30 frames a second, an empty store.

Plain Manim scenes stand beside stock `manim render`, in one theme and without a cache: each alone, and all of
them by one command. What explainsite makes beside the film (stills, captions) counts too. Bundled films are
rendered in both themes. Each is first rendered with an eye on its memory, and then some rounds by the clock.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
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
    """What one command needs, and the bytes of its films."""

    seconds: float
    memory: Footprint
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenes:
    """Plain scenes, rendered by us and by stock Manim, with one command each."""

    what: str
    ours: Run
    stock: Run

    def __str__(self) -> str:
        ours, stock = self.ours, self.stock
        return (
            f"{self.what:10} {stock.seconds / ours.seconds:5.2f} times as fast as stock Manim"
            f" ({ours.seconds:.1f} s, {stock.seconds:.1f} s), {ours.bytes / stock.bytes:.2f} times its bytes;"
            f" memory: {ours.memory}; {stock.memory} for stock Manim"
        )


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in SCENES:
            print(measured_scenes(name, [name], Path(folder) / name))
        print(measured_scenes("the corpus", SCENES, Path(folder) / "corpus"))
        for slug in FILMS:
            print(measured_film(slug, Path(folder) / slug))
        print(profiles(Path(folder)))


def measured_scenes(what: str, names: Sequence[str], folder: Path) -> Scenes:
    """Medians of some rounds in turn."""
    site, media = corpus_site(folder / "site", names), folder / "stock"
    memory, stock_memory = footprint(rendering(site)), footprint(rendering_stock(names, media))
    rounds = [(seconds_of(site), seconds_of_stock(names, media)) for _ in range(ROUNDS)]
    ours, stock = (statistics.median(times) for times in zip(*rounds, strict=True))
    films = [next(media.rglob(f"{name}.mp4")) for name in names]
    return Scenes(
        what=what,
        ours=Run(seconds=ours, memory=memory, bytes=sum(film_sizes(site))),
        stock=Run(seconds=stock, memory=stock_memory, bytes=sum(film.stat().st_size for film in films)),
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


def seconds_of_stock(names: Sequence[str], folder: Path) -> float:
    shutil.rmtree(folder)
    return seconds(lambda: run_command(rendering_stock(names, folder)))


def rendering(site: Project, *slugs: str) -> list[str]:
    return [*COMMAND, "-C", str(site.root), "render", *slugs]


def rendering_stock(names: Sequence[str], folder: Path) -> list[str]:
    return [
        sys.executable, "-m", "manim", "render", "--disable_caching", "--progress_bar", "none",
        "--resolution", "1920,1080", "--fps", "30", "--media_dir", str(folder), corpus.__file__, *names,
    ]  # fmt: skip


def film_sizes(site: Project) -> list[int]:
    """The bytes of the films in a store, dark before light."""
    return [film.stat().st_size for film in sorted(site.store.root.rglob("film-*.mp4"))]
