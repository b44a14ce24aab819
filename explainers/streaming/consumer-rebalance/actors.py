"""Two actors of this film: strands that are plugged into readers or hang loose, and when each was read."""

from __future__ import annotations

from collections.abc import Iterator
from math import pi, sin

from explainsite.actors import (
    Actor,
    Amount,
    Box,
    Dot,
    Field,
    Graph,
    Int,
    Kind,
    Label,
    Name,
    Part,
    Point,
    Rect,
    Role,
    Shape,
    Spec,
    line,
)

# Shares of the width: the numbers, the channels in which records pile up, and the readers.
NUMBERS, CHANNEL, READER = 0.09, 0.2, 0.17
HEADING = 56.0
PORT, TALL = 33.0, 48.0
SIZE = 42.0
PLUG = (46.0, 34.0)
SOCKETS = 62.0
# How far a loose strand reaches, and how deep its end hangs.
REACH, DROOP = 0.4, 34.0
STEPS = 24
# So many records are on a strand, and so many more before it and behind it: they run by one at a time.
BEADS, HIDDEN = 4, 2


class Strands(Spec):
    """Partitions as strands, each plugged into its one reader, or loose while records pile up."""

    readers: dict[Name, Role] = Field(..., description="The readers, each with its colour role.")
    plugged: list[Int] = Field(
        ..., description="Of each strand the reader at the start, counted from 1; 0 is loose."
    )
    there: Int = Field(..., description="How many of the readers are there at the start.")
    most: Amount = Field(..., description="How many records make the longest bar at the start.")


def things(spec: Strands) -> list[Part]:
    """Of each strand who reads it and what is unread, the readers, and what is true of all.

    `flow` is how far records have run, `most` what makes the longest bar, and `twin` a reader that takes the
    last strand as well.
    """
    return [
        *(Part(id=f"p{i}", text=f"partition {i}", value=float(at)) for i, at in enumerate(spec.plugged)),
        *(Part(id=f"lag{i}", text=f"what is unread in {i}", value=0.0) for i in range(len(spec.plugged))),
        *(
            Part(id=name.lower(), text=name, value=float(i < spec.there))
            for i, name in enumerate(spec.readers)
        ),
        Part(id="flow", value=0.0),
        Part(id="most", value=float(spec.most)),
        Part(id="twin", value=0.0),
    ]


def _part(strands: Actor, name: str) -> Part:
    return next(part for part in strands.parts if part.id == name)


def _number(strands: Actor, name: str) -> float:
    return _part(strands, name).value or 0.0


def standing(strands: Actor) -> str:
    """Which strands each reader has, which are loose, and what is unread."""
    every = range(len(strands.spec.plugged))
    names = ["no reader", *strands.spec.readers]
    told = []
    for at, name in enumerate(names):
        mine = [str(i) for i in every if _number(strands, f"p{i}") == at]
        if mine and len(mine) == len(every):
            return f"all loose{_piled(strands)}"
        if mine and at:
            told.append(f"{_listed(mine)} in {name}")
    loose = [str(i) for i in every if not _number(strands, f"p{i}")]
    if loose:
        told.append(f"{_listed(loose)} loose")
    if twin := round(_number(strands, "twin")):
        told.append(f"and {every[-1]} in {names[twin]} too")
    return ", ".join(told) + _piled(strands)


def becomes(before: Actor, after: Actor) -> str:
    """Which strands fell out or were plugged in, who came, and what is unread now."""
    said = [
        f"{name} comes"
        for name in after.spec.readers
        if _number(after, name.lower()) > _number(before, name.lower())
    ]
    said += _moves(before, after)
    last = len(after.spec.plugged) - 1
    if (twin := round(_number(after, "twin"))) != round(_number(before, "twin")):
        names = list(after.spec.readers)
        said.append(f"{names[twin - 1]} reads {last} too" if twin else f"one reader lets go of {last}")
    if (piled := _piled(after)) != _piled(before):
        said.append(piled.removeprefix(", ") or "nothing is unread")
    elif _number(after, "flow") > _number(before, "flow") and not said:
        said.append("orders run through what is plugged in")
    return "; ".join(said)


