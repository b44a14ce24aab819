"""Every kind of actor looks as it did: the last picture of its film in the reference, beside a stored one.
So do long words in their places.

`UPDATE_GOLDEN=1` draws the stored ones anew, to be looked at before they are kept. Kinds join by a `demo`.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from explainsite.jobs.renderjob import Palette, Quality
from explainsite.picture.scripting import picture_scripts
from explainsite.scenes import adapter
from explainsite.scenes.storyboard_scene import StoryboardScene
from explainsite.storyboard.actors import KINDS
from storyboard.filmscript import read_film

pytestmark = pytest.mark.slow

STILLS = Path(__file__).parent / "stills"
SIZE = Quality(name="draft", width=960, height=540, fps=12)
STORED = (480, 270)
COARSE = (160, 90)
"""Compared on squares of twelve design px, where an edge that is smoothed otherwise hardly counts."""
PALETTES: tuple[Palette, ...] = ("dark", "light")
FILMED = [name for name, kind in KINDS.items() if kind.demo]
WORDY = """
layout: |
  client gateway store
  steps steps steps
  cost cost votes
stage:
  client: {is: node, text: Client, icon: user, note: waits}
  gateway: {is: node, text: Regional application programming gateway, note: limits requests per second}
  store: {is: node, text: Order store, icon: database, note: keeps 3 copies of each of its orders}
  steps: {is: tokens, items: [read the row, check what is in stock, write the order, send a receipt, done],
    index: true}
  cost: {is: counter, label: requests, value: 812, caption: of which the gateway lets some through and asks
    the others to come back in a second}
  votes: {is: gauge, label: copies that must answer before a write counts, max: 5, value: 2, threshold: 3,
    threshold-label: more than half of all copies}
beats:
- title: Words on several lines
  say: What is long takes another line.
  do: [{show: [client, gateway, store, steps, cost, votes]}]
"""
DEMOS = {name: KINDS[name].demo for name in FILMED} | {"wordy": WORDY}


def last_picture(demo: str, palette: Palette, folder: Path) -> Image.Image:
    """The closing picture of a film, as small as it is stored."""
    film = read_film(demo.strip("\n") + "\n")
    assert film.board is not None, film.found
    with adapter.configured(palette=palette, quality=SIZE, scratch=folder, assets=folder):
        scene = StoryboardScene(picture_scripts(film.board)[-1], SIZE)
        adapter.draw_retained(scene, [palette])
        scene.settle()
        (pixels,) = adapter.snapshot(scene)
    return Image.fromarray(pixels[:, :, :3]).resize(STORED, Image.Resampling.BOX)


def apart(one: Image.Image, other: Image.Image) -> float:
    """How far the most different squares of two pictures are apart, from 0 to 255."""
    coarse: list[npt.NDArray[np.float64]] = [
        np.asarray(image.convert("RGB").resize(COARSE, Image.Resampling.BOX), dtype=np.float64)
        for image in (one, other)
    ]
    return float(np.abs(coarse[0] - coarse[1]).max())


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("film", DEMOS)
def test_a_film_looks_as_it_did(film: str, palette: Palette, tmp_path: Path) -> None:
    drawn = last_picture(DEMOS[film], palette, tmp_path)
    file = STILLS / f"{film}-{palette}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        drawn.save(file, optimize=True)
    assert file.is_file(), "draw it with `UPDATE_GOLDEN=1`, and look at it"
    assert apart(drawn, Image.open(file)) < TOLERANCE


TOLERANCE = 12.0


def test_every_kind_has_a_film_to_be_seen_in() -> None:
    assert set(FILMED) == set(KINDS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("value: 3", "value: 4"),
        ("role: good", "role: bad"),
        ("a, b]", "a, c]"),
        ("label: Of all", "label: Of"),
    ],
)
def test_a_small_change_is_seen(before: str, after: str, tmp_path: Path) -> None:
    film = """
layout: |
  row
  votes
  state
stage:
  row: {is: tokens, items: [a, b]}
  votes: {is: counter, label: Of all, value: 3}
  state: {is: badge, text: on, role: good}
beats:
- title: Shown
  say: All of them.
  do: [{show: [row, votes, state]}]
"""
    assert before in film
    pictures = [last_picture(text, "dark", tmp_path) for text in (film, film.replace(before, after))]
    assert apart(*pictures) > 2 * TOLERANCE
