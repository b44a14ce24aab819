"""The links of a picture: their lines, and the texts on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from explainsite.picture import keys
from explainsite.picture.camera import framed_lines
from explainsite.picture.drawing import Drawing
from explainsite.picture.paths import Path, along, middle
from explainsite.picture.routing.router import (
    Obstacles,
    Route,
    anchor,
    ends_of,
    link_route,
    obstacles_of,
    onto_part,
    parts_of,
)
from explainsite.picture.shapes import Box, Curve, Label, Point, Rect, Shape
from explainsite.picture.typeface import width
from explainsite.picture.viewport import Viewport, projected
from explainsite.picture.views.common import DIMMED
from explainsite.storyboard.state import Link, Stage, Target

FAN = 18.0
"""Px between two lines that set out from one place."""
PARALLEL, TEXT_PARALLEL = 40.0, 76.0
"""Px between two lines that join the same two, without and with texts on them."""
TEXT_SIZE = 34.0
TEXT_HIGH = 48
_PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)
"""Where along its line a text may stand, as shares of the line's length, the best first."""

Drawings = Mapping[str, Drawing]
Routes = Mapping[tuple[Target, Target], Route]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLines:
    """The shapes of all links, where each runs, and the texts that found no free place."""

    shapes: tuple[Shape, ...] = ()
    routes: Routes
    crowded: tuple[str, ...] = ()

    @classmethod
    def of(cls, stage: Stage, drawings: Drawings, field: Rect) -> LinkLines:
        """The links of a stage between what is drawn, within the field."""
        links = [link for link in stage.links if {link.start.actor, link.end.actor} <= drawings.keys()]
        if not links:
            return cls(routes={})
        obstacles = obstacles_of(drawings)
        routes = {(link.start, link.end): _route(link, links, drawings, obstacles, field) for link in links}
        shapes: list[Shape] = []
        texts: list[Rect] = []
        crowded: list[str] = []
        for link in links:
            path, opacity = routes[link.start, link.end].line, _opacity(link, stage)
            shapes.append(_line(link, path, opacity))
            if link.text:
                place, is_free = _place(link.text, path, [*obstacles.values(), *texts])
                texts.append(place)
                crowded += [] if is_free else [link.text]
                shapes += _text(link, place, opacity)
        return cls(shapes=tuple(shapes), routes=routes, crowded=tuple(crowded))

    def enlarged(self, viewport: Viewport) -> LinkLines:
        """The links with all of them larger."""
        return replace(
            self,
            shapes=tuple(projected(shape, viewport) for shape in self.shapes),
            routes=_projected(self.routes, viewport),
        )

    def seen_in(self, viewport: Viewport, drawings: Drawings) -> LinkLines:
        """The links as the camera sees them, of which both ends are drawn."""
        drawn = {
            group
            for actor, drawing in drawings.items()
            for group in (keys.join(actor, part) for part in drawing.anchors)
            if any(keys.is_within(shape.key, group) for shape in drawing.shapes)
        }
        shapes = framed_lines(self.shapes, drawn, viewport)
        return replace(self, shapes=shapes, routes=_projected(self.routes, viewport))


def _projected(routes: Routes, viewport: Viewport) -> Routes:
    return {ends: replace(r, line=tuple(map(viewport.point, r.line))) for ends, r in routes.items()}


def _group(link: Link) -> str:
    return keys.link(*(keys.join(target.actor, target.part) for target in (link.start, link.end)))


def _route(link: Link, links: list[Link], drawings: Drawings, obstacles: Obstacles, field: Rect) -> Route:
    start, end = anchor(drawings, link.start), anchor(drawings, link.end)
    assert start is not None
    assert end is not None
    ends = replace(ends_of(drawings, link.start, link.end, (start, end)), field=field)
    fan = 0.0 if ends.straight else _fan(link, start, links, drawings)
    route = link_route(ends, obstacles, fan=fan, offset=_offset(link, links))
    return replace(route, line=_on_parts(route.line, link, drawings, fan))


