"""The actors of this film: a block with its rail and two loops, a tower of blocks, and a block's weights."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor, sqrt

from explainsite.actors import (
    Actor,
    Amount,
    Box,
    Curve,
    Dot,
    Field,
    Kind,
    Label,
    Name,
    Part,
    Point,
    Rect,
    Shape,
    Spec,
    line,
)

CELL, TALL, GAP = 132.0, 72.0, 8.0
NUMBER = 36.0
PANEL = Rect(0, 0, 556, 366)
PAD = 18.0
PLUS = 24.0
ASIDE = 110.0
# An area so wide has room for words beside the tower.
ROOMY = 1000.0
# The colours of what stands for the same thing in all pictures of the film.
RAIL, BACK, BEND = "data-2", "accent", "data-3"
# How far a loop has come.
COPIED, NORMED, READ, BENT, GIVEN, ADDED, NAMED = 1, 2, 3, 4, 5, 6, 7


class Block(Spec):
    """A rail with a word's numbers, and beside it two loops that read them and add to them."""

    words: list[Name] = Field(..., description="The words so far; the last one rides the rail.")
    rows: list[list[float]] = Field(
        ..., description="Its numbers at the foot, between the loops and at the top."
    )
    copies: list[list[float]] = Field(..., description="The copies that the loops read, at one size.")
    adds: list[list[float]] = Field(..., description="What each loop adds.")
    shares: list[float] = Field(..., description="How much attention takes from each word.")
    sums: list[list[float]] = Field(
        ..., description="The sums of the feed-forward, before and after the bend."
    )
    said: list[Name] = Field(..., description="The words that may come next.")
    says: list[list[float]] = Field(
        ..., description="Their chances at the foot, between the loops and at the top."
    )


def things(spec: Block) -> list[Part]:
    """How far the word and each loop have come, whether the lid is on, and the chances."""
    return [
        Part(id="lid", text="the lid", value=1.0),
        Part(id="back", text="attention", value=0.0),
        Part(id="bend", text="feed-forward", value=0.0),
        Part(id="word", text=spec.words[-1], value=0.0),
        Part(id="next", text="next", value=0.0),
    ]


def _at(actor: Actor, name: str) -> float:
    return next(part.value or 0.0 for part in actor.parts if part.id == name)


def told(block: Actor) -> str:
    """The numbers where the word is, what each loop holds, and what would come next."""
    spec, place = block.spec, round(_at(block, "word"))
    where = ("at the foot", "between the loops", "at the top")[place]
    numbers = spec.rows[round(_at(block, "next"))]
    words = "a closed box on a line, with " if _at(block, "lid") else ""
    words += f"“{spec.words[-1]}” {where} as {_row(numbers)}"
    for i, name in enumerate(("back", "bend")):
        words += _told_loop(spec, i, round(_at(block, name)))
    chance = spec.says[round(_at(block, "next"))]
    return words + "; next " + ", ".join(f"{w} {c:.0%}" for w, c in zip(spec.said, chance, strict=True))


def _told_loop(spec: Block, index: int, stage: int) -> str:
    """What a loop holds."""
    side = ("left", "right")[index]
    if stage in (COPIED, NORMED):
        sized = f" at size 1: {_row(spec.copies[index])}" if stage == NORMED else ""
        return f", at the {side} a copy{sized}"
    if stage in (READ, BENT) and index == 0:
        taken = zip(spec.words, spec.shares, strict=True)
        return ", at the left " + ", ".join(f"{share:.0%} taken from {word}" for word, share in taken)
    if stage in (READ, BENT):
        return f", at the right {len(spec.sums[0])} sums: {_row(spec.sums[stage - READ])}"
    if stage == GIVEN:
        return f", at the {side} {_row(spec.adds[index])} to be added"
    name = ("attention", "feed-forward")[index]
    return f", at the {side} {name}" if stage == NAMED else f", the {side} loop added" if stage else ""


def _row(numbers: list[float]) -> str:
    return ", ".join(f"{x:.2f}" for x in numbers)


