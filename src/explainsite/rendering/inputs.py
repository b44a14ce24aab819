"""What a clip or a film is made from, in parts that people know by name.

`History` keeps them, and `reasons.py` says which of them differ from those of the last time. They are cut
from the components of a key, and only where a component has changed: the digest of a picture script says
that it is another, its parts say what of it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from explainsite.jobs.canonical import canonical_json
from explainsite.jobs.fingerprint import Fingerprint
from explainsite.jobs.renderjob import Accent, RenderJob
from explainsite.picture.keys import actor_of, is_title

if TYPE_CHECKING:
    from explainsite.rendering.plan import FilmRequest

Parts = Mapping[str, str]
"""Digests or values by the names of the parts."""

OPENING = "opening "
"""Before the name of an actor: how it looks when the beat begins, which is what earlier beats left."""
LINES, SENT, CAMERA, PACE, REST, ACCENT = "@link", "@sent", "@camera", "@pace", "@rest", "@accent"
"""Parts of a picture script that are no actors. Its rest, the stillness between steps, follows its length."""

_ACCENTS = frozenset(get_args(Accent))
_COLOURS = ("fill", "stroke", "colour", "role")
_DATA_COLOUR = re.compile(rf"accent|data-\d|{'|'.join(sorted(_ACCENTS))}")


def job_parts(component: str, job: RenderJob, fingerprint: Fingerprint) -> Parts:
    """The parts of a component of a job's key; none of one that is a whole."""
    if component == "content":
        return script_parts(job.payload) if job.kind == "beat" else _scene_parts(job)
    if component == "timing":
        return {beat.id: f"{beat.seconds:g}" for beat in job.beats}
    if component == "libraries":
        return dict(item.rsplit(" ", 1) for item in fingerprint.components[component].split(", "))
    return fingerprint.parts.get(component, {})


def film_parts(component: str, request: FilmRequest) -> Parts:
    """The parts of a component of a film's key; none of one that is a whole."""
    if component == "words":
        words = {beat.id: _digest([beat.title, beat.say, beat.describe]) for beat in request.beats}
        return {"": _digest(request.title), **words}
    if component == "poster":
        return {"": request.poster_beat}
    return {"": " and ".join(request.palettes)} if component == "palettes" else {}


def script_parts(payload: str) -> Parts:
    """The parts of a picture script in JSON: each actor, at the beginning and later, and what is beside them.

    Colours that a lane decides count as equal; which accent they show is a part of its own.
    """
    script = json.loads(payload)
    steps = list(_steps(script["steps"]))
    shapes = [*script["opening"], *(shape for step in steps for shape in step["shapes"])]
    title = [shape for shape in script["opening"] if is_title(shape["key"])]
    met = [] if title or _opens_with_its_own(script) else script["opening"]
    return {
        **{f"{OPENING}{actor}": digest for actor, digest in _actors(met)},
        **dict(_actors([*title, *(shape for step in steps for shape in step["shapes"])])),
        SENT: _digest([[list(map(_plain, step["travels"])), step["moves"]] for step in steps]),
        CAMERA: _digest([step["camera"] for step in steps]),
        PACE: _digest([[step[name] for name in ("begin", "seconds", "stagger", "waits")] for step in steps]),
        REST: _digest([script["lead"], script["gap"]]),
        **_accent([*shapes, *(travel for step in steps for travel in step["travels"])]),
    }


def _opens_with_its_own(script: dict[str, Any]) -> bool:
    """Whether what enters in its first step stands there already, as in the first beat of a film."""
    first = next(iter(script["steps"]), None)
    entering = first and next(iter(first["parts"]), first)
    return bool(entering and entering["stagger"] and entering["shapes"] == script["opening"])


def _accent(seen: Iterable[dict[str, Any]]) -> Parts:
    """The accent of the lane, if these show it; blue also stands in for a colour that comes too near it."""
    colours = " ".join(each.get(name) or "" for each in seen for name in _COLOURS)
    shown = _ACCENTS.intersection(_DATA_COLOUR.findall(colours))
    return {ACCENT: min(shown - {"blue"} or shown)} if shown else {}


def _scene_parts(job: RenderJob) -> Parts:
    return {"scene": job.scene.name, "file": Path(job.scene.file).name, ACCENT: job.scene.accent}


def _steps(steps: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The steps with their parts, at any depth."""
    for step in steps:
        yield step
        yield from _steps(step["parts"])


def _actors(shapes: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The digest of all shapes of each actor, and of the lines between them."""
    found: dict[str, list[object]] = {}
    for shape in shapes:
        found.setdefault(actor_of(shape["key"]), []).append(_plain(shape))
    return ((actor, _digest(plain)) for actor, plain in found.items())


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """A shape, or what travels, with all colours of data made one."""
    return {
        name: _DATA_COLOUR.sub("data", value) if name in _COLOURS and value else value
        for name, value in values.items()
    }


def _digest(value: object) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()[:12]
