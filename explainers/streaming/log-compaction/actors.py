"""Two actors of this film: a log as a shelf of numbered records, and the prices known from it."""

from __future__ import annotations

from collections.abc import Iterator

from explainsite.actors import (
    Actor,
    Box,
    Dot,
    Field,
    Int,
    Kind,
    Label,
    Name,
    Part,
    Rect,
    Role,
    Shape,
    Spec,
    line,
    text_width,
)

GAP = 12.0
TALLEST = 470.0
PLATE = 74.0
BOARD, BELOW = 12.0, 96.0
KEY, VALUE, NUMBER = 38.0, 68.0, 42.0
FEW = 6
GONE = "gone"


class Shelf(Spec):
    """A log as a shelf: records side by side, each with a number that it keeps wherever it stands."""

    records: list[list[Name]] = Field(..., description="Each record's key and value; the first has number 0.")
    keys: dict[Name, Role] = Field(..., description="The keys, each with its colour role.")
    room: Int = Field(..., description="How many records have room.")


def things(spec: Shelf) -> list[Part]:
    """Of each record its place on the shelf, -1 where it is not on it; and what is seen beside them.

    `end` is 1 where the shelf is full, `ask` the number that a reader asks for, and `tail` how many records
    at the left are clean; all are -1 where they are not seen.
    """
    records = [Part(id=f"r{i}", text=f"number {i}", value=-1.0) for i in range(len(spec.records))]
    return records + [Part(id=name, value=-1.0) for name in ("end", "ask", "tail")]


def _number(shelf: Actor, name: str) -> int:
    return round(next(part.value or 0.0 for part in shelf.parts if part.id == name))


def _there(shelf: Actor) -> list[tuple[int, Part]]:
    """The records on the shelf with their numbers, from the left."""
    return [
        (i, part) for i, part in enumerate(shelf.parts[: len(shelf.spec.records)]) if (part.value or 0.0) >= 0
    ]


def standing(shelf: Actor) -> str:
    """What is on the shelf, and whether it has gaps."""
    there = _there(shelf)
    if not there:
        return "nothing"
    if len(there) > FEW:
        told = f"{len(there)} records, the first number {there[0][0]} and the last number {there[-1][0]}"
    else:
        told = ", ".join(f"number {i} {' '.join(shelf.spec.records[i])}" for i, _ in there)
    gaps = (there[-1][1].value or 0.0) - (there[0][1].value or 0.0) >= len(there) or there[0][1].value
    told += ", with gaps" if gaps else ""
    if (ask := _number(shelf, "ask")) >= 0:
        got = _given(shelf)
        told += f"; who asks for number {ask} is given {f'number {got[0]}' if got else 'nothing'}"
    if (tail := _number(shelf, "tail")) >= 0:
        told += f"; {tail} clean, {len(there) - tail} new, {shelf.spec.room - len(there)} free"
    return told + ("; full" if _number(shelf, "end") > 0 else "")


def becomes(before: Actor, after: Actor) -> str:
    """What has come, gone or moved up, what a reader is given, and how clean the shelf is."""
    said = [_records_become(before, after)]
    ask, tail = _number(after, "ask"), _number(after, "tail")
    if ask >= 0 and ask != _number(before, "ask"):
        got = _given(after)
        said.append(f"who asks for number {ask} is given {f'number {got[0]}' if got else 'nothing'}")
    if tail >= 0 and tail != _number(before, "tail"):
        count = len(_there(after))
        said.append(f"{tail} are clean, {count - tail} new, {after.spec.room - count} places free")
    if _number(after, "end") > max(0, _number(before, "end")):
        said.append("the shelf is full")
    return "; ".join(words for words in said if words)