def draw_block(block: Actor, area: Rect) -> Iterator[Shape]:
    """The rail in the middle, one loop at its left and below, one at its right and above."""
    x = area.centre[0]
    stops = (area.bottom - TALL / 2, area.y + area.h * 0.475, area.y + TALL / 2)
    yield line("word/rail", (x, area.bottom), (x, area.y - 16), stroke=RAIL, width=9, z=-6)
    left = Rect(area.x, area.bottom - PANEL.h - 64, PANEL.w, PANEL.h)
    right = Rect(area.right - PANEL.w, area.y + 46, PANEL.w, PANEL.h)
    for i, (name, panel) in enumerate((("back", left), ("bend", right))):
        yield from _loop(block, name, i, panel, ((x, stops[i]), (x, stops[i + 1])))
    if not _at(block, "back"):
        lid = Rect(x - 290, area.y + 130, 580, area.h - 260)
        is_on = bool(_at(block, "lid"))
        yield Box(
            key="lid/box",
            x=lid.x,
            y=lid.y,
            w=lid.w,
            h=lid.h,
            radius=40,
            fill="surface" if is_on else None,
            stroke="line" if is_on else "muted",
            stroke_width=4,
            dashed=not is_on,
            z=6 if is_on else -7,
        )
        if is_on:
            yield Label(key="lid/name", x=x, y=lid.centre[1], text="one block", size=56, weight=600, z=7)
    place = _at(block, "word")
    low = min(floor(place), 1)
    y = stops[low] + (stops[low + 1] - stops[low]) * (place - low)
    yield Box(
        key="word/back",
        x=x - 2 * CELL,
        y=y - TALL / 2,
        w=4 * CELL,
        h=TALL,
        radius=12,
        fill="ground",
        z=2,
    )
    yield from _numbers("word", block.spec.rows[round(_at(block, "next"))], (x, y), RAIL, z=3)
    yield from _sentence(block, x, y)
    yield from _next(block, Rect(area.right - 470, area.bottom - 320, 470, 320))


def _sentence(block: Actor, x: float, y: float) -> Iterator[Shape]:
    """The words whose last one has these numbers, while there is room for them."""
    if _at(block, "back"):
        return
    right = x - 2 * CELL - 24
    *before, last = block.spec.words
    yield Label(key="word/name", x=right, y=y, text=last, size=44, weight=650, anchor="end")
    yield Label(
        key="word/before",
        x=right - 86,
        y=y,
        text=" ".join(before),
        size=44,
        colour="muted",
        anchor="end",
    )


def _numbers(key: str, numbers: list[float], middle: Point, role: str, *, z: int = 0) -> Iterator[Shape]:
    """A row of numbers in cells."""
    yield from _cells(key, len(numbers), middle, role, z=z)
    left = middle[0] - CELL * len(numbers) / 2
    for i, number in enumerate(numbers):
        yield Label(
            key=f"{key}/number-{i}",
            x=left + (i + 0.5) * CELL,
            y=middle[1],
            text=f"{number:.2f}",
            size=NUMBER,
            face="mono",
            number=number,
            format=".2f",
            z=z + 1,
        )


def _cells(key: str, count: int, middle: Point, role: str, *, z: int = 0) -> Iterator[Shape]:
    """Cells in a row; their keys stay, so they can travel."""
    for i in range(count):
        yield Box(
            key=f"{key}/cell-{i}",
            x=middle[0] + CELL * (i - count / 2) + GAP / 2,
            y=middle[1] - TALL / 2,
            w=CELL - GAP,
            h=TALL,
            radius=10,
            fill="surface",
            stroke=role,
            stroke_width=3,
            z=z,
        )


