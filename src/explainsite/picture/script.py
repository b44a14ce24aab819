"""A beat as its picture script: plain values with which a worker can draw it and nothing else is needed.

The script, in the colours of its lane, is the payload of a render job. It names colour roles, not colours,
and holds no words that are not on screen, so that only a change of picture or of timing changes its key.

Places are in px, times in seconds. `scripting.py`, which writes scripts, rounds them, so that equal pictures
have equal scripts; a script that went through JSON equals the one before.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from explainsite.jobs.canonical import canonical_json
from explainsite.jobs.renderjob import Accent
from explainsite.picture import shapes
from explainsite.picture.palette import in_lane
from explainsite.picture.paths import Path
from explainsite.picture.shapes import Shape
from explainsite.picture.viewport import WHOLE, Viewport

Shapes = tuple[Shape, ...]
"""A picture: its shapes in drawing order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptTravel:
    """What passes from one target to another, each the group of a part or an actor."""

    start: str
    """The group of shapes that it leaves (`keys.py`)."""
    end: str
    delay: float
    """When it leaves, in seconds from the step's beginning."""
    arrival: float
    """When it arrives, and what waits for it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptArrow(ScriptTravel):
    """A travel that is an arrow of an actor: its line is drawn in the time that a message takes."""

    along: str
    """The group of the arrow's shapes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptCarry(ScriptTravel):
    """A message, a pill that goes beside its line, or a value, which slides to where it belongs."""

    style: Literal["message", "value"]
    text: str
    role: str
    status: Literal["ok", "lost", "rejected"]
    seconds: float
    """How long it is under way, with the time in which it fades."""
    path: Path
    """Where its middle goes."""
    line: Path
    """The line that is drawn meanwhile; empty if there is none."""
    zoom: float
    """How much larger it is than one on a stage that is not enlarged."""
    size: tuple[float, float]
    rests: tuple[float, float]
    """Its size where it comes to rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptStep:
    """One step, or one part of a step whose parts overlap: when it happens and what is there afterwards."""

    begin: float = 0.0
    """From the beginning of the whole step."""
    seconds: float
    stagger: float = 0.0
    """From one entering part to the next."""
    waits: bool = True
    """Whether what changes waits for what travels to arrive."""
    runs: bool = False
    """Whether it goes on evenly, and numbers count in all texts."""
    camera: Viewport = WHOLE
    """How the camera moves: where what was there before is afterwards."""
    shapes: Shapes
    travels: tuple[ScriptArrow | ScriptCarry, ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)
    """Parts that change places, from the group of the part to its group afterwards."""
    still: float | None = None
    """When the beat's still is taken, from the beginning of the whole step; None if not in this one."""
    parts: tuple[ScriptStep, ...] = ()
    """In which order it happens; none when all of it begins at once. The last one ends with its shapes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureScript:
    """A beat: its opening picture, then the steps, each followed by stillness.

    How long its last picture is held is the job's business (`jobs.renderjob.BeatLength`).
    """

    lead: float
    """Stillness before the first step."""
    gap: float
    """Stillness after each step."""
    opening: Shapes
    steps: tuple[ScriptStep, ...] = ()

    def to_json(self) -> str:
        """Canonical JSON: equal scripts have equal text."""
        return canonical_json(_plain_script(self))

    @classmethod
    def from_json(cls, text: str) -> PictureScript:
        """The script that `to_json` wrote."""
        values = json.loads(text)
        values["opening"] = _shapes(values["opening"])
        values["steps"] = tuple(map(_step, values["steps"]))
        return cls(**values)

    def in_lane(self, accent: Accent) -> PictureScript:
        """The script with the colours that its lane has for the roles that it names."""
        coloured = shapes.Once(lambda shape: shapes.recoloured(shape, lambda role: in_lane(role, accent)))
        return replace(
            self,
            opening=tuple(map(coloured, self.opening)),
            steps=tuple(_step_in_lane(step, accent, coloured) for step in self.steps),
        )


def _plain_script(script: PictureScript) -> dict[str, Any]:
    plain = shapes.Once(shapes.to_json)
    return {
        "lead": script.lead,
        "gap": script.gap,
        "opening": list(map(plain, script.opening)),
        "steps": [_plain_step(step, plain) for step in script.steps],
    }


def _plain_step(step: ScriptStep, plain: shapes.Once[dict[str, Any]]) -> dict[str, Any]:
    return {
        "begin": step.begin,
        "seconds": step.seconds,
        "stagger": step.stagger,
        "waits": step.waits,
        "runs": step.runs,
        "camera": _plain(step.camera),
        "shapes": list(map(plain, step.shapes)),
        "travels": list(map(_plain, step.travels)),
        "moves": dict(step.moves),
        "still": step.still,
        "parts": [_plain_step(part, plain) for part in step.parts],
    }


def _plain(value: ScriptTravel | Viewport) -> dict[str, Any]:
    """A flat value's fields by their names."""
    return {item.name: getattr(value, item.name) for item in fields(value)}


def _step(values: dict[str, Any]) -> ScriptStep:
    return ScriptStep(
        **{
            **values,
            "camera": Viewport(**values["camera"]),
            "shapes": _shapes(values["shapes"]),
            "travels": tuple(map(_travel, values["travels"])),
            "parts": tuple(map(_step, values["parts"])),
        }
    )


def _travel(values: dict[str, Any]) -> ScriptArrow | ScriptCarry:
    if "along" in values:
        return ScriptArrow(**values)
    pairs = {name: tuple(values[name]) for name in ("size", "rests")}
    paths = {name: tuple((x, y) for x, y in values[name]) for name in ("path", "line")}
    return ScriptCarry(**{**values, **pairs, **paths})


def _shapes(values: list[dict[str, Any]]) -> Shapes:
    return tuple(map(shapes.from_json, values))


def _step_in_lane(step: ScriptStep, accent: Accent, coloured: shapes.Once[Shape]) -> ScriptStep:
    return replace(
        step,
        shapes=tuple(map(coloured, step.shapes)),
        travels=tuple(
            replace(travel, role=in_lane(travel.role, accent)) if isinstance(travel, ScriptCarry) else travel
            for travel in step.travels
        ),
        parts=tuple(_step_in_lane(part, accent, coloured) for part in step.parts),
    )
