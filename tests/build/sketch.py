"""A renderer that draws nothing: films of the right names whose bytes are their plan's key."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from explainsite.build import build
from explainsite.rendering.film import Film, FilmBeat
from explainsite.rendering.plan import Plan, PlannedFilm
from explainsite.rendering.renderer import Rendered, Renderer
from explainsite.rendering.store import Store


@dataclass(frozen=True, kw_only=True)
class Sketcher(Renderer):
    """Where the film is not the point."""

    folder: Path

    def run(self, plan: Plan) -> Rendered:
        """Every film of the plan, at once."""
        return Rendered(films={planned.request.slug: sketch(planned, self.folder) for planned in plan.films})


def no_executor() -> Executor:
    raise AssertionError("a worker was asked for")


def sketched(project: Path, store: Store) -> None:
    """Build the site of a folder with sketches for films, and the store's typefaces."""
    renderer = Sketcher(store=store, make_executor=no_executor, folder=project / "sketches")
    build(project, renderer, {}, lambda _: None)


def sketch(planned: PlannedFilm, sketches: Path) -> Film:
    request, folder = planned.request, sketches / planned.key
    names = ["captions.vtt", "chapters.vtt", "timeline.json"]
    for palette in request.palettes:
        names += [f"film-{palette}.mp4", f"poster-{palette}.jpg", f"poster-{palette}.webp"]
        names += [f"{kind}-{palette}-{beat.id}.webp" for kind in ("still", "thumb") for beat in request.beats]
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(f"{name} of {planned.key}", encoding="utf-8")
    return Film(
        slug=request.slug,
        palettes=request.palettes,
        width=request.quality.width,
        height=request.quality.height,
        duration=2.0 * len(request.beats),
        beats=tuple(
            FilmBeat(
                id=beat.id,
                title=beat.title,
                say=beat.say,
                describe=beat.describe,
                start=2.0 * number,
                end=2.0 * number + 2.0,
            )
            for number, beat in enumerate(request.beats)
        ),
        poster_beat=request.poster_beat,
        digest=planned.key,
        files={name: folder / name for name in names},
    )