def _moves(before: Actor, after: Actor) -> list[str]:
    """Of the strands whose reader is another, which fell out, and which are plugged in where."""
    told = []
    every = range(len(after.spec.plugged))
    moved = [i for i in every if _number(before, f"p{i}") != _number(after, f"p{i}")]
    for at, name in enumerate(["", *after.spec.readers]):
        mine = [str(i) for i in moved if _number(after, f"p{i}") == at]
        if mine and at:
            told.append(f"{_listed(mine)} {'are' if mine[1:] else 'is'} plugged into {name}")
        elif mine:
            told.append(
                f"{'all' if len(mine) == len(every) else _listed(mine)} {'fall' if mine[1:] else 'falls'} out"
            )
    return told


def _piled(strands: Actor) -> str:
    lags = [_number(strands, f"lag{i}") for i in range(len(strands.spec.plugged))]
    return "".join(
        f", {amount:,.0f} are unread in {_listed([str(i) for i, lag in enumerate(lags) if lag == amount])}"
        for amount in sorted({lag for lag in lags if lag}, reverse=True)
    )


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def draw(strands: Actor, area: Rect) -> Iterator[Shape]:
    """What is unread on the left, the ports, the strands, and the readers on the right."""
    spec = strands.spec
    count = len(spec.plugged)
    left, port = area.x + area.w * NUMBERS, area.x + area.w * (NUMBERS + CHANNEL)
    yield Label(
        key="lags/name", x=left, y=area.y + HEADING / 2, text="unread", size=38, colour="muted", anchor="end"
    )
    area = Rect(area.x, area.y + HEADING, area.w, area.h - HEADING)
    pitch = area.h / count
    boxes = _boxes(strands, area)
    for i in range(count):
        y = area.y + pitch * (i + 0.5)
        yield from _unread(strands, i, left, (port, y))
        at = round(_number(strands, f"p{i}"))
        end = _socket(strands, i, at, boxes) if at else (port + (boxes[0].x - port) * REACH, y + DROOP)
        yield from _strand(strands, f"p{i}", (port, y), end, at)
        yield Dot(key=f"p{i}/port", x=port, y=y, r=PORT, fill="ground", z=4)
        yield Dot(key=f"p{i}/rim", x=port, y=y, r=PORT - 2, fill="line", z=5)
        yield Label(key=f"p{i}/name", x=port, y=y, text=str(i), size=SIZE, face="mono", weight=600, z=6)
    if twin := round(_number(strands, "twin")):
        y = area.y + pitch * (count - 0.5)
        yield from _strand(strands, "twin", (port, y), _socket(strands, count, twin, boxes), twin)
    for name, box in zip(spec.readers, boxes, strict=True):
        if _number(strands, name.lower()):
            yield from _reader(_part(strands, name.lower()), spec.readers[name], box)


def _boxes(strands: Actor, area: Rect) -> list[Rect]:
    """The places of the readers, below each other."""
    tall = area.h / len(strands.spec.readers)
    return [
        Rect(area.right - area.w * READER, area.y + tall * i + 12, area.w * READER, tall - 24)
        for i in range(len(strands.spec.readers))
    ]


def _socket(strands: Actor, i: int, at: int, boxes: list[Rect]) -> Point:
    """Where a strand meets its reader: below the strands that come before it. One too many is the last."""
    mine = [k for k in range(len(strands.spec.plugged)) if _number(strands, f"p{k}") == at]
    if i not in mine:
        mine.append(i)
    box = boxes[at - 1]
    return (box.x, box.centre[1] + SOCKETS * (mine.index(i) - (len(mine) - 1) / 2))


def _unread(strands: Actor, i: int, left: float, port: Point) -> Iterator[Shape]:
    """The channel before a port, how full it is of records that wait, and their number."""
    lag = _number(strands, f"lag{i}")
    room = port[0] - left - 24
    full = max(1.0, room * min(1.0, lag / _number(strands, "most")))
    for name, wide, fill in (("channel", room, "surface"), ("bar", full, "bad@0.75")):
        yield Box(
            key=f"lag{i}/{name}",
            x=port[0] - wide,
            y=port[1] - TALL / 2,
            w=wide,
            h=TALL,
            radius=0,
            fill=fill,
            z=-1 if name == "bar" else -2,
        )
    yield Label(
        key=f"lag{i}/number",
        x=left,
        y=port[1],
        text=f"{lag:,.0f}",
        size=SIZE,
        face="mono",
        weight=600,
        colour="bad" if lag else "muted",
        anchor="end",
        number=lag,
        format=",.0f",
    )


