"""Two actors of this film: heartbeats with what grows in each silence, and mistakes as a field of dots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import ceil

from explainsite.actors import (
    Actor,
    Amount,
    Dot,
    Field,
    Graph,
    Int,
    Kind,
    Label,
    Part,
    Point,
    Rect,
    Shape,
    Spec,
    Text,
    line,
)

FOOT, HEAD = 138.0, 70.0
RIGHT = 150.0
CROSS, RADIUS = 17.0, 15.0
# Words below the line of time stand so far down.
BELOW = 112.0
# A beat lets the curve fall within this many seconds.
FALL = 1e-5
# Less time than this cannot be seen.
SHORT = 0.01

Place = Callable[[Point], Point]


class Pulse(Spec):
    """When heartbeats arrive, the curve of what grows between them, and a line that it must not cross."""

    beats: list[float]
    course: list[list[float]]
    until: Amount = 10
    top: Amount = 4
    line: Amount = 0
    unit: Text = ""
    measure: Text = ""
    measured: Text = Field("what grows", description="What it measures, in a sentence.")
    dies: Amount = Field(0, description="When the sender dies.")
    scale: Amount = Field(1, description="How large words are; more than 1 leaves out the times.")
    peak: Text = Field("", description="What stands at the peak that the pause makes.")
    pause: list[float] = Field([], description="When it pauses, and when it goes on.")
    beat: Text = Field("", description="What the last heartbeat is called, until there is a line.")


def parts(spec: Pulse) -> list[Part]:
    """How far time has come, and the line (0: none)."""
    return [
        Part(id="now", text="now", value=spec.beats[0]),
        Part(id="line", text="the line", value=float(spec.line)),
    ]


def contents(pulse: Actor) -> str:
    """What it begins with."""
    heard, level = len(_heard(pulse)), pulse.parts[1].value or 0.0
    words = "one heartbeat" if heard == 1 else f"{heard} heartbeats"
    return words + (f", a line at {_amount(pulse, level)}" if level else "")


def becomes(before: Actor, after: Actor) -> str:
    """What time has brought: a line elsewhere, a pause, a death, heartbeats, and how far it all climbs."""
    spec, (then, now) = after.spec, (float(pulse.parts[0].value or 0.0) for pulse in (before, after))
    said = list(_line_words(before, after))
    new = [beat for beat in spec.beats if then < beat <= now]
    if then < spec.dies <= now:
        said.append("A dies")
    if len(new) > 1:
        said.append(_beats_words(after, then, new))
    elif spec.pause and then <= spec.pause[0] < now:
        said.append("A pauses")
    if len(new) == 1:
        said.append(f"a heartbeat ends {spec.measured} at {_amount(after, _peak(after, then, new[0]))}")
    elif not new and now > then and not _is_over(before):
        said.append(f"{spec.measured} climbs to {_amount(after, _peak(after, then))}")
    for begin, _ in list(_overs(after))[len(list(_overs(before))) :]:
        said.append(f"{spec.measured} crosses the line: {_verdict(after, begin)}")
    return ", and ".join(said)


def _line_words(before: Actor, after: Actor) -> Iterator[str]:
    """Where the line is now, and whether what crossed it stays below."""
    old, new = before.parts[1].value or 0.0, after.parts[1].value or 0.0
    if old != new:
        yield (
            f"the line rises to {_amount(after, new)}" if old else f"a line appears at {_amount(after, new)}"
        )
    if old and any(_overs(before)) and not any(_overs(after)):
        yield f"{after.spec.measured} stays below"


def _beats_words(pulse: Actor, then: float, new: list[float]) -> str:
    """How many heartbeats have arrived since then, and how high what they end has climbed."""
    pause = pulse.spec.pause
    words = ", with a pause of A between them" if pause and new[0] <= pause[0] < new[-1] else ""
    top = _amount(pulse, _peak(pulse, then, new[-1]))
    return f"{len(new)} heartbeats arrive{words}; {pulse.spec.measured} climbs to {top} at most"


def _verdict(pulse: Actor, begin: float) -> str:
    """What the crossing at this time was: a false suspicion while A is alive."""
    if begin < pulse.spec.dies:
        return "wrong, A is alive"
    return f"A's death is found after {begin - max(beat for beat in pulse.spec.beats if beat < begin):.1f} s"


def _is_over(pulse: Actor) -> bool:
    """Whether it stands at the line, or above it."""
    return bool(level := pulse.parts[1].value) and _drawn(pulse)[-1][1] > level - SHORT


def _peak(pulse: Actor, begin: float, end: float | None = None) -> float:
    """The highest that is drawn between two times."""
    return max(y for x, y in _drawn(pulse) if begin < x and (end is None or x <= end))


def _amount(pulse: Actor, value: float) -> str:
    """Seconds to a hundredth, and a suspicion to a tenth."""
    digits = 2 if pulse.spec.unit else 1
    return f"{round(value, digits):g}" + (f" {pulse.spec.unit.strip()}" if pulse.spec.unit else "")


def _heard(pulse: Actor) -> list[float]:
    """The heartbeats until now."""
    return [beat for beat in pulse.spec.beats if beat <= (pulse.parts[0].value or 0.0) + FALL]


def _drawn(pulse: Actor) -> list[tuple[float, float]]:
    """The curve up to now, with its place now."""
    now = (pulse.parts[0].value or 0.0) + FALL
    drawn = [(x, y) for x, y in pulse.spec.course if x <= now]
    ahead = next(((x, y) for x, y in pulse.spec.course if x > now), None)
    if ahead and drawn and now - drawn[-1][0] > SHORT:
        (x0, y0), (x1, y1) = drawn[-1], ahead
        drawn.append((now, y0 + (y1 - y0) * (now - x0) / (x1 - x0)))
    return drawn


def _overs(pulse: Actor) -> Iterator[tuple[float, list[tuple[float, float]]]]:
    """Each stretch above the line that can be seen, if there is one: when it begins, and its points."""
    level = pulse.parts[1].value or 0.0
    for stretch in _stretches(_drawn(pulse), level) if level else ():
        if stretch[-1][0] - stretch[0][0] > SHORT:
            yield stretch[0][0], stretch


def _stretches(points: list[tuple[float, float]], level: float) -> Iterator[list[tuple[float, float]]]:
    """The parts of a curve above a level, each from where it crosses it."""
    found: list[tuple[float, float]] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        if y0 <= level < y1:
            found = [(x0 + (x1 - x0) * (level - y0) / (y1 - y0), level)]
        if y1 > level and found and x1 - found[-1][0] > SHORT / 10:
            found.append((x1, y1))
        elif y1 <= level and found:
            yield found
            found = []
    if found:
        yield found


def draw(pulse: Actor, area: Rect) -> Iterator[Shape]:
    """The line of time with its beats, the curve with its area, the line, and what is above it."""
    spec = pulse.spec
    k = float(spec.scale)
    is_small = k > 1
    left, right = area.x + 30, area.right - RIGHT * k
    foot, head = area.bottom - (60 if is_small else FOOT), area.y + HEAD * k

    def at(point: Point) -> Point:
        return (left + (right - left) * point[0] / spec.until, foot - (foot - head) * point[1] / spec.top)

    yield Label(
        key="now/measure",
        x=left,
        y=area.y + 20 * k,
        text=spec.measure,
        size=36 * k,
        colour="muted",
        anchor="start",
    )
    yield line("now/axis", (left, foot), (right + 60, foot), stroke="muted", width=2.5, arrow=True)
    if not is_small:
        for time in range(0, int(spec.until), 2):
            x = at((time, 0))[0]
            yield Label(key=f"now/tick-{time}", x=x, y=foot + 56, text=f"{time}", size=34, colour="muted")
        yield Label(key="now/unit", x=right + 40, y=foot + 56, text="seconds", size=34, colour="muted")
    drawn = _drawn(pulse)
    if len(drawn) > 1:
        points = tuple(map(at, drawn))
        yield Graph(key="now/area", points=points, fill="accent@0.16", base=foot, z=-4)
        yield Graph(key="now/curve", points=points, stroke="accent", width=6, z=1)
    yield from _beats(pulse, at)
    yield from _truth(pulse, at)
    level = pulse.parts[1].value or 0.0
    if level:
        yield from _line(pulse, level, at, (left, right))


def _beats(pulse: Actor, at: Place) -> Iterator[Shape]:
    """The heartbeats until now, and what the last one is called."""
    heard = _heard(pulse)
    for i, beat in enumerate(heard):
        x, y = at((beat, 0))
        yield Dot(key=f"now/beat-{i}", x=x, y=y, r=RADIUS, fill="accent", z=3)
    if pulse.spec.beat and not pulse.parts[1].value:
        x, y = at((heard[-1], 0))
        yield Label(
            key="now/name",
            x=x - RADIUS,
            y=y + BELOW,
            text=pulse.spec.beat,
            size=38,
            weight=600,
            colour="accent",
            anchor="start",
        )


def _truth(pulse: Actor, at: Place) -> Iterator[Shape]:
    """What B cannot see: when A pauses, and when it dies."""
    spec, now = pulse.spec, pulse.parts[0].value or 0.0
    below = at((0, 0))[1] + BELOW
    if spec.pause and now > spec.pause[0]:
        (x0, y), (x1, _) = (at((time, 0)) for time in spec.pause)
        yield line("now/pause", (x0, y), (x1, y), stroke="ink", width=12, z=2)
        yield Label(key="now/paused", x=(x0 + x1) / 2, y=below, text="A pauses", size=38, weight=600)
    ends = next((beat for beat in spec.beats if spec.pause and beat > spec.pause[0]), spec.until)
    if spec.peak and now >= ends:
        top = max(y for x, y in spec.course if x <= ends)
        x, y = at((ends, top))
        yield Label(
            key="now/peak",
            x=x + 18,
            y=y + 22,
            text=spec.peak,
            size=44,
            weight=600,
            colour="accent",
            anchor="start",
        )
    if spec.dies and now > spec.dies:
        x, y = at((spec.dies, 0))
        yield line("now/fall", (x - CROSS, y - CROSS), (x + CROSS, y + CROSS), stroke="ink", width=7, z=4)
        yield line("now/rise", (x - CROSS, y + CROSS), (x + CROSS, y - CROSS), stroke="ink", width=7, z=4)
        k = float(spec.scale)
        place = (x, below) if k == 1 else (x + 30, y + 28 * k)
        yield Label(
            key="now/dead",
            x=place[0],
            y=place[1],
            text="A dies",
            size=38 * min(k, 1.3),
            weight=600,
            anchor="middle" if k == 1 else "end",
        )


def _line(pulse: Actor, level: float, at: Place, ends: tuple[float, float]) -> Iterator[Shape]:
    """The line with its level, and each stretch above it with a verdict: wrong if A is alive."""
    spec = pulse.spec
    y = at((0, level))[1]
    yield line("line/line", (ends[0], y), (ends[1], y), stroke="warn", width=4, dashed=True, z=2)
    k = float(spec.scale)
    yield Label(
        key="line/level",
        x=ends[1] + 20,
        y=y,
        text=f"{level:g}{spec.unit}",
        size=44 * k,
        weight=600,
        colour="warn",
        anchor="start",
    )
    for i, (begin, points) in enumerate(_overs(pulse)):
        is_wrong = begin < spec.dies
        role = "bad" if is_wrong else "good"
        px = tuple(map(at, points))
        yield Graph(key=f"line/over-{i}", points=px, fill=f"{role}@0.55", base=y, z=0)
        yield Graph(key=f"line/edge-{i}", points=px, stroke=role, width=8, z=2)
        waited = begin - max(beat for beat in spec.beats if beat < begin)
        yield Label(
            key=f"line/verdict-{i}",
            x=px[-1][0] + (0 if is_wrong else 60),
            y=px[-1][1] - 44 * k,
            text="wrong: A is alive" if is_wrong else f"found after {waited:.1f} s",
            size=42 * k,
            weight=600,
            colour=role,
            anchor="middle" if is_wrong else "end",
        )


class Toll(Spec):
    """A field of dots; as many as the value are filled."""

    size: Int = 100
    across: Int = 30


def one(spec: Toll) -> list[Part]:
    """The amount, at first all."""
    return [Part(id="", value=float(spec.size))]


def paid(toll: Actor) -> str:
    """How many dots are filled."""
    return f"{toll.parts[0].value:.0f} dots"


def fewer(before: Actor, after: Actor) -> str:
    """How many dots go out."""
    old, new = (round(toll.parts[0].value or 0) for toll in (before, after))
    return f"{old - new} of {old} dots go out, and {new} are left"


def draw_toll(toll: Actor, area: Rect) -> Iterator[Shape]:
    """Dots in rows, the filled ones large."""
    down = ceil(toll.spec.size / toll.spec.across)
    step = min(area.w / toll.spec.across, area.h / down)
    left, top = area.centre[0] - step * toll.spec.across / 2, area.centre[1] - step * down / 2
    filled = round(toll.parts[0].value or 0)
    for i in range(toll.spec.size):
        row, column = divmod(i, toll.spec.across)
        yield Dot(
            key=f"dot-{i}",
            x=left + (column + 0.5) * step,
            y=top + (row + 0.5) * step,
            r=step * (0.36 if i < filled else 0.1),
            fill="bad" if i < filled else "muted@0.6",
        )


TOLL = Kind(
    name="toll",
    spec=Toll,
    parts=one,
    contents=paid,
    becomes=fewer,
    draw=draw_toll,
    part="amount",
    example="{is: toll}",
)
PULSE = Kind(
    name="pulse",
    spec=Pulse,
    parts=parts,
    contents=contents,
    becomes=becomes,
    draw=draw,
    part="value",
    example="{is: pulse, beats: [0, 1, 2], course: [[0, 0], [1, 1]]}",
)
