"""The actor of this film: a house of two storeys, memory above and the disk below, with a log and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainsite.actors import Actor, Bool, Box, Curve, Int, Kind, Label, Name, Part, Rect, Shape, Spec, line

NONE = -1
"""The amount of a page that is not in memory."""
POWER, ASKED = "power", "asked"
SHARE = 0.44
"""Of the height, the upper storey's."""
LOG = 0.38
"""Of the width, the log's."""
SIDE, INSET, GAP, HEAD, MOST = 220.0, 32.0, 22.0, 56.0, 96.0
TEETH = (0, -26, 34, -12, 28, -40, 16, -30, 40, -18, 26, -36, 12, -24, 38, -14, 30, -34, 20, -28, 0)
"""How far lightning leaves the floor, from wall to wall, in px."""


class House(Spec):
    """Pages by name with their amounts on disk, those that are in memory, and whether there is a log."""

    pages: tuple[Name, ...]
    amounts: tuple[Int, ...]
    read: tuple[Name, ...] = ()
    log: Bool = True
    lines: Int = 4


def parts(spec: House) -> list[Part]:
    """The power, and each page above and below; lines of the log come later."""
    amounts = dict(zip(spec.pages, spec.amounts, strict=True))
    above = {name: amounts[name] if name in spec.read else NONE for name in spec.pages}
    return [
        Part(id=POWER),
        Part(id=ASKED),
        *(Part(id=f"{name}-up", value=float(above[name])) for name in spec.pages),
        *(Part(id=f"{name}-down", value=float(amounts[name])) for name in spec.pages),
    ]


def _lines(house: Actor) -> list[Part]:
    return [part for part in house.parts if part.id.startswith("line-")]


def _pages(house: Actor, where: str) -> list[tuple[str, Part]]:
    return [(part.id.removesuffix(where), part) for part in house.parts if part.id.endswith(where)]


def _of(part: Part) -> str:
    """Which page a part is, and where."""
    name, _, where = part.id.rpartition("-")
    return f"{name.title()}'s page {'in memory' if where == 'up' else 'on disk'}"


def append(house: Actor, text: str) -> Part:
    """Another line of the log."""
    return Part(id=f"line-{len(_lines(house))}", text=text)


def contents(house: Actor) -> str:
    """What is in memory, what on disk, and how long the log is."""
    above = [f"{name.title()} {part.value:g}" for name, part in _pages(house, "-up") if part.value != NONE]
    below = [f"{name.title()} {part.value:g}" for name, part in _pages(house, "-down")]
    count = len(_lines(house))
    log = f", and a log with {count or 'no'} line{'' if count == 1 else 's'}" if house.spec.log else ""
    return f"in memory {', '.join(above) or 'nothing'}; on disk {', '.join(below)}{log}"


def places(_: Actor, chosen: Sequence[Part]) -> str:
    """A part as a listener would call it."""
    names = {POWER: "the power", ASKED: "what is asked"}
    return " and ".join(names.get(part.id) or part.text or _of(part) for part in chosen)


def becomes(old: Actor, new: Actor) -> str:
    """Which pages have another amount, or have come to memory, or are lost from it."""
    pairs = [(a, b) for a, b in zip(old.parts, new.parts, strict=True) if a.value != b.value]
    lost = [_of(b).removesuffix(" in memory") for _, b in pairs if b.value == NONE]
    rest = [
        f"{_of(b)} {'is' if a.value == NONE else 'becomes'} {b.value:g}" for a, b in pairs if b.value != NONE
    ]
    gone = [f"{' and '.join(lost)} {'is' if len(lost) == 1 else 'are'} gone from memory"] if lost else []
    asked = [
        f"“{b.text}” is asked for"
        for a, b in zip(old.parts, new.parts, strict=True)
        if a.text != b.text and b.text
    ]
    return ", ".join([*asked, *gone, *rest])


def draw(house: Actor, area: Rect) -> Iterator[Shape]:
    """Two rooms one above the other; the floor between them is a bolt while the power is down."""
    power = next(part for part in house.parts if part.id == POWER)
    floor = area.y + area.h * SHARE
    upper = Rect(area.x, area.y, area.w, floor - GAP - area.y)
    lower = Rect(area.x, floor + GAP, area.w, area.bottom - floor - GAP)
    yield from _room("memory", upper, dark=power.down)
    yield from _room("disk", lower, dark=False)
    yield _bolt(area, floor, down=power.down)
    wide = area.w * LOG if house.spec.log else 0.0
    left = area.x + SIDE
    yield from _sheets(house, "-up", Rect(left + wide, upper.y, area.w - SIDE - wide, upper.h))
    yield from _sheets(house, "-down", Rect(left + wide, lower.y, area.w - SIDE - wide, lower.h))
    if house.spec.log:
        yield from _asked(house, Rect(left, upper.y, wide, upper.h))
        yield from _log(house, Rect(left, lower.y, wide, lower.h))


