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
    """A ladder with a place for each step and its result: known to a process, or a rung once written."""

    steps: tuple[Name, ...]
    results: tuple[Text, ...] = ()
    at: Int = 0


def rungs(spec: Ladder) -> list[Part]:
    """A part for each step; how many results are known, and how many held; the process and its number."""
    amounts = {"known": spec.at, "held": 0, "number": 1, "process": spec.at}
    return [
        *(Part(id=name, text=name) for name in spec.steps),
        *(Part(id=name, text=f"the {name}", value=float(amount)) for name, amount in amounts.items()),
    ]


def _steps(ladder: Actor) -> list[Part]:
    return [part for part in ladder.parts if part.value is None]


def _value(ladder: Actor, name: str) -> int:
    return next(int(part.value or 0) for part in ladder.parts if part.id == name)


def _result(ladder: Actor, i: int) -> str:
    """What came of a step, if that is written, known, or noted."""
    note = _steps(ladder)[i].note
    return note or (
        ladder.spec.results[i] if i < max(_value(ladder, "known"), _value(ladder, "held")) else ""
    )


def _is_held(ladder: Actor, i: int) -> bool:
    """Whether a result is written down, not only known."""
    return bool(_steps(ladder)[i].note) or i < _value(ladder, "held")


def _held(ladder: Actor) -> int:
    return sum(_is_held(ladder, i) for i in range(len(ladder.spec.steps)))


def contents(ladder: Actor) -> str:
    """Where the process is, and what is written down."""
    held = _held(ladder)
    return f"{_stands(ladder)}, {held or 'no'} result{'' if held == 1 else 's'} written down"


def _stands(ladder: Actor) -> str:
    at = _value(ladder, "process")
    return f"process {_value(ladder, 'number')} {f'on rung {at}' if at else 'on the ground'}"


def becomes(before: Actor, after: Actor) -> str:
    """Where the process goes, what comes of the steps that it does, and what a fall leaves."""
    was, at = _value(before, "process"), _value(after, "process")
    if _value(after, "number") != _value(before, "number"):
        return f"now it is {_stands(after)}"
    if not at:
        held = _held(after)
        return f"it falls to the ground; {f'{held} rungs stay' if held else 'what it knew is gone'}"
    words = f"process {_value(after, 'number')} {'climbs to' if at > was else 'goes back to'} rung {at}"
    fresh = [_result(after, i) for i in range(at) if _result(after, i) != _result(before, i)]
    how = "writes down" if _value(after, "held") > _value(before, "held") else "learns"
    return f"{words} and {how}: {'; '.join(fresh)}" if fresh else words


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
        result, is_held = _result(ladder, i), _is_held(ladder, i)
        role = part.role or ("accent" if is_held else "warn" if result else "line")
        yield Box(
            key=f"{part.id}/rung",
            x=left + 12,
            y=y - RUNG / 2,
            w=wide - 24,
            h=RUNG,
            radius=10,
            fill=f"{role}@0.34" if is_held else None,
            stroke=role,
            stroke_width=3,
            dashed=not is_held,
        )
        words = result or ("not written" if role == "bad" else "")
        if words:
            yield Label(
                key=f"{part.id}/{'result' if result else 'missing'}",
                x=left + (wide - R) / 2,
                y=y,
                text=words,
                size=44,
                weight=560,
                colour="ink" if result else role,
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
    contents=contents,
    draw=draw_ladder,
    becomes=becomes,
    part="rung",
    verbs={"note", "fail", "recover"},
    example="{is: ladder, steps: [ask, pay]}",
)
