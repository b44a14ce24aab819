"""Two actors of this film: two ranked lists that meet in a third, and texts as directions from one point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin

from explainsite.actors import (
    Actor,
    Box,
    Curve,
    Field,
    Int,
    Kind,
    Label,
    Name,
    Part,
    Point,
    Rect,
    Role,
    Shape,
    Spec,
    arc,
    line,
    text_width,
)

SIZE = 44.0
PADDING = 22.0


def slug(name: str) -> str:
    """The id of a part that is named so."""
    return name.replace(" ", "-")


# --- Two lists and a third --------------------------------------------------------------------------------

ROW, ROW_GAP, HEAD = 96.0, 14.0, 70.0
NARROWEST_GAP = 160.0
PLACE = 46.0
POINTS = 128.0
BIG = 76.0
NO_POINTS = -1.0
TINY = 1e-6


class Fusion(Spec):
    """Two ranked lists, and between them the one that collects what their places are worth."""

    left: list[Name] = Field(..., description="The rows of the list at the left, the best first.")
    right: list[Name] = Field(..., description="The rows of the list at the right, the best first.")
    heads: list[Name] = Field(..., description="What stands above the three lists.")
    slots: Int = Field(6, description="Room for this many rows.")
    constant: Int = Field(60, description="What is added to each place.")
    format: str = Field(".4f", description="How the sums are written.")
    roles: list[Role] = Field(["data-2", "data-3"], description="The colour roles of the two lists.")


def in_order_of_arrival(spec: Fusion) -> list[Part]:
    """Each row of either list, place by place, and none has been given what its places are worth."""
    longest = max(len(spec.left), len(spec.right))
    both = [ranked[i] for i in range(longest) for ranked in (spec.left, spec.right) if i < len(ranked)]
    return [Part(id=slug(name), text=name, value=NO_POINTS) for name in dict.fromkeys(both)]


def _stage(fusion: Actor) -> int:
    """0: places only; 1: each place has its points; 2: the middle list collects them."""
    return (
        0
        if any(p.value == NO_POINTS for p in fusion.parts)
        else 2
        if any(p.value for p in fusion.parts)
        else 1
    )


def standing(fusion: Actor) -> str:
    """The middle list; or the two others while it is empty, with what their places are worth."""
    stage, spec = _stage(fusion), fusion.spec
    if stage == 2:
        return ", ".join(f"{part.text} {part.value:.4f}" for part in fusion.parts if part.value)
    told = []
    for head, ranked in ((spec.heads[0], spec.left), (spec.heads[2], spec.right)):
        rows = [f"{name} 1/{spec.constant + i}" if stage else name for i, name in enumerate(ranked, 1)]
        told.append(f"{head} {', '.join(rows)}")
    return "; ".join(told)


@dataclass(frozen=True)
class Board:
    """Where things stand: three columns of rows on one rhythm, in the middle of an area."""

    columns: tuple[float, float, float]
    top: float
    wide: float

    def row(self, column: int, place: int) -> Rect:
        """A row, its place counted from 0."""
        return Rect(self.columns[column], self.top + place * (ROW + ROW_GAP), self.wide, ROW)


def _board(fusion: Actor, area: Rect) -> Board:
    spec = fusion.spec
    wide = max(text_width(part.text, SIZE) for part in fusion.parts) + PLACE + POINTS + 2 * PADDING
    step = wide + max(NARROWEST_GAP, (area.w - 3 * wide) / 2)
    left = area.centre[0] - wide / 2 - step
    rows = len(fusion.parts) if _stage(fusion) == 2 else max(len(spec.left), len(spec.right))
    tall = HEAD + rows * (ROW + ROW_GAP) - ROW_GAP
    return Board((left, left + step, left + 2 * step), area.y + max(0.0, (area.h - tall) / 2) + HEAD, wide)


def draw_fusion(fusion: Actor, area: Rect) -> Iterator[Shape]:
    """Three columns of rows, and a line from each row to where its points go."""
    spec, stage, board = fusion.spec, _stage(fusion), _board(fusion, area)
    for i, (x, head) in enumerate(zip(board.columns, spec.heads, strict=True)):
        if i != 1 or stage == 2:
            yield Label(
                key=f"head-{i}", x=x + 2, y=board.top - 34, text=head, size=40, colour="muted", anchor="start"
            )
    yield from _side(fusion, board, 0)
    yield from _side(fusion, board, 1)
    if stage == 0:
        yield from _same(fusion, board)
    elif stage == 1:
        last = board.row(1, max(len(spec.left), len(spec.right)) - 1)
        yield from _fraction((last.centre[0], (board.top + last.bottom) / 2), f"{spec.constant} + place")
    else:
        for i, part in enumerate(fusion.parts):
            if part.value:
                yield from _row(f"{part.id}/middle", part, board.row(1, i), value=part.value)


def _side(fusion: Actor, board: Board, side: int) -> Iterator[Shape]:
    """One of the two lists, and the ways of the points that it has given."""
    spec, stage = fusion.spec, _stage(fusion)
    order = [part.text for part in fusion.parts]
    for place, name in enumerate((spec.left, spec.right)[side]):
        part, rect = fusion.parts[order.index(name)], board.row(2 * side, place)
        key = f"{part.id}/{('left', 'right')[side]}"
        share = f"1/{spec.constant + place + 1}" if stage else ""
        yield from _row(key, part, rect, place=str(place + 1), amount=share)
        if stage == 2 and (part.value or 0) > _before(fusion, part, side) + TINY:
            role, wide = part.role or spec.roles[side], 9 if part.role else 4
            yield _way(f"{key}-way", rect, board.row(1, order.index(name)), role, wide=wide)


def _same(fusion: Actor, board: Board) -> Iterator[Shape]:
    """A dashed line between the two places of each marked row."""
    left, right = fusion.spec.left, fusion.spec.right
    for part in fusion.parts:
        if part.role and part.text in left and part.text in right:
            a, b = board.row(0, left.index(part.text)), board.row(2, right.index(part.text))
            ends = (a.right + 8, a.centre[1]), (b.x - 8, b.centre[1])
            yield line(f"{part.id}/same", *ends, stroke=part.role, width=4, dashed=True, grows=True)


def _fraction(middle: Point, below: str) -> Iterator[Shape]:
    """What a place is worth: 1 divided by something."""
    x, y = middle
    half = text_width(below, BIG) / 2 + 14
    yield Label(key="worth/above", x=x, y=y - 70, text="1", size=BIG)
    yield line("worth/bar", (x - half, y), (x + half, y), stroke="ink", width=4)
    yield Label(key="worth/below", x=x, y=y + 70, text=below, size=BIG)


def _before(fusion: Actor, part: Part, side: int) -> float:
    """What a row has before it collects from this side: at the right, what its place at the left is worth."""
    if side == 0 or part.text not in fusion.spec.left:
        return 0.0
    return 1 / (fusion.spec.constant + fusion.spec.left.index(part.text) + 1)


def _fraction(middle: Point, below: str) -> Iterator[Shape]:
    """What a place is worth: 1 divided by something."""
    x, y = middle
    half = text_width(below, BIG) / 2 + 14
    yield Label(key="worth/above", x=x, y=y - 70, text="1", size=BIG)
    yield line("worth/bar", (x - half, y), (x + half, y), stroke="ink", width=4)
    yield Label(key="worth/below", x=x, y=y + 70, text=below, size=BIG)


def _row(
    key: str, part: Part, rect: Rect, *, place: str = "", amount: str = "", value: float | None = None
) -> Iterator[Shape]:
    x, y, role = rect.x, rect.centre[1], part.role
    z = 2 if role else 1  # what is marked passes in front
    yield Box(
        key=f"{key}-box",
        z=z,
        x=x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
        fill=f"{role}@0.20" if role else "surface",
        stroke=role or "line",
        stroke_width=5 if role else 2.5,
    )
    if place:
        yield Label(
            key=f"{key}-place", z=z, x=x + PADDING, y=y, text=place, size=SIZE, colour="muted", anchor="start"
        )
    name = x + PADDING + (PLACE if place else 0)
    yield Label(
        key=f"{key}-name",
        z=z,
        x=name,
        y=y,
        text=part.text,
        size=SIZE,
        anchor="start",
        weight=650 if role else 450,
    )
    end = rect.x + rect.w - PADDING
    if amount:
        yield Label(
            key=f"{key}-points",
            z=z,
            x=end,
            y=y,
            text=amount,
            size=38,
            face="mono",
            anchor="end",
            colour="muted",
        )
    if value is not None:
        yield Label(
            key=f"{key}-sum",
            z=z,
            x=end,
            y=y,
            text=f"{value:.4f}",
            size=38,
            face="mono",
            anchor="end",
            number=value,
            format=".4f",
        )


def _way(key: str, start: Rect, end: Rect, role: str, *, wide: float) -> Curve:
    """From the side of a row that faces the other to that of the other."""
    rightwards = start.x < end.x
    a = (start.x + start.w + 8 if rightwards else start.x - 8, start.centre[1])
    b = (end.x - 8 if rightwards else end.x + end.w + 8, end.centre[1])
    middle = (a[0] + b[0]) / 2
    return Curve(key=key, points=(a, (middle, a[1]), (middle, b[1]), b), stroke=role, width=wide, grows=True)


# --- Directions -------------------------------------------------------------------------------------------

BEFORE_NAME = 26.0
LEAST_REACH = 480.0


class Fan(Spec):
    """Directions by name, in degrees from the right, counterclockwise; one of them is asked about."""

    rays: dict[Name, float] = Field(..., description="Each direction's name and its degrees.")
    asked: Name = Field(..., description="The name of the one that others are compared with.")


def rays(spec: Fan) -> list[Part]:
    """One part for each direction."""
    return [Part(id=slug(name), text=name, value=degrees) for name, degrees in spec.rays.items()]


def said(fan: Actor) -> str:
    """How far each direction is from the one that is asked about."""
    asked = fan.spec.rays[fan.spec.asked]
    others = [f"{p.text} {abs((p.value or 0) - asked):.0f}°" for p in fan.parts if p.text != fan.spec.asked]
    return f"from {fan.spec.asked}: {', '.join(others)}"


def draw_fan(fan: Actor, area: Rect) -> Iterator[Shape]:
    """Arrows from a point at the bottom, names at their ends; arcs from the asked one to marked ones."""
    asked = fan.spec.rays[fan.spec.asked]
    names = {part.id: _named(part, asked) for part in fan.parts}
    aside = max(text_width(f"{part.text} 0.00", SIZE, weight=650) for part in fan.parts) + BEFORE_NAME
    reach = max(LEAST_REACH, min(area.h - 80, area.w / 2 - aside))
    origin = (area.centre[0], area.y + (area.h + reach) / 2)
    marked = sorted(abs((p.value or 0) - asked) for p in fan.parts if p.role)
    for part in fan.parts:
        degrees = part.value or 0.0
        is_asked = part.text == fan.spec.asked
        role = part.role or ("ink" if is_asked else "muted")
        width = 9 if is_asked else 6 if part.role else 3
        yield line(
            f"{part.id}/ray",
            origin,
            _at(origin, reach, degrees),
            stroke=role,
            width=width,
            arrow=True,
            grows=True,
        )
        x, y = _at(origin, reach + BEFORE_NAME, degrees)
        yield Label(
            key=f"{part.id}/name",
            x=x,
            y=y,
            text=names[part.id],
            size=SIZE,
            anchor="start" if degrees < 85 else "end" if degrees > 95 else "middle",
            weight=650 if is_asked or part.role else 450,
            colour=role,
        )
        if part.role:
            low, high = sorted((90 - degrees, 90 - asked))
            out = 0.35 + 0.13 * marked.index(abs(degrees - asked))
            yield arc(f"{part.id}/angle", origin, reach * out, low, high, stroke=role, width=5)


def _named(part: Part, asked: float) -> str:
    """A name; with a mark, and how much the direction has of the asked one."""
    return f"{part.text} {cos(radians((part.value or 0) - asked)):.2f}" if part.role else part.text


def _at(origin: Point, reach: float, degrees: float) -> Point:
    return origin[0] + reach * cos(radians(degrees)), origin[1] - reach * sin(radians(degrees))


FUSION = Kind(
    name="fusion",
    spec=Fusion,
    parts=in_order_of_arrival,
    contents=standing,
    draw=draw_fusion,
    height=lambda fusion: HEAD + fusion.spec.slots * (ROW + ROW_GAP) - ROW_GAP,
    part="row",
    verbs={"rank"},
    example="{is: fusion, left: [a, b], right: [b, c], heads: [one, both, two]}",
)
FAN = Kind(
    name="fan",
    spec=Fan,
    parts=rays,
    contents=said,
    draw=draw_fan,
    height=640,
    part="direction",
    example="{is: fan, rays: {question: 40, page: 60}, asked: question}",
)