def _loop(block: Actor, name: str, index: int, panel: Rect, way: tuple[Point, Point]) -> Iterator[Shape]:
    """A copy leaves the rail, is read in the panel, and what comes out is added above."""
    stage = round(_at(block, name))
    tap, after = way
    spec, x = block.spec, tap[0]
    if not stage:
        if (
            _at(block, "word") == index
            and not _at(block, "lid")
            and (not index or _at(block, "back") == NAMED)
        ):
            yield from _cells(f"{name}/copy", len(spec.adds[index]), tap, RAIL, z=2)  # unseen until it leaves
        return
    role = (BACK, BEND)[index]
    edge = panel.right if index == 0 else panel.x
    foot, head = panel.bottom - PAD - TALL / 2, panel.y + PAD + TALL / 2
    yield Box(
        key=f"{name}/panel",
        x=panel.x,
        y=panel.y,
        w=panel.w,
        h=panel.h,
        radius=24,
        fill="surface",
        stroke=role if stage >= NAMED else "line",
        stroke_width=4,
        z=-5,
    )
    yield line(f"{name}/out", (x, foot), (edge, foot), stroke=role, width=5, arrow=True, grows=True, z=-6)
    middle = panel.centre[0]
    yield from _copy(block, name, index, (middle, foot))
    inner = Rect(middle - 2 * CELL, head + TALL / 2 + 14, 4 * CELL, foot - head - TALL - 28)
    if stage >= READ:
        yield from (_shares if index == 0 else _sums)(block, name, inner, stage)
    if stage >= GIVEN:
        yield line(f"{name}/back", (edge, head), (x, head), stroke=role, width=5, grows=True, z=-6)
        yield from _plus(name, (x, head), role)
        yield from _numbers(f"{name}/adds", spec.adds[index], (middle, head), role)
    if stage in (GIVEN, ADDED):  # it arrives behind the word's own cells
        at = after if stage == ADDED else (middle, head)
        yield from _cells(f"{name}/gift", len(spec.adds[index]), at, role, z=-1)
    if stage >= NAMED:
        title = ("attention", "feed-forward")[index]
        at = panel.y - 34 if index == 0 else panel.bottom + 38
        yield Label(key=f"{name}/title", x=middle, y=at, text=title, size=44, weight=650, colour=role)


def _copy(block: Actor, name: str, index: int, at: Point) -> Iterator[Shape]:
    """The copy at the foot of a panel, as it comes and at size 1; later only words for it."""
    stage, spec = round(_at(block, name)), block.spec
    if stage >= GIVEN:
        yield Label(key=f"{name}/copied", x=at[0], y=at[1], text="a copy, at size 1", size=36, colour="muted")
        return
    numbers = spec.rows[index] if stage == COPIED else spec.copies[index]
    role = RAIL if stage == COPIED else (BACK, BEND)[index]
    yield from _numbers(f"{name}/copy", numbers, at, role)
    if stage <= NORMED and not index:
        size = sqrt(sum(x * x for x in numbers) / len(numbers))
        yield Label(
            key=f"{name}/size",
            x=at[0],
            y=at[1] - PANEL.h / 2 + 10,
            text=f"size {size:.2f}",
            size=56,
            weight=600,
            colour=role,
        )


def _plus(name: str, at: Point, role: str) -> Iterator[Shape]:
    yield Dot(key=f"{name}/disc", x=at[0], y=at[1], r=PLUS, fill=role, z=1)
    reach = PLUS * 0.55
    yield line(f"{name}/dash", (at[0] - reach, at[1]), (at[0] + reach, at[1]), stroke="ground", width=6, z=2)
    yield line(f"{name}/rod", (at[0], at[1] - reach), (at[0], at[1] + reach), stroke="ground", width=6, z=2)


def _shares(block: Actor, name: str, inner: Rect, stage: int) -> Iterator[Shape]:
    """A bar above each word, as tall as what is taken from it."""
    spec = block.spec
    step = inner.w / len(spec.words)
    floor_y = inner.bottom - 44
    most = max(spec.shares)
    for i, (word, share) in enumerate(zip(spec.words, spec.shares, strict=True)):
        x = inner.x + (i + 0.5) * step
        tall = max(4.0, (floor_y - inner.y - 8) * share / most)
        is_most = share == most
        yield Box(
            key=f"{name}/bar-{i}",
            x=x - 40,
            y=floor_y - tall,
            w=80,
            h=tall,
            radius=4,
            fill=f"{BACK}@{0.9 if is_most else 0.45}",
        )
        yield Label(
            key=f"{name}/word-{i}",
            x=x,
            y=inner.bottom - 16,
            text=word,
            size=36,
            weight=650 if is_most else 450,
            colour="ink" if is_most else "muted",
        )
        if is_most:
            yield Label(
                key=f"{name}/share-{i}",
                x=x,
                y=floor_y - tall / 2,
                text=f"{share:.0%}",
                size=36,
                weight=650,
                colour=f"on:{BACK}@0.9",
            )


