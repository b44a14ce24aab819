"""Two actors of this film: a bucket above a timeline of requests, and the edge between two fixed windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainsite.actors import (
    Actor,
    Amount,
    Box,
    Dot,
    Field,
    Int,
    Kind,
    Label,
    Part,
    Point,
    Rect,
    Shape,
    Spec,
    line,
)

NONE, STRICT, BUCKET = range(3)
"""Who judges the requests: nobody yet, a limit for each second, a bucket."""
WIDE, HIGH = 1728.0, 790.0
"""The area that all sizes are for; in a smaller one all is smaller."""
LEFT, RIGHT = 190.0, 372.0
RING, STEP = 0.42, 43.0
"""The radius of a request, as a share of the step from one to the next."""
GROWN = 1.34
"""How much larger requests are while there is no bucket above them."""
DROP, SLOT, WALL = 33.0, 80.0, 8.0
FEW = 4
"""So many requests of a second stand in one column."""
ROWS = (3, 3, 4)
"""How many tokens lie in each row of the bucket, from its floor."""
SOON = 1e-6


class Bucket(Spec):
    """A bucket that moves along a timeline of requests; each that gets in takes a token."""

    arrivals: list[Amount] = Field(description="When each request comes.")
    born: list[Amount] = Field(description="When each token falls in.")
    taken: list[Int] = Field(description="The token that each request takes; -1 if it is refused.")
    rate: Int = 2
    capacity: Int = 10
    nine: Int = Field(6, description="The second at which it is nine o'clock.")
    until: Int = 13


def parts(spec: Bucket) -> list[Part]:
    """The time, who judges, until when requests are seen, and how many of nine o'clock have been judged."""
    values = {"now": -1, "judge": NONE, "seen": spec.nine - 1, "judged": len(spec.arrivals)}
    return [Part(id=name, text=name, value=float(value)) for name, value in values.items()]


def _now(bucket: Actor) -> float:
    return float(bucket.parts[0].value or 0.0) + SOON


def _judge(bucket: Actor) -> int:
    return round(bucket.parts[1].value or 0.0)


def _seen(bucket: Actor) -> float:
    return float(bucket.parts[2].value or 0.0)


def _past(bucket: Actor) -> list[bool]:
    """Whether each request has been judged."""
    now, judged, at_nine = _now(bucket), round(bucket.parts[3].value or 0.0), bucket.spec.nine
    first = bucket.spec.arrivals.index(at_nine)
    return [at <= now and (at != at_nine or i - first < judged) for i, at in enumerate(bucket.spec.arrivals)]


def inside(bucket: Actor) -> list[int]:
    """The tokens in the bucket now, the oldest first."""
    spec, now = bucket.spec, _now(bucket)
    gone = {token for is_past, token in zip(_past(bucket), spec.taken, strict=True) if is_past}
    return [token for token, at in enumerate(spec.born) if at <= now and token not in gone]


def verdicts(bucket: Actor) -> list[bool | None]:
    """Whether each request got in; None for one that nobody has judged."""
    spec, judge = bucket.spec, _judge(bucket)
    seen: dict[float, int] = {}
    said: list[bool | None] = []
    for at, token, is_past in zip(spec.arrivals, spec.taken, _past(bucket), strict=True):
        seen[at] = seen.get(at, 0) + 1
        if judge == NONE or not is_past:
            said.append(None)
        else:
            said.append(token >= 0 if judge == BUCKET else seen[at] <= spec.rate)
    return said


def contents(bucket: Actor) -> str:
    """How many requests came, who got in, and what is left in the bucket."""
    said = verdicts(bucket)
    if all(word is None for word in said):
        seen = [at for at in bucket.spec.arrivals if at <= _seen(bucket)]
        words = f"{len(seen)} requests on a line of time"
        words += f", {seen.count(bucket.spec.nine)} of them at nine" if bucket.spec.nine in seen else ""
    else:
        words = f"{said.count(True)} requests in, {said.count(False)} refused"
    if _judge(bucket) == STRICT:
        words += f"; a limit of {bucket.spec.rate} a second"
    return f"{words}; {_held(bucket)}" if _judge(bucket) == BUCKET else words


