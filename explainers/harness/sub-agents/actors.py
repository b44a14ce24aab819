"""Two actors of this film: a context as a stream as wide as its tokens, and what is read in all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import hypot
from typing import Literal

from explainsite.actors import (
    Actor,
    Amount,
    Bool,
    Box,
    Field,
    Kind,
    Label,
    Outline,
    Part,
    Point,
    Rect,
    Role,
    Shape,
    Spec,
    Text,
    text_width,
)

THIN, NUMBER, ROOMY = 6.0, 68.0, 1300.0
FORK, LANE, HEAD, TAIL, JOIN = 0.11, 0.26, 0.64, 0.71, 0.86
"""Where, as shares of the length, branches leave, reach their lanes, are widest, are a line, and join."""
FIRST, STEP, FULL = 0.12, 0.058, 0.72
"""Where the first file comes into a context that reads alone, how far on each next one, where all are in."""
SAMPLES = 30
SHORE = 24.0
FEW = 2
"""So many branches have room for names and large words."""


class Streams(Spec):
    """A main context, and files that are read in it, or each in a branch of its own."""

    main: Amount
    files: dict[str, Amount]
    start: Amount = Field(0, description="What a branch begins with.")
    line: Amount = Field(0, description="What a branch adds to the main context: a brief, and a line back.")
    scale: Amount = Field(1, description="Px for a thousand tokens.")
    lane: Amount = Field(72, description="Px between two lanes.")
    briefs: dict[str, Text] = Field({}, description="What a branch is told.")
    answers: dict[str, Text] = Field({}, description="What it returns.")
    pile: Text = Field("", description="What stands below all files that one context has read.")
    said: Text = Field("", description="What only the main context knows.")
    forked: Bool = False


def parts(spec: Streams) -> list[Part]:
    """The files with the tokens of their branches, which branches are back (1), and the rest."""
    files = [Part(id=_name(file), text=file, value=0.0) for file in spec.files]
    backs = [Part(id=f"back-{_name(file)}", text=f"the line from {file}", value=0.0) for file in spec.files]
    others = {"main": 0.0, "forked": float(spec.forked), "answer": 0.0, "later": 0.0, "said": 0.0}
    return [
        *files,
        *backs,
        *(Part(id=name, text=f"the {name}", value=value) for name, value in others.items()),
    ]


def _name(file: str) -> str:
    return file.partition(".")[0].replace("/", "-")


def _value(streams: Actor, name: str) -> float:
    return next(part.value or 0.0 for part in streams.parts if part.id == name)


def _files(streams: Actor) -> Sequence[Part]:
    return streams.parts[: len(streams.spec.files)]


def _backs(streams: Actor) -> Sequence[Part]:
    return streams.parts[len(streams.spec.files) : 2 * len(streams.spec.files)]


def held(streams: Actor) -> float:
    """How many tokens the main context holds at its right end."""
    spec = streams.spec
    if _value(streams, "forked"):
        return float(spec.main) + float(spec.line) * sum(part.value or 0.0 for part in _backs(streams))
    return float(spec.main) + sum(part.value or 0.0 for part in _files(streams)) + _value(streams, "answer")


def contents(streams: Actor) -> str:
    """What the main context holds, and what its branches do."""
    words = f"{held(streams):,.0f} tokens in the main context"
    read = [part for part in _files(streams) if part.value]
    if not _value(streams, "forked"):
        words += f", {len(read)} files in it" if len(read) > 1 else f", {read[0].text} in it" if read else ""
        later = _value(streams, "later")
        return words + (f", {later:,.0f} in later calls" if later else "")
    tokens = sum(part.value or 0.0 for part in read)
    some = f"{len(read)} branches" if len(read) > 1 else "a branch"
    words += f", {some} beside it with {tokens:,.0f}" if read else ""
    back = [part for part in _backs(streams) if part.value]
    answers = [streams.spec.answers.get(part.text.removeprefix("the line from ")) for part in back]
    told = [answer for answer in answers if answer]
    words += f", {len(back)} line{'s' if len(back) > 1 else ''} back" if back else ""
    words += f": {' and '.join(told)}" if told else ""
    return words + (f"; it knows: {streams.spec.said}" if _value(streams, "said") else "")


def becomes(before: Actor, after: Actor) -> str:
    """What came in, which branches left, read or are back, and what the main context holds now."""
    said = [_read_becomes(before, after), _back_becomes(before, after)]
    if held(after) != held(before):
        said.append(f"the main context holds {held(after):,.0f} tokens")
    later = _value(after, "later")
    if later and later != _value(before, "later"):
        said.append(f"{_calls(after)} later calls send {later:,.0f} tokens")
    if _value(after, "said") != _value(before, "said"):
        said.append(f"only the main context knows: {after.spec.said}")
    return "; ".join(words for words in said if words)


def _read_becomes(before: Actor, after: Actor) -> str:
    """What is read now, in the main context or in branches."""
    pairs = zip(_files(before), _files(after), strict=True)
    read = [new for old, new in pairs if (new.value or 0.0) > (old.value or 0.0)]
    if not read:
        return "the answer, one line, comes in" if _value(after, "answer") != _value(before, "answer") else ""
    if not _value(after, "forked"):
        return f"{_some([part.text for part in read], 'file')} comes into the main context"
    left = "" if _value(before, "forked") else "the files leave the main context, "
    return left + _branches_read(after, read)


def _back_becomes(before: Actor, after: Actor) -> str:
    """Which branches are back, each as a line."""
    pairs = zip(_backs(before), _backs(after), strict=True)
    back = [new.text.removeprefix("the line from ") for old, new in pairs if new.value and not old.value]
    if not back:
        return ""
    answers = [answer for file in back if (answer := after.spec.answers.get(file))]
    told = f": {' and '.join(answers)}" if answers else ""
    return f"back from {_some(back, 'branch')} comes one line{' each' if back[1:] else ''}{told}"


def _branches_read(streams: Actor, some: Sequence[Part]) -> str:
    """How many tokens branches hold that have just read, or begun."""
    tokens = sum(part.value or 0.0 for part in some)
    if tokens <= float(streams.spec.start):
        return f"a branch begins, with {tokens:,.0f} tokens of rules and a brief"
    names = _some([part.text for part in some], "file")
    who = "a branch reads" if len(some) == 1 else "branches of their own read"
    return f"{who} {names}: {tokens:,.0f} tokens"


def _some(names: Sequence[str], noun: str) -> str:
    """One by its name, several by their number."""
    if len(names) == 1:
        return names[0] if noun == "file" else f"the {noun} of {names[0]}"
    return f"{len(names)} {noun}es" if noun.endswith("ch") else f"{len(names)} {noun}s"


def _calls(streams: Actor) -> int:
    """How many later calls there are: each sends all that the main context holds."""
    return round(_value(streams, "later") / held(streams))


@dataclass(frozen=True, slots=True)
class Bed:
    """Where the main stream runs: its area, the height of its middle, and px for a token."""

    area: Rect
    middle: float
    px: float

    def x(self, share: float) -> float:
        """A place along the stream, as a share of its length."""
        return self.area.x + share * self.area.w

    def share(self, x: float) -> float:
        """How far along the stream a place is."""
        return (x - self.area.x) / self.area.w


def draw(streams: Actor, area: Rect) -> Iterator[Shape]:
    """The main stream, what came into it or runs beside it, and how much it holds in the end."""
    spec = streams.spec
    is_forked = bool(_value(streams, "forked"))
    low = 0.76 if len(spec.files) == 1 else 0.5
    bed = Bed(area, area.y + area.h * low, float(spec.scale) / 1000)
    yield from (_branches if is_forked else _pile)(streams, bed)
    first = bed.px * float(spec.main)
    last = bed.px * held(streams) if is_forked else first

    def wide(x: float) -> float:
        return first + (last - first) * _smooth(bed.share(x) - JOIN + 0.03, 0.05)

    way = [(x, bed.middle) for x in _steps(area.x, area.right, SAMPLES)]
    for name, fill in (("bed", "ground"), ("stream", "accent@0.40")):
        yield _ribbon(f"main/{name}", way, wide, fill, z=2)
    size = 36 if len(spec.files) > FEW else 60
    yield Label(
        key="main/name", x=area.x + 24, y=bed.middle, text="main", size=size, weight=600, anchor="start", z=3
    )
    yield from _count(streams, area)
    if _value(streams, "said"):
        yield Label(
            key="said/words",
            x=area.x,
            y=bed.middle + first / 2 + 64,
            text=spec.said,
            size=60,
            weight=600,
            colour="accent",
            anchor="start",
        )


def _count(streams: Actor, area: Rect) -> Iterator[Shape]:
    """What the main stream holds, at the right; what later calls send, at the left."""
    tokens, later, y = held(streams), _value(streams, "later"), area.y + 36
    if area.w > ROOMY:
        yield Label(
            key="main/unit", x=area.right, y=y + 8, text="tokens", size=44, colour="muted", anchor="end"
        )
        yield _number("main/count", (area.right - 152, y), tokens, "ink", anchor="end")
    if later:
        yield _number("later/count", (area.x, y), later, "bad", anchor="start")
        x = area.x + text_width(f"{later:,.0f}", NUMBER, weight=600) + 20
        yield Label(
            key="later/words", x=x, y=y + 8, text="in later calls", size=44, colour="muted", anchor="start"
        )


def _number(key: str, at: Point, number: float, colour: str, *, anchor: Literal["start", "end"]) -> Label:
    return Label(
        key=key,
        x=at[0],
        y=at[1],
        text=f"{number:,.0f}",
        number=number,
        format=",.0f",
        size=NUMBER,
        weight=600,
        colour=colour,
        anchor=anchor,
    )


def _pile(streams: Actor, bed: Bed) -> Iterator[Shape]:
    """Each file comes into the stream and stays: by turns above and below."""
    half = bed.px * float(streams.spec.main) / 2
    for side, sign in ((0, -1), (1, 1)):
        some = list(_files(streams)[side::2])
        inner = accumulate((bed.px * (part.value or 0.0) for part in some), initial=half)
        for i, (part, near) in enumerate(zip(some, inner, strict=False)):
            begin = bed.x(FIRST + STEP * (2 * i + side))
            edge = bed.middle + sign * near
            full = bed.px * (part.value or 0.0)
            xs = [begin + (bed.area.right - begin) * t**2 for t in _steps(0, 1, 3 * SAMPLES)]
            outer = [(x, edge + sign * full * _smooth(bed.share(x - begin + bed.area.x), 0.06)) for x in xs]
            flat = [(x, edge) for x in xs]
            upper, lower = (outer, flat) if sign < 0 else (flat, outer)
            strong = 0.62 if i % 2 else 0.46
            yield _polygon(f"{part.id}/water", upper, lower, f"data-2@{strong}", z=1)
            yield _polygon(f"{part.id}/core", flat, flat, "accent@0.62", z=1)
    yield from _pile_name(streams, bed)
    yield from _sent_again(streams, bed)


def _sent_again(streams: Actor, bed: Bed) -> Iterator[Shape]:
    """A cut through all of the stream for each later call, which sends it anew."""
    count = _calls(streams)
    values = [bed.px * (part.value or 0.0) for part in _files(streams)]
    half = bed.px * float(streams.spec.main) / 2
    top, foot = bed.middle - half - sum(values[::2]), bed.middle + half + sum(values[1::2])
    for i in range(count):
        x = bed.x(FULL + (1 - FULL) * (i + 0.5) / count)
        yield Box(key=f"later/call-{i}", x=x - 3, y=top, w=6, h=foot - top, radius=0, fill="bad", z=4)


def _pile_name(streams: Actor, bed: Bed) -> Iterator[Shape]:
    """What the pile is called, once it is whole."""
    values = [part.value or 0.0 for part in _files(streams)]
    if streams.spec.pile and all(values):
        below = bed.px * (float(streams.spec.main) / 2 + sum(values[1::2]))
        yield Label(
            key="pile/name",
            x=bed.area.right,
            y=bed.middle + below + 60,
            text=streams.spec.pile,
            size=48,
            weight=600,
            colour="data-2",
            anchor="end",
        )


def _branches(streams: Actor, bed: Bed) -> Iterator[Shape]:
    """Each file in a branch on a lane of its own, which swells, and ends in a line."""
    spec = streams.spec
    begin = bed.px * float(spec.start)
    for i, (part, back) in enumerate(zip(_files(streams), _backs(streams), strict=True)):
        shore = bed.px * float(spec.main) / 2 + SHORE + float(spec.lane) * (i // 2 + 0.5)
        lane = bed.middle + (shore if i % 2 else -shore)
        way = _way(bed, lane)
        full = bed.px * (part.value or 0.0)
        thin = THIN if full or back.value else 0.0
        fill = f"{back.role or 'muted'}@0.9" if back.value else "data-2@0.62"
        yield _ribbon(f"{part.id}/water", way, _swell(bed, full, begin, thin), fill)
        core = 0.0 if back.value else min(begin, full)
        yield _ribbon(
            f"{part.id}/core", way, _swell(bed, core, core, thin if core else 0.0), "accent@0.62", z=1
        )
        yield from _words(part, back, spec, (bed, lane))


def _words(part: Part, back: Part, spec: Streams, where: tuple[Bed, float]) -> Iterator[Shape]:
    """What a branch is told, what it reads, and what it returns."""
    bed, lane = where
    size = 48 if len(spec.files) > FEW else 60
    brief, answer = spec.briefs.get(part.text, ""), spec.answers.get(part.text, "")
    if brief and (part.value or back.value):
        yield Label(
            key=f"{part.id}/brief", x=bed.area.x, y=lane, text=brief, size=size, weight=560, anchor="start"
        )
    middle = bed.x((LANE + HEAD) / 2)
    if len(spec.files) <= FEW and (part.value or 0.0) > float(spec.start):
        y = lane - bed.px * (part.value or 0.0) / 2 - 48
        yield Label(
            key=f"{part.id}/name", x=middle, y=y, text=part.text, size=size, weight=600, colour="data-2"
        )
    if answer and back.value:
        wide = text_width(answer, size, weight=600) + 44
        yield Box(
            key=f"{back.id}/gap", x=middle - wide / 2, y=lane - 40, w=wide, h=80, radius=0, fill="ground", z=1
        )
        yield Label(
            key=f"{back.id}/answer",
            x=middle,
            y=lane,
            text=answer,
            size=size,
            weight=600,
            colour=back.role or "ink",
            z=2,
        )


def _swell(bed: Bed, full: float, begin: float, thin: float) -> Callable[[float], float]:
    """How wide a branch is at x: it begins at once, swells as it reads, and ends as a line."""

    def wide(x: float) -> float:
        share = bed.share(x)
        body = begin * _smooth(share - LANE + 0.02, 0.06)
        body += max(full - begin, 0.0) * _smooth(share - LANE, (HEAD - LANE) * 0.7)
        return max(thin, min(full, body) * (1 - _smooth(share - HEAD, TAIL - HEAD)))

    return wide


def _way(bed: Bed, lane: float) -> list[Point]:
    """From the main stream to a lane, along it and back."""
    fork, out, back, join = (bed.x(share) for share in (FORK, LANE, TAIL, JOIN))
    far = lane - bed.middle
    leaves = [(x, bed.middle + far * _smooth(x - fork, out - fork)) for x in _steps(fork, out, SAMPLES)]
    stays = [(x, lane) for x in _steps(out, back, SAMPLES)]
    comes = [(x, lane - far * _smooth(x - back, join - back)) for x in _steps(back, join, SAMPLES)]
    return leaves + stays + comes


def _steps(begin: float, end: float, count: int) -> list[float]:
    return [begin + (end - begin) * i / (count - 1) for i in range(count)]


def _smooth(x: float, length: float) -> float:
    """From 0 to 1 over a length, without a corner."""
    t = min(1.0, max(0.0, x / length))
    return t * t * (3 - 2 * t)


def _ribbon(key: str, way: list[Point], wide: Callable[[float], float], fill: str, z: int = 0) -> Outline:
    """A ribbon along a way, as wide as it is at each x."""
    upper, lower = [], []
    for i, (x, y) in enumerate(way):
        (ax, ay), (bx, by) = way[max(i - 1, 0)], way[min(i + 1, len(way) - 1)]
        length = hypot(bx - ax, by - ay) or 1.0
        nx, ny = (ay - by) / length, (bx - ax) / length
        half = wide(x) / 2
        upper.append((x - nx * half, y - ny * half))
        lower.append((x + nx * half, y + ny * half))
    return _polygon(key, upper, lower, fill, z)


def _polygon(key: str, upper: list[Point], lower: list[Point], fill: str, z: int = 0) -> Outline:
    """What lies between two edges that have the same number of points."""
    corners = [*upper, *reversed(lower)]
    way = [corners[0]]
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        dx, dy = (bx - ax) / 3, (by - ay) / 3
        way += [(ax + dx, ay + dy), (bx - dx, by - dy), (bx, by)]
    return Outline(key=key, contours=(tuple(way),), fill=fill, z=z)


class Ledger(Spec):
    """Rows of what was read, each in pieces as long as their tokens."""

    rows: dict[str, dict[str, Amount]]
    roles: dict[str, Role]


def rows(spec: Ledger) -> list[Part]:
    """A part for each row: 1 when it is seen."""
    return [Part(id=_name(name.replace(" ", "-")), text=name, value=0.0) for name in spec.rows]


def _total(ledger: Actor, part: Part) -> float:
    return sum(float(amount) for amount in ledger.spec.rows[part.text].values())


def read_in_all(ledger: Actor) -> str:
    """What each row that is seen adds up to, and of what."""
    said = []
    for part in ledger.parts:
        pieces = ledger.spec.rows[part.text].items()
        if part.value:
            listed = ", ".join(f"{float(amount):,.0f} of {name}" for name, amount in pieces)
            said.append(f"{part.text} {_total(ledger, part):,.0f}: {listed}")
    return "; ".join(said) or "nothing read yet"


def row_seen(before: Actor, after: Actor) -> str:
    """The row that comes into sight, and what it adds up to."""
    said = []
    for old, new in zip(before.parts, after.parts, strict=True):
        if new.value and not old.value:
            pieces = after.spec.rows[new.text].items()
            listed = ", ".join(f"{float(amount):,.0f} of {name}" for name, amount in pieces)
            said.append(f"{new.text}: {_total(after, new):,.0f} tokens, which are {listed}")
    return "; ".join(said)


BAR, PITCH = 150.0, 330.0


def draw_ledger(ledger: Actor, area: Rect) -> Iterator[Shape]:
    """The rows one below the other, at one scale."""
    px = area.w / max(_total(ledger, part) for part in ledger.parts)
    top = area.centre[1] - (PITCH * (len(ledger.parts) - 1) + BAR - 90) / 2
    for i, part in enumerate(ledger.parts):
        y, x = top + PITCH * i, area.x
        yield Label(key=f"{part.id}/name", x=x, y=y - 48, text=part.text, size=48, weight=560, anchor="start")
        if not part.value:
            continue
        for name, amount in ledger.spec.rows[part.text].items():
            w, role = float(amount) * px, ledger.spec.roles[name]
            yield Box(key=f"{part.id}/{name}", x=x, y=y, w=w - 6, h=BAR, radius=8, fill=f"{role}@0.40")
            if w > text_width(name, 44, weight=560) + 24:
                yield Label(
                    key=f"{part.id}/{name}-name", x=x + w / 2, y=y + BAR / 2, text=name, size=44, weight=560
                )
            x += w
        yield Label(
            key=f"{part.id}/total",
            x=x - 6,
            y=y - 50,
            text=f"{_total(ledger, part):,.0f}",
            size=NUMBER,
            weight=600,
            anchor="end",
        )


STREAMS = Kind(
    name="streams",
    spec=Streams,
    parts=parts,
    contents=contents,
    draw=draw,
    becomes=becomes,
    part="branch",
    example="{is: streams, main: 20, files: {a.py: 9, b.py: 14}, start: 6, scale: 2000}",
)
LEDGER = Kind(
    name="ledger",
    spec=Ledger,
    parts=rows,
    contents=read_in_all,
    draw=draw_ledger,
    becomes=row_seen,
    part="row",
    example="{is: ledger, rows: {alone: {main: 20, files: 131}}, roles: {main: accent, files: data-2}}",
)
