"""How films are encoded: plain values, because a film's key is made of them where no encoder is loaded."""

from __future__ import annotations

CODEC = "libx264"

#: No B-frames, so packets leave in the order of time. One quantiser for all: rate control by looking ahead
#: costs more than it saves on pictures that mostly stand still, and the in-loop filter blurs thin lines.
CODEC_OPTIONS = {
    "preset": "veryfast",
    "qp": "22",
    "bf": "0",
    "threads": "1",
    "flags": "+bitexact",
    "x264-params": (
        "no-deblock=1:weightp=0:partitions=i4x4,i8x8:rc-lookahead=0:sync-lookahead=0:scenecut=0:sliced-threads=0"
    ),
}

CONTAINER_OPTIONS = {"fflags": "+bitexact"}

TICKS_PER_FRAME = 512

#: Raise it when clips are written differently by the same settings.
FORMAT = 1
