"""The actor of this film: calls that take three lanes through one gate, and the ledger that each ends in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainsite.actors import (
    Actor,
    Box,
    Dot,
    Field,
    Kind,
    Label,
    Outline,
    Part,
    Point,
    Rect,
    Shape,
    Spec,
    Text,
    line,
    text_width,
)
from explainsite.actors import Curve as Way

LANES = ("read", "write", "delete")
HEIGHTS = (0.17, 0.55, 0.90)
"""Where the lanes are, as shares of the height above the ledger."""
OPEN, ONE, THREE = 0, 1, 3
"""A road without a gate, a gate with one lane, a gate with three."""
WAITS, PASSES, RULE, ASKED, REFUSED, GRANTED, SAID_NO = range(1, 8)
"""What a call may be: at the gate, beyond it, or in the ledger with a verdict."""
VERDICTS = {
    RULE: "passed by rule",
    ASKED: "asked about",
    GRANTED: "passed on an earlier yes",
    REFUSED: "refused by rule",
    SAID_NO: "refused by the person",
}
ROLES = {RULE: "accent", ASKED: "warn", GRANTED: "warn", REFUSED: "bad", SAID_NO: "bad"}
SEEN = {ASKED, SAID_NO}
"""The verdicts for which a person has looked: these stand tall in the ledger."""
ROAD, POST, PILL, DOT, WORDS = 92.0, 84.0, 66.0, 26.0, 40.0
GROWN = 1.08
"""How much larger a call is where there is but one road."""
LEDGER, LOW, TALL = 190.0, 34.0, 96.0
OVER = 14
"""Words stand over the calls that fall into the ledger."""
BOX, CORNER = 190.0, 110.0
ROOMY = 1400.0
"""An area as wide as this has room for a word beside the number of questions."""


class Gates(Spec):
    """Calls of tools on their way from an agent through a gate."""

    lanes: list[Text] = Field(description="The lane of each call, in order.")
    names: dict[Text, Text] = Field({}, description="What some calls say, by their place.")
    says: list[Text] = Field([], description="What a page tells the agent to do, one thing after the other.")
    answer: Text = Field("", description="What the person has said yes to, for the whole run.")


def parts(spec: Gates) -> list[Part]:
    """The calls (0: not made yet), the gate, its arm, the yes for a class, and what the agent has read."""
    calls = [
        Part(id=str(i), text=spec.names.get(str(i), f"call {i + 1}"), value=0.0)
        for i in range(len(spec.lanes))
    ]
    return [*calls, *(Part(id=name, text=name, value=0.0) for name in ("gate", "arm", "yes", "said"))]


def _value(gates: Actor, name: str) -> int:
    return round(next(part.value or 0.0 for part in gates.parts if part.id == name))


def _calls(gates: Actor) -> Sequence[Part]:
    return gates.parts[: len(gates.spec.lanes)]


def _stage(call: Part) -> int:
    return round(call.value or 0.0)


def _named(gates: Actor, call: Part) -> bool:
    return call.id in gates.spec.names


def contents(gates: Actor) -> str:
    """What the ledger holds."""
    if not _value(gates, "gate"):
        return "an agent, its tools, and an open road between them"
    stages = [_stage(call) for call in _calls(gates)]
    said = [f"{stages.count(stage)} {words}" for stage, words in VERDICTS.items() if stage in stages]
    return "ledger: " + ", ".join(said) if said else "no call in the ledger"


def becomes(before: Actor, after: Actor) -> str:
    """What has changed: the gate, who waits at it, who passes, what is written down."""
    said = [_gate_becomes(before, after)]
    changed = [
        (old, new)
        for old, new in zip(_calls(before), _calls(after), strict=True)
        if _stage(old) != _stage(new)
    ]
    news = [(new, _stage(new)) for _, new in changed]
    for stage, words in ((WAITS, "comes to the gate"), (PASSES, "passes")):
        if some := [call for call, now in news if now == stage]:
            said.append(_several(gates=after, calls=some, one=words))
    if written := [(call, now) for call, now in news if now > PASSES]:
        said.append(_written(written))
    elif changed and all(now == 0 for _, now in news):
        said.append("the calls are gone")
    return "; ".join(words for words in said if words)


def _written(news: Sequence[tuple[Part, int]]) -> str:
    """What comes into the ledger: a call by its name, several by their verdicts."""
    if len(news) == 1:
        call, stage = news[0]
        return f"into the ledger: {call.text}, {VERDICTS[stage]}"
    stages = [stage for _, stage in news]
    some = [f"{stages.count(stage)} {words}" for stage, words in VERDICTS.items() if stage in stages]
    return f"into the ledger: {', '.join(some)}"


def _several(*, gates: Actor, calls: Sequence[Part], one: str) -> str:
    """A sentence on a call, or on so many calls."""
    if len(calls) > 1:
        return f"{len(calls)} calls {one.replace('comes', 'come').replace('passes', 'pass')}"
    at = " without a gate" if one == "passes" and not _value(gates, "gate") else ""
    return f"{calls[0].text} {one if _value(gates, 'gate') or one == 'passes' else 'sets out'}{at}"


def _gate_becomes(before: Actor, after: Actor) -> str:
    """What is new at the gate itself, and what the agent has read."""
    said = []
    for name, words in (
        ("gate", {OPEN: "the gate is gone", ONE: "a gate with one lane", THREE: "a gate with three lanes"}),
        ("arm", {0: "the arm goes down", 1: "the arm goes up"}),
        ("yes", {1: f"the person says yes to {after.spec.answer.partition(':')[0]}", 0: ""}),
        ("said", {i + 1: f"the agent reads: {words}" for i, words in enumerate(after.spec.says)}),
    ):
        now = _value(after, name)
        if now != _value(before, name):
            said.append(words.get(now, ""))
    return ", ".join(word for word in said if word)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where things are: the area, the gate's x, and the heights of the three lanes."""

    area: Rect
    gate: float
    lanes: tuple[float, float, float]

    @property
    def middle(self) -> float:
        """The height of the agent and of the tools."""
        return self.lanes[1]


