"""The actor of this film: a funnel in which dots are texts, from a million at its mouth to ten at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainsite.actors import Actor, Dot, Int, Kind, Label, Part, Rect, Shape, Spec, Text, line

COLUMNS, ROWS = 20, 16
NECK = 10
"""The neck's dots stand in a square of so many by so many."""
MOUTH, THROAT = 0.47, 0.26
"""Shares of the width; the end has what is left."""
CLOSER = 0.9
"""How much nearer dots stand in the neck."""
HEAD, FOOT = 96.0, 132.0


class Funnel(Spec):
    """How many texts stand at the mouth, and what is said of the ways through."""

    texts: Int
    first: Text = ""
    second: Text = ""


def parts(spec: Funnel) -> list[Part]:
    """The mouth, the neck and the end with their counts, and the best that the neck has left out."""
    return [
        Part(id="mouth", value=float(spec.texts)),
        Part(id="neck", value=0.0),
        Part(id="end", value=0.0),
        Part(id="missed", value=0.0),
    ]


def _value(funnel: Actor, name: str) -> int:
    return next(int(part.value or 0) for part in funnel.parts if part.id == name)


def contents(funnel: Actor) -> str:
    """How many are where."""
    neck, end = _value(funnel, "neck"), _value(funnel, "end")
    return (
        f"{_value(funnel, 'mouth'):,} at its mouth, {neck or 'none'} in its neck, {end or 'none'} at its end"
    )


def places(_: Actor, chosen: Sequence[Part]) -> str:
    """A part as a listener would call it."""
    names = {"mouth": "the mouth", "neck": "the neck", "end": "the end", "missed": "what was left out"}
    return " and ".join(names[part.id] for part in chosen)


def becomes(old: Actor, new: Actor) -> str:
    """What has come through, and what stayed behind."""
    said = []
    for before, part in zip(old.parts, new.parts, strict=True):
        if before.value != part.value:
            said.append(
                {
                    "neck": f"{part.value:g} of {_value(new, 'mouth'):,} dots slide into the neck",
                    "end": f"{part.value:g} of those come out at the end",
                    "missed": f"{part.value:g} dots of the ten best stay behind at the mouth, crossed out",
                    "mouth": f"{part.value:,.0f} dots stand at the mouth",
                }[part.id]
            )
    return ", ".join(said)


def draw(funnel: Actor, area: Rect) -> Iterator[Shape]:
    """Walls, dots and counts, from left to right."""
    top, bottom = area.y + HEAD, area.bottom - FOOT
    middle = (top + bottom) / 2
    mouth, throat = area.w * MOUTH, area.w * THROAT
    neck_x, end_x = area.x + mouth, area.x + mouth + throat
    pitch = min((mouth - 60) / COLUMNS, (bottom - top) / ROWS)
    half = pitch * ROWS / 2 + 16
    narrow = pitch * CLOSER * NECK / 2
    yield from _walls(area, middle, half, narrow, (neck_x, end_x))
    left = area.x + 10 + pitch / 2
    seats = [
        (left + pitch * column, middle + pitch * (row - (ROWS - 1) / 2))
        for column in range(COLUMNS)
        for row in range(ROWS)
    ]
    yield from _dots(funnel, seats, (neck_x + 40, end_x + 60), middle, pitch)
    yield from _counts(funnel, area, middle, half, (neck_x, end_x))


def _walls(area: Rect, middle: float, half: float, narrow: float, at: tuple[float, float]) -> Iterator[Shape]:
    """Two lines that come nearer twice."""
    neck, end = at
    for side, sign in (("upper", -1), ("lower", 1)):
        yield line(
            f"wall-{side}",
            (area.x, middle + sign * half),
            (neck - 70, middle + sign * half),
            (neck + 20, middle + sign * (narrow + 14)),
            (end - 30, middle + sign * (narrow + 14)),
            (end + 30, middle + sign * 44),
            (area.right, middle + sign * 44),
            stroke="muted",
            width=5,
        )