def _offset(link: Link, links: list[Link]) -> float:
    """How far a line keeps to its right of others that join the same two, in px."""
    pair = {link.start, link.end}
    same = [other for other in links if {other.start, other.end} == pair]
    place = same.index(link) - (len(same) - 1) / 2
    apart = TEXT_PARALLEL if any(other.text for other in same) else PARALLEL
    return place * apart * (1 if link.start <= link.end else -1)


def _fan(link: Link, start: Rect, links: list[Link], drawings: Drawings) -> float:
    """How far from the middle of its start a line sets out; lines that fan out do not run into one."""
    ends = {
        other.end: place.centre[0]
        for other in links
        if other.start == link.start and (place := anchor(drawings, other.end)) is not None
    }
    ranks = sorted(ends.values())
    apart = min(FAN, start.w * 0.6 / len(ranks))
    return (ranks.index(ends[link.end]) - (len(ranks) - 1) / 2) * apart


def _on_parts(path: Path, link: Link, drawings: Drawings, fan: float) -> Path:
    """The line with its ends on parts, where they would point between two; a fan of lines moves as one."""
    x, y = path[0]
    first, last = _shift((x - fan, y), link.start, drawings), _shift(path[-1], link.end, drawings)
    (ax, ay), (bx, by) = first, last
    (cx, cy), (dx, dy) = path[1], path[-2]
    begin = ((path[0][0] + ax, path[0][1] + ay), (cx + ax, cy + ay))
    end = ((dx + bx, dy + by), (path[-1][0] + bx, path[-1][1] + by))
    return (*begin, *path[2:-2], *end)


def _shift(at: Point, target: Target, drawings: Drawings) -> Point:
    parts = [*parts_of(drawings[target.actor]).values()]
    if target.part or not parts or drawings[target.actor].straight:
        return (0.0, 0.0)
    x, y = onto_part(at, drawings[target.actor].anchors[""], parts)
    return (x - at[0], y - at[1])


def _line(link: Link, path: Path, opacity: float) -> Curve:
    return Curve(
        key=keys.join(_group(link), "line"),
        points=path,
        stroke=link.role,
        width=3.5 if link.weight is None else 1.5 + 6.5 * link.weight,
        dashed=link.dashed,
        arrow=link.arrow,
        grows=True,
        opacity=opacity,
        z=-2,
    )


def _opacity(link: Link, stage: Stage) -> float:
    return DIMMED if _is_dim(link.start, stage) or _is_dim(link.end, stage) else 1.0


def _is_dim(target: Target, stage: Stage) -> bool:
    actor = stage.actor(target.actor)
    parts = [p for p in actor.parts if target.part in (None, p.id)] if actor else []
    return bool(parts) and all(part.emphasis == "dim" for part in parts)


def _place(text: str, path: Path, taken: list[Rect]) -> tuple[Rect, bool]:
    """Where a text stands on its line, and whether that place is free."""
    wide = text_width(text)
    places = [Rect(x - wide / 2, y - TEXT_HIGH / 2, wide, TEXT_HIGH) for x, y in _points(path)]
    free = next((place for place in places if not any(_meet(place, other) for other in taken)), None)
    return (free, True) if free else (places[0], False)


def text_width(text: str) -> float:
    """The px that a link's text takes on its line; none without one."""
    return width(text, "sans", 450, TEXT_SIZE) + 28 if text else 0.0


def _points(path: Path) -> Iterator[Point]:
    yield middle(path)
    for share in _PLACES[1:]:
        yield along(path, share)


def _meet(a: Rect, b: Rect) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def _text(link: Link, place: Rect, opacity: float) -> tuple[Shape, ...]:
    group, (x, y) = _group(link), place.centre
    ground = Box(
        key=keys.join(group, "ground"),
        x=place.x,
        y=place.y,
        w=place.w,
        h=place.h,
        radius=12,
        fill="ground",
        z=-1,
    )
    text = Label(
        key=keys.join(group, "text"),
        x=x,
        y=y,
        text=link.text,
        size=TEXT_SIZE,
        colour="muted",
        opacity=opacity,
    )
    return (ground, text)