def _ground(gates: Actor, area: Rect) -> Ground:
    high = area.h - LEDGER
    top, middle, low = (area.y + share * high for share in HEIGHTS)
    lanes = (top, middle, low) if _value(gates, "gate") == THREE else (middle, middle, middle)
    if not _value(gates, "gate"):
        lanes = (area.centre[1],) * 3
    return Ground(area, area.x + area.w * 0.46, lanes)


def draw(gates: Actor, area: Rect) -> Iterator[Shape]:
    """The roads with the gate, the person beside it, the calls, and the ledger below."""
    ground = _ground(gates, area)
    yield from _ends(gates, ground)
    yield from _roads(gates, ground)
    if _value(gates, "gate"):
        yield from _gate(gates, ground)
        yield from _person(gates, ground)
        yield from _foot(ground)
    ranks: dict[tuple[str, int], int] = {}
    for call, lane in zip(_calls(gates), gates.spec.lanes, strict=True):
        stage = _stage(call)
        if stage in (WAITS, PASSES):
            place = (lane if _value(gates, "gate") else "", stage)
            ranks[place] = ranks.get(place, -1) + 1
            yield from _moving(gates, ground, call, (lane, ranks[place]))
        elif stage:
            yield _entry(gates, ground, call)


def _ends(gates: Actor, ground: Ground) -> Iterator[Shape]:
    """The agent and the tools."""
    said = _value(gates, "said")
    for name, x, role in (
        ("Agent", ground.area.x, "bad" if said else "accent"),
        ("Tools", ground.area.right - BOX, "muted"),
    ):
        y = ground.middle - CORNER / 2
        key = f"ends/{name}"
        yield Box(
            key=key, x=x, y=y, w=BOX, h=CORNER, radius=20, fill="ground", stroke=role, stroke_width=4, z=5
        )
        yield Label(key=f"{key}-name", x=x + BOX / 2, y=y + CORNER / 2, text=name, size=44, weight=600, z=6)
    told = gates.spec.says[said - 1] if said else ""
    for i, words in enumerate(["a page says", told] if said else []):
        yield Label(
            key=f"said/line-{i}",
            x=ground.area.x,
            y=ground.middle + 180 + 52 * i,
            text=words,
            size=40,
            weight=600,
            colour="bad" if i else "muted",
            anchor="start",
        )


