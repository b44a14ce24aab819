"""An actor of this film: logs that stand side by side, and water in those that are in sync."""

from __future__ import annotations

from collections.abc import Iterator

from explainsite.actors import Actor, Box, Field, Int, Kind, Label, Name, Part, Rect, Shape, Spec, line

FOOT = 76.0
LABELS = 250.0
TALLEST, WIDEST = 112.0, 238.0
PAD, ASIDE = 16.0, 20.0
SIZE = 42.0
HEADROOM = 0.6


class Pool(Spec):
    """Copies of one log as columns that grow upwards, and a line below which all that are in sync agree."""

    logs: dict[Name, list[Name]] = Field(..., description="The records of each log, the oldest first.")
    ends: list[Int] = Field(..., description="How many of them each has at the start.")
    leader: Name = Field(..., description="Whose log is the leader's at the start.")


def things(spec: Pool) -> list[Part]:
    """Of each log its length, whether it is in sync, and its records; the line, its name, and the leader."""
    parts = [
        Part(id="line", value=0.0),
        Part(id="term", value=0.0),
        Part(id="leader", value=float(list(spec.logs).index(spec.leader))),
    ]
    for (name, records), end in zip(spec.logs.items(), spec.ends, strict=True):
        low = name.lower()
        parts += [
            Part(id=low, text=f"{name}'s end", value=float(end)),
            Part(id=f"{low}-in", text=name, value=1.0),
        ]
        parts += [Part(id=f"{low}{i}", text=f"{name}'s {record}") for i, record in enumerate(records)]
    return parts


def _part(pool: Actor, name: str) -> Part:
    return next(part for part in pool.parts if part.id == name)


def _number(pool: Actor, name: str) -> int:
    return round(_part(pool, name).value or 0.0)


def standing(pool: Actor) -> str:
    """The last record of each log, who leads, who is out, and where the line is."""
    told = []
    for i, name in enumerate(pool.spec.logs):
        low = name.lower()
        end = _record_of(_part(pool, f"{low}{_number(pool, low) - 1}"))
        state = " and leading" if i == _number(pool, "leader") else ""
        if _part(pool, f"{low}-in").down:
            state = " but down"
        elif not _number(pool, f"{low}-in"):
            state = " but not in sync"
        told.append(f"{name} up to {end}{state}")
    if at := _number(pool, "line"):
        leader = list(pool.spec.logs)[_number(pool, "leader")].lower()
        mark = "high watermark" if _number(pool, "term") else "line"
        told.append(f"the {mark} above {_record_of(_part(pool, f'{leader}{at - 1}'))}")
    return ", ".join(told)


def _record_of(part: Part) -> str:
    """What stands in a record, whose part is named after its log too."""
    return part.text.rpartition(" ")[2]


def draw(pool: Actor, area: Rect) -> Iterator[Shape]:
    """Columns of records from the floor upwards, with water up to the line."""
    spec = pool.spec
    step = min(WIDEST, (area.w - LABELS) / len(spec.logs))
    left = area.centre[0] - (step * len(spec.logs) + LABELS) / 2
    rows = max(len(records) for records in spec.logs.values()) + HEADROOM
    tall = min(TALLEST, (area.h - FOOT) / rows)
    floor = area.y + (area.h + tall * rows - FOOT) / 2
    at = _number(pool, "line")
    level = floor - at * tall
    for i, name in enumerate(spec.logs):
        column = Rect(left + i * step, level, step, floor - level)
        yield from _column(pool, name, i, column, tall)
    if at:
        yield from _words(pool, left + len(spec.logs) * step + 24, level)


def _column(pool: Actor, name: str, index: int, column: Rect, tall: float) -> Iterator[Shape]:
    low, at, floor = name.lower(), _number(pool, "line"), column.bottom
    part = _part(pool, f"{low}-in")
    wet = bool(at and _number(pool, f"{low}-in") and not part.down)
    if wet:
        yield Box(
            key=f"{low}-in/water",
            x=column.x,
            y=column.y,
            w=column.w,
            h=column.h,
            radius=0,
            fill="accent@0.24",
            z=-2,
        )
        yield line(
            f"{low}-in/level", (column.x, column.y), (column.right, column.y), stroke="accent", width=7, z=3
        )
    elif at:
        yield line(
            f"{low}-in/far",
            (column.x, column.y),
            (column.right, column.y),
            stroke="accent",
            width=3,
            dashed=True,
            z=3,
        )
    yield line(
        f"{low}-in/floor", (column.x + 8, floor + 6), (column.right - 8, floor + 6), stroke="line", width=5
    )
    leads = index == _number(pool, "leader")
    state = "is down" if part.down else "leads" if leads else "" if _number(pool, f"{low}-in") else "is out"
    yield Label(
        key=f"{low}-in/name",
        x=column.centre[0],
        y=floor + FOOT / 2 + 10,
        text=f"{name} {state}".strip(),
        size=SIZE,
        weight=650 if leads else 450,
        colour="bad" if part.down else "ink" if leads or wet or not at else "muted",
    )
    top = floor - _number(pool, low) * tall
    yield Box(
        key=f"{low}/mouth", x=column.x + ASIDE, y=top - 4, w=column.w - 2 * ASIDE, h=2
    )  # where records come in
    for i in range(_number(pool, low)):
        record = _part(pool, f"{low}{i}")
        rect = Rect(column.x + ASIDE, floor - (i + 1) * tall + PAD / 2, column.w - 2 * ASIDE, tall - PAD)
        role = record.role or (
            "muted"
            if part.down
            else "data-3"
            if not at
            else "muted"
            if not wet
            else "good"
            if i < at
            else "warn"
        )
        yield from _record(record, rect, role, dashed=bool(part.down or (wet and i >= at)))


def _record(part: Part, rect: Rect, role: str, *, dashed: bool) -> Iterator[Shape]:
    yield Box(
        key=f"{part.id}/box",
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
        fill=None if dashed else f"{role}@0.22",
        stroke=role,
        stroke_width=5 if part.role else 3,
        dashed=dashed,
    )
    yield Label(
        key=f"{part.id}/record",
        x=rect.centre[0],
        y=rect.centre[1],
        text=_record_of(part),
        size=SIZE,
        face="mono",
        weight=550,
        z=1,
        colour=role if dashed else "ink",
    )


def _words(pool: Actor, x: float, y: float) -> Iterator[Shape]:
    if _number(pool, "term"):
        for i, word in enumerate(("high", "watermark")):
            yield Label(
                key=f"term/{word}",
                x=x,
                y=y - 22 + 44 * i,
                text=word,
                size=SIZE,
                weight=650,
                colour="accent",
                anchor="start",
            )
        return
    yield Label(key="line/above", x=x, y=y - 36, text="not yet", size=SIZE, colour="warn", anchor="start")
    yield Label(key="line/below", x=x, y=y + 36, text="readable", size=SIZE, colour="good", anchor="start")


POOL = Kind(
    name="pool",
    spec=Pool,
    parts=things,
    contents=standing,
    draw=draw,
    part="record",
    verbs={"fail", "recover"},
    example="{is: pool, logs: {A: [x], B: [x]}, ends: [1, 1], leader: A}",
)
