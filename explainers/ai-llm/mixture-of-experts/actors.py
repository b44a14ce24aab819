"""The actor of this film: a word before eight doors, with scores above them or a crowd that waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainsite.actors import Actor, Amount, Box, Curve, Dot, Int, Kind, Label, Part, Rect, Shape, Spec, Text

WIDE, HIGH = 150.0, 268.0
NUMBER = 64.0
ABREAST, DOT = 5, 28.0
TALLEST = 170.0
"""Px of the highest score's bar."""


class Doors(Spec):
    """How many doors there are, and the word before them; or several words, each with its two doors."""

    count: Int = 8
    word: Text = ""
    words: tuple[Text, ...] = ()
    ways: tuple[Amount, ...] = ()


def parts(spec: Doors) -> list[Part]:
    """Of each door: itself, its score, its share, and its queue. A door that is marked stands open."""
    numbers = range(1, spec.count + 1)
    return [
        Part(id="word", text=spec.word),
        Part(id="routed", value=0.0),
        *(Part(id=f"d{n}") for n in numbers),
        *(Part(id=f"{kind}{n}", value=0.0) for kind in "spq" for n in numbers),
    ]


def _part(doors: Actor, name: str) -> Part:
    return next(part for part in doors.parts if part.id == name)


def contents(doors: Actor) -> str:
    """How many there are and which are open."""
    opened = [part.id[1:] for part in doors.parts if part.id[0] == "d" and part.role]
    before = f", before them {', '.join(doors.spec.words)}" if doors.spec.words else ""
    state = f"{' and '.join(opened)} open" if opened else "all closed"
    return f"{doors.spec.count} of them, {state}{before}"


def places(_: Actor, chosen: Sequence[Part]) -> str:
    """A part as a listener would call it."""
    names = {"d": "door", "s": "the score of door", "p": "the share of door", "q": "the queue at door"}
    return " and ".join(
        "the word" if p.id in {"word", "routed"} else f"{names[p.id[0]]} {p.id[1:]}" for p in chosen
    )


def becomes(old: Actor, new: Actor) -> str:
    """Scores, shares or queues, from the first door to the last."""
    changed = {b.id[0] for a, b in zip(old.parts, new.parts, strict=True) if a.value != b.value}
    kinds = {"s": ("scores", "{:.1f}"), "p": ("shares", "{:.0f}%"), "q": ("queues", "{:.0f}")}
    said = [_routed(old, new)] if "r" in changed else []
    for kind, (name, form) in kinds.items():
        mine = [part for part in new.parts if part.id[0] == kind and part.value]
        if kind in changed and not mine:
            said.append(f"the {name} go away")
        elif kind in changed:
            new_here = not any(part.value for part in old.parts if part.id[0] == kind)
            at = ", ".join(
                f"{form.format(part.value).replace('-', '−')} at door {part.id[1:]}" for part in mine
            )
            said.append(f"{name} appear: {at}" if new_here else f"the {name} are now {at}")
    return "; ".join(said)


def _routed(old: Actor, new: Actor) -> str:
    """Which words have found their doors."""
    first, last = (int(_part(doors, "routed").value or 0) for doors in (old, new))
    spec = new.spec
    return ", ".join(
        f"{spec.words[i]} goes to doors {spec.ways[2 * i]:g} and {spec.ways[2 * i + 1]:g}"
        for i in range(first, last)
    )


def draw(doors: Actor, area: Rect) -> Iterator[Shape]:
    """Doors along the lower edge, their numbers below; above them whatever there is to tell."""
    pitch = area.w / doors.spec.count
    top = area.bottom - NUMBER - HIGH
    word = _part(doors, "word")
    at = (area.centre[0], area.y + 52)
    highest = max([1e-9, *(abs(part.value or 0) for part in doors.parts if part.id[0] == "s")])
    for n in range(1, doors.spec.count + 1):
        x = area.x + pitch * (n - 0.5)
        door = _part(doors, f"d{n}")
        yield from _door(door, n, x, top)
        yield from _score(_part(doors, f"s{n}"), x, top - 124, highest, door.role)
        yield from _queue(_part(doors, f"q{n}"), x, top - 34)
        share = _part(doors, f"p{n}")
        if word.text and door.role and not _part(doors, f"s{n}").value:
            yield _way(f"{door.id}/way", at, (x, top - 16), door.role)
        if share.value:
            yield Label(
                key=f"{share.id}/text",
                x=x,
                y=top - 46,
                text=f"{share.value:.0f}%",
                size=52,
                weight=620,
                colour=door.role or "ink",
                number=share.value,
                format=".0f",
            )
    yield from _words(doors, area, pitch, top)
    if word.text:
        yield Box(
            key="word/box",
            x=at[0] - 120,
            y=at[1] - 48,
            w=240,
            h=96,
            radius=48,
            fill="surface",
            stroke="ink",
            stroke_width=3,
            z=2,
        )
        yield Label(key="word/text", x=at[0], y=at[1], text=word.text, size=52, weight=600, z=3)