def _sums(block: Actor, name: str, inner: Rect, stage: int) -> Iterator[Shape]:
    """A bar for each sum, up or down; after the bend those below zero are gone."""
    first, kept = block.spec.sums
    step = inner.w / len(first)
    scale = inner.h / (max(first) - min(first))
    zero = inner.y + max(first) * scale
    for i, before in enumerate(first):
        is_cut = stage >= BENT and not kept[i]
        yield Box(
            key=f"{name}/bar-{i}",
            x=inner.x + (i + 0.5) * step - 26,
            y=zero - max(before, 0) * scale,
            w=52,
            h=abs(before) * scale,
            radius=3,
            fill=None if is_cut else "bad@0.75" if before < 0 else f"{BEND}@0.85",
            stroke="bad" if is_cut else None,
            stroke_width=2.5,
            dashed=is_cut,
        )
    yield line(f"{name}/zero", (inner.x, zero), (inner.right, zero), stroke="muted", width=3, z=1)


def _next(block: Actor, room: Rect) -> Iterator[Shape]:
    """What the model would say if the word's numbers were read where they are."""
    place = round(_at(block, "next"))
    spec = block.spec
    yield Label(
        key="next/title", x=room.x, y=room.y + 22, text="next word", size=38, colour="muted", anchor="start"
    )
    top = room.y + 62
    step = (room.bottom - top) / len(spec.said)
    for i, (word, chance) in enumerate(zip(spec.said, spec.says[place], strict=True)):
        y = top + (i + 0.5) * step
        is_first = chance == max(spec.says[place]) and chance > 0.3
        yield Label(
            key=f"next/word-{i}",
            x=room.x,
            y=y,
            text=word,
            size=38,
            weight=650 if is_first else 450,
            anchor="start",
        )
        yield Box(
            key=f"next/bar-{i}",
            x=room.x + 96,
            y=y - 16,
            w=max(4.0, (room.w - 96 - 100) * chance / 0.72),
            h=32,
            radius=4,
            fill=f"ink@{0.75 if is_first else 0.3}",
        )
        yield Label(
            key=f"next/chance-{i}",
            x=room.right,
            y=y,
            text=f"{chance:.0%}",
            size=38,
            face="mono",
            anchor="end",
            number=chance,
            format=".0%",
            colour="ink" if is_first else "muted",
        )


class Tower(Spec):
    """Blocks on one rail, one above the other."""

    most: Amount = Field(32, description="How many blocks there are at most.")
    chances: list[float] = Field([], description="A chance at the foot and above each of the first blocks.")
    word: Name = Field("", description="Which word's chance it is.")


def floors(spec: Tower) -> list[Part]:
    """How many blocks stand, and how high the word is."""
    return [Part(id="blocks", text="blocks", value=1.0), Part(id="word", text="the word", value=0.0)]


def stacked(tower: Actor) -> str:
    """How many blocks, and how high the word is."""
    count, height = round(_at(tower, "blocks")), round(_at(tower, "word"))
    words = f"{count} block{'s' if count > 1 else ''} on the rail, the word "
    words += f"above block {height}" if height else "at the foot"
    read = [f"{chance:.0%}" for chance in tower.spec.chances[: height + 1]]
    return words + (
        f"; {tower.spec.word} has {', then '.join(read)}" if count == len(tower.spec.chances) - 1 else ""
    )


def draw_tower(tower: Actor, area: Rect) -> Iterator[Shape]:
    """The rail with a loop at each side for each block; the next ones come out of its top."""
    spec, x = tower.spec, area.centre[0]
    count, height = _at(tower, "blocks"), _at(tower, "word")
    foot, top = area.bottom - 40, area.y + 40
    step = (foot - top) / count
    yield line("blocks/rail", (x, area.bottom), (x, area.y - 16), stroke=RAIL, width=9, z=-6)
    wide = min(max(1.3 * step, 170.0), 300.0)
    for i in range(round(spec.most)):
        # Blocks that are not there yet wait within the line, at its top.
        low, tall, reach = (foot - i * step, step, wide) if i < round(count) else (top, 0.0, 0.0)
        yield _ear(f"blocks/back-{i}", (x, low - 0.1 * tall), (x, low - 0.46 * tall), -reach, BACK)
        yield _ear(f"blocks/bend-{i}", (x, low - 0.54 * tall), (x, low - 0.9 * tall), reach, BEND)
    has_room = area.w > ROOMY and round(count) == len(spec.chances) - 1
    read = spec.chances if has_room else []
    for i in range(round(count) if read else 0):
        yield Label(
            key=f"blocks/name-{i}",
            x=area.x + 30,
            y=foot - (i + 0.5) * step,
            text=f"block {i + 1}",
            size=52,
            colour="muted",
            anchor="start",
        )
    for i, chance in enumerate(read):
        if i <= height:
            y = foot - i * step
            yield Label(
                key=f"word/read-{i}",
                x=area.right - 30,
                y=y,
                text=f"{spec.word} {chance:.0%}",
                size=52,
                weight=650,
                anchor="end",
            )
            yield line(
                f"word/to-{i}", (x + 60, y), (area.right - 300, y), stroke="line", width=3, dashed=True
            )
    yield Dot(key="word/bead", x=x, y=foot - height * step, r=24, fill=RAIL, z=5)


