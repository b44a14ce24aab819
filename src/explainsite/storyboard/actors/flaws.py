"""What can be wrong with a stage entry beyond its single fields, and checks that kinds share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from explainsite.content.interpolation import format_problem
from explainsite.diagnostics import did_you_mean
from explainsite.storyboard.words import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something wrong with a stage entry that no single field shows; `place` leads to it."""

    place: tuple[str | int, ...]
    message: str
    hint: str
    code: str = "wrong-type"
    at_key: bool = False
    """Whether the key is at fault, and not its value."""
    line: int | None = None
    """Which line of a text, from 0, and then from which character and how many; 0 is the whole line."""
    column: int = 0
    length: int = 0


def no_flaws(spec: Any) -> Iterable[Flaw]:
    """The check of a kind whose fields say it all."""
    return ()


def bad_format(spec: Any) -> Iterator[Flaw]:
    """A flaw when the format cannot write an amount."""
    problem = format_problem(spec.format)
    if problem:
        yield Flaw(
            place=("format",),
            message=f"`{spec.format}` cannot format an amount: {problem}",
            hint="for example `,.0f` for 1,234 and `.1%` for 12.3%",
            code="bad-format",
        )


def unknown_keys(place: str, keys: Iterable[str], known: Iterable[str], noun: str) -> Iterator[Flaw]:
    """A flaw for each key of the mapping at `place` that names none of the actor's parts."""
    names = list(known)
    for key in keys:
        if key not in names:
            yield Flaw(
                place=(place, key),
                message=f"there is no {noun} `{key}`",
                hint=did_you_mean(key, names) or f"name one of its {noun}s",
                code="unknown-part",
                at_key=True,
            )


def twice(place: str, names: Iterable[str], noun: str) -> Iterator[Flaw]:
    """A flaw for each name of the list at `place` that stands there before."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield Flaw(
                place=(place, index),
                message=f"{counted(2, noun)} are named `{name}`",
                hint=f"give each {noun} a name of its own",
            )
        seen.add(name)


def too_many(place: str, items: Sequence[Any], room: int, noun: str) -> Iterator[Flaw]:
    """A flaw when the list at `place` has more items than there is room for."""
    if len(items) > room:
        yield Flaw(
            place=(place,),
            message=f"{counted(len(items), noun)}, but room for {room}",
            hint="take some away, or give it more room",
        )
