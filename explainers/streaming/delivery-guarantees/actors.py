"""An actor of this film: runs of one program side by side, cut by one crash."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from explainsite.actors import (
    Actor,
    Amount,
    Box,
    Field,
    Int,
    Kind,
    Label,
    Name,
    Part,
    Rect,
    Shape,
    Spec,
    line,
)

LANES = "abc"
HEAD, FATE, HIGHEST = 62.0, 52.0, 380.0
TALL = 0.45
GAP = 10.0
TOTALS = 260.0
SIZE = 42.0
BOLT = 46.0
RIBBON = 76.0


class Runs(Spec):
    """Runs of a program: what is done from left to right, until the crash and after it."""

    names: list[Name] = Field(..., description="What each run is called at first.")
    terms: list[Name] = Field(..., description="And what it is called later.")
    records: list[Name] = Field(..., description="What is booked, by its place in the log.")
    blocks: list[list[tuple[Name, Int, Amount, Amount, bool]]] = Field(
        ...,
        description="Of each run: what is done, with which place, from when to when, and whether all of it.",
    )
    totals: list[Int] = Field(..., description="What is booked in the end.")
    right: Int = Field(..., description="What should be.")
    crash: Amount = Field(..., description="When the crash is.")
    restart: Amount = Field(..., description="How long the program is down.")


class Block(NamedTuple):
    """Something that a run does: `mark`, `book`, or `both` in one step."""

    id: str
    what: str
    place: int
    begin: float
    end: float
    done: bool

    @property
    def books(self) -> bool:
        """Whether a payment is booked in it."""
        return self.what != "mark"


def blocks_of(spec: Runs, lane: str) -> list[Block]:
    """What a run does, in order."""
    return [Block(f"{lane}{i}", *block) for i, block in enumerate(spec.blocks[LANES.index(lane)])]


def things(spec: Runs) -> list[Part]:
    """Of each run its blocks and how far it is told: 0 not at all, 1 its name, then blocks, then its total.

    `crash` and `harm` are 1 where these are seen, `terms` is how many runs have their later names.
    """
    told = [Part(id=name, value=0.0) for name in (*LANES, "crash", "harm", "terms")]
    return told + [
        Part(id=block.id, text=_named(spec, block)) for lane in LANES for block in blocks_of(spec, lane)
    ]


def _tries(spec: Runs, block: Block) -> list[str]:
    """The blocks in which a run books the same payment, in order."""
    return [b.id for b in blocks_of(spec, block.id[0]) if b.books and b.place == block.place]


def _named(spec: Runs, block: Block) -> str:
    """What a message that leaves a block is said to come from."""
    number = _tries(spec, block).index(block.id) + 1 if block.what == "both" else 0
    return f"try {number} of {spec.records[block.place]}" if number else ""


def _said(spec: Runs, block: Block) -> str:
    name, mark = spec.records[block.place], f"bookmark {block.place + 1}"
    said = {"mark": mark, "book": f"{name} booked", "both": f"{name} with {mark}"}[block.what]
    return said if block.done else f"{said}, cut off by the crash"


def _level(runs: Actor, name: str) -> int:
    return round(next(part.value or 0.0 for part in runs.parts if part.id == name))


def _is_told(runs: Actor, lane: str) -> bool:
    return _level(runs, lane) > len(blocks_of(runs.spec, lane)) + 1


def latest(runs: Actor) -> str:
    """What the picture has come to."""
    spec = runs.spec
    if (terms := _level(runs, "terms")) and not _level(runs, "c"):
        named = [f"{name}, named {term}" for name, term in zip(spec.names, spec.terms, strict=True)][:terms]
        return f"{' and '.join(named)}, with a line below each moment when a crash does harm"
    for lane in reversed(LANES):
        if level := _level(runs, lane):
            return _ending(runs, lane) if _is_told(runs, lane) else _event(runs, lane, level)
    return "nothing done yet"


def becomes(before: Actor, after: Actor) -> str:
    """What a run does now, what the crash has cut, and what a run is called."""
    spec = after.spec
    moved = [lane for lane in LANES if _level(after, lane) != _level(before, lane)]
    said = ["there is the crash"] if _level(after, "crash") > _level(before, "crash") else []
    if _level(after, "harm") > _level(before, "harm"):
        said.append("a line appears below each moment when a crash does harm")
    for lane in moved:
        if level := _level(after, lane):
            back = "back to " if level < _level(before, lane) else ""
            told = _ending(after, lane) if _is_told(after, lane) else _event(after, lane, level)
            said.append(f"{back}{told}")
    if said == ["there is the crash"]:
        said = [f"there is the crash: {latest(after)}"]
    terms = _level(after, "terms")
    if terms > _level(before, "terms") and not moved:
        said.append(f"{spec.names[terms - 1]} is called {spec.terms[terms - 1]}")
    return "; ".join(said)


def _event(runs: Actor, lane: str, level: int) -> str:
    spec = runs.spec
    if level == 1:
        return f"a line of time for {spec.names[LANES.index(lane)]}"
    block = blocks_of(spec, lane)[level - 2]
    again = " again" if block.books and _tries(spec, block).index(block.id) else ""
    undone = ", as the crash has undone it" if again and block.what == "both" else ""
    return _said(spec, block if _level(runs, "crash") else block._replace(done=True)) + again + undone


def _ending(runs: Actor, lane: str) -> str:
    spec, index = runs.spec, LANES.index(lane)
    cut = spec.records[next(block.place for block in blocks_of(spec, lane) if not block.done)]
    fate = ("lost", "booked twice", "done as a whole")[index]
    term = f", {spec.terms[index]}" if _level(runs, "terms") > index else ""
    return f"{spec.totals[index]} in all, {_off(spec.totals[index], spec.right)}{term}: {cut} is {fate}"


def _off(total: int, right: int) -> str:
    off = abs(total - right)
    return "all there" if total == right else f"{off} too few" if total < right else f"{off} too many"


def _fate(runs: Actor, lane: str, block: Block) -> str:
    """What has become of a booking that the crash has met: a word, once the crash is seen."""
    if not block.books or not _level(runs, "crash"):
        return ""
    if not block.done:
        return "undone" if block.what == "both" else "lost" if _is_told(runs, lane) else ""
    tries = _tries(runs.spec, block)
    if not _is_told(runs, lane) or len(tries) == 1:
        return ""
    return "whole" if block.what == "both" else "booked" if block.id == tries[0] else "booked again"


ROLES = {"lost": "bad", "booked": "bad", "booked again": "bad", "undone": "muted", "whole": "good"}


def draw(runs: Actor, area: Rect) -> Iterator[Shape]:
    """The lanes that are open, one below the other, and the crash through all of them."""
    spec = runs.spec
    lanes = [lane for lane in LANES if _level(runs, lane)]
    unit = (area.w - TOTALS) / max(block[3] for blocks in spec.blocks for block in blocks)
    high = min(HIGHEST, (area.h - BOLT) / max(1, len(lanes)))
    top = area.y + (area.h - BOLT - len(lanes) * high) / 2 + BOLT
    for row, lane in enumerate(lanes):
        yield from _lane(runs, lane, Rect(area.x, top + row * high, area.w, high), unit)
    if _level(runs, "crash"):
        x, y = area.x + spec.crash * unit, top - BOLT + 28
        foot = top + len(lanes) * high - 30
        yield line("crash/line", (x, y), (x, foot), stroke="bad", width=7, dashed=True, grows=True, z=4)
        bolt = ((x + 14, y - 44), (x - 16, y + 2), (x + 16, y - 4), (x - 14, y + 42))
        yield line("crash/bolt", *bolt, stroke="bad", width=9, grows=True, z=5)


def _lane(runs: Actor, lane: str, area: Rect, unit: float) -> Iterator[Shape]:
    spec, index, level = runs.spec, LANES.index(lane), _level(runs, lane)
    tall = area.h * TALL
    middle = area.y + HEAD + tall / 2
    crash, end = area.x + spec.crash * unit, area.right - TOTALS
    name = (spec.terms if _level(runs, "terms") > index else spec.names)[index]
    yield Label(key=f"{lane}/name", x=area.x, y=area.y + 22, text=name, size=SIZE, weight=650, anchor="start")
    yield line(f"{lane}/rail", (area.x, middle), (crash, middle), stroke="line", width=4)
    yield line(f"{lane}/rest", (crash + spec.restart * unit, middle), (end, middle), stroke="line", width=4)
    for block in blocks_of(spec, lane)[: level - 1]:
        wide = (block.end - block.begin) * unit - GAP
        rect = Rect(area.x + block.begin * unit + GAP / 2, area.y + HEAD, wide, tall)
        seen = block if _level(runs, "crash") else block._replace(done=True)
        yield from _block(seen, rect, spec.records[block.place], _fate(runs, lane, block))
        if _level(runs, "harm") and block.what == ("book", "mark", "")[index]:
            yield Box(
                key=f"harm/{block.id}", x=rect.x, y=rect.bottom + 12, w=wide, h=16, radius=8, fill="warn"
            )
    if _is_told(runs, lane):
        yield from _total(lane, spec.totals[index], spec.right, (area.right, middle))


def _block(block: Block, rect: Rect, record: str, fate: str) -> Iterator[Shape]:
    if not block.books:
        yield from _ribbon(block, rect.centre[0], rect.y, rect.h)
        return
    role = ROLES[fate] if fate else "data-3" if block.done else "muted"
    if not block.done:  # a dashed box is not filled, and the rail would run through its words
        yield Box(key=f"{block.id}/ground", x=rect.x, y=rect.y, w=rect.w, h=rect.h, fill="ground", z=1)
    yield Box(
        key=f"{block.id}/box",
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
        fill=f"{role}@0.22" if block.done else None,
        stroke=role,
        stroke_width=5 if fate else 3,
        dashed=not block.done,
        z=1,
    )
    aside = RIBBON if block.what == "both" and block.done else 0.0
    yield Label(
        key=f"{block.id}/record",
        x=rect.centre[0] - aside / 2,
        y=rect.centre[1],
        text=record,
        size=SIZE,
        weight=550,
        z=2,
        colour="ink" if block.done else role,
    )
    if aside:
        yield from _ribbon(block, rect.right - RIBBON / 2 - 14, rect.y + 12, rect.h - 24, z=2)
    if fate:
        yield Label(
            key=f"{block.id}/fate",
            x=rect.centre[0],
            y=rect.bottom + FATE,
            text=fate,
            size=38,
            weight=650,
            colour=role,
        )


def _ribbon(block: Block, x: float, y: float, tall: float, z: int = 1) -> Iterator[Shape]:
    """A bookmark: a ribbon with a notch, and the place where reading goes on."""
    half = RIBBON / 2 if block.done else RIBBON * 0.3
    notch, foot = y + tall - half * 0.8, y + tall
    hem = ((x - half, y), (x + half, y), (x + half, foot), (x, notch), (x - half, foot), (x - half, y))
    if not block.done:
        yield line(f"{block.id}/ribbon", *hem, stroke="muted", width=3, dashed=True, z=z)
        return
    yield Box(
        key=f"{block.id}/cloth", x=x - half, y=y, w=RIBBON, h=notch - y, radius=0, fill="accent@0.25", z=z
    )
    yield line(f"{block.id}/ribbon", *hem, stroke="accent", width=4, z=z)
    yield Label(
        key=f"{block.id}/number",
        x=x,
        y=(y + notch) / 2,
        text=str(block.place + 1),
        size=46,
        face="mono",
        weight=650,
        z=z + 1,
    )


def _total(lane: str, total: int, right: int, at: tuple[float, float]) -> Iterator[Shape]:
    x, y = at
    role = "good" if total == right else "bad"
    yield Label(
        key=f"{lane}/sum", x=x, y=y - 22, text=str(total), size=96, weight=650, anchor="end", colour=role
    )
    yield Label(key=f"{lane}/off", x=x, y=y + 54, text=_off(total, right), size=38, anchor="end", colour=role)


RUNS = Kind(
    name="runs",
    spec=Runs,
    parts=things,
    contents=latest,
    draw=draw,
    becomes=becomes,
    part="step",
    example=(
        "{is: runs, names: [a, b, c], terms: [d, e, f], records: [x], totals: [1, 1, 1], right: 1, crash: 2, "
        "restart: 1, blocks: [[[book, 0, 0, 1, true]], [[book, 0, 0, 1, true]], [[both, 0, 0, 1, true]]]}"
    ),
)