def _room(name: str, room: Rect, *, dark: bool) -> Iterator[Shape]:
    """A room with its name; the one that forgets has a broken wall."""
    yield Box(
        key=f"{name}-room",
        x=room.x,
        y=room.y,
        w=room.w,
        h=room.h,
        radius=22,
        fill="bad@0.10" if dark else "surface",
        stroke="bad" if dark else "line",
        stroke_width=3,
        dashed=name == "memory",
        z=-2,
    )
    yield Label(
        key=f"{name}-name",
        x=room.x + INSET,
        y=room.centre[1],
        text=name,
        size=42,
        weight=520,
        colour="muted",
        anchor="start",
    )


def _bolt(area: Rect, floor: float, *, down: bool) -> Curve:
    """A line from wall to wall: flat, or the teeth of lightning."""
    step = area.w / (len(TEETH) - 1)
    points = [(area.x + step * i, floor + tooth * down) for i, tooth in enumerate(TEETH)]
    return line(
        "bolt", *points, stroke="warn" if down else "line", width=10 if down else 4, z=4 if down else -1
    )


def _sheets(house: Actor, where: str, room: Rect) -> Iterator[Shape]:
    """A sheet for each page, side by side: dashed and empty where memory holds none."""
    pages = _pages(house, where)
    pitch = (room.w - INSET) / len(pages)
    wide, high = min(pitch - 36, 320.0), min(room.h - 2 * INSET, 280.0)
    top = room.centre[1] - high / 2
    for i, (name, part) in enumerate(pages):
        x = room.x + pitch * (i + 0.5)
        here = part.value != NONE
        role = part.role or ("accent" if where == "-down" else "ink")
        yield Box(
            key=f"{part.id}/sheet",
            x=x - wide / 2,
            y=top,
            w=wide,
            h=high,
            radius=12,
            fill=f"{role}@0.18" if here else None,
            stroke=role if here else "line",
            stroke_width=5 if part.role else 2.5,
            dashed=not here,
        )
        yield Label(key=f"{part.id}/name", x=x, y=top + high * 0.26, text=name.title(), size=42, colour="ink")
        if here:
            yield Label(
                key=f"{part.id}/amount",
                x=x,
                y=top + high * 0.64,
                text=f"{part.value:g}",
                size=78,
                weight=620,
                colour="ink",
                number=part.value,
                format=".0f",
            )


def _asked(house: Actor, room: Rect) -> Iterator[Shape]:
    """What a client wants, above the log: known as long as anything is in memory."""
    part = next(part for part in house.parts if part.id == ASKED)
    if part.text and any(page.value != NONE for _, page in _pages(house, "-up")):
        role = part.role or "ink"
        box = Rect(room.x, room.centre[1] - 56, room.w - INSET, 112)
        yield Box(
            key=f"{ASKED}/box",
            x=box.x,
            y=box.y,
            w=box.w,
            h=box.h,
            radius=56,
            fill=f"{role}@0.14",
            stroke=role,
            stroke_width=5 if part.role else 2.5,
        )
        yield Label(
            key=f"{ASKED}/text", x=box.centre[0], y=box.centre[1], text=part.text, size=46, weight=560
        )


def _log(house: Actor, room: Rect) -> Iterator[Shape]:
    """Lines from the top down, and places for those to come."""
    lines = _lines(house)
    most = max(house.spec.lines, len(lines))
    pitch = min(MOST, (room.h - HEAD - 2 * INSET) / most)
    top = room.centre[1] - (HEAD + pitch * most) / 2
    yield Label(
        key="log-name", x=room.x, y=top + 24, text="log", size=42, weight=520, colour="muted", anchor="start"
    )
    for i in range(most):
        part = lines[i] if i < len(lines) else None
        role = (part.role or "ink") if part else "line"
        y = top + HEAD + pitch * i
        yield Box(
            key=f"line-{i}/box",
            x=room.x,
            y=y,
            w=room.w - INSET,
            h=pitch - 12,
            radius=10,
            fill=f"{role}@0.14" if part else None,
            stroke=role if part else "line",
            stroke_width=5 if part and part.role else 2,
            dashed=part is None,
        )
        if part:
            yield Label(
                key=f"line-{i}/text",
                x=room.x + 28,
                y=y + (pitch - 12) / 2,
                text=part.text,
                size=46,
                face="mono",
                weight=560,
                anchor="start",
            )


HOUSE = Kind(
    name="house",
    spec=House,
    parts=parts,
    contents=contents,
    draw=draw,
    part="part",
    places=places,
    becomes=becomes,
    append=append,
    room=lambda spec: 2 + 2 * len(spec.pages) + spec.lines,
    verbs={"fail", "recover"},
    example="{is: house, pages: [ana, ben], amounts: [100, 50]}",
)
