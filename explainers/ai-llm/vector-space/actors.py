"""Two actors of this film: words as arrows of a compass, and pages as places on a globe with cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import atan2, degrees, hypot

from explainsite.actors import (
    Actor,
    Box,
    Curve,
    Dot,
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
    text_width,
)
from explainsite.picture.shapes import Arc, Outline

Place = Callable[[Sequence[float]], Point]

# --- A globe of pages -------------------------------------------------------------------------------------

MARGIN = 12.0
# Px of the radius of a dot on the near side, of one on the far side, and by how much they grow in the light.
NEAR, FAR, LIT, BEST = 6.5, 3.5, 2.5, 6.0
ASKED = 17.0
NAME = 44.0
# Where its words begin, as a share of the radius from the middle.
BESIDE = 0.62
# What is this near to the rim is still seen from the front.
RIM = 0.02


class Globe(Spec):
    """Pages as directions on a globe, the question among them, and the borders of cells."""

    pages: list[list[float]]
    borders: list[list[object]]
    asked: list[float]
    best: list[Int]
    opened: list[Int]
    question: Text = ""


def parts(_: Globe) -> list[Part]:
    """Whether pages are compared, the globe is cut and the best are shown; how many cells are open."""
    return [Part(id=name, text=name, value=0.0) for name in ("compared", "cut", "cells", "best")]


def _state(globe: Actor) -> dict[str, int]:
    return {part.id: int(part.value or 0) for part in globe.parts}


def _open(globe: Actor) -> set[int]:
    """The cells that are open."""
    return {int(cell) for cell in globe.spec.opened[: _state(globe)["cells"]]}


def contents(globe: Actor) -> str:
    """The pages, and the question."""
    return f"{len(globe.spec.pages)} pages as dots, and the question among them"


def found(was: Actor, globe: Actor) -> str:
    """What has come: a comparison, cells, or the nearest of all."""
    before, now = _state(was), _state(globe)
    if now["best"] and not before["best"]:
        return _lines(globe)
    if now["cells"] > before["cells"]:
        return "the cell around the question opens, and its pages are compared with it"
    if now["cut"] and not before["cut"]:
        count = len({int(page[3]) for page in globe.spec.pages})
        return f"the globe is cut into {count} cells, and all its pages are dark again"
    return "every page lights up, for each is compared with the question"


def _lines(globe: Actor) -> str:
    nearest = globe.spec.best
    said = f"lines run from the question to its {len(nearest)} nearest pages"
    if not _state(globe)["cut"]:
        return said
    inside = sum(_cell(globe, page) in _open(globe) for page in nearest)
    return f"{said}: {inside} are in the open cell, {len(nearest) - inside} are missed across its border"


def _cell(globe: Actor, page: int) -> int:
    return int(globe.spec.pages[page][3])


def draw(globe: Actor, area: Rect) -> Iterator[Shape]:
    """The far side faint, the near one over it; open cells in a tint; lines to the best."""
    r = min(area.w, area.h) / 2 - MARGIN
    x, y = area.centre

    def at(v: Sequence[float]) -> Point:
        return (x + r * v[0], y - r * v[1])

    yield Box(
        key="compared/globe",
        x=x - r,
        y=y - r,
        w=2 * r,
        h=2 * r,
        radius=r,
        fill="surface",
        stroke="line",
        stroke_width=3,
        z=-9,
    )
    if _state(globe)["cut"]:
        yield from _cells(globe, at)
    yield from _dots(globe, at)
    yield from _asked(globe, at, area)


def _cells(globe: Actor, at: Place) -> Iterator[Shape]:
    """The borders on the near side; what is open has a tint."""
    is_open = _open(globe)
    for i, j, points in globe.spec.borders:
        if min(point[2] for point in points) < RIM:
            continue
        strong = is_open & {int(i), int(j)}
        yield line(
            f"cells/border-{i}-{j}",
            *map(at, points),
            stroke="accent" if strong else "muted",
            width=5 if strong else 2.5,
            opacity=1.0 if strong else 0.55,
            z=1 if strong else 0,
        )
    for cell in sorted(is_open):
        yield Outline(
            key=f"cells/open-{cell}", contours=(_outline(globe, cell, at),), fill="accent@0.14", z=-6
        )


def _outline(globe: Actor, cell: int, at: Place) -> tuple[Point, ...]:
    """The border of a cell, as a closed chain: it is convex, so its points are in order around its middle."""
    own = [at(p) for i, j, points in globe.spec.borders if cell in (int(i), int(j)) for p in points]
    mx, my = (sum(values) / len(own) for values in zip(*own, strict=True))
    ring = sorted(own, key=lambda p: atan2(p[1] - my, p[0] - mx))
    return line("", *ring, ring[0]).points


def _dots(globe: Actor, at: Place) -> Iterator[Shape]:
    now = _state(globe)
    shown = set(map(int, globe.spec.best)) if now["best"] else set()
    is_open = _open(globe)
    for index, (px, py, pz, cell) in enumerate(globe.spec.pages):
        is_lit = pz > 0 and (int(cell) in is_open if now["cut"] else now["compared"] > 0)
        r = NEAR * (0.75 + 0.25 * pz) if pz > 0 else FAR
        role, opacity, z = "muted", 0.75 if pz > 0 else 0.28, 2 if pz > 0 else -8
        if is_lit:
            role, r, opacity = "accent", r + LIT, 1.0
        if index in shown:
            role, r, opacity, z = "bad" if now["cut"] and not is_lit else "good", NEAR + BEST, 1.0, 5
        cx, cy = at((px, py))
        yield Dot(key=f"best/dot-{index}", x=cx, y=cy, r=r, fill=role, opacity=opacity, z=z)
        if index in shown:
            yield _way(globe, index, role, at)
        if role == "bad":
            yield from _cross(index, (cx, cy))


def _way(globe: Actor, index: int, role: str, at: Place) -> Curve:
    """The line from the question to one of the best."""
    return line(
        f"best/way-{index}",
        at(globe.spec.asked),
        at(globe.spec.pages[index]),
        stroke=role,
        width=4,
        grows=True,
        z=3,
    )


def _cross(index: int, centre: Point) -> Iterator[Curve]:
    x, y = centre
    for name, dy in (("fall", 1), ("rise", -1)):
        yield line(
            f"best/{name}-{index}", (x - 7, y - 7 * dy), (x + 7, y + 7 * dy), stroke="ground", width=4, z=6
        )


def _asked(globe: Actor, at: Place, area: Rect) -> Iterator[Shape]:
    """The question, with its words beside the globe and a fine line to it."""
    x, y = at(globe.spec.asked)
    left, high = area.centre[0] + min(area.w, area.h) / 2 * BESIDE, area.y + NAME / 2
    yield line("asked/leader", (left - 12, high + 12), (x, y), stroke="data-2", width=2.5, z=6)
    yield Dot(key="asked/ground", x=x, y=y, r=ASKED + 5, fill="ground", z=7)
    yield Dot(key="asked/dot", x=x, y=y, r=ASKED, fill="data-2", z=8)
    yield Label(
        key="asked/name",
        x=left,
        y=high,
        text=globe.spec.question,
        size=NAME,
        weight=600,
        colour="data-2",
        anchor="start",
    )


# --- A compass of words -----------------------------------------------------------------------------------

# How far the axes go from the middle, across and up, and the radius of the ring: in sentences.
ACROSS, UP, RING = 8.0, 6.5, 5.0
WORD, MEANS = 44.0, 38.0
# Px between a tip and its word, between two words, and from one word to the next below it.
ASIDE, BETWEEN, STEP = 20.0, 18.0, 54.0
# The radius of the angle to each word, as a share of the ring's.
ALIKE, OPPOSITE = 0.86, 0.34


class Compass(Spec):
    """Words as arrows from the middle, as long as they have walked or all alike; and a sum of some."""

    words: dict[str, list[float]]
    terms: dict[str, list[float]]
    ends: list[Text]


def arrows(spec: Compass) -> list[Part]:
    """An arrow for each word; whether all are alike, whether angles are seen, and how much is asked."""
    states = {"even": "the common length", "angles": "the angles", "asked": "the question"}
    return [
        *(Part(id=word, text=word) for word in spec.words),
        *(Part(id=name, text=text, value=0.0) for name, text in states.items()),
    ]


def _value(compass: Actor, name: str) -> int:
    return next(int(part.value or 0) for part in compass.parts if part.id == name)


def _word_parts(compass: Actor) -> list[Part]:
    return [part for part in compass.parts if part.id in compass.spec.words]


def directions(compass: Actor) -> str:
    """The words."""
    *others, last = (part.text for part in _word_parts(compass))
    return f"{', '.join(others)} and {last} as arrows from the middle, each as long as it has walked"


def pointed(was: Actor, compass: Actor) -> str:
    """What has come: a common length, angles, or a part of the question."""
    terms = list(compass.spec.terms)
    asked = _value(compass, "asked")
    if asked > len(terms):
        return f"the sum of the two is the arrow {' '.join(terms)}, whose tip is on the ring"
    if asked:
        where = f"the tip of {terms[asked - 2]}" if asked > 1 else "the middle"
        return f"an arrow {terms[asked - 1]} is laid at {where}"
    if _value(compass, "angles") != _value(was, "angles"):
        return "the angles between the marked arrows " + ("open" if _value(compass, "angles") else "close")
    return "the arrows become equally long, with their tips on a ring"


def draw_compass(compass: Actor, area: Rect) -> Iterator[Shape]:
    """Two axes, a ring once all arrows are alike, the arrows with their words, and the question's sum."""
    unit = min(area.w / (2 * ACROSS), area.h / (2 * UP))
    across = area.w / 2 / unit
    x, y = area.centre

    def at(v: Sequence[float]) -> Point:
        return (x + unit * v[0], y - unit * v[1])

    yield from _axes(compass, at, across)
    is_even = _value(compass, "even")
    if is_even:
        r = unit * RING
        yield Box(
            key="even/ring", x=x - r, y=y - r, w=2 * r, h=2 * r, radius=r, stroke="line", stroke_width=3, z=-6
        )
    if _value(compass, "angles"):
        yield from _angles(compass, at((0, 0)), unit * RING)
    tips: dict[Part, Sequence[float]] = {}
    for part in _word_parts(compass):
        v = compass.spec.words[part.id]
        tips[part] = [RING * c / hypot(*v) for c in v] if is_even else v
        yield _ray(part.id, at((0, 0)), at(tips[part]), part.role or "muted")
    question = Part(id="asked", text=" ".join(compass.spec.terms), role="data-2")
    if _value(compass, "asked") > len(compass.spec.terms):
        tips[question] = [sum(values) for values in zip(*compass.spec.terms.values(), strict=True)]
        yield _ray("asked", at((0, 0)), at(tips[question]), "data-2")
    yield from _terms(compass, at)
    yield from _words(at, tips)


