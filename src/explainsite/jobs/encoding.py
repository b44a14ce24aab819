"""How films are encoded: plain values, because a film's key is made of them where no encoder is loaded."""

from __future__ import annotations

CODEC = "libx264"

#: No B-frames, so packets leave in the order of time. No macroblock tree: it saves on pictures that nothing
#: refers to, and those are the ones that a film of stills holds longest.
CODEC_OPTIONS = {
    "preset": "faster",
    "crf": "18",
    "tune": "animation",
    "bf": "0",
    "threads": "1",
    "flags": "+bitexact",
    "x264-params": "mbtree=0:sliced-threads=0",
}

CONTAINER_OPTIONS = {"fflags": "+bitexact"}

TICKS_PER_FRAME = 512

#: Raise it when clips are written differently by the same settings.
FORMAT = 1
