"""An actor of this film: a record in a database, with a padlock that closes while it is promised."""

from __future__ import annotations

from collections.abc import Iterator

from explainsite.actors import Actor, Box, Curve, Kind, Label, Part, Rect, Shape, Spec, Text

WIDE, HIGH = 640.0, 236.0
CLOSED, FREE = "locked", "free"


class Record(Spec):
    """Whose database it is in, what it is, who has it, and whether it is locked."""

    owner: Text
    thing: Text
    holder: Text = FREE
    lock: Text = "open"


def parts(spec: Record) -> list[Part]:
    """Who has it, and its lock."""
    return [Part(id="holder", text=spec.holder), Part(id="lock", text=spec.lock)]


def contents(record: Actor) -> str:
    """What stands in it."""
    holder, lock = record.parts
    return f"{record.spec.thing}: {holder.text}, {lock.text}"


def becomes(before: Actor, after: Actor) -> str:
    """What its lock does, and whose it is now."""
    (had, was), (has, lock), thing = before.parts, after.parts, after.spec.thing
    said = []
    if was.text != lock.text:
        said.append(f"the lock of {thing} {'closes' if lock.text == CLOSED else 'opens'}")
    if had.text != has.text:
        whose = f"{has.text}'s" if has.text != FREE else FREE
        said.append(f"{thing} is {whose} now")
    return ", and ".join(said)


def draw(record: Actor, area: Rect) -> Iterator[Shape]:
    """A card with words on the left and a padlock on the right; an open one has its shackle raised."""
    holder, lock = record.parts
    closed = lock.text == CLOSED
    wide = min(WIDE, area.w)
    x, y = area.centre[0] - wide / 2, area.centre[1] - HIGH / 2
    role = lock.role or ("warn" if closed else "line")
    yield Box(
        key="card", x=x, y=y, w=wide, h=HIGH, fill="surface", stroke=role, stroke_width=4 if closed else 2.5
    )
    left = x + 44
    yield Label(
        key="owner", x=left, y=y + 52, text=record.spec.owner, size=38, colour="muted", anchor="start"
    )
    yield Label(key="thing", x=left, y=y + 118, text=record.spec.thing, size=56, weight=600, anchor="start")
    yield Label(key="holder/text", x=left, y=y + 184, text=holder.text, size=42, face="mono", weight=500,
                colour=holder.role or "muted", anchor="start")  # fmt: skip
    middle = x + wide - 110
    body = y + 112
    tone = lock.role or ("warn" if closed else "muted")
    rise = 0.0 if closed else 28.0
    yield _shackle(middle, body - rise, tone)
    yield Box(
        key="lock/body",
        x=middle - 56,
        y=body,
        w=112,
        h=82,
        radius=14,
        fill=tone if closed else f"{tone}@0.25",
        stroke=tone,
        stroke_width=4,
    )


def _shackle(middle: float, foot: float, role: str) -> Shape:
    """Two posts and a half circle between them, as cubics."""
    r, top = 34.0, foot - 30
    k = r * 0.5523
    points = (
        (middle - r, foot), (middle - r, foot - 9), (middle - r, top + 9), (middle - r, top),
        (middle - r, top - k), (middle - k, top - r), (middle, top - r),
        (middle + k, top - r), (middle + r, top - k), (middle + r, top),
        (middle + r, top + 9), (middle + r, foot - 9), (middle + r, foot),
    )  # fmt: skip
    return Curve(key="lock/shackle", points=points, stroke=role, width=12)


RECORD = Kind(
    name="record",
    spec=Record,
    parts=parts,
    contents=contents,
    becomes=becomes,
    draw=draw,
    height=HIGH,
    part="field",
    example="{is: record, owner: hotel, thing: room 7}",
)
