"""The actor of this film: a crowd of servers as a field of dots, and who calls whom in each round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor, hypot, pi, sqrt

from explainsite.actors import Actor, Curve, Dot, Field, Int, Kind, Part, Point, Rect, Shape, Spec, arc, line
from explainsite.picture.arcs import around
from explainsite.storyboard.places import places

# Each dot is this angle on from the one before: so no two stand in one row, and all have equal room.
GOLDEN = 180 * (3 - sqrt(5))
# The field is no flatter than this.
FLATTEST = 1.75
# Radii as shares of the room that a dot has.
LARGE, SMALL = 0.30, 0.13
# Between a dot and a line, in px.
GAP = 5.0
# How far a call swings out, as a share of its length.
BOW = 0.14
# The moment of a round at which its calls are seen.
HALF = 0.5


class Crowd(Spec):
    """Servers as dots, of which the first knows something, and the calls of each round."""

    size: Int = 64
    calls: list[list[tuple[int, int, int]]] = Field(
        [], description="For each round who calls, who is called, and 1 if the call is lost."
    )
    stays: Int = Field(1, description="For how many rounds a call that told something new is to be seen.")


def parts(spec: Crowd) -> list[Part]:
    """The servers, and the time in rounds; half a round more shows the calls of the next."""
    return [*(Part(id=str(i)) for i in range(spec.size)), Part(id="time", text="time", value=0.0)]


def _time(crowd: Actor) -> tuple[int, bool]:
    """How many rounds are over, and whether the next one's calls are under way."""
    time = crowd.parts[-1].value or 0.0
    return floor(time), time % 1 >= HALF


def _heard(crowd: Actor, until: int) -> dict[int, tuple[int, int]]:
    """Who knows after so many rounds: from whom, and since when."""
    heard = {0: (0, 0)}
    for after, calls in enumerate(crowd.spec.calls[:until], 1):
        for caller, called, fails in calls:
            if not fails:
                heard.setdefault(called, (caller, after))
    return heard


def contents(crowd: Actor) -> str:
    """How many know, and how many calls are under way."""
    over, calling = _time(crowd)
    words = _count(crowd, over)
    return words + (f", and {_calls(len(crowd.spec.calls[over]))} under way" if calling else "")


def _count(crowd: Actor, until: int) -> str:
    """How many of those that are up know."""
    up = {i for i, part in enumerate(crowd.parts[:-1]) if not part.down}
    return f"{len(up & set(_heard(crowd, until)))} of {len(up)} know"


def _calls(many: int) -> str:
    return "one call is" if many == 1 else f"{many} calls are"


def named(crowd: Actor, chosen: Sequence[Part]) -> str:
    """The one that knows first by this, all others by their numbers."""
    return "the first server" if [part.id for part in chosen] == ["0"] else places(crowd, chosen)


def becomes(before: Actor, after: Actor) -> str:
    """What a step of time has brought."""
    over, calling = _time(after)
    if calling:
        return f"{_calls(len(after.spec.calls[over]))} under way"
    return f"now {_count(after, over)}"


def draw(crowd: Actor, area: Rect) -> Iterator[Shape]:
    """The dots, the calls by which the latest have heard, and those that are under way."""
    places, room = _places(crowd.spec.size, area)
    over, calling = _time(crowd)
    heard = _heard(crowd, over)
    for called, (caller, since) in heard.items():
        if called and over - since + calling < crowd.spec.stays:
            way = _thread(places[caller], places[called], room)
            yield Curve(key=f"heard-{called}", points=way, stroke="accent@0.5", width=3, grows=True, z=-3)
    if calling:
        yield from _under_way(crowd.spec.calls[over], set(heard), places, room)
    for i, part in enumerate(crowd.parts[:-1]):
        yield from _server(part, places[i], room, knows=i in heard)


def _places(size: int, area: Rect) -> tuple[list[Point], float]:
    """Where each dot stands, on a spiral outwards, and how much room it has."""
    wide, high = min(area.w, area.h * FLATTEST) / 2, min(area.h, area.w) / 2
    room = sqrt(pi * wide * high / size)
    wide, high = wide - room * LARGE, high - room * LARGE
    places = []
    for i in range(size):
        x, y = around((0, 0), sqrt((i + 0.5) / size), GOLDEN * i % 360)
        places.append((area.centre[0] + x * wide, area.centre[1] + y * high))
    return places, room


def _under_way(
    calls: list[tuple[int, int, int]], knowing: set[int], places: list[Point], room: float
) -> Iterator[Shape]:
    """The calls of a round: bold where they tell something new, thin where they do not, broken where lost."""
    new: set[int] = set()
    for caller, called, fails in calls:
        way = _thread(places[caller], places[called], room)
        if fails:
            yield Curve(
                key=f"lost-{caller}",
                points=_first_half(way),
                stroke="bad",
                width=3,
                dashed=True,
                grows=True,
                z=-1,
            )
        elif called in knowing or called in new:
            yield Curve(key=f"again-{caller}", points=way, stroke="muted@0.6", width=2.5, grows=True, z=-2)
        else:
            new.add(called)
            way = _thread(places[caller], places[called], room, to=SMALL)
            yield Curve(key=f"heard-{called}", points=way, stroke="accent", width=5, grows=True, z=-1)


def _thread(start: Point, end: Point, room: float, *, to: float = LARGE) -> tuple[Point, Point, Point, Point]:
    """A bow from dot to dot that stops short of both, of which the second may be a small one."""
    (ax, ay), (bx, by) = start, end
    dx, dy = bx - ax, by - ay
    short, end_short = ((room * share + GAP) / hypot(dx, dy) for share in (LARGE, to))
    out = (dy * BOW, -dx * BOW)
    return (
        (ax + dx * short, ay + dy * short),
        (ax + dx / 3 + out[0], ay + dy / 3 + out[1]),
        (ax + dx * 2 / 3 + out[0], ay + dy * 2 / 3 + out[1]),
        (bx - dx * end_short, by - dy * end_short),
    )


def _first_half(way: tuple[Point, Point, Point, Point]) -> tuple[Point, Point, Point, Point]:
    """The first half of a cubic, by halving all between its points."""
    a, b, c, d = way
    ab, bc, cd = _middle(a, b), _middle(b, c), _middle(c, d)
    left, right = _middle(ab, bc), _middle(bc, cd)
    return a, ab, left, _middle(left, right)


def _middle(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def _server(part: Part, at: Point, room: float, *, knows: bool) -> Iterator[Shape]:
    """A dot: large if it knows, with a ring if it is marked, a cross if it is down."""
    x, y = at
    r = room * (LARGE if knows else SMALL)
    fill = part.role or ("accent" if knows else "muted")
    if part.down:
        reach = room * 0.24
        for key, down in (("fall", reach), ("rise", -reach)):
            yield line(
                f"{part.id}/{key}", (x - reach, y - down), (x + reach, y + down), stroke="bad", width=8
            )
        return
    if part.role:
        yield arc(f"{part.id}/ring", at, room * LARGE, stroke=part.role, width=5)
    yield Dot(key=f"{part.id}/dot", x=x, y=y, r=r, fill=fill, z=1)


CROWD = Kind(
    name="crowd",
    spec=Crowd,
    parts=parts,
    contents=contents,
    places=named,
    becomes=becomes,
    draw=draw,
    part="server",
    verbs={"fail"},
    example="{is: crowd, size: 64}",
)