def _roads(gates: Actor, ground: Ground) -> Iterator[Shape]:
    """Three roads from the agent to the tools; the last ends at the gate. Without lanes they are one."""
    three = _value(gates, "gate") == THREE
    begin, end = ground.area.x + BOX / 2, ground.area.right - BOX / 2
    road = ROAD if _value(gates, "gate") else ROAD * 1.1
    bend = ground.area.w * (0.12 if ground.area.w > ROOMY else 0.08)
    for name, y in zip(LANES, ground.lanes, strict=True):
        leaves = _bend((begin + BOX / 2, ground.middle), (begin + BOX / 2 + bend, y))
        way = [*leaves, *_straight(leaves[-1], (ground.gate, y))]
        if name != "delete" or not three:
            joins = _bend((end - BOX / 2 - bend, y), (end - BOX / 2, ground.middle))
            way += [*_straight(way[-1], joins[0]), *joins[1:]]
        else:
            way += [
                *_straight(way[-1], (ground.gate + 1, y)),
                *_straight((ground.gate + 1, y), (ground.gate + 2, y)),
            ]
        for part, stroke, width, z in (("edge", "line", road, 1), ("bed", "surface", road - 8, 2)):
            yield Way(key=f"road-{name}/{part}", points=tuple(way), stroke=stroke, width=width, z=z)
        if three:
            yield Label(
                key=f"road-{name}/name",
                x=ground.gate - POST / 2 - 24,
                y=y - ROAD / 2 - 32,
                text=name,
                size=44,
                weight=600,
                anchor="end",
                colour="muted",
            )


def _bend(a: Point, b: Point) -> list[Point]:
    """A curve that begins and ends level."""
    half = (b[0] - a[0]) / 2
    return [a, (a[0] + half, a[1]), (b[0] - half, b[1]), b]


def _straight(a: Point, b: Point) -> list[Point]:
    """The rest of a Bézier piece along a straight line, without its first point."""
    dx, dy = (b[0] - a[0]) / 3, (b[1] - a[1]) / 3
    return [(a[0] + dx, a[1] + dy), (b[0] - dx, b[1] - dy), b]


def _gate(gates: Actor, ground: Ground) -> Iterator[Shape]:
    """The post behind the roads, an arm across the middle one, a wall at the end of the last."""
    x, (first, middle, last) = ground.gate, ground.lanes
    one = 0 if _value(gates, "gate") == THREE else 60
    top, foot = first - ROAD / 2 - 40 - 2 * one, last + ROAD / 2 + 40 + one
    yield Box(key="gate/post", x=x - POST / 2, y=top, w=POST, h=foot - top, radius=18, fill="muted@0.8")
    hinge = (x, middle - ROAD / 2 - 4)
    up = bool(_value(gates, "arm"))
    tip = (x + ROAD, hinge[1]) if up else (x, middle + ROAD / 2 + 4)
    yield line("arm/arm", hinge, tip, stroke="warn", width=14, z=7)
    yield Dot(key="arm/hinge", x=hinge[0], y=hinge[1], r=15, fill="warn", z=8)
    if _value(gates, "gate") == THREE:
        yield Box(
            key="gate/wall", x=x - 12, y=last - ROAD / 2 - 4, w=24, h=ROAD + 8, radius=6, fill="bad", z=7
        )
    if _value(gates, "yes"):
        words = gates.spec.answer
        wide = text_width(words, 42, weight=600) + 52
        left, y = x + POST / 2 + 30, middle + ROAD / 2 + 22
        yield Box(key="yes/tag", x=left, y=y, w=wide, h=72, radius=36, fill="surface", stroke="warn", z=OVER)
        yield Label(key="yes/words", x=left + wide / 2, y=y + 36, text=words, size=42, weight=600, z=OVER)


