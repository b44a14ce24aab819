"""How films are encoded: plain values, because a film's key is made of them where no encoder is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

CODEC = "libx264"


class Quantisers(NamedTuple):
    """In steps of 6 for a factor of two: of what moves, of a change of most of the frame, of what is held."""

    moving: int
    broad: int
    held: int


STORYBOARD = Quantisers(moving=35, broad=32, held=21)
"""Flat shapes that are eased: a film of 95 s is 2.5 MB at most, unless its pictures are full of lines."""
SCENE = Quantisers(moving=29, broad=29, held=15)
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


def codec_options(quantisers: Quantisers, finer: Mapping[int, int]) -> dict[str, str]:
    """The encoder's options for a clip in which the samples with these numbers have these quantisers.

    x264 goes no finer than its key frames, so these are as fine as what is held. It rounds their quantiser
    down, so the ratio falls short of a whole step.
    """
    zones = "/".join(f"{number},{number},q={finer[number]}" for number in sorted(finer))
    ratio = 2 ** ((quantisers.moving - quantisers.held) / 6) - 1e-4
    parameters = f"ipratio={ratio:.4f}:{CODEC_OPTIONS['x264-params']}"
    return {
        **CODEC_OPTIONS,
        "qp": str(quantisers.moving),
        "x264-params": parameters + (f":zones={zones}" if zones else ""),
    }