def _strand(strands: Actor, name: str, port: Point, end: Point, at: int) -> Iterator[Shape]:
    """A strand from its port to a socket, with records that run along it; or loose, with its end hanging."""
    colour = "bad" if name == "twin" or not at else list(strands.spec.readers.values())[at - 1]
    wide, tall = PLUG
    tip = (end[0] - wide, end[1])
    points = _bend(port, tip, hangs=not at)
    yield Graph(key=f"{name}/strand", points=points, stroke=colour, width=9, z=1)
    yield Box(key=f"{name}/plug", x=tip[0], y=tip[1] - tall / 2, w=wide, h=tall, radius=7, fill=colour, z=3)
    for k, dy in enumerate((-8, 8)):
        yield line(
            f"{name}/prong-{k}",
            (tip[0] + wide - 2, tip[1] + dy),
            (tip[0] + wide + 18, tip[1] + dy),
            stroke=colour,
            width=6,
            z=2,
        )
    if at:
        yield from _beads(strands, name, points)


def _bend(start: Point, end: Point, *, hangs: bool) -> tuple[Point, ...]:
    """A strand as points from left to right: an S to its socket, or a fall at its end."""
    (x0, y0), (x1, y1) = start, end
    shares = [i / STEPS for i in range(STEPS + 1)]

    def ease(share: float) -> float:
        return share**3 if hangs else share - sin(2 * pi * share) / (2 * pi)

    return tuple((x0 + (x1 - x0) * share, y0 + (y1 - y0) * ease(share)) for share in shares)


def _beads(strands: Actor, name: str, points: tuple[Point, ...]) -> Iterator[Shape]:
    """Records on their way; others wait in the port and in the plug. A loose strand has none."""
    flow = _number(strands, "flow")
    first = -round(flow)
    for n in range(first - HIDDEN, first + BEADS + HIDDEN + 1):
        share = min(1.0, max(0.0, (n + flow) / BEADS))
        x, y = _at(points, share)
        yield Dot(
            key=f"{name}/bead-{n}/dot",
            x=x + (PLUG[0] / 2 if share == 1 else 0),
            y=y,
            r=11,
            fill="ink",
            on=f"{strands.id}/{name}/strand",
            z=2,
        )


def _at(points: tuple[Point, ...], share: float) -> Point:
    place = share * (len(points) - 1)
    i = min(int(place), len(points) - 2)
    (x0, y0), (x1, y1) = points[i], points[i + 1]
    return (x0 + (x1 - x0) * (place - i), y0 + (y1 - y0) * (place - i))


def _reader(part: Part, role: str, box: Rect) -> Iterator[Shape]:
    """A reader with its name, and with a note what it is about."""
    colour = "bad" if part.down else role
    yield Box(key=f"{part.id}/ground", x=box.x, y=box.y, w=box.w, h=box.h, fill="ground", radius=18, z=4)
    yield Box(
        key=f"{part.id}/box",
        x=box.x,
        y=box.y,
        w=box.w,
        h=box.h,
        radius=18,
        fill=None if part.down else f"{colour}@0.20",
        stroke=colour,
        stroke_width=4,
        dashed=part.down,
        z=5,
    )
    y = box.centre[1] - (26 if part.note else 0)
    yield Label(key=f"{part.id}/name", x=box.centre[0], y=y, text=part.text, size=56, weight=650, z=6)
    if part.note:
        yield Label(
            key=f"{part.id}/note",
            x=box.centre[0],
            y=box.centre[1] + 34,
            text=part.note,
            size=38,
            colour=colour if part.down else "ink",
            z=6,
        )


# --- When each was read -----------------------------------------------------------------------------------

HEAD, FOOT, GUTTER = 84.0, 92.0, 70.0


class Gaps(Spec):
    """A row of time for each strand: who read it, and a gap while nobody did."""

    title: Name = Field(..., description="What stands above.")
    readers: dict[Name, Role] = Field(..., description="The readers, each with its colour role.")
    before: list[Int] = Field(..., description="Who reads each strand at first, counted from 1.")
    after: list[Int] = Field(..., description="Who does in the end.")
    gaps: list[list[Amount]] = Field(..., description="Each gap: its strand, its start, its end, the unread.")
    until: Amount = Field(..., description="How long the rows are.")


def now(spec: Gaps) -> list[Part]:
    """How far time has come."""
    return [Part(id="now", value=0.0)]


