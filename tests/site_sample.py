"""A small site with real files: lanes, a concept note, paths, and three short films that really play."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
from PIL import Image

from explainsite.catalogue.reading import Site, read_site
from explainsite.checking.filmscript import FilmScript
from explainsite.config import Config
from explainsite.content.markdown.body import RenderedBody
from explainsite.diagnostics import Report
from explainsite.rendering.film import Film, FilmBeat
from explainsite.rendering.store import Store
from explainsite.site import urls
from explainsite.site.assets import extra_files, site_assets
from explainsite.site.bodies import render_bodies
from explainsite.site.outputs import FileContent, Output, gather
from explainsite.site.page import Page
from explainsite.site.pages import plan_pages, render_pages
from explainsite.site.templates import Templates

WIDTH, HEIGHT, FPS = 320, 180, 5
BEAT = 4.0
"""Seconds that each beat lasts."""
PALETTES = {"dark": (14, 17, 23), "light": (250, 249, 246)}

SETTINGS = """\
[tool.explainsite]
title = "Small Machines"
tagline = "Watch it turn."
description = "A few machines, each in a short film."
featured = "lever"
base_url = "{base_url}"
"""

LANES = {
    "motion": "title: Motion\nsummary: What moves what.\naccent: blue\norder: 1\n",
    "heat": "title: Heat & Work\nsummary: What warms what.\naccent: rose\norder: 2\n",
    "concepts": "title: Concept notes\nsummary: What the films stand on.\naccent: violet\norder: 9\n",
}

FILM = """\
stage:
  a: {is: text, text: A}
beats:
  - {id: ask, title: "It is stuck", say: "Nothing moves. Why?"}
  - {id: push, title: "A push <far> out", say: "Push far from the pivot, and it moves."}
  - {id: pay, title: "What you pay", say: "Less force, more way."}
"""

BODY = """
Force times way stays the same: $F \\cdot s = W$ [@arch]. See [work](../concepts/work.md).

## In numbers

| arm | force |
|-----|------:|
| 1 m | 10 N  |
| 2 m | 5 N   |

!!! note "Mind the pivot"
    It carries both loads.[^1]

```python
def force(arm: float) -> float:
    return 10 / arm  # newtons
```

- [x] push
- [ ] pull

[^1]: And its own weight.
"""

SPECS = {
    "motion/lever": f"""\
---
title: "Lever: Far Is Strong"
topic: Mechanics
summary: You see a small push lift a big load.
hook: Why does the long end win?
level: beginner
prerequisites:
  - work: it is what a lever keeps
sources:
  - {{id: arch, title: On the Equilibrium of Planes, url: "https://example.org/a", author: Archimedes}}
{FILM}---
{BODY}""",
    "motion/pulley": f"""\
---
title: Pulley
topic: Mechanics
summary: You see a rope do a lever's work.
prerequisites:
  - lever: a wheel is a lever that goes round
{FILM}---
A rope.
""",
    "heat/engine": f"""\
---
title: "Engine: Heat That Lifts"
topic: Heat
summary: You see steam lift a piston.
prerequisites: [work]
{FILM}---
Steam.
""",
    "concepts/work": """\