def _words(doors: Actor, area: Rect, pitch: float, top: float) -> Iterator[Shape]:
    """Words side by side, and two curves from each that has found its doors."""
    spec, routed = doors.spec, int(_part(doors, "routed").value or 0)
    for i, text in enumerate(spec.words):
        x, y = area.x + area.w / len(spec.words) * (i + 0.5), area.y + 60
        role = f"data-{i + 1}" if i < routed else "ink"
        yield Box(
            key=f"word-{i}",
            x=x - 112,
            y=y - 48,
            w=224,
            h=96,
            radius=48,
            fill="surface",
            stroke=role,
            stroke_width=5 if i < routed else 3,
            z=2,
        )
        yield Label(key=f"text-{i}", x=x, y=y, text=text, size=48, weight=600, z=3)
        for door in spec.ways[2 * i : 2 * i + 2] if i < routed else ():
            yield _way(f"way-{i}-{door:g}", (x, y), (area.x + pitch * (door - 0.5), top - 16), role)


def _door(door: Part, number: int, x: float, top: float) -> Iterator[Shape]:
    """A frame, and a leaf that is narrow when it stands open."""
    role = door.role
    left = x - WIDE / 2
    yield Box(
        key=f"{door.id}/frame",
        x=left,
        y=top,
        w=WIDE,
        h=HIGH,
        radius=10,
        fill=f"{role}@0.30" if role else "surface",
        stroke=role or "muted",
        stroke_width=6 if role else 3,
    )
    leaf = WIDE * (0.26 if role else 0.84)
    yield Box(
        key=f"{door.id}/leaf",
        x=left + 12,
        y=top + 12,
        w=leaf,
        h=HIGH - 24,
        radius=6,
        fill=role or "line@0.55",
        stroke=role or "line",
        stroke_width=2,
        z=1,
    )
    yield Dot(
        key=f"{door.id}/knob",
        x=left + 12 + leaf - 14,
        y=top + HIGH / 2,
        r=6,
        fill="ground" if role else "muted",
        z=2,
    )
    yield Label(
        key=f"{door.id}/number",
        x=x,
        y=top + HIGH + 40,
        text=str(number),
        size=44,
        weight=560,
        colour=role or "muted",
    )


def _score(part: Part, x: float, floor: float, highest: float, chosen: str) -> Iterator[Shape]:
    """A bar in the colour of its door, if it is above zero, with its number."""
    if not part.value:
        return
    size = TALLEST * part.value / highest
    tall, role = max(abs(size), 4.0), chosen or "muted"
    if part.value > 0:
        yield Box(
            key=f"{part.id}/bar",
            x=x - 44,
            y=floor - tall,
            w=88,
            h=tall,
            radius=8,
            fill=f"{role}@0.45",
            stroke=role,
        )
    text = f"{part.value:.1f}".replace("-", "−")
    yield Label(
        key=f"{part.id}/text",
        x=x,
        y=floor - max(size, 0) - 34,
        text=text,
        size=40,
        face="mono",
        weight=560,
        colour="ink" if chosen else "muted",
    )


def _queue(part: Part, x: float, floor: float) -> Iterator[Shape]:
    """Dots that wait, five abreast, and how many they are."""
    count = int(part.value or 0)
    role = part.role or "accent"
    for i in range(count):
        row, column = divmod(i, ABREAST)
        at = (x + DOT * (column - (ABREAST - 1) / 2), floor - DOT * row)
        yield Dot(key=f"{part.id}/{i}", x=at[0], y=at[1], r=DOT * 0.36, fill=role)
    if count:
        rows = (count + ABREAST - 1) // ABREAST
        yield Label(
            key=f"{part.id}/text",
            x=x,
            y=floor - DOT * rows - 22,
            text=str(count),
            size=48,
            weight=620,
            colour=part.role or "ink",
            number=float(count),
            format=".0f",
        )


def _way(key: str, start: tuple[float, float], end: tuple[float, float], role: str) -> Curve:
    """A curve that falls from the word to an open door."""
    (x0, y0), (x1, y1) = (start[0], start[1] + 52), end
    middle = (y0 + y1) / 2
    return Curve(
        key=key, points=((x0, y0), (x0, middle), (x1, middle), (x1, y1)), stroke=role, width=7, grows=True
    )


DOORS = Kind(
    name="doors",
    spec=Doors,
    parts=parts,
    contents=contents,
    draw=draw,
    part="door",
    places=places,
    becomes=becomes,
    example="{is: doors, count: 8}",
)
