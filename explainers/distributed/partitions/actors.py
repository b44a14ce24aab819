"""The actor of this film: a shop on both sides of a cable, whose plate breaks, with a shelf on each piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from explainsite.actors import (
    Actor,
    Box,
    Dot,
    Int,
    Kind,
    Label,
    Outline,
    Part,
    Point,
    Rect,
    Shape,
    Spec,
    arc,
    line,
)
from explainsite.picture.arcs import around
from explainsite.picture.shapes import Arc

# The plate: how flat and how tall at most, where it breaks, and how far a piece drifts.
FLATTEST, TALLEST, SPLIT, DRIFT = 2.7, 1.3, 6 / 11, 0.035
# How far the crack swings to the right of the split, from top to bottom.
CRACK = (0.012, -0.016, 0.018, -0.02, 0.014, -0.012)
CORNER = 44.0
# The right side's servers stand somewhat closer than the piece has room for, so that the row looks even.
RIGHT_ROOM = 0.2
# Umbrellas in a row on one piece.
ACROSS = 5
ROLES = {"left": "accent", "right": "data-2"}


class Shop(Spec):
    """A shop with its servers on two sides of a cable, and a copy of its stock on each."""

    stock: Int = 10
    left: Int = 3
    right: Int = 2


def parts(spec: Shop) -> list[Part]:
    """What each side has sold, whether the cable is cut, how many are the left's own, and the servers."""
    names = "abcdefgh"[: spec.left + spec.right]
    return [
        *(Part(id=name, value=0.0) for name in ("left", "right", "cut", "own")),
        *(Part(id=name) for name in names),
    ]


def places(_: Actor, which: Sequence[Part]) -> str:
    """Halves or servers, in words."""
    return " and ".join(
        f"the {part.id} half" if part.id in ROLES else f"server {part.id.upper()}" for part in which
    )


def _values(shop: Actor) -> dict[str, float]:
    return {part.id: part.value or 0.0 for part in shop.parts}


def contents(shop: Actor) -> str:
    """Whether it is whole, and what is sold."""
    values = _values(shop)
    words = "cut in two" if values["cut"] else "whole"
    sold = [f"{values[side]:.0f} sold on the {side}" for side in ROLES if values[side]]
    return ", ".join([words, *sold])


def becomes(before: Actor, after: Actor) -> str:
    """What has been sold, cut, joined or divided."""
    old, new = _values(before), _values(after)
    said = []
    if old["own"] != new["own"]:
        said.append(f"{new['own']:.0f} umbrellas are the left half's own, and the rest the right half's")
    if old["cut"] != new["cut"]:
        said.append(f"{after.name} breaks in two" if new["cut"] else f"{after.name} is whole again")
    sold = [
        f"{side} half of {after.name} has sold {new[side]:.0f}" for side in ROLES if old[side] != new[side]
    ]
    said += [f"the {words}" for words in sold]
    return ", and ".join(said)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the plate lies, and how far apart its pieces are."""

    plate: Rect
    drift: float

    def piece(self, side: str) -> Rect:
        """The rectangle of a piece, without what the crack adds."""
        split = self.plate.w * SPLIT
        if side == "left":
            return Rect(self.plate.x - self.drift, self.plate.y, split, self.plate.h)
        return Rect(self.plate.x + split + self.drift, self.plate.y, self.plate.w - split, self.plate.h)

    def crack(self, side: str) -> list[Point]:
        """The broken edge of a piece, from the top."""
        shift = self.drift if side == "right" else -self.drift
        x, step = self.plate.x + self.plate.w * SPLIT + shift, self.plate.h / (len(CRACK) - 1)
        return [(x + self.plate.w * out, self.plate.y + i * step) for i, out in enumerate(CRACK)]

    def torn(self, side: str, y: float) -> float:
        """Where the broken edge is at a height."""
        for (ax, ay), (bx, by) in pairwise(self.crack(side)):
            if ay <= y <= by:
                return ax + (bx - ax) * (y - ay) / (by - ay)
        raise ValueError(f"{y} is beside the plate")

    def outer(self, side: str) -> list[Point]:
        """The unbroken edge of a piece, from the crack's foot around to its top."""
        piece = self.piece(side)
        x, turn = (piece.x + CORNER, -1) if side == "left" else (piece.right - CORNER, 1)
        feet = [around((x, piece.bottom - CORNER), CORNER, 180 - turn * a) for a in range(0, 91, 10)]
        heads = [around((x, piece.y + CORNER), CORNER, turn * (90 - a)) for a in range(0, 91, 10)]
        crack = self.crack(side)
        return [crack[-1], *feet, *heads, crack[0]]


def draw(shop: Actor, area: Rect) -> Iterator[Shape]:
    """The two pieces, the servers with their cable, and the umbrellas."""
    values = _values(shop)
    wide = min(area.w, area.h * FLATTEST)
    inner = wide * (1 - 2 * DRIFT)
    high = min(area.h, wide / TALLEST)
    plate = Rect(area.centre[0] - inner / 2, area.centre[1] - high / 2, inner, high)
    place = Place(plate, wide * DRIFT * values["cut"])
    for part in shop.parts[:2]:
        yield from _piece(part, place, is_cut=values["cut"] > 0)
    yield from _servers(shop, place, is_cut=values["cut"] > 0)
    yield from _shelf(shop, place, values)