def missed(gaps: Actor) -> str:
    """The gaps up to now."""
    until = gaps.parts[0].value or 0.0
    seen = [gap for gap in gaps.spec.gaps if gap[1] < until]
    if not seen:
        return f"no gap until {until:.0f} s" if until else "rows of time"
    rows = f"{len(seen)} gap{'s' if len(seen) > 1 else ''} until {until:.0f} s"
    done = sum(gap[3] for gap in seen if gap[2] <= until)
    return f"{rows}, with {done:,.0f} records unread" if done else rows


def time_goes(before: Actor, after: Actor) -> str:
    """Which strands nobody reads any more, and which are read again, since the time that was shown before."""
    was, until = (gaps.parts[0].value or 0.0 for gaps in (before, after))
    begun = [f"{gap[0]:.0f}" for gap in after.spec.gaps if was <= gap[1] < until]
    ended = [gap for gap in after.spec.gaps if was < gap[2] <= until]
    said = [f"nobody reads {_listed(begun)}"] if begun else []
    if ended:
        unread = sum(gap[3] for gap in ended)
        again = _listed([f"{gap[0]:.0f}" for gap in ended])
        said.append(f"{again} {'are' if ended[1:] else 'is'} read again, with {unread:,.0f} unread")
    return f"{after.spec.title}, up to {until:.0f} s: {'; '.join(said)}" if said else ""


def draw_gaps(gaps: Actor, area: Rect) -> Iterator[Shape]:
    """Rows with a bar before the gap, the gap, and a bar after it, up to now."""
    spec = gaps.spec
    until = gaps.parts[0].value or 0.0
    pitch = (area.h - HEAD - FOOT) / len(spec.before)
    left = area.x + GUTTER
    scale = (area.right - left - 20) / spec.until
    roles = list(spec.readers.values())
    yield Label(
        key="now/title",
        x=left,
        y=area.y + HEAD / 2 - 10,
        text=spec.title,
        size=48,
        weight=600,
        anchor="start",
    )
    breaks = {round(gap[0]): (gap[1], gap[2]) for gap in spec.gaps}
    for i, (old, new) in enumerate(zip(spec.before, spec.after, strict=True)):
        y = area.y + HEAD + pitch * i
        middle = y + pitch / 2
        yield Label(
            key=f"now/name-{i}",
            x=area.x + 22,
            y=middle,
            text=str(i),
            size=min(SIZE, pitch * 0.9),
            face="mono",
            weight=600,
        )
        start, end = breaks.get(i, (spec.until, spec.until))
        spans = [
            ("old", 0.0, start, roles[old - 1]),
            ("gap", start, end, "bad"),
            ("new", end, spec.until, roles[new - 1]),
        ]
        for name, begin, stop, role in spans:
            if stop > begin:
                w = max(0.0, min(until, stop) - begin) * scale
                yield _bar(f"now/{name}-{i}", Rect(left + begin * scale, y, w, pitch), role)
    foot = area.bottom - FOOT + 8
    yield line("now/axis", (left, foot), (left + spec.until * scale, foot), stroke="muted", width=3)
    for time in sorted({0.0, *(gap[2] for gap in spec.gaps)}):
        x = left + time * scale
        yield line(f"now/tick-{time:.0f}", (x, foot - 8), (x, foot + 8), stroke="muted", width=3)
        yield Label(
            key=f"now/time-{time:.0f}", x=x, y=foot + 40, text=f"{time:.0f} s", size=38, colour="muted"
        )


def _bar(key: str, rect: Rect, role: str) -> Box:
    is_gap = role == "bad"
    return Box(
        key=key,
        x=rect.x,
        y=rect.y + rect.h * (0.1 if is_gap else 0.26),
        w=max(rect.w, 0.5),
        h=rect.h * (0.8 if is_gap else 0.48),
        radius=6 if is_gap else 4,
        fill="bad@0.9" if is_gap else f"{role}@0.8",
        z=1 if is_gap else 0,
    )


STRANDS = Kind(
    name="strands",
    spec=Strands,
    parts=things,
    contents=standing,
    draw=draw,
    becomes=becomes,
    part="strand",
    verbs={"fail", "recover", "note"},
    example="{is: strands, readers: {A: data-1}, plugged: [1, 1], there: 1, most: 100}",
)
GAPS = Kind(
    name="gaps",
    spec=Gaps,
    parts=now,
    contents=missed,
    draw=draw_gaps,
    becomes=time_goes,
    part="time",
    example="{is: gaps, title: x, readers: {A: data-1}, before: [1], after: [1], gaps: [], until: 3}",
)
