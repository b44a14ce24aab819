"""How long jobs take to render, one beside another: for the order of work, and the time that is left."""

from __future__ import annotations

import json

from explainsite.jobs.renderjob import RenderJob

_ENCODING = 40
"""Shapes that are drawn in the time in which a frame is converted and encoded, whatever it shows."""
_SHAPES_OF_A_SCENE = 20
_STILLS = 50.0
"""The effort of what is made of a beat once."""


def effort(job: RenderJob) -> float:
    """A guess, in shapes drawn a second of motion: what is held takes no time."""
    if job.kind == "scene":  # nobody knows how much of it moves
        return sum(_STILLS + beat.seconds * (_ENCODING + _SHAPES_OF_A_SCENE) for beat in job.beats)
    steps = json.loads(job.payload)["steps"]
    motion: float = sum(step["seconds"] * (_ENCODING + len(step["shapes"])) for step in steps)
    return _STILLS + motion
