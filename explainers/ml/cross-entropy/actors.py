"""The actor of this film: coins that all fell on heads, as many as a surprise is worth."""

from __future__ import annotations

from collections.abc import Iterator

from explainsite.actors import Actor, Amount, Dot, Int, Kind, Label, Part, Rect, Role, Shape, Spec

GAP = 22.0
LARGEST = 78.0


class Coins(Spec):
    """How many heads in a row, and room for how many."""

    heads: Amount = 0
    most: Int = 7
    role: Role = "accent"


def parts(spec: Coins) -> list[Part]:
    """One number: of a broken one, the last coin is smaller."""
    return [Part(id="", text="coins", value=float(spec.heads))]


def contents(coins: Actor) -> str:
    """How many there are."""
    heads = coins.parts[0].value or 0.0
    return f"{heads:.1f} coins that all fell on heads" if heads else "no coin yet"


def becomes(_: Actor, new: Actor) -> str:
    """How many have fallen."""
    return f"{new.parts[0].value:.1f} coins fall in a row, all on heads"


def draw(coins: Actor, area: Rect) -> Iterator[Shape]:
    """From left to right, each with an H; the broken rest of a coin is a smaller one."""
    part = coins.parts[0]
    role = part.role or coins.spec.role
    r = min(LARGEST, area.h / 2, ((area.w + GAP) / coins.spec.most - GAP) / 2)
    heads = part.value or 0.0
    for i in range(coins.spec.most):
        x, y = area.x + r + (2 * r + GAP) * i, area.centre[1]
        size = min(1.0, max(0.0, heads - i))
        yield Dot(key=f"seat-{i}", x=x, y=y, r=r * 0.16, fill="line")
        if size > 0.05:
            yield Dot(key=f"coin-{i}", x=x, y=y, r=r * size**0.5, fill=role, z=1)
            yield Label(
                key=f"head-{i}",
                x=x,
                y=y,
                text="H",
                size=r * 0.9 * size**0.5,
                weight=640,
                colour="ground",
                z=2,
            )


COINS = Kind(
    name="coins",
    spec=Coins,
    parts=parts,
    contents=contents,
    draw=draw,
    becomes=becomes,
    example="{is: coins, heads: 2}",
)