def _axes(compass: Actor, at: Place, across: float) -> Iterator[Shape]:
    right, left, top, bottom = compass.spec.ends
    yield line("even/across", at((-across, 0)), at((across, 0)), stroke="line", width=2.5, z=-8)
    yield line("even/up", at((0, -UP)), at((0, UP)), stroke="line", width=2.5, z=-8)
    for name, text, end, dx, dy, anchor in (
        ("right", right, (across, 0), 0, -32, "end"),
        ("left", left, (-across, 0), 0, -32, "start"),
        ("top", top, (0, UP), -18, 18, "end"),
        ("bottom", bottom, (0, -UP), 18, -18, "start"),
    ):
        px, py = at(end)
        yield Label(
            key=f"even/{name}", x=px + dx, y=py + dy, text=text, size=MEANS, colour="muted", anchor=anchor
        )


def _ray(key: str, begin: Point, tip: Point, role: str) -> Curve:
    strong = role != "muted"
    return line(
        f"{key}/ray",
        begin,
        tip,
        stroke=role,
        width=7 if strong else 4,
        arrow=True,
        grows=True,
        z=4 if strong else 3,
    )


def _angles(compass: Actor, centre: Point, r: float) -> Iterator[Shape]:
    """From the marked word to each word with a note."""
    words = compass.spec.words
    first = next(part for part in compass.parts if part.role == "accent")
    begin = _clock(words[first.id])
    for part in _word_parts(compass):
        if part.note and part.role:
            turn = (_clock(words[part.id]) - begin + 180) % 360 - 180
            yield Arc(
                key=f"{part.id}/angle",
                x=centre[0],
                y=centre[1],
                r=r * (ALIKE if abs(turn) < 90 else OPPOSITE),
                begin=begin,
                end=begin + turn,
                stroke=part.role,
                width=5,
                fill=f"{part.role}@0.14",
                z=1,
            )


