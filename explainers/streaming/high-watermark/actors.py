"""An actor of this film: logs that stand side by side, and water in those that are in sync."""

from __future__ import annotations

from collections.abc import Iterator

from explainsite.actors import Actor, Box, Field, Int, Kind, Label, Name, Part, Rect, Shape, Spec, line

FOOT = 104.0
BEFORE, AFTER = 120.0, 216.0
TALLEST, WIDEST = 112.0, 178.0
PAD, ASIDE = 14.0, 12.0
SIZE, SMALL = 40.0, 36.0
HEADROOM = 0.9


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
            Part(id=low, text=f"log {name}", value=float(end)),
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


def becomes(before: Actor, after: Actor) -> str:
    """What has grown, what was cut off, who leads and who counts, and where the line is now."""
    names = list(after.spec.logs)
    said = [words for name in names if (words := _log_becomes(before, after, name))]
    if (leads := _number(after, "leader")) != _number(before, "leader"):
        said.append(f"{names[leads]} leads now")
    at = _number(after, "line")
    if at and at != _number(before, "line"):
        below = _record_of(_part(after, f"{names[leads].lower()}{at - 1}"))
        said.append(f"the line {'rises to' if _number(before, 'line') else 'is drawn'} just above {below}")
    if _number(after, "term") > _number(before, "term"):
        said.append("the line gets its name, high watermark")
    return "; ".join(said)


def _log_becomes(before: Actor, after: Actor, name: str) -> str:
    """What is new in one log, and whether its copy counts."""
    low = name.lower()
    was, now = _number(before, low), _number(after, low)
    some = [_record_of(_part(after, f"{low}{i}")) for i in range(was, now)]
    cut = [_record_of(_part(before, f"{low}{i}")) for i in range(now, was)]
    said = [f"{name} has {' and '.join(some)} now"] if some else []
    said += [f"{name} cuts off {' and '.join(cut)}"] if cut else []
    if (counts := _number(after, f"{low}-in")) != _number(before, f"{low}-in"):
        said.append(f"{name} is {'in the set again' if counts else 'out of the set'}")
    return ", ".join(said)


def _record_of(part: Part) -> str:
    """What stands in a record, whose part is named after its log too."""
    return part.text.rpartition(" ")[2]


def draw(pool: Actor, area: Rect) -> Iterator[Shape]:
    """Columns of records from the floor upwards, with water up to the line."""
    spec = pool.spec
    step = min(WIDEST, (area.w - BEFORE - AFTER) / len(spec.logs))
    left = area.centre[0] - (BEFORE + step * len(spec.logs) + AFTER) / 2 + BEFORE
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
    colour = "bad" if part.down else "ink" if leads or wet or not at else "muted"
    yield Label(
        key=f"{low}-in/name",
        x=column.centre[0],
        y=floor + 36,
        text=name,
        size=SIZE,
        weight=650 if leads else 450,
        colour=colour,
    )
    if state:
        yield Label(
            key=f"{low}-in/state", x=column.centre[0], y=floor + 82, text=state, size=SMALL, colour=colour
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
                size=SMALL,
                weight=650,
                colour="accent",
                anchor="start",
            )
        return
    yield Label(key="line/above", x=x, y=y - 30, text="not yet", size=SMALL, colour="warn", anchor="start")
    yield Label(key="line/below", x=x, y=y + 30, text="readable", size=SMALL, colour="good", anchor="start")


POOL = Kind(
    name="pool",
    spec=Pool,
    parts=things,
    contents=standing,
    draw=draw,
    part="record",
    becomes=becomes,
    verbs={"fail", "recover"},
    example="{is: pool, logs: {A: [x], B: [x]}, ends: [1, 1], leader: A}",
)