def _person(gates: Actor, ground: Ground) -> Iterator[Shape]:
    """Who is asked, how often so far, and a line to the call that waits for an answer."""
    three = _value(gates, "gate") == THREE
    asks = [
        call
        for call, lane in zip(_calls(gates), gates.spec.lanes, strict=True)
        if _stage(call) == WAITS and (lane == "write" or not three) and not _value(gates, "arm")
    ]
    x, y = ground.gate + 112, ground.middle - ROAD / 2 - 40
    role = "warn" if asks else "muted"
    yield Dot(key="person/head", x=x, y=y - 78, r=27, fill=role, z=3)
    yield Outline(key="person/body", contours=(_half_disc((x, y), 50),), fill=role, z=3)
    asked = sum(_stage(call) in SEEN for call in _calls(gates)) + len(asks)
    yield Label(
        key="person/asked",
        x=x + 86,
        y=y - 44,
        text=f"{asked}",
        number=asked,
        format=".0f",
        size=84,
        weight=650,
        colour="warn",
        anchor="start",
        z=OVER,
    )
    if ground.area.w < ROOMY:
        return
    wide = text_width("40" if asked > 9 else "4", 84, weight=650)
    words = "question" if asked == 1 else "questions"
    yield Label(
        key="person/unit",
        x=x + 104 + wide,
        y=y - 34,
        text=words,
        size=44,
        colour="muted",
        anchor="start",
        z=OVER,
    )


def _half_disc(foot: Point, r: float) -> tuple[Point, ...]:
    """The upper half of a disc that stands on a point."""
    (x, y), k = foot, 0.5523 * r
    return (
        (x - r, y),
        (x - r, y - k),
        (x - k, y - r),
        (x, y - r),
        (x + k, y - r),
        (x + r, y - k),
        (x + r, y),
        (x + r / 3, y),
        (x - r / 3, y),
        (x - r, y),
    )


def _moving(gates: Actor, ground: Ground, call: Part, at: tuple[str, int]) -> Iterator[Shape]:
    """A call on its lane: with its words if it has any, else a small square."""
    lane, rank = at
    y = ground.lanes[LANES.index(lane)]
    is_open = not _value(gates, "gate")
    role = call.role or "accent"
    says = _named(gates, call) and not (is_open and _stage(call) == WAITS)
    size = WORDS * (GROWN if is_open else 1)
    wide = text_width(call.text, size, face="mono", weight=560) + 48 if says else DOT
    high = PILL * (GROWN if is_open else 1) if says else DOT
    if is_open:
        x = ground.area.right - BOX - 220 - 418 * rank if says else ground.area.x + BOX + 34
    elif _stage(call) == WAITS:
        x = ground.gate - POST / 2 - 24 - wide / 2 - 44 * rank
    else:
        x = ground.gate + POST / 2 + 90 + wide / 2 + 44 * rank
    yield Box(
        key=f"{call.id}/call",
        x=x - wide / 2,
        y=y - high / 2,
        w=wide,
        h=high,
        radius=high / 2 if says else 6,
        fill="ground" if says else role,
        stroke=role,
        stroke_width=4,
        z=10,
    )
    if says:
        key = f"{call.id}/words"
        yield Label(key=key, x=x, y=y, text=call.text, size=size, face="mono", weight=560, z=11)


def _foot(ground: Ground) -> Iterator[Shape]:
    """The line that the ledger stands on, and its name."""
    y = ground.area.bottom - 56
    yield line("ledger/line", (ground.area.x, y), (ground.area.right, y), stroke="muted", width=3)
    yield Label(
        key="ledger/name",
        x=ground.area.x,
        y=ground.area.bottom - 18,
        text="ledger",
        size=40,
        colour="muted",
        anchor="start",
    )


def _entry(gates: Actor, ground: Ground, call: Part) -> Box:
    """A call in the ledger: tall if a person has looked."""
    pitch = ground.area.w / len(gates.spec.lanes)
    stage = _stage(call)
    high = TALL if stage in SEEN else LOW
    wide = pitch * 0.7
    role = call.role or ROLES[stage]
    return Box(
        key=f"{call.id}/call",
        x=ground.area.x + pitch * int(call.id) + (pitch - wide) / 2,
        y=ground.area.bottom - 58 - high,
        w=wide,
        h=high,
        radius=6,
        fill=f"{role}@0.9",
        stroke=role,
        stroke_width=2,
        z=4,
    )


GATES = Kind(
    name="gates",
    spec=Gates,
    parts=parts,
    contents=contents,
    draw=draw,
    becomes=becomes,
    part="call",
    example="{is: gates, lanes: [read, write, delete]}",
)