def _dots(
    funnel: Actor, seats: list[tuple[float, float]], at: tuple[float, float], middle: float, pitch: float
) -> Iterator[Shape]:
    """All at the mouth; those that come through leave copies of themselves behind, as texts do."""
    neck, end = _value(funnel, "neck"), _value(funnel, "end")
    for i, (x, y) in enumerate(seats):
        yield Dot(key=f"mouth/{i}", x=x, y=y, r=pitch * 0.26, fill="muted", z=1)
    step = len(seats) / NECK**2
    small = pitch * CLOSER
    first = middle - small * (NECK - 1) / 2
    for i in range(NECK**2):
        column, row = divmod(i, NECK)
        x, y = (at[0] + small * column, first + small * row) if neck else seats[int(i * step)]
        yield Dot(key=f"neck/{i}", x=x, y=y, r=pitch * 0.26, fill="data-2" if neck else "muted", z=2)
    for i in range(NECK):
        x, y = (at[0] + small * i, first + small * (i * 3 % NECK)) if neck else seats[int(i * 11 * step)]
        if end:
            x, y = at[1] + pitch * 1.12 * i, middle
        fill = "good" if end else "data-2" if neck else "muted"
        yield Dot(key=f"end/{i}", x=x, y=y, r=pitch * (0.42 if end else 0.26), fill=fill, z=3)
    yield from _missed(_value(funnel, "missed"), seats, pitch)


def _missed(count: int, seats: list[tuple[float, float]], pitch: float) -> Iterator[Shape]:
    """Dots that are crossed out, here and there in the mouth."""
    d = pitch * 0.2
    for i in range(count):
        x, y = seats[(i * 97 + 60) % len(seats)]
        yield Dot(key=f"missed/{i}", x=x, y=y, r=pitch * 0.46, fill="bad", z=4)
        for name, dy in (("fall", d), ("rise", -d)):
            yield line(f"missed/{i}-{name}", (x - d, y - dy), (x + d, y + dy), stroke="ground", width=4, z=5)


def _counts(
    funnel: Actor, area: Rect, middle: float, half: float, at: tuple[float, float]
) -> Iterator[Shape]:
    """The counts below, and above the two ways what is said of them."""
    neck_x, end_x = at
    foot = middle + half + 78
    columns = {"mouth": (area.x + 10, "start"), "neck": (neck_x + 40, "start"), "end": (end_x + 50, "start")}
    for name, (x, anchor) in columns.items():
        if value := _value(funnel, name):
            role = {"mouth": "ink", "neck": "data-2", "end": "good"}[name]
            yield Label(key=f"{name}/count", x=x, y=foot, text=f"{value:,}", size=64, weight=620, colour=role,
                        anchor=anchor)  # fmt: skip
    said = {"neck": funnel.spec.first, "end": funnel.spec.second}
    for name, text in said.items():
        if text and _value(funnel, name):
            x, anchor = columns[name]
            yield Label(key=f"{name}/said", x=x, y=middle - half - 44, text=text, size=44, weight=560,
                        anchor=anchor)  # fmt: skip


class Crowd(Spec):
    """A field of dots that stand for so many texts."""

    texts: Int


def crowd_parts(_: Crowd) -> list[Part]:
    """How many have been read."""
    return [Part(id="read", value=0.0)]


def crowd_contents(crowd: Actor) -> str:
    """How many there are, and how many have been read."""
    return f"{crowd.spec.texts:,} texts, {_value(crowd, 'read'):,} of them read"


def crowd_becomes(_: Actor, crowd: Actor) -> str:
    """How many have been read now."""
    return f"one after the other lights up, until {_value(crowd, 'read'):,} texts are read"


def draw_crowd(crowd: Actor, area: Rect) -> Iterator[Shape]:
    """The dots in rows, those that are read in the colour of what is slow."""
    pitch = min(area.w / COLUMNS, area.h / ROWS)
    x, y = area.centre[0] - pitch * (COLUMNS - 1) / 2, area.centre[1] - pitch * (ROWS - 1) / 2
    lit = _value(crowd, "read") / crowd.spec.texts * COLUMNS * ROWS
    for i in range(COLUMNS * ROWS):
        row, column = divmod(i, COLUMNS)
        fill = "warn" if i < lit else "muted"
        yield Dot(key=f"read/{i}", x=x + pitch * column, y=y + pitch * row, r=pitch * 0.28, fill=fill)


CROWD = Kind(
    name="pile",
    spec=Crowd,
    parts=crowd_parts,
    contents=crowd_contents,
    draw=draw_crowd,
    becomes=crowd_becomes,
    example="{is: pile, texts: 1000000}",
)


FUNNEL = Kind(
    name="funnel",
    spec=Funnel,
    parts=parts,
    contents=contents,
    draw=draw,
    part="part",
    places=places,
    becomes=becomes,
    example="{is: funnel, texts: 1000000}",
)
