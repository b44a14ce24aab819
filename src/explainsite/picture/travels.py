"""What moves between actors: messages beside the line between two edges, values from place to place.

A message is a pill with words on it. It sets out beside the one and stops beside the other, never over them.
A value is a copy that slides out from beneath the place where it was and comes to rest where it belongs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from explainsite.picture.compose import Picture
from explainsite.picture.routes import Cubic, carry_route, message_route, route
from explainsite.picture.shapes import Rect
from explainsite.picture.typeface import width
from explainsite.storyboard import pace
from explainsite.storyboard.selectors import NEXT
from explainsite.storyboard.state import Target, Travel

PILL_H, DOT = 56.0, 26.0
TEXT_SIZE = 30.0
ARRIVES = 0.86
"""The share of its time after which a message is where it goes; then it fades, and what it causes begins."""


def travel_scripts(travels: Iterable[Travel], before: Picture, after: Picture) -> list[dict[str, Any]]:
    """Travels as plain values, each with the keys of the shapes that wait for its arrival."""
    seen: Counter[str] = Counter()
    scripts: list[dict[str, Any]] = []
    for travel in travels:
        if travel.along is not None:
            scripts.append(_arrow_script(travel, travel.along))
            continue
        end = _landing(travel.end, before, after, seen)
        scripts.append(_script(replace(travel, end=end), before, after))
    return scripts


def _landing(target: Target, before: Picture, after: Picture, seen: Counter[str]) -> Target:
    """The part that a travel to an actor's end becomes there, if it is appended while it travels."""
    if target.part != NEXT:
        return target
    old, new = (_count(picture, target.actor) for picture in (before, after))
    place = min(old + seen[target.actor], new - 1)
    seen[target.actor] += 1
    return replace(target, part=str(place)) if place >= old else target


def _count(picture: Picture, actor: str) -> int:
    return sum(part.isdigit() for part in picture.drawings[actor].anchors)


def _script(travel: Travel, before: Picture, after: Picture) -> dict[str, Any]:
    start, end = before.anchor(travel.start) or after.anchor(travel.start), after.anchor(travel.end)
    assert start is not None
    assert end is not None
    is_value = travel.style == "value"
    straight = after.is_straight(travel.start, travel.end)
    wide, high = _size(travel.text)
    rests = end if is_value and travel.end.part else Rect(0, 0, wide, high)
    path = (
        carry_route(start, end, beside=straight)
        if is_value
        else message_route(start, end, wide, high, straight=straight)
    )
    line = () if is_value else route(start, end, straight=straight)
    return {
        "path": _plain(path),
        "line": _plain(line),
        "w": round(wide, 2),
        "h": high,
        "rests": [round(rests.w, 2), round(rests.h, 2)],
        "text": travel.text,
        "status": travel.status,
        "role": travel.role,
        "style": travel.style,
        "delay": round(travel.delay, 3),
        "seconds": pace.TRAVEL,
        "arrival": round(travel.delay + pace.TRAVEL * ARRIVES, 3),
        "from": _keys(travel.start),
        "to": _keys(travel.end),
    }


def _arrow_script(travel: Travel, along: Target) -> dict[str, Any]:
    """A travel that is an arrow of an actor: its line is drawn in the time that a message takes."""
    return {
        "style": travel.style,
        "along": _keys(along),
        "delay": round(travel.delay, 3),
        "arrival": round(travel.delay + pace.TRAVEL * ARRIVES, 3),
        "from": _keys(travel.start),
        "to": _keys(travel.end),
    }


def _keys(target: Target) -> str:
    """What the keys of a target's shapes begin with."""
    return f"{target.actor}/{target.part}/" if target.part else f"{target.actor}/"


def _size(text: str) -> tuple[float, float]:
    return (max(width(text, "mono", 500, TEXT_SIZE) + 44, PILL_H), PILL_H) if text else (DOT, DOT)


def _plain(path: Cubic | tuple[()]) -> list[list[float]]:
    return [[round(x, 2), round(y, 2)] for x, y in path]