def _held(bucket: Actor) -> str:
    level = len(inside(bucket))
    return f"{level} token{'' if level == 1 else 's'} in the bucket"


def becomes(before: Actor, after: Actor) -> str:
    """What the time that went by has brought."""
    old, new = verdicts(before), verdicts(after)
    if _judge(before) != _judge(after):
        limit = f"a limit of {after.spec.rate} a second"
        return f"a bucket instead; {_held(after)}" if _judge(after) == BUCKET else limit
    more = sum(_seen(before) < at <= _seen(after) for at in after.spec.arrivals)
    if more:
        return f"{more} more requests come"
    fallen = len(inside(after)) - len(inside(before))
    if old == new and fallen > 0:
        return f"{fallen} token{'' if fallen == 1 else 's'} more; {_held(after)}"
    fresh = [word for was, word in zip(old, new, strict=True) if was is None and word is not None]
    said = [f"it is {_clock(after.spec, _now(after))}" if _now(after) >= 0 else "time goes by"]
    if fresh.count(True):
        said.append(f"{fresh.count(True)} get in" if fresh.count(True) > 1 else "1 gets in")
    if fresh.count(False):
        said.append(f"{fresh.count(False)} are refused")
    words = ", ".join(said)
    return f"{words}; {_held(after)}" if _judge(after) == BUCKET else words


