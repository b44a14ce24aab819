"""An actor of this film: a wall of dials, one for each pair of numbers, from the fastest to the slowest."""

from __future__ import annotations

from collections.abc import Iterator

from explainsite.actors import Actor, Amount, Box, Int, Kind, Label, Part, Rect, Shape, Spec
from explainsite.picture.shapes import Arc, Needle

GAP, NAME = 14.0, 40.0
# Px for the words above the wall and below it.
ROOM = 56.0
TURN = 360.0
# Of more turns than this only the last are drawn as turning: a hand must not flicker.
SEEN = 2


class Wall(Spec):
    """Dials in rows, each with the degrees by which a place turns its hand."""

    steps: list[Amount]
    across: Int = 16


def parts(_: Wall) -> list[Part]:
    """The place for which all hands stand."""
    return [Part(id="", value=0.0)]


def _angles(wall: Actor) -> list[float]:
    return [step * (wall.parts[0].value or 0.0) for step in wall.spec.steps]


def contents(wall: Actor) -> str:
    """How many hands there are."""
    return f"{len(wall.spec.steps)} hands that point straight up, the fastest first"


def turned(_: Actor, wall: Actor) -> str:
    """To which place the hands have turned, and how many have been around."""
    around = sum(angle >= TURN for angle in _angles(wall))
    place = wall.parts[0].value or 0.0
    return (
        f"the hands turn to place {place:,.0f}; {around or 'none'} of {len(wall.spec.steps)} have been around"
    )


def draw(wall: Actor, area: Rect) -> Iterator[Shape]:
    """Each dial with what its hand has swept; those that have been around are full."""
    across = wall.spec.across
    down = -(-len(wall.spec.steps) // across)
    pitch = min((area.w + GAP) / across, (area.h - 2 * ROOM + GAP) / down)
    r = (pitch - GAP) / 2
    left, top = area.centre[0] - (pitch * across - GAP) / 2, area.centre[1] - (pitch * down - GAP) / 2
    right, bottom = left + pitch * across - GAP, top + pitch * down - GAP
    yield Label(key="fast", x=left, y=top - 34, text="fast", size=NAME, colour="muted", anchor="start")
    yield Label(key="slow", x=right, y=bottom + 34, text="slow", size=NAME, colour="muted", anchor="end")
    is_turned = (wall.parts[0].value or 0.0) > 0
    for index, angle in enumerate(_angles(wall)):
        row, column = divmod(index, across)
        x, y = left + pitch * column + r, top + pitch * row + r
        yield from _dial(f"dial-{index}", x, y, r, angle, is_turned=is_turned)


def _dial(key: str, x: float, y: float, r: float, angle: float, *, is_turned: bool) -> Iterator[Shape]:
    is_around = angle >= TURN
    role = "accent" if is_around or not is_turned else "warn"
    seen = angle if angle < SEEN * TURN else SEEN * TURN + angle % TURN
    yield Box(
        key=f"{key}-face", x=x - r, y=y - r, w=2 * r, h=2 * r, radius=r, fill="surface", stroke="line", z=-6
    )
    if is_turned:
        yield Arc(
            key=f"{key}-swept",
            x=x,
            y=y,
            r=r,
            begin=0,
            end=min(angle, TURN - 0.01),
            stroke=role,
            width=3,
            fill=f"{role}@0.22",
            z=1,
        )
    yield Needle(key=f"{key}-hand", x=x, y=y, r=r * 0.88, angle=seen, fill=role, width=9, z=3)


WALL = Kind(
    name="wall",
    spec=Wall,
    parts=parts,
    contents=contents,
    becomes=turned,
    draw=draw,
    part="place",
    example="{is: wall, steps: [57.3, 5.73], across: 2}",
)
