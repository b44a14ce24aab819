"""A storyboard's beat goes the same way as a scene, and is the same bytes wherever it is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainsite.jobs.renderjob import BeatLength, beat_job
from explainsite.picture.scripting import picture_scripts
from explainsite.rendering.executor import LocalExecutor
from explainsite.rendering.plan import BeatRequest, FilmRequest, plan_films
from explainsite.rendering.renderer import Rendered, Renderer
from explainsite.rendering.store import Store
from explainsite.storyboard.board import Storyboard
from rendering.scenebox import TINY, contents
from storyboard.filmscript import read_film

pytestmark = pytest.mark.slow

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
    payload = script.to_json()
    if breaks:
        payload = payload.replace('"is":"box"', '"is":"no such shape"')
    length = BeatLength(id="rows", seconds=film.board.beats[0].seconds)
    request = FilmRequest(
        slug="rows",
        title="Rows",
        palettes=("dark", "light"),
        quality=TINY,
        beats=(BeatRequest(id="rows", title="Rows", say="Every word has a key."),),
        jobs=tuple(beat_job(payload, beat=length, palette=p, quality=TINY) for p in ("dark", "light")),
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


FILM = """
layout: |
  client keys
  client cost
stage:
  client: {is: node, text: Client}
  keys: {is: cells, columns: 4, prefix: k}
  cost: {is: counter, label: cost, value: 0}
beats:
"""
ACTIONS = (
    "fill: keys.0",
    "set: {cost: 6}",
    "mark: {client: good}",
    "focus: keys",
    "send: {from: client, to: cost, text: one}",
    "link: {from: client, to: keys, dashed: true}",
    "together: [{send: {from: client, to: keys}, cue: there}, {fill: keys.1, after: there}]",
)


@settings(max_examples=2, deadline=None, derandomize=True, database=None)
@given(st.permutations(ACTIONS), st.integers(0, 2))
def test_a_beat_alone_is_the_same_beat_in_the_whole_film(actions: list[str], chosen: int) -> None:
    beats = [["show: [client, keys, cost]", *actions[:2]], actions[2:4], actions[4:]]
    text = "".join(
        f"  - id: beat-{i}\n    title: T\n    say: Words.\n    do:\n"
        + "".join(f"      - {action}\n" for action in done)
        for i, done in enumerate(beats)
    )
    board = read_film(FILM + text).board
    assert board is not None
    with TemporaryDirectory() as folder:
        whole = frames(board, (0, 1, 2), Path(folder, "whole"))
        alone = frames(board, (chosen,), Path(folder, "alone"))
    (first, last) = whole.spans[chosen]
    assert len(alone.pictures) == last - first
    for one, other in zip(whole.pictures[first:last], alone.pictures, strict=True):
        assert np.array_equal(one, other)


@dataclass(frozen=True)
class Frames:
    """The frames of a film, in order, and which of them belong to each beat."""

    pictures: list[Any]
    spans: list[tuple[int, int]]


def frames(board: Storyboard, chosen: tuple[int, ...], folder: Path) -> Frames:
    """The film of some beats of a board, rendered and decoded."""
    scripts = picture_scripts(board)
    beats = [board.beats[i] for i in chosen]
    request = FilmRequest(
        slug="film",
        title="Film",
        palettes=("dark",),
        quality=TINY,
        beats=tuple(BeatRequest(id=beat.id, title=beat.title, say=beat.say) for beat in beats),
        jobs=tuple(
            beat_job(
                scripts[i].to_json(),
                beat=BeatLength(id=b.id, seconds=b.seconds),
                palette="dark",
                quality=TINY,
            )
            for i, b in zip(chosen, beats, strict=True)
        ),
        poster_beat=beats[0].id,
    )
    store = Store(folder)
    film = Renderer(store=store, make_executor=lambda: LocalExecutor(2)).run(plan_films([request], store))
    done = film.films["film"]
    with av.open(str(done.files["film-dark.mp4"])) as video:
        found = [
            (float(frame.time or 0.0), frame.to_ndarray(format="rgb24")) for frame in video.decode(video=0)
        ]
    starts = [beat.start for beat in done.beats] + [done.duration]
    edges = [sum(time < start - 1e-3 for time, _ in found) for start in starts]
    return Frames([picture for _, picture in found], list(pairwise(edges)))
