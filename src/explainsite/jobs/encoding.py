"""How films are encoded: plain values, because a film's key is made of them where no encoder is loaded."""

from __future__ import annotations

from collections.abc import Iterable

CODEC = "libx264"

MOVING, HELD = 31, 18
"""Quantisers, in steps of 6 for a factor of two: of what is on its way, and of what can be looked at."""

#: No B-frames, so packets leave in the order of time. No rate control: it looks ahead at whole frames, which
#: costs more than it saves on pictures that mostly stand still. x264 goes no finer than its key frames, so
#: these are as fine as what is held. The in-loop filter blurs thin lines; motion is whole pixels.
CODEC_OPTIONS = {
    "preset": "veryfast",
    "qp": str(MOVING),
    "bf": "0",
    "threads": "1",
    "flags": "+bitexact",
    "x264-params": f"ipratio={2 ** ((MOVING - HELD) / 6):.4f}:no-deblock=1:weightp=0:partitions=i4x4,i8x8"
    ":subme=0:rc-lookahead=0:sync-lookahead=0:scenecut=0:sliced-threads=0",
}

CONTAINER_OPTIONS = {"fflags": "+bitexact"}

TICKS_PER_FRAME = 512


def codec_options(held: Iterable[int]) -> dict[str, str]:
    """The encoder's options for a clip in which the samples with these numbers are held."""
    zones = "/".join(f"{number},{number},q={HELD}" for number in held)
    parameters = CODEC_OPTIONS["x264-params"] + (f":zones={zones}" if zones else "")
    return {**CODEC_OPTIONS, "x264-params": parameters}
