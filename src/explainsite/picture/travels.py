"""What moves between actors: messages beside the line between two edges, values from place to place.

A message is a pill with words on it. It sets out beside the one and stops beside the other, never over them.
A value is a copy that slides out from beneath the place where it was and comes to rest where it belongs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from explainsite.picture.compose import Picture
from explainsite.picture.keys import join
from explainsite.picture.paths import Path
from explainsite.picture.pills import PILL_H, pill_size
from explainsite.picture.routing.arrivals import Arrival, side_by_side
from explainsite.picture.routing.direct import value_path
from explainsite.picture.routing.ends import Ends, Obstacles, is_straight, obstacles_of
from explainsite.picture.routing.router import Route, is_free, message_route, settled_joints
from explainsite.picture.script import ScriptArrow, ScriptCarry
from explainsite.picture.shapes import Rect
from explainsite.storyboard import pace
from explainsite.storyboard.selectors import NEXT
from explainsite.storyboard.state import Target, Travel

REST = 12.0
"""Px between two pills."""
APART = PILL_H + REST
"""Px between messages that pass between the same two at once."""
AHEAD = 1.5
"""How much farther apart they set out to several that stand below each other: one is ahead of the next."""


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
    paths = {i: _joined(t, before, after) for i, t in enumerate(travels) if t.style == "message"}
    obstacles = _obstacles(before, after) if paths else {}
    zoom = after.artboard.zoom
    wide = max((message_size(travels[i].text, zoom)[0] for i in paths), default=0.0)
    stagger = (wide + REST, AHEAD * APART * zoom)
    joints = dict(zip(paths, settled_joints([*paths.values()], obstacles, stagger), strict=True))
    offsets = _offsets(travels, zoom)
    routes = [
        message_route(
            paths[i],
            obstacles,
            message_size(travel.text, zoom),
            joints[i],
            along=_line(travel, after) if offsets[i] == 0.0 else None,
            offset=offsets[i],
        )
        if i in paths
        else Route(line=())
        for i, travel in enumerate(travels)
    ]
    return _arriving(travels, routes, paths, obstacles, zoom)


def _obstacles(before: Picture, after: Picture) -> Obstacles:
    """What messages go around: what is drawn, and the texts of links that stay."""
    earlier = before.texts_on_links
    texts = {key: rect for key, rect in after.texts_on_links.items() if earlier.get(key) == rect}
    return {**obstacles_of(after.drawings), **texts}


def _arriving(
    travels: Sequence[Travel],
    routes: Sequence[Route],
    paths: Mapping[int, Ends],
    obstacles: Obstacles,
    zoom: float,
) -> list[Route]:
    """The routes, those of messages to one place apart where they end, unless something stands there."""
    apart = list(routes)
    for end in dict.fromkeys(travels[i].end for i in paths):
        meeting = [i for i in paths if travels[i].end == end and routes[i].pill]
        arrivals = [
            Arrival(routes[i], message_size(travels[i].text, zoom), paths[i].around[1]) for i in meeting
        ]
        for i, arrival, route in zip(meeting, arrivals, side_by_side(arrivals), strict=True):
            if is_free(route, paths[i], obstacles, arrival.size):
                apart[i] = route
    return apart


def _joined(travel: Travel, before: Picture, after: Picture) -> Ends:
    return after.ends(travel.start, travel.end, _ends(travel, before, after))


def _line(travel: Travel, picture: Picture) -> Path | None:
    """The line that joins the ends of a message."""
    there = picture.routes.get((travel.start, travel.end))
    back = picture.routes.get((travel.end, travel.start))
    return there.line if there else back.line[::-1] if back else None


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
    wide, high = message_size(travel.text, after.artboard.zoom)
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


def message_size(text: str, zoom: float) -> tuple[float, float]:
    """The width and the height of what carries a message, in px of the frame."""
    wide, high = pill_size(text)
    return wide * zoom, high * zoom


def _rounded(path: Path) -> Path:
    return tuple((round(x, 2), round(y, 2)) for x, y in path)