def _records_become(before: Actor, after: Actor) -> str:
    """Which records come and which go; or that those that stay move up."""
    old, new = dict(_there(before)), dict(_there(after))
    came = [i for i in new if i not in old]
    gone = [i for i in old if i not in new]
    said = [_of_them(after, came, "comes")] if came else []
    said += [_of_them(after, gone, "goes")] if gone else []
    if not said and any(old[i].value != new[i].value for i in new):
        stay = ", ".join(str(i) for i in new)
        return f"the gaps close; the numbers stay: {stay}" if len(new) <= FEW else "the gaps close"
    return "; ".join(said)


def _of_them(shelf: Actor, numbers: list[int], verb: str) -> str:
    """Records that come or go: few by what they hold, more by their numbers."""
    deed = (
        verb if len(numbers) == 1 else verb.removesuffix("es") if verb == "goes" else verb.removesuffix("s")
    )
    if len(numbers) < FEW and verb == "comes":
        words = ", ".join(f"number {i} {' '.join(shelf.spec.records[i])}" for i in numbers)
    elif numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 1:
        words = f"numbers {numbers[0]} to {numbers[-1]}"
    else:
        words = f"number{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
    return f"{words} {deed}"


def draw(shelf: Actor, area: Rect) -> Iterator[Shape]:
    """The board with its end, and the records on it."""
    spec = shelf.spec
    step = area.w / (spec.room + 0.35)
    tall = min(TALLEST, area.h - BELOW - BOARD)
    foot = area.y + (area.h + tall + BOARD - BELOW) / 2 - BOARD / 2
    full = _number(shelf, "end") > 0
    right = area.x + step * spec.room + 4
    colour = "bad" if full else "muted"
    yield Box(key="end/board", x=area.x, y=foot, w=right - area.x + BOARD, h=BOARD, radius=0, fill=colour)
    yield Box(key="end/stop", x=right, y=foot - tall, w=BOARD, h=tall, radius=0, fill=colour)
    for i, part in _there(shelf):
        x = area.x + step * (part.value or 0.0) + GAP / 2
        yield from _record(shelf, i, part, Rect(x, foot - tall, step - GAP, tall))
    yield from _question(shelf, area.x, step, foot + BOARD)
    yield from _sides(shelf, area.x, step, foot + BOARD)


def _record(shelf: Actor, i: int, part: Part, rect: Rect) -> Iterator[Shape]:
    """A record: its key, its value, and at its foot its number. One without a value is a tombstone."""
    key, value = shelf.spec.records[i]
    stone = value == GONE
    out = part.role == "muted"
    role = "muted" if out or stone else shelf.spec.keys[key]
    yield Box(
        key=f"{part.id}/box",
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
        radius=rect.w / 2 if stone else 10,
        fill=None if out else f"{role}@0.24",
        stroke=part.role or role,
        stroke_width=6 if part.role and not out else 3,
        dashed=out,
    )
    if not out:
        yield Box(
            key=f"{part.id}/plate",
            x=rect.x,
            y=rect.bottom - PLATE,
            w=rect.w,
            h=PLATE,
            radius=10,
            fill=f"{role}@0.36",
        )
    ink = "muted" if out else "ink"
    middle = rect.centre[0]
    name = min(KEY, KEY * (rect.w - 20) / text_width(key, KEY, weight=560))
    yield Label(
        key=f"{part.id}/key",
        x=middle,
        y=rect.y + (86 if stone else 46),
        text=key,
        size=name,
        weight=560,
        colour=ink,
    )
    yield Label(
        key=f"{part.id}/value",
        x=middle,
        y=rect.y + (rect.h - PLATE) / 2 + (50 if stone else 20),
        text="†" if stone else value,
        size=VALUE,
        weight=650,
        colour=ink,
    )
    yield Label(
        key=f"{part.id}/number",
        x=middle,
        y=rect.bottom - PLATE / 2,
        text=str(i),
        size=NUMBER,
        face="mono",
        weight=600,
        colour=ink,
    )


