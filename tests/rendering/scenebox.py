"""A small project with one real Manim scene, and the request for its film."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from explainsite.jobs.renderjob import BeatLength, Palette, Quality, scene_job
from explainsite.rendering.executor import LocalExecutor
from explainsite.rendering.plan import BeatRequest, FilmRequest, Plan, plan_films
from explainsite.rendering.renderer import Progress, Rendered, Renderer
from explainsite.rendering.store import Store

#: Small and quick; the contract does not care for the size.
TINY = Quality(name="draft", width=256, height=144, fps=10)

SCENE = """\
from manim import Circle, FadeIn, FadeOut, RIGHT, Scene, Square

from .parts import block


class Moves(Scene):
    def construct(self):
        self.next_section("open")
        thing = block()
        self.play(FadeIn(thing), run_time=0.5)
        self.wait(0.5)
        self.next_section("move")
        self.play(thing.animate.shift(3 * RIGHT), run_time=0.6)
        self.next_section("close")
        self.play(FadeOut(thing), FadeIn(Circle()), run_time=0.4)
"""

PARTS = """\
from manim import BLUE, Rectangle


def block():
    return Rectangle(width=2, height=1, fill_color=BLUE, fill_opacity=1)
"""

BEATS = (
    BeatLength(id="open", seconds=2.0),
    BeatLength(id="move"),
    BeatLength(id="close", seconds=1.05),
)


@dataclass(frozen=True)
class SceneBox:
    """A project in a directory: a bundle with `scene.py`, and a store."""

    root: Path
    slug: str = "moves"

    @property
    def bundle(self) -> Path:
        return self.root / "explainers" / "demo" / self.slug

    @property
    def store(self) -> Store:
        return Store(self.root / "renders")

    def write(self, **files: str) -> None:
        """Write files of the bundle: `scene="..."` is `scene.py`."""
        self.bundle.mkdir(parents=True, exist_ok=True)
        (self.bundle / "index.md").write_text("---\n---\n")
        for name, text in files.items():
            (self.bundle / f"{name}.py").write_text(text)

    def request(
        self,
        *,
        name: str = "Moves",
        palettes: tuple[Palette, ...] = ("dark", "light"),
        beats: tuple[BeatLength, ...] = BEATS,
        title: str = "Moves",
        quality: Quality = TINY,
    ) -> FilmRequest:
        path = (self.bundle / "scene.py").relative_to(self.root).as_posix()
        jobs = tuple(
            scene_job(self.bundle / "scene.py", name, path=path, beats=beats, palette=p, quality=quality)
            for p in palettes
        )
        words = tuple(BeatRequest(id=b.id, title=b.id.title(), say=f"Words of {b.id}.") for b in beats)
        return FilmRequest(
            slug=self.slug,
            title=title,
            palettes=palettes,
            quality=quality,
            beats=words,
            jobs=jobs,
            poster_beat=beats[-1].id,
        )

    def plan(self, *requests: FilmRequest) -> Plan:
        return plan_films(requests or (self.request(),), self.store)

    def render(
        self,
        *requests: FilmRequest,
        progress: Callable[[Progress], None] = lambda _: None,
        render: bool = True,
    ) -> Rendered:
        renderer = Renderer(
            store=self.store, make_executor=lambda: LocalExecutor(2), progress=progress, render=render
        )
        return renderer.run(self.plan(*requests))


def moves(root: Path, slug: str = "moves") -> SceneBox:
    """The project with the scene that works."""
    box = SceneBox(root, slug)
    box.write(scene=SCENE, parts=PARTS)
    return box


def contents(directory: Path) -> dict[str, bytes]:
    """Every file under a directory, by its relative path."""
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}
