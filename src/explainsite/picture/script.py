"""A beat as its picture script: plain values with which a worker can draw it and nothing else is needed.

The script, in the colours of its lane (`palette.script_in_lane`), is the payload of a render job. It names
colour roles, not colours, and holds no words that are not on screen, so that only a change of picture or of
length changes its key.
"""

from __future__ import annotations

from typing import Any

from explainsite.picture.compose import BeatPictures, Picture, pictures_of
from explainsite.picture.shapes import to_json
from explainsite.picture.travels import travel_scripts
from explainsite.storyboard import pace
from explainsite.storyboard.compile import BoardBeat, Storyboard
from explainsite.storyboard.state import Step, Target


def picture_scripts(board: Storyboard) -> tuple[dict[str, Any], ...]:
    """The picture script of every beat, in order."""
    return tuple(map(_beat_script, board.beats, pictures_of(board)))


def _beat_script(beat: BoardBeat, pictures: BeatPictures) -> dict[str, Any]:
    before = (pictures.opening, *pictures.steps)
    steps = list(map(_step_script, beat.steps, before, pictures.steps, pictures.parts))
    return {"seconds": beat.seconds, "lead": pace.LEAD, "gap": round(beat.gap, 3),
            "opening": _shapes(pictures.opening), "steps": steps}  # fmt: skip


def _step_script(
    step: Step, before: Picture, after: Picture, parts: tuple[Picture, ...] = ()
) -> dict[str, Any]:
    travels = [] if parts else travel_scripts(step.travels, before, after)
    return {
        "begin": round(step.begin, 3),
        "waits": step.waits,
        "camera": _camera(before, after),
        "parts": list(map(_step_script, step.parts, (before, *parts), parts)),
        "seconds": round(step.seconds, 3),
        "stagger": step.stagger,
        "shapes": _shapes(after),
        "travels": travels,
        "moves": {key_of(start): key_of(end) for start, end in step.moves},
    }


def _camera(before: Picture, after: Picture) -> list[float]:
    """How the camera moves: what it enlarges by, and the px that it moves all by then."""
    way = after.view.since(before.view)
    return [round(way.zoom, 6), round(way.x, 2), round(way.y, 2)]


def key_of(target: Target) -> str:
    """What the keys of a part's shapes begin with."""
    return f"{target.actor}/{target.part}"


def _shapes(picture: Picture) -> list[dict[str, Any]]:
    return [to_json(shape) for shape in picture.shapes]
