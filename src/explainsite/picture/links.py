"""The links of a picture: their lines, and the texts on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from explainsite.picture import keys
from explainsite.picture.camera import framed_lines
from explainsite.picture.drawing import Drawing
from explainsite.picture.paths import Path, along, middle, samples
from explainsite.picture.routing.ends import Ends, anchor, ends_of, obstacles_of
from explainsite.picture.routing.router import Route, link_route, settled_joints
from explainsite.picture.shapes import Box, Curve, Label, Point, Rect, Shape
from explainsite.picture.typeface import width
from explainsite.picture.viewport import Viewport, projected
from explainsite.picture.views.common import DIMMED
from explainsite.storyboard.state import Link, Stage, Target

PARALLEL, TEXT_PARALLEL = 40.0, 76.0
"""Px between two lines that join the same two, without and with texts on them."""
TEXT_SIZE = 34.0
TEXT_HIGH = 48
TEXT_GAP = 4.0
"""Px between a line and the ground of a text beside it."""
LEFT_OVER = 0.4
"""The share of a line that is seen beside the text on it."""
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
        paths = [_ends(link, drawings, field) for link in links]
        routes: dict[tuple[Target, Target], Route] = {}
        for link, ends, joint in zip(links, paths, settled_joints(paths, obstacles), strict=True):
            routes[link.start, link.end] = link_route(ends, obstacles, joint, offset=_offset(link, links))
        ways = {ends: samples(route.line) for ends, route in routes.items()}
        shapes: list[Shape] = []
        texts: list[Rect] = []
        crowded: list[str] = []
        for link in links:
            path, opacity = routes[link.start, link.end].line, _opacity(link, stage)
            shapes.append(_line(link, path, opacity))
            if link.text:
                others = [at for ends, each in ways.items() if ends != (link.start, link.end) for at in each]
                place, is_free = _place(link.text, path, [*obstacles.values(), *texts], others)
                texts.append(place)
                crowded += [] if is_free else [link.text]
                shapes += _text(link, place, opacity)
        return cls(shapes=tuple(shapes), routes=routes, crowded=tuple(crowded))

    @property
    def is_blocked(self) -> bool:
        """Whether a line has no way."""
        return any(route.blocked_by for route in self.routes.values())

    @property
    def detours(self) -> int:
        """How many lines go around something."""
        return sum(route.is_detour for route in self.routes.values())

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


def _ends(link: Link, drawings: Drawings, field: Rect) -> Ends:
    start, end = anchor(drawings, link.start), anchor(drawings, link.end)
    assert start is not None
    assert end is not None
    return replace(ends_of(drawings, link.start, link.end, (start, end)), field=field)


def _offset(link: Link, links: list[Link]) -> float:
    """How far a line keeps to its right of others that join the same two, in px."""
    pair = {link.start, link.end}
    same = [other for other in links if {other.start, other.end} == pair]
    place = same.index(link) - (len(same) - 1) / 2
    apart = TEXT_PARALLEL if any(other.text for other in same) else PARALLEL
    return place * apart * (1 if link.start <= link.end else -1)


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


def _place(text: str, path: Path, taken: list[Rect], others: list[Point]) -> tuple[Rect, bool]:
    """Where a text stands, and whether that place is free: on its line, or beside one too short for it.

    If it can, it keeps off the `others`, points of the other lines.
    """
    wide = text_width(text)
    places = [Rect(x - wide / 2, y - TEXT_HIGH / 2, wide, TEXT_HIGH) for x, y in _points(path)]
    if not _is_seen_beside(places[0], path):
        places = [*_beside(places[0], path), *places]
    free = [place for place in places if not any(_meet(place, other) for other in taken)]
    clear = (place for place in free if not any(place.has(at) for at in others))
    return next(clear, (*free, places[0])[0]), bool(free)


def _is_seen_beside(place: Rect, path: Path) -> bool:
    """Whether enough of a line is left when a text stands on it."""
    points = samples(path)
    return sum(not place.has(at) for at in points) >= LEFT_OVER * len(points)


def _beside(place: Rect, path: Path) -> Iterator[Rect]:
    """To the right and the left of an upright line, above and below a level one."""
    (x0, y0), (x1, y1) = path[0], path[-1]
    is_upright = abs(y1 - y0) > abs(x1 - x0)
    dx, dy = ((place.w + TEXT_GAP) / 2, 0.0) if is_upright else (0.0, -(place.h + TEXT_GAP) / 2)
    yield replace(place, x=place.x + dx, y=place.y + dy)
    yield replace(place, x=place.x - dx, y=place.y - dy)


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
