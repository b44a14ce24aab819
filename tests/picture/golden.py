"""Golden pictures: the display list at the end of each beat of a film as text (see `fixturetext.py`).

A line for each shape, in drawing order: its kind, its key, `x y w h` in px, what it shows, its colour
roles, and each attribute that is not as usual. Paths are written as in SVG: `M` for a start, `L` for a
straight line, `C` for a cubic. Below them come the travels of the beat: when and where each begins and
comes to rest. What the author is told stands first. A film that begins with `# shows: box curve` shows
shapes of those kinds only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from explainsite.picture.camera import WHOLE
from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.paths import line, pieces
from explainsite.picture.script import picture_scripts
from explainsite.picture.shapes import Curve, Graph, Label, Outline, Shape, bounds
from storyboard.filmscript import read_film

CASES = Path(__file__).parent / "cases"
KINDS = ("box", "label", "curve", "graph", "dot", "outline")
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
            lines += [_travel(travel) for step in script["steps"] for travel in _travels(step)]
    return "".join(f"{line}\n" for line in lines)


def _picture(picture: Picture, kinds: Collection[str]) -> Iterator[str]:
    if picture.view != WHOLE:
        yield f"camera zoom {_px(picture.view.zoom * 100)} % at {_px(picture.view.x)} {_px(picture.view.y)}"
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
    elif isinstance(shape, Graph):
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


def _travels(step: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from step["travels"]
    for part in step["parts"]:
        yield from _travels(part)


def _travel(travel: Mapping[str, Any]) -> str:
    head = f"{travel['style']} {travel['from']} → {travel['to']}"
    when = f"at {travel['delay']:.2f} s, there at {travel['arrival']:.2f} s"
    if "along" in travel:
        return f"{head} along {travel['along']} {when}"
    looks = [
        f"“{travel['text']}”" if travel["text"] else "",
        *(f"{name}={travel[name]}" for name in ("status", "role") if travel[name] not in {None, "ok"}),
    ]
    size = f"{_px(travel['w'])} by {_px(travel['h'])}, at rest {' by '.join(map(_px, travel['rests']))}"
    path, under = _path(travel["path"]), _path(travel["line"])
    lines = [" ".join(filter(None, (head, *looks, when))), f"  {size}", f"  runs {path}"]
    return "\n".join([*lines, f"  line {under}"] if under else lines)


def _path(points: list[list[float]]) -> str:
    return path_text(tuple((x, y) for x, y in points))


def path_text(path: Points) -> str:
    """A path of cubics as in SVG, in tenths of a px."""
    if not path:
        return ""
    return " ".join([f"M {_point(path[0])}", *map(_cubic, pieces(path))])


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
