"""What moves between actors: messages beside the line between two edges, values from place to place.

A message is a pill with words on it. It sets out beside the one and stops beside the other, never over them.
A value is a copy that slides out from beneath the place where it was and comes to rest where it belongs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from explainsite.picture.compose import Picture
from explainsite.picture.keys import join
from explainsite.picture.paths import Path
from explainsite.picture.pills import PILL_H, pill_size
from explainsite.picture.routing.arrivals import Arrival, side_by_side
from explainsite.picture.routing.direct import value_path
from explainsite.picture.routing.router import (
    Obstacles,
    Route,
    is_free,
    is_straight,
    message_route,
    obstacles_of,
)
from explainsite.picture.script import ScriptArrow, ScriptCarry
from explainsite.picture.shapes import Rect
from explainsite.storyboard import pace
from explainsite.storyboard.selectors import NEXT
from explainsite.storyboard.state import Target, Travel

APART = PILL_H + 12.0
"""Px between messages that pass between the same two at once."""


def script_travels(
    travels: Sequence[Travel], before: Picture, after: Picture
) -> tuple[ScriptArrow | ScriptCarry, ...]:
    """Travels for the script of a step, each with the keys of the shapes that wait for its arrival."""
    found = landed(travels, before, after)
    routes = message_routes(found, before, after)
    return tuple(
        _arrow(travel, travel.along) if travel.along else _carry(travel, route, before, after)
        for travel, route in zip(found, routes, strict=True)
    )


def landed(travels: Iterable[Travel], before: Picture, after: Picture) -> list[Travel]:
    """Travels, each to the very part that it brings about."""
    seen: Counter[str] = Counter()
    return [replace(t, end=_landing(t.end, before, after, seen)) for t in travels]


def message_routes(travels: Sequence[Travel], before: Picture, after: Picture) -> list[Route]:
    """Where each message runs. Values pass beneath everything, so nothing is in their way."""
    obstacles = obstacles_of(after.drawings) if any(t.style == "message" for t in travels) else {}
    routes = [
        _message(travel, offset, obstacles, before, after) if travel.style == "message" else Route(line=())
        for travel, offset in zip(travels, _offsets(travels, after.artboard.zoom), strict=True)
    ]
    return _arriving(travels, routes, obstacles, before, after)


def _arriving(
    travels: Sequence[Travel], routes: Sequence[Route], obstacles: Obstacles, before: Picture, after: Picture
) -> list[Route]:
    """The routes, those of messages to one place apart where they end, unless something stands there."""
    apart = list(routes)
    for end in dict.fromkeys(travel.end for travel in travels):
        meeting = [i for i, travel in enumerate(travels) if travel.end == end and routes[i].pill]
        rects = {i: _ends(travels[i], before, after) for i in meeting}
        arrivals = [
            Arrival(routes[i], _size(travels[i].text, after.artboard.zoom), rects[i][1]) for i in meeting
        ]
        for i, arrival, route in zip(meeting, arrivals, side_by_side(arrivals), strict=True):
            if is_free(route, after.ends(travels[i].start, end, rects[i]), obstacles, arrival.size):
                apart[i] = route
    return apart


def _message(travel: Travel, offset: float, obstacles: Obstacles, before: Picture, after: Picture) -> Route:
    rects = _ends(travel, before, after)
    ends = after.ends(travel.start, travel.end, rects)
    joined = after.routes.get((travel.start, travel.end))
    back = after.routes.get((travel.end, travel.start))
    along = joined.line if joined else back.line[::-1] if back else None
    return message_route(
        ends,
        obstacles,
        _size(travel.text, after.artboard.zoom),
        along=along if offset == 0.0 else None,
        offset=offset,
    )


def _offsets(travels: Sequence[Travel], zoom: float) -> list[float]:
    """How far each message keeps to its right of others between the same two, in px."""
    pairs = [frozenset((t.start, t.end)) if t.style == "message" else None for t in travels]
    offsets = []
    for i, (travel, pair) in enumerate(zip(travels, pairs, strict=True)):
        place = pairs[:i].count(pair) - (pairs.count(pair) - 1) / 2
        offsets.append(place * APART * zoom * (1 if travel.start <= travel.end else -1))
    return offsets


def _ends(travel: Travel, before: Picture, after: Picture) -> tuple[Rect, Rect]:
    origin = before if before.viewport == after.viewport else after
    start, end = origin.anchor(travel.start) or after.anchor(travel.start), after.anchor(travel.end)
    assert start is not None
    assert end is not None
    return start, end


def _landing(target: Target, before: Picture, after: Picture, seen: Counter[str]) -> Target:
    """The part that a travel to an actor's end becomes there, if it is appended while it travels."""
    if target.part != NEXT:
        return target
    old, new = (picture.drawings[target.actor].anchors for picture in (before, after))
    come = [part for part in new if part not in old]
    place = seen[target.actor]
    seen[target.actor] += 1
    return replace(target, part=come[min(place, len(come) - 1)]) if come else target


def _carry(travel: Travel, route: Route, before: Picture, after: Picture) -> ScriptCarry:
    start, end = _ends(travel, before, after)
    is_value = travel.style == "value"
    wide, high = _size(travel.text, after.artboard.zoom)
    rests = end if is_value and travel.end.part else Rect(0, 0, wide, high)
    path = (
        value_path(start, end, beside=is_straight(after.drawings, travel.start, travel.end))
        if is_value
        else route.pill
    )
    return ScriptCarry(
        start=_group(travel.start),
        end=_group(travel.end),
        delay=round(travel.delay, 3),
        arrival=_arrival(travel),
        style="value" if is_value else "message",
        text=travel.text,
        role=travel.role,
        status=travel.status,
        seconds=travel.seconds,
        path=_rounded(path),
        line=_rounded(route.line),
        zoom=after.artboard.zoom,
        size=(round(wide, 2), round(high, 2)),
        rests=(round(rests.w, 2), round(rests.h, 2)),
    )


def _arrow(travel: Travel, along: Target) -> ScriptArrow:
    return ScriptArrow(
        start=_group(travel.start),
        end=_group(travel.end),
        delay=round(travel.delay, 3),
        arrival=_arrival(travel),
        along=_group(along),
    )


def _arrival(travel: Travel) -> float:
    return round(travel.delay + travel.seconds * pace.ARRIVES, 3)


def _group(target: Target) -> str:
    return join(target.actor, target.part)


def _size(text: str, zoom: float) -> tuple[float, float]:
    wide, high = pill_size(text)
    return wide * zoom, high * zoom


def _rounded(path: Path) -> Path:
    return tuple((round(x, 2), round(y, 2)) for x, y in path)
