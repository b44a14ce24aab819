"""The actor of this film: a ladder whose rungs are results written down, and the process that climbs it."""

from __future__ import annotations

from collections.abc import Iterator

from explainsite.actors import Actor, Box, Dot, Int, Kind, Label, Name, Part, Rect, Shape, Spec, Text, line

PITCH = 98.0
RUNG = 64.0
R = 38.0
NAMES = 176.0
WIDEST = 860.0
ABOVE = 56.0
BELOW = 100.0


class Ladder(Spec):
    """A ladder with a place for each step; `note` writes down there what came of it, which makes a rung."""

    steps: tuple[Name, ...]
    known: tuple[Text, ...] = ()
    at: Int = 0


def rungs(spec: Ladder) -> list[Part]:
    """A part for each step, which process climbs, and which rung it stands on."""
    known = dict(zip(spec.steps, spec.known, strict=False))
    steps = [
        Part(id=name, text=name, note=known.get(name, ""), role="warn" if name in known else None)
        for name in spec.steps
    ]
    return [
        *steps,
        Part(id="number", text="the number", value=1.0),
        Part(id="process", text="the process", value=float(spec.at)),
    ]


def _steps(ladder: Actor) -> list[Part]:
    return [part for part in ladder.parts if part.value is None]


def _held(part: Part) -> bool:
    """Whether it is written down, not only known."""
    return bool(part.note) and part.role != "warn"


def _value(ladder: Actor, name: str) -> int:
    return next(int(part.value or 0) for part in ladder.parts if part.id == name)


def state(ladder: Actor) -> str:
    """Where the process is, and what is written down."""
    at, number = _value(ladder, "process"), _value(ladder, "number")
    where = f"on rung {at}" if at else "on the ground"
    held = sum(_held(part) for part in _steps(ladder))
    return f"process {number} {where}, {held or 'no'} result{'' if held == 1 else 's'} written down"


def draw_ladder(ladder: Actor, area: Rect) -> Iterator[Shape]:
    """Step names at the left, rails and rungs, from the ground up; the process on its rung."""
    steps = _steps(ladder)
    pitch = min(PITCH, (area.h - ABOVE - BELOW) / (len(steps) - 1) if len(steps) > 1 else PITCH)
    wide = min(WIDEST, area.w - NAMES - 2 * R)
    left = area.centre[0] - (NAMES + wide) / 2 + NAMES
    right = left + wide
    ground = area.centre[1] + (ABOVE + BELOW + pitch * (len(steps) - 1)) / 2
    first = ground - BELOW
    top = first - pitch * (len(steps) - 1) - ABOVE
    yield line("ground", (left - 50, ground), (right + 50, ground), stroke="muted", width=4)
    for name, x in (("left", left), ("right", right)):
        yield line(f"rail-{name}", (x, ground), (x, top), stroke="muted", width=8)
    for i, part in enumerate(steps):
        y = first - pitch * i
        yield Label(
            key=f"{part.id}/name", x=left - 30, y=y, text=part.text, size=44, weight=520, anchor="end"
        )
        role = part.role or ("accent" if part.note else "line")
        yield Box(
            key=f"{part.id}/rung",
            x=left + 12,
            y=y - RUNG / 2,
            w=wide - 24,
            h=RUNG,
            radius=10,
            fill=f"{role}@0.34" if _held(part) else None,
            stroke=role,
            stroke_width=3,
            dashed=not _held(part),
        )
        words = part.note or ("not written" if role == "bad" else "")
        if words:
            yield Label(
                key=f"{part.id}/{'result' if part.note else 'missing'}",
                x=left + (wide - R) / 2,
                y=y,
                text=words,
                size=44,
                weight=560,
                colour="ink" if part.note else role,
            )
    yield from _climber(ladder, right, ground, first, pitch)


def _climber(ladder: Actor, x: float, ground: float, first: float, pitch: float) -> Iterator[Shape]:
    """A disc with the number of the process; with a cross through it when it is dead."""
    part = next(part for part in ladder.parts if part.id == "process")
    at = _value(ladder, "process")
    y = first - pitch * (at - 1) if at else ground - R - 2
    role = "bad" if part.down else part.role or "ink"
    yield Dot(key="process/disc", x=x, y=y, r=R, fill=role, z=3)
    if not part.down:
        yield Label(
            key="process/number",
            x=x,
            y=y,
            text=str(_value(ladder, "number")),
            size=44,
            weight=680,
            colour="ground",
            z=4,
        )
        return
    for name, dx in (("fall", -1), ("rise", 1)):
        start, end = (x - 30 * dx, y - 30), (x + 30 * dx, y + 30)
        yield line(f"process/{name}", start, end, stroke="ground", width=9, grows=True, z=5)


LADDER = Kind(
    name="ladder",
    spec=Ladder,
    parts=rungs,
    contents=state,
    draw=draw_ladder,
    part="rung",
    verbs={"note", "fail", "recover"},
    example="{is: ladder, steps: [ask, pay]}",
)
