"""A beat is played once for all palettes, and each gets the clip that it would get alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explainsite.jobs.renderjob import GROUNDS, BeatLength, Palette, Quality, beat_job
from explainsite.picture.scripting import picture_scripts
from explainsite.scenes.worker import render
from explainsite.storyboard.actors import KINDS
from storyboard.filmscript import read_film

pytestmark = pytest.mark.slow

SMALL = Quality(name="draft", width=480, height=270, fps=10)


def clips(folder: Path, demo: str, palettes: Sequence[Palette]) -> dict[Palette, list[bytes]]:
    """The last beat's video, still and thumbnail in each palette, rendered at once."""
    board = read_film(demo.strip("\n") + "\n").board
    assert board is not None
    script = picture_scripts(board)[-1].to_json()
    beat = BeatLength(id="last", seconds=board.beats[-1].seconds)
    jobs = [beat_job(script, beat=beat, palette=palette, quality=SMALL) for palette in palettes]
    folders = [folder / palette for palette in palettes]
    for each in folders:
        each.mkdir(parents=True)
    results = render(jobs, keys=list(palettes), directories=folders, scratch=folder)
    found = {}
    for palette, directory, result in zip(palettes, folders, results, strict=True):
        (clip,) = result.clips
        found[palette] = [(directory / name).read_bytes() for name in (clip.video, clip.still, clip.thumb)]
    return found


@pytest.mark.parametrize("kind", ["cluster", "queue", "plot", "formula", "list"])
def test_a_palette_looks_the_same_in_company_and_alone(kind: str, tmp_path: Path) -> None:
    both = clips(tmp_path / "both", KINDS[kind].demo, ["dark", "light"])
    for palette in both:
        assert clips(tmp_path / "alone", KINDS[kind].demo, [palette])[palette] == both[palette]


def test_each_palette_has_its_own_ground(tmp_path: Path) -> None:
    clips(tmp_path, KINDS["queue"].demo, ["light", "dark"])
    for palette in ("light", "dark"):
        (still,) = (tmp_path / palette).glob("*-still.webp")
        corner = np.asarray(Image.open(still).convert("RGB"))[0, 0]
        assert "#" + bytes(corner.tolist()).hex().upper() == GROUNDS[palette]
