"""Golden pictures: the display list at the end of each beat of a film as text (see `fixturetext.py`).

A line for each shape, in drawing order: its kind, its key, `x y w h` in px, what it shows, its colour
roles, and each attribute that is not as usual. Paths are written as in SVG: `M` for a start, `L` for a
straight line, `C` for a cubic. Below them come the travels of the beat: when and where each begins and
comes to rest. What the author is told stands first. A film that begins with `# shows: box curve` shows
shapes of those kinds only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.paths import cubics, line
from explainsite.picture.script import ScriptArrow, ScriptCarry, ScriptStep
from explainsite.picture.scripting import picture_scripts
from explainsite.picture.shapes import Curve, Graph, Label, Outline, Shape, Trail, bounds
from explainsite.picture.viewport import WHOLE
from storyboard.filmscript import read_film

CASES = Path(__file__).parent / "cases"
KINDS = ("arc", "box", "label", "curve", "graph", "dot", "needle", "outline", "trail")
Points = tuple[tuple[float, float], ...]

_PLACES = {"key", "x", "y", "w", "h", "r", "points", "contours", "text", "anchor"}
"""What is written as `x y w h` or before the attributes."""
_ROLES = {"fill", "stroke", "colour"}
_EXACT = {"number", "slope"}
_SHOWS = re.compile(r"^# shows: (?P<kinds>.+)$", re.MULTILINE)


def outcome(text: str) -> str:
    """What is seen and what travels in each beat of a film."""
    film = read_film(text)
    shown = _SHOWS.search(text)
    kinds = shown["kinds"].split() if shown else KINDS
    lines = [f"{found.severity}[{found.code}] {found.message}" for found in film.found]
    if film.board is not None:
        for beat, pictures, script in zip(
            film.board.beats, pictures_of(film.board), picture_scripts(film.board), strict=True
        ):
            lines += [f"beat {beat.id}"] if len(film.board.beats) > 1 else []
            lines += _picture((pictures.opening, *pictures.steps)[-1], kinds)
            lines += [_travel(travel) for step in script.steps for travel in _travels(step)]
    return "".join(f"{line}\n" for line in lines)


def _picture(picture: Picture, kinds: Collection[str]) -> Iterator[str]:
    camera = picture.viewport
    if camera != WHOLE:
        yield f"camera zoom {_px(camera.zoom * 100)} % at {_px(camera.x)} {_px(camera.y)}"
    yield from (_shape(shape) for shape in picture.shapes if _kind(shape) in kinds)


def _kind(shape: Shape) -> str:
    return type(shape).__name__.lower()


def _shape(shape: Shape) -> str:
    rect = bounds(shape)
    place = " ".join(f"{_px(value):>6}" for value in (rect.x, rect.y, rect.w, rect.h))
    words = (f"{_kind(shape):7} {shape.key:28} {place}", *_shown(shape), *_attributes(shape))
    return " ".join(words).rstrip()


def _shown(shape: Shape) -> Iterator[str]:
    if isinstance(shape, Label):
        yield f"“{shape.text}”"
    elif isinstance(shape, Curve):
        yield path_text(shape.points)
    elif isinstance(shape, Graph | Trail):
        yield "M " + " L ".join(map(_point, shape.points))
    elif isinstance(shape, Outline):
        yield f"{len(shape.contours)} contours"


def _attributes(shape: Shape) -> Iterator[str]:
    for item in fields(shape):
        value = getattr(shape, item.name)
        usual = None if item.default is MISSING else item.default
        if item.name in _PLACES or (value == usual and item.name not in _ROLES) or value is None:
            continue
        text = _value(item.name, value)
        yield text if item.name in _ROLES - {"stroke"} else f"{item.name.replace('_', '-')}={text}"


def _value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return f"{value if name in _EXACT else round(value, 2):g}"
    return str(value) if str(value).isprintable() else repr(value)


def _travels(step: ScriptStep) -> Iterator[ScriptArrow | ScriptCarry]:
    yield from step.travels
    for part in step.parts:
        yield from _travels(part)


def _travel(travel: ScriptArrow | ScriptCarry) -> str:
    style = "arrow" if isinstance(travel, ScriptArrow) else travel.style
    head = f"{style} {travel.start} → {travel.end}"
    when = f"at {travel.delay:.2f} s, there at {travel.arrival:.2f} s"
    if isinstance(travel, ScriptArrow):
        return f"{head} along {travel.along} {when}"
    looks = [
        f"“{travel.text}”" if travel.text else "",
        f"status={travel.status}" if travel.status != "ok" else "",
        f"role={travel.role}",
    ]
    size = f"{' by '.join(map(_px, travel.size))}, at rest {' by '.join(map(_px, travel.rests))}"
    path, under = path_text(travel.path), path_text(travel.line)
    lines = [" ".join(filter(None, (head, *looks, when))), f"  {size}", f"  runs {path}"]
    return "\n".join([*lines, f"  line {under}"] if under else lines)


def path_text(path: Points) -> str:
    """A path of cubics as in SVG, in tenths of a px."""
    if not path:
        return ""
    return " ".join([f"M {_point(path[0])}", *map(_cubic, cubics(path))])


def _cubic(cubic: Points) -> str:
    straight = line(cubic[0], cubic[-1])
    if all(point == pytest.approx(there, abs=0.05) for point, there in zip(cubic, straight, strict=True)):
        return f"L {_point(cubic[-1])}"
    return "C " + " ".join(map(_point, cubic[1:]))


def _point(point: tuple[float, float]) -> str:
    return f"{_px(point[0])},{_px(point[1])}"


def _px(value: float) -> str:
    """In tenths of a px, without a sign before zero."""
    return f"{round(value, 1) + 0.0:.1f}"
