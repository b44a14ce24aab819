"""Whether plain Manim scenes look as stock Manim shows them: the frames that are drawn, and the films.

Both draw every scene of the corpus at 1080p, 30 frames a second. Then each film is decoded, as a player
does it, and compared with the frames that stock Manim drew.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame
from manim import Scene

from bench import corpus
from bench.likeness import Likeness, likeness
from drawnframes import Reel, in_rgb, ours, shown, stock
from explainsite.jobs.renderjob import QUALITIES

QUALITY = QUALITIES["standard"]
FORMAT = "gbrp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """One scene: how many of its frames we draw otherwise than stock Manim, and how like the films are."""

    name: str
    frames: int
    unequal: int
    most: int
    """By how much a pixel differs at most, of 255."""
    ours: Likeness
    stock: Likeness

    def __str__(self) -> str:
        return (
            f"{self.name:10} {self.unequal} of {self.frames} frames differ, by {self.most} of 255 at most;"
            f" SSIM of the film {self.ours}, of stock Manim's {self.stock}"
        )


def run() -> None:
    found = [fidelity(scene) for scene in corpus.SCENES]
    for each in found:
        print(each)
    frames, unequal = sum(each.frames for each in found), sum(each.unequal for each in found)
    print(f"the corpus {unequal} of {frames} frames differ; {_all(found, 'ours')}; {_all(found, 'stock')}")


def fidelity(scene: type[Scene]) -> Fidelity:
    """Draw a scene both ways, and compare."""
    with tempfile.TemporaryDirectory() as folder:
        expected, stock_film = stock(scene, QUALITY, Path(folder) / "stock")
        drawn, film = ours(scene, QUALITY, Path(folder) / "ours")
        apart = list(_differences(drawn, expected))
        return Fidelity(
            name=scene.__name__,
            frames=len(expected),
            unequal=len(apart),
            most=max(apart, default=0),
            ours=likeness(_beside(expected, film)),
            stock=likeness(_beside(expected, stock_film)),
        )


def _differences(ours: Reel, stock: Reel) -> Iterator[int]:
    """The largest difference in each pair of frames that are not equal."""
    for number, (a, b) in enumerate(zip(ours.packed, stock.packed, strict=True)):
        if a != b:
            yield int(np.abs(ours[number].astype(np.int16) - stock[number]).max())


def _beside(drawn: Reel, film: Path) -> Iterator[tuple[VideoFrame, VideoFrame]]:
    """Each frame as it was drawn, and as it is shown."""
    for pixels, frame in zip(drawn, shown(film, QUALITY.fps), strict=True):
        yield VideoFrame.from_ndarray(pixels, format="rgba").reformat(format=FORMAT), in_rgb(frame, FORMAT)


def _all(found: Sequence[Fidelity], whose: str) -> str:
    films: list[Likeness] = [getattr(each, whose) for each in found]
    mean = sum(film.mean * each.frames for film, each in zip(films, found, strict=True))
    return f"{whose} {Likeness(min(film.worst for film in films), mean / sum(f.frames for f in found))}"
