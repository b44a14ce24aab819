"""The actor of this film: several logs below each other, and the line up to which a majority holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainsite.actors import Actor, Box, Int, Kind, Label, Name, Part, Rect, Shape, Spec, line

LANE = 130.0
"""Px for messages, before the machines."""
HEAD = 210.0
"""Px of the box with a machine's name."""
GAP = 34.0
"""Px between that box and the first entry."""
WORD = 74.0
"""Px above the logs for the word on the line."""
MARK = "line"
DOWN = 0.4


class Logs(Spec):
    """Logs, one for each machine, with a line after the entries that are committed."""

    machines: tuple[Name, ...]
    columns: Int = 4
    items: tuple[Name, ...] = ()
    """What all of them hold at the start."""


def parts(spec: Logs) -> Iterator[Part]:
    """Each machine, its places in order, and the line."""
    for name in spec.machines:
        yield Part(id=name, text=name)
        for i in range(spec.columns):
            text = spec.items[i] if i < len(spec.items) else ""
            yield Part(id=f"{name}-{i}", text=text, filled=bool(text))
    yield Part(id=MARK, value=0.0)


def contents(logs: Actor) -> str:
    """How far the logs are committed."""
    mark = _mark(logs)
    return f"{mark or 'no'} committed {'entry' if mark == 1 else 'entries'}"


def becomes(_: Actor, logs: Actor) -> str:
    """How far the line has moved."""
    mark = _mark(logs)
    return (
        f"the line stands after place {mark}: {mark} {'entry is' if mark == 1 else 'entries are'} committed"
    )


def places(_: Actor, parts: Sequence[Part]) -> str:
    """Parts by their logs and where they are there: `place 3 of B and C`; a machine by its name."""
    found = [part.id.partition("-") for part in parts]
    machines = _listed([machine for machine, _, _ in found])
    at = sorted({int(place) for _, _, place in found if place})
    return f"{_counted(at)} of {machines}" if at else machines


def _counted(at: Sequence[int]) -> str:
    """Places from 1, as readers of a picture without numbers count."""
    ran = f"{at[0] + 1} to {at[-1] + 1}" if len(at) > 1 else f"{at[0] + 1}"
    return f"place{'s' if len(at) > 1 else ''} {ran}"


def _listed(names: Sequence[str]) -> str:
    *others, last = dict.fromkeys(names)
    return f"{', '.join(others)} and {last}" if others else last


def draw(logs: Actor, area: Rect) -> Iterator[Shape]:
    """A row for each log; the committed part of all of them lies on one ground, which ends at the line."""
    spec = logs.spec
    area = Rect(area.x + LANE, area.y, area.w - LANE, area.h)
    high = (area.h - WORD) / len(spec.machines)
    left, wide = area.x + HEAD + GAP, (area.w - HEAD - GAP) / spec.columns
    if mark := _mark(logs):
        yield from _line(left, left + mark * wide, area)
    for row, name in enumerate(spec.machines):
        machine = _part(logs, name)
        y = area.y + WORD + row * high + 9
        opacity = DOWN if machine.down else 1.0
        yield from _head(machine, Rect(area.x, y, HEAD, high - 18), opacity)
        for i in range(spec.columns):
            place = Rect(left + i * wide + 9, y, wide - 18, high - 18)
            yield from _entry(_part(logs, f"{name}-{i}"), place, opacity, is_safe=i < mark)


def _mark(logs: Actor) -> int:
    return round(_part(logs, MARK).value or 0)


def _part(logs: Actor, name: str) -> Part:
    part = logs.part(name)
    assert part is not None
    return part


def _line(left: float, right: float, area: Rect) -> Iterator[Shape]:
    top, bottom = area.y + WORD - 12, area.y + area.h + 4
    yield Box(
        key=f"{MARK}/ground", x=left - 2, y=top, w=right - left + 2, h=bottom - top, radius=6,
        fill="good@0.12", z=-2,
    )  # fmt: skip
    yield line(f"{MARK}/edge", (right, area.y + 8), (right, bottom), stroke="good", width=7, z=-1)
    yield Label(
        key=f"{MARK}/word", x=right - 22, y=area.y + 30, text="committed", size=44, weight=600, colour="good",
        anchor="end",
    )  # fmt: skip


def _head(machine: Part, at: Rect, opacity: float) -> Iterator[Shape]:
    """The machine's name, and below it what it does."""
    state = machine.note
    x, y = at.centre
    yield Box(
        key=f"{machine.id}/box", x=at.x, y=at.y, w=at.w, h=at.h, fill="surface",
        stroke=machine.role or "line", stroke_width=5 if machine.role else 2.5, dashed=machine.down,
        opacity=opacity,
    )  # fmt: skip
    yield Label(
        key=f"{machine.id}/name", x=x, y=y - 20 if state else y, text=machine.text, size=46, weight=650,
        opacity=opacity,
    )  # fmt: skip
    if state:
        role = machine.role or "muted"
        yield Label(
            key=f"{machine.id}/state", x=x, y=y + 26, text=state, size=36, colour=role, opacity=opacity
        )


def _entry(entry: Part, at: Rect, opacity: float, *, is_safe: bool) -> Iterator[Shape]:
    """An entry; one that is not safe, like a free place, is cut out of the ground of the committed ones."""
    role = entry.role or ("good" if is_safe else None)
    opacity = 1.0 if entry.role else opacity
    if entry.role or not entry.filled:
        yield Box(
            key=f"{entry.id}/hole", x=at.x - 9, y=at.y - 9, w=at.w + 18, h=at.h + 18, radius=0, fill="ground",
            z=-2,
        )  # fmt: skip
    yield Box(
        key=f"{entry.id}/box", x=at.x, y=at.y, w=at.w, h=at.h, fill=_fill(entry, role),
        stroke=(role or "muted") if entry.filled else "line", stroke_width=4 if entry.filled else 2.5,
        dashed=not entry.filled, opacity=opacity,
    )  # fmt: skip
    if not entry.filled:
        return
    x, y = at.centre
    yield Label(
        key=f"{entry.id}/text", x=x, y=y, text=entry.text, size=52, face="mono", weight=600, opacity=opacity
    )
    if entry.role == "bad":
        low, high = at.y + at.h - 16, at.y + 16
        yield line(
            f"{entry.id}/strike",
            (at.x + 24, low),
            (at.x + at.w - 24, high),
            stroke="bad",
            width=6,
            grows=True,
        )


def _fill(entry: Part, role: str | None) -> str | None:
    if not entry.filled:
        return None
    return f"{role}@0.22" if role else "surface"


LOGS = Kind(
    name="logs",
    spec=Logs,
    parts=parts,
    contents=contents,
    becomes=becomes,
    draw=draw,
    part="place",
    places=places,
    verbs={"fill", "clear", "fail", "recover", "note"},
    example="{is: logs, machines: [A, B, C]}",
)