def _question(shelf: Actor, left: float, step: float, top: float) -> Iterator[Shape]:
    """A reader that asks for a number, and the record that it is given, if there is one."""
    ask = _number(shelf, "ask")
    if ask < 0:
        return
    there = _there(shelf)
    before = max((part.value or 0.0 for i, part in there if i < ask), default=-1.0)
    got = _given(shelf)
    x, y = left + step * (before + 1), top + 58
    yield Dot(key="ask/dot", x=x, y=y, r=14, fill="ink")
    words = f"from {ask} on"
    if got is None:
        words += ": nothing"
    else:
        x = left + step * ((got[1].value or 0.0) + 0.5)
        way = ((left + step * (before + 1), y), (x, y), (x, top + 14))
        yield line("ask/way", *way, stroke="ink", width=6, arrow=True, grows=True)
    yield Label(key="ask/words", x=x + 34, y=y, text=words, size=48, weight=560, anchor="start")


def _given(shelf: Actor) -> tuple[int, Part] | None:
    """The record that a reader gets: the one that it asks for, or the next."""
    return next(((i, part) for i, part in _there(shelf) if i >= _number(shelf, "ask")), None)


def _sides(shelf: Actor, left: float, step: float, top: float) -> Iterator[Shape]:
    """Which records are clean, which are new, and how much is free."""
    tail = _number(shelf, "tail")
    if tail < 0:
        return
    count, room = len(_there(shelf)), shelf.spec.room
    sides = [("clean", 0, tail, "good"), ("new", tail, count, "warn"), ("free", count, room, "muted")]
    for name, begin, end, role in sides:
        if end <= begin:
            continue
        x0, x1 = left + step * begin + GAP / 2, left + step * end - GAP / 2
        yield Box(key=f"tail/{name}", x=x0, y=top + 20, w=x1 - x0, h=10, radius=5, fill=role)
        yield Label(
            key=f"tail/{name}-words",
            x=(x0 + x1) / 2,
            y=top + 66,
            text=f"{end - begin} {name}",
            size=NUMBER,
            weight=560,
            colour=role,
        )


class Tags(Spec):
    """Price tags: what a reader knows of each key."""

    keys: dict[Name, Role] = Field(..., description="The keys, each with its colour role.")


def tags_of(spec: Tags) -> list[Part]:
    """A tag for each key; its price is what `note` gives it."""
    return [Part(id=key, text=key) for key in spec.keys]


def known(tags: Actor) -> str:
    """The prices that are there."""
    return ", ".join(f"{part.text} {part.note}" for part in tags.parts if part.note)


def draw_tags(tags: Actor, area: Rect) -> Iterator[Shape]:
    """Tags in a row, each with a hole for its string."""
    count = len(tags.parts)
    step = area.w / count
    w, h = min(step - 60, 330.0), min(area.h, 130.0)
    for i, part in enumerate(tags.parts):
        x, y = area.x + step * (i + 0.5) - w / 2, area.centre[1] - h / 2
        role = part.role or tags.spec.keys[part.id]
        yield Box(
            key=f"{part.id}/tag",
            x=x,
            y=y,
            w=w,
            h=h,
            radius=24,
            fill=f"{role}@0.14",
            stroke=role,
            stroke_width=4,
        )
        yield Label(
            key=f"{part.id}/key", x=x + 32, y=y + h / 2, text=part.text, size=46, weight=500, anchor="start"
        )
        yield Label(
            key=f"{part.id}/price",
            x=x + w - 32,
            y=y + h / 2,
            text=part.note,
            size=66,
            weight=650,
            colour=part.role or "ink",
            anchor="end",
        )


SHELF = Kind(
    name="shelf",
    spec=Shelf,
    parts=things,
    contents=standing,
    draw=draw,
    becomes=becomes,
    part="record",
    example="{is: shelf, records: [[tea, '3']], keys: {tea: data-1}, room: 4}",
)
TAGS = Kind(
    name="tags",
    spec=Tags,
    parts=tags_of,
    contents=known,
    draw=draw_tags,
    part="tag",
    verbs={"note"},
    example="{is: tags, keys: {tea: data-1}}",
)
