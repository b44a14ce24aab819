"""The actor of this film: lines of people, steps with what each has counted, and messages between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

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
    Point,
    Rect,
    Shape,
    Spec,
    Text,
    line,
)

HEAD = 190.0
"""Px for a person's name."""
TIGHT = 1200.0
"""Px of an area below which things are drawn smaller."""
NEAR = 16.0
"""Px between a step and the arrow that begins or ends there."""


class Causes(Spec):
    """Lines of people with steps on them, and messages from step to step."""

    people: tuple[Name, ...]
    steps: tuple[Text, ...] = Field(description="Each `id, person, time, how a sentence calls it`.")
    messages: tuple[Text, ...] = Field(
        description="Each `from, to, text`, which has its steps' ids as its own."
    )
    until: Int = 20


def parts(spec: Causes) -> Iterator[Part]:
    """Steps, the ways between one person's steps, and messages; nothing of it is there at the start."""
    steps = [_fields(step) for step in spec.steps]
    for name, *_ in steps:
        yield Part(id=name, filled=False)
    for person in spec.people:
        own = [name for name, who, *_ in steps if who == person]
        yield from (Part(id=f"{a}-{b}", sort="way") for a, b in pairwise(own))
    for message in spec.messages:
        start, end, *_ = _fields(message)
        yield Part(id=f"{start}-{end}", sort="message", filled=False)


def _fields(text: str) -> list[str]:
    return [field.strip() for field in text.split(",")]


def contents(causes: Actor) -> str:
    """How many steps there are so far."""
    count = sum(part.filled for part in causes.parts if not part.sort)
    return f"lines of {_listed(causes.spec.people)}, {count or 'no'} steps"


def places(causes: Actor, found: Sequence[Part]) -> str:
    """Steps as the author calls them, and messages by their steps."""
    called = {name: words for name, _, _, words in map(_fields, causes.spec.steps)}
    return _listed([_called(called, part) for part in found])


def _called(called: dict[str, str], part: Part) -> str:
    start, _, end = part.id.partition("-")
    return f"the arrow from {called[start]} to {called[end]}" if end else called[start]


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def draw(causes: Actor, area: Rect) -> Iterator[Shape]:
    """Lines, then messages, then steps upon them."""
    chart = _Chart(causes, area)
    for row, person in enumerate(causes.spec.people):
        y = chart.y(row)
        yield Label(key=f"{person}/name", x=area.x, y=y, text=person, size=46, weight=600, anchor="start")
        yield line(
            f"{person}/rail", (chart.left, y), (area.x + area.w, y), stroke="muted", width=3, arrow=True, z=-3
        )
    for part in causes.parts:
        if part.sort:
            yield from chart.way(part)
        elif part.filled:
            yield from chart.step(part)


class _Chart:
    """Where steps are, in px."""

    def __init__(self, causes: Actor, area: Rect) -> None:
        self.area, self.until = area, causes.spec.until
        self.scale = 1.0 if area.w > TIGHT else 0.72
        self.left = area.x + HEAD
        self.pitch = area.h / len(causes.spec.people)
        rows = {person: row for row, person in enumerate(causes.spec.people)}
        self.at: dict[str, Point] = {}
        for name, person, time, _ in map(_fields, causes.spec.steps):
            wide = area.w - HEAD - 60
            self.at[name] = (self.left + wide * float(time) / self.until, self.y(rows[person]))
        self.texts = {part.id: part.text for part in causes.parts}
        self.words = {f"{a}-{b}": words for a, b, *words in map(_fields, causes.spec.messages)}

    def y(self, row: int) -> float:
        """The height of a person's line."""
        return self.area.y + self.pitch * (row + 0.5)

    def size(self, name: str) -> tuple[float, float]:
        """Half the width and height of a step."""
        text = self.texts[name]
        if not text:
            return (15, 15)
        if numbers := text.count(","):
            return (self.scale * 40 * (numbers + 1), self.scale * 42)
        return (42, 42)

    def step(self, part: Part) -> Iterator[Shape]:
        """A dot, or a number in a disc, or several numbers in a chip."""
        (x, y), (half, tall) = self.at[part.id], self.size(part.id)
        role = part.role or "muted"
        if not part.text:
            yield Dot(key=f"{part.id}/dot", x=x, y=y, r=half, fill=part.role or "ink")
            return
        numbers = part.text.split(",")
        yield Box(
            key=f"{part.id}/ground", x=x - half, y=y - tall, w=2 * half, h=2 * tall,
            radius=tall if len(numbers) == 1 else 16, fill="ground", z=1,
        )  # fmt: skip
        yield Box(
            key=f"{part.id}/box", x=x - half, y=y - tall, w=2 * half, h=2 * tall,
            radius=tall if len(numbers) == 1 else 16, fill=f"{role}@0.22" if part.role else "surface",
            stroke=role, stroke_width=7 if part.emphasis == "lit" else 4, z=2,
        )  # fmt: skip
        wide = 2 * half / len(numbers)
        for i, number in enumerate(numbers):
            yield Label(
                key=f"{part.id}/number-{i}", x=x - half + wide * (i + 0.5), y=y, text=number,
                size=50 * (self.scale if len(numbers) > 1 else 1), face="mono", weight=650, z=3,
            )  # fmt: skip

    def way(self, part: Part) -> Iterator[Shape]:
        """An arrow from step to step; between one person's steps only what is marked is seen."""
        start, end = part.id.split("-")
        if not part.filled or (part.sort == "way" and not part.role):
            return
        role = part.role or "accent"
        a, b = self._ends(start, end)
        is_lit = part.emphasis == "lit"
        if part.sort == "way":
            yield line(f"{part.id}/line", a, b, stroke=role, width=12, grows=True, z=-2)
            return
        yield line(
            f"{part.id}/line", a, b, stroke=role, width=9 if is_lit else 5, arrow=True, grows=True, z=-1
        )
        yield from self._word(part, role, a, b)

    def _word(self, part: Part, role: str, a: Point, b: Point) -> Iterator[Label]:
        """A message's words beside its arrow."""
        text, side, share = self.words[part.id]
        if text:
            aside = 24 if side == "right" else -24
            x, y = (a[i] + (b[i] - a[i]) * float(share) for i in (0, 1))
            yield Label(
                key=f"{part.id}/word", x=x + aside, y=y + (14 if b[1] > a[1] and side == "left" else -16),
                text=text, size=44, face="mono", weight=600, colour=role,
                anchor="start" if side == "right" else "end", z=3,
            )  # fmt: skip

    def _ends(self, start: str, end: str) -> tuple[Point, Point]:
        return self._edge(start, end), self._edge(end, start)

    def _edge(self, name: str, towards: str) -> Point:
        """Where the line to another step leaves the box around a step."""
        (x, y), (half, tall) = self.at[name], self.size(name)
        dx, dy = self.at[towards][0] - x, self.at[towards][1] - y
        share = min((half + NEAR) / abs(dx) if dx else 9.0, (tall + NEAR) / abs(dy) if dy else 9.0)
        if self.texts[name].count(",") == 0 and dy:
            share = (tall + NEAR) / hypot(dx, dy)
        return (x + dx * share, y + dy * share)


CAUSES = Kind(
    name="causes",
    spec=Causes,
    parts=parts,
    contents=contents,
    draw=draw,
    part="step",
    places=places,
    verbs={"fill", "clear"},
    example='{is: causes, people: [A, B], steps: ["a, A, 1, a step"]}',
)