def _clock(v: Sequence[float]) -> float:
    """The direction of a vector in degrees, clockwise from straight up."""
    return degrees(atan2(v[0], v[1]))


def _terms(compass: Actor, at: Place) -> Iterator[Shape]:
    """The terms of the question, one after the other."""
    begin = (0.0, 0.0)
    for term, (dx, dy) in list(compass.spec.terms.items())[: _value(compass, "asked")]:
        end = (begin[0] + dx, begin[1] + dy)
        yield _ray(f"asked/{term}", at(begin), at(end), "data-2")
        x, y = at(((begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2))
        is_level = dx > 0
        yield Label(
            key=f"asked/{term}-text",
            x=x - (0 if is_level else ASIDE),
            y=y + (40 if is_level else 24),
            text=term,
            size=WORD,
            weight=600,
            colour="data-2",
            anchor="middle" if is_level else "end",
            z=7,
        )
        begin = end


def _words(at: Place, tips: dict[Part, Sequence[float]]) -> Iterator[Label]:
    """Each word beyond its tip; those of one side make room for each other."""
    for side in (1, -1):
        parts = [part for part, v in tips.items() if (v[0] > 0) == (side > 0)]
        parts.sort(key=lambda part: at(tips[part])[1])
        heights = _apart([at(tips[part])[1] for part in parts])
        for part, high in zip(parts, heights, strict=True):
            yield from _word(part, at(tips[part])[0] + side * ASIDE, high, side)


def _apart(heights: list[float]) -> list[float]:
    """Heights that are a step apart, moved as little as that takes."""
    for _ in range(40):
        for i in range(len(heights) - 1):
            if (lacking := STEP - (heights[i + 1] - heights[i])) > 0:
                heights[i] -= lacking / 2
                heights[i + 1] += lacking / 2
    return heights


def _word(part: Part, x: float, y: float, side: int) -> Iterator[Label]:
    anchor = "start" if side > 0 else "end"
    role = part.role or "ink"
    yield Label(
        key=f"{part.id}/text",
        x=x,
        y=y,
        text=part.text,
        size=WORD,
        weight=600,
        colour=role,
        anchor=anchor,
        z=7,
    )
    if part.note:
        beyond = x + side * (text_width(part.text, WORD, weight=600) + BETWEEN)
        yield Label(
            key=f"{part.id}/note", x=beyond, y=y, text=part.note, size=WORD, colour=role, anchor=anchor, z=7
        )


COMPASS = Kind(
    name="compass",
    spec=Compass,
    parts=arrows,
    contents=directions,
    becomes=pointed,
    draw=draw_compass,
    part="arrow",
    verbs={"note"},
    example="{is: compass, words: {queen: [5, 6]}, terms: {royal: [4, 0]}, ends: [crown, bread, she, he]}",
)
GLOBE = Kind(
    name="globe",
    spec=Globe,
    parts=parts,
    contents=contents,
    becomes=found,
    draw=draw,
    part="part",
    example="{is: globe, pages: [], borders: [], asked: [0, 0, 1], best: [], opened: []}",
)
