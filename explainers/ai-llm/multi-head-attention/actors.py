"""The actor of this film: arcs above a sentence, as thick as what its last word takes from each word."""

from __future__ import annotations

from collections.abc import Iterator

from explainsite.actors import (
    Actor,
    Box,
    Curve,
    Field,
    Kind,
    Label,
    Name,
    Part,
    Point,
    Rect,
    Role,
    Shape,
    Spec,
)

WORD, TALL = 64.0, 100.0
NUMBER, CELL, ROW = 42.0, Rect(0, 0, 176, 58), 64.0
THICKEST, THINNEST = 30.0, 2.0
# A share of less is drawn as a hair, and not written.
LITTLE = 0.07
# A share stands somewhat left of the top, clear of where the arcs meet.
ASIDE = 44.0
# How far the control points of a quarter of an ellipse are from its ends, as a share of its half axes.
PULL = 0.5523
HALVES = ("data-3", "data-5")
# There is room for the words' numbers from 1 on.
SHOWN, HALVED = 2, 3


class Arcs(Spec):
    """A sentence whose last word looks back; each head has arcs of its own colour."""

    words: list[Name] = Field(..., description="The words, in order.")
    heads: dict[Name, list[list[float]]] = Field(..., description="The shares of each head, in each setting.")
    roles: dict[Name, Role] = Field({}, description="The colour role of each head.")
    values: dict[Name, list[float]] = Field({}, description="The numbers of words that have some.")
    outs: list[list[float]] = Field([], description="What the last word may get.")


def things(spec: Arcs) -> list[Part]:
    """The words; which setting of each head is drawn; how far their numbers are; which outcome."""
    words = [Part(id=str(i), text=word) for i, word in enumerate(spec.words)]
    heads = [Part(id=name, text=name, value=0.0) for name in spec.heads]
    return [
        *words,
        *heads,
        Part(id="values", text="numbers", value=0.0),
        Part(id="out", text="what comes out", value=0.0),
    ]


def _value(arcs: Actor, name: str) -> int:
    return round(next(part.value or 0.0 for part in arcs.parts if part.id == name))


def _words(arcs: Actor) -> list[Part]:
    return [part for part in arcs.parts if part.value is None]


def told(arcs: Actor) -> str:
    """The sentence, what each head takes most from, and what the last word gets."""
    words = [part.text for part in _words(arcs)]
    said = f"“{' '.join(words)}”"
    for name in arcs.spec.heads:
        if setting := _value(arcs, name):
            shares = arcs.spec.heads[name][setting - 1]
            most = [
                f"{share:.0%} from {word}"
                for share, word in zip(shares, words, strict=True)
                if share > LITTLE
            ]
            said += f", {name} head: " + " and ".join(most)
    values = _value(arcs, "values")
    if values == SHOWN - 1:
        said += ", with room for numbers below"
    for word in words if values >= SHOWN else []:
        if numbers := arcs.spec.values.get(word):
            said += f"; {word} is " + ", ".join(f"{x:.2f}" for x in numbers)
            said += " in two halves" if values == HALVED else ""
    if out := _value(arcs, "out"):
        said += f"; {words[-1]} gets " + ", ".join(f"{x:.2f}" for x in arcs.spec.outs[out - 1])
    return said


def draw(arcs: Actor, area: Rect) -> Iterator[Shape]:
    """The words with their numbers below, and above them the arcs of each head that is drawn."""
    words = _words(arcs)
    step = area.w / len(words)
    rows = max(map(len, arcs.spec.values.values()), default=0) if _value(arcs, "values") else 0
    y = area.bottom - TALL / 2 - rows * ROW - (16 if rows else 0)
    places = [(area.x + (i + 0.5) * step, y) for i in range(len(words))]
    for part, at in zip(words, places, strict=True):
        yield from _word(arcs, part, at, step - 20)
    last = words[-1]
    if out := _value(arcs, "out"):
        mark = next(part.role for part in arcs.parts if part.id == "out")
        below = (places[-1][0], y + TALL / 2 + 16)
        yield from _column(arcs, f"out/{last.id}", arcs.spec.outs[out - 1], below, mark)
    drawn = [name for name in arcs.spec.heads if _value(arcs, name)]
    rise = (y - TALL / 2 - area.y - 90) / (len(words) - 1)
    for order, name in enumerate(drawn):
        start = (places[-1][0] + (order - (len(drawn) - 1) / 2) * 70, y - TALL / 2 - 6)
        yield from _head(arcs, name, start, places, rise)