def _ear(key: str, start: Point, end: Point, wide: float, role: str) -> Curve:
    """A loop that leaves the rail and comes back to it above."""
    (x, low), (_, high) = start, end
    reach = wide * 4 / 3
    return Curve(
        key=key,
        points=((x, low), (x + reach, low), (x + reach, high), (x, high)),
        stroke=role,
        width=5,
        z=-7,
    )


class Weights(Spec):
    """The two loops of a block as squares, as large as the weights in them."""

    attention: Amount = Field(..., description="Weights in attention, in millions.")
    forward: Amount = Field(..., description="Weights in the feed-forward, in millions.")


def loads(spec: Weights) -> list[Part]:
    """The two squares; each has its true size when its value is 1."""
    return [Part(id="back", text="attention", value=0.0), Part(id="bend", text="feed-forward", value=0.0)]


def weighed(weights: Actor) -> str:
    """How many weights each has."""
    spec = weights.spec
    return f"attention {spec.attention:.0f} million weights, feed-forward {spec.forward:.0f} million"


def draw_weights(weights: Actor, area: Rect) -> Iterator[Shape]:
    """Two squares beside the rail, in true proportion."""
    spec = weights.spec
    ratio = sqrt(spec.attention / spec.forward)
    large = min(area.h - 60, (area.w - 2 * ASIDE) / (1 + ratio))
    small = large * ratio
    x = area.x + small + ASIDE
    yield line("back/rail", (x, area.bottom), (x, area.y - 16), stroke=RAIL, width=9, z=-6)
    squares = (
        ("back", BACK, x - ASIDE - small, small, spec.attention, "attention"),
        ("bend", BEND, x + ASIDE, large, spec.forward, "feed-forward"),
    )
    for name, role, left, side, amount, title in squares:
        grown = _at(weights, name)
        mine = small * (1 - grown) + side * grown
        y = area.centre[1] + large / 2 - mine
        yield Box(
            key=f"{name}/square",
            x=left,
            y=y,
            w=mine,
            h=mine,
            radius=10,
            fill=f"{role}@0.28",
            stroke=role,
            stroke_width=4,
        )
        out, back = y + mine - (50 if name == "back" else 110), y + 50
        edge = left + mine if name == "back" else left
        yield line(f"{name}/out", (x, out), (edge, out), stroke=role, width=5, arrow=True, z=-3)
        yield line(f"{name}/back", (edge, back), (x, back), stroke=role, width=5, z=-3)
        yield from _plus(name, (x, back), role)
        yield Label(
            key=f"{name}/title", x=left + mine / 2, y=y + mine / 2 - 44, text=title, size=44, weight=600
        )
        if grown:
            yield Label(
                key=f"{name}/amount",
                x=left + mine / 2,
                y=y + mine / 2 + 34,
                text=f"{amount:.0f} M",
                size=76 if name == "bend" else 60,
                weight=650,
                colour="ink",
            )


BLOCK = Kind(
    name="block",
    spec=Block,
    parts=things,
    contents=told,
    draw=draw_block,
    part="value",
    example="{is: block, words: [a], rows: [[1], [2], [3]], copies: [[1], [1]], adds: [[1], [1]], "
    "shares: [1], sums: [[1], [1]], said: [b], says: [[1], [1], [1]]}",
)
TOWER = Kind(name="tower", spec=Tower, parts=floors, contents=stacked, draw=draw_tower, example="{is: tower}")
WEIGHTS = Kind(
    name="weights",
    spec=Weights,
    parts=loads,
    contents=weighed,
    draw=draw_weights,
    example="{is: weights, attention: 1, forward: 4}",
)
