"""A storyboard's beat goes the same way as a scene, and is the same bytes wherever it is rendered."""

from __future__ import annotations

from pathlib import Path

from explainsite.picture.script import picture_scripts
from explainsite.rendering.executor import LocalExecutor
from explainsite.rendering.plan import BeatRequest, FilmRequest, plan_films
from explainsite.rendering.renderer import Rendered, Renderer
from explainsite.rendering.store import Store
from explainsite.renderjob import BeatLength, beat_job
from rendering.scenebox import TINY, contents
from storyboard.filmscript import read_film

ROWS = """
layout: |
  words
  .
  keys
stage:
  words: {is: tokens, items: [a, b], columns: 4}
  keys: {is: cells, columns: 4, prefix: k}
do:
- show: [words, keys]
- send: {from: words, to: keys, each: true}
- fill: keys.0-1
"""


def render(folder: Path, *, breaks: bool = False) -> Rendered:
    film = read_film(ROWS)
    assert film.board is not None
    (script,) = picture_scripts(film.board)
    if breaks:
        script = {**script, "opening": [{"is": "no such shape"}]}
    length = BeatLength(id="rows", seconds=film.board.beats[0].seconds)
    request = FilmRequest(
        slug="rows",
        title="Rows",
        palettes=("dark", "light"),
        quality=TINY,
        beats=(BeatRequest(id="rows", title="Rows", say="Every word has a key."),),
        jobs=tuple(beat_job(script, beat=length, palette=p, quality=TINY) for p in ("dark", "light")),
        poster_beat="rows",
    )
    store = Store(folder)
    renderer = Renderer(store=store, make_executor=lambda: LocalExecutor(2))
    return renderer.run(plan_films([request], store))


def test_the_same_beat_twice_is_the_same_bytes(tmp_path: Path) -> None:
    films = [render(tmp_path / name).films["rows"] for name in ("one", "two")]
    assert films[0].digest == films[1].digest
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert films[0].files["film-dark.mp4"].read_bytes() != films[0].files["film-light.mp4"].read_bytes()


def test_a_beat_that_cannot_be_drawn_is_named(tmp_path: Path) -> None:
    found, *others = render(tmp_path, breaks=True).diagnostics
    assert others == []
    assert found.code == "render-failed"
    assert found.message.startswith("the beat `rows` of `rows` could not be rendered: KeyError")
