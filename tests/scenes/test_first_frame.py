"""No frame of a film is an empty ground: not its first, and none between one picture and another."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from drawnframes import Pixels, RecordingSink, Reel
from explainsite.jobs.encoding import STORYBOARD
from explainsite.jobs.renderjob import BeatLength, Quality
from explainsite.picture.scripting import picture_scripts
from explainsite.scenes import adapter
from explainsite.scenes.storyboard_scene import StoryboardScene
from storyboard.filmscript import read_film

pytestmark = pytest.mark.slow

SMALL = Quality(name="draft", width=480, height=270, fps=12)
STAGE = """
stage:
  client: {is: node, text: Client}
  server: {is: node, text: Server}
  words: {is: tokens, items: [a, b, c, d, e, f]}
layout: |
  client server
beats:
- title: First
  say: First.
"""
SECOND = """
- title: Second
  say: Second.
  layout: words
"""
SEEN = 60
"""Steps of colour, of 765, from which on a pixel is not the ground's."""


def frames(text: str, beat: int, folder: Path) -> Reel:
    board = read_film(text).board
    assert board is not None
    script = picture_scripts(board)[beat]
    sink = RecordingSink([folder], SMALL, [BeatLength(id="beat")], STORYBOARD)
    with adapter.configured(palette="dark", quality=SMALL, scratch=folder, assets=folder):
        adapter.run(StoryboardScene(script, SMALL), sink, ["dark"])
    return sink.reel


def seen(frame: Pixels) -> int:
    """How many pixels are not the ground's."""
    colours = frame[:, :, :3].astype(int)
    return int((np.abs(colours - colours[0, 0]).sum(axis=2) > SEEN).sum())


@pytest.mark.parametrize(
    "do",
    ["[{show: [client, server]}]", "[{wait: 1}, {show: client}]"],
    ids=["actors", "the title"],
)
def test_something_is_seen_in_every_frame_from_the_first_on(do: str, tmp_path: Path) -> None:
    reel = frames(f"{STAGE}  do: {do}\n", 0, tmp_path)
    assert min(map(seen, reel)) > 200


@pytest.mark.parametrize("do", ["[{together: [{%s}, {%s}]}]", "[{%s}, {%s}]"], ids=["at once", "in turn"])
def test_pictures_that_share_no_actor_cross_fade(do: str, tmp_path: Path) -> None:
    actions = do % ("hide: [client, server]", "show: words")
    text = f"{STAGE}  do: [{{show: [client, server]}}]\n{SECOND}  do: {actions}\n"
    reel = frames(text, 1, tmp_path)
    first, last = reel[0], reel[len(reel) - 1]
    assert min(map(seen, reel)) > min(seen(first), seen(last)) / 3
    both = [frame for frame in reel if seen_of(frame, first, last) and seen_of(frame, last, first)]
    assert both  # of the old and of the new


def seen_of(frame: Pixels, picture: Pixels, other: Pixels) -> bool:
    """Whether something is seen where only this picture has something, and the other has the ground."""
    ground = picture[0, 0, :3].astype(int)
    is_ground = np.abs(other[:, :, :3].astype(int) - ground).sum(axis=2) == 0
    is_drawn = np.abs(picture[:, :, :3].astype(int) - ground).sum(axis=2) > SEEN
    here = np.abs(frame[:, :, :3].astype(int) - ground).sum(axis=2) > SEEN / 3
    return bool((here & is_ground & is_drawn).mean() > 0.001)