def _piece(part: Part, place: Place, *, is_cut: bool) -> Iterator[Shape]:
    """A piece of the plate; what it is marked as shows at its edge."""
    crack, outer = place.crack(part.id), place.outer(part.id)
    edge, width = (part.role, 6.0) if part.role else ("line", 3.0)
    whole = line("", *crack, *outer).points
    yield Outline(key=f"{part.id}/piece", contours=(whole,), fill="surface", z=-6)
    yield line(f"{part.id}/edge", *outer, stroke=edge, width=width, z=-5)
    if is_cut:
        yield line(f"{part.id}/crack", *crack, stroke=part.role or "ink", width=width, z=-5)


def _servers(shop: Actor, place: Place, *, is_cut: bool) -> Iterator[Shape]:
    """Servers in a row, and the cable through them, which ends at the crack."""
    size = min(place.plate.h * 0.13, place.plate.w * SPLIT / shop.spec.left * 0.45)
    y = place.plate.y + place.plate.h * 0.25
    servers = shop.parts[4:]
    for side, own in (("left", servers[: shop.spec.left]), ("right", servers[shop.spec.left :])):
        piece, room = place.piece(side), len(own) if side == "left" else len(own) + RIGHT_ROOM
        xs = [piece.x + piece.w * (i + 0.5) / room for i in range(len(own))]
        end = place.torn(side, y)
        first, last = (xs[0], end) if side == "left" else (end, xs[-1])
        yield line(f"{side}/cable", (first, y), (last, y), stroke="muted", width=6, z=-3)
        if is_cut:
            yield Dot(key=f"{side}/end", x=end, y=y, r=11, fill="bad", z=-2)
        for x, part in zip(xs, own, strict=True):
            yield from _server(part, x, y, size)


def _server(part: Part, x: float, y: float, size: float) -> Iterator[Shape]:
    wide = size * 1.35
    edge = part.role or "muted"
    yield Box(key=f"{part.id}/box", x=x - wide / 2, y=y - size / 2, w=wide, h=size, radius=12, fill="surface",
              stroke=edge, stroke_width=4)  # fmt: skip
    for i in (-1, 1):
        level = y + i * size * 0.2
        yield Dot(key=f"{part.id}/lamp{i}", x=x - wide * 0.3, y=level, r=size * 0.07, fill=edge)
        yield line(
            f"{part.id}/slot{i}", (x - wide * 0.12, level), (x + wide * 0.33, level), stroke=edge, width=4
        )


def _shelf(shop: Actor, place: Place, values: dict[str, float]) -> Iterator[Shape]:
    """Both copies of the stock: each on its piece, or one over the other on the whole plate."""
    stock, own = shop.spec.stock, round(values["own"])
    sold = {"left": range(round(values["left"])), "right": range(stock - round(values["right"]), stock)}
    is_cut = values["cut"] > 0
    for side in ROLES:
        for i in range(stock):
            if own and is_cut and (i < own) != (side == "left"):
                continue
            at, size = _slot(place, side, i, stock, own, is_cut=is_cut)
            sellers = [seller for seller in ROLES if i in sold[seller] and (seller == side or not is_cut)]
            role = "bad" if len(sellers) > 1 else ROLES[sellers[0]] if sellers else None
            yield from _umbrella(f"{side}/{i}", at, size, role)
            if len(sellers) > 1 and side == "left":
                yield Label(
                    key=f"{side}/twice",
                    x=at[0],
                    y=at[1] - size * 1.3 - 38,
                    text="sold twice",
                    size=40,
                    weight=600,
                    colour="bad",
                )
    if own and not is_cut:
        (x, y), size = _slot(place, "left", own, stock, own, is_cut=False)
        left = x - place.plate.w * 0.92 / stock / 2
        yield line(
            "own/line", (left, y - size * 2.2), (left, y + size * 1.8), stroke="ink", width=4, dashed=True
        )


def _slot(place: Place, side: str, i: int, stock: int, own: int, *, is_cut: bool) -> tuple[Point, float]:
    """Where an umbrella hangs, and how large it is."""
    plate = place.plate
    if not is_cut:
        step = plate.w * 0.92 / stock
        return (plate.x + plate.w * 0.04 + step * (i + 0.5), plate.y + plate.h * 0.68), step * 0.38
    piece = place.piece(side)
    step = piece.w * 0.88 / ACROSS
    row, column = divmod(i, ACROSS)
    y = 0.68 if own else 0.56 + 0.25 * row
    size = min(plate.w * (1 - SPLIT) * 0.88 / ACROSS * 0.42, plate.h * 0.1)
    return (piece.x + piece.w * 0.06 + step * (column + 0.5), plate.y + plate.h * y), size


def _umbrella(key: str, at: Point, size: float, role: str | None) -> Iterator[Shape]:
    """An umbrella: outlined while it is for sale, filled once it is sold."""
    x, y = at
    edge = role or "muted"
    hook = size * 0.24
    yield line(f"{key}-tip", (x, y - size * 1.25), (x, y + size * 0.85), stroke=edge, width=4)
    yield arc(f"{key}-hook", (x - hook, y + size * 0.85), hook, 90, 260, stroke=edge, width=4)
    yield Arc(key=f"{key}-dome", x=x, y=y, r=size, begin=-90, end=90, stroke=edge, width=4,
              fill=role or "surface")  # fmt: skip


SHOP = Kind(
    name="shop",
    spec=Shop,
    parts=parts,
    contents=contents,
    becomes=becomes,
    places=places,
    draw=draw,
    part="side",
    example="{is: shop, stock: 10, left: 3, right: 2}",
)