def _clock(spec: Bucket, second: float) -> str:
    at = 9 * 3600 - spec.nine + int(second)
    return f"{at // 3600}:{at // 60 % 60:02}:{at % 60:02}"


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a second is, where the axis is, and how large things are."""

    area: Rect
    until: int
    is_low: bool

    @property
    def k(self) -> float:
        """How large things are, 1 in the area that they are for."""
        return min(self.area.w / WIDE, self.area.h / HIGH)

    @property
    def foot(self) -> float:
        """The lower edge of all there is, which stands in the middle of the area."""
        return self.area.bottom - (self.area.h - HIGH * self.k) / 2

    @property
    def words(self) -> float:
        """How much larger words are than all else, in an area that is narrow."""
        return 1.3 if self.area.w < 1.8 * self.area.h else 1.0

    @property
    def axis(self) -> float:
        """The height of the line of time: below a bucket, or in the middle with its requests."""
        return self.foot - 84 * self.k if self.is_low else self.area.centre[1] + 220 * self.k

    @property
    def step(self) -> float:
        """How far a request is from the next."""
        return STEP * self.k * (1 if self.is_low else GROWN)

    @property
    def many(self) -> int:
        """How many columns of requests a second has room for."""
        return 3 if self.is_low else 2

    def x(self, second: float) -> float:
        """Where a second is."""
        pitch = (self.area.w - (LEFT + RIGHT) * self.k) / self.until
        return self.area.x + LEFT * self.k + pitch * second

    def request(self, second: float, rank: int, count: int) -> Point:
        """Where a request stands on its second; many stand in several columns."""
        columns = 1 if count <= FEW else self.many
        row, column = divmod(rank, columns)
        aside = column - (min(columns, count - row * columns) - 1) / 2
        return (self.x(second) + aside * self.step, self.axis - self.step * (row + 0.75))


def draw(bucket: Actor, area: Rect) -> Iterator[Shape]:
    """The line of time with its requests, and above it the limit or the bucket."""
    scale = Scale(area, bucket.spec.until, _judge(bucket) == BUCKET)
    yield from _axis(bucket, scale)
    yield from _requests(bucket, scale)
    if _judge(bucket) == BUCKET:
        yield from _bucket(bucket, scale)
    elif _judge(bucket) == STRICT:
        yield from _limit(bucket, scale)


def _axis(bucket: Actor, scale: Scale) -> Iterator[Shape]:
    """The line of time, three times on it, and where it is now."""
    spec, y, k = bucket.spec, scale.axis, scale.k
    begin, end = scale.area.x, scale.area.right
    yield line("now/axis", (begin, y), (end, y), stroke="muted", width=3, arrow=True)
    for second in (spec.nine - 5, spec.nine, spec.nine + 5):
        x = scale.x(second)
        is_nine = second == spec.nine
        yield line(f"now/tick-{second}", (x, y), (x, y + 14 * k), stroke="muted", width=3)
        yield Label(
            key=f"now/time-{second}",
            x=x,
            y=y + 54 * k,
            text=_clock(spec, second),
            size=46 * k * scale.words,
            weight=650 if is_nine else 450,
            colour="ink" if is_nine else "muted",
        )
    if _now(bucket) >= 0 or scale.is_low:
        yield Dot(key="now/here", x=scale.x(max(_now(bucket), 0)), y=y, r=13 * k, fill="accent", z=4)


def _requests(bucket: Actor, scale: Scale) -> Iterator[Shape]:
    """Each request as a ring at its second: filled if it got in, crossed if not."""
    spec, r = bucket.spec, RING * scale.step
    seen: dict[float, int] = {}
    for i, (at, said) in enumerate(zip(spec.arrivals, verdicts(bucket), strict=True)):
        seen[at] = rank = seen.get(at, -1) + 1
        if at > _seen(bucket):
            continue
        x, y = scale.request(float(at), rank, spec.arrivals.count(at))
        role = {None: "muted", True: "good", False: "bad"}[said]
        strong = 0.9 if said and not scale.is_low else 0.45 if said else 0.2
        key = f"now/request-{i}"
        yield Box(
            key=key,
            x=x - r,
            y=y - r,
            w=2 * r,
            h=2 * r,
            radius=r,
            fill=f"{role}@{strong}",
            stroke=role,
            stroke_width=3.5,
            z=2,
        )
        if said is False:
            yield from _cross(key, (x, y), 0.42 * r)
        if said and scale.is_low:
            yield Dot(key=f"now/token-{spec.taken[i]}", x=x, y=y, r=0.58 * r, fill="accent", z=6)


def _cross(key: str, at: Point, c: float) -> Iterator[Shape]:
    """A cross that reaches so far from its middle."""
    x, y = at
    yield line(f"{key}-fall", (x - c, y - c), (x + c, y + c), stroke="bad", width=4.5, z=3)
    yield line(f"{key}-rise", (x - c, y + c), (x + c, y - c), stroke="bad", width=4.5, z=3)


def _limit(bucket: Actor, scale: Scale) -> Iterator[Shape]:
    """So many a second, as a line above which requests are too many."""
    y = scale.axis - scale.step * (bucket.spec.rate // scale.many + 0.25)
    end = scale.x(bucket.spec.until - 1)
    yield line("judge/limit", (scale.area.x, y), (end, y), stroke="accent", width=5, dashed=True, z=5)
    yield _rate(bucket, (end + 24 * scale.k, y), 50 * scale.k)


def _rate(bucket: Actor, at: Point, size: float) -> Label:
    return Label(
        key="judge/rate",
        x=at[0],
        y=at[1],
        text=f"{bucket.spec.rate} a second",
        size=size,
        weight=600,
        colour="accent",
        anchor="start",
    )


def _bucket(bucket: Actor, scale: Scale) -> Iterator[Shape]:
    """The bucket above now, the tokens in it, how many there are, and the tap that drips."""
    k, x = scale.k, scale.x(max(_now(bucket), 0))
    foot = scale.foot - 412 * k
    top = foot - (SLOT * len(ROWS) + 34) * k
    low, high = (ROWS[0] * SLOT / 2 + 10) * k, (ROWS[-1] * SLOT / 2 + 22) * k
    wall = ((x - high, top), (x - low, foot), (x + low, foot), (x + high, top))
    yield line("judge/wall", *wall, stroke="ink", width=WALL * k, z=3)
    for rank, token in enumerate(inside(bucket)):
        at = _slot(rank)
        place = (x + at[0] * k, foot - at[1] * k)
        yield Dot(key=f"now/token-{token}", x=place[0], y=place[1], r=DROP * k, fill="accent", z=6)
    tap = top - 92 * k
    yield Box(key="judge/tap", x=x - 15 * k, y=tap, w=30 * k, h=44 * k, radius=6 * k, fill="muted", z=3)
    yield Dot(key="judge/drip", x=x, y=tap + 64 * k, r=9 * k, fill="accent", z=3)
    yield _rate(bucket, (x + 40 * k, tap + 24 * k), 48 * k * scale.words)
    yield from _level(bucket, (x + high + 34 * k, foot), scale)


def _level(bucket: Actor, at: Point, scale: Scale) -> Iterator[Shape]:
    """How many tokens the bucket holds, beside it."""
    k, level = scale.k, len(inside(bucket))
    yield Label(
        key="judge/level",
        x=at[0],
        y=at[1] - 110 * k,
        text=f"{level}",
        number=level,
        format=".0f",
        size=110 * k,
        weight=650,
        anchor="start",
    )
    yield Label(
        key="judge/capacity",
        x=at[0] + 2 * k,
        y=at[1] - 28 * k,
        text=f"of {bucket.spec.capacity}",
        size=46 * k * scale.words,
        colour="muted",
        anchor="start",
    )


def _slot(rank: int) -> Point:
    """Where a token lies: from the middle of the floor, right and up."""
    for row, many in enumerate(ROWS):
        if rank < many:
            return ((rank - (many - 1) / 2) * SLOT, SLOT * (row + 0.5) + 12)
        rank -= many
    raise ValueError("more tokens than the bucket holds")


class Edge(Spec):
    """Requests on both sides of the edge between two windows that each count anew."""

    limit: Int = 20
    window: Int = 10
    served: list[Int] = Field(description="Whether a bucket lets each request in, 1 or 0.")


def sides(spec: Edge) -> list[Part]:
    """Which sides have their requests, and whether a bucket judges."""
    return [
        Part(id=name, text=words, value=0.0)
        for name, words in (
            ("left", "the last second"),
            ("right", "the first second"),
            ("bucket", "the bucket"),
        )
    ]


def _judged(edge: Actor) -> tuple[bool, bool]:
    """Whether a bucket judges on the left, and on the right."""
    judged = round(edge.parts[2].value or 0.0)
    return (judged > 0, judged > 1)


def _let_in(edge: Actor) -> tuple[int, int]:
    """How many get in on each side."""
    there = [bool(part.value) for part in edge.parts[:2]]
    limit, served = edge.spec.limit, edge.spec.served
    by_bucket = (sum(served[:limit]), sum(served[limit:]))
    left, right = (
        (many if judged else limit) * is_there
        for many, judged, is_there in zip(by_bucket, _judged(edge), there, strict=True)
    )
    return (left, right)


def judged_anew(before: Actor, after: Actor) -> str:
    """Who gets in now."""
    return at_edge(after)


def at_edge(edge: Actor) -> str:
    """Who gets in before and after the edge."""
    left, right = _let_in(edge)
    if not left:
        return f"two windows of {edge.spec.window} seconds, each for {edge.spec.limit} requests"
    words = f"{left} get in just before nine"
    return words + (f", {right} just after, {left + right} within two seconds" if right else "")


COLUMNS, GRID, BALL = 4, 66.0, 25.0


def draw_edge(edge: Actor, area: Rect) -> Iterator[Shape]:
    """Two windows side by side, the requests at the edge between them, and a bracket around two seconds."""
    spec = edge.spec
    left, right = (bool(part.value) for part in edge.parts[:2])
    middle, top, foot = area.centre[0], area.y + 64, area.bottom - 210
    for sign, name, is_there, first in ((-1, "left", left, 0), (1, "right", right, spec.limit)):
        x = area.x if sign < 0 else middle + 5
        stroke = "line" if all(_judged(edge)) else "muted"
        yield Box(
            key=f"{name}/window", x=x, y=top, w=area.w / 2 - 5, h=foot - top, radius=22, stroke=stroke,
            fill="surface", stroke_width=3,
        )  # fmt: skip
        yield Label(
            key=f"{name}/name",
            x=x + area.w / 4,
            y=area.y + 22,
            text="until 9:00" if sign < 0 else "from 9:00",
            size=46,
            colour="muted",
        )
        if is_there:
            yield from _crowd(edge, name, (middle + sign * 34, (top + foot) / 2), sign, first)
            yield from _tally(edge, name, (middle + sign * (area.w / 4 + 150), (top + foot) / 2))
    if left and right:
        yield from _bracket(edge, (middle, foot))


def _crowd(edge: Actor, name: str, at: Point, sign: int, first: int) -> Iterator[Shape]:
    """The requests of one second, in columns from the edge outwards."""
    bucket, served = _judged(edge)[name == "right"], edge.spec.served
    rows = -(-edge.spec.limit // COLUMNS)
    for i in range(edge.spec.limit):
        column, row = divmod(i, rows)
        x = at[0] + sign * GRID * (column + 0.5)
        y = at[1] + GRID * (row - (rows - 1) / 2)
        ok = not bucket or served[first + i]
        role = "bad" if not ok else "good"
        key = f"{name}/request-{i}"
        yield Box(
            key=key, x=x - BALL, y=y - BALL, w=2 * BALL, h=2 * BALL, radius=BALL,
            fill=f"{role}@{0.85 if ok else 0.15}", stroke=role, stroke_width=3.5, z=2,
        )  # fmt: skip
        if not ok:
            yield from _cross(key, (x, y), 0.42 * BALL)


def _tally(edge: Actor, name: str, at: Point) -> Iterator[Shape]:
    """How many of one side get in."""
    count = _let_in(edge)[0 if name == "left" else 1]
    yield Label(
        key=f"{name}/count",
        x=at[0],
        y=at[1] - 30,
        text=f"{count}",
        number=count,
        format=".0f",
        size=110,
        weight=650,
    )
    words = "get in" if _judged(edge)[name == "right"] else f"of {edge.spec.limit}"
    yield Label(key=f"{name}/limit", x=at[0], y=at[1] + 60, text=words, size=46, colour="muted")


def _bracket(edge: Actor, at: Point) -> Iterator[Shape]:
    """Two seconds around the edge, and how many get in within them."""
    x, y, half = at[0], at[1] + 26, COLUMNS * GRID + 40
    total = sum(_let_in(edge))
    role = "good" if all(_judged(edge)) else "bad"
    yield line(
        "bucket/bracket", (x - half, y), (x - half, y + 26), (x + half, y + 26), (x + half, y),
        stroke=role, width=6,
    )  # fmt: skip
    yield Label(
        key="bucket/total", x=x - 20, y=y + 108, text=f"{total}", number=total, format=".0f", size=130,
        weight=650, colour=role, anchor="end",
    )  # fmt: skip
    yield Label(key="bucket/span", x=x + 14, y=y + 122, text="in 2 seconds", size=50, anchor="start")


BUCKET_KIND = Kind(
    name="token-bucket",
    spec=Bucket,
    parts=parts,
    contents=contents,
    draw=draw,
    becomes=becomes,
    part="value",
    example="{is: token-bucket, arrivals: [0, 1], born: [0], taken: [0, -1]}",
)
EDGE = Kind(
    name="window-edge",
    spec=Edge,
    parts=sides,
    contents=at_edge,
    draw=draw_edge,
    becomes=judged_anew,
    part="side",
    example="{is: window-edge, limit: 2, served: [1, 0, 1, 0]}",
)