def _word(arcs: Actor, part: Part, at: Point, wide: float) -> Iterator[Shape]:
    is_last = part is _words(arcs)[-1]
    role = part.role
    yield Box(
        key=f"{part.id}/box",
        x=at[0] - wide / 2,
        y=at[1] - TALL / 2,
        w=wide,
        h=TALL,
        radius=16,
        fill=f"{role}@0.3" if role else "surface",
        stroke=role or ("ink" if is_last else "line"),
        stroke_width=4 if role or is_last else 2.5,
    )
    yield Label(key=f"{part.id}/word", x=at[0], y=at[1], text=part.text, size=WORD, weight=600)
    if _value(arcs, "values") >= SHOWN and part.text in arcs.spec.values:
        below = (at[0], at[1] + TALL / 2 + 16)
        yield from _column(arcs, part.id, arcs.spec.values[part.text], below, None)


def _column(arcs: Actor, key: str, numbers: list[float], top: Point, mark: str | None) -> Iterator[Shape]:
    """Numbers below each other; once they are cut in two, each half has its colour."""
    is_cut = _value(arcs, "values") == HALVED
    for i, number in enumerate(numbers):
        role = mark or (HALVES[2 * i // len(numbers)] if is_cut else None)
        y = top[1] + i * ROW
        yield Box(
            key=f"{key}/cell-{i}",
            x=top[0] - CELL.w / 2,
            y=y,
            w=CELL.w,
            h=CELL.h,
            radius=10,
            fill=f"{role}@0.25" if role else "surface",
            stroke=role or "line",
            stroke_width=3,
        )
        yield Label(
            key=f"{key}/number-{i}",
            x=top[0],
            y=y + CELL.h / 2,
            text=f"{number:.2f}",
            size=NUMBER,
            face="mono",
            number=number,
            format=".2f",
        )


def _head(arcs: Actor, name: str, start: Point, places: list[Point], rise: float) -> Iterator[Shape]:
    """An arc to each word before the last, as thick as its share."""
    role = arcs.spec.roles.get(name, "accent")
    shares = arcs.spec.heads[name][_value(arcs, name) - 1]
    for i, share in enumerate(shares[:-1]):
        end = (places[i][0], start[1])
        top = start[1] - rise * (len(places) - 1 - i)
        is_seen = share > LITTLE
        if not is_seen and _value(arcs, "values"):
            continue  # then numbers say more than hairs
        yield Curve(
            key=f"{name}/arc-{i}",
            points=_arch(start, end, top),
            stroke=role if is_seen else f"{role}@0.4",
            width=max(THINNEST, THICKEST * share),
            grows=True,
            z=2 if is_seen else 0,
        )
        if is_seen:
            yield Label(
                key=f"{name}/share-{i}",
                x=(start[0] + end[0]) / 2 - ASIDE,
                y=top - 48,
                text=f"{share:.0%}" if len(arcs.spec.heads[name]) > 1 else f"{name} {share:.0%}",
                size=54,
                weight=650,
                colour=role,
                z=3,
            )


def _arch(start: Point, end: Point, top: float) -> tuple[Point, ...]:
    """Half an ellipse."""
    middle = (start[0] + end[0]) / 2
    out, up = PULL * (start[0] - middle), PULL * (start[1] - top)
    return (
        start,
        (start[0], start[1] - up),
        (middle + out, top),
        (middle, top),
        (middle - out, top),
        (end[0], end[1] - up),
        end,
    )


ARCS = Kind(
    name="arcs",
    spec=Arcs,
    parts=things,
    contents=told,
    draw=draw,
    part="word",
    verbs={"swap"},
    example="{is: arcs, words: [a, b], heads: {one: [[0.5, 0.5]]}}",
)
