"""Two actors of this film: the verdicts between two rows of words, and what a chip could do meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from explainsite.actors import Actor, Curve, Dot, Int, Kind, Part, Rect, Shape, Spec, line

# The rhythm of columns that rows of tokens and cells have.
GAP = 14.0
WIDEST = 280.0
SIGN = 34.0
# The cut goes through both rows.
REACH = 168.0
# A stub bridges a part of the gap to the next row.
STUB = 26.0
TICK = "✓"


class Verdicts(Spec):
    """A tick or a cross under each guess; behind the first cross the row is cut."""

    columns: Int = 7


def places(spec: Verdicts) -> list[Part]:
    """One place for each column, without a verdict."""
    return [Part(id=str(i), filled=False) for i in range(spec.columns)]


def given(verdicts: Actor) -> str:
    """The verdicts so far."""
    signs = [f"{part.text} at {part.id}" for part in verdicts.parts if part.filled]
    return ", ".join(signs) or "no verdict yet"


def draw_verdicts(verdicts: Actor, area: Rect) -> Iterator[Shape]:
    """Signs as strokes, each with a stub towards the two words that it is about."""
    step = min(WIDEST + GAP, (area.w + GAP) / verdicts.spec.columns)
    y = area.centre[1]
    for i, part in enumerate(verdicts.parts):
        if not part.filled:
            continue
        x = area.x + i * step + (step - GAP) / 2
        good = part.text == TICK
        role = "good" if good else "bad"
        yield line(f"{part.id}/up", (x, y - SIGN - 22), (x, area.y - STUB), stroke=role, width=4, grows=True)
        yield line(
            f"{part.id}/down",
            (x, y + SIGN + 22),
            (x, area.y + area.h + STUB),
            stroke=role,
            width=4,
            grows=True,
        )
        yield from _tick(part.id, x, y) if good else _cross(part.id, x, y)
        if not good:
            cut = area.x + (i + 1) * step - GAP / 2
            yield line(
                f"{part.id}/cut",
                (cut, area.y - REACH),
                (cut, area.y + area.h + REACH),
                stroke="bad",
                width=5,
                dashed=True,
            )


def _tick(key: str, x: float, y: float) -> Iterator[Curve]:
    yield line(
        f"{key}/tick",
        (x - SIGN, y + 2),
        (x - SIGN * 0.3, y + SIGN * 0.75),
        (x + SIGN, y - SIGN * 0.7),
        stroke="good",
        width=11,
        grows=True,
    )


def _cross(key: str, x: float, y: float) -> Iterator[Curve]:
    reach = SIGN * 0.8
    yield line(
        f"{key}/fall", (x - reach, y - reach), (x + reach, y + reach), stroke="bad", width=11, grows=True
    )
    yield line(
        f"{key}/rise", (x - reach, y + reach), (x + reach, y - reach), stroke="bad", width=11, grows=True
    )


class Field(Spec):
    """A field of dots, each of them work that could be done; some are."""

    size: Int = 100
    across: Int = 20


def one(_: Field) -> list[Part]:
    """The amount that is used."""
    return [Part(id="", value=0.0)]


def used(field: Actor) -> str:
    """How much is used."""
    return f"{field.parts[0].value:.0f} of {field.spec.size}"


def draw_field(field: Actor, area: Rect) -> Iterator[Shape]:
    """Dots in rows; those in use are larger and in accent."""
    down = ceil(field.spec.size / field.spec.across)
    step = min(area.w / field.spec.across, area.h / down)
    left = area.centre[0] - step * field.spec.across / 2
    top = area.centre[1] - step * down / 2
    lit = field.parts[0].value or 0
    for i in range(field.spec.size):
        row, column = divmod(i, field.spec.across)
        x, y = left + (column + 0.5) * step, top + (row + 0.5) * step
        yield Dot(
            key=f"dot-{i}",
            x=x,
            y=y,
            r=step * (0.42 if i < lit else 0.2),
            fill="accent" if i < lit else "muted@0.6",
        )


VERDICTS = Kind(
    name="verdicts",
    spec=Verdicts,
    parts=places,
    contents=given,
    draw=draw_verdicts,
    height=190,
    part="verdict",
    verbs={"fill", "clear"},
    example="{is: verdicts, columns: 7}",
)
FIELD = Kind(
    name="field",
    spec=Field,
    parts=one,
    contents=used,
    draw=draw_field,
    part="amount",
    example="{is: field, size: 100}",
)
