"""A still may be taken while something travels: in the clip and on a sheet, and the film is as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from drawnframes import Pixels, RecordingSink, Reel
from explainsite.jobs.encoding import STORYBOARD
from explainsite.jobs.renderjob import BeatLength, Quality
from explainsite.picture.script import PictureScript
from explainsite.picture.scripting import picture_scripts
from explainsite.scenes import adapter
from explainsite.scenes.storyboard_scene import StoryboardScene
from storyboard.filmscript import read_film

pytestmark = pytest.mark.slow

SMALL = Quality(name="draft", width=480, height=270, fps=12)
ASKS = """
layout: |
  client server
stage:
  client: {is: node, text: Client}
  server: {is: node, text: Server}
beats:
- title: Asks
  say: The client asks.
  do:
  - show: [client, server]
  - send: {from: client, to: server, text: get 42}
"""


def script(still: str) -> PictureScript:
    board = read_film(f"{ASKS}  still: {still}\n").board
    assert board is not None
    return picture_scripts(board)[0]


def played(asked: PictureScript, folder: Path) -> tuple[Reel, Pixels]:
    """The frames of the film, and its still."""
    folder.mkdir()
    sink = RecordingSink([folder], SMALL, [BeatLength(id="asks")], STORYBOARD)
    with adapter.configured(palette="dark", quality=SMALL, scratch=folder, assets=folder):
        adapter.run(StoryboardScene(asked, SMALL), sink, ["dark"])
    ((clip,),) = sink.clips
    with Image.open(folder / clip.still) as image:
        return sink.reel, np.asarray(image.convert("RGB"))


def on_a_sheet(asked: PictureScript, folder: Path) -> Pixels:
    with adapter.configured(palette="dark", quality=SMALL, scratch=folder, assets=folder):
        scene = StoryboardScene(asked, SMALL)
        adapter.draw_retained(scene, ["dark"])
        scene.settle()
        return np.array(adapter.snapshot(scene)[0][:, :, :3])


def test_a_still_shows_the_message_under_way_and_no_frame_is_another_for_it(tmp_path: Path) -> None:
    asked, ends = script("send"), script("end")
    assert asked == replace(ends, steps=asked.steps) != ends
    frames, still = played(asked, tmp_path / "asked")
    others, last = played(ends, tmp_path / "ends")
    assert frames.packed == others.packed
    assert _differs(still, last)
    assert not _differs(last, frames[len(frames) - 1][:, :, :3])
    half_way = still[:, 200:280]
    assert half_way.std() > 20 > last[:, 200:280].std()  # between the two nodes


@pytest.mark.parametrize("still", ["send", "end", "show"])
def test_a_sheet_has_the_same_still(still: str, tmp_path: Path) -> None:
    _, filmed = played(script(still), tmp_path / "film")
    assert not _differs(filmed, on_a_sheet(script(still), tmp_path))


def _differs(one: Pixels, other: Pixels) -> bool:
    """Whether more than a few pixels are others; WebP is near-lossless, and edges may lie a hair aside."""
    return bool((np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 40).sum() > 20)
