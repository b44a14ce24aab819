"""How films are encoded: plain values, because a film's key is made of them where no encoder is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

CODEC = "libx264"


class Quantisers(NamedTuple):
    """In steps of 6 for a factor of two: of what is on its way, and of what can be looked at."""

    moving: int
    held: int


STORYBOARD = Quantisers(34, 20)
"""Flat shapes that are eased: a film of 95 s is 2.5 MB at most."""
SCENE = Quantisers(29, 15)
"""Whatever an author draws; `tests/scenes/test_stock_frames.py` has the films of stock Manim beside it."""

#: No B-frames, so packets leave in the order of time. No rate control: it looks ahead at whole frames, which
#: costs more than it saves on pictures that mostly stand still. The in-loop filter blurs thin lines. What
#: comes out from behind another thing was seen some frames ago, so three are kept. Motion is whole pixels:
#: for finer ones all of each frame is worked out anew. Large transforms leave more around thin lines.
CODEC_OPTIONS = {
    "preset": "veryfast",
    "bf": "0",
    "threads": "1",
    "flags": "+bitexact",
    "x264-params": "no-deblock=1:weightp=0:ref=3:partitions=p8x8,i4x4"
    ":no-8x8dct=1:subme=0:rc-lookahead=0:sync-lookahead=0:scenecut=0:sliced-threads=0",
}

CONTAINER_OPTIONS = {"fflags": "+bitexact"}

TICKS_PER_FRAME = 512


def codec_options(held: Iterable[int], quantisers: Quantisers) -> dict[str, str]:
    """The encoder's options for a clip in which the samples with these numbers are held.

    x264 goes no finer than its key frames, so these are as fine as what is held.
    """
    moving, fine = quantisers
    zones = "/".join(f"{number},{number},q={fine}" for number in held)
    parameters = f"ipratio={2 ** ((moving - fine) / 6):.4f}:{CODEC_OPTIONS['x264-params']}"
    return {
        **CODEC_OPTIONS,
        "qp": str(moving),
        "x264-params": parameters + (f":zones={zones}" if zones else ""),
    }