---
title: "Work: Force Along a Way"
format: concept
topic: Foundations
level: beginner
minutes: 2
summary: What is kept when force is traded for way.
---
Work is kept.
""",
}

PATHS = {
    "from-arm-to-rope": (
        "title: From Arm to Rope\nsummary: Two machines, one law.\norder: 1\nsteps:\n"
        "  - work: the law\n  - lever: the first machine\n  - pulley: the same with a rope\n"
    ),
    "lifting": "title: Lifting\nsummary: All that lifts.\norder: 2\nsteps: [work, engine]\n",
}


def write_project(folder: Path, *, base_url: str = "") -> Path:
    """The project's files."""
    files = {"pyproject.toml": SETTINGS.format(base_url=base_url)}
    files |= {f"explainers/{slug}/_lane.yaml": text for slug, text in LANES.items()}
    files |= {f"explainers/{slug}.md": text for slug, text in SPECS.items()}
    files |= {f"paths/{slug}.yaml": text for slug, text in PATHS.items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read(project: Path) -> Site:
    """The project as the builder reads it; it has no problems."""
    report = Report()
    site = read_site(project, report)
    assert [d.message for d in report] == []
    assert site is not None
    return site


def make_film(folder: Path, slug: str, beats: tuple[tuple[str, str, str], ...]) -> Film:
    """A film of plain frames that brighten from beat to beat, with all the files that a page refers to."""
    folder.mkdir(parents=True)
    timed = tuple(
        FilmBeat(id=id_, title=title, say=say, describe=(f"{title}.",), start=k * BEAT, end=(k + 1) * BEAT)
        for k, (id_, title, say) in enumerate(beats)
    )
    for palette, ground in PALETTES.items():
        frames = [_frame(ground, k) for k in range(len(beats))]
        _encode(folder / f"film-{palette}.mp4", frames)
        for beat, frame in zip(timed, frames, strict=True):
            for kind in ("still", "thumb"):
                frame.save(folder / f"{kind}-{palette}-{beat.id}.webp")
        frames[-1].save(folder / f"poster-{palette}.webp")
        frames[-1].save(folder / f"poster-{palette}.jpg")
    (folder / "captions.vtt").write_text(_vtt([(b.start, b.end, b.say) for b in timed]), encoding="utf-8")
    (folder / "chapters.vtt").write_text(_vtt([(b.start, b.end, b.title) for b in timed]), encoding="utf-8")
    return Film(
        slug=slug,
        palettes=tuple(PALETTES),
        width=WIDTH,
        height=HEIGHT,
        duration=timed[-1].end,
        beats=timed,
        poster_beat=timed[-1].id,
        digest=(slug.encode().hex() * 12)[:64],
        files={file.name: file for file in sorted(folder.iterdir())},
    )


def _frame(ground: tuple[int, int, int], number: int) -> Image.Image:
    frame = Image.new("RGB", (WIDTH, HEIGHT), ground)
    frame.paste((47, 95, 208), (20, 20, 60 + 60 * number, 120))
    return frame


def _encode(path: Path, frames: list[Image.Image]) -> None:
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"preset": "ultrafast", "g": str(FPS)}
        for frame in frames:
            for _ in range(int(BEAT * FPS)):
                container.mux(stream.encode(av.VideoFrame.from_ndarray(np.array(frame))))
        container.mux(stream.encode())


def _vtt(cues: list[tuple[float, float, str]]) -> str:
    lines = (f"00:00:{a:06.3f} --> 00:00:{b:06.3f}\n{text.replace('<', '&lt;')}\n" for a, b, text in cues)
    return "WEBVTT\n\n" + "\n".join(lines)


def make_films(site: Site, folder: Path) -> dict[str, Film]:
    """A film for each piece that has one."""
    return {
        slug: make_film(folder / slug, slug, tuple((b.id, b.title, b.say) for b in piece.beats))
        for slug, piece in site.catalogue.pieces.items()
        if piece.has_film
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The sample site with everything that its pages are made of."""

    project: Path
    site: Site
    films: Mapping[str, Film]
    bodies: Mapping[str, RenderedBody]
    store: Store
    scripts: Mapping[str, FilmScript] = field(default_factory=dict)

    @property
    def config(self) -> Config:
        return self.site.config

    def pages(self) -> list[Page]:
        """The pages to come."""
        return plan_pages(self.site.catalogue, self.films, self.config, self.bodies, self.scripts)

    def page(self, url: str) -> Page:
        """The page at an address."""
        return next(page for page in self.pages() if page.url == url)

    def contents(self) -> dict[str, FileContent]:
        """The site's files; nothing is wrong with them."""
        report = Report()
        contents = gather(self.outputs(report), report)
        assert [d.message for d in report] == []
        return contents

    def outputs(self, report: Report) -> list[Output]:
        """The site's files, each with its writer."""
        pages = self.pages()
        overrides = self.project / "templates"
        assets, outputs = site_assets(pages, overrides, self.store)
        templates = Templates(overrides=overrides)
        html, problems = render_pages(pages, self.site.catalogue, self.config, assets, templates)
        report.extend(problems)
        films = [
            Output(
                path=urls.film_url(self.site.catalogue.pieces[slug], film, name), content=file, writer=slug
            )
            for slug, film in self.films.items()
            for name, file in film.files.items()
        ]
        return [*html, *outputs, *films, *extra_files(pages, self.config.base_url)]


def make_sample(folder: Path, store: Store, *, base_url: str = "") -> Sample:
    """The sample site, in an empty folder; its fonts come from the store."""
    project = write_project(folder / "project", base_url=base_url)
    site = read(project)
    return Sample(
        project=project,
        site=site,
        films=make_films(site, folder / "films"),
        bodies=render_bodies(site.catalogue, site.bodies),
        store=store,
    )
